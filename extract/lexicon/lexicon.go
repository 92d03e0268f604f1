// Package lexicon holds the words of the trade as data: one YAML file a
// subject, embedded, strictly decoded, and the words of the language as a text.
// Another market is another file, not another program.
package lexicon

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/sync/errgroup"
)

//go:embed *.yaml
var builtin embed.FS

//go:embed small-letters.txt
var smallLetters string

// Lexicon is what all lexicon files together say. Each YAML file fills some of
// its sections; entries of later files are added to those of earlier ones, and
// where both name the same words, the later file decides.
type Lexicon struct {
	// Replaces names sections whose entries of earlier files a file leaves out:
	// entities, names, markets, places, cues, capitals or words.
	Replaces []string `yaml:"replaces" json:"-"`
	Entities []Entity `yaml:"entities"`
	Names    []Names  `yaml:"names"`
	Markets  []Market `yaml:"markets"`
	Places   []Place  `yaml:"places"`
	// Home is the id of the place where figures lie when a text names none.
	Home string `yaml:"home"`
	Cues []Cue  `yaml:"cues"`
	// Capitals are capitalised words that are no names of companies or brands.
	Capitals []Cue `yaml:"capitals"`
	// SmallLetters are words of the language, with spaces between: a capital does not
	// make them names where they open a sentence. The built-in ones are a text of their
	// own, small-letters.txt: as YAML they took a sixth of the time to read the lexicon.
	SmallLetters string `yaml:"small_letters"`
	// Words are those that single rules of the entity and claim stages look for.
	Words    []WordClass   `yaml:"words"`
	Quantity QuantityWords `yaml:"quantity"`
	Period   PeriodWords   `yaml:"period"`

	classes map[string]bool // of the built-in cues: the models know no others
	added   *Lexicon        // entries of the files behind the built-in ones
}

// Examples are texts that an entry must and must not match. Tests run them all.
type Examples struct {
	Match []string `yaml:"match"`
	Miss  []string `yaml:"miss"`
}

// and joins the examples of two entries for the same thing.
func (x Examples) and(more Examples) Examples {
	return Examples{slices.Concat(x.Match, more.Match), slices.Concat(x.Miss, more.Miss)}
}

// Entity is a company, brand or product that figures can be about.
type Entity struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"` // for people
	// Aliases are all names it goes by, mistranslations included.
	Aliases []string `yaml:"aliases"`
	// Parent is the id of the entity that owns it, if any.
	Parent string `yaml:"parent,omitempty"`
	// Trade is what it does, in the word that its markets have: its figures are
	// rather in a market of the same trade. Empty: more than one.
	Trade string `yaml:"trade,omitempty"`
	// Kind is company, brand, agency (a source of figures) or scheme.
	Kind     string   `yaml:"kind"`
	Examples Examples `yaml:"examples"`
}

// Names are well-known names without an id: claims carry them as written.
type Names struct {
	Kind     string   `yaml:"kind"` // company, or agency (a source of figures)
	Names    []string `yaml:"names"`
	Examples Examples `yaml:"examples"`
}

// Cue is a class of words that tell something about the figures near them.
type Cue struct {
	Class    string   `yaml:"class"`
	Phrases  []string `yaml:"phrases"`
	Examples Examples `yaml:"examples"`
}

// Market is a market that figures can be in. Without an id it is outside the
// guideline's list: claims carry the words of the text.
type Market struct {
	ID      string   `yaml:"id,omitempty"`
	Name    string   `yaml:"name"`
	Phrases []string `yaml:"phrases"`
	// Channels are single words for a way of buying or paying: a figure about
	// them may be in the market, though they do not name it ("came from phones").
	Channels []string `yaml:"channels,omitempty"`
	Trade    string   `yaml:"trade,omitempty"` // what is traded in it, in a word that entities have too
	Examples Examples `yaml:"examples"`
}

// Builtin is the lexicon that ships with the program, without the examples of its entries:
// they take a tenth of the time in which a small file is read. Tests hold that it is sound.
func Builtin() (*Lexicon, error) {
	return readBuiltin(func(name string, data []byte) (*Lexicon, error) { return decode(name, withoutExamples(data)) })
}

// BuiltinInFull is the same with all examples, checked as the files of others are.
func BuiltinInFull() (*Lexicon, error) {
	return readBuiltin(func(name string, data []byte) (*Lexicon, error) { return read(name, data, nil, nil) })
}

func readBuiltin(read func(name string, data []byte) (*Lexicon, error)) (*Lexicon, error) {
	l := &Lexicon{}
	names, err := fs.Glob(builtin, "*.yaml")
	if err != nil {
		return nil, err
	}
	parts := make([]*Lexicon, len(names)) // read side by side: every command that extracts waits for them
	var group errgroup.Group
	for i, name := range names {
		group.Go(func() error {
			data, err := builtin.ReadFile(name)
			if err != nil {
				return err
			}
			parts[i], err = read(name, data)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for _, more := range parts {
		l.append(more)
	}
	l.append(&Lexicon{SmallLetters: withoutComment(smallLetters)})
	if missing := l.lacking(); len(missing) > 0 {
		return nil, fmt.Errorf("lexicon section words lacks the classes %s", strings.Join(missing, ", "))
	}
	l.classes = map[string]bool{}
	for _, c := range l.Cues {
		l.classes[c.Class] = true
	}
	return l, nil
}

// withoutComment is a text without the lines that it opens with and that begin with #.
func withoutComment(s string) string {
	for strings.HasPrefix(s, "#") {
		_, s, _ = strings.Cut(s, "\n")
	}
	return strings.TrimSpace(s)
}

// Add reads one more lexicon file. An unknown key, a value of the wrong kind or
// an entry that lacks something is an error that names file, line and excerpt.
func (l *Lexicon) Add(name string, data []byte) error {
	more, err := read(name, data, l.classes, l)
	if err != nil {
		return err
	}
	for _, section := range more.Replaces {
		replaceable[section](l)
	}
	l.append(more)
	if l.added == nil {
		l.added = &Lexicon{}
	}
	l.added.append(more)
	return nil
}

// Added holds the entries of the files that were added to the built-in ones.
func (l *Lexicon) Added() *Lexicon {
	if l.added == nil {
		return &Lexicon{}
	}
	return l.added
}

// read decodes and checks a file. classes are those that cues may have, and
// known holds those of the grammars, and the places before the file's. Nil: any
// classes, and the places of the file alone.
func read(name string, data []byte, classes map[string]bool, known *Lexicon) (*Lexicon, error) {
	l, err := decode(name, data)
	if err != nil {
		return nil, err
	}
	f := l.check(classes)
	if f == nil {
		f = l.checkWords()
	}
	if f == nil {
		f = l.checkPlaces(known)
	}
	if f == nil {
		f = l.checkGrammars(known)
	}
	if f != nil {
		return nil, f.locate(name, data)
	}
	return l, nil
}

func decode(name string, data []byte) (*Lexicon, error) {
	l := &Lexicon{}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(l); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("lexicon %s: %s", name, yaml.FormatError(err, false, true))
	}
	return l, nil
}

// withoutExamples leaves out the lines of the key examples, which opens a line of its own,
// and those below it that stand further in.
func withoutExamples(data []byte) []byte {
	kept := make([]byte, 0, len(data))
	within := -1 // how far the key stands in
	for line := range bytes.Lines(data) {
		words := bytes.TrimLeft(line, " ")
		in := len(line) - len(words)
		if within >= 0 && (in > within || len(bytes.TrimSpace(line)) == 0) {
			continue
		}
		within = -1
		if bytes.HasPrefix(words, []byte("examples:")) {
			within = in
			continue
		}
		kept = append(kept, line...)
	}
	return kept
}

func (l *Lexicon) append(more *Lexicon) {
	for _, e := range more.Entities {
		l.addEntity(e)
	}
	l.Names = append(l.Names, more.Names...)
	l.Markets = append(l.Markets, more.Markets...)
	for _, p := range more.Places {
		l.addPlace(p)
	}
	if more.Home != "" {
		l.Home = more.Home
	}
	l.Cues = append(l.Cues, more.Cues...)
	l.Capitals = append(l.Capitals, more.Capitals...)
	l.SmallLetters = strings.TrimSpace(l.SmallLetters + " " + more.SmallLetters)
	l.Words = append(l.Words, more.Words...)
	l.Quantity.add(more.Quantity)
	l.Period.add(more.Period)
}

// addEntity adds an entity, or the aliases of one that is known already.
func (l *Lexicon) addEntity(e Entity) {
	i := slices.IndexFunc(l.Entities, func(known Entity) bool { return known.ID == e.ID })
	if i < 0 {
		l.Entities = append(l.Entities, e)
		return
	}
	known := &l.Entities[i]
	known.Aliases = slices.Concat(known.Aliases, e.Aliases)
	known.Examples = known.Examples.and(e.Examples)
	known.Kind = e.Kind
	if e.Name != "" {
		known.Name = e.Name
	}
	if e.Parent != "" {
		known.Parent = e.Parent
	}
	if e.Trade != "" {
		known.Trade = e.Trade
	}
}

// replaceable are the sections that a file can leave out, with what empties them.
var replaceable = map[string]func(*Lexicon){
	"entities": func(l *Lexicon) { l.Entities = nil },
	"names":    func(l *Lexicon) { l.Names = nil },
	"markets":  func(l *Lexicon) { l.Markets = nil },
	"places":   func(l *Lexicon) { l.Places, l.Home = nil, "" },
	"cues":     func(l *Lexicon) { l.Cues = nil },
	"capitals": func(l *Lexicon) { l.Capitals = nil },
	"words":    func(l *Lexicon) { l.Words = nil },
}

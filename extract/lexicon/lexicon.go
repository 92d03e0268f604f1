// Package lexicon holds the words of the trade as data: one YAML file a
// subject, embedded, strictly decoded. Another market is another file, not
// another program.
package lexicon

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"
)

//go:embed *.yaml
var builtin embed.FS

// Lexicon is what all lexicon files together say. Each YAML file fills some of
// its sections; entries of later files are added to those of earlier ones.
type Lexicon struct {
	Entities []Entity `yaml:"entities"`
	Names    []Names  `yaml:"names"`
	Markets  []Market `yaml:"markets"`
	Cues     []Cue    `yaml:"cues"`
	// Capitals are capitalised words that are no names of companies or brands.
	Capitals []Cue `yaml:"capitals"`
	// SmallLetters are words of the language: a capital does not make them names
	// where they open a sentence.
	SmallLetters []string      `yaml:"small_letters"`
	Quantity     QuantityWords `yaml:"quantity"`
	Period       PeriodWords   `yaml:"period"`
}

// Examples are texts that an entry must and must not match. Tests run them all.
type Examples struct {
	Match []string `yaml:"match"`
	Miss  []string `yaml:"miss"`
}

// Entity is a company, brand or product that figures can be about.
type Entity struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"` // for people
	// Aliases are all names it goes by, mistranslations included.
	Aliases []string `yaml:"aliases"`
	// Parent is the id of the entity that owns it, if any.
	Parent string `yaml:"parent,omitempty"`
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
	ID       string   `yaml:"id,omitempty"`
	Name     string   `yaml:"name"`
	Phrases  []string `yaml:"phrases"`
	Examples Examples `yaml:"examples"`
}

// Builtin is the lexicon that ships with the program.
func Builtin() (*Lexicon, error) {
	l := &Lexicon{}
	names, err := fs.Glob(builtin, "*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := builtin.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := l.Add(name, data); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// Add reads one more lexicon file. An unknown key or a value of the wrong kind
// is an error that names file, line and excerpt.
func (l *Lexicon) Add(name string, data []byte) error {
	var more Lexicon
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&more); err != nil {
		return fmt.Errorf("lexicon %s: %s", name, yaml.FormatError(err, false, true))
	}
	l.Entities = append(l.Entities, more.Entities...)
	l.Names = append(l.Names, more.Names...)
	l.Markets = append(l.Markets, more.Markets...)
	l.Cues = append(l.Cues, more.Cues...)
	l.Capitals = append(l.Capitals, more.Capitals...)
	l.SmallLetters = append(l.SmallLetters, more.SmallLetters...)
	l.Quantity.add(more.Quantity)
	l.Period.add(more.Period)
	return nil
}

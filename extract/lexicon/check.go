package lexicon

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// kinds are those that entities and names can be of.
var kinds = []string{"company", "brand", "agency", "scheme"}

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// flaw is what is wrong with an entry, and where it stands in its file.
type flaw struct{ path, reason string }

// locate tells a flaw with the lines around it.
func (f *flaw) locate(file string, data []byte) error {
	if path, err := yaml.PathString(f.path); err == nil {
		if excerpt, err := path.AnnotateSource(data, false); err == nil {
			return fmt.Errorf("lexicon %s: %s\n%s", file, f.reason, excerpt)
		}
	}
	return fmt.Errorf("lexicon %s: %s", file, f.reason)
}

// check looks for entries that would never match, or that nothing shows to match.
// classes are the cue classes that the models know; nil: any.
func (l *Lexicon) check(classes map[string]bool) *flaw {
	for i, section := range l.Replaces {
		if replaceable[section] == nil {
			return &flaw{fmt.Sprintf("$.replaces[%d]", i), fmt.Sprintf("replaces: %q is none of %s", section, strings.Join(sorted(replaceable), ", "))}
		}
	}
	for i, e := range l.Entities {
		at := fmt.Sprintf("$.entities[%d]", i)
		switch {
		case !identifier.MatchString(e.ID):
			return &flaw{at, fmt.Sprintf("entity %q wants an id of small letters, digits and underscores", e.ID)}
		case !slices.Contains(kinds, e.Kind):
			return &flaw{at, fmt.Sprintf("entity %s: kind %q is none of %s", e.ID, e.Kind, strings.Join(kinds, ", "))}
		}
		if f := entry(at, "entity "+e.ID, "aliases", e.Aliases, e.Examples); f != nil {
			return f
		}
	}
	for i, n := range l.Names {
		at := fmt.Sprintf("$.names[%d]", i)
		if !slices.Contains(kinds, n.Kind) {
			return &flaw{at, fmt.Sprintf("names: kind %q is none of %s", n.Kind, strings.Join(kinds, ", "))}
		}
		if f := entry(at, "names of kind "+n.Kind, "names", n.Names, n.Examples); f != nil {
			return f
		}
	}
	for i, m := range l.Markets {
		at := fmt.Sprintf("$.markets[%d]", i)
		if m.ID != "" && !identifier.MatchString(m.ID) {
			return &flaw{at, fmt.Sprintf("market %q wants an id of small letters, digits and underscores, or none", m.ID)}
		}
		if f := entry(at, "market "+m.Name, "phrases", m.Phrases, m.Examples); f != nil {
			return f
		}
		for k, w := range m.Channels {
			if w == "" || !oneToken(w) {
				return &flaw{fmt.Sprintf("%s.channels[%d]", at, k), fmt.Sprintf("market %s: the channel %q is not one word and would never match", m.Name, w)}
			}
		}
	}
	for i, c := range l.Cues {
		at := fmt.Sprintf("$.cues[%d]", i)
		if classes != nil && !classes[c.Class] {
			return &flaw{at, fmt.Sprintf("cues: class %q is none that the models know: %s", c.Class, strings.Join(sorted(classes), ", "))}
		}
		if f := entry(at, "cues "+c.Class, "phrases", c.Phrases, c.Examples); f != nil {
			return f
		}
	}
	for i, c := range l.Capitals {
		if f := entry(fmt.Sprintf("$.capitals[%d]", i), "capitals "+c.Class, "phrases", c.Phrases, c.Examples); f != nil {
			return f
		}
	}
	return nil
}

// entry looks at what all entries have: words, and examples of both kinds.
func entry(at, what, key string, words []string, ex Examples) *flaw {
	switch {
	case len(words) == 0:
		return &flaw{at, what + " wants " + key}
	case slices.ContainsFunc(words, func(w string) bool { return strings.TrimSpace(w) == "" }):
		return &flaw{at + "." + key, what + " has an empty word"}
	case len(ex.Match) == 0 || len(ex.Miss) == 0:
		return &flaw{at, what + " wants an example that it must match and one that it must miss"}
	}
	return nil
}

func sorted[T any](set map[string]T) []string {
	var words []string
	for w := range set {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

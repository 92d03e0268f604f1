package extract

import (
	"fmt"
	"slices"
	"strings"

	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// CheckExamples holds entries (all of a lexicon, or those of the files that
// were added to it) to the examples that stand with them, and tells each one
// that fails: one file can take words from the entries of another.
func CheckExamples(l, entries *lexicon.Lexicon) []string {
	var failed []string
	check := func(entry string, ex lexicon.Examples, matches func(string) bool) {
		for _, s := range ex.Match {
			if !matches(s) {
				failed = append(failed, fmt.Sprintf("%s should match %q", entry, s))
			}
		}
		for _, s := range ex.Miss {
			if matches(s) {
				failed = append(failed, fmt.Sprintf("%s should not match %q", entry, s))
			}
		}
	}
	finder := entity.NewFinder(l)
	named := func(s string, is func(entity.Mention) bool) bool {
		return slices.ContainsFunc(finder.Find(text.Parse(s), nil), is)
	}
	for _, e := range entries.Entities {
		check("entity "+e.ID, e.Examples, func(s string) bool {
			return named(s, func(m entity.Mention) bool { return m.Listed && m.ID == e.ID })
		})
	}
	for _, n := range entries.Names {
		check("names of kind "+n.Kind, n.Examples, func(s string) bool {
			return named(s, func(m entity.Mention) bool { return !m.Listed && m.Kind == n.Kind })
		})
	}
	var markets lexicon.Phrases[string]
	for _, m := range l.Markets {
		for _, p := range m.Phrases {
			markets.Add(p, m.ID+"\n"+m.Name)
		}
	}
	for _, m := range entries.Markets {
		check("market "+m.Name, m.Examples, func(s string) bool {
			return found(&markets, s, func(key string) bool { return key == m.ID+"\n"+m.Name })
		})
	}
	places := lexicon.NewGazetteer(l.Places)
	for _, p := range entries.Places {
		check("place "+p.ID, p.Examples, func(s string) bool {
			d := text.Parse(s)
			return slices.ContainsFunc(places.Find(d, 0, len(d.Tokens)), func(m lexicon.PlaceMention) bool { return m.ID == p.ID })
		})
	}
	cues := byPhrase(l.Cues)
	for _, c := range entries.Cues {
		check("cues "+c.Class, c.Examples, func(s string) bool {
			return found(cues, s, func(classes []string) bool { return slices.Contains(classes, c.Class) })
		})
	}
	capitals := byPhrase(l.Capitals)
	for _, c := range entries.Capitals {
		check("capitals "+c.Class, c.Examples, func(s string) bool {
			return strings.ToLower(s) != s && found(capitals, s, func(classes []string) bool { return slices.Contains(classes, c.Class) })
		})
	}
	words := lexicon.NewClasses(l.Words)
	for _, c := range entries.Words {
		check("words "+c.Class, c.Examples, func(s string) bool { return words.HasWord(c.Class, s) })
	}
	return failed
}

// byPhrase gives each phrase all classes that it stands in.
func byPhrase(cues []lexicon.Cue) *lexicon.Phrases[[]string] {
	classes := map[string][]string{}
	for _, c := range cues {
		for _, p := range c.Phrases {
			p = strings.ToLower(p)
			classes[p] = append(classes[p], c.Class)
		}
	}
	phrases := &lexicon.Phrases[[]string]{}
	for p, in := range classes { // order does not matter: each phrase is added once
		phrases.Add(p, in)
	}
	return phrases
}

// found says whether a phrase with such a value stands anywhere in a text.
func found[T any](phrases *lexicon.Phrases[T], s string, is func(T) bool) bool {
	d := text.Parse(s)
	for i := range d.Tokens {
		if v, _, ok := phrases.At(d, i); ok && is(v) {
			return true
		}
	}
	return false
}

package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"marketfigures/extract/text"
)

// Place is a country, region, province or city that figures can be about.
type Place struct {
	ID     string   `yaml:"id"`
	Name   string   `yaml:"name"`             // for people
	Within string   `yaml:"within,omitempty"` // id of the next larger place, if any
	Names  []string `yaml:"names,omitempty"`
	// Adjectives tell a place only before what is counted or traded there.
	Adjectives []string `yaml:"adjectives,omitempty"`
	// Adverbs are whole turns of phrase, such as worldwide.
	Adverbs  []string `yaml:"adverbs,omitempty"`
	Examples Examples `yaml:"examples"`
}

// Form is how words tell a place.
type Form uint8

// The forms of a place's words.
const (
	PlaceName Form = iota
	PlaceAdjective
	PlaceAdverb
)

// Toponym is what words that name a place stand for.
type Toponym struct {
	ID   string
	Form Form

	capital, capitals bool // the first letter is a capital one, or all are
}

// Gazetteer finds the names of places, and knows which place lies in which. It
// is built once and only read then.
type Gazetteer struct {
	toponyms Phrases[Toponym]
	within   map[string]string
}

// NewGazetteer builds a gazetteer of places.
func NewGazetteer(places []Place) *Gazetteer {
	g := &Gazetteer{within: map[string]string{}}
	for _, p := range places {
		g.within[p.ID] = p.Within
		for form, words := range [][]string{p.Names, p.Adjectives, p.Adverbs} {
			for _, w := range words {
				first, _ := utf8.DecodeRuneInString(w)
				capitals := w == strings.ToUpper(w) && w != strings.ToLower(w) // else its script has none
				g.toponyms.Add(w, Toponym{p.ID, Form(form), unicode.IsUpper(first), capitals})
			}
		}
	}
	return g
}

// PlaceMention is where a text names a place.
type PlaceMention struct {
	Toponym
	First, Last int // tokens [First, Last)
}

// Find returns the places that tokens [first, last) name, the longest name at
// each. Names that are written with capitals want them in the text too.
func (g *Gazetteer) Find(d *text.Document, first, last int) []PlaceMention {
	var found []PlaceMention
	for i := first; i < last; i++ {
		t, next, ok := g.toponyms.At(d, i)
		if !ok || next > last || !t.writtenAs(d, i, next) {
			continue
		}
		found = append(found, PlaceMention{t, i, next})
		i = next - 1
	}
	return found
}

// writtenAs says whether tokens [first, last) have the capitals of a name.
func (t Toponym) writtenAs(d *text.Document, first, last int) bool {
	written := d.Slice(d.TokenSpan(first, last))
	return (!t.capital || d.Capital(first)) && (!t.capitals || written == strings.ToUpper(written))
}

// Within says whether a place is another one or lies in it.
func (g *Gazetteer) Within(place, larger string) bool {
	for ; place != ""; place = g.within[place] {
		if place == larger {
			return true
		}
	}
	return false
}

// Common is the smallest place in which both lie, empty where there is none.
func (g *Gazetteer) Common(a, b string) string {
	for a != "" && !g.Within(b, a) {
		a = g.within[a]
	}
	return a
}

// addPlace adds a place, or the words for one that is known already.
func (l *Lexicon) addPlace(p Place) {
	i := slices.IndexFunc(l.Places, func(known Place) bool { return known.ID == p.ID })
	if i < 0 {
		l.Places = append(l.Places, p)
		return
	}
	known := &l.Places[i]
	known.Names = slices.Concat(known.Names, p.Names)
	known.Adjectives = slices.Concat(known.Adjectives, p.Adjectives)
	known.Adverbs = slices.Concat(known.Adverbs, p.Adverbs)
	known.Examples = known.Examples.and(p.Examples)
	if p.Name != "" {
		known.Name = p.Name
	}
	if p.Within != "" {
		known.Within = p.Within
	}
}

// checkPlaces looks at the places of a file, beside those known before: each
// lies within one that is there, none within itself, and home is one of them.
func (l *Lexicon) checkPlaces(known *Lexicon) *flaw {
	within := map[string]string{}
	if known != nil && !slices.Contains(l.Replaces, "places") {
		for _, p := range known.Places {
			within[p.ID] = p.Within
		}
	}
	for i, p := range l.Places {
		at := fmt.Sprintf("$.places[%d]", i)
		if !identifier.MatchString(p.ID) {
			return &flaw{at, fmt.Sprintf("place %q wants an id of small letters, digits and underscores", p.ID)}
		}
		if f := entry(at, "place "+p.ID, "names", slices.Concat(p.Names, p.Adjectives, p.Adverbs), p.Examples); f != nil {
			return f
		}
		if _, there := within[p.ID]; p.Within != "" || !there {
			within[p.ID] = p.Within
		}
	}
	for i, p := range l.Places {
		at := fmt.Sprintf("$.places[%d].within", i)
		steps := 0
		for larger := p.Within; larger != ""; larger = within[larger] {
			if _, there := within[larger]; !there {
				return &flaw{at, fmt.Sprintf("place %s lies within %q, which is no place of the lexicon", p.ID, larger)}
			}
			if steps++; steps > len(within) {
				return &flaw{at, fmt.Sprintf("place %s lies within itself", p.ID)}
			}
		}
	}
	if _, there := within[l.Home]; l.Home != "" && !there {
		return &flaw{"$.home", fmt.Sprintf("home %q is no place of the lexicon", l.Home)}
	}
	return nil
}

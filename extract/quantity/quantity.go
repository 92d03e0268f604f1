// Package quantity finds numbers with their units: percentages, money, counts,
// fractions and ranges, with the words that bound them. Units, currencies,
// scales, numerals and bound words are rows of the lexicon.
package quantity

import (
	"sync"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// Units that are no ISO 4217 code.
const (
	Percent          = "percent"
	PercentagePoints = "percentage_points"
	Count            = "count"
)

// Bounds, as GUIDELINES.md defines them.
const (
	Exact = "exact"
	About = "about"
	Above = "above"
	Below = "below"
	Range = "range"
)

// Quantity is one figure as it stands in the text.
type Quantity struct {
	text.Span             // number and unit, without sign and the words that bound it
	First, Last int       // tokens [First, Last)
	Value       float64   // multiplied out, below zero where Negative; a percentage as percentage points; a range: its middle
	Low, High   float64   // ends of a range, zero for the other bounds
	Unit        string    // percent, percentage_points, count or an ISO 4217 code
	Bound       string    // exact, about, above, below, range
	BoundWords  text.Span // the words that bound it, empty where there are none
	Counted     text.Span // the noun that is counted ("users"), empty where there is none
	Negative    bool      // a minus stands before it ("-5%", "minus ten"); whether "fell 5%" is a fall is not decided here
	Fraction    bool      // a percentage written as a fraction: "two-thirds", "one in five", "half"
}

// Grammar finds quantities. It is built once and safe for any number of goroutines.
type Grammar struct {
	vocabulary
	scans sync.Pool // of *scan, whose slices the next Find uses again
}

// NewGrammar builds the grammar from the lexicon's rows.
func NewGrammar(l *lexicon.Lexicon) (*Grammar, error) {
	g := &Grammar{scans: sync.Pool{New: func() any { return new(scan) }}}
	if err := g.fill(&l.Quantity); err != nil {
		return nil, err
	}
	return g, nil
}

// Find returns the quantities of a document in the order of the text. Tokens
// that dates stand on (the spans in dates, sorted) are no quantities.
func (g *Grammar) Find(d *text.Document, dates []text.Span) []Quantity {
	s := g.scans.Get().(*scan)
	defer func() {
		s.d, s.dates = nil, nil // no article is kept alive by an idle scan
		g.scans.Put(s)
	}()
	*s = scan{g: g, d: d, dates: dates, known: s.known[:0], found: s.found[:0], forms: s.forms[:0]}
	for i := range d.Words {
		n := -1 // as Find would say, without the call
		if key := d.Tokens[i].Key; g.words.May(key) {
			n = g.words.Number(key)
		}
		s.known = append(s.known, &g.lexemes[1+n])
	}
	for i := range d.Sentences {
		s.sentence(d.Sentences[i])
	}
	return append([]Quantity(nil), s.found...)
}

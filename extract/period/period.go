// Package period finds dates and periods, absolute and relative, and resolves
// them against the publication date. Months, weekdays, quarters and cue words
// are rows of the lexicon.
package period

import (
	"time"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// Expression is one date or period as it stands in the text.
type Expression struct {
	text.Span
	First, Last int // tokens [First, Last)
	// Value is in GUIDELINES.md's notation: 2016, 2014-Q4, 2014-H1, 2015-01,
	// 2014-02-13, or a range 2010/2014. Empty where it can't be resolved.
	Value string
	// Starts and Ends are the first day of the period and the day after its
	// last one; zero where Value is empty.
	Starts, Ends time.Time
	// Listed is false for expressions that the guideline's dates leave out (a
	// festival, "the quarter", "year on year") but that still tell claims their period.
	Listed bool
	// Relative says that the publication date or another expression was needed.
	Relative bool
	// Compared says that it names the period another figure is compared with:
	// "a year earlier", "the same period last year", "the previous quarter".
	Compared bool
}

// Grammar finds expressions. It is built once and safe for any number of goroutines.
type Grammar struct{}

// NewGrammar builds the grammar from the lexicon's rows.
func NewGrammar(l *lexicon.Lexicon) (*Grammar, error) { return &Grammar{}, nil }

// Find returns the expressions of a document in the order of the text, none
// overlapping. A zero published date leaves what hangs on it unresolved.
func (g *Grammar) Find(d *text.Document, published time.Time) []Expression { return nil }

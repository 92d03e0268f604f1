// Package period finds dates and periods, absolute and relative, and resolves
// them against the publication date. Months, weekdays, numerals and cue words
// are rows of the lexicon; reading and resolving are the code's.
package period

import (
	"sync"
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
	said     boundary // meaningless where Value is empty
}

// Bounds is the time that the words around the expression make of its period:
// the first day and the day behind the last one, zero on a side that they
// leave open ("since 2014"). "Later this year" is less than the year.
func (e *Expression) Bounds() (starts, ends time.Time) {
	if e.Value == "" {
		return time.Time{}, time.Time{}
	}
	return e.said.timeOf(e.said.starts), e.said.timeOf(e.said.ends)
}

// Grammar finds expressions. It is built once and safe for any number of goroutines.
type Grammar struct {
	words *vocabulary
	kinds []kind
	rooms sync.Pool // of *room
}

// room is what one Find needs and the next can use again.
type room struct {
	words []word
	forms []placed
	past  []mention
}

// placed is a form and where it stands.
type placed struct {
	form
	block, sentence int
	furniture       bool // it stands in boilerplate: its words are a date, but tell nothing
}

// NewGrammar builds the grammar from the lexicon's rows.
func NewGrammar(l *lexicon.Lexicon) (*Grammar, error) {
	words, err := newVocabulary(l.Period)
	if err != nil {
		return nil, err
	}
	return &Grammar{words: words, kinds: kinds(), rooms: sync.Pool{New: func() any { return new(room) }}}, nil
}

// Find returns the expressions of a document in the order of the text, none
// overlapping; those in boilerplate have no value. A zero published date leaves what hangs on it unresolved.
func (g *Grammar) Find(d *text.Document, published time.Time) []Expression {
	return g.find(d, published, isNote(d))
}

func (g *Grammar) find(d *text.Document, published time.Time, note bool) []Expression {
	m := g.rooms.Get().(*room)
	defer g.rooms.Put(m)
	m.words, m.forms, m.past = m.words[:0], m.forms[:0], m.past[:0]
	for i, form := range d.Words {
		m.words = append(m.words, g.words.look(form, &d.Tokens[i]))
	}
	r := &reader{v: g.words, kinds: g.kinds, d: d, words: m.words, note: note}
	sentence := 0
	bare := allBoilerplate(d)
	for b := range d.Blocks {
		block := &d.Blocks[b]
		for sentence < len(d.Sentences) && d.Sentences[sentence].Last <= block.First {
			sentence++
		}
		first := len(m.forms)
		if block.Kind != text.Row {
			m.forms = r.scan(m.forms, block.First, block.Last, b, sentence)
		} else {
			for _, c := range block.Cells {
				m.forms = r.scan(m.forms, c.First, c.Last, b, sentence)
			}
		}
		for k := first; k < len(m.forms) && block.Boilerplate && !bare; k++ {
			m.forms[k].furniture = true
		}
	}
	if len(m.forms) == 0 {
		return nil
	}
	r.shareYears(m.forms)
	x := newDiscourse(r, m.forms, published, m.past)
	found := make([]Expression, 0, len(m.forms))
	for _, f := range m.forms {
		if f.furniture {
			found = append(found, Expression{Span: d.TokenSpan(f.first, f.last), First: f.first, Last: f.last})
			continue
		}
		if f.to != nil && x.change(f.form) {
			found = x.expressEnds(found, f)
			continue
		}
		found = append(found, x.express(f))
	}
	m.past = x.past
	return found
}

// allBoilerplate says that a text has no body: then what it has is read, for a
// date by itself looks like a page's furniture.
func allBoilerplate(d *text.Document) bool {
	for b := range d.Blocks {
		if !d.Blocks[b].Boilerplate {
			return false
		}
	}
	return true
}

// scan reads the expressions among the tokens [first, last).
func (r *reader) scan(forms []placed, first, last, block, sentence int) []placed {
	r.begin, r.end = first, last
	for i := first; i < last; {
		if r.words[i].class&opens == 0 {
			i++
			continue
		}
		f, next := r.expression(i)
		if next <= i {
			i++
			continue
		}
		for sentence < len(r.d.Sentences)-1 && r.d.Sentences[sentence].Last <= i {
			sentence++
		}
		forms = append(forms, placed{form: f, block: block, sentence: sentence})
		i = next
	}
	return forms
}

package quantity

import (
	"marketfigures/extract/text"
)

// scan is one walk over a document.
type scan struct {
	g     *Grammar
	d     *text.Document
	dates []text.Span
	date  int // the first date that ends behind the scan
	found []Quantity
	forms []form    // of found, one each
	known []*lexeme // of each token

	first, last int // tokens of the sentence
	line        int // the next one starts there, as far as figures have been looked for
	stop        int // where the figure at hand must end: its line, its sentence, or a date
	taken       int // tokens before it belong to the figure before

	yen string // what ¥ means in this document, empty until asked
}

// form is how a quantity was written.
type form struct {
	plain  float64 // its number without the scale
	level  float64
	digits bool
	under  float64 // N of "one in N"
}

// maxFigure is how many tokens a figure may have at the most.
const maxFigure = 40

// sentence finds the quantities of one sentence.
func (s *scan) sentence(t text.Sentence) {
	s.first, s.last = t.First, t.Last
	from := len(s.found)
	for i := t.First; i < t.Last; {
		if s.candidate(i) {
			if next := s.figureAt(i); next > i {
				i = next
				s.taken = i
				continue
			}
		}
		i++
	}
	if len(s.found) > from {
		s.link(from)
	}
}

// candidate says whether a figure may start at token i.
func (s *scan) candidate(i int) bool {
	switch s.d.Tokens[i].Kind {
	case text.Number:
		return true
	case text.Word:
		return s.lexAnywhere(i).roles&starts != 0
	case text.Symbol:
		return s.d.Words[i] == "%" // "% of 22" is left alone, "percent of 22" is not
	}
	return false
}

// onDate says whether token i lies on a date.
func (s *scan) onDate(i int) bool {
	t := s.d.Tokens[i]
	for s.date < len(s.dates) && s.dates[s.date].End <= t.Start {
		s.date++
	}
	return s.date < len(s.dates) && s.dates[s.date].Start < t.End
}

// limit sets stop for a figure that starts at token i.
func (s *scan) limit(i int) {
	if s.line <= i {
		s.line = i + 1
		for s.line < len(s.d.Tokens) && !s.d.Tokens[s.line].Line {
			s.line++
		}
	}
	stop := max(min(i+maxFigure, s.last, s.line), i+1)
	if s.date < len(s.dates) {
		for stop > i+1 && s.d.Tokens[stop-1].End > s.dates[s.date].Start {
			stop--
		}
	}
	s.stop = stop
}

// is says whether token i can be taken and is the word w.
func (s *scan) is(i int, w string) bool { return i < s.stop && i >= 0 && s.d.Words[i] == w }

// glued says whether token i stands right behind the one before it.
func (s *scan) glued(i int) bool { return i > 0 && i < len(s.d.Tokens) && !s.d.Tokens[i].Space }

// word is the folded word of token i within the sentence, empty outside.
func (s *scan) word(i int) string {
	if i < s.first || i >= s.last {
		return ""
	}
	return s.d.Words[i]
}

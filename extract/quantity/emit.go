package quantity

import (
	"strconv"

	"marketfigures/extract/text"
)

// emit adds a single figure with its bound and noun.
func (s *scan) emit(f figure) {
	q := Quantity{First: f.first, Last: f.last, Span: s.d.TokenSpan(f.first, f.last), Value: signed(f), Unit: f.unit, Negative: f.negative, Fraction: f.fraction}
	s.finishQuantity(&q, f)
	s.found = append(s.found, q)
	s.forms = append(s.forms, form{f.value / f.level, f.level, f.digits, f.under})
}

// emitRange adds the range from low to high.
func (s *scan) emitRange(low, high figure) {
	a, b := signed(low), signed(high)
	q := Quantity{First: low.first, Last: high.last, Span: s.d.TokenSpan(low.first, high.last), Low: a, High: b, Value: tidy((a + b) / 2), Unit: high.unit, Negative: low.negative && high.negative, Fraction: high.fraction}
	s.finishQuantity(&q, high)
	q.Bound, q.BoundWords = Range, text.Span{}
	s.found = append(s.found, q)
	s.forms = append(s.forms, form{level: high.level, digits: high.digits})
}

// finishQuantity reads noun and bound of the figure.
func (s *scan) finishQuantity(q *Quantity, f figure) {
	nounEnd := f.last
	noun := f.noun
	if noun.Len() == 0 {
		noun = s.counted(f.last)
		if _, words := s.boundAfter(f.last); words.Len() > 0 && f.unit == Count { // "800m+ users", "5 million or so users"
			noun = s.counted(s.d.TokenAt(words.End-1) + 1)
		}
	}
	if noun.Len() > 0 {
		nounEnd = s.d.TokenAt(noun.End-1) + 1
	}
	if f.unit == Count && (f.part == 0 || f.noun.Len() > 0) {
		q.Counted = noun
	}
	q.Bound, q.BoundWords = s.boundOf(f.first, f.last, nounEnd, f.unit != Count || f.value >= 1000)
}

// tidy takes the last digits of binary arithmetic off a middle.
func tidy(v float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 14, 64), 64)
	return r
}

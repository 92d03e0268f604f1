package quantity

import "marketfigures/extract/text"

// link gives units to the bare numbers of a sentence that share one with a
// neighbour: "50, 60 or 70 percent", "nine out of ten, in cities seven", and
// bounds to amounts converted in brackets. from is its first quantity.
func (s *scan) link(from int) {
	q := s.found[from:]
	for i := len(q) - 2; i >= 0; i-- {
		s.share(&q[i], &q[i+1])
	}
	for i := 1; i < len(q); i++ {
		s.inherit(&q[i-1], &q[i])
		s.converted(from + i)
	}
}

// share gives a bare number the unit of the figure behind it, where nothing
// but commas and "and" stands between the two.
func (s *scan) share(q, next *Quantity) {
	if q.Unit != Count || q.Bound == Range || q.Counted.Len() > 0 && !s.isJoin(q.Last) || q.Fraction || !s.listed(q.Last, next.First) {
		return
	}
	switch {
	case next.Unit == Percent && !next.Fraction, next.Unit == PercentagePoints:
		q.Unit = next.Unit
	default:
		return
	}
	q.Counted = text.Span{}
}

func (s *scan) isJoin(i int) bool {
	switch s.word(i) {
	case ",", "and", "or", "to", "/", "&", "、":
		return true
	}
	return false
}

// listed says whether tokens [i, j) only join the items of a list.
func (s *scan) listed(i, j int) bool {
	if i >= j || j-i > 3 {
		return false
	}
	for ; i < j; i++ {
		if !s.isJoin(i) && s.word(i) != "then" && !s.g.beforeEndings[s.word(i)] {
			return false
		}
	}
	return true
}

// inherit gives a bare number the currency and scale that stand before the
// figure ahead of it: "$20, 30 and 40 billion" has them in the figures beside.
func (s *scan) inherit(prev, q *Quantity) {}

// converted hands the bound of an amount to its conversion in brackets.
func (s *scan) converted(i int) {
	q := &s.found[i]
	prev := &s.found[i-1]
	if q.Bound != Exact || q.BoundWords.Len() > 0 || prev.Bound == Exact || prev.Bound == Range || !isMoney(q.Unit) || !isMoney(prev.Unit) || q.Unit == prev.Unit {
		return
	}
	if q.First == 0 || q.First-prev.Last > 4 {
		return
	}
	open := s.word(q.First-1) == "("
	if s.word(q.First-1) == "or" && s.word(q.First-2) == "(" {
		open = true
	}
	if open {
		q.Bound = prev.Bound
	}
}

func isMoney(unit string) bool {
	return unit != Count && unit != Percent && unit != PercentagePoints
}

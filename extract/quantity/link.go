package quantity

import "marketfigures/extract/text"

// link gives units to the bare numbers of a sentence that share one with a
// neighbour ("50, 60 or 70 percent", "nine out of ten, in cities seven"),
// bounds to amounts converted in brackets, and joins "above 10 and below 20".
// from is the sentence's first quantity.
func (s *scan) link(from int) {
	shared := false
	for i := len(s.found) - 2; i >= from; i-- {
		shared = s.share(i, shared)
	}
	for i := from; i < len(s.found); i++ {
		s.imply(i)
		if i > from {
			s.converted(i)
		}
	}
	for i := from; i+1 < len(s.found); i++ {
		if s.join(i) {
			s.found = append(s.found[:i+1], s.found[i+2:]...)
			s.forms = append(s.forms[:i+1], s.forms[i+2:]...)
		}
	}
}

// share gives the bare number i the unit and scale of the figure behind it,
// where nothing but "and" stands between the two, or a comma in a list whose
// next number shares already.
func (s *scan) share(i int, shared bool) bool {
	q, next := &s.found[i], &s.found[i+1]
	if q.Unit != Count || q.Bound == Range || q.Counted.Len() > 0 || q.Fraction || s.forms[i].level != 1 || q.Value >= 1000 || next.Bound == Range || next.Fraction {
		return false
	}
	series := shared || i > 0 && s.found[i-1].Last+1 == q.First && s.word(q.First-1) == "," // "50, 60, and 70"
	if !s.listed(q.Last, next.First, shared, series) {
		return false
	}
	level := s.forms[i+1].level
	switch {
	case next.Unit == Percent || next.Unit == PercentagePoints:
	case isMoney(next.Unit) && s.d.Tokens[next.First].Kind != text.Symbol:
	case next.Unit == Count && level > 100:
	default:
		return false
	}
	q.Unit = next.Unit
	if level > 1 {
		q.Value *= level
		s.forms[i].level = level
	}
	return true
}

// listed says whether tokens [i, j) only join two items of a list: a comma does
// where the next item shares already, ", and" where it closes a series.
func (s *scan) listed(i, j int, shared, series bool) bool {
	switch j - i {
	case 1:
		switch s.word(i) {
		case "and", "or", "&", "/":
			return true
		case ",", "、":
			return shared
		case "to": // "rose from 45 to 50 percent"
			return true
		}
	case 2:
		return series && s.word(i) == "," && (s.word(i+1) == "and" || s.word(i+1) == "or") || s.word(i) == "to" && s.lexAnywhere(i+1).roles&endsBound != 0
	}
	return false
}

// reach is how many tokens behind a figure a number word may still take its unit.
const reach = 40

// imply gives a bare number word the unit of a figure shortly before it:
// "nine out of ten use it; in the countryside seven", "seven per cent, maybe
// eight". Words without a noun are such numbers, digits may be anything.
func (s *scan) imply(i int) {
	q := &s.found[i]
	if q.Unit != Count || q.Bound == Range || s.forms[i].digits || s.forms[i].level != 1 || q.Fraction || q.Value >= 100 || q.Value < 1 {
		return
	}
	if under, first := s.ofEvery(q.First); under > q.Value && first < q.First {
		q.Unit, q.Value, q.Counted, q.Fraction = Percent, fourDigits(q.Value/under*100), text.Span{}, true
		return
	}
	if q.Counted.Len() > 0 || !s.closes(q.Last) || i == 0 || s.inTable(q) || s.lexAnywhere(q.First-1).roles&(determiner|group) != 0 {
		return
	}
	for k := i - 1; k >= 0 && q.First-s.found[k].Last <= reach; k-- {
		p, f := &s.found[k], s.forms[k]
		if p.Unit != Percent || s.inTable(p) {
			continue
		}
		switch {
		case f.under > q.Value:
			q.Value, q.Fraction = fourDigits(q.Value/f.under*100), true
			s.forms[i].under = f.under
		case f.under > 0 || p.Fraction:
			return
		}
		q.Unit = Percent
		return
	}
}

func (s *scan) inTable(q *Quantity) bool { return s.d.Blocks[s.d.BlockOf(q.First)].Kind == text.Row }

// ofEvery is N where "of every N" opens the clause before token i, and the
// token where it stands.
func (s *scan) ofEvery(i int) (under float64, first int) {
	stop := s.stop
	s.stop = s.last
	defer func() { s.stop = stop }()
	for k := i - 1; k > max(s.first, i-16); k-- {
		if w := s.d.Words[k]; (w == "every" || w == "each") && s.d.Words[k-1] == "of" && k+1 < i {
			under, next, _ := s.denominator(k + 1)
			if next <= i {
				return under, k - 1
			}
			return 0, i
		}
	}
	return 0, i
}

// converted hands the bound of an amount to its conversion in brackets.
func (s *scan) converted(i int) {
	q, prev := &s.found[i], &s.found[i-1]
	if q.Bound != Exact || prev.Bound == Exact || prev.Bound == Range || !isMoney(q.Unit) || !isMoney(prev.Unit) || q.Unit == prev.Unit || q.First-prev.Last > 4 {
		return
	}
	if s.word(q.First-1) == "(" || s.word(q.First-2) == "(" && (s.word(q.First-1) == "or" || s.word(q.First-1) == "=") {
		q.Bound = prev.Bound
	}
}

// join makes one range of quantity i and the one behind it, where the two
// bound the same thing from both sides: "more than 10 and less than 20".
func (s *scan) join(i int) bool {
	a, b := &s.found[i], &s.found[i+1]
	if a.Unit != b.Unit || !(a.Bound == Above && b.Bound == Below || a.Bound == Below && b.Bound == Above) || a.Counted.Len() > 0 {
		return false
	}
	and := a.Last
	if a.BoundWords.Start >= a.End { // "5000 or more and less than 10000"
		and = s.d.TokenAt(a.BoundWords.End-1) + 1
	}
	if b.BoundWords.Len() == 0 || b.BoundWords.Start >= b.Start || s.d.TokenAt(b.BoundWords.Start) != and+1 {
		return false
	}
	if w := s.word(and); w != "and" && w != "but" {
		return false
	}
	low, high := a.Value, b.Value
	if a.Bound == Below {
		low, high = high, low
	}
	if low >= high {
		return false
	}
	a.Span, a.Last = s.d.TokenSpan(a.First, b.Last), b.Last
	a.Low, a.High, a.Value, a.Bound, a.BoundWords = low, high, tidy((low+high)/2), Range, text.Span{}
	a.Counted = b.Counted
	return true
}

func isMoney(unit string) bool {
	return unit != Count && unit != Percent && unit != PercentagePoints
}

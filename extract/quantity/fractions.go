package quantity

import "marketfigures/extract/text"

// part reads the denominator behind a numerator: "two-thirds", "a quarter",
// "twenty-three fifths". A rank ("twenty-fifth") comes with ordinal set.
func (s *scan) part(n number) (number, bool) {
	j := n.last
	hyphen := s.is(j, "-")
	if hyphen {
		j++
	}
	x := s.lex(j)
	article := s.lex(n.first).roles&articleWord != 0
	switch {
	case x.roles&partPlural != 0 && !article:
		if x.part == 4 && (n.value != 3 || s.quarterPeriod(n.first, j+1)) {
			return number{}, false
		}
	case x.roles&partWord != 0 && n.value == 1:
	case x.roles&partWord != 0 && hyphen && n.value < 10 && n.value < x.part && x.part < 20:
	case x.roles&partWord != 0 && hyphen:
		return number{first: n.first, last: j + 1, ordinal: true}, true
	default:
		return number{}, false
	}
	if n.value == 0 {
		return number{}, false
	}
	n.last, n.part = j+1, x.part
	if x.roles&partWord != 0 && n.value == 1 {
		n.ordinal = !s.partStands(n, x.part, article)
	}
	n.value /= x.part
	if s.is(n.last, "of") && s.lex(n.last+1).roles&articleWord != 0 && s.lex(n.last+2).roles&scaleWord != 0 {
		m := n
		m.last, m.part = n.last+2, 0
		return s.scaled(m, false), true
	}
	if article && s.lex(n.last).roles&scaleWord != 0 && s.lex(n.last).roles&vagueScale == 0 {
		n.part, n.ordinal = 0, false
		return s.scaled(n, false), true
	}
	return n, true
}

// parts reads a plural denominator at token j: "fifths", "-fifths", "thirty-fifths".
func (s *scan) parts(j int) (of float64, next int) {
	if s.is(j, "-") {
		j++
	}
	tens := 0.0
	if x := s.lex(j); x.roles&tenWord != 0 {
		tens = x.num
		j++
		if s.is(j, "-") {
			j++
		}
	}
	x := s.lex(j)
	if x.roles&partPlural == 0 || tens > 0 && x.part >= 10 {
		return 0, 0
	}
	return tens + x.part, j + 1
}

// partStands says whether "a third", "one quarter" or "a half" is a fraction
// where it stands.
func (s *scan) partStands(n number, part float64, article bool) bool {
	switch part {
	case 2:
		return !s.halfPeriod(n.last-1, n.last)
	case 4:
		if s.d.Words[n.last-1] == "quarter" {
			return !s.quarterPeriod(n.first, n.last)
		}
	}
	if s.is(n.last, "-") && s.glued(n.last) {
		return false
	}
	if !article || s.is(n.last, "of") || n.last >= s.stop || s.d.Tokens[n.last].Kind != text.Word {
		return true
	}
	return s.lex(n.last).roles&closed != 0
}

// halfPeriod says whether the word "half" at token i, with next behind it, is
// half of a year or no amount at all.
func (s *scan) halfPeriod(i, next int) bool {
	p := i - 1
	if s.word(p) == "-" {
		p--
	}
	if s.lexAnywhere(p).roles&ordinal != 0 && p >= s.first {
		return true
	}
	switch s.word(p) {
	case "this", "that", "each", "every":
		if s.word(next) != "of" {
			return true
		}
	}
	if s.word(p) == "the" || s.word(p) == "in" && s.word(next) != "of" && s.word(next) != "the" && s.word(next) != "a" {
		return true
	}
	if s.is(next, "-") && s.glued(next) && s.glued(next+1) {
		return true
	}
	if s.lex(next).roles&articleWord != 0 {
		next++
	}
	if s.is(next, "as") || s.is(next, "past") || s.is(next, "time") || s.is(next, "way") || s.is(next, "price") || s.is(next, "yearly") || s.is(next, "again") {
		return true
	}
	u, _, ok := s.unitAt(next)
	return ok && u == "time"
}

// quarterPeriod says whether "a quarter" or "three quarters" in tokens
// [i, next) are months.
func (s *scan) quarterPeriod(i, next int) bool {
	if s.lexAnywhere(i-1).roles&ordinal != 0 && i > s.first {
		return true
	}
	switch s.word(next) {
	case "of":
		// "three quarters of 2014", "three quarters of growth"
		return next+1 < len(s.d.Tokens) && (s.startsDate(next+1) || s.word(next+1) == "growth" || s.word(next+1) == "decline")
	case "ago", "earlier", "later", "before", "after", "end", "running", "straight", "when", "over", "past":
		return true
	case "on", "in", "to":
		if s.word(next+1) == "quarter" || s.word(next+1) == "a" && s.word(next+2) == "row" {
			return true
		}
	case "-":
		if s.glued(next) {
			return true
		}
	}
	switch s.word(i - 1) {
	case "in", "per", "each", "every", "during", "for", "once", "within":
		return s.word(i-1) != "for" || s.word(i-2) != "account" && s.word(i-2) != "accounts" && s.word(i-2) != "accounted" && s.word(i-2) != "accounting"
	}
	if i == s.taken && i > s.first { // "RMB 2 billion a quarter"
		return true
	}
	if i <= s.first || s.d.Tokens[i-1].Kind != text.Word {
		return false
	}
	before := s.lexAnywhere(i - 1)
	return before.roles&(closed|change|filler|endsBound) == 0
}

// startsDate says whether a date starts at token i.
func (s *scan) startsDate(i int) bool {
	for k := s.date; k < len(s.dates) && s.dates[k].Start <= s.d.Tokens[i].Start; k++ {
		if s.dates[k].Start == s.d.Tokens[i].Start {
			return true
		}
	}
	t := s.d.Tokens[i]
	return t.Kind == text.Number && t.Len() == 4
}

// mixed adds the fraction behind a whole number: "three and a half billion",
// "3 million and a half", "2½", "2 1/4".
func (s *scan) mixed(n number, money bool) number {
	if n.part != 0 || n.value < 1 || n.last >= s.stop {
		return n
	}
	over, under, next := 0.0, 0.0, 0
	if x := s.lex(n.last); x.roles&partSign != 0 {
		over, under, next = x.num, x.part, n.last+1
	} else if s.is(n.last, "and") {
		over, under, next = s.spokenFraction(n.last + 1)
	} else if n.digits && n.level == 1 && !s.glued(n.last) {
		over, under, next = s.slash(n.last)
	}
	if under == 0 || over >= under || s.is(next, "of") {
		return n
	}
	f := over / under
	if n.level == 1 {
		n.value += f
		n.last = next
		return s.scaled(n, money)
	}
	if n.level == 100 { // "one hundred and three and two thirds"
		n.value += f
	} else {
		n.value += f * n.level
	}
	n.last = next
	return n
}

// spokenFraction reads "a half" or "two thirds" behind "and".
func (s *scan) spokenFraction(i int) (over, under float64, next int) {
	x := s.lex(i)
	if x.roles&articleWord != 0 {
		if y := s.lex(i + 1); y.roles&partWord != 0 && (y.part != 4 || !s.is(i+2, "ago")) {
			return 1, y.part, i + 2
		}
		return 0, 0, 0
	}
	v, j, ok := s.small(i)
	if !ok || v == 0 {
		return 0, 0, 0
	}
	if s.is(j, "-") {
		j++
	}
	if y := s.lex(j); y.roles&partPlural != 0 && v > 1 || y.roles&partWord != 0 && v == 1 {
		return v, y.part, j + 1
	}
	return 0, 0, 0
}

// slash reads "3/4" at token i.
func (s *scan) slash(i int) (over, under float64, next int) {
	if i+2 >= s.stop || s.d.Tokens[i].Kind != text.Number || !s.is(i+1, "/") || s.d.Tokens[i+2].Kind != text.Number {
		return 0, 0, 0
	}
	a, b := s.d.Words[i], s.d.Words[i+2]
	if len(a) > 4 || len(b) > 4 || !isInteger(a) || !isInteger(b) || s.glued(i+1) != s.glued(i+2) {
		return 0, 0, 0
	}
	x, _ := readDigits(a)
	y, _ := readDigits(b)
	if y.mantissa == 0 || s.is(i+3, "/") {
		return 0, 0, 0
	}
	return x.mantissa, y.mantissa, i + 3
}

// ratio reads "in five", "out of ten", "orders in three" behind a small
// number n: the denominator and the token behind it.
func (s *scan) ratio(n number) (under float64, next int) {
	if n.level != 1 || n.part != 0 || n.value < 1 || n.value > 999 || n.value != float64(int(n.value)) {
		return 0, 0
	}
	j := n.last
	nouns := 0
	for nouns < 4 && j < s.stop && s.d.Tokens[j].Kind == text.Word && s.lex(j).roles&(closed|cardinal|scaleWord) == 0 {
		if u, _, ok := s.unitAt(j); ok && u == "time" {
			return 0, 0
		}
		j++
		nouns++
	}
	hyphen := nouns == 0 && s.is(j, "-") && s.glued(j) && s.is(j+1, "in") && s.is(j+2, "-") // "one-in-ten"
	if hyphen {
		j++
	}
	long := false // "out of every ten" is a ratio whatever follows
	switch {
	case s.is(j, "in") && (s.is(j+1, "every") || s.is(j+1, "each")):
		j, long = j+2, true
	case s.is(j, "in"):
		j++
		if hyphen {
			j, long = j+1, true
		}
	case s.is(j, "out") && s.is(j+1, "of") && (s.is(j+2, "every") || s.is(j+2, "each")):
		j, long = j+3, true
	case s.is(j, "out") && s.is(j+1, "of"):
		j += 2
		long = nouns == 0
	case s.is(j, "of") && s.is(j+1, "every"):
		j, long = j+2, true
	case s.is(j, "over") && nouns == 0 && !s.digitsFollow(j+1, n):
		j++
	default:
		return 0, 0
	}
	if j >= s.stop {
		return 0, 0
	}
	under, next, words := s.denominator(j)
	if under <= n.value || n.value >= 100 {
		return 0, 0
	}
	if words == n.digits && !(nouns == 0) {
		return 0, 0
	}
	if s.lex(next).roles&(scaleWord|scaleShort|scaleGlued|partWord|partPlural) != 0 || s.is(next, "%") {
		return 0, 0
	}
	if u, _, ok := s.unitAt(next); ok && next < s.stop && u != "points" {
		return 0, 0
	}
	if s.moneyFollows(next) && (n.digits || !words) {
		return 0, 0
	}
	noun := next < s.stop && !s.moneyFollows(next) && s.d.Tokens[next].Kind == text.Word && s.lex(next).roles&closed == 0
	if noun && (nouns > 0 || !long && s.is(j-1, "over")) {
		return 0, 0
	}
	if noun && !long && n.digits && n.value > 1 && under != 10 && under != 100 && under != 5 && under != 4 && under != 3 {
		return 0, 0 // "5 in 12 cities"
	}
	return under, next
}

// digitsFollow keeps "over" to the words and small numbers of "one over three".
func (s *scan) digitsFollow(i int, n number) bool {
	return n.digits && i < s.stop && s.d.Tokens[i].Kind == text.Number
}

// denominator reads the number behind "in": in words, or digits up to 1000.
func (s *scan) denominator(j int) (v float64, next int, words bool) {
	if s.d.Tokens[j].Kind == text.Number {
		d, ok := readDigits(s.d.Words[j])
		if !ok || d.shift != 1 || d.mantissa > 1000 || len(s.d.Words[j]) > 4 {
			return 0, 0, false
		}
		return d.mantissa, j + 1, false
	}
	if x := s.lex(j); x.roles&articleWord != 0 && s.lex(j+1).roles&scaleWord != 0 && s.lex(j+1).roles&vagueScale == 0 {
		m := s.scaled(number{first: j, last: j + 1, value: 1, level: 1}, false)
		return m.value, m.last, true
	}
	v, next, ok := s.small(j)
	if !ok {
		return 0, 0, false
	}
	if x := s.lex(next); x.roles&scaleWord != 0 {
		m := s.scaled(number{first: j, last: next, value: v, level: 1}, false)
		v, next = m.value, m.last
	}
	return v, next, true
}

// ratioFollows is the denominator of a ratio that n starts, 0 where it starts none.
func (s *scan) ratioFollows(n number) float64 {
	under, _ := s.ratio(n)
	return under
}

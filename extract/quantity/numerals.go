package quantity

import (
	"math"

	"marketfigures/extract/text"
)

// number is a number without its unit.
type number struct {
	first, last int // tokens [first, last)
	value       float64
	level       float64 // the scale of its last part: 1e6 of "3 billion 500 million", 1 where there is none
	digits      bool    // it starts with digits
	shift       float64 // 10 to the number of its decimals, where it is in digits
	part        float64 // the denominator of a fraction ("two-thirds": 3), 0 where it is none
	ordinal     bool    // no number at all but a rank, or something else to step over
}

// number reads the number that starts at token i. One that is to be stepped
// over (a rank, a period, a version) comes with ordinal set.
func (s *scan) number(i int, money bool) (number, bool) {
	x := s.lex(i)
	switch {
	case s.d.Tokens[i].Kind == text.Number:
		return s.digitNumber(i, money)
	case x.roles&articleWord != 0:
		return s.articleNumber(i)
	case x.roles&cardinal != 0:
		return s.wordNumber(i, money)
	case x.roles&partWord != 0:
		return s.bareFraction(i)
	case x.roles&vagueScale != 0:
		return s.vagueNumber(i)
	case x.roles&scaleWord != 0:
		if y := s.lex(i + 1); y.roles&scaleWord == 0 || y.roles&vagueScale != 0 {
			return s.vagueNumber(i)
		}
		return s.finish(number{first: i, last: i, value: 1, level: 1}, money)
	}
	return number{}, false
}

// vagueNumber steps over "hundreds of millions" and over scales without a number.
func (s *scan) vagueNumber(i int) (number, bool) {
	j := i + 1
	for s.lex(j).roles&scaleWord != 0 || s.is(j, "of") && s.lex(j+1).roles&(scaleWord|articleWord) != 0 && s.lex(j+1).roles&digitWord == 0 {
		j++
	}
	return number{first: i, last: j, ordinal: true}, true
}

func (s *scan) articleNumber(i int) (number, bool) {
	y := s.lex(i + 1)
	switch {
	case y.roles&scaleWord != 0 && y.roles&vagueScale == 0:
		if s.lexAnywhere(i-1).roles&vague != 0 { // "many a thousand"
			return s.vagueNumber(i + 1)
		}
		return s.finish(number{first: i, last: i + 1, value: 1, level: 1}, false)
	case y.roles&partWord != 0:
		return s.part(number{first: i, last: i + 1, value: 1, level: 1})
	case y.roles&startsUnit != 0:
		if u, next, ok := s.unitAt(i + 1); ok && next <= s.stop && u == PercentagePoints { // "a percentage point"
			return number{first: i, last: i + 1, value: 1, level: 1}, true
		}
	}
	return number{}, false
}

// bareFraction reads "half" and "quarter" without an article.
func (s *scan) bareFraction(i int) (number, bool) {
	x := s.lex(i)
	j := i + 1
	if s.is(j, "-") && s.glued(j) && s.glued(j+1) {
		j++
	}
	if s.lex(j).roles&articleWord != 0 {
		j++
	}
	if y := s.lex(j); (x.part == 2 || x.part == 4) && j > i && y.roles&scaleWord != 0 && y.roles&vagueScale == 0 {
		if x.part == 4 && s.lexAnywhere(i-1).roles&ordinal != 0 {
			return number{first: i, last: i + 1, ordinal: true}, true
		}
		n := number{first: i, last: j, value: 1 / x.part, level: 1}
		return s.finish(n, false)
	}
	if x.part != 2 {
		return number{}, false
	}
	n := number{first: i, last: i + 1, value: 0.5, level: 1, part: 2}
	n.ordinal = s.halfPeriod(i, i+1)
	return n, true
}

// small reads a number below 100 in words.
func (s *scan) small(i int) (v float64, next int, ok bool) {
	x := s.lex(i)
	if x.roles&cardinal == 0 {
		return 0, i, false
	}
	v, next = x.num, i+1
	if x.roles&tenWord == 0 {
		return v, next, true
	}
	j := next
	if s.is(j, "-") {
		j++
	}
	if y := s.lex(j); y.roles&digitWord != 0 && y.num > 0 {
		return v + y.num, j + 1, true
	}
	return v, next, true
}

func (s *scan) wordNumber(i int, money bool) (number, bool) {
	v, next, _ := s.small(i)
	n := number{first: i, last: next, value: v, level: 1}
	if s.lexAnywhere(i-1).roles&vague != 0 && s.lex(next).roles&scaleWord != 0 {
		return s.vagueNumber(next)
	}
	if p, ok := s.part(n); ok {
		return p, true
	}
	if s.is(next, "-") && s.lex(i).roles&tenWord != 0 && s.lex(next+1).roles&ordinal != 0 { // "twenty-first"
		return number{first: i, last: next + 2, ordinal: true}, true
	}
	return s.finish(n, money)
}

// finish takes the scales behind a number, the lower parts of a compound
// ("3 trillion and 790 billion"), decimals said aloud, and "and a half".
func (s *scan) finish(n number, money bool) (number, bool) {
	n = s.pointed(n)
	n = s.scaled(n, money)
	for n.level >= 100 {
		m, ok := s.lower(n)
		if !ok {
			break
		}
		n = m
	}
	if !n.digits && n.level > 1 {
		n = s.pointed(n)
	}
	if of, next := s.parts(n.last); of > 0 && !n.digits && n.level >= 100 { // "five hundred fifths"
		n.value, n.last, n.part = n.value/of, next, of
		return n, true
	}
	return s.mixed(n, money), true
}

// scaled multiplies by the scales behind n.
func (s *scan) scaled(n number, money bool) number {
	shift, v := 1.0, n.value
	if n.shift > 1 { // keep mantissas whole while scales multiply: 2.3 billion is exactly 2300000000
		shift, v = n.shift, math.Round(n.value*n.shift)
	}
	for {
		x, next := s.scale(n, money)
		if x == 0 {
			break
		}
		v *= x
		n.level *= x
		n.last = next
		if x == 100 && n.level == 100 {
			if rest, end, ok := s.underHundred(n); ok {
				v += rest * shift
				n.last = end
			}
		}
	}
	n.value = v / shift
	return n
}

// scale is the scale word behind n, 0 where there is none.
func (s *scan) scale(n number, money bool) (value float64, next int) {
	j := n.last
	hyphen := s.is(j, "-") && s.glued(j) && s.glued(j+1)
	if hyphen {
		j++
	}
	x := s.lex(j)
	if x.scale == 0 {
		return 0, 0
	}
	switch {
	case x.roles&scaleWord != 0:
		if hyphen && x.scale == 12 && s.glued(j+1) {
			return 0, 0
		}
		return x.scale, j + 1
	case hyphen || n.level > 1:
		return 0, 0
	case x.roles&scaleShort != 0 && !s.is(j+1, "'s"):
		return x.scale, j + 1
	case !n.digits:
		return 0, 0
	case x.roles&scaleGlued != 0 && (s.glued(j) || money || s.moneyFollows(j+1)):
		if !money && s.is(j+1, "-") && s.glued(j+1) && s.glued(j+2) && s.d.Tokens[min(j+2, len(s.d.Tokens)-1)].Kind == text.Word && !s.moneyFollows(j+2) {
			return 0, 0
		}
		return x.scale, j + 1
	case x.roles&scaleGlued != 0 && x.scale == 1000 && j+1 >= s.stop:
		return x.scale, j + 1
	case x.roles&scaleMoney != 0 && (money || s.moneyFollows(j+1)):
		return x.scale, j + 1
	case x.roles&scaleMoney != 0 && x.scale == 1e9 && s.glued(j) && s.d.Capital(j): // "1.04B", but "1500b" is bits
		return x.scale, j + 1
	}
	return 0, 0
}

func (s *scan) moneyFollows(i int) bool {
	if i >= s.stop {
		return false
	}
	_, next, ok := s.suffixAt(i)
	return ok && next <= s.stop
}

// underHundred reads what stands behind "hundred": "and twelve", "21".
func (s *scan) underHundred(n number) (v float64, next int, ok bool) {
	j := n.last
	and := s.is(j, "and")
	if and {
		j++
	}
	if j >= s.stop {
		return 0, 0, false
	}
	if s.d.Tokens[j].Kind == text.Number {
		d, isNumber := readDigits(s.d.Words[j])
		if !and || !n.digits || !isNumber || d.shift != 1 || d.mantissa >= 100 {
			return 0, 0, false
		}
		v, next = d.mantissa, j+1
	} else if v, next, ok = s.small(j); !ok {
		return 0, 0, false
	}
	if s.is(next, "-") && s.lex(next+1).roles&(partWord|partPlural) != 0 || s.lex(next).roles&(partWord|partPlural) != 0 {
		return 0, 0, false
	}
	if x := s.lex(next); x.roles&scaleWord != 0 && x.scale <= 100 {
		return 0, 0, false
	}
	if and && s.between(n.first) {
		return 0, 0, false
	}
	return v, next, true
}

// lower adds a part of lower scale: "500 million" behind "16 billion".
func (s *scan) lower(n number) (number, bool) {
	j := n.last
	and := s.is(j, "and")
	if and {
		if s.between(n.first) {
			return n, false
		}
		j++
	}
	if j >= s.stop {
		return n, false
	}
	m := number{first: j, level: 1}
	x := s.lex(j)
	switch {
	case s.d.Tokens[j].Kind == text.Number && n.digits:
		d, ok := s.digitsAt(j)
		if !ok {
			return n, false
		}
		m = d
	case x.roles&cardinal != 0:
		m.value, m.last, _ = s.small(j)
	case x.roles&articleWord != 0 && s.lex(j+1).part == 0 && s.lex(j+1).roles&scaleWord != 0:
		m.value, m.last = 1, j+1
	case (x.part == 2 || x.part == 4) && x.roles&partWord != 0 && s.lex(j+1).roles&scaleWord != 0:
		m.value, m.last = 1/x.part, j+1
	case and && x.roles&articleWord != 0 && s.lex(j+1).part > 0 && s.lex(j+2).roles&scaleWord != 0:
		m.value, m.last = 1/s.lex(j+1).part, j+2
	default:
		return n, false
	}
	m = s.scaled(m, false)
	if m.value >= n.level || m.level >= n.level || m.value == 0 {
		return n, false
	}
	if m.level == 1 && (n.digits && (m.digits || m.value < 100) || m.value < 1) {
		return n, false
	}
	if s.is(m.last, "-") || s.lex(m.last).roles&(partWord|partPlural) != 0 {
		return n, false
	}
	if u, next, ok := s.unitAt(m.last); ok && next <= s.stop && (u == Percent || u == PercentagePoints || u == "basis_points") {
		return n, false
	}
	if s.ratioFollows(m) > 0 {
		return n, false
	}
	n.value += m.value
	n.level, n.last = m.level, m.last
	return n, true
}

// pointed reads decimals said aloud: "nine point nought four", "1 point 1".
func (s *scan) pointed(n number) number {
	if !s.is(n.last, "point") || n.level != 1 && n.digits {
		return n
	}
	j := n.last + 1
	if j < s.stop && s.d.Tokens[j].Kind == text.Number && isInteger(s.d.Words[j]) && len(s.d.Words[j]) < 10 && n.digits {
		d, _ := readDigits("0." + s.d.Words[j])
		n.value, n.last = n.value+d.value(), j+1
		return n
	}
	mantissa, shift := 0.0, 1.0
	for s.lex(j).roles&digitWord != 0 && shift < 1e9 {
		mantissa, shift = mantissa*10+s.lex(j).num, shift*10
		j++
	}
	if shift == 1 {
		v, next, ok := s.small(j)
		if !ok || v < 10 {
			return n
		}
		mantissa, shift, j = v, 100, next
	}
	n.value, n.last = (n.value*shift+mantissa)/shift, j
	return n
}

// between says whether a figure that starts at token i stands behind "between".
func (s *scan) between(i int) bool {
	if m, ok := s.moneyEnding(i); ok {
		i = m.first
	}
	return s.word(i-1) == "between" || s.lexAnywhere(i-1).roles&filler != 0 && s.word(i-2) == "between"
}

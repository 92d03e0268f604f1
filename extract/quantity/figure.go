package quantity

import (
	"math"

	"marketfigures/extract/text"
)

// figure is a number with its unit, before ranges, bounds and nouns.
type figure struct {
	number
	first, last int // tokens with the unit
	unit        string
	prefixed    bool    // its currency stands before the number
	div         float64 // 100 for cents
	fraction    bool
	negative    bool
	noun        text.Span // a physical unit, which is what the figure counts
	under       float64   // N of "one in N"
	clock       bool      // it is a time of the day
}

// figureAt finds the figure at token i with all that belongs to it and
// returns the token behind it, i where there is none.
func (s *scan) figureAt(i int) int {
	if s.onDate(i) {
		return i + 1
	}
	s.limit(i)
	if s.d.Words[i] == "%" || s.lex(i).roles == 0 && s.d.Tokens[i].Kind != text.Number {
		return i
	}
	f, ok := s.figure(i)
	if !ok {
		return max(i, f.last)
	}
	if low, high, ok := s.rangeFrom(f); ok {
		s.emitRange(low, high)
		return high.last
	}
	s.emit(f)
	return s.repeated(f)
}

// repeated steps over the same number said again in brackets: "forty-five (45)".
func (s *scan) repeated(f figure) int {
	if f.unit != Count || !s.is(f.last, "(") || f.last+1 >= s.stop {
		return f.last
	}
	n, ok := s.number(f.last+1, false)
	if ok && !n.ordinal && n.value == f.value && s.is(n.last, ")") {
		return n.last + 1
	}
	return f.last
}

// figure reads number and unit at token i. Where there is no figure, last says
// how far to step over what stands there.
func (s *scan) figure(i int) (f figure, ok bool) {
	before, prefixed := s.moneyEnding(i)
	n, ok := s.number(i, prefixed)
	if !ok {
		return f, false
	}
	if n.ordinal {
		f.last = n.last
		return f, false
	}
	f = figure{number: n, first: n.first, last: n.last, unit: Count, div: 1}
	f.negative = s.minus(n.first)
	if !prefixed {
		before, prefixed = s.prefixAbove(n.first)
	}
	if under, next := s.ratio(n); under > 0 {
		f.under, f.part, f.last, f.value = under, under, next, n.value/under
	}
	if prefixed {
		f.unit, f.prefixed, f.first = before.code, true, before.first
		f.value *= before.mul
		f = s.doubled(f)
		return s.smallMoney(f), true
	}
	f = s.wrapped(s.unitOf(f))
	if f.clock {
		return f, false
	}
	if f.digits && f.last < s.last && s.glued(f.last) && f.noun.Len() == 0 && s.d.Tokens[f.last].Kind == text.Word && s.d.Words[f.last] != "'s" {
		f.last++ // "4k-player", "5b" without a currency
		return f, false
	}
	if f.unit == Count && f.noun.Len() == 0 {
		if f.part > 0 {
			return s.shareOf(f)
		}
		if f.first+1 == f.last && !s.countable(f) {
			return f, false
		}
		if s.percentOf(f.first, f.last) {
			f.unit = Percent
		}
	}
	return f, true
}

// doubled takes a second name of the same currency behind the number:
// "RMB 5 billion yuan", "$20 USD".
func (s *scan) doubled(f figure) figure {
	if c, next, ok := s.moneyBehind(f.number, f.last, true); ok && c.div == 1 && c.mul == 1 && (c.code == f.unit || f.unit == "USD" && s.dollars(f.last)) {
		f.unit, f.last = c.code, next
	}
	return f
}

// dollars says whether the words behind "$5 million" name whose dollars.
func (s *scan) dollars(j int) bool {
	c, next, ok := s.suffixAt(j)
	if !ok || c.code == "CNY" {
		return false
	}
	w := s.d.Words[next-1]
	return w == "dollars" || w == "dollar" || c.code == "AUD" || c.code == "CAD" || c.code == "HKD" || c.code == "SGD" || c.code == "NZD"
}

// unitOf takes the unit behind the number.
func (s *scan) unitOf(f figure) figure {
	j := f.last
	if s.is(j, "-") && s.glued(j) && s.glued(j+1) {
		j++
	}
	if f.part > 0 && f.under == 0 { // "half a percent", "a quarter of a percentage point"
		if s.is(j, "of") {
			j++
		}
		if s.lex(j).roles&articleWord != 0 || s.is(j, "one") {
			j++
		} else if j > f.last && s.d.Words[j-1] == "of" {
			return f
		}
	}
	if j >= s.stop {
		return f
	}
	if u, next, ok := s.unitAt(j); ok && next <= s.stop {
		return s.measured(f, u, j, next)
	}
	if s.glued(j) && s.lexAnywhere(j).roles&gluedUnit != 0 && s.d.Tokens[j].Kind == text.Word && f.digits {
		return s.measured(f, s.g.gluedUnits[s.d.Words[j]], j, j+1)
	}
	if f.under > 0 {
		return f
	}
	if c, next, ok := s.moneyBehind(f.number, j, false); ok {
		if f.part > 0 && j == f.last && f.level == 1 {
			return f // "half dollar"
		}
		f.unit, f.last, f.part = c.code, next, 0
		f.div = c.div
		f.value = f.value * c.mul / c.div
		if x := s.lex(next); x.roles&(scaleWord|scaleShort) != 0 && f.level == 1 { // "75 USD million"
			f.value, f.level, f.last = f.value*x.scale, x.scale, next+1
		}
		return s.smallMoney(f)
	}
	return f
}

// measured gives the figure the unit u that stands in tokens [j, next).
func (s *scan) measured(f figure, u string, j, next int) figure {
	switch u {
	case Percent:
		f.unit, f.last, f.part = Percent, next, 0
	case PercentagePoints:
		f.unit, f.last, f.part = PercentagePoints, next, 0
	case "basis_points":
		f.unit, f.last, f.part = Percent, next, 0
		f.value, f.div = f.value/100, 100
		if s.changes(f.first, next) {
			f.unit = PercentagePoints
		}
	case "clock":
		if f.value <= 24 && (f.shift <= 1 || f.shift == 100) {
			f.clock, f.last = true, next
		}
	case "points":
		f.noun = s.d.TokenSpan(j, next)
		if s.ofPercentages(f.first, next) {
			f.unit, f.last, f.part, f.noun = PercentagePoints, next, 0, text.Span{}
		}
	default:
		if f.under == 0 {
			f.noun = s.d.TokenSpan(j, next)
		}
	}
	return f
}

// shareOf makes a percentage of a fraction of a whole.
func (s *scan) shareOf(f figure) (figure, bool) {
	if f.value > 1 || f.value <= 0 || f.negative || s.alone(f.first, f.last) || s.lexAnywhere(f.first-1).roles&whole != 0 ||
		s.lexAnywhere(f.first-2).roles&whole != 0 && (s.word(f.first-1) == "is" || s.word(f.first-1) == "to" || s.word(f.first-1) == "of") {
		return f, true
	}
	if f.value == 1 {
		return f, false
	}
	f.unit, f.fraction = Percent, true
	f.value = fourDigits(f.value * 100)
	return f, true
}

// fourDigits rounds to four significant digits.
func fourDigits(v float64) float64 {
	if v == 0 {
		return 0
	}
	places := 3 - int(math.Floor(math.Log10(math.Abs(v))))
	if places < 0 {
		return math.Round(v)
	}
	shift := math.Pow10(places)
	return math.Round(v*shift) / shift
}

// minus says whether a sign of the negative stands before token i.
func (s *scan) minus(i int) bool {
	if i <= 0 || i-1 < s.first {
		return false
	}
	if p, ok := s.moneyEnding(i); ok && s.d.Words[i-1] != "-" {
		i = p.first
		if i <= s.first {
			return false
		}
	}
	switch s.d.Words[i-1] {
	case "-":
		if s.d.Tokens[i].Space {
			return s.alone(i-1, s.last)
		}
		return i-1 == s.first || s.d.Tokens[i-1].Space || s.d.Words[i-2] == "(" || s.d.Words[i-2] == "<" || s.d.Words[i-2] == "|" || s.isMoneySign(i-2)
	case "minus", "negative":
		return i-1 >= s.taken
	}
	return false
}

func (s *scan) isMoneySign(i int) bool {
	return s.d.Tokens[i].Kind == text.Symbol && s.lexAnywhere(i).roles&endsPrefix != 0
}

// countable says whether a bare one-word number is an amount at all.
func (s *scan) countable(f figure) bool {
	i := f.first
	if s.lex(i).roles&digitWord == 0 || f.value != 1 {
		return true
	}
	next := s.lexAnywhere(i + 1)
	if f.negative || s.alone(i, i+1) || s.word(i+1) == "to" && s.lexAnywhere(i+2).roles&cardinal != 0 { // "one to two thousand"
		return true
	}
	if s.lexAnywhere(i-1).roles&(determiner|ordinal) != 0 && i > s.first || next.roles&(closed|trailing) != 0 {
		return false
	}
	return i+1 < s.last && s.d.Tokens[i+1].Kind == text.Word && !s.d.Capital(i+1)
}

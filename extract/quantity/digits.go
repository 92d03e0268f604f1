package quantity

import (
	"math"
	"strings"

	"marketfigures/extract/text"
)

// digitNumber reads the number whose digits stand at token i, with scales.
func (s *scan) digitNumber(i int, money bool) (number, bool) {
	if x := s.lex(i); x.roles&partSign != 0 {
		return number{first: i, last: i + 1, value: x.num / x.part, level: 1, part: x.part}, true
	}
	if end := s.name(i); end > i && !money {
		return number{first: i, last: end, ordinal: true}, true
	}
	if over, under, next := s.slash(i); under > 0 {
		n := number{first: i, last: next, value: over / under, level: 1, part: under, digits: true}
		n.ordinal = over >= under
		return n, true
	}
	n, ok := s.digitsAt(i)
	if !ok {
		return number{first: i, last: i + 1, ordinal: true}, true
	}
	if s.lexAnywhere(n.last).roles&(partWord|partPlural) != 0 && n.level == 1 && n.last < s.stop {
		if f, ok := s.part(n); ok { // "2 thirds"
			return f, true
		}
	}
	if s.is(n.last, "into") && n.value < 10 && n.shift == 1 && (s.is(n.last+1, ",") || s.is(n.last+1, "of")) {
		// tenths in machine translation: 八成 becomes "8 into"
		n.part, n.value, n.last = 10, n.value/10, n.last+1
		return n, true
	}
	return s.finish(n, money)
}

// digitsAt reads digits, in groups parted by spaces too.
func (s *scan) digitsAt(i int) (number, bool) {
	w := s.d.Words[i]
	n := number{first: i, last: i + 1, level: 1, digits: true, shift: 1}
	if s.leadingPoint(i) {
		d, ok := readDigits("0." + w)
		n.first, n.value, n.shift = i-1, d.value(), d.shift
		return n, ok
	}
	if s.word(i-1) == "point" && i-1 == s.first && isInteger(w) { // "point 77"
		d, ok := readDigits("0." + w)
		n.first, n.value, n.shift = i-1, d.value(), d.shift
		return n, ok
	}
	d, ok := readDigits(w)
	if !ok {
		return n, false
	}
	if len(w) <= 3 && d.shift == 1 && isInteger(w) && w[0] != '0' {
		for s.group(n.last) || s.apostrophe(n.last) {
			if s.is(n.last, "'") {
				n.last++
			}
			g, ok := readDigits(s.d.Words[n.last])
			if !ok {
				break
			}
			d.mantissa = d.mantissa*1000*g.shift + g.mantissa
			d.shift = g.shift
			n.last++
			if g.shift > 1 {
				break
			}
		}
	}
	n.value, n.shift = d.value(), d.shift
	if s.glued(n.last) && n.last < s.stop {
		n = s.exponent(n)
	}
	return n, true
}

// group says whether token i is three more digits of a number grouped by
// single spaces ("1 234 567"), the last group maybe with decimals.
func (s *scan) group(i int) bool {
	if i >= s.stop || s.d.Tokens[i].Kind != text.Number || s.glued(i) {
		return false
	}
	w := s.d.Words[i]
	if len(w) < 3 || len(w) > 3 && w[3] != '.' || !isInteger(w[:3]) {
		return false
	}
	gap := s.d.Text[s.d.Tokens[i-1].End:s.d.Tokens[i].Start]
	if gap != " " && gap != "\u00a0" && gap != "\u202f" && gap != "\u2009" {
		return false
	}
	return i+1 >= s.stop || s.d.Tokens[i+1].Kind != text.Number || s.glued(i+1) || len(s.d.Words[i+1]) >= 3
}

// apostrophe says whether three more digits follow in the Swiss way: 1'000'000.
func (s *scan) apostrophe(i int) bool {
	return s.is(i, "'") && s.glued(i) && i+1 < s.stop && s.glued(i+1) && len(s.d.Words[i+1]) == 3 && isInteger(s.d.Words[i+1])
}

// leadingPoint says whether the digits at token i are decimals: ".77".
func (s *scan) leadingPoint(i int) bool {
	if i == 0 || !s.glued(i) || s.d.Words[i-1] != "." || !isInteger(s.d.Words[i]) || i-1 < s.taken {
		return false
	}
	return !s.glued(i-1) || i == 1 || s.d.Words[i-2] == "-" || s.d.Words[i-2] == "("
}

// exponent reads what stands glued behind digits in science: 4e14, 12e-1.
func (s *scan) exponent(n number) number {
	w := s.d.Words[n.last]
	next := n.last + 1
	digits := ""
	sign := 1
	if w == "^" {
		return s.power(n, n.value, 1)
	}
	if w == "x10" && s.is(next, "^") && s.glued(next) {
		m := n
		m.last = next
		return s.power(m, 10, n.value)
	}
	switch {
	case len(w) > 1 && w[0] == 'e' && isInteger(w[1:]):
		digits = w[1:]
	case w == "e" && (s.is(next, "-") || s.is(next, "+")) && next+1 < s.stop && s.glued(next) && s.glued(next+1) && isInteger(s.d.Words[next+1]):
		if s.is(next, "-") {
			sign = -1
		}
		digits, next = s.d.Words[next+1], next+2
	}
	if digits == "" || len(digits) > 2 {
		return n
	}
	power, _ := readDigits(digits)
	n.value, n.last, n.shift = n.value*math.Pow10(sign*int(power.mantissa)), next, 1
	return n
}

// power reads "^6" behind n: times × base^6.
func (s *scan) power(n number, base, times float64) number {
	sign := 1.0
	j := n.last + 1
	for s.is(j, "-") || s.is(j, "+") {
		if s.is(j, "-") {
			sign = -sign
		}
		j++
	}
	if j >= s.stop || !s.glued(j) || len(s.d.Words[j]) > 3 || !isInteger(s.d.Words[j]) {
		return n
	}
	power, _ := readDigits(s.d.Words[j])
	n.value, n.last, n.shift = times*math.Pow(base, sign*power.mantissa), j+1, 1
	return n
}

// alone says whether tokens [i, next) are all there is in the document.
func (s *scan) alone(i, next int) bool {
	for k, w := range s.d.Words {
		if k >= i && k < next || w == "-" || w == "." || w == "minus" || w == "negative" || w == "of" && k == next {
			continue
		}
		return false
	}
	return true
}

// decimal is a number as its digits say it: mantissa / 10^places. Keeping the
// two apart until scales are in makes "2.3 billion" exactly 2300000000.
type decimal struct {
	mantissa float64
	shift    float64 // 10^places
}

func (n decimal) value() float64 { return n.mantissa / n.shift }

// readDigits reads digits with the separator habits of the world:
// 1,234.5 · 1,00,000 · 1.234.567 · 1.234,5 · 5,00. It refuses what is no
// number, such as 192.168.1.2.
func readDigits(w string) (n decimal, ok bool) {
	points, commas, lastPoint, lastComma := 0, 0, -1, -1
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c == '.':
			points++
			lastPoint = i
		case c == ',':
			commas++
			lastComma = i
		case c < '0' || c > '9':
			return decimal{}, false
		}
	}
	if len(w) > 24 {
		return decimal{}, false
	}
	point := -1 // where the fraction starts
	switch {
	case commas == 0 && points <= 1:
		point = lastPoint
	case points == 0 && grouped(w, ','):
	case points == 0 && commas == 1:
		point = lastComma
	case points == 1 && lastPoint > lastComma && grouped(w[:lastPoint], ','):
		point = lastPoint
	case commas == 1 && lastComma > lastPoint && grouped(w[:lastComma], '.'):
		point = lastComma
	case commas == 0 && grouped(w, '.'):
	default:
		return decimal{}, false
	}
	n.shift = 1
	for i := 0; i < len(w); i++ {
		if c := w[i]; c >= '0' && c <= '9' {
			n.mantissa = n.mantissa*10 + float64(c-'0')
			if point >= 0 && i > point {
				n.shift *= 10
			}
		}
	}
	return n, true
}

// grouped says whether the digits of w stand in groups of three, or in the
// Indian way: pairs, and three at the end.
func grouped(w string, by byte) bool {
	first := strings.IndexByte(w, by)
	if first < 1 || first > 3 || w[0] == '0' {
		return false
	}
	threes, pairs := true, first <= 2 && by == ','
	for i := first; i < len(w); {
		j := i + 1
		for j < len(w) && w[j] != by {
			j++
		}
		if size := j - i - 1; j == len(w) {
			return size == 3 && (threes || pairs)
		} else {
			threes = threes && size == 3
			pairs = pairs && size == 2
		}
		i = j
	}
	return false
}

// isInteger says whether w is digits only.
func isInteger(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

package quantity

import (
	"strings"

	"marketfigures/extract/text"
)

// prefix is a currency in front of a number.
type prefix struct {
	currency
	first int // its first token
}

// moneyEnding is the currency whose words end right before token i, a sign
// between the two allowed ("$-5"). It may stand across a full stop ("Rs. 20").
func (s *scan) moneyEnding(i int) (prefix, bool) {
	if i <= 0 || s.d.Tokens[i].Line {
		return prefix{}, false
	}
	end := i
	if w := s.d.Words[i-1]; w == "-" && s.glued(i) && i > 1 && s.glued(i-1) {
		end--
	}
	if s.lexAnywhere(end-1).roles&endsPrefix == 0 {
		return prefix{}, false
	}
	for first := max(end-s.g.longestPrefix, s.taken, 0); first < end; first++ {
		c, next, ok := s.prefixAt(first)
		if !ok || next != end || s.crossesLine(first, i) {
			continue
		}
		if first > 0 && s.glued(first) && s.d.Tokens[first].Kind == text.Word && s.d.Tokens[first-1].Kind == text.Word {
			continue
		}
		if s.d.Tokens[first].Kind == text.Word && end-first > 1 && s.d.Tokens[first+1].Kind == text.Symbol && !s.glued(first+1) && s.d.Words[first+1] != "." &&
			(s.d.Words[first] == "s" || s.lexAnywhere(first).roles&closed != 0) {
			continue // "a $ 5 fee" is no A$ 5
		}
		if s.d.Tokens[first].Kind == text.Word && s.d.Tokens[first].Len() == 1 && !s.d.Capital(first) && s.d.Words[first+1] != "." && s.glued(first+1) {
			continue
		}
		if first < s.first && end-first < 2 {
			continue
		}
		if s.wordish(first, end) && s.d.Tokens[end].Space && c.mul == 1 && s.lowerWord(first) && s.lexAnywhere(first).roles&^phraseRoles != 0 {
			continue
		}
		return prefix{s.inContext(c), first}, true
	}
	return prefix{}, false
}

// wordish says whether tokens [first, end) are a single word.
func (s *scan) wordish(first, end int) bool {
	return end-first == 1 && s.d.Tokens[first].Kind == text.Word
}

func (s *scan) lowerWord(i int) bool { return !s.d.Capital(i) }

// crossesLine says whether a line starts within tokens (first, last].
func (s *scan) crossesLine(first, last int) bool {
	for i := first + 1; i <= last; i++ {
		if s.d.Tokens[i].Line {
			return true
		}
	}
	return false
}

// moneyBehind is the currency at token j, behind the number n.
func (s *scan) moneyBehind(n number, j int, prefixed bool) (c currency, next int, ok bool) {
	if j >= s.stop {
		return c, 0, false
	}
	c, next, ok = s.suffixAt(j)
	if !ok || next > s.stop || n.value < c.least {
		return c, 0, false
	}
	w := s.d.Slice(s.d.TokenSpan(j, next))
	switch {
	case c.upper && strings.ToUpper(w) != w:
		return c, 0, false
	case len(w) == 1 && w[0] >= 'A' && (!s.glued(j) || w[0] < 'a'): // c, p
		return c, 0, false
	case w == "Sh" || w == "LE" && s.d.Words[j] == w:
		return c, 0, false
	}
	if next < s.last && s.d.Tokens[next].Kind == text.Number && !s.d.Tokens[next].Line {
		if _, _, isPrefix := s.prefixAt(j); isPrefix && (s.glued(next) || s.yearLike(n) || s.lexAnywhere(next+1).scale > 0 || prefixed || s.d.Tokens[j].Kind == text.Symbol && !s.glued(j)) {
			if !s.centsAt(next) {
				return c, 0, false // it belongs to the next number: "3 USD50 cards"
			}
		}
	}
	return s.inContext(c), next, true
}

// yearLike says whether a bare number may be a year.
func (s *scan) yearLike(n number) bool {
	return n.digits && n.level == 1 && n.value >= 1900 && n.value < 2100 && n.last == n.first+1 && s.d.Tokens[n.first].Len() == 4
}

// centsAt says whether a number with a word for hundredths stands at token i.
func (s *scan) centsAt(i int) bool {
	if i+1 >= s.stop {
		return false
	}
	c, _, ok := s.suffixAt(i + 1)
	return ok && c.div > 1
}

// inContext settles what ¥ means by what the document is about.
func (s *scan) inContext(c currency) currency {
	if c.code != "¥" {
		return c
	}
	if s.yen == "" {
		balance := 0
		for i := range s.d.Words {
			if x := s.lexAnywhere(i); x.roles&(japanese|chinese) != 0 {
				if x.roles&japanese != 0 {
					balance++
				} else {
					balance--
				}
			}
		}
		s.yen = "CNY"
		if balance > 0 {
			s.yen = "JPY"
		}
	}
	c.code = s.yen
	return c
}

// change is the small money behind a whole amount: "20 dollars 43 cents",
// "20 dollars and 43" at the end of a sentence.
func (s *scan) smallMoney(f figure) figure {
	if f.number.level != 1 || f.value != float64(int64(f.value)) || f.div > 1 {
		return f
	}
	j := f.last
	if s.is(j, "and") {
		j++
	}
	if j >= s.stop {
		return f
	}
	n, ok := s.cents(j)
	if !ok {
		return f
	}
	c, next, isMoney := s.suffixAt(n.last)
	switch {
	case isMoney && next <= s.stop && c.div > 1:
		f.value, f.last = (f.value*c.div+n.value)/c.div, next
		if m, end, ok := s.tail(next); ok { // "five mao five"
			f.value, f.last = (f.value*c.div*10+m)/(c.div*10), end
		}
	case !isMoney && n.value >= 10 && (n.last >= s.last || n.last < s.last && s.d.Words[n.last] == "." && n.last+1 >= s.last):
		f.value, f.last = (f.value*100+n.value)/100, n.last
	}
	return f
}

// cents reads a whole number below 100.
func (s *scan) cents(j int) (number, bool) {
	n := number{first: j, level: 1}
	if s.d.Tokens[j].Kind == text.Number {
		d, ok := readDigits(s.d.Words[j])
		n.value, n.last = d.mantissa, j+1
		return n, ok && d.shift == 1 && d.mantissa < 100
	}
	v, next, ok := s.small(j)
	n.value, n.last = v, next
	return n, ok
}

// tail is the bare digit behind Chinese small money, at the end of a sentence.
func (s *scan) tail(j int) (float64, int, bool) {
	x := s.lex(j)
	if x.roles&digitWord == 0 || j+1 < s.stop && s.d.Words[j+1] != "." {
		return 0, 0, false
	}
	return x.num, j + 1, true
}

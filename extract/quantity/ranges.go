package quantity

import "marketfigures/extract/text"

// rangeFrom reads the range that starts with f: its low and its high end, with
// the unit and scale that may stand at one of them only.
func (s *scan) rangeFrom(f figure) (low, high figure, ok bool) {
	between, opener := s.opensRange(f.first)
	j, hyphen := s.connector(f, between)
	if j == 0 || j >= s.stop || !s.candidate(j) {
		return f, high, false
	}
	taken := s.taken
	s.taken = f.last
	high, ok = s.figure(j)
	s.taken = taken
	if !ok || high.fraction != f.fraction && f.unit != Count {
		return f, high, false
	}
	if hyphen && s.hyphenNumber(high.last) {
		return f, high, false
	}
	if low, high, ok = s.joined(f, high, hyphen); !ok {
		return f, high, false
	}
	if signed(low) > signed(high) && between == "from" && s.lexAnywhere(opener-1).roles&spread != 0 {
		low.value, low.negative, high.value, high.negative = high.value, high.negative, low.value, low.negative
	}
	if signed(low) >= signed(high) || !hyphen && s.isChange(low, high, between) {
		return f, high, false
	}
	return low, high, true
}

// hyphenNumber says whether a hyphen and one more number follow at token j: a
// run of numbers is no range.
func (s *scan) hyphenNumber(j int) bool {
	return s.is(j, "-") && s.glued(j) && s.glued(j+1) && j+1 < s.stop && s.d.Tokens[j+1].Kind == text.Number
}

// connector is the token behind the words that join two ends of a range, 0
// where there are none.
func (s *scan) connector(f figure, between string) (next int, hyphen bool) {
	j := f.last
	if f.noun.Len() > 0 && f.noun.Start >= s.d.Tokens[j-1].End { // "44 mg to 50 mg"
		j = s.d.TokenAt(f.noun.End-1) + 1
	}
	switch {
	case s.glued(f.first) && f.first > s.first+1 && s.d.Words[f.first-1] == "-" && s.glued(f.first-1) && s.numeral(f.first-2):
		return 0, false // a run such as "three-nought-four"
	case s.is(j, "-"), s.is(j, "–"), s.is(j, "—"), s.is(j, "~"), s.is(j, "－"):
		hyphen = true
		j++
		if s.is(j, "-") || s.is(j, "to") { // "8- to 16-meter", "5 -- 6"
			j++
			hyphen = false
		}
	case s.is(j, "to"), s.is(j, "through"), s.is(j, "till") && between == "from", s.is(j, "and") && between == "between":
		j++
	default:
		return 0, false
	}
	if s.is(j, "about") || s.is(j, "around") || s.is(j, "perhaps") || s.is(j, "nearly") {
		j++
	}
	if s.is(j, "-") && s.glued(j+1) && !hyphen {
		j++
	}
	if _, end, isMoney := s.prefixAt(j); isMoney && end < s.stop && s.d.Tokens[end].Kind == text.Number {
		j = end
	}
	return j, hyphen
}

// signed is the figure's value with the minus before it.
func signed(f figure) float64 {
	if f.negative {
		return -f.value
	}
	return f.value
}

// opensRange is "between" or "from" where one of them stands before token
// first, and its token.
func (s *scan) opensRange(first int) (string, int) {
	p := first - 1
	if s.word(p) == "-" || s.word(p) == "minus" || s.word(p) == "negative" {
		p--
	}
	for k := 0; k < 2 && s.lexAnywhere(p).roles&filler != 0 || s.word(p) == "about" || s.word(p) == "around" || s.word(p) == "the"; k++ {
		p--
	}
	if w := s.word(p); w == "between" || w == "from" {
		return w, p
	}
	return "", 0
}

// joined gives both ends the unit and scale that only one of them has.
func (s *scan) joined(low, high figure, hyphen bool) (figure, figure, bool) {
	switch {
	case low.unit == high.unit:
		if low.noun.Len() > 0 && s.d.Slice(low.noun) != s.d.Slice(high.noun) {
			return low, high, false
		}
	case low.unit == Count && low.noun.Len() == 0:
		if high.prefixed {
			return low, high, false
		}
		low.unit = high.unit
		low.value /= high.div
		if high.unit == Percent && high.fraction {
			return low, high, false
		}
	case high.unit == Count && low.prefixed && high.noun.Len() == 0:
		if !hyphen && high.level == 1 && s.counted(high.last).Len() > 0 {
			return low, high, false
		}
		high.unit = low.unit
	default:
		return low, high, false
	}
	if low.level == 1 && high.level > 1 && (low.last == low.number.last || low.prefixed) && low.value*high.level < high.value {
		low.value = tidy(low.value * high.level) // "5-6 million"
	}
	return low, high, true
}

// isChange says whether "A to B" tells two states and no range: "rose from
// 45% to 50%", "rose RMB 3 billion to RMB 20 billion".
func (s *scan) isChange(low, high figure, opening string) bool {
	p := low.first - 1
	switch opening {
	case "between":
		return false
	case "from":
		for k := p; k >= max(s.first, p-14); k-- {
			switch x := s.lexAnywhere(k); {
			case x.roles&spread != 0:
				return false
			case x.roles&change != 0:
				return true
			}
		}
		return false
	}
	if low.unit == Count || high.last == high.number.last || low.last == low.number.last && !low.prefixed {
		return false
	}
	return s.lexAnywhere(p).roles&change != 0 && high.value > 2*low.value
}

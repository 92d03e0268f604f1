package quantity

import "marketfigures/extract/text"

// A figure never runs over a line break, but its unit may stand on the other
// side of one where lines are wrapped by hand. Then the figure keeps to its
// line and takes the unit all the same.

// wrapped takes scale and unit from the line below, where the number ends its line.
func (s *scan) wrapped(f figure) figure {
	j := f.last
	if f.unit != Count || f.noun.Len() > 0 || f.part > 0 || j != s.stop || !s.breaks(j) {
		return f
	}
	if x := s.lexAnywhere(j); x.roles&(scaleWord|scaleShort) != 0 && x.scale >= 1000 && f.level == 1 {
		f.value, f.level = f.value*x.scale, x.scale
		j++
	}
	if j >= s.last {
		return f
	}
	if u, _, ok := s.unitAt(j); ok {
		if u == Percent || u == PercentagePoints {
			f.unit = u
		}
		return f
	}
	if c, _, ok := s.suffixAt(j); ok && !c.upper && f.value >= c.least {
		c = s.inContext(c)
		f.unit, f.value = c.code, f.value*c.mul/c.div
	}
	return f
}

// prefixAbove is the currency that ends the line above the number at token i.
func (s *scan) prefixAbove(i int) (prefix, bool) {
	if !s.breaks(i) || s.lexAnywhere(i-1).roles&endsPrefix == 0 {
		return prefix{}, false
	}
	for first := max(i-s.g.longestPrefix, s.taken, s.first); first < i; first++ {
		c, next, ok := s.prefixAt(first)
		if ok && next == i && !s.crossesLine(first, i-1) && (s.d.Tokens[i-1].Kind == text.Symbol || s.d.Capital(i-1)) {
			return prefix{s.inContext(c), i}, true
		}
	}
	return prefix{}, false
}

// breaks says whether a line of the same sentence starts at token i.
func (s *scan) breaks(i int) bool {
	return i > s.first && i < s.last && s.d.Tokens[i].Line
}

package quantity

// changes says whether the figure in tokens [first, next) tells a change:
// "up 60 basis points", "60 basis points higher".
func (s *scan) changes(first, next int) bool {
	if x := s.lexAnywhere(next); x.roles&change != 0 && next < s.last || s.word(next) == "more" || s.word(next) == "less" || s.word(next) == "from" {
		return true
	}
	for i := first - 1; i >= max(s.first, first-4); i-- {
		if s.word(i) == "by" || s.lexAnywhere(i).roles&change != 0 {
			return true
		}
	}
	return false
}

// percentOf says whether "percent of" opens the sentence before token i and
// nothing stands behind the number: "per cent of twenty-two".
func (s *scan) percentOf(i, next int) bool {
	if s.word(i-1) != "of" || !s.closes(next) {
		return false
	}
	switch s.word(i - 2) {
	case "percent", "percents", "percentage", "pct", "%":
		return i-2 == s.first
	case "cent":
		return s.word(i-3) == "per" && i-3 == s.first
	}
	return false
}

// ofPercentages says whether "points" behind a number are percentage points:
// the sentence or the one before speaks of percentages, and of no index.
func (s *scan) ofPercentages(first, next int) bool {
	for i := s.first; i < s.last; i++ {
		if s.lexAnywhere(i).roles&index != 0 && i < first {
			return false
		}
	}
	if s.lexAnywhere(next).roles&index != 0 {
		return false
	}
	for i := max(0, s.first-60); i < min(len(s.d.Words), s.last+20); i++ {
		switch s.d.Words[i] {
		case "%", "percent", "pct", "share", "percentage":
			return true
		case "per":
			if i+1 < len(s.d.Words) && s.d.Words[i+1] == "cent" {
				return true
			}
		}
	}
	return false
}

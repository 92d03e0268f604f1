package period

// listed says whether the guideline's dates hold a resolved form.
func (x *discourse) listed(f placed, s stretch) bool {
	t := f.from
	if t.recurs && t.op != opQuarter {
		return false
	}
	if f.to != nil {
		return true
	}
	switch t.op {
	case opFestival, opWindow, opToDate:
		return false
	case opUnit, opStep, opAgo, opShift:
		return t.grain != week
	case opBare:
		return t.said
	case opSame:
		return t.when.kind != noYear
	case opDayWord:
		return t.n != 0 || t.said || x.dayMeant(f.form)
	case opPart:
		return t.grain != week
	case opDay, opMonth, opYear:
		return !x.byline(f, s)
	}
	return true
}

// dayMeant tells "the firm today announced" from "today everybody has one".
func (x *discourse) dayMeant(f form) bool {
	if f.first > 0 && x.telling(f.first-1) == pastTense {
		return true
	}
	return f.last < len(x.r.words) && x.telling(f.last) == pastTense
}

// byline says that a date is the article's own: the day of publication in a
// short line by itself.
func (x *discourse) byline(f placed, s stretch) bool {
	return false
}

package period

import "marketfigures/extract/text"

// resolve is the time that a form names; empty where that can't be told.
func (x *discourse) resolve(f placed) stretch {
	if f.to == nil {
		return x.resolveTerm(f.from, f)
	}
	return x.run(f).tidy()
}

// run is the time from the first to the second term of a range.
func (x *discourse) run(f placed) stretch {
	from, to := f.from, *f.to
	if from.floats() && to.when.kind != noYear {
		last := x.resolveTerm(to, f)
		if last.empty() {
			return stretch{}
		}
		first := from.in(last.endsYear())
		if first.firstDay() > last.firstDay() {
			first = from.in(last.endsYear() - 1)
		}
		return stretch{first.first, last.last}
	}
	if from.floats() && to.yearly() {
		last := x.resolveTerm(to, f)
		if last.empty() {
			return last
		}
		first := from.in(last.endsYear())
		if first.firstDay() > last.firstDay() {
			first = from.in(last.endsYear() - 1)
		}
		return stretch{first.first, last.last}
	}
	first := x.resolveTerm(from, f)
	if first.empty() {
		return first
	}
	var last stretch
	if to.yearly() && to.when.kind == noYear {
		if last = to.in(first.endsYear()); last.lastDay() < first.firstDay() {
			last = to.in(first.endsYear() + 1)
		}
	} else {
		last = x.resolveTerm(to, f)
		if to.op == opWeekday && !last.empty() && last.firstDay() < first.firstDay() {
			last = only(unit{day, first.firstDay() + (to.n-weekdayOf(first.firstDay())+7)%7})
		}
	}
	if last.empty() || first.firstDay() > last.lastDay() {
		return stretch{}
	}
	return stretch{first.first, last.last}
}

// floats says that the term comes round once a year and nothing tells which one is meant.
func (t *term) floats() bool {
	return t.yearly() && t.when.kind == noYear && t.dir == anyDirection
}

// yearly says that the term comes round once a year.
func (t *term) yearly() bool {
	switch t.op {
	case opMonth, opQuarter, opMonths:
		return true
	case opDay:
		return t.n > 0
	case opHalf:
		return t.n > 0
	case opPart:
		return t.inner == nil
	case opFestival:
		return t.n > 0
	}
	return false
}

// in is the term in a given year.
func (t *term) in(y int) stretch {
	switch t.op {
	case opMonth:
		return only(monthUnit(y, t.n))
	case opDay:
		return only(dayUnit(y, t.n, min(t.day, daysIn(y, t.n))))
	case opQuarter:
		return only(quarterUnit(y, t.n))
	case opHalf:
		return only(halfUnit(y, t.n))
	case opMonths:
		return stretch{monthUnit(y, t.n), monthUnit(y, t.n+t.count-1)}.tidy()
	case opPart:
		return part(*t, only(yearUnit(y)))
	case opFestival:
		if t.n < 100 {
			return only(yearUnit(y))
		}
		return only(unit{day, feast(t.n, y)})
	}
	return stretch{}
}

func (x *discourse) resolveTerm(t term, f placed) stretch {
	switch t.op {
	case opYear:
		return x.resolveYear(t, f)
	case opMonth, opDay, opQuarter, opHalf, opMonths, opFestival:
		if t.op == opQuarter && t.recurs {
			return x.elliptic(t, f)
		}
		if !t.yearly() {
			return x.resolveUnnamed(t, f)
		}
		return x.resolveYearly(t, f)
	case opPart:
		if t.inner == nil {
			return x.resolveYearly(t, f)
		}
		c := x.resolveTerm(*t.inner, f)
		if c.empty() {
			return c
		}
		return part(t, c)
	case opUnit, opWindow, opAgo, opWeekday, opDayWord, opToDate:
		if !x.dated {
			return stretch{}
		}
		return x.deictic(t, f)
	case opShift, opStep, opSame, opBare:
		return x.anaphor(t, f)
	case opDecade:
		return only(unit{decade, t.n / 10})
	case opTrailing:
		return x.trailing(t, f)
	case opOffset:
		return x.offset(t, f)
	case opWeekend:
		return x.weekend(t, f)
	case opCentury:
		return stretch{unit{year, t.n}, unit{year, t.n + 99}}
	}
	return stretch{}
}

// yearOf is the year that a term names, if it names one.
func (x *discourse) yearOf(w when, f placed) (y int, ok bool) {
	switch w.kind {
	case givenYear:
		return w.n, true
	case pubYear:
		y, ok = x.publishedYear()
	case topicYear:
		y, ok = x.topicYear(f)
	}
	return y + w.n, ok
}

func (x *discourse) resolveYear(t term, f placed) stretch {
	y, ok := x.yearOf(t.when, f)
	if !ok {
		return stretch{}
	}
	if t.fiscal {
		return x.fiscalYear(y)
	}
	return only(yearUnit(y))
}

// fiscalYear is the year of twelve months that is named after the calendar year
// in which it ends. Where the article does not tell when that is, the calendar year stands.
func (x *discourse) fiscalYear(y int) stretch {
	if x.fiscalEnd == 0 || x.fiscalEnd == 12 {
		return only(yearUnit(y))
	}
	end := monthUnit(y, x.fiscalEnd)
	return stretch{unit{month, end.n - 11}, end}
}

func (x *discourse) resolveYearly(t term, f placed) stretch {
	if t.when.kind == topicYear && t.when.n == 0 {
		t.when = when{}
	}
	if y, ok := x.yearOf(t.when, f); ok {
		if t.fiscal && x.fiscalEnd != 0 && x.fiscalEnd != 12 && (t.op == opQuarter || t.op == opHalf) {
			n := months[quarter]
			if t.op == opHalf {
				n = months[half]
			}
			start := x.fiscalYear(y).first.n + (t.n-1)*n
			return stretch{unit{month, start}, unit{month, start + n - 1}}.tidy()
		}
		return t.in(y)
	}
	if t.dir == anyDirection {
		if y, ok := x.yearInReach(t, f); ok {
			return t.in(y)
		}
	}
	y, ok := x.publishedYear()
	if !ok {
		return stretch{}
	}
	if !x.dated {
		return t.in(y)
	}
	return x.nearest(t, y, x.side(t, f))
}

// side is where a term lies from publication: before it, behind it, or unknown.
func (x *discourse) side(t term, f placed) tense {
	switch t.dir {
	case lastOne:
		return pastTense
	case nextOne:
		return futureTense
	case thisOne:
		return presentTense
	}
	return x.tense(f.form)
}

// nearest is the occurrence of a yearly term next to publication on the side
// that the tense tells.
func (x *discourse) nearest(t term, y int, side tense) stretch {
	s := t.in(y)
	if side == presentTense {
		return s
	}
	if _, m, _ := civil(x.published); t.dir == lastOne && t.op == opMonth && m >= t.n && m-t.n <= justPast {
		return t.in(y - 1) // in June "last May" is no longer this year's
	}
	started, over := s.firstDay() <= x.published, s.nextDay() <= x.published+1
	whole := t.op != opMonth && t.op != opDay && t.op != opFestival // told of when it is over
	switch {
	case side == futureTense && over && !(t.op == opDay && s.firstDay() == x.published):
		return t.in(y + 1)
	case side == futureTense:
		return s
	case side == noTense && x.soon(t, t.in(y+1)):
		return t.in(y + 1)
	case side == noTense && !started && x.soon(t, s):
		return s
	case !started, whole && !over:
		return t.in(y - 1)
	case t.op == opQuarter && x.published-s.lastDay() < countingDays && !x.main.empty() && x.main.endsYear() == y-1:
		return t.in(y - 1)
	}
	return s
}

// justPast is how many months after a month it is not yet called "last".
const justPast = 1

// soonDays is how far ahead a day of the month may lie that nothing else places.
const soonDays = 20

// countingDays is how long after a quarter nobody has its figures yet.
const countingDays = 10

// soon says that a coming day is nearer than the one a year before.
func (x *discourse) soon(t term, s stretch) bool {
	return (t.op == opDay || t.op == opFestival) && s.firstDay()-x.published < 100
}

// yearInReach is the year that an earlier expression set for one without.
func (x *discourse) yearInReach(t term, f placed) (int, bool) {
	n := len(x.past)
	if n == 0 || x.tense(f.form) == futureTense || t.op == opDay && x.told(f.form) {
		return 0, false
	}
	for i := n - 1; i >= 0; i-- {
		m := x.past[i]
		if m.block != f.block && !x.history {
			break
		}
		if m.aside || !m.absolute || m.smaller() == decade {
			continue
		}
		y := m.endsYear()
		if x.dated && t.in(y).firstDay() > x.published {
			return 0, false
		}
		if m.sentence != f.sentence && (m.smaller() > month || !x.history && m.sentence < f.sentence-1 && !m.opening) {
			return 0, false
		}
		if m.sentence != f.sentence && !x.history && t.op != opDay && t.op != opMonth && !m.opening {
			return 0, false
		}
		return y, true
	}
	return 0, false
}

// told says that the form is the day of a statement: "told reporters on 18 January".
func (x *discourse) told(f form) bool {
	for i := f.first - 1; i >= 0 && i > f.first-5; i-- {
		switch x.r.d.Words[i] {
		case "said", "told", "announced", "reported", "published", "disclosed":
			return true
		}
		if x.r.d.Tokens[i].Kind != text.Word {
			return false
		}
	}
	return false
}

// elliptic is "the first" in "6% less than in the first".
func (x *discourse) elliptic(t term, f placed) stretch {
	for i := len(x.past) - 1; i >= 0; i-- {
		if m := x.past[i]; m.sentence == f.sentence && m.single() && m.first.grain == quarter {
			y := m.endsYear()
			return t.in(y)
		}
	}
	return stretch{}
}

// resolveUnnamed is "the 12th" of the month under discussion, or "the half year".
func (x *discourse) resolveUnnamed(t term, f placed) stretch {
	if t.op == opHalf {
		if s, ok := x.topicOf(f, half); ok {
			return s
		}
		if !x.dated {
			return stretch{}
		}
		u := unitOf(half, x.published)
		return only(unit{half, u.n - 1})
	}
	if !x.dated {
		return stretch{}
	}
	month := unitOf(month, x.published)
	if s, ok := x.latest(); ok && len(x.past) > 0 && x.past[len(x.past)-1].block == f.block && s.smaller() <= 3 {
		month = unitOf(month.grain, s.lastDay())
		return only(unit{day, month.firstDay() + t.day - 1})
	}
	d := month.firstDay() + t.day - 1
	switch side := x.tense(f.form); {
	case side == futureTense && d < x.published:
		d = unit{month.grain, month.n + 1}.firstDay() + t.day - 1
	case side == pastTense && d > x.published, d > x.published+soonDays:
		month.n--
		d = month.firstDay() + t.day - 1
	}
	if d >= unitOf(month.grain, d).nextDay() || t.day > 28 && unitOf(month.grain, d).firstDay()+t.day-1 != d {
		return stretch{} // no 31st in that month
	}
	return only(unit{day, d})
}

// trailing is the span that ends with a month or day: months to a month's end,
// days to a day.
func (x *discourse) trailing(t term, f placed) stretch {
	end := x.resolveTerm(*t.inner, f)
	if end.empty() {
		return end
	}
	if t.grain <= week {
		days := t.count
		if t.grain == week {
			days *= 7
		}
		last := end.lastDay()
		return stretch{unit{day, last - days + 1}, unit{day, last}}
	}
	last := unitOf(month, end.lastDay())
	if _, _, d := civil(end.lastDay()); end.first.grain == day && d <= 7 {
		last.n-- // fiscal periods that end with a week run over by days
	}
	n := t.count * months[t.grain]
	return stretch{unit{month, last.n - n + 1}, last}.tidy()
}

// part is the count units at position n of a whole.
func part(t term, whole stretch) stretch {
	if t.grain == noGrain {
		return weekdayOfMonth(t, whole)
	}
	if t.grain == week {
		return weeksOf(t, whole)
	}
	if t.grain == quarter && t.count > 1 {
		t.grain, t.count = month, t.count*3
	}
	first, last := unitOf(t.grain, whole.firstDay()), unitOf(t.grain, whole.lastDay())
	var s stretch
	if t.n > 0 {
		s.first = unit{t.grain, first.n + t.n - 1}
		s.last = unit{t.grain, s.first.n + t.count - 1}
	} else {
		s.last = unit{t.grain, last.n + t.n + 1}
		s.first = unit{t.grain, s.last.n - t.count + 1}
	}
	if s.firstDay() < whole.firstDay() || s.lastDay() > whole.lastDay() {
		return stretch{}
	}
	return s.tidy()
}

// weeksOf counts weeks by ISO 8601: a week belongs to the period that holds its Thursday.
func weeksOf(t term, whole stretch) stretch {
	first, last := unitOf(week, whole.firstDay()+3), unitOf(week, whole.lastDay()-3)
	n := unit{week, first.n + t.n - 1}
	if t.n < 0 {
		n = unit{week, last.n + t.n + 2 - t.count}
	}
	return stretch{unit{day, n.firstDay()}, unit{day, unit{week, n.n + t.count - 1}.nextDay() - 1}}
}

func weekdayOfMonth(t term, whole stretch) stretch {
	d := whole.firstDay() + (t.day-weekdayOf(whole.firstDay())+7)%7 + (t.n-1)*7
	if t.n < 0 {
		d = whole.lastDay() - (weekdayOf(whole.lastDay())-t.day+7)%7 + (t.n+1)*7
	}
	if d < whole.firstDay() || d > whole.lastDay() {
		return stretch{}
	}
	return only(unit{day, d})
}

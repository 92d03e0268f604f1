package period

// deictic resolves what hangs on the day of publication.
func (x *discourse) deictic(t term, f placed) stretch {
	switch t.op {
	case opUnit:
		return x.unitFromNow(t)
	case opAgo:
		return x.ago(t, f)
	case opWeekday:
		return only(unit{day, x.weekday(t, f)})
	case opDayWord:
		return only(unit{day, x.published + t.n})
	case opToDate:
		return stretch{unit{day, unitOf(year, x.published).firstDay()}, unit{day, max(x.published-1, unitOf(year, x.published).firstDay())}}
	}
	return x.window(t)
}

func (x *discourse) unitFromNow(t term) stretch {
	if t.fiscal && t.grain == year && x.fiscalEnd != 0 {
		y, m, _ := civil(x.published)
		if m > x.fiscalEnd {
			y++
		}
		return x.fiscalYear(y + t.n)
	}
	u := unitOf(t.grain, x.published)
	u.n += t.n
	if t.count == workdays {
		return stretch{unit{day, u.firstDay()}, unit{day, u.firstDay() + workdays - 1}}
	}
	return only(u)
}

// ago counts back from publication. "A year ago" compares where a period is
// under discussion in its sentence or the one before.
func (x *discourse) ago(t term, f placed) stretch {
	if t.ahead && !x.note && x.tense(f.form) != futureTense {
		return stretch{}
	}
	if t.precise || t.grain <= week || x.note {
		return t.reach(x.published + t.day)
	}
	if t.n == -1 && t.grain == year || t.n == -12 && t.grain == month {
		if s, ok := x.topic(f); ok && (x.near(f) || x.lesser(f.form)) {
			return s.shift(-12)
		}
		return only(unitOf(month, addMonths(x.published, -12)))
	}
	u := unitOf(t.grain, x.published)
	if t.grain == decade {
		return only(unit{year, u.n*10 + x.publishedYearOnly()%10 + 10*t.n})
	}
	return only(unit{t.grain, u.n + t.n})
}

func (x *discourse) publishedYearOnly() int { y, _ := x.publishedYear(); return y }

// near says that a period was named in the form's sentence or the one before.
func (x *discourse) near(f placed) bool {
	for i := len(x.past) - 1; i >= 0; i-- {
		if m := x.past[i]; !m.aside {
			return m.block == f.block && m.sentence >= f.sentence-1
		}
	}
	return false
}

// addGrain moves a day by n units.
func addGrain(d int, g grain, n int) int {
	switch g {
	case day:
		return d + n
	case week:
		return d + 7*n
	}
	return addMonths(d, n*months[g])
}

// weekday is the last such day up to publication, or the next one where the
// sentence looks ahead.
func (x *discourse) weekday(t term, f placed) int {
	monday := x.published - weekdayOf(x.published) + 1
	back := (weekdayOf(x.published) - t.n + 7) % 7
	switch t.dir {
	case thisOne:
		return monday + t.n - 1 + 7*t.count
	case nextOne:
		return monday + t.n - 1 + 7
	case lastOne:
		if back == 0 {
			back = 7
		}
		return x.published - back
	}
	if x.tense(f.form) == futureTense {
		return x.published + (7-back+6)%7 + 1
	}
	return x.published - back
}

// window is the n units before or behind the day of publication.
func (x *discourse) window(t term) stretch {
	if t.grain == quarter && !t.run {
		u := unitOf(quarter, x.published)
		if t.n < 0 {
			return stretch{unit{quarter, u.n + t.n}, unit{quarter, u.n - 1}}
		}
		return stretch{unit{quarter, u.n + 1}, unit{quarter, u.n + t.n}}
	}
	far := addGrain(x.published, t.grain, t.n)
	if t.run { // "within five days" may be today
		if !x.note {
			return stretch{}
		}
		return stretch{unit{day, x.published}, unit{day, far - 1}}
	}
	if t.n < 0 {
		return stretch{unit{day, far}, unit{day, x.published - 1}}
	}
	return stretch{unit{day, x.published + 1}, unit{day, far}}
}

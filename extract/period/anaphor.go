package period

// anaphor resolves what hangs on the period under discussion.
func (x *discourse) anaphor(t term, f placed) stretch {
	switch t.op {
	case opShift:
		return x.shifted(t, f)
	case opStep:
		return x.stepped(t, f)
	case opSame:
		return x.sameAs(t, f)
	}
	return x.bareUnit(t, f)
}

// shifted is so many units before or after the period under discussion, at its
// granularity where the step is a year.
func (x *discourse) shifted(t term, f placed) stretch {
	s, ok := x.topic(f)
	if t.n > 0 {
		s, ok = x.latest()
	}
	if !ok {
		if !x.dated {
			return stretch{}
		}
		if x.note || t.months != 0 {
			return t.reach(x.published)
		}
		s = only(unitOf(month, x.published))
		if t.grain == year && t.n != -1 || t.grain > year {
			s = only(unitOf(year, x.published))
		}
		if t.grain <= week {
			s = only(unit{day, x.published})
		}
	}
	switch t.grain {
	case day, week:
		if ok && s.last.grain != day {
			return stretch{}
		}
		return t.reach(s.last.n)
	case year:
		if (t.n > 1 || t.n < -1) && s.smaller() <= month {
			return only(unit{year, s.endsYear() + t.n})
		}
		return s.shift(12 * t.n)
	case decade:
		return only(unit{year, s.endsYear() + 10*t.n})
	}
	n := t.n * months[t.grain]
	if ok && s.smaller() == year && n%12 != 0 {
		return stretch{} // eighteen months after a year is no month
	}
	if s.single() && s.first.grain > day && n%months[max(s.first.grain, month)] == 0 {
		return s.shift(n)
	}
	return only(unitOf(month, unitOf(month, s.lastDay()).firstDay())).shift(n)
}

// stepped is the unit so many steps from the one under discussion.
func (x *discourse) stepped(t term, f placed) stretch {
	s, ok := x.topic(f)
	if t.n > 0 {
		s, ok = x.latest()
	}
	if ok && s.single() && s.first.grain > t.grain || !ok {
		if of, found := x.topicOf(f, t.grain); found {
			s, ok = of, true
		} else if ok = x.dated; ok {
			s = only(unitOf(t.grain, x.published))
		}
	}
	if !ok {
		return stretch{}
	}
	if t.fiscal && t.grain == year && x.dated {
		t.op = opUnit
		return x.unitFromNow(t)
	}
	if t.grain == day && (!ok || s.last.grain != day || t.n > 0 && len(x.past) > 0 && x.past[len(x.past)-1].sentence < f.sentence-1) {
		return stretch{}
	}
	u := unitOf(t.grain, s.lastDay())
	return only(unit{t.grain, u.n + t.n})
}

// sameAs is the period under discussion, in the year that the words name.
func (x *discourse) sameAs(t term, f placed) stretch {
	s, ok := x.topic(f)
	if t.grain != noGrain && (!ok || !s.single() || s.first.grain != t.grain) {
		if of, found := x.topicOf(f, t.grain); found {
			s, ok = of, true
		} else if ok && s.smaller() > t.grain {
			ok = false
		}
	}
	if !ok {
		if !x.dated {
			return stretch{}
		}
		g := max(t.grain, month)
		if t.grain == day {
			g = day
		}
		s = only(unitOf(g, x.published))
		if g >= quarter && g < year {
			s = only(unit{g, s.first.n - 1})
		}
	}
	if t.when.kind == noYear {
		return s
	}
	y := s.endsYear()
	var to int
	switch t.when.kind {
	case topicYear:
		to = y + t.when.n
	default:
		if to, ok = x.yearOf(t.when, f); !ok {
			return stretch{}
		}
		if to == y && t.when.n == -1 {
			to--
		}
	}
	return s.shift(12 * (to - y))
}

// bareUnit is "the year", "the quarter": the one under discussion, or ahead the
// one of publication.
func (x *discourse) bareUnit(t term, f placed) stretch {
	if t.fiscal {
		for i := len(x.past) - 1; i >= 0; i-- {
			if s := x.past[i].stretch; s.first.grain == month && s.last.n-s.first.n == 11 {
				return s
			}
		}
	}
	ahead := x.dated && x.tense(f.form) == futureTense
	if !ahead {
		for i := len(x.past) - 1; i >= 0 && x.past[i].block == f.block; i-- {
			if m := x.past[i]; !m.aside && !m.over && m.smaller() <= t.grain {
				return only(unitOf(t.grain, m.lastDay()))
			}
		}
		if s, ok := x.topicOf(f, t.grain); ok && t.grain != year {
			return s
		}
	}
	if x.dated {
		u := unitOf(t.grain, x.published)
		if _, m, _ := civil(x.published); t.grain == year && !ahead && t.edge && m <= 4 {
			u.n-- // the year whose results are being told
		}
		return only(u)
	}
	if s, ok := x.topic(f); ok {
		return only(unitOf(t.grain, s.lastDay()))
	}
	return stretch{}
}

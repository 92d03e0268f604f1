package period

// offset reads the day that a length before token i counts from: "two weeks
// after Christmas", "3 days starting from next Monday", "three days from
// Tuesday on Friday". The length is t's.
func (r *reader) offset(t term, i int) (term, int) {
	sign := 1
	t.op, t.backs = opOffset, false
	switch r.form(i) {
	case "before":
		sign = -1
	case "after", "since", "from", "following":
	case "starting", "beginning":
		t.run = true
		if r.form(i+1) == "on" || r.form(i+1) == "from" {
			i++
		}
	default:
		return term{}, 0
	}
	if _, n := r.dayRange(i + 1); n > 0 {
		return term{}, 0 // three days, from November 10th to 12th
	}
	c, next := r.term(i + 1)
	if next == 0 || !dated(c) && c.op != opFestival || c.when.kind == topicYear {
		return term{}, 0
	}
	if _, n := r.rangeEnd(c, i+1, next); n > 0 {
		return term{}, 0
	}
	t.n, t.months, t.inner = sign*t.n, sign*t.months, &c
	if d := r.at(next + 1); r.form(next) == "on" && d.is(isWeekday) && !t.run {
		t.on, next = int(d.value), next+2
	}
	return t, next
}

// weekdayBehind reads "third Tuesday after Christmas".
func (r *reader) weekdayBehind(i int, _ bool) (term, int) {
	n, j := r.ordinalWords(i)
	d := r.at(j)
	if j == 0 || !d.is(isWeekday) || r.form(j+1) != "after" && r.form(j+1) != "before" {
		return term{}, 0
	}
	t, next := r.offset(term{n: n}, j+1)
	t.day = int(d.value)
	return t, next
}

// offset resolves a length from a day, at the granularity of what it counts
// from where both are months and more.
func (x *discourse) offset(t term, f placed) stretch {
	s := x.resolveTerm(*t.inner, f)
	switch {
	case s.empty():
		return s
	case t.day > 0:
		return weekdayFrom(s, t.day, t.n)
	case t.grain > week && s.single() && s.first.grain >= month && t.months == 0 && !t.run:
		return s.shift(t.n * months[t.grain])
	}
	from := s.firstDay()
	if t.run && t.on > 0 { // the week of that day
		from -= (weekdayOf(from) - t.on + 7) % 7
	}
	return t.reach(from)
}

// weekdayFrom is the n-th weekday behind a stretch, or before it.
func weekdayFrom(s stretch, weekday, n int) stretch {
	if n < 0 {
		d := s.firstDay() - 1
		return only(unit{day, d - (weekdayOf(d)-weekday+7)%7 + 7*(n+1)})
	}
	d := s.nextDay()
	return only(unit{day, d + (weekday-weekdayOf(d)+7)%7 + 7*(n-1)})
}

// reach is the day that lies the term's length from another, or the days up to it.
func (t *term) reach(from int) stretch {
	d := addGrain(addMonths(from, t.months), t.grain, t.n)
	switch {
	case t.run && d > from:
		return stretch{unit{day, from}, unit{day, d - 1}}
	case t.on > 0: // weeks start on Sunday where a weekday is named this way
		d += t.on%7 - weekdayOf(d)%7
	}
	return only(unit{day, d})
}

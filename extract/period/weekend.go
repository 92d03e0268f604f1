package period

// weekend reads "weekend", "the weekend", "weekend of Thanksgiving 2023".
func (r *reader) weekend(i int, _ bool) (term, int) {
	if r.at(i-1).is(isEvery) || r.form(i-1) == "that" {
		return term{}, 0
	}
	t := term{op: opWeekend}
	if r.form(i+1) == "of" {
		if c, n := r.term(i + 2); n > 0 && (c.op == opFestival || c.op == opDay) {
			t.inner = &c
			return t, n
		}
	}
	return t, i + 1
}

// weekend is Saturday and Sunday, with the days between them and a day off.
func (x *discourse) weekend(t term, f placed) stretch {
	if t.inner != nil {
		s := x.resolveTerm(*t.inner, f)
		if s.empty() || s.last.grain != day {
			return stretch{}
		}
		off := s.firstDay()
		saturday := off + 6 - weekdayOf(off)
		if weekdayOf(off) <= 2 { // Monday and Tuesday follow theirs
			saturday -= 7
		}
		return stretch{unit{day, min(off, saturday)}, unit{day, max(off, saturday+1)}}
	}
	if !x.dated {
		return stretch{}
	}
	saturday := x.published - weekdayOf(x.published) + 6 + 7*t.n
	if t.dir == anyDirection && saturday > x.published && x.tense(f.form) == pastTense {
		saturday -= 7
	}
	return stretch{unit{day, saturday}, unit{day, saturday + 1}}
}

// century reads "the 21st century".
func (r *reader) century(i int, _ bool) (term, int) {
	n, j := r.ordinalWords(i)
	if j == 0 || r.form(j) != "century" || n < 10 || n > 30 {
		return term{}, 0
	}
	return term{op: opCentury, n: 100 * (n - 1)}, j + 1
}

// weekOf reads "week of September 15th" and "week beginning February 4, 2019"
// in a note; in an article the day counts by itself.
func (r *reader) weekOf(i int) (term, int) {
	if !r.note || r.at(i).value != int32(week) || r.at(i).is(isPlural) {
		return term{}, 0
	}
	t := term{op: opOffset, grain: week, n: 1, run: true}
	switch r.form(i + 1) {
	case "of":
		t.on = 1
	case "beginning", "starting", "commencing":
	default:
		return term{}, 0
	}
	c, n := r.term(r.skipForm(i+2, "on"))
	if n == 0 || c.op != opDay {
		return term{}, 0
	}
	t.inner = &c
	return t, n
}

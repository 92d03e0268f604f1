package period

import "marketfigures/extract/text"

// dayRange reads ranges whose first end lacks its month: "3 to 5 January",
// "June 10-12, 2015", "November 11 and 16" behind "between".
func (r *reader) dayRange(i int) (form, int) {
	j := r.skip(i, isThe)
	w := r.at(j)
	between := r.at(i - 1).is(isBetween)
	link := func(k int) bool { return r.at(k).is(isTo) || between && r.at(k).is(isAnd) }
	switch {
	case w.is(isNumber) && r.form(j+1) == "/" && (between || r.fromBefore(i)):
		from, n := r.slashDay(j)
		if n == 0 || !link(n) {
			return form{}, 0
		}
		to, m := r.slashDay(n + 1)
		if m == 0 || from.day == to.day && to.n < to.day && !r.at(r.skipForm(m, ",")).is(isYear) { // between 1/4 and 3/4 of them
			return form{}, 0
		}
		to.when, m = r.yearAfter(m)
		return form{from: from, to: &to, second: n + 1}, m
	case w.is(isNumber|isOrdinal) && (w.width <= 2):
		d, n := r.plainDay(j)
		if n == 0 || !link(n) {
			return form{}, 0
		}
		t, m := r.dayMonth(r.skip(n+1, isThe), false)
		if m == 0 || t.op != opDay || r.joined(j) && j > r.begin {
			return form{}, 0
		}
		from := t
		from.day = d
		return form{from: from, to: &t, second: n + 1}, m
	case w.is(isMonth):
		k := j + 1
		if r.form(k) == "." && r.joined(k) {
			k++
		}
		d, n := r.dayNumber(k)
		if n == 0 || !link(n) {
			return form{}, 0
		}
		d2, m := r.dayNumber(n + 1)
		if m == 0 || r.at(m).is(isMonth) || d2 <= d && r.at(n+1).is(isNumber) {
			return form{}, 0
		}
		to := term{op: opDay, n: int(w.value), day: d2}
		to.when, m = r.yearAfter(m)
		from := to
		from.day = d
		return form{from: from, to: &to, second: n + 1}, m
	}
	return form{}, 0
}

func (r *reader) plainDay(i int) (d, next int) {
	if d, n := r.ordinalWords(i); n > 0 {
		return d, n
	}
	w := r.at(i)
	if !w.is(isNumber) || w.width > 2 || w.value < 1 || w.value > 31 {
		return 0, 0
	}
	next = i + 1
	if r.joined(next) && r.at(next).is(isSuffix) {
		next++
	}
	return int(w.value), next
}

// rangeEnd reads the second half of a range behind a term that took the tokens
// [start, i).
func (r *reader) rangeEnd(from term, start, i int) (term, int) {
	w := r.at(i)
	if from.op == opMonth && from.when.kind == noYear && w.is(isAnd) && r.at(i+1).is(isMonth) && int(r.at(i+1).value) == from.n+1 {
		if to, n := r.monthDay(i + 1); n > 0 && to.op == opMonth && to.when.kind == givenYear {
			return to, n // July and August 2019: one run of time
		}
	}
	between := r.at(start-1).is(isBetween) || r.at(start-1).is(isThe) && r.at(start-2).is(isBetween)
	if !w.is(isTo) && !(between && w.is(isAnd)) || !dated(from) {
		return term{}, 0
	}
	dash := r.d.Tokens[i].Kind != text.Word
	if dash && from.op == opYear && r.joined(i) {
		// 2014-15: the end of the range in two digits
		if y := r.at(i + 1); r.joined(i+1) && y.is(isNumber) && y.width == 2 && from.when.kind == givenYear && int(y.value) > from.when.n%100 && int(y.value) < from.when.n%100+maxYears && !r.at(i+2).is(isMeasured) {
			return term{op: opYear, when: when{givenYear, from.when.n/100*100 + int(y.value)}}, r.suffixed(i + 2)
		}
	}
	if r.form(i+1) == "now" && !dash {
		return term{op: opDayWord}, i + 2
	}
	to, n := r.term(i + 1)
	if k := r.skipPoint(i + 2); from.op == opMonth && r.at(i+1).is(isMonth) && (r.at(k).value == int32(quarter) && r.at(k).is(isUnit) || r.at(k).is(isPeriod)) {
		// July-September quarter: the months first, then what they make up
		to = term{op: opMonth, n: int(r.at(i + 1).value)}
		to.when, n = r.yearAfter(k + 1)
		return to, n
	}
	if n == 0 || !dated(to) {
		return term{}, 0
	}
	if dash && from.op != to.op && !(from.op == opMonth && to.op == opDay) || dash && r.d.Tokens[i].Space && from.op != opYear && from.op != opMonth && from.op != opDay && from.op != opQuarter {
		return term{}, 0
	}
	if from.op == opYear && to.op != opYear && !r.fromBefore(start) && !between && r.form(i) != "through" {
		return term{}, 0
	}
	if from.op == opYear && from.when.kind == pubYear && to.when.kind == pubYear {
		return term{}, 0
	}
	return to, n
}

// maxYears is how far the second year of 2014-15 may lie from the first.
const maxYears = 25

func (r *reader) fromBefore(start int) bool { return r.form(start-1) == "from" }

// dated says that a term may be an end of a range.
func dated(t term) bool {
	if t.recurs {
		return false
	}
	switch t.op {
	case opYear, opMonth, opDay, opQuarter, opHalf:
		return true
	case opWeekday, opDayWord, opUnit:
		return true
	}
	return false
}

// shareYears gives the members of a list the year that its last one names: "in
// June and November 2013", "Q1, Q2 and Q3 2014".
func (r *reader) shareYears(forms []placed) {
	for i := len(forms) - 2; i >= 0; i-- {
		f, after := &forms[i], &forms[i+1]
		if after.first != f.last+1 || f.to != nil || after.to != nil || !f.from.floats() ||
			f.from.op != after.from.op || after.from.when.kind != givenYear || f.from.n > after.from.n {
			continue
		}
		switch r.d.Words[f.last] {
		case "and", "or", "&", ",":
			f.from.when = after.from.when
		}
	}
}

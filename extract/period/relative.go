package period

import "marketfigures/extract/text"

// relative reads "last year", "this January", "last November 11", "next month",
// "the previous quarter", "the following year", "last Tuesday", "last night",
// "the next three days", "last year's fourth quarter".
func (r *reader) relative(i int, the bool) (term, int) {
	w := r.at(i)
	j := r.skip(i+1, isFiscal)
	fiscal := j > i+1
	j = r.skipForm(j, "calendar")
	if r.at(j).is(isWorking) && r.form(j+1) == "week" {
		return term{op: opUnit, grain: week, n: int(w.value), count: workdays}, j + 2
	}
	u := r.at(j)
	dir := thisOne
	switch {
	case w.is(isLast | isPrevious):
		dir = lastOne
	case w.is(isNext | isFollowing):
		dir = nextOne
	}
	if t, n := r.slashDay(j); n > 0 && j == i+1 {
		t.dir = dir
		return t, n
	}
	if u.is(isFestival) && !w.is(isFollowing) {
		if t, n := r.festival(j, false); n > 0 {
			if t.when.kind == noYear {
				t.dir = dir
			}
			return t, n
		}
	}
	switch {
	case u.is(isWeekend):
		return term{op: opWeekend, n: int(w.value), dir: dir}, j + 1
	case u.is(isMonth) && !w.is(isFollowing):
		if t, n := r.monthDay(j); n > 0 && r.capital(j) {
			if t.op != opQuarter && t.when.kind == noYear {
				t.dir = dir
			}
			return t, n
		}
	case u.is(isWeekday) || u.is(isWeekdayShort) && r.capital(j):
		t, n := r.weekday(j, false)
		if n > 0 && t.op == opWeekday {
			if t.dir = dir; w.is(isPrevious) {
				t.dir, t.count = thisOne, -1 // of the week before
			}
		} else if n > 0 && t.op == opDay && t.when.kind == noYear {
			t.dir = thisOne // this Friday 5/12
		}
		return t, n
	case u.is(isDayPart) && w.is(isThis|isLast):
		return term{op: opDayWord, n: int(w.value), said: true}, j + 1
	case r.form(j) == "fortnight" && w.is(isLast|isNext):
		return term{op: opWindow, grain: week, n: 2 * int(w.value)}, j + 1
	case u.is(isUnit) && !u.is(isPlural):
		return r.relativeUnit(i, j+1, grain(u.value), fiscal, the)
	case u.is(isNumber|isCardinal) && w.is(isLast|isNext|isPrevious|isFollowing) && !u.is(isArticle) && !(w.is(isLast) && r.at(i-1).is(isFuture)):
		if n, k := r.cardinal(j); k > 0 && r.at(k).is(isUnit) && r.at(k).value != int32(half) {
			within := r.form(i-1) == "within" || the && r.form(i-2) == "within"
			return term{op: opWindow, grain: grain(r.at(k).value), n: n * int(w.value), run: within}, k + 1
		}
	}
	return term{}, 0
}

// workdays are the days of a working week.
const workdays = 5

// dayOfWeek reads the weekday behind a week: "last week on Friday", "previous
// week - Monday".
func (r *reader) dayOfWeek(i int, steps int32) (term, int) {
	k := i
	switch r.form(k) {
	case ",", "on", "-":
		k = r.skipForm(k+1, "on")
	}
	if d := r.at(k); d.is(isWeekday) && r.capital(k) {
		return term{op: opWeekday, n: int(d.value), count: int(steps), dir: thisOne, said: true}, k + 1
	}
	return term{}, 0
}

func (r *reader) relativeUnit(i, next int, g grain, fiscal, the bool) (term, int) {
	w := r.at(i)
	if g == week {
		if t, n := r.dayOfWeek(next, w.value); n > 0 {
			return t, n
		}
	}
	if w.is(isPrevious | isFollowing) {
		return term{op: opStep, grain: g, n: int(w.value), backs: w.is(isPrevious), fiscal: fiscal}, next
	}
	if g == half || g == decade && !r.note {
		return term{}, 0
	}
	if g == day && w.is(isNext) && the {
		return term{op: opStep, grain: day, n: 1}, next
	}
	t := term{op: opUnit, grain: g, n: int(w.value), fiscal: fiscal}
	if g == day || r.form(i) == "past" || r.form(i) == "coming" {
		return term{}, 0
	}
	if the && !w.is(isThis) && !fiscal && g != quarter && g != decade { // over the last year: a length of time
		return term{op: opWindow, grain: g, n: int(w.value)}, next
	}
	t.said = !the
	if g == year && (r.form(next) == "'s" || r.form(next) == "'") {
		k := r.skipForm(r.skipForm(next, "'s"), "'")
		for _, read := range []func(*reader, int, bool) (term, int){(*reader).quarterOf, (*reader).quarterCode, (*reader).monthFirst, (*reader).partOf} {
			if !r.at(k).is(isOrdinal | isQuarter | isHalf | isMonth) {
				break
			}
			if q, n := read(r, k, true); n > 0 && q.when.kind == noYear && q.inner == nil {
				q.when = when{pubYear, int(w.value)}
				return q, n
			}
		}
	}
	return t, next
}

// distance reads "two years ago", "a year earlier", "half a year later", "the
// year before", "year-earlier quarter", "a year ago today".
func (r *reader) distance(i int, the bool) (term, int) {
	w := r.at(i)
	if w.is(isUnit) && !w.is(isPlural) {
		if w.value == int32(half) {
			j := r.skipForm(r.skip(i+1, isArticle), "-")
			if r.form(j) == "year" {
				return r.distanceFrom(i, j+1, length{n: 6, grain: month})
			}
			return term{}, 0
		}
		if r.form(i+1) == "-" && r.at(i+2).is(isAgo|isEarlier) {
			u := r.at(i + 3)
			n := i + 3
			if u.is(isUnit | isPeriod) {
				n++
			}
			return term{op: opShift, grain: grain(w.value), n: -1, backs: true}, n
		}
		if the || r.at(i+1).is(isLater) && r.form(i+2) == "next" {
			return r.stepWord(i)
		}
		return term{}, 0
	}
	if the {
		return term{}, 0
	}
	n, j := r.cardinal(i)
	if j == 0 {
		return term{}, 0
	}
	if s := r.at(j); s.is(isLast|isNext) && r.at(j+1).is(isPlural) { // the 5 past years
		return term{op: opWindow, grain: grain(r.at(j + 1).value), n: n * int(s.value), said: true}, j + 2
	}
	if d := r.weekdays(j); d > 0 {
		return r.weekdaysFrom(d, n, j+1)
	}
	extra := 0 // "one and a half years"
	if r.form(j) == "and" && r.form(j+1) == "a" && r.form(j+2) == "half" && r.at(j+3).value == int32(year) {
		extra, j = 6, j+3
	}
	j = r.skipForm(j, "-")
	u := r.at(j)
	if !u.is(isUnit) || u.value == int32(half) {
		return term{}, 0
	}
	g := grain(u.value)
	if extra > 0 {
		n, g = n*12+extra, month
	}
	if r.form(j) == "fortnight" {
		n *= 2
	}
	j++
	if g == year && r.form(j) == "and" && r.form(j+1) == "a" && r.form(j+2) == "half" {
		n, g, j = n*12+6, month, j+3
	}
	l := length{n: n, grain: g, one: w.is(isArticle) || r.form(i) == "one"}
	if more, next := r.compound(l, j); next > j {
		if t, n := r.distanceFrom(i, next, more); n > 0 {
			return t, n
		}
	}
	return r.distanceFrom(i, j, l)
}

// weekdays is the weekday whose plural stands at token i, 0 where none does.
func (r *reader) weekdays(i int) int {
	f := r.form(i)
	if len(f) < 7 || f[len(f)-1] != 's' {
		return 0
	}
	if w := r.v.singular(f); w.is(isWeekday) {
		return int(w.value)
	}
	return 0
}

// weekdaysFrom reads the words behind "two Mondays": "ago", "from now".
func (r *reader) weekdaysFrom(weekday, n, i int) (term, int) {
	t := term{op: opOffset, day: weekday, n: n, inner: &term{op: opDayWord}}
	switch {
	case r.at(i).is(isAgo):
		t.n = -n
		return t, i + 1
	case r.form(i) == "from" && (r.form(i+1) == "now" || r.form(i+1) == "today"):
		return t, i + 2
	}
	return term{}, 0
}

// length is how long something takes: n units, and months beside them.
type length struct {
	n, months int
	grain     grain
	one       bool // one unit
}

// compound adds the smaller units behind a length that ends before token j: "2
// years 1 month 21 days", "2 weeks and 2 days".
func (r *reader) compound(l length, j int) (length, int) {
	next := j
	smallest := l.grain
	sum := length{grain: day}
	add := func(n int, g grain) {
		switch g {
		case day, week:
			sum.n += addGrain(0, g, n)
		default:
			sum.months += n * months[g]
		}
	}
	add(l.n, l.grain)
	for {
		k := r.skip(r.skipForm(next, ","), isAnd)
		n, m := r.cardinal(k)
		u := r.at(m)
		if m == 0 || !u.is(isUnit) || grain(u.value) >= smallest || u.value == int32(half) || u.value == int32(quarter) {
			return sum, next
		}
		smallest = grain(u.value)
		add(n, smallest)
		next = m + 1
	}
}

// distanceFrom reads the words behind a length in tokens [start, i) that say
// from where it counts, and to which side.
func (r *reader) distanceFrom(start, i int, l length) (term, int) {
	w := r.at(i)
	t := term{op: opShift, grain: l.grain, n: l.n, months: l.months}
	switch f := r.form(i); {
	case w.is(isAgo):
		t.op, t.n, t.months, t.backs = opAgo, -l.n, -l.months, true
		if d := r.at(i + 1); d.is(isDayWord) && r.form(i+1) == "today" {
			t.precise = true
			i++
		} else if r.form(i+1) == "this" && r.at(i+2).is(isUnit) && r.at(i+2).value <= int32(month) {
			i += 2
		}
	case w.is(isEarlier):
		if o, n := r.offset(t, i); n > 0 {
			return o, n
		}
		if f == "previously" || f == "before" && r.objectAt(i+1) && !(r.at(i+1).is(isSubject) && r.clauseStarts(i)) {
			return term{}, 0
		}
		t.n, t.months, t.backs = -l.n, -l.months, true
	case w.is(isLater):
		if o, n := r.offset(t, i); n > 0 {
			return o, n
		}
		if f == "after" && r.objectAt(i+1) || f == "after" && !r.stops(i+1) {
			return term{}, 0
		}
	case f == "on" && l.one && r.opensSentence(i-2) && !r.objectAtStrict(i+1):
	case f == "hence", f == "from" && r.form(i+1) == "now":
		t.op = opAgo
		i = r.skipForm(i, "from")
	case f == "from" && r.at(i+1).is(isDayWord):
		t.op, t.day, t.precise = opAgo, int(r.at(i+1).value), true
		t.run = r.form(start-1) == "for"
		i++
	case f == "starting" || f == "beginning" || f == "from" || f == "since" || f == "following":
		t.run = r.form(start-1) == "for" || r.form(start-1) == "within"
		return r.offset(t, i)
	case r.form(start-1) == "within" && f != "of":
		t.op, t.run = opWindow, true
		i--
	case r.form(start-1) == "in" && (r.stops(i) || f == "time"):
		t.op, t.ahead = opAgo, true
		if f == "'" && r.form(i+1) == "time" {
			i++
		} else if f != "time" {
			i--
		}
	default:
		return term{}, 0
	}
	return t, i + 1
}

// objectAt says that "before" or "after" governs what follows: "two years
// before the launch", "three days after it opened".
func (r *reader) objectAt(i int) bool {
	w := r.at(i)
	if w.is(isThe|isOwner|isThis|isArticle|isNumber|isMonth|isYear) || r.form(i) == "that" || r.form(i) == "it" || r.form(i) == "he" || r.form(i) == "they" {
		return true
	}
	return i < r.end && r.d.Tokens[i].Kind == text.Word && r.capital(i)
}

// opens says that token i opens a clause.
func (r *reader) opens(i int) bool {
	return i <= r.begin || r.capital(i) || r.d.Tokens[i-1].Kind == text.Symbol && r.form(i-1) != "-"
}

// clauseStarts says that a clause starts with the distance that ends at token i:
// "half a year before it was 25%".
func (r *reader) clauseStarts(i int) bool {
	for j := i - 1; j >= i-4; j-- {
		if j < r.begin {
			return true
		}
		if !r.at(j).is(isUnit | isCardinal | isNumber) {
			return r.d.Tokens[j].Kind == text.Symbol && r.form(j) != "-"
		}
	}
	return false
}

func (r *reader) objectAtStrict(i int) bool {
	w := r.at(i)
	return w.is(isThe|isOwner|isThis|isArticle|isMoney) && r.form(i) != "the"
}

// stops says that a clause ends before token i.
func (r *reader) stops(i int) bool { return i >= r.end || r.d.Tokens[i].Kind != text.Word }

func (r *reader) opensSentence(i int) bool {
	return i == r.begin || i > r.begin && i < r.end && r.capital(i)
}

// stepWord reads "the year before", "the quarter before", "the year before last".
func (r *reader) stepWord(i int) (term, int) {
	u := r.at(i)
	g := grain(u.value)
	switch w := r.at(i + 1); {
	case g == day && w.is(isEarlier|isLater) && r.at(i+2).is(isDayWord):
		return term{op: opDayWord, n: 2 * int(r.at(i+2).value), said: true}, i + 3
	case w.is(isEarlier) && r.form(i+2) == "last" && r.form(i+1) == "before":
		return term{op: opUnit, grain: g, n: -2}, i + 3
	case w.is(isEarlier) && r.form(i+1) != "previously" && (r.form(i+1) != "before" || !r.objectAt(i+2) || r.at(i+2).is(isSubject) && r.opens(i-1)):
		if g == day && r.form(i+1) == "before" && !r.stops(i+2) {
			return term{}, 0
		}
		if g == year {
			return term{op: opShift, grain: year, n: -1, backs: true}, i + 2
		}
		return term{op: opStep, grain: g, n: -1, backs: true}, i + 2
	case w.is(isLater) && r.form(i+2) == "next":
		return term{op: opUnit, grain: g, n: 2}, i + 3
	case w.is(isLater) && !r.objectAt(i+2) && r.stops(i+2):
		return term{op: opStep, grain: g, n: 1}, i + 2
	}
	return term{}, 0
}

// same reads "same period last year", "same quarter of 2015", "same three
// months of 2018", "same day this year"; bare "same period" too.
func (r *reader) same(i int, _ bool) (term, int) {
	j := i + 1
	if _, n := r.cardinal(j); n > 0 && r.at(n).is(isUnit) {
		j = n
	}
	u := r.at(j)
	if !u.is(isUnit|isPeriod) || u.is(isUnit) && u.value == int32(decade) {
		return term{}, 0
	}
	t := term{op: opSame, grain: grain(u.value), backs: true}
	if u.is(isPlural) || !u.is(isUnit) {
		t.grain = noGrain
	}
	next := j + 1
	k := r.skip(next, isOf)
	if f := r.form(k); f == "the" && r.at(k+1).is(isPrevious|isFollowing|isUnit) || f != "the" {
		if w, n := r.yearAfter(next); n > next && w.kind != noYear {
			t.when = w
			return t, n
		}
	}
	if r.form(j) == "time" || r.form(j) == "term" {
		return term{}, 0
	}
	return t, next
}

// dayWord reads "yesterday", "today", "tomorrow morning".
func (r *reader) dayWord(i int, _ bool) (term, int) {
	w := r.at(i)
	if !w.is(isDayWord) || r.form(i+1) == "'s" && w.value == 0 {
		return term{}, 0
	}
	return term{op: opDayWord, n: int(w.value)}, r.skip(i+1, isDayPart)
}

// weekday reads "Monday", "Monday, March 3", "Thursday of last week".
func (r *reader) weekday(i int, _ bool) (term, int) {
	w := r.at(i)
	if !r.capital(i) && !w.is(isWeekday) || r.at(i-1).is(isEvery|isCardinal) || r.partOfName(i) || r.recurring(i+1) {
		return term{}, 0
	}
	next := i + 1
	short := !w.is(isWeekday)
	if short && r.form(next) == "." && r.joined(next) {
		next++
	}
	j := r.skipForm(next, ",")
	if t, n := r.slashDay(j); n > 0 {
		return t, n
	}
	j = r.skip(j, isThe)
	if d := r.at(j); d.is(isMonth | isNumber | isOrdinal) {
		if t, n := r.monthDay(j); n > 0 && t.op == opDay {
			return t, n
		}
		if t, n := r.dayMonth(j, false); n > 0 {
			return t, n
		}
		if t, n := r.numeric(j, false); n > 0 && t.op == opDay {
			return t, n
		}
	}
	if short {
		return term{}, 0
	}
	if d, n := r.ordinalWords(j); n > 0 && r.at(j-1).is(isThe) && r.stops(n) {
		return term{op: opDay, day: d}, n // Wednesday the thirty-first
	}
	if d := r.at(j); d.is(isNumber | isCardinal) { // Monday two weeks from now
		if t, n := r.distance(j, false); n > 0 && (t.op == opAgo || t.op == opOffset) && t.n > 0 {
			t.on = int(w.value)
			return t, n
		}
	}
	t := term{op: opWeekday, n: int(w.value)}
	j = r.skipForm(next, "of")
	if s := r.at(j); s.is(isThis|isLast|isNext) && r.form(j+1) == "week" {
		t.dir, t.count = thisOne, int(s.value)
		t.said = true
		return t, j + 2
	}
	return t, r.skip(next, isDayPart)
}

// slashDay reads 5/12, month first, where the words before promise a day.
func (r *reader) slashDay(i int) (term, int) {
	m, d := r.at(i), r.at(i+2)
	if r.form(i+1) != "/" || !m.is(isNumber) || !d.is(isNumber) || !r.joined(i+1) || !r.joined(i+2) ||
		m.value < 1 || m.value > 12 || d.value < 1 || int(d.value) > daysIn(2000, int(m.value)) || r.form(i+3) == "/" && r.joined(i+3) {
		return term{}, 0
	}
	return term{op: opDay, n: int(m.value), day: int(d.value)}, i + 3
}

// partOfName says that a capitalised word stands before: Black Friday, the
// Friday Seven.
func (r *reader) partOfName(i int) bool {
	if i == r.begin || !r.d.Tokens[i].Space || r.d.Tokens[i-1].Kind != text.Word {
		return false
	}
	before := r.at(i - 1)
	if before.is(isThe) {
		return r.capital(i + 1)
	}
	return r.capital(i-1) && !before.is(isLicence|isOf|isTo|isCompare|isLast|isThis|isNext|isEdge)
}

// recurring says that a plural part of the day follows: "on Monday nights".
func (r *reader) recurring(i int) bool {
	f := r.form(i)
	return len(f) > 4 && f[len(f)-1] == 's' && r.v.singular(f).is(isDayPart)
}

// bare reads anaphors: "the quarter", "that year"; and "the 12th".
func (r *reader) bare(i int, the bool) (term, int) {
	w := r.at(i)
	that := r.form(i-1) == "that"
	if w.is(isFiscal) && (the || that) && r.form(i+1) == "year" {
		return term{op: opBare, grain: year, fiscal: true}, i + 2
	}
	if w.is(isUnit) && !w.is(isPlural) && (the || that) {
		g := grain(w.value)
		if f := r.form(i - 3); (g == week || g == decade) && (f == "rest" || f == "remainder") && r.form(i-2) == "of" {
			return term{op: opUnit, grain: g}, i + 1
		}
		if g < month || g > year || g == half {
			return term{}, 0
		}
		if g == quarter && r.form(i+1) == "of" && r.form(i-1) != "that" {
			return term{}, 0
		}
		t := term{op: opBare, grain: g}
		if f := r.form(i + 1); f == "is" || f == "was" {
			switch r.form(i + 2) {
			case "out", "over", "up", "done", "through":
				t.said = true
				return t, i + 3
			}
		}
		return t, i + 1
	}
	if d, n := r.ordinalWords(i); n > 0 && the && r.form(n) == "of" && d <= 31 {
		if m, next := r.term(n + 1); next > 0 && (m.op == opUnit || m.op == opStep) && m.grain == month { // the 20th of next month
			return term{op: opPart, grain: day, n: d, count: 1, inner: &m}, next
		}
	}
	if w.is(isNumber) && the && w.width <= 2 && w.value >= 1 && w.value <= 31 && r.joined(i+1) && r.at(i+1).is(isSuffix) {
		switch r.form(i - 2) {
		case "on", "by", "until", "from", "to", "till", "since", "before", "after", "through":
		default:
			return term{}, 0
		}
		if n := r.at(i + 2); i+2 < r.end && r.d.Tokens[i+2].Kind == text.Word && !r.capital(i+2) &&
			!n.is(isPast|isFuture|isAnd|isOf|isTo|isCompare|isThe|isThis|isLast|isLicence|isArticle|isSubject) {
			return term{}, 0
		}
		if r.form(i+2) == "of" && r.at(i+3).is(isEvery) {
			return term{}, 0
		}
		return term{op: opDay, day: int(w.value)}, i + 2
	}
	if w.is(isCardinal) && (w.value == 2 || w.value == 19 || w.value == 20) && !the && r.at(i-1).is(isOf) {
		if y, n := r.spelledYear(i); n > 0 {
			return term{op: opYear, when: when{givenYear, y}}, n
		}
	}
	if w.is(isOrdinal) && the && w.value <= 4 && r.stopsLoosely(i+1) {
		return term{op: opQuarter, n: int(w.value), recurs: true}, i + 1
	}
	return term{}, 0
}

// stopsLoosely says that no noun follows.
func (r *reader) stopsLoosely(i int) bool {
	if r.stops(i) {
		return true
	}
	switch r.form(i) {
	case "but", "and", "to", "with", "by", "from", "when", "while", "would", "will", "was", "were", "had", "is":
		return true
	}
	return false
}

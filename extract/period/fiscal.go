package period

// whole reads "the whole of 2014", "full year 2016", "the full year", "the
// half year", "the month of June", "the year 2014".
func (r *reader) whole(i int, the bool) (term, int) {
	w := r.at(i)
	if w.is(isWhole) {
		if r.form(i+1) == "of" {
			t, n := r.term(i + 2)
			return t, n
		}
		j := i + 1
		dash := r.form(j) == "-"
		if dash {
			j++
		}
		fiscal := r.at(j).is(isFiscal)
		j = r.skip(j, isFiscal)
		u := r.at(j)
		if !u.is(isUnit) || u.is(isPlural) {
			return term{}, 0
		}
		g := grain(u.value)
		if g == year {
			if y, n := r.yearNumber(r.skip(j+1, isOf)); n > 0 {
				return term{op: opYear, when: when{givenYear, y}, fiscal: fiscal}, n
			}
			if t, n := r.trailing(j, the); n > 0 {
				return t, n
			}
		}
		if !the && i == r.begin || g < month || g > year {
			return term{}, 0
		}
		return term{op: opBare, grain: g, said: the && !dash, edge: true}, j + 1
	}
	g := grain(w.value)
	switch {
	case g == half && the && r.form(r.skipForm(i+1, "-")) == "year":
		next := r.skipForm(i+1, "-") + 1
		if t, n := r.trailingTo(next, 6, month); n > 0 {
			return t, n
		}
		return term{op: opHalf}, next
	case g == month && !w.is(isPlural) && r.form(i+1) == "of":
		if t, n := r.monthFirst(i+2, true); n > 0 && t.op == opMonth {
			return t, n
		}
	case g == year && !w.is(isPlural):
		j := r.skipForm(i+1, "of")
		if y := r.at(j); y.is(isYear) && r.yearStands(j, j+1) {
			return term{op: opYear, when: given(y.value)}, r.suffixed(j + 1)
		}
		if r.form(i+1) == "to" && r.form(i+2) == "date" || r.form(i+1) == "-" && r.form(i+2) == "to" && r.form(i+4) == "date" {
			n := i + 3
			if r.form(i+1) == "-" {
				n = i + 5
			}
			return term{op: opToDate, grain: year}, n
		}
	}
	return term{}, 0
}

// fiscalYear reads "fiscal 2016", "fiscal year 2016", "FY2016", "FY16".
func (r *reader) fiscalYear(i int, _ bool) (term, int) {
	w := r.at(i)
	fiscal := r.form(i) != "cy"
	if w.is(isFiscal) {
		if u := r.at(i + 1); u.is(isOrdinal) { // fiscal first quarter
			if t, n := r.quarterOf(i+1, false); n > 0 {
				t.fiscal = true
				return t, n
			}
		}
		j := i + 1
		if r.form(j) == "year" {
			if t, n := r.trailing(j, true); n > 0 {
				t.fiscal = true
				t.recurs = t.recurs || r.at(i-1).is(isArticle)
				return t, n
			}
			j++
		}
		if y, n := r.fiscalNumber(j); n > 0 {
			return term{op: opYear, when: y, fiscal: true}, n
		}
		return term{}, 0
	}
	if y, n := r.fiscalNumber(i + 1); n > 0 {
		return term{op: opYear, when: y, fiscal: fiscal}, n
	}
	return term{}, 0
}

// fiscalNumber reads 2016, 16, '16 or 2015/16 behind FY.
func (r *reader) fiscalNumber(i int) (when, int) {
	j := r.skipForm(i, "'")
	j = r.skipForm(j, "of")
	w := r.at(j)
	y := 0
	switch {
	case w.is(isYear):
		y = int(w.value)
	case w.is(isNumber) && w.width == 2 && (r.joined(j) || r.at(j-1).is(isFiscalCode)) && !r.at(j+1).is(isMeasured):
		y = century(w.value)
	default:
		return when{}, 0
	}
	next := r.suffixed(j + 1)
	if f := r.form(next); (f == "/" || f == "-") && r.joined(next) && r.joined(next+1) && r.at(next+1).is(isNumber) && int(r.at(next+1).value) == (y+1)%100 {
		return when{givenYear, y + 1}, next + 2
	}
	return when{givenYear, y}, next
}

// trailing reads "three months ended September 30", "year to March 2020",
// "12 weeks to 1 December", "quarter ended June".
func (r *reader) trailing(i int, the bool) (term, int) {
	count, j := 1, i
	w := r.at(i)
	if w.is(isWhole|isFiscal) && r.at(i+1).is(isUnit) {
		j++
	} else if !w.is(isUnit) {
		if count, j = r.cardinal(i); j == 0 {
			return term{}, 0
		}
		j = r.skipForm(j, "-")
	}
	u := r.at(j)
	if !u.is(isUnit) {
		return term{}, 0
	}
	g := grain(u.value)
	j++
	if g == half && r.form(r.skipForm(j, "-")) == "year" {
		j = r.skipForm(j, "-") + 1
		count, g = 6, month
	}
	t, n := r.trailingTo(j, count, g)
	if n > 0 && w.is(isUnit) && !the && r.form(i-1) == "a" {
		t.recurs = true
	}
	return t, n
}

// trailingTo reads the end of such a span: "(that) ended (on) September 30".
func (r *reader) trailingTo(i, count int, g grain) (term, int) {
	j := i
	if r.form(j) == "period" {
		j++
	}
	if f := r.form(j); f == "that" || f == "which" {
		j++
	}
	if r.form(j) == "up" && r.form(j+1) == "to" {
		j++
	}
	if !r.at(j).is(isEnded) {
		return term{}, 0
	}
	recurs := r.form(j) == "ends"
	j++
	for f := r.form(j); f == "on" || f == "in" || f == "at" || f == "the"; f = r.form(j) {
		j++
	}
	var inner term
	n := 0
	switch w := r.at(j); {
	case w.is(isEdge):
		inner, n = r.edgeOf(j, false)
	case w.is(isMonth):
		inner, n = r.monthDay(j)
	case w.is(isLast) && r.at(j+1).is(isMonth):
		inner, n = r.relative(j, false)
	case w.is(isNumber | isOrdinal):
		if inner, n = r.numeric(j, false); n == 0 {
			inner, n = r.dayMonth(j, false)
		}
		if n == 0 && g == year && count > 1 {
			return term{}, 0
		}
	}
	if n == 0 || inner.op != opDay && inner.op != opMonth {
		return term{}, 0
	}
	return term{op: opTrailing, grain: g, count: count, inner: &inner, recurs: recurs}, n
}

// cardinal reads a small whole number in digits or words.
func (r *reader) cardinal(i int) (n, next int) {
	w := r.at(i)
	switch {
	case w.is(isNumber) && w.width <= 3 && w.value > 0:
		return int(w.value), i + 1
	case w.is(isCardinal):
		n, next = int(w.value), i+1
		if w.value >= 20 {
			j := r.skipForm(next, "-")
			if o := r.at(j); o.is(isCardinal) && o.value < 10 && !o.is(isArticle) {
				return n + int(o.value), j + 1
			}
		}
		if r.form(i) == "couple" {
			next = r.skipForm(next, "of")
		}
		return n, next
	}
	return 0, 0
}

package period

// quarterOf reads "fourth quarter of 2014", "first half", "second-quarter",
// "fiscal first quarter", "first quarter of fiscal 2016".
func (r *reader) quarterOf(i int, _ bool) (term, int) {
	n, j := r.ordinalWords(i)
	if f := r.form(i - 1); f == "every" || f == "each" {
		return term{}, 0
	}
	if j == 0 || n > 4 || r.at(i-1).is(isArticle) && r.form(j) != "-" {
		return term{}, 0
	}
	if r.form(j) == "-" && r.joined(j) {
		j++
	}
	t := term{op: opQuarter, n: n}
	if r.at(j).is(isFiscal) {
		t.fiscal = true
		j++
	}
	u := r.at(j)
	if !u.is(isUnit) || u.is(isPlural) {
		return term{}, 0
	}
	switch grain(u.value) {
	case quarter:
	case half:
		if t.op = opHalf; n > 2 {
			return term{}, 0
		}
	default:
		return term{}, 0
	}
	return r.quarterYear(t, j+1)
}

// quarterYear reads the year behind a quarter or half.
func (r *reader) quarterYear(t term, next int) (term, int) {
	if t.op == opHalf && r.form(next) == "-" && r.form(next+1) == "year" {
		next += 2
	} else if t.op == opHalf && r.form(next) == "year" {
		next++
	}
	j := r.skip(next, isOf)
	if j > next {
		k := r.skip(j, isThe)
		k = r.skip(k, isOwner)
		t.fiscal = t.fiscal || r.at(k).is(isFiscal|isFiscalCode)
	}
	w, n := r.yearAfter(next)
	if w.kind == givenYear && n > j && r.at(n-1).is(isYear) && !t.fiscal && j == next && r.form(next) != "," {
		// "the first quarter 2014": as good as with "of"
		t.when = w
		return t, n
	}
	if w.kind != noYear {
		t.when = w
		return t, n
	}
	if r.at(next).is(isFiscalCode) {
		if w, n := r.fiscalNumber(next + 1); n > 0 {
			t.fiscal, t.when = true, w
			return t, n
		}
	}
	if t.op == opHalf && r.form(next) == "of" {
		// "the first half of June" is June; "the first half of the book" nothing
		if m, n := r.term(j); n > 0 && (m.op == opMonth || m.op == opUnit && m.grain == month) {
			m.edge = true
			return m, n
		}
		return term{}, 0
	}
	return t, next
}

// quarterCode reads "Q4 2014", "Q4'14", "Q4", "H1 2016", "Q1 FY2016".
func (r *reader) quarterCode(i int, _ bool) (term, int) {
	w := r.at(i)
	t := term{op: opQuarter, n: int(w.value)}
	limit := int32(4)
	if w.is(isHalf) {
		t.op, limit = opHalf, 2
	}
	next := i + 1
	if w.width == 3 && w.is(isQuarter) { // Q414
		t.n, t.when = int(w.value/100), when{givenYear, century(w.value % 100)}
		return t, next
	}
	if w.value < 1 || w.value > limit || w.width != 1 {
		return term{}, 0
	}
	if r.joined(i) && r.at(i-1).is(isNumber) && !r.at(i-1).is(isYear) {
		return term{}, 0
	}
	return r.codeYear(t, next)
}

// codeYear reads the year behind Q4 or 4Q.
func (r *reader) codeYear(t term, next int) (term, int) {
	j := next
	if f := r.form(j); f == "-" || f == "/" || f == "," || f == "'s" {
		j++
	} else {
		j = r.skip(j, isOf)
	}
	if r.at(j).is(isFiscalCode | isFiscal) {
		t.fiscal = r.form(j) != "cy"
		if w, n := r.fiscalNumber(j + 1); n > 0 {
			t.when = w
			return t, n
		}
	}
	if w := r.at(j); w.is(isYear) && !r.at(j+1).is(isMeasured) {
		t.when = given(w.value)
		return t, r.suffixed(j + 1)
	}
	if w := r.at(j + 1); r.form(j) == "'" && w.is(isNumber) && w.width == 2 && r.joined(j+1) {
		t.when = when{givenYear, century(w.value)}
		return t, j + 2
	}
	if w := r.at(j); w.is(isNumber) && w.width == 2 && j == next+1 && r.joined(j) && r.joined(next) {
		t.when = when{givenYear, century(w.value)}
		return t, j + 1
	}
	if w, n := r.yearWords(r.skip(next, isOf)); n > 0 {
		t.when = w
		return t, n
	}
	return t, next
}

// quarterOfCode reads "4Q14", "4Q 2014", "1H16", "2H".
func (r *reader) quarterOfCode(i int, _ bool) (term, int) {
	w := r.at(i)
	if w.width != 1 || w.value < 1 || w.value > 4 || !r.joined(i+1) {
		return term{}, 0
	}
	t := term{op: opQuarter, n: int(w.value)}
	f, c := r.form(i+1), r.at(i+1)
	switch {
	case f == "q" || c.is(isQuarter):
	case (f == "h" || c.is(isHalf)) && w.value <= 2:
		t.op = opHalf
	default:
		return term{}, 0
	}
	if c.is(isQuarter | isHalf) {
		switch {
		case c.width == 2:
			t.when = when{givenYear, century(c.value)}
		case c.width == 4 && c.value > 1900 && c.value < 2200:
			t.when = given(c.value)
		default:
			return term{}, 0
		}
		return t, r.suffixed(i + 2)
	}
	return r.codeYear(t, i+2)
}

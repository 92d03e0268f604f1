package period

// edgeOf reads "end of June", "mid-2015", "early last year", "beginning of the
// year", "close of the year": the period that is named behind.
func (r *reader) edgeOf(i int, the bool) (term, int) {
	j := i + 1
	if r.form(j) == "-" && r.joined(j) {
		j++
	}
	if r.form(j) == "of" {
		j++
	} else if !r.at(i).is(isJoinedEdge) {
		return term{}, 0
	} else if r.form(j) == "in" {
		j++
	}
	t, n := r.term(j)
	if n == 0 {
		u := r.at(r.skip(j, isThe))
		if !u.is(isUnit) || u.is(isPlural) || grain(u.value) < month || grain(u.value) > year || r.form(i) == "late" || r.form(i) == "early" {
			return term{}, 0
		}
		k := r.skip(j, isThe)
		if y := r.at(r.skip(k+1, isOf)); y.is(isYear) && grain(u.value) == year {
			return term{op: opYear, when: given(y.value), edge: true}, r.skip(k+1, isOf) + 1
		}
		if f := r.form(j - 1); f != "of" && !(f == "-" && r.at(i-1).is(isLicence|isOf)) {
			return term{}, 0 // a mid-year festival
		}
		return term{op: opBare, grain: grain(u.value), said: true}, k + 1
	}
	switch t.op {
	case opBare:
		t.said = true
		if r.at(j).is(isThe) && r.form(j-1) != "of" {
			return term{}, 0
		}
	case opAgo, opShift, opWindow, opFestival, opDayWord, opPart:
		return term{}, 0
	}
	t.edge = true
	return t, n
}

// unitEnd reads "year-end 2015", "year's end", "year end".
func (r *reader) unitEnd(i int, _ bool) (term, int) {
	u := r.at(i)
	if u.is(isPlural) || grain(u.value) < month || grain(u.value) > year {
		return term{}, 0
	}
	j := i + 1
	if f := r.form(j); f == "-" || f == "'s" {
		j++
	}
	if r.form(j) != "end" {
		return term{}, 0
	}
	if grain(u.value) == year {
		if w, n := r.yearAfter(j + 1); w.kind != noYear {
			return term{op: opYear, when: w, edge: true}, n
		}
	}
	return term{op: opBare, grain: grain(u.value), said: true, edge: true}, j + 1
}

// partOf reads "first nine months of 2016", "last three months of 2013", "first
// 20 days of December", "last quarter of 2015", "first week of October",
// "second Wednesday of October 2014", "week 3 of 2027".
func (r *reader) partOf(i int, the bool) (term, int) {
	w := r.at(i)
	if w.is(isUnit) {
		if k := r.at(i + 1); w.value == int32(week) && k.is(isNumber) && k.value >= 1 && k.value <= 53 {
			t := term{op: opPart, grain: week, n: int(k.value), count: 1}
			c, n := r.container(t, i+2, false)
			if c.inner == nil {
				c.dir = thisOne
			}
			return c, n
		}
		return r.weekOf(i)
	}
	n, j := r.ordinalWords(i)
	if j == 0 {
		if !w.is(isLast) {
			return term{}, 0
		}
		n, j = -1, i+1
	}
	if last := r.at(j); n > 0 && r.form(j) == "last" && last.is(isLast) {
		n, j = -n, j+1
	}
	count := 1
	if c, k := r.cardinal(j); k > 0 && !r.at(j).is(isArticle) {
		count, j = c, k
		j = r.skipForm(j, "-")
	}
	u := r.at(j)
	if u.is(isWeekday) && count == 1 {
		return r.container(term{op: opPart, grain: noGrain, n: n, day: int(u.value), count: 1}, j+1, true)
	}
	if !u.is(isUnit) || count > 1 != u.is(isPlural) || count > 1 && n != 1 && n != -1 {
		return term{}, 0
	}
	g := grain(u.value)
	if g == half || g >= year {
		return term{}, 0
	}
	if n > 0 && count == 1 && g == quarter {
		return term{}, 0 // quarterOf knows more
	}
	t := term{op: opPart, grain: g, n: n, count: count}
	if r.at(i - 1).is(isOwner) {
		return term{}, 0
	}
	must := n != 1 || count == 1 || g < month || !the || !r.at(i-2).is(isLicence|isOf)
	return r.container(t, j+1, must)
}

// container reads the period that a part is of: "of 2016", "of this year", "of
// October", "in the second quarter".
func (r *reader) container(t term, next int, must bool) (term, int) {
	j := r.skip(next, isOf)
	if t.grain < month && r.form(next) == "in" && !(t.grain == noGrain && r.at(next+1).is(isMonth)) {
		j = next
	}
	if j > next {
		if w, n := r.yearAfter(next); n > next && w.kind != noYear {
			t.inner = &term{op: opYear, when: w}
			return t, n
		}
		if c, n := r.term(j); n > 0 {
			switch c.op {
			case opMonth, opQuarter, opHalf, opYear, opUnit, opBare, opStep:
				t.inner = &c
				return t, n
			}
		}
		if r.form(next) == "of" {
			return term{}, 0
		}
	} else if y := r.at(next); y.is(isYear) && r.form(next) != "," {
		t.inner = &term{op: opYear, when: given(y.value)}
		return t, next + 1
	}
	if must {
		return term{}, 0
	}
	return t, next
}

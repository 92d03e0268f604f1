package period

import "marketfigures/extract/text"

// festival reads "Singles' Day", "Double 11", "Spring Festival 2015".
func (r *reader) festival(i int, _ bool) (term, int) {
	value, next, ok := r.v.festivals.At(r.d, i)
	if !ok || next > r.end {
		return term{}, 0
	}
	if r.at(i).is(isMonth) && r.at(next).is(isOf|isYear) {
		return term{}, 0
	}
	if r.at(i).is(isNumber) && r.at(i).width == 3 && (r.at(next).is(isMeasured) || r.at(i-1).is(isMoney) || r.d.Tokens[i].Kind != text.Number) {
		return term{}, 0
	}
	t := term{op: opFestival, n: value}
	if t.when, _ = r.yearAfter(next); t.when.kind == noYear {
		t.when = r.yearBefore(i)
	}
	return t, next // the year is an expression of its own
}

// yearBefore is the year that stands before token i: "2012 Singles' Day", "last
// year's Double 11".
func (r *reader) yearBefore(i int) when {
	j := i - 1
	if f := r.form(j); f == "'s" || f == "'" {
		j--
	}
	if w := r.at(j); w.is(isYear) {
		return given(w.value)
	}
	if w, n := r.yearWords(j - 1); n == j+1 {
		return w
	}
	return when{}
}

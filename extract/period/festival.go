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
	if r.d.Tokens[i].Kind == text.Number && i == r.begin && next == r.end && r.d.Blocks[r.d.BlockOf(i)].Kind == text.Row {
		return term{}, 0 // 12.12 in a table
	}
	if r.at(i).is(isNumber) && r.at(i).width == 3 && (r.at(next).is(isMeasured) || r.at(i-1).is(isMoney) || r.d.Tokens[i].Kind != text.Number) {
		return term{}, 0
	}
	t := term{op: opFestival, n: value}
	after := next
	if t.when, after = r.yearAfter(next); t.when.kind == noYear {
		t.when = r.yearBefore(i)
	}
	if r.note {
		next = after
	} // in an article the year is an expression of its own
	if r.at(next).is(isWeekend) {
		return term{op: opWeekend, inner: &t}, next + 1
	}
	return t, next
}

// The values of festivals beside month and day (1111).
const (
	byWeekday = 10000  // 11144: of November, the weekday 4 (Thursday), the 4th one; the 5th is the last
	byEaster  = 20100  // Easter Sunday, and as many days behind it
	daysLater = 100000 // 111144: the day after that Thursday
)

// feast is the day on which a festival falls in a year.
func feast(value, y int) int {
	d := value / daysLater
	switch value %= daysLater; {
	case value >= byEaster-100:
		return easter(y) + value - byEaster + d
	case value >= byWeekday:
		m, weekday, n := value/100-byWeekday/100, value/10%10, value%10
		if n == 5 {
			n = -1
		}
		return weekdayOfMonth(term{day: weekday, n: n}, only(monthUnit(y, m))).firstDay() + d
	}
	return dayNumber(y, value/100, value%100) + d
}

// easter is Easter Sunday of the Gregorian calendar, by the algorithm that
// Nature printed in 1876.
func easter(y int) int {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	return dayNumber(y, n/31, n%31+1)
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

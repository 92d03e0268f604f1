package period

import "marketfigures/extract/text"

// numeric reads dates in digits: 2015-03-12, 2015/3/12, 2015.3.12, 12/3/2015.
func (r *reader) numeric(i int, _ bool) (term, int) {
	w := r.at(i)
	if w.is(isDotted) {
		a, b, c, ok := dotted(r.form(i))
		if !ok {
			return term{}, 0
		}
		return dateOf(a, b, c, i+1)
	}
	if w.width == 8 && r.joinedAround(i, i+1) {
		return dateOf(int(w.value/10000), int(w.value/100%100), int(w.value%100), i+1)
	}
	if r.form(i+1) == "年" {
		return r.chinese(i)
	}
	sep := r.form(i + 1)
	if sep != "-" && sep != "/" && sep != "–" || !r.joined(i+1) || !r.joined(i+2) {
		return term{}, 0
	}
	second := r.at(i + 2)
	month := second.is(isMonth) && sep != "–"
	if r.form(i+3) == sep && r.joined(i+3) && r.joined(i+4) && r.at(i+4).is(isNumber) && (second.is(isNumber) || month) {
		if !r.joinedAround(i, i+5) && !(sep == "/" && r.form(i+5) == "-") {
			return term{}, 0
		}
		third := r.at(i + 4)
		if sep == "/" && third.width == 2 && w.width <= 2 && second.width <= 2 && !month {
			return dateOf(int(w.value), int(second.value), century(third.value), i+5)
		}
		return dateOf(int(w.value), int(second.value), int(third.value), i+5)
	}
	if w.is(isYear) && second.is(isNumber) && second.width == 2 && second.value >= 1 && second.value <= 12 &&
		(sep == "/" || second.value <= w.value%100) && r.yearStands(i, i+3) {
		return term{op: opMonth, n: int(second.value), when: given(w.value)}, i + 3
	}
	if w.width <= 2 && w.value >= 1 && w.value <= 12 && second.is(isYear) && r.joinedAround(i, i+3) &&
		(w.width == 2 || r.at(i-1).is(isLicence)) {
		return term{op: opMonth, n: int(w.value), when: given(second.value)}, i + 3
	}
	return term{}, 0
}

// chinese reads 2015年3月12日, with or without the day.
func (r *reader) chinese(i int) (term, int) {
	y, m, d := r.at(i), r.at(i+2), r.at(i+4)
	switch {
	case !y.is(isYear):
	case !m.is(isNumber) || m.value < 1 || m.value > 12 || r.form(i+3) != "月":
		return term{op: opYear, when: given(y.value)}, i + 2
	case d.is(isNumber) && r.form(i+5) == "日":
		return dateOf(int(y.value), int(m.value), int(d.value), i+6)
	default:
		return term{op: opMonth, n: int(m.value), when: given(y.value)}, i + 4
	}
	return term{}, 0
}

// joinedAround says that no digits or letters touch the tokens [i, next): a
// date in a longer code is none.
func (r *reader) joinedAround(i, next int) bool {
	if r.joined(i) && (r.form(i-1) == "-" || r.form(i-1) == "/" || r.at(i-1).is(isNumber)) && i-2 >= r.begin && r.joined(i-1) {
		return r.form(i-1) == "-" && r.form(i+1) == "/" && r.at(i-2).is(isYear)
	}
	return !(r.joined(next) && (r.form(next) == "-" || r.form(next) == "/") && r.joined(next+1) && r.at(next+1).is(isNumber))
}

// dotted splits 2015.3.12.
func dotted(form string) (a, b, c int, ok bool) {
	parts := [3]int{}
	at, width := 0, 0
	for i := 0; i < len(form); i++ {
		if form[i] == '.' {
			at, width = at+1, 0
			continue
		}
		if width++; width > 4 {
			return 0, 0, 0, false
		}
		parts[at] = parts[at]*10 + int(form[i]-'0')
	}
	return parts[0], parts[1], parts[2], at == 2
}

// dateOf orders three numbers: year first, or year last behind month and day.
// Where both orders of month and day are possible the month goes first.
func dateOf(a, b, c, next int) (term, int) {
	switch {
	case a >= 1900 && a < 2200: // as it should be
	case c >= 1900 && c < 2200 && a <= 12 && b <= 31:
		a, b, c = c, a, b
	case c >= 1900 && c < 2200 && b <= 12:
		a, c = c, a
	default:
		return term{}, 0
	}
	if b < 1 || b > 12 || c < 1 || c > daysIn(a, b) {
		return term{}, 0
	}
	return term{op: opDay, n: b, day: c, when: when{givenYear, a}}, next
}

func given(y int32) when { return when{givenYear, int(y)} }

// monthFirst reads "January", "Jan. 2015", "March 12th, 2015", "June of last
// year", "the December quarter".
func (r *reader) monthFirst(i int, the bool) (term, int) {
	t, next := r.monthDay(i)
	if next == 0 {
		return t, 0
	}
	if t.op == opMonth && !r.monthStands(i, next, the) {
		return term{}, 0
	}
	return t, next
}

func (r *reader) monthDay(i int) (term, int) {
	w := r.at(i)
	if !w.is(isMonth) {
		return term{}, 0
	}
	t := term{op: opMonth, n: int(w.value)}
	next := i + 1
	next = r.skipPoint(next)
	if u := r.at(next); u.is(isUnit) && u.value == int32(quarter) {
		return r.monthQuarter(t.n, next+1)
	}
	if s := r.form(next); (s == "/" || s == "-") && r.joined(next) && r.joined(next+1) && r.at(next+1).is(isYear) {
		t.when = given(r.at(next + 1).value)
		return t, next + 2
	}
	if d, n := r.dayNumber(next); n > 0 {
		t.op, t.day = opDay, d
		next = n
	} else if d, n := r.cardinal(next); n > 0 && d <= 31 && !r.at(next).is(isNumber|isArticle) {
		if w, n := r.yearAfter(n); w.kind == givenYear { // March twenty-five, 1986
			t.op, t.day, t.when = opDay, d, w
			return t, n
		}
	}
	if y := r.at(next + 1); r.form(next) == "of" && y.is(isNumber) && y.width == 2 && r.stops(next+2) && !r.at(next+2).is(isMeasured) {
		t.when, next = when{givenYear, century(y.value)}, next+2 // April of 87
	} else {
		t.when, next = r.yearAfter(next)
	}
	if t.when.kind == givenYear && t.op == opDay && t.day > daysIn(t.when.n, t.n) {
		return term{}, 0
	}
	return t, next
}

// skipPoint skips the point behind a shortened month at i-1.
func (r *reader) skipPoint(i int) int {
	if r.form(i) != "." || !r.joined(i) || i+1 >= r.end {
		return i
	}
	switch r.form(i - 1) {
	case "may", "june", "july", "march", "april", "august", "january", "february", "september", "october", "november", "december":
		return i
	}
	return i + 1
}

// monthQuarter is the three months that end with a month.
func (r *reader) monthQuarter(m, next int) (term, int) {
	t := term{op: opQuarter, n: m / 3}
	if m%3 != 0 {
		t = term{op: opMonths, n: m - 2, count: 3}
	}
	t.when, next = r.yearAfter(next)
	return t, next
}

// dayNumber reads the day behind a month: 12, 12th, "the 12th", "twelfth".
func (r *reader) dayNumber(i int) (d, next int) {
	j := r.skip(i, isThe)
	if d, n := r.ordinalWords(j); n > 0 && !r.at(n).is(isUnit) {
		return d, n
	}
	w := r.at(j)
	if !w.is(isNumber) || w.width > 2 || w.value < 1 || w.value > 31 {
		return 0, 0
	}
	n := j + 1
	switch {
	case r.joined(n) && r.at(n).is(isSuffix):
		n++
	case j > i:
		return 0, 0
	case r.at(n).is(isMeasured) || r.form(n) == ":" && r.joined(n+1) || r.joined(n) && r.d.Tokens[n].Kind == text.Word:
		return 0, 0
	case r.at(n).is(isUnit) && r.at(n).value != 0 && !r.at(n-2).is(isMonth):
		return 0, 0
	}
	return int(w.value), n
}

// ordinalWords reads "third", "twenty-third".
func (r *reader) ordinalWords(i int) (n, next int) {
	w := r.at(i)
	if w.is(isOrdinal) {
		return int(w.value), i + 1
	}
	if w.is(isNumber) && w.width <= 2 && w.value > 0 && r.joined(i+1) && r.at(i+1).is(isSuffix) {
		return int(w.value), i + 2
	}
	if !w.is(isCardinal) || w.value != 20 && w.value != 30 {
		return 0, 0
	}
	j := r.skipForm(i+1, "-")
	if o := r.at(j); o.is(isOrdinal) && o.value < 10 && w.value+o.value <= 31 {
		return int(w.value + o.value), j + 1
	}
	return 0, 0
}

// dayMonth reads "12 March 2015", "the 12th of March".
func (r *reader) dayMonth(i int, _ bool) (term, int) {
	d, n := r.ordinalWords(i)
	if n == 0 {
		w := r.at(i)
		switch {
		case w.is(isNumber) && w.width <= 2:
			d, n = int(w.value), i+1
		case w.is(isCardinal) && !w.is(isArticle):
			d, n = r.cardinal(i)
		}
		if d < 1 || d > 31 {
			return term{}, 0
		}
		if r.joined(n) && r.at(n).is(isSuffix) {
			n++
		}
	}
	if r.form(n) == "day" && r.at(i).is(isOrdinal|isNumber) {
		n++
	}
	n = r.skipForm(n, "of")
	if r.joined(n) && (r.form(n) == "-" || r.form(n) == "/") {
		n++
	}
	m := r.at(n)
	if !m.is(isMonth) || m.is(isRisky) && !r.capital(n) && !r.at(n+1).is(isYear) {
		return term{}, 0
	}
	t := term{op: opDay, n: int(m.value), day: d}
	n++
	if r.form(n) == "." && r.joined(n) && r.at(n+1).is(isNumber) {
		n++
	}
	if r.joined(n) && (r.form(n) == "-" || r.form(n) == "/") && r.at(n+1).is(isYear) {
		n++
	}
	t.when, n = r.yearAfter(n)
	if t.when.kind == givenYear && t.day > daysIn(t.when.n, t.n) || t.day > daysIn(2000, t.n) {
		return term{}, 0
	}
	return t, n
}

// monthStands keeps month names apart from other words: "may", "march", Jan.
func (r *reader) monthStands(i, next int, the bool) bool {
	w := r.at(i)
	if r.at(i - 1).is(isEvery) {
		return false
	}
	if r.joined(next) && r.form(next) == "-" && r.joined(next+1) && !r.at(next+1).is(isMonth) && !r.at(next+1).is(isNumber) && r.form(next+1) != "end" {
		return false
	}
	if !w.is(isRisky) {
		return r.capital(i) || w.value != 3 && w.value != 5 && len(r.form(i)) > 3
	}
	if !r.capital(i) {
		return false
	}
	before := r.at(i - 1)
	if next > i+1 && (r.at(next-1).is(isYear) || r.form(next-2) == "'") || before.is(isLicence|isOf|isTo|isEdge) {
		return true
	}
	if len(r.form(i)) == 3 && w.value != 5 || i == r.begin || r.d.SentenceOf(i) != r.d.SentenceOf(i-1) {
		return false
	}
	// in the middle of a running sentence a capital makes the month
	return r.d.Tokens[i-1].Kind != text.Word || !r.capital(i-1)
}

// yearAfter reads the year behind a month, day or quarter, if there is one.
func (r *reader) yearAfter(i int) (when, int) {
	j := r.skipForm(i, ",")
	if w := r.at(j); w.is(isYear) && !r.at(j+1).is(isMeasured) && !r.longer(j+1) {
		return given(w.value), r.suffixed(j + 1)
	}
	if w := r.at(j + 1); j > i && r.form(j) == "'" && w.is(isNumber) && w.width == 2 && r.joined(j+1) { // May 5, '17
		return when{givenYear, century(w.value)}, j + 2
	}
	j = i
	if r.at(j).is(isOf) {
		j++
	}
	j = r.skip(j, isFiscalCode)
	if y, n := r.yearNumber(j); n > 0 && (j > i || r.at(i).is(isYear|isCardinal) || r.form(i) == "'") {
		return when{givenYear, y}, n
	}
	if w, n := r.yearWords(j); n > 0 {
		return w, n
	}
	if r.form(i) == "," {
		if w, n := r.yearWords(i + 1); n > 0 && w.kind == pubYear {
			return w, n
		}
	}
	return when{}, i
}

// longer says that a year goes on to be a date in digits: 2016/2/27.
func (r *reader) longer(i int) bool {
	return r.joined(i) && r.joined(i+1) && (r.form(i) == "/" || r.form(i) == "-") && r.at(i+1).is(isNumber) && r.at(i+1).width <= 2 &&
		r.form(i+2) == r.form(i) && r.joined(i+2)
}

// yearNumber reads 2015, '15, "the year 2015", "fiscal year 2015".
func (r *reader) yearNumber(i int) (y, next int) {
	j := r.skip(i, isThe)
	j = r.skip(j, isFiscal)
	if r.form(j) == "year" || r.form(j) == "calendar" {
		j++
	}
	if w := r.at(j); w.is(isYear) && !r.longer(j+1) {
		return int(w.value), r.suffixed(j + 1)
	}
	if w := r.at(j + 1); r.form(j) == "'" && w.is(isNumber) && w.width == 2 && r.joined(j+1) {
		return century(w.value), j + 2
	}
	return r.spelledYear(j)
}

// spelledYear reads "nineteen ninety-six" and "two thousand and fifteen".
func (r *reader) spelledYear(i int) (y, next int) {
	first := r.at(i)
	if !first.is(isCardinal) {
		return 0, 0
	}
	j := i + 1
	switch {
	case first.value == 2 && r.form(j) == "thousand":
		y, j = 2000, r.skipForm(j+1, "and")
	case first.value == 19 || first.value == 20:
		y = int(first.value) * 100
		if r.form(j) == "hundred" {
			j = r.skipForm(j+1, "and")
		}
	default:
		return 0, 0
	}
	n, next := r.cardinal(j)
	if next == 0 || !r.at(j).is(isCardinal) || n > 99 || n < 10 && y != 2000 {
		return 0, 0
	}
	if next < r.end && r.d.Tokens[next].Kind == text.Word && !r.at(next).is(isAnd|isOf|isTo|isPast|isFuture|isLicence) {
		return 0, 0 // "two thousand and five shops"
	}
	return y + n, next
}

// century makes a year of two digits.
func century(n int32) int {
	if n < 70 {
		return 2000 + int(n)
	}
	return 1900 + int(n)
}

// suffixed skips the mark of a forecast behind a year: 2018E, 2018f, 2018(e).
func (r *reader) suffixed(i int) int {
	if r.joined(i) {
		switch r.form(i) {
		case "e", "f", "est":
			return i + 1
		}
	}
	return i
}

// yearWords reads "last year", "this year", "of the previous year".
func (r *reader) yearWords(i int) (when, int) {
	j := r.skip(i, isThe)
	w := r.at(j)
	k := r.skip(j+1, isFiscal)
	isYearWord := func(k int) bool { u := r.at(k); return u.is(isUnit) && !u.is(isPlural) && u.value == int32(year) }
	switch {
	case j == i && w.is(isThis|isLast|isNext) && r.form(j) != "past" && isYearWord(k):
		return when{pubYear, int(w.value)}, k + 1
	case w.is(isThis) && isYearWord(k):
		return when{pubYear, 0}, k + 1
	case w.is(isPrevious|isFollowing) && isYearWord(k):
		return when{topicYear, int(w.value)}, k + 1
	case j > i && isYearWord(j):
		u := when{topicYear, 0}
		if r.at(j+1).is(isEarlier) && r.form(j+1) != "previously" {
			if r.form(j+2) == "last" {
				return when{pubYear, -2}, j + 3
			}
			u.n, j = -1, j+1
		}
		return u, j + 1
	case (w.is(isArticle) || r.form(j) == "one") && isYearWord(j+1) && r.at(j+2).is(isAgo|isEarlier):
		return when{topicYear, -1}, j + 3
	case r.form(j) == "that" && isYearWord(j+1):
		return when{topicYear, 0}, j + 2
	}
	return when{}, 0
}

// yearFirst reads what starts with a year: "2014", "2014 Q4", "2014 March 3",
// "2015 third-quarter", "1990s".
func (r *reader) yearFirst(i int, the bool) (term, int) {
	w := r.at(i)
	if !w.is(isYear) {
		return term{}, 0
	}
	if f := r.form(i - 1); r.joined(i) && r.joined(i-1) && (f == "/" || f == "-") && r.d.Tokens[i-2].Kind == text.Word && !r.at(i-2).is(isMonth|isEdge|isUnit|isQuarter|isHalf|isLicence) {
		return term{}, 0 // part of an address or a code
	}
	if r.form(i-1) == "(" && r.at(i-2).is(isNumber) && (r.form(i-3) == "no" || r.form(i-4) == "no") {
		return term{}, 0 // No. 17 (2014)
	}
	next := r.suffixed(i + 1)
	y := given(w.value)
	if s := r.form(next); (s == "s" || s == "'s" && the) && r.joined(next) && w.value%10 == 0 {
		return term{op: opDecade, n: int(w.value)}, next + 1
	}
	j := next
	if r.form(j) == "-" || r.form(j) == "/" || r.form(j) == "'s" || r.form(j) == "," {
		j++
	}
	switch q := r.at(j); {
	case q.is(isQuarter) && q.value >= 1 && q.value <= 4 && q.width == 1:
		return term{op: opQuarter, n: int(q.value), when: y}, j + 1
	case q.is(isHalf) && q.value >= 1 && q.value <= 2 && q.width == 1:
		return term{op: opHalf, n: int(q.value), when: y}, j + 1
	case q.is(isNumber) && q.width == 1 && r.joined(j+1) && (r.form(j+1) == "q" || r.form(j+1) == "h"):
		if t, n := r.quarterOfCode(j, false); n == j+2 {
			t.when = y
			return t, n
		}
	case q.is(isMonth) && r.form(next) != "," && (r.joined(j) || !q.is(isRisky) || r.capital(j)):
		if t, n := r.monthDay(j); n > 0 && t.when.kind == noYear && r.yearStands(i, next) {
			t.when = y
			return t, n
		}
	case q.is(isOrdinal|isNumber) && r.form(next) != ",":
		if t, n := r.quarterOf(j, false); n > 0 && t.when.kind == noYear {
			t.when = y
			return t, n
		}
	}
	if !r.yearStands(i, next) {
		return term{}, 0
	}
	if r.at(next).is(isThe) { // 2016, the third quarter
		if t, n := r.quarterOf(next+1, true); n > 0 && t.when.kind == noYear {
			t.when = y
			return t, n
		}
	}
	if k := r.at(next + 1); r.form(next) == "week" && k.is(isNumber) && k.width <= 2 && k.value >= 1 && k.value <= 53 {
		return term{op: opPart, grain: week, n: int(k.value), count: 1, inner: &term{op: opYear, when: y}}, next + 2
	}
	return term{op: opYear, when: y}, next
}

// yearStands keeps bare years apart from amounts and parts of longer codes.
func (r *reader) yearStands(i, next int) bool {
	before, after := r.at(i-1), r.at(next)
	value := r.at(i).value
	if before.is(isTo) && r.d.Tokens[i-1].Kind == text.Symbol && r.at(i-2).is(isNumber) && !r.at(i-2).is(isYear) && r.at(i-2).width > 2 { // 1000 - 2000
		return false
	}
	if after.is(isMeasured) && !(after.is(isUnit|isMoney) && before.is(isLicence|isOf)) || before.is(isMoney) {
		return false
	}
	if r.joined(i) && i-1 >= r.begin {
		switch f := r.form(i - 1); {
		case r.at(i - 1).is(isFiscalCode), f == "(", f == "\"", f == "'", f == "|", f == "*", f == "~", f == "_" && !r.joined(i-1):
		case f == "-" || f == "/" || f == "–" || f == "—" || f == ",":
			if r.joined(i-1) && (r.at(i-2).is(isNumber) && (!r.at(i-2).is(isYear) || r.joined(i-2) && r.form(i-3) == "-") || f == "-" && !r.at(i-2).is(isLicence|isEdge|isYear|isUnit)) {
				return false
			}
		default:
			return false
		}
	}
	if r.joined(next) && next < r.end {
		switch f := r.form(next); f {
		case "-", "/", "–":
			if r.joined(next+1) && r.at(next+1).is(isNumber) && !r.at(next+1).is(isYear) && r.at(next+1).width != 2 {
				return false
			}
		case ":":
			if r.joined(next + 1) {
				return false
			}
		default:
			if r.d.Tokens[next].Kind == text.Word && f != "'s" && f != "a" && f != "p" {
				return false
			}
		}
	}
	if value >= 1970 && value <= 2040 && value != 2000 {
		return true
	}
	return before.is(isLicence|isEdge|isOf|isTo) && !after.is(isMeasured)
}

// shortYear reads '14 behind a preposition.
func (r *reader) shortYear(i int, _ bool) (term, int) {
	w := r.at(i + 1)
	if !w.is(isNumber) || w.width != 2 || !r.joined(i+1) || r.joined(i) || !r.at(i-1).is(isLicence|isOf) ||
		r.joined(i+2) && (r.form(i+2) == "'" || r.form(i+2) == "\"") || r.at(i+2).is(isMeasured) {
		return term{}, 0
	}
	return term{op: opYear, when: when{givenYear, century(w.value)}}, i + 2
}

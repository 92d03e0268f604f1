package period

import "marketfigures/extract/text"

// listed says whether the guideline's dates hold a resolved form.
func (x *discourse) listed(f placed, s stretch) bool {
	t := f.from
	if t.recurs && t.op != opQuarter || x.spanned(f) {
		return false
	}
	if x.note && f.to == nil {
		return true
	}
	if f.to != nil { // open "Monday to Friday" is every week
		return t.op != opWeekday || t.dir != anyDirection || f.to.op != opWeekday
	}
	switch t.op {
	case opFestival, opWeekend, opCentury:
		return false
	case opAgo:
		return !t.ahead && (t.grain != week || t.n != -1)
	case opOffset:
		return !t.run && t.inner.op != opFestival
	case opWindow:
		// "over the next four years" is a length of time
		return t.said || t.grain <= quarter && (t.n > 1 || t.n < -1) || x.r.words[f.first].class&isThe == 0 && (f.first == 0 || x.r.words[f.first-1].class&(isThe|isOwner) == 0)
	case opUnit:
		if t.grain == week {
			return t.n >= 0 && x.tense(f.form) != pastTense // an appointment, no report
		}
		return (t.said || t.grain != quarter || t.n != -1)
	case opStep, opShift:
		return t.grain != week || t.n > 0
	case opBare:
		return t.said && t.grain != quarter
	case opHalf:
		return t.n != 0
	case opSame:
		return t.when.kind != noYear
	case opDayWord:
		return t.n != 0 || t.said || x.dayMeant(f)
	case opPart:
		return t.inner == nil || t.inner.op != opBare || x.tense(f.form) == futureTense
	case opDay, opMonth, opYear:
		return !x.byline(f, s)
	}
	return true
}

// spanned says that the form stands in a cell that only repeats the one before
// it, as cells do that span several columns.
func (x *discourse) spanned(f placed) bool {
	cells := x.r.d.Blocks[f.block].Cells
	for c := 1; c < len(cells); c++ {
		if cells[c].First <= f.first && f.first < cells[c].Last {
			return x.r.d.Slice(cells[c].Span) == x.r.d.Slice(cells[c-1].Span)
		}
	}
	return false
}

// dayMeant tells "the firm today announced" from "today everybody has one".
func (x *discourse) dayMeant(f placed) bool {
	if f.first > 0 && x.telling(f.first-1) == pastTense {
		return true
	}
	s := x.r.d.Sentences[f.sentence]
	for i := f.first - 1; i >= max(s.First, f.first-clauseTokens) && x.r.d.Tokens[i].Kind != text.Symbol; i-- {
		if x.telling(i) == futureTense {
			return true
		}
	}
	return f.last < len(x.r.words) && x.telling(f.last) == pastTense
}

// lineWords is how many words a byline has at most beside its date.
const lineWords = 18

// byline says that a date is the article's own, or the stamp of a post: a full
// date in a short line without a sentence around it. A dateline is none.
func (x *discourse) byline(f placed, s stretch) bool {
	t := f.from
	d := x.r.d
	if t.op != opDay || t.when.kind != givenYear || len(d.Blocks) == 1 {
		return false
	}
	b := d.Blocks[f.block]
	if b.Kind == text.Row && !(x.dated && s.firstDay() == x.published) {
		return false
	}
	from, to := f.first, f.last
	for from > b.First && !d.Tokens[from].Line && f.first-from < clauseTokens {
		from--
	}
	for to < b.Last && !d.Tokens[to].Line && to-f.last < clauseTokens {
		to++
	}
	if x.clockAt(f.last) {
		return true
	}
	own := x.dated && s.firstDay() == x.published
	if own && f.first > from && x.stamped(from, f.first) {
		return true
	}
	before := x.r.words[f.first-min(f.first, 1)]
	bound := f.first > from && before.is(isLicence|isOf|isTo) && d.Tokens[f.first-1].Kind == text.Word
	if own && !bound && x.r.words[f.first].is(isNumber) && x.r.words[f.last-1].is(isNumber) && f.last-f.first == 5 {
		return true // 2015-03-12
	}
	if own && !bound && x.r.words[f.first].is(isWeekday|isWeekdayShort) {
		return true
	}
	if f.last < to && d.Words[f.last] == ":" && f.first-from < 8 {
		return !bound
	}
	if to-from-(f.last-f.first) > lineWords {
		return false
	}
	if f.first == from {
		return own && f.last < to && d.Tokens[f.last].Kind == text.Symbol && d.Words[f.last] != "-" && d.Words[f.last] != "," || !x.running(f.last, to)
	}
	switch {
	case d.Words[f.first-1] == ",":
		return !x.place(from, f.first-1) || x.signed(from, f.first-1)
	case own:
		return !bound
	}
	return d.Tokens[f.first-1].Kind != text.Word && d.Words[f.first-1] != "(" && !x.running(from, to) && d.Words[f.first-1] != "-"
}

// clockAt says that a time of day follows: 19:42.
func (x *discourse) clockAt(i int) bool {
	d := x.r.d
	if i < len(d.Words) && d.Words[i] == "," {
		i++
	}
	return i+2 < len(d.Words) && x.r.words[i].is(isNumber) && d.Words[i+1] == ":" && !d.Tokens[i+1].Space && x.r.words[i+2].is(isNumber)
}

// running says that words of a sentence stand among the tokens.
func (x *discourse) running(from, to int) bool {
	for i := from; i < to; i++ {
		if x.telling(i) != noTense || x.r.words[i].is(isThe) {
			return true
		}
	}
	return false
}

// place says that a name stands before the comma at token i: a dateline.
func (x *discourse) place(from, i int) bool { return i > from && x.r.d.Capital(i-1) }

// signed says that "by" stands before a name.
func (x *discourse) signed(from, i int) bool {
	for ; i >= from; i-- {
		if x.r.d.Words[i] == "by" {
			return true
		}
	}
	return false
}

// stamped says that a line tells when its text was made: "Posted on", "Last
// updated on".
func (x *discourse) stamped(from, to int) bool {
	for i := from; i < to; i++ {
		switch x.r.d.Words[i] {
		case "posted", "published", "updated", "issued", "reviewed", "compiled", "written", "modified", "date", "released", "sent", "recorded":
			return true
		}
	}
	return false
}

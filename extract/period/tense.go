package period

import "marketfigures/extract/text"

// tense is what the words around an expression say of its side of publication.
type tense uint8

const (
	noTense tense = iota
	pastTense
	futureTense
	presentTense
)

// tense reads the clause of a form: the nearest telling word before it in the
// sentence decides, else the nearest one behind.
func (x *discourse) tense(f form) tense {
	d := x.r.d
	s := d.Sentences[d.SentenceOf(f.first)]
	if f.last < s.Last && x.r.words[f.last].is(isFuture) {
		return futureTense // "prices marked down for November 11 shall be"
	}
	if f.from.op == opWeekday && f.last+1 < s.Last && d.Words[f.last] == "'s" && x.r.words[f.last+1].is(isEvent) {
		return futureTense // "Monday's call"
	}
	if f.first > s.First && (f.from.op == opWeekday || f.from.op == opDay) && (d.Words[f.first-1] == "until" || d.Words[f.first-1] == "till") {
		return futureTense
	}
	for i := f.first - 1; i >= s.First && i > f.first-30; i-- {
		if t := x.telling(i); t != noTense && !x.aside(i, s.Last) {
			if t == futureTense && x.toldAhead(i, f.first) {
				return pastTense
			}
			return t
		}
		if w := d.Words[i]; w == ";" {
			break
		}
	}
	for i := f.last; i < s.Last && i < f.last+30; i++ {
		if t := x.telling(i); t != noTense {
			return t
		}
		if w := d.Words[i]; w == ";" {
			break
		}
	}
	if f.first > s.First {
		switch d.Words[f.first-1] {
		case "by", "until", "till":
			return futureTense // "due by June"
		case "for":
			if f.from.op == opWeekday {
				return futureTense // "notes for Monday's call"
			}
		}
	}
	return noTense
}

// aside says that the word at i tells of the speaking, not of what is spoken
// of: "his target, he said, is".
func (x *discourse) aside(i, last int) bool {
	d := x.r.d
	switch d.Words[i] {
	case "said", "told", "added":
		return i+1 < last && d.Words[i+1] == ","
	}
	return false
}

// toldAhead says that the outlook itself is of the time that follows: "forecast
// in October that", "was due on Monday".
func (x *discourse) toldAhead(i, first int) bool {
	d := x.r.d
	switch d.Words[i] {
	case "forecast", "predicted":
		return first-i <= 3
	}
	if i > 0 && (d.Words[i-1] == "was" || d.Words[i-1] == "were" || d.Words[i-1] == "had") {
		return d.Words[i] == "due" || d.Words[i] == "scheduled" || d.Words[i] == "planned"
	}
	return false
}

// unsaid says that what stands before token i takes its tense from it: "will be
// held", "will have signed", "its forecast", "than expected".
func (x *discourse) unsaid(i int) bool {
	before := x.r.words[i-1]
	switch x.r.d.Words[i-1] {
	case "be", "'s":
		return true
	case "have":
		return i > 1 && x.r.words[i-2].is(isFuture)
	case "than", "-":
		return x.r.d.Words[i] == "expected" || x.r.d.Words[i] == "forecast"
	}
	if !x.r.words[i].is(isFuture) {
		return false
	}
	return before.is(isOwner | isThe | isArticle | isThis)
}

// looksElsewhere says that the word at i looks, but not ahead: "looks at people"
// tells of no time, "looks certain to" does.
func (x *discourse) looksElsewhere(i int) bool {
	d := x.r.d
	if w := d.Words[i]; w != "look" && w != "looks" || i+1 == len(d.Words) {
		return false
	}
	switch d.Words[i+1] {
	case "at", "into", "back", "after", "through", "down", "around", "like":
		return true
	}
	return false
}

// telling is the tense that one word shows.
func (x *discourse) telling(i int) tense {
	w := x.r.words[i]
	switch {
	case w.is(isPast|isFuture) && i > 0 && x.unsaid(i):
		return noTense
	case w.is(isFuture) && x.looksElsewhere(i):
		return noTense
	case w.is(isFuture):
		return futureTense
	case w.is(isPast):
		return pastTense
	}
	form := x.r.d.Words[i]
	n := len(form)
	if n < 5 || x.r.d.Tokens[i].Kind != text.Word {
		return noTense
	}
	switch form[n-2:] {
	case "ed":
		if i > 0 && x.unsaid(i) {
			return noTense
		}
		return pastTense
	case "ng":
		if form[n-3] == 'i' && i > 0 {
			switch x.r.d.Words[i-1] {
			case "is", "are", "am", "i'm", "we're", "they're":
				return futureTense // "is opening in June"
			}
		}
	}
	return noTense
}

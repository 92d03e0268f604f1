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
	for i := f.first - 1; i >= s.First && i > f.first-30; i-- {
		if t := x.telling(i); t != noTense {
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
	if f.first > s.First && (d.Words[f.first-1] == "by" || d.Words[f.first-1] == "until" || d.Words[f.first-1] == "till") {
		return futureTense // "due by June"
	}
	return noTense
}

// telling is the tense that one word shows.
func (x *discourse) telling(i int) tense {
	w := x.r.words[i]
	switch {
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

package period

import (
	"fmt"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// class is what a word may do in a date; a word can have several.
type class uint64

const (
	isMonth class = 1 << iota
	isRisky
	isWeekday
	isWeekdayShort
	isUnit
	isPlural
	isCardinal
	isArticle
	isOrdinal
	isSuffix
	isThis
	isLast
	isNext
	isPrevious
	isFollowing
	isSame
	isAgo
	isEarlier
	isLater
	isEdge
	isJoinedEdge
	isThe
	isOf
	isTo
	isEnded
	isBetween
	isAnd
	isWhole
	isFiscal
	isFiscalCode
	isDayWord
	isDayPart
	isPeriod
	isLicence
	isMeasured
	isMoney
	isFestival
	isFuture
	isPast
	isCompare
	isEvery
	isOwner
	isSubject
	isChange
	isOpening
	isEvent
	isWeekend
	isWorking

	// These come from the look of a token, not from the lexicon.
	isNumber  // plain digits, at most eight
	isYear    // four digits from 1800 to 2199
	isDotted  // digits with several points or commas: 2015.3.12
	isQuarter // Q4, Q14, q1
	isHalf    // H1, H16
	isQuote   // ' as in '14
)

var classNames = map[string]class{
	"month": isMonth, "risky": isRisky, "weekday": isWeekday, "weekday_short": isWeekdayShort,
	"unit": isUnit, "plural": isPlural, "cardinal": isCardinal, "article": isArticle,
	"ordinal": isOrdinal, "suffix": isSuffix, "this": isThis, "last": isLast, "next": isNext,
	"previous": isPrevious, "following": isFollowing, "same": isSame, "ago": isAgo,
	"earlier": isEarlier, "later": isLater, "edge": isEdge, "joined_edge": isJoinedEdge,
	"the": isThe, "of": isOf, "to": isTo, "ended": isEnded, "between": isBetween, "and": isAnd,
	"whole": isWhole, "fiscal": isFiscal, "fiscal_code": isFiscalCode, "day_word": isDayWord,
	"day_part": isDayPart, "period": isPeriod, "licence": isLicence, "measured": isMeasured,
	"money": isMoney, "festival": isFestival, "future": isFuture, "past": isPast,
	"compare": isCompare, "every": isEvery, "owner": isOwner, "subject": isSubject, "change": isChange, "opening": isOpening, "event": isEvent,
	"weekend": isWeekend, "working": isWorking,
}

// opens are the classes that an expression can start with.
const opens = isMonth | isWeekday | isWeekdayShort | isOrdinal | isThis | isLast | isNext | isPrevious |
	isFollowing | isSame | isEdge | isJoinedEdge | isThe | isWhole | isFiscal | isFiscalCode | isDayWord |
	isNumber | isDotted | isQuote | isQuarter | isHalf | isCardinal | isUnit | isFestival | isWeekend

// word is a token's classes and their value.
type word struct {
	class class
	value int32
	width uint8 // digits of a number
}

func (w word) is(c class) bool { return w.class&c != 0 }

// vocabulary is the lexicon's words by their folded form.
type vocabulary struct {
	forms     text.Index
	words     []word // by form
	festivals lexicon.Phrases[int]
	openings  lexicon.Phrases[int] // "since", "no later than"
}

func newVocabulary(groups lexicon.PeriodWords) (*vocabulary, error) {
	v := &vocabulary{}
	for _, g := range groups {
		c, ok := classNames[g.Class]
		if !ok {
			return nil, fmt.Errorf("lexicon section period: class %q is none that the period grammar knows", g.Class)
		}
		for _, row := range g.Rows {
			for _, w := range row.Words {
				if err := v.add(w, c, row.Value); err != nil {
					return nil, fmt.Errorf("lexicon section period, class %s: %w", g.Class, err)
				}
			}
		}
	}
	return v, nil
}

func (v *vocabulary) add(written string, c class, value int) error {
	d := text.Tokenize(written)
	if len(d.Words) == 0 {
		return fmt.Errorf("a row holds an empty word")
	}
	switch {
	case c == isFestival:
		v.festivals.Add(written, value)
		value = 0
	case c == isOpening:
		v.openings.Add(written, value)
		value = 0
		if len(d.Words) > 1 {
			return nil // found from its end, not its first word
		}
	case len(d.Words) > 1:
		return fmt.Errorf("%q is more than one word; only festivals and openings may be", written)
	}
	form := strings.ToLower(d.Words[0])
	n := v.forms.Add(text.Key(form))
	if n == len(v.words) {
		v.words = append(v.words, word{})
	}
	w := &v.words[n]
	if value != 0 {
		if w.value != 0 && w.value != int32(value) {
			return fmt.Errorf("%q stands for %d and for %d; a word has one value", form, w.value, value)
		}
		w.value = int32(value)
	}
	w.class |= c
	return nil
}

// known is what the lexicon says of a word, by its key.
func (v *vocabulary) known(key uint64) word {
	if n := v.forms.Find(key); n >= 0 {
		return v.words[n]
	}
	return word{}
}

// singular is what the lexicon says of a plural in s.
func (v *vocabulary) singular(form string) word {
	form = form[:len(form)-1]
	return v.known(text.Key(form))
}

// look classes a token.
func (v *vocabulary) look(form string, t *text.Token) word {
	switch t.Kind {
	case text.Number:
		w := number(form)
		w.class |= v.known(t.Key).class
		return w
	case text.Word:
		w := v.known(t.Key)
		if w.class == 0 && len(form) >= 2 && len(form) <= 5 {
			w = code(form)
		}
		return w
	}
	if form == "'" {
		return word{class: isQuote}
	}
	return v.known(t.Key)
}

// number reads plain digits and tells dotted dates from other decimals.
func number(form string) word {
	n, dots := int32(0), 0
	for i := 0; i < len(form); i++ {
		switch c := form[i]; {
		case c == '.':
			dots++
		case c < '0' || c > '9':
			return word{}
		case dots == 0 && i < 8:
			n = n*10 + int32(c-'0')
		}
	}
	switch {
	case dots == 2:
		return word{class: isDotted}
	case dots > 0 || len(form) > 8:
		return word{}
	}
	w := word{class: isNumber, value: n, width: uint8(len(form))}
	if w.width == 4 && n >= 1800 && n < 2200 {
		w.class |= isYear
	}
	return w
}

// code reads Q4, Q14 and H1.
func code(form string) word {
	c := isQuarter
	switch form[0] {
	case 'q':
	case 'h':
		c = isHalf
	default:
		return word{}
	}
	n := int32(0)
	for i := 1; i < len(form); i++ {
		if form[i] < '0' || form[i] > '9' {
			return word{}
		}
		n = n*10 + int32(form[i]-'0')
	}
	return word{class: c, value: n, width: uint8(len(form) - 1)}
}

package quantity

import (
	"fmt"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// role is a set of things that a word can be to a number.
type role uint64

const (
	digitWord  role = 1 << iota // zero to nine
	teenWord                    // ten to nineteen
	tenWord                     // twenty to ninety
	scaleWord                   // multiplies: dozen, hundred, million
	scaleShort                  // multiplies behind digits: bn
	scaleGlued                  // multiplies behind digits without a space: m
	scaleMoney                  // multiplies beside a currency: b
	vagueScale                  // vague by itself: millions
	partWord                    // third
	partPlural                  // thirds
	partSign                    // ⅓
	articleWord
	determiner
	vague
	closed
	change
	spread
	label
	whole
	negation
	japanese
	chinese
	index
	ordinal
	trailing
	filler
	phrasal
	moved
	group

	// What phrases the word may start or end, so that most words need no look
	// at the phrases themselves.
	startsUnit
	startsSuffix // of a currency behind the number
	startsPrefix // of a currency before the number
	endsPrefix
	startsBound // behind the figure
	endsBound   // before the figure
	opensBound
	gluedUnit // a physical unit where it stands glued to digits
)

// phraseRoles say nothing of a word by itself.
const phraseRoles = startsUnit | startsSuffix | startsPrefix | endsPrefix | startsBound | endsBound | opensBound | gluedUnit

const cardinal = digitWord | teenWord | tenWord

// starts are the roles of words that a figure may start with.
const starts = cardinal | scaleWord | vagueScale | partWord | articleWord

var cueRoles = map[string]role{
	"article": articleWord, "determiner": determiner, "vague": vague, "closed": closed, "change": change,
	"spread": spread, "label": label, "whole": whole, "negation": negation, "japanese": japanese,
	"chinese": chinese, "index": index, "ordinal": ordinal, "trailing": trailing, "filler": filler, "phrasal": phrasal, "moved": moved, "group": group,
}

// lexeme is one word and all it can be.
type lexeme struct {
	roles role
	num   float64 // of a cardinal
	scale float64
	part  float64
}

// currency is a currency word: value × mul / div units of code.
type currency struct {
	code     string
	mul, div float64
	least    float64
	upper    bool
}

type boundWords struct {
	bound                 string
	article, large, moved bool
	particle, closing     bool
}

// vocabulary is the lexicon's rows as the grammar looks them up.
type vocabulary struct {
	words         text.Index
	lexemes       []lexeme // by word, behind that of words that mean nothing
	units         lexicon.Phrases[string]
	gluedUnits    map[string]string // names of the units that stand glued to digits
	prefixes      lexicon.Phrases[currency]
	suffixes      lexicon.Phrases[currency]
	boundsBefore  lexicon.Phrases[boundWords]
	boundsAfter   lexicon.Phrases[boundWords]
	longestBound  int // tokens of the longest phrase in boundsBefore
	longestPrefix int // and in prefixes
}

func (v *vocabulary) fill(q *lexicon.QuantityWords) error {
	v.lexemes, v.gluedUnits = make([]lexeme, 1), map[string]string{}
	if err := v.fillNumerals(q); err != nil {
		return err
	}
	for _, c := range q.Cues {
		r, ok := cueRoles[c.Cue]
		if !ok {
			return fmt.Errorf("building the quantity grammar: cue %q is unknown", c.Cue)
		}
		for _, w := range c.Words {
			v.word(w).roles |= r
		}
	}
	for _, u := range q.Units {
		for _, w := range u.Words {
			v.units.Add(w, u.Name)
			v.mark(w, startsUnit, 0)
		}
		for _, w := range u.Glued {
			v.word(w).roles |= gluedUnit
			v.gluedUnits[strings.ToLower(w)] = u.Name
		}
	}
	for _, c := range q.Currencies {
		v.addCurrency(c)
	}
	return v.fillBounds(q.Bounds)
}

func (v *vocabulary) fillNumerals(q *lexicon.QuantityWords) error {
	ranks := map[string]role{"digit": digitWord, "teen": teenWord, "ten": tenWord}
	for _, n := range q.Numerals {
		r, ok := ranks[n.Rank]
		if !ok {
			return fmt.Errorf("building the quantity grammar: rank %q of numerals is none of digit, teen, ten", n.Rank)
		}
		for w, value := range n.Words {
			x := v.word(w)
			x.roles |= r
			x.num = value
		}
	}
	for _, sc := range q.Scales {
		if sc.Value <= 1 {
			return fmt.Errorf("building the quantity grammar: scale %v of %v does not multiply", sc.Value, sc.Words)
		}
		for _, list := range []struct {
			words []string
			roles role
		}{{sc.Words, scaleWord}, {sc.Plurals, scaleWord | vagueScale}, {sc.Short, scaleShort}, {sc.Glued, scaleGlued}, {sc.Money, scaleMoney}} {
			for _, w := range list.words {
				x := v.word(w)
				x.roles |= list.roles
				x.scale = sc.Value
			}
		}
	}
	for _, p := range q.Parts {
		if p.Of < 2 {
			return fmt.Errorf("building the quantity grammar: part %v of %v does not divide", p.Of, p.Words)
		}
		for _, w := range p.Words {
			x := v.word(w)
			x.roles |= partWord
			x.part = p.Of
		}
		for _, w := range p.Plurals {
			x := v.word(w)
			x.roles |= partPlural
			x.part = p.Of
		}
		for w, over := range p.Signs {
			x := v.word(w)
			x.roles |= partSign
			x.num, x.part = over, p.Of
		}
	}
	return nil
}

func (v *vocabulary) word(w string) *lexeme {
	w = strings.ToLower(w)
	n := 1 + v.words.Add(text.Key(w))
	if n == len(v.lexemes) {
		v.lexemes = append(v.lexemes, lexeme{})
	}
	return &v.lexemes[n]
}

// mark gives the first and the last word of a phrase their roles and returns
// how many tokens it has. Phrases hold their words without inner hyphens.
func (v *vocabulary) mark(phrase string, first, last role) int {
	words := text.Tokenize(phrase).Words
	v.word(words[0]).roles |= first
	v.word(words[len(words)-1]).roles |= last
	return len(words)
}

func (v *vocabulary) addCurrency(c lexicon.Currency) {
	before := func(w string, x currency) {
		v.prefixes.Add(w, x)
		v.longestPrefix = max(v.longestPrefix, v.mark(w, startsPrefix, endsPrefix))
	}
	behind := func(w string, x currency) {
		v.suffixes.Add(w, x)
		v.mark(w, startsSuffix, 0)
	}
	plain := currency{code: c.Code, mul: 1, div: 1}
	after := plain
	after.least = c.Least
	for _, w := range c.Before {
		before(w, plain)
	}
	for _, w := range c.Both {
		before(w, plain)
		behind(w, after)
	}
	for _, w := range c.After {
		behind(w, after)
	}
	for _, w := range c.Millions {
		x := currency{code: c.Code, mul: 1e6, div: 1}
		before(w, x)
		behind(w, x)
	}
	for _, w := range c.Upper {
		behind(w, currency{code: c.Code, mul: 1, div: 1, upper: true})
	}
	for _, w := range c.Tenths {
		behind(w, currency{code: c.Code, mul: 1, div: 10})
	}
	for _, w := range c.Hundredths {
		behind(w, currency{code: c.Code, mul: 1, div: 100})
	}
}

func (v *vocabulary) fillBounds(rows []lexicon.Bound) error {
	for _, b := range rows {
		switch b.Bound {
		case Exact, About, Above, Below:
		default:
			return fmt.Errorf("building the quantity grammar: bound %q is none of exact, about, above, below", b.Bound)
		}
		x := boundWords{b.Bound, b.Article, b.Large, b.Moved, b.Particle, b.Closing}
		for _, w := range b.Words {
			switch b.Place {
			case "before":
				v.boundsBefore.Add(w, x)
				v.longestBound = max(v.longestBound, v.mark(w, opensBound, endsBound))
			case "after":
				v.boundsAfter.Add(w, x)
				v.mark(w, startsBound, 0)
			default:
				return fmt.Errorf("building the quantity grammar: place %q of bound words is neither before nor after", b.Place)
			}
		}
	}
	return nil
}

// lex is what the word of token i can be, as far as a figure may take it.
func (s *scan) lex(i int) *lexeme {
	if i < 0 || i >= s.stop {
		return &s.g.lexemes[0]
	}
	return s.lexAnywhere(i)
}

// lexAnywhere is lex beyond the tokens that a figure may take.
func (s *scan) lexAnywhere(i int) *lexeme {
	if i < 0 || i >= len(s.known) {
		return &s.g.lexemes[0]
	}
	return s.known[i]
}

// unitAt is the unit at token i and the token behind it.
func (s *scan) unitAt(i int) (unit string, next int, ok bool) {
	if s.lexAnywhere(i).roles&startsUnit == 0 {
		return "", 0, false
	}
	unit, next, ok = s.g.units.At(s.d, i)
	if ok && next-i == 2 && next == s.last && s.d.Words[next-1] == "." { // the point of "2.1pp." closes the sentence
		next--
	}
	return unit, next, ok
}

// suffixAt is the currency at token i that may stand behind a number.
func (s *scan) suffixAt(i int) (c currency, next int, ok bool) {
	if s.lexAnywhere(i).roles&startsSuffix == 0 {
		return c, 0, false
	}
	return s.g.suffixes.At(s.d, i)
}

// prefixAt is the currency at token i that may stand before a number.
func (s *scan) prefixAt(i int) (c currency, next int, ok bool) {
	if s.lexAnywhere(i).roles&startsPrefix == 0 {
		return c, 0, false
	}
	return s.g.prefixes.At(s.d, i)
}

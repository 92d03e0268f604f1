package quantity

import (
	"fmt"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// role is a set of things that a word can be to a number.
type role uint32

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
)

const cardinal = digitWord | teenWord | tenWord

// starts are the roles of words that a figure may start with.
const starts = cardinal | scaleWord | vagueScale | partWord | articleWord

var cueRoles = map[string]role{
	"article": articleWord, "determiner": determiner, "vague": vague, "closed": closed, "change": change,
	"spread": spread, "label": label, "whole": whole, "negation": negation, "japanese": japanese,
	"chinese": chinese, "index": index, "ordinal": ordinal, "trailing": trailing, "filler": filler, "phrasal": phrasal, "moved": moved,
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
	words          map[string]*lexeme
	units          lexicon.Phrases[string]
	glued          map[string]bool // physical units that stand glued to digits
	moneyBefore    lexicon.Phrases[currency]
	moneyAfter     lexicon.Phrases[currency]
	boundsBefore   lexicon.Phrases[boundWords]
	boundsAfter    lexicon.Phrases[boundWords]
	longestBefore  int             // tokens of the longest phrase in boundsBefore
	longestMoney   int             // and in moneyBefore
	beforeEndings  map[string]bool // last words of the phrases in boundsBefore
	moneyEndings   map[string]bool // last words of the phrases in moneyBefore
	afterBeginning map[string]bool // first words of the phrases in boundsAfter
}

func (v *vocabulary) fill(q *lexicon.QuantityWords) error {
	v.words = map[string]*lexeme{}
	v.glued = map[string]bool{}
	v.beforeEndings, v.moneyEndings, v.afterBeginning = map[string]bool{}, map[string]bool{}, map[string]bool{}
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
		}
		for _, w := range u.Glued {
			v.glued[strings.ToLower(w)] = true
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
	if v.words[w] == nil {
		v.words[w] = &lexeme{}
	}
	return v.words[w]
}

func (v *vocabulary) addCurrency(c lexicon.Currency) {
	before := func(w string, x currency) {
		v.moneyBefore.Add(w, x)
		d := text.Parse(w)
		v.longestMoney = max(v.longestMoney, len(d.Words))
		v.moneyEndings[d.Words[len(d.Words)-1]] = true
	}
	plain := currency{code: c.Code, mul: 1, div: 1}
	after := plain
	after.least = c.Least
	for _, w := range c.Before {
		before(w, plain)
	}
	for _, w := range c.Both {
		before(w, plain)
		v.moneyAfter.Add(w, after)
	}
	for _, w := range c.After {
		v.moneyAfter.Add(w, after)
	}
	for _, w := range c.Millions {
		x := currency{code: c.Code, mul: 1e6, div: 1}
		before(w, x)
		v.moneyAfter.Add(w, x)
	}
	for _, w := range c.Upper {
		v.moneyAfter.Add(w, currency{code: c.Code, mul: 1, div: 1, upper: true})
	}
	for _, w := range c.Tenths {
		v.moneyAfter.Add(w, currency{code: c.Code, mul: 1, div: 10})
	}
	for _, w := range c.Hundredths {
		v.moneyAfter.Add(w, currency{code: c.Code, mul: 1, div: 100})
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
			d := text.Parse(w)
			switch b.Place {
			case "before":
				v.boundsBefore.Add(w, x)
				v.longestBefore = max(v.longestBefore, len(d.Words))
				v.beforeEndings[d.Words[len(d.Words)-1]] = true
			case "after":
				v.boundsAfter.Add(w, x)
				v.afterBeginning[d.Words[0]] = true
			default:
				return fmt.Errorf("building the quantity grammar: place %q of bound words is neither before nor after", b.Place)
			}
		}
	}
	return nil
}

var none lexeme

// lex is what the word of token i can be.
func (s *scan) lex(i int) *lexeme {
	if i < 0 || i >= s.stop {
		return &none
	}
	return s.lexAnywhere(i)
}

// lexAnywhere is lex beyond the tokens that a figure may take.
func (s *scan) lexAnywhere(i int) *lexeme {
	if i < 0 || i >= len(s.d.Words) {
		return &none
	}
	if x := s.g.words[s.d.Words[i]]; x != nil {
		return x
	}
	return &none
}

package lexicon

import (
	"strings"

	"marketfigures/extract/text"
)

// Phrases finds the longest of many phrases at a token. A phrase is written as
// it is said; hyphens between its words may or may not stand in the text.
type Phrases[T any] struct {
	// every word of a phrase, with a key for the words before it: one table
	// instead of one for each word that others may follow
	steps text.Index
	ends  []ending[T] // by step
}

// ending is the phrase that a step ends, if any.
type ending[T any] struct {
	value T
	final bool
}

// Add puts a phrase in, whatever its case. A phrase added twice keeps the later value.
func (p *Phrases[T]) Add(phrase string, value T) {
	at := -1
	for _, w := range words(phrase) {
		at = p.steps.Add(behind(at, text.Key(w)))
		if at == len(p.ends) {
			p.ends = append(p.ends, ending[T]{})
		}
	}
	if at >= 0 { // a phrase of nothing but invisible characters stands nowhere
		p.ends[at] = ending[T]{value, true}
	}
}

// stepFactor is an odd number whose bits look like chance, other than what keys are
// spread with: by that, a word behind a step would have the key of the word whose first
// letter is so many letters further on.
const stepFactor = 0xd6e8feb86659fd93

// behind is the key of a word behind a step (-1 where it opens a phrase), a
// different one behind each, for the factor is odd.
func behind(step int, word uint64) uint64 {
	if step < 0 {
		return word
	}
	return word + uint64(step+1)*stepFactor
}

// words is a phrase as a document's words, without the hyphens that may be left out.
func words(phrase string) []string {
	d := text.Tokenize(phrase)
	out := d.Words[:0]
	for i, w := range d.Words {
		if w == "-" && i > 0 && i+1 < len(d.Words) && !d.Tokens[i].Space && !d.Tokens[i+1].Space {
			continue
		}
		out = append(out, strings.ToLower(w))
	}
	return out
}

// At is the value of the longest phrase that starts at token i, and the token
// behind it. It does not look at what stands around: a caller that needs a
// whole name checks its neighbours.
func (p *Phrases[T]) At(d *text.Document, i int) (value T, next int, ok bool) {
	if i >= len(d.Words) || !p.steps.May(d.Tokens[i].Key) {
		return value, 0, false
	}
	if n := p.steps.Number(d.Tokens[i].Key); n >= 0 {
		return p.longest(d, n, i+1)
	}
	return value, 0, false
}

// longest goes on from the step that the word before token j took.
func (p *Phrases[T]) longest(d *text.Document, at, j int) (value T, next int, ok bool) {
	for {
		if e := &p.ends[at]; e.final {
			value, next, ok = e.value, j, true
		}
		if j == len(d.Words) {
			return value, next, ok
		}
		n := p.step(d, at, j)
		if n < 0 && d.Words[j] == "-" && j+1 < len(d.Words) && !d.Tokens[j].Space && !d.Tokens[j+1].Space {
			j++
			n = p.step(d, at, j)
		}
		if n < 0 {
			return value, next, ok
		}
		at, j = n, j+1
	}
}

// step is the step that the word of a token takes behind another, -1 where no
// phrase goes on with it.
func (p *Phrases[T]) step(d *text.Document, at, token int) int {
	return p.steps.Find(behind(at, d.Tokens[token].Key))
}

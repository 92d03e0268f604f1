package lexicon

import (
	"strings"

	"marketfigures/extract/text"
)

// Phrases finds the longest of many phrases at a token. A phrase is written as
// it is said; hyphens between its words may or may not stand in the text.
type Phrases[T any] struct {
	root node[T]
	// lengths that first words have, a bit each, by their first byte: most words
	// of a text start no phrase, and need not be looked up
	lengths [256]uint32
}

type node[T any] struct {
	next  map[string]*node[T]
	value T
	final bool
}

// Add puts a phrase in, whatever its case. A phrase added twice keeps the later value.
func (p *Phrases[T]) Add(phrase string, value T) {
	at := &p.root
	for i, w := range words(phrase) {
		if i == 0 {
			p.lengths[w[0]] |= lengthBit(w)
		}
		if at.next == nil {
			at.next = map[string]*node[T]{}
		}
		if at.next[w] == nil {
			at.next[w] = &node[T]{}
		}
		at = at.next[w]
	}
	at.value, at.final = value, true
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

func lengthBit(word string) uint32 { return 1 << min(len(word), 31) }

// At is the value of the longest phrase that starts at token i, and the token
// behind it. It does not look at what stands around: a caller that needs a
// whole name checks its neighbours.
func (p *Phrases[T]) At(d *text.Document, i int) (value T, next int, ok bool) {
	if i < len(d.Words) {
		if w := d.Words[i]; w != "" && p.lengths[w[0]]&lengthBit(w) == 0 {
			return value, 0, false
		}
	}
	at := &p.root
	for j := i; j < len(d.Words); j++ {
		n := at.next[d.Words[j]]
		if n == nil && j > i && d.Words[j] == "-" && j+1 < len(d.Words) && !d.Tokens[j].Space && !d.Tokens[j+1].Space {
			j++
			n = at.next[d.Words[j]]
		}
		if n == nil {
			break
		}
		at = n
		if at.final {
			value, next, ok = at.value, j+1, true
		}
	}
	return value, next, ok
}

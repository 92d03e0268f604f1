package text

import (
	"slices"
	"strings"
)

// Sentence is a run of tokens [First, Last) within one block.
type Sentence struct {
	First, Last int
	Block       int
}

// abbreviations end in a point that closes no sentence when a capital follows.
// The list is ours: titles, company forms and the trade's abbreviations.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for _, a := range strings.Fields(`mr mrs ms dr prof sr jr st messrs hon gen rep sen gov
		inc corp co ltd llc plc bros dept univ assn no nos vs approx est fig figs vol pp
		jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
		e.g i.e cf al viz ca u.s u.k e.u`) {
		m[a] = true
	}
	return m
}()

// maxSentence is how many tokens a sentence has at the most: what goes on for
// longer is a list, a page of code or an attack.
const maxSentence = 500

func (d *Document) findSentences(m *room) {
	sentences := m.sentences[:0]
	for bi := range d.Blocks {
		b := &d.Blocks[bi]
		if b.Kind == Row {
			for _, c := range b.Cells {
				if c.First < c.Last {
					sentences = append(sentences, Sentence{c.First, c.Last, bi})
				}
			}
			continue
		}
		start := b.First
		for i := b.First; i < b.Last; i++ {
			if !d.closes(i, b.Last) && i-start < maxSentence {
				continue
			}
			end := i + 1
			for end < b.Last && !d.Tokens[end].Space && closer(d.Words[end]) {
				end++
			}
			sentences = append(sentences, Sentence{start, end, bi})
			start, i = end, end-1
		}
		if start < b.Last {
			sentences = append(sentences, Sentence{start, b.Last, bi})
		}
	}
	d.Sentences, m.sentences = slices.Clone(sentences), sentences
}

func closer(word string) bool {
	switch word {
	case "\"", "'", ")", "]", "”", "」", "』", "）", ".", "!", "?":
		return true
	}
	return false
}

// closes says whether token i ends a sentence.
func (d *Document) closes(i, last int) bool {
	if d.Tokens[i].Kind != Symbol {
		return false
	}
	w := d.Words[i]
	switch w {
	case "。", "！", "？":
		return true
	case "!", "?", ".", "…":
	default:
		return false
	}
	if i+1 == last {
		return true
	}
	next := i + 1
	for next < last && !d.Tokens[next].Space && closer(d.Words[next]) {
		next++
	}
	if next == last {
		return true
	}
	if !d.Tokens[next].Space {
		return d.Tokens[next].Kind == Han || d.Tokens[i].Start-d.Tokens[i].End == 3
	}
	if d.Tokens[next].Kind == Word && !d.Capital(next) {
		return w == "!" && false
	}
	if w != "." || i == 0 || d.Tokens[i].Space {
		return true
	}
	before := d.Words[i-1]
	if d.Tokens[i-1].Kind != Word {
		return true
	}
	if d.Tokens[i-1].Len() == 1 && d.Capital(i-1) {
		// an initial (J. Smith), or the end of U.S. and the like
		return i >= 2 && d.Words[i-2] == "." && !d.nameFollows(next)
	}
	if abbreviations[before] {
		switch before {
		case "inc", "corp", "co", "ltd", "llc", "plc", "bros":
			return d.opener(next)
		case "no", "nos", "fig", "figs", "vol", "pp", "mar", "sun", "sat", "mon":
			return d.Tokens[next].Kind != Number
		}
		return false
	}
	return true
}

// opener says whether a capitalised token is one that opens sentences.
func (d *Document) opener(i int) bool {
	switch d.Words[i] {
	case "the", "a", "an", "in", "it", "its", "this", "that", "but", "and", "for", "at", "on", "he", "she", "they", "we", "as", "while", "last", "by":
		return true
	}
	return false
}

func (d *Document) nameFollows(i int) bool { return d.Capital(i) && !d.opener(i) }

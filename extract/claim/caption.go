package claim

import (
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// maxCaption is how many tokens the sentence above a table has that states units.
const maxCaption = 60

// statement is what a caption says of a unit: the words, and the unit at their end.
type statement struct {
	first, last int // tokens, the unit's own left out
	unit        unitWord
}

// captionUnit is the unit that the block above a table states for the cells
// under some headers: "Value in trillion yuan; growth and composition in
// percent". Stop says that nothing further above speaks of the table.
func (s *scene) captionUnit(block int, heads []text.Cell) (u unitWord, ok, stop bool) {
	d := s.Document
	for k := s.sentenceOf(d.Blocks[block].Last - 1); k >= 0 && d.Sentences[k].Block == block; k-- {
		t := d.Sentences[k]
		if t.Last-t.First > maxCaption || s.measured(t.First, t.Last) {
			return u, false, true
		}
		said := s.statements(t.First, t.Last)
		if len(said) == 0 {
			continue
		}
		if same(said) {
			u, ok = s.stated(t.First, t.Last)
			return u, ok, true
		}
		u, ok = s.statementFor(said, heads)
		return u, ok, true
	}
	return u, false, false
}

// measured says whether figures with units stand among the tokens: a sentence
// of the article, no caption.
func (s *scene) measured(first, last int) bool {
	for k := s.itemAt[first]; k < len(s.items) && s.items[k].first < last; k++ {
		if s.items[k].kind == figure && s.Quantities[s.items[k].ref].Unit != quantity.Count {
			return true
		}
	}
	return false
}

// statements cuts a caption behind each unit that it states.
func (s *scene) statements(first, last int) []statement {
	var said []statement
	start := first
	for i := first; i < last; {
		w, next, ok := s.words.units.At(s.Document, i)
		if !ok || next > last || w.unit == "" && w.scale < 100 {
			i++
			continue
		}
		at := statement{start, i, unitWord{"", 1}}
		for ; ok && next <= last; w, next, ok = s.words.units.At(s.Document, i) {
			if w.unit != "" {
				at.unit.unit = w.unit
			}
			at.unit.scale *= w.scale
			i = next
		}
		if g := unitGroup(at.unit.unit); g == "percent" || g == "points" {
			at.unit.scale = 1
		}
		said = append(said, at)
		start = i
	}
	return said
}

func same(said []statement) bool {
	for _, t := range said[1:] {
		if t.unit != said[0].unit {
			return false
		}
	}
	return true
}

// statementFor is the statement that shares most words with a header, growth
// for a header of change; for a header that none speaks of, such as a name, the
// last percentage.
func (s *scene) statementFor(said []statement, heads []text.Cell) (unitWord, bool) {
	for _, h := range heads {
		best, most := -1, 0.0
		for i, t := range said {
			if score := s.likeness(h, t); score > most {
				best, most = i, score
			}
		}
		if best >= 0 {
			return said[best].unit, true
		}
	}
	for i := len(said) - 1; i >= 0; i-- {
		if said[i].unit.unit == quantity.Percent {
			return said[i].unit, true
		}
	}
	return unitWord{}, false
}

// likeness is the part of a statement's words that a header holds.
func (s *scene) likeness(h text.Cell, t statement) float64 {
	d := s.Document
	if t.first == t.last || h.First == h.Last {
		return 0
	}
	shared, words := 0, 0
	for i := t.first; i < t.last; i++ {
		if d.Tokens[i].Kind != text.Word || len(d.Words[i]) < 3 {
			continue
		}
		words++
		for k := h.First; k < h.Last; k++ {
			if d.Tokens[k].Kind == text.Word && strings.TrimSuffix(d.Words[k], "s") == strings.TrimSuffix(d.Words[i], "s") {
				shared++
				break
			}
		}
	}
	if shared == 0 && s.speaks(t.first, t.last, "growth") && (s.speaks(h.First, h.Last, "growth") || s.onPeriod(h)) {
		shared = 1
	}
	if words == 0 {
		return 0
	}
	return float64(shared) / float64(words)
}

// onPeriod says whether a header is the short form of a change: "q/q", "YoY".
func (s *scene) onPeriod(h text.Cell) bool {
	return s.words.classes.Is(strings.ToLower(s.Document.Slice(h.Span)), lexicon.ChangeHeader)
}

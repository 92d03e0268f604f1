package claim

import (
	"math"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// unitWord is what a word of a header says of the unit below it.
type unitWord struct {
	unit  string  // percent, percentage_points or a currency; empty for a scale
	scale float64 // 1 for a unit
}

// unitWords are the lexicon's units, currencies and scales as headers use them.
func unitWords(q *lexicon.QuantityWords) *lexicon.Phrases[unitWord] {
	p := &lexicon.Phrases[unitWord]{}
	for _, s := range q.Scales {
		for _, list := range [][]string{s.Words, s.Plurals, s.Short, s.Glued, s.Money} {
			for _, w := range list {
				p.Add(w, unitWord{"", s.Value})
			}
		}
	}
	for _, c := range q.Currencies {
		for _, list := range [][]string{c.Before, c.After, c.Both} {
			for _, w := range list {
				p.Add(w, unitWord{c.Code, 1})
			}
		}
	}
	for _, u := range q.Units {
		if u.Name == quantity.Percent || u.Name == quantity.PercentagePoints {
			for _, w := range u.Words {
				p.Add(w, unitWord{u.Name, 1})
			}
		}
	}
	return p
}

// stated is the unit that a header or caption states, and whether it states one.
func (s *scene) stated(first, last int) (unitWord, bool) {
	u, found := unitWord{"", 1}, false
	for i := first; i < last; {
		w, next, ok := s.words.units.At(s.Document, i)
		if !ok || next > last {
			i++
			continue
		}
		if w.unit != "" && u.unit == "" || w.unit == quantity.Percent && u.scale == 1 {
			u.unit, found = w.unit, true
		}
		if w.unit == "" && w.scale >= 100 && (u.unit == "" || u.unit != quantity.Percent) {
			u.scale, found = u.scale*w.scale, true
		}
		i = next
	}
	if u.unit == quantity.Percent || u.unit == quantity.PercentagePoints {
		u.scale = 1
	}
	return u, found
}

// implyUnits gives bare numbers the unit that their header, caption or list
// states (RULINGS.md 20), or that the figure before them has (32).
func (s *scene) implyUnits() {
	out := append([]quantity.Quantity(nil), s.Quantities...)
	s.Quantities = out
	for i := range out {
		q := &out[i]
		if q.Unit != quantity.Count {
			continue
		}
		block := s.Document.BlockOf(q.First)
		b := &s.Document.Blocks[block]
		var u unitWord
		var ok bool
		switch {
		case b.Kind == text.Row:
			u, ok = s.cellUnit(q, block, b)
		case q.Counted.Len() == 0:
			if u, ok = s.leadUnit(q, b); !ok {
				u, ok = s.ellipsis(i)
			}
		}
		if ok {
			apply(q, u)
		}
	}
}

func apply(q *quantity.Quantity, u unitWord) {
	if u.unit != "" {
		q.Unit = u.unit
	}
	q.Value, q.Low, q.High = q.Value*u.scale, q.Low*u.scale, q.High*u.scale
}

// bare says whether a figure is nothing but digits.
func (s *scene) bare(q *quantity.Quantity) bool {
	for t := q.First; t < q.Last; t++ {
		if s.Document.Tokens[t].Kind == text.Word {
			return false
		}
	}
	return true
}

// cellUnit is the unit that stands over a cell, before it, or over its table.
func (s *scene) cellUnit(q *quantity.Quantity, block int, b *text.Block) (unitWord, bool) {
	c := cellOf(b, q.First)
	cell := b.Cells[c]
	if cell.Last-cell.First > q.Last-q.First+2 && !s.bare(q) || q.Counted.Len() > 0 && q.Counted.End <= cell.End {
		return unitWord{}, false
	}
	d := s.Document
	g := s.grids[b.Table]
	var u unitWord
	for _, h := range s.headers(g, block, c) {
		if w, ok := s.stated(h.First, h.Last); ok && s.fits(q, w) {
			return w, true
		}
	}
	if c > 0 {
		label := s.rowLabel(b)
		if w, ok := s.stated(label.First, label.Last); ok && s.fits(q, w) {
			return w, true
		}
	}
	for h := g.head; h < g.body; h++ { // the corner cell
		if cells := d.Blocks[h].Cells; len(cells) > 0 {
			if w, ok := s.stated(cells[0].First, cells[0].Last); ok && s.fits(q, w) {
				return w, true
			}
		}
	}
	for n, k := 0, g.first-1; k >= 0 && n < 2; n, k = n+1, k-1 {
		if d.Blocks[k].Kind == text.Row || d.Blocks[k].Last-d.Blocks[k].First > 60 {
			break
		}
		if w, ok := s.stated(d.Blocks[k].First, d.Blocks[k].Last); ok && s.fits(q, w) && s.bracketed(&d.Blocks[k]) {
			return w, true
		}
	}
	return u, false
}

// bracketed says whether a caption can state a unit: it is no sentence with a
// figure of its own.
func (s *scene) bracketed(b *text.Block) bool {
	for k := s.itemAt[b.First]; k < s.itemAt[b.Last-1]; k++ {
		if s.items[k].kind == figure && s.Quantities[s.items[k].ref].Unit != quantity.Count {
			return false
		}
	}
	return true
}

// fits keeps percentages within reason.
func (s *scene) fits(q *quantity.Quantity, u unitWord) bool {
	return u.unit != quantity.Percent || math.Abs(q.Value) <= 2000
}

// leadUnit is the unit that the words before a colon state for the list behind
// it: "In trillion yuan: 0.21 in Q3, 0.39 in Q4".
func (s *scene) leadUnit(q *quantity.Quantity, b *text.Block) (unitWord, bool) {
	if !s.bare(q) {
		return unitWord{}, false
	}
	d := s.Document
	sentence := d.Sentences[d.SentenceOf(q.First)]
	for i := sentence.First; i < q.First; i++ {
		if d.Words[i] != ":" {
			continue
		}
		if d.Words[sentence.First] != "in" && !strings.Contains(d.Slice(d.TokenSpan(sentence.First, i)), "(") {
			return unitWord{}, false
		}
		return s.stated(sentence.First, i)
	}
	k := d.BlockOf(q.First) - 1
	if k >= 0 && (b.Kind == text.Item || b.Kind == text.Paragraph && b.Last-b.First < 15) {
		for k > 0 && d.Blocks[k].Kind == b.Kind {
			k--
		}
		if h := &d.Blocks[k]; strings.Contains(d.Slice(h.Span), "(") && h.Last-h.First < 30 && s.bracketed(h) {
			return s.stated(h.First, h.Last)
		}
	}
	return unitWord{}, false
}

// ellipsis is the unit of the figure before, where the text leaves it out:
// "38 trillion yuan; 2017: 62 trillion", "advertising 18.9 billion, games 14.3".
func (s *scene) ellipsis(i int) (unitWord, bool) {
	q := &s.Quantities[i]
	sentence := s.Document.SentenceOf(q.First)
	scaled := math.Abs(q.Value) >= 1e6 && !s.bare(q)
	if s.countsNoun(q, sentence) {
		return unitWord{}, false
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		p := &s.Quantities[k]
		back := sentence - s.Document.SentenceOf(p.First)
		if back > 2 || back > 0 && !scaled {
			return unitWord{}, false
		}
		switch unitGroup(p.Unit) {
		case "money":
			if scaled {
				return unitWord{p.Unit, 1}, true
			}
			if scale := s.scaleOf(p); scale > 1 && s.bare(q) && q.Value < 1000 {
				return unitWord{p.Unit, scale}, true
			}
			return unitWord{}, false
		case "percent":
			if !scaled && math.Abs(q.Value) <= 100 && s.bare(q) && back == 0 {
				return unitWord{p.Unit, 1}, true
			}
		case "count":
			if scaled && math.Abs(p.Value) >= 1e6 {
				return unitWord{}, false
			}
		}
	}
	return unitWord{}, false
}

// countsNoun says whether the words since the figure before say what is
// counted: "users: 628 million".
func (s *scene) countsNoun(q *quantity.Quantity, sentence int) bool {
	for k := s.itemAt[q.First] - 1; k >= s.starts[sentence] && s.items[k].kind != figure; k-- {
		if hasCue(&s.items[k], "users", "merchants", "count") {
			return true
		}
	}
	return false
}

// scaleOf is the factor of the scale word that a figure ends in.
func (s *scene) scaleOf(q *quantity.Quantity) float64 {
	for t := q.First; t < q.Last; t++ {
		if w, _, ok := s.words.units.At(s.Document, t); ok && w.unit == "" && w.scale >= 1000 {
			return w.scale
		}
	}
	return 1
}

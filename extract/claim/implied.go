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

// stated is the unit that a header or caption states, and whether it states
// one. What stands in brackets goes before the words outside: "e-CNY users
// (million)", "Revenue in yuan (bn)".
func (s *scene) stated(first, last int) (unitWord, bool) {
	d := s.Document
	for i := last - 1; i > first; i-- {
		if d.Words[i] != "(" && d.Words[i] != "（" {
			continue
		}
		w, ok := s.statedIn(i, last)
		if !ok {
			break
		}
		if outer, ok := s.statedIn(first, i); ok && w.unit == "" && unitGroup(outer.unit) == "money" && !s.speaks(first, i, "users", "merchants", "count") {
			w.unit = outer.unit
		}
		return w, true
	}
	return s.statedIn(first, last)
}

// speaks says whether one of the cues stands among the tokens.
func (s *scene) speaks(first, last int, classes ...string) bool {
	for k := s.itemAt[first]; k < len(s.items) && s.items[k].first < last; k++ {
		if hasCue(&s.items[k], classes...) {
			return true
		}
	}
	return false
}

func (s *scene) statedIn(first, last int) (unitWord, bool) {
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
	out := s.memory.quantities.take(len(s.Quantities))
	copy(out, s.Quantities)
	s.Quantities = out
	for i := range out {
		q := &out[i]
		if q.Unit != quantity.Count {
			continue
		}
		block := s.blockOf(q.First)
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
			if !ok && b.Kind == text.Heading {
				u, ok = s.repeatedUnit(i)
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
	for n, k := 0, g.first-1; k >= 0 && n < 2 && d.Blocks[k].Kind != text.Row; n, k = n+1, k-1 {
		w, ok, stop := s.captionUnit(k, append(s.headers(g, block, c), s.rowLabel(b)))
		if ok && s.fits(q, w) {
			return w, true
		}
		if stop {
			break
		}
	}
	return u, false
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
	sentence := d.Sentences[s.sentenceOf(q.First)]
	for i := sentence.First + 1; i < q.First; i++ {
		if d.Words[i] != ":" {
			continue
		}
		if !s.classes[sentence.First].Is(lexicon.UnitLead) && !strings.Contains(d.Slice(d.TokenSpan(sentence.First, i)), "(") {
			return unitWord{}, false
		}
		return s.stated(sentence.First, i)
	}
	k := s.blockOf(q.First) - 1
	if k >= 0 && b.Kind == text.Item {
		for k > 0 && d.Blocks[k].Kind == b.Kind {
			k--
		}
		if h := &d.Blocks[k]; strings.Contains(d.Slice(h.Span), "(") && h.Last-h.First < 30 && !s.measured(h.First, h.Last) {
			return s.stated(h.First, h.Last)
		}
	}
	return unitWord{}, false
}

// ellipsis is the unit of the figure before, where the text leaves it out:
// "38 trillion yuan; 2017: 62 trillion", "advertising 18.9 billion, games 14.3".
func (s *scene) ellipsis(i int) (unitWord, bool) {
	q := &s.Quantities[i]
	sentence := s.sentenceOf(q.First)
	scaled := math.Abs(q.Value) >= 1e6 && !s.bare(q)
	if s.countsNoun(q, sentence) {
		return unitWord{}, false
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		p := &s.Quantities[k]
		back := sentence - s.sentenceOf(p.First)
		follows := back == 1 && s.endsClause(q) // "Alipay had 55.6%. Tencent had 38.8."
		if back > 2 || back > 0 && !scaled && !follows {
			return unitWord{}, false
		}
		if follows && !scaled && s.changed(p) {
			continue
		}
		switch unitGroup(p.Unit) {
		case "money":
			if s.converted(p) && k > 0 && unitGroup(s.Quantities[k-1].Unit) == "money" {
				continue // "57.1 billion yuan ($9.3 billion)"
			}
			if scaled {
				return unitWord{p.Unit, 1}, true
			}
			if scale := s.scaleOf(p); scale > 1 && s.bare(q) && q.Value < 1000 {
				return unitWord{p.Unit, scale}, true
			}
			return unitWord{}, false
		case "percent", "points":
			if !scaled && math.Abs(q.Value) <= 100 && s.bare(q) && (back == 0 || follows) {
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

// endsClause says whether a figure with decimals ends its clause: nothing
// follows that it could count.
func (s *scene) endsClause(q *quantity.Quantity) bool {
	d := s.Document
	return q.Value != math.Trunc(q.Value) &&
		(q.Last == len(d.Words) || d.Tokens[q.Last].Kind == text.Symbol)
}

// changed says whether a percentage tells a change: "up 40.7 per cent".
func (s *scene) changed(q *quantity.Quantity) bool {
	if unitGroup(q.Unit) != "percent" {
		return false
	}
	at := s.itemAt[q.First]
	return at > 0 && hasCue(&s.items[at-1], "rises", "falls", "growth") || at+1 < len(s.items) && hasCue(&s.items[at+1], "rises", "falls")
}

// converted says whether a figure stands in brackets of its own.
func (s *scene) converted(q *quantity.Quantity) bool {
	d := s.Document
	return q.First > 0 && q.Last < len(d.Words) && d.Words[q.First-1] == "(" && d.Words[q.Last] == ")"
}

// repeatedUnit is the unit that the body gives an amount whose headline leaves
// it out: "Breaks Through 2 Trillion In A Quarter".
func (s *scene) repeatedUnit(i int) (unitWord, bool) {
	q := &s.Quantities[i]
	if math.Abs(q.Value) < 1e6 || s.bare(q) {
		return unitWord{}, false
	}
	for k := i + 1; k < len(s.Quantities); k++ {
		p := &s.Quantities[k]
		if math.Abs(p.Value-q.Value) > rounding*math.Abs(q.Value) {
			continue
		}
		if unitGroup(p.Unit) == "money" {
			return unitWord{p.Unit, 1}, true
		}
		if p.Counted.Len() > 0 {
			return unitWord{}, false
		}
	}
	return unitWord{}, false
}

// rounding is how far a headline may lie from the figure that it rounds.
const rounding = 0.01

// countsNoun says whether the words before a figure, or "of them" behind it,
// say that something is counted: "users: 628 million", "orders fell by 6% to 145
// million". Figures of another kind than a percentage end the search.
func (s *scene) countsNoun(q *quantity.Quantity, sentence int) bool {
	d := s.Document
	if q.Last+1 < len(d.Words) && s.classes[q.Last].Is(lexicon.PartOf) && s.classes[q.Last+1].Is(lexicon.Them) {
		return true
	}
	for k := s.itemAt[q.First] - 1; k >= s.starts[sentence]; k-- {
		it := &s.items[k]
		if it.kind == figure && unitGroup(s.Quantities[it.ref].Unit) != "percent" {
			return false
		}
		if hasCue(it, "users", "merchants", "count") {
			return true
		}
		for t := it.first; t < it.last; t++ {
			if s.classes[t].Is(lexicon.NumberNoun) {
				return true
			}
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

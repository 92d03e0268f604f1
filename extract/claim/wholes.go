package claim

import (
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// whole is how much the percentages of one row, column or sentence come to:
// the shares of a market make a whole, the parts of bases that use something
// mostly do not.
type whole struct {
	sum     float64
	figures int
}

func (w *whole) add(percent float64) {
	w.sum += percent
	w.figures++
}

func (w whole) comesTo() *atom.Atom {
	switch {
	case w.figures < 2:
		return atom.One
	case w.sum < 50:
		return atom.Little
	case w.sum < 88:
		return atom.Part
	case w.sum <= 101.5: // rounded shares miss 100 by a little
		return atom.All
	}
	return atom.More
}

// column is where a cell stands: the table, and the place in its row.
type column struct{ table, cell int }

// findWholes adds up the percentages of each sentence, and of each row and column.
func (s *scene) findWholes() {
	d := s.Document
	s.inSentence, s.inRow, s.inColumn = make([]whole, len(d.Sentences)), make([]whole, len(d.Blocks)), map[column]whole{}
	for i := range s.Quantities {
		q := &s.Quantities[i]
		if q.Unit != quantity.Percent {
			continue
		}
		block := s.blockOf(q.First)
		b := &d.Blocks[block]
		if b.Kind != text.Row {
			s.inSentence[s.sentenceOf(q.First)].add(q.Value)
			continue
		}
		s.inRow[block].add(q.Value)
		at := column{b.Table, cellOf(b, q.First)}
		down := s.inColumn[at]
		down.add(q.Value)
		s.inColumn[at] = down
	}
}

// describeWholes tells what a percentage and its neighbours come to, and
// whether names head them.
func (s *scene) describeWholes(v *vector, token, sentence int, unit *atom.Atom) {
	d := s.Document
	block := d.Sentences[sentence].Block
	b := &d.Blocks[block]
	if b.Kind != text.Row {
		v.add3(atom.ComeTo, unit, s.inSentence[sentence].comesTo())
		return
	}
	across := s.inRow[block].comesTo()
	down := s.inColumn[column{b.Table, cellOf(b, token)}].comesTo()
	row, head := atom.Dash, atom.Dash
	if s.hasName(s.rowLabel(b)) {
		row = atom.Name
	}
	if slices.ContainsFunc(s.headers(s.grids[b.Table], block, cellOf(b, token)), s.hasName) {
		head = atom.Name
	}
	v.add(atom.AcrossComeTo, unit, across, atom.Header, head)
	v.add(atom.DownComeTo, unit, down, atom.Row, row)
	v.add(atom.ComeTo, unit, across, down, head, row)
}

package claim

import "marketfigures/extract/text"

// whole is how much the percentages of one row, column or sentence come to:
// the shares of a market make a whole, the parts of bases that use something
// mostly do not.
type whole struct {
	sum     float64
	figures int
}

func (w whole) String() string {
	switch {
	case w.figures < 2:
		return "one"
	case w.sum < 50:
		return "little"
	case w.sum < 88:
		return "part"
	case w.sum <= 101.5: // rounded shares miss 100 by a little
		return "all"
	}
	return "more"
}

// column is where a cell stands: the table, and the place in its row.
type column struct{ table, cell int }

// findWholes adds up the percentages of each sentence, and of each column; a
// row of a table is a sentence.
func (s *scene) findWholes() {
	d := s.Document
	s.inSentence, s.inColumn = make([]whole, len(d.Sentences)), map[column]whole{}
	for i := range s.Quantities {
		q := &s.Quantities[i]
		if unitGroup(q.Unit) != "percent" {
			continue
		}
		w := &s.inSentence[d.SentenceOf(q.First)]
		w.sum += q.Value
		w.figures++
		if b := &d.Blocks[d.BlockOf(q.First)]; b.Kind == text.Row {
			at := column{b.Table, cellOf(b, q.First)}
			c := s.inColumn[at]
			s.inColumn[at] = whole{c.sum + q.Value, c.figures + 1}
		}
	}
}

// describeWholes tells what a percentage and its neighbours come to, and
// whether names head them.
func (s *scene) describeWholes(v *vector, token, sentence int, unit string) {
	d := s.Document
	across := s.inSentence[sentence].String()
	b := &d.Blocks[d.Sentences[sentence].Block]
	if b.Kind != text.Row {
		v.add("come to", unit, across)
		return
	}
	down := s.inColumn[column{b.Table, cellOf(b, token)}].String()
	named := func(first, last int) string {
		for t := first; t < last; t++ {
			if s.items[s.itemAt[t]].kind == name {
				return "name"
			}
		}
		return "-"
	}
	label := s.rowLabel(b)
	row := named(label.First, label.Last)
	head := "-"
	for _, h := range s.headers(s.grids[b.Table], d.Sentences[sentence].Block, cellOf(b, token)) {
		head = max(head, named(h.First, h.Last))
	}
	v.add("across come to", unit, across, "header", head)
	v.add("down come to", unit, down, "row", row)
	v.add("come to", unit, across, down, head, row)
}

package claim

import (
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// grid is a table with its header rows found.
type grid struct {
	first, last int // blocks
	head, body  int // header rows [head, body); of the table above where this one goes on with it
	caption     int // block of the line above, -1
	above       int // block of the line above that, where it goes with the table, -1
	note        int // block of the line below, -1 where it does not tell of the table
}

// findGrids finds the header rows of each table: those before the first row
// that holds a figure outside its first cell.
func (s *scene) findGrids() {
	d := s.Document
	for _, t := range d.Tables {
		g := grid{first: t.First, last: t.Last, head: t.First, body: t.First, caption: -1, above: -1, note: -1}
		for g.body < g.last && !s.rowHasFigure(g.body) {
			g.body++
		}
		if g.body == g.last {
			g.body = g.first
		}
		if n := len(s.grids); n > 0 && g.body == g.first && s.goesOn(s.grids[n-1], g) {
			g.head, g.body = s.grids[n-1].head, s.grids[n-1].body
		}
		if t.First > 0 {
			g.caption = t.First - 1
		}
		if g.caption > 0 && d.Blocks[g.caption].Kind != text.Heading { // what stands over a heading is of the section before
			g.above = g.caption - 1
		}
		if t.Last < len(d.Blocks) && s.isNote(&d.Blocks[t.Last]) {
			g.note = t.Last
		}
		s.grids = append(s.grids, g)
	}
}

// isNote says whether the line below a table tells of it. A short line without a
// full stop looks like a heading: it is one unless it names a source or stands in
// brackets.
func (s *scene) isNote(b *text.Block) bool {
	if b.Kind != text.Heading {
		return true
	}
	first, last := &s.items[s.itemAt[b.First]], &s.items[s.itemAt[b.Last-1]]
	return first.class.Is(lexicon.NoteHead) || opensBracket(first.label.Text) && closesBracket(last.label.Text)
}

// goesOn says whether table g, which has no header of its own, goes on with
// the one above: one line apart, as many columns.
func (s *scene) goesOn(above, g grid) bool {
	d := s.Document
	return g.first-above.last <= 1 && len(d.Blocks[g.first].Cells) == len(d.Blocks[above.last-1].Cells)
}

// rowLabel is the cell that names a row: the first one that is no bare figure.
func (s *scene) rowLabel(b *text.Block) text.Cell {
	for _, c := range b.Cells {
		if c.First < c.Last && s.items[s.itemAt[c.First]].kind != figure && s.Document.Tokens[c.First].Kind != text.Number {
			return c
		}
	}
	return b.Cells[0]
}

// hasName says whether a name stands in a cell.
func (s *scene) hasName(c text.Cell) bool {
	for t := c.First; t < c.Last; t++ {
		if s.items[s.itemAt[t]].kind == name {
			return true
		}
	}
	return false
}

func (s *scene) rowHasFigure(block int) bool {
	for i, c := range s.Document.Blocks[block].Cells {
		if i > 0 && c.First < c.Last && s.items[s.itemAt[c.First]].kind == figure {
			return true
		}
	}
	return false
}

// cellOf is the index of the cell of a row that holds a token.
func cellOf(b *text.Block, token int) int {
	for i, c := range b.Cells {
		if c.First <= token && token < c.Last {
			return i
		}
	}
	return 0
}

// headers are the cells that stand over cell c of a row: the one at the same
// index where the rows have as many cells, else the nearest column.
func (s *scene) headers(g grid, block, c int) []text.Cell {
	row := &s.Document.Blocks[block]
	var over []text.Cell
	for h := g.head; h < g.body; h++ {
		head := &s.Document.Blocks[h]
		switch {
		case len(head.Cells) == len(row.Cells):
			over = append(over, head.Cells[c])
		case len(head.Cells) == len(row.Cells)-1 && c > 0 && head.Cells[0].Column > row.Cells[0].Column+2:
			over = append(over, head.Cells[c-1])
		default:
			best, gap := -1, 1<<30
			for i, cell := range head.Cells {
				distance := cell.Column - row.Cells[c].Column
				if distance < 0 {
					distance = -distance
				}
				if cell.First < cell.Last && distance < gap {
					best, gap = i, distance
				}
			}
			if best >= 0 {
				over = append(over, head.Cells[best])
			}
		}
	}
	return over
}

// corners are the header cells that stand over the labels of the rows, and tell
// of all cells of the table: "2022", "Share of online retail (%)". A header with
// another number of cells than the row has none, but names of other columns near its place.
func (s *scene) corners(g grid, block, token int) []text.Cell {
	row := &s.Document.Blocks[block]
	label := s.rowLabel(row)
	c := cellOf(row, label.First)
	if c == cellOf(row, token) || label.First == label.Last || s.items[s.itemAt[label.First]].kind == figure {
		return nil
	}
	var over []text.Cell
	for h := g.head; h < g.body; h++ {
		if head := &s.Document.Blocks[h]; len(head.Cells) == len(row.Cells) && head.Cells[c].First < head.Cells[c].Last {
			over = append(over, head.Cells[c])
		}
	}
	return over
}

// besides are the header cells left of the columns of changes, which they tell the
// subject of: "Mobile (trn yuan) | YoY | QoQ | Internet (trn yuan) | YoY | QoQ".
func (s *scene) besides(g grid, block, token int) []text.Cell {
	own := cellOf(&s.Document.Blocks[block], token)
	for c := own; c > 0; c-- {
		var naming []text.Cell
		changes := false
		for _, h := range s.headers(g, block, c) {
			if s.namesAny(h) {
				naming = append(naming, h)
			}
			changes = changes || s.onPeriod(h) || s.speaks(h.First, h.Last, "growth")
		}
		switch {
		case c == own && naming != nil: // its own header tells
			return nil
		case naming != nil || !changes:
			return naming
		}
	}
	return nil
}

// namesAny says whether a cell names anything that could fill a slot.
func (s *scene) namesAny(c text.Cell) bool {
	for t := c.First; t < c.Last; t++ {
		if k := s.items[s.itemAt[t]].kind; k != word && k != figure {
			return true
		}
		if _, _, ok := s.words.channels.At(s.Document, t); ok {
			return true
		}
	}
	return false
}

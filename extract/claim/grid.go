package claim

import (
	"marketfigures/extract/text"
)

// grid is a table with its header rows found.
type grid struct {
	first, last int // blocks
	body        int // first block below the header
	caption     int // block of the line above, -1
	note        int // block of the line below, -1
}

// findGrids finds the header rows of each table: those before the first row
// that holds a figure outside its first cell.
func (s *scene) findGrids() {
	d := s.Document
	for _, t := range d.Tables {
		g := grid{first: t.First, last: t.Last, body: t.First, caption: -1, note: -1}
		for g.body < g.last && !s.rowHasFigure(g.body) {
			g.body++
		}
		if g.body == g.last {
			g.body = g.first
		}
		if t.First > 0 {
			g.caption = t.First - 1
		}
		if t.Last < len(d.Blocks) {
			g.note = t.Last
		}
		s.grids = append(s.grids, g)
	}
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
	for h := g.first; h < g.body; h++ {
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

package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isData tells a table of data from one that only lays out a page: that one
// holds other tables, headlines or paragraphs of prose in its cells.
func (w *writer) isData(table *html.Node) bool {
	if attr(table, "role") == "presentation" {
		return false
	}
	rows, cells := 0, 0
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.Form:
			return false
		case atom.Tr:
			rows++
		case atom.Td, atom.Th:
			cells++
			paragraphs := 0
			for c := range n.ChildNodes() {
				if c.DataAtom == atom.P && w.words[c] > 2*longEnough {
					paragraphs++
				}
			}
			if paragraphs > 1 || n == w.main || inside(w.main, n) {
				return false
			}
		}
	}
	return rows > 0 && cells > rows // a single column is text in boxes
}

// The most columns that a cell may span, rows that it may reach down, and cells
// that a table may have once its spans are written out.
const (
	maxSpan  = 200
	maxCells = 200_000
)

// table writes a table: its caption as a line, then each row with every cell
// under its header. A cell that spans columns or rows stands in each of them.
func (w *writer) table(table *html.Node) {
	for c := range table.ChildNodes() {
		if c.DataAtom == atom.Caption && textOf(c) != "" {
			w.b.WriteString(textOf(c) + "\n\n")
		}
	}
	total := 0
	var reach []reaching // by column: a cell from above that still reaches down
	var rows []*html.Node
	for _, part := range []atom.Atom{atom.Thead, atom.Tbody, atom.Tr, atom.Tfoot} {
		for c := range table.ChildNodes() {
			switch {
			case c.DataAtom != part:
			case part == atom.Tr:
				rows = append(rows, c)
			default:
				for r := range c.ChildNodes() {
					if r.DataAtom == atom.Tr {
						rows = append(rows, r)
					}
				}
			}
		}
	}
	for _, row := range rows {
		var cells []string
		fill := func() { // columns that cells from above still hold
			for len(cells) < len(reach) && reach[len(cells)].rows > 0 {
				reach[len(cells)].rows--
				cells = append(cells, reach[len(cells)].text)
			}
		}
		for c := range row.ChildNodes() {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			fill()
			text := cellText(c)
			down := span(c, "rowspan")
			for range span(c, "colspan") {
				for len(reach) <= len(cells) {
					reach = append(reach, reaching{})
				}
				reach[len(cells)] = reaching{text, down - 1}
				cells = append(cells, text)
			}
		}
		fill()
		if total += len(cells); total > maxCells {
			break
		}
		if strings.Join(cells, "") != "" {
			w.b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		}
	}
	w.b.WriteString("\n")
}

type reaching struct {
	text string
	rows int
}

func cellText(n *html.Node) string {
	text := strings.ReplaceAll(textOf(n), "|", "/")
	return strings.NewReplacer("\u00a0", " ", "\u200b", "").Replace(text)
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxSpan)
}

package table

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// records prints rows that are wider than the screen one under the other, a
// line a column. Nulls and empty lists are left out.
func (t Table) records(w *bufio.Writer, rows [][]string) {
	names := 0
	for _, c := range t.Columns {
		names = max(names, uniseg.StringWidth(c))
	}
	for i, r := range rows {
		head := fmt.Sprintf("── row %d ", i+1)
		w.WriteString(head + strings.Repeat("─", max(0, t.Screen-uniseg.StringWidth(head))) + "\n")
		for k, value := range r {
			if value == "" || value == "[]" {
				continue
			}
			name := t.Columns[k] + strings.Repeat(" ", names-uniseg.StringWidth(t.Columns[k])+2)
			for _, line := range wrap(value, t.Screen-names-2) {
				w.WriteString(name + line + "\n")
				name = strings.Repeat(" ", names+2)
			}
		}
	}
}

// wrap cuts text into lines no wider than the room, between words where it can.
func wrap(s string, room int) []string {
	room = max(room, 20)
	var lines []string
	line, width, state := "", 0, -1
	for s != "" {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		w := uniseg.StringWidth(segment)
		if width > 0 && width+uniseg.StringWidth(strings.TrimRight(segment, " ")) > room {
			lines = append(lines, strings.TrimRight(line, " "))
			line, width = "", 0
		}
		line, width = line+segment, width+w
	}
	return append(lines, strings.TrimRight(line, " "))
}

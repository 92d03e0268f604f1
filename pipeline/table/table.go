// Package table prints rows of values for people and programs.
package table

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/rivo/uniseg"
)

// Formats are those that Write knows.
var Formats = []string{"table", "csv", "json"}

// Table is a result: rows of nil, bool, integers, floats, strings, times,
// lists and structs, under columns.
type Table struct {
	Columns []string
	Rows    iter.Seq[[]any]
	// Width cuts cells of the format table that are wider, in columns of a
	// terminal; 0 leaves them whole.
	Width int
	// Screen is the width of the terminal: rows of the format table that do not
	// fit are printed as records, a line a column. 0: they never are.
	Screen int
}

// Write prints a table in one of the Formats. Csv and json are written row by
// row; a table is held in memory, because its widest cell decides.
func Write(w io.Writer, format string, t Table) error {
	out := bufio.NewWriter(w)
	var err error
	switch format {
	case "csv":
		err = t.csv(out)
	case "json":
		err = t.json(out)
	case "table":
		err = t.table(out)
	default:
		err = fmt.Errorf("unknown format %q: %s", format, strings.Join(Formats, ", "))
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

func (t Table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	record := make([]string, len(t.Columns))
	for values := range t.Rows {
		for i, v := range values {
			record[i] = cell(v)
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// json writes a list of objects, keys in the order of the columns.
func (t Table) json(w *bufio.Writer) error {
	w.WriteString("[")
	first := true
	for values := range t.Rows {
		if !first {
			w.WriteString(",")
		}
		first = false
		w.WriteString("\n{")
		for i, v := range values {
			if i > 0 {
				w.WriteString(", ")
			}
			if err := encode(w, t.Columns[i]); err != nil {
				return err
			}
			w.WriteString(": ")
			if err := encode(w, printable(v)); err != nil {
				return err
			}
		}
		w.WriteString("}")
	}
	_, err := w.WriteString("\n]\n")
	return err
}

func encode(w *bufio.Writer, v any) error {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.WriteString(strings.TrimSuffix(b.String(), "\n"))
	return err
}

// printable makes a value one that JSON can hold.
func printable(v any) any {
	switch v := v.(type) {
	case time.Time:
		return moment(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	case []any:
		l := make([]any, len(v))
		for i := range v {
			l[i] = printable(v[i])
		}
		return l
	case map[string]any:
		m := make(map[string]any, len(v))
		for key := range v {
			m[key] = printable(v[key])
		}
		return m
	}
	return v
}

// cell writes a value for csv and tables; null is empty.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case time.Time:
		return moment(v)
	case []any, map[string]any:
		var b strings.Builder
		w := bufio.NewWriter(&b)
		if encode(w, printable(v)) != nil || w.Flush() != nil {
			return fmt.Sprint(v)
		}
		return b.String()
	}
	return fmt.Sprint(v)
}

func moment(t time.Time) string {
	t = t.UTC()
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05.999999Z")
}

func (t Table) table(w *bufio.Writer) error {
	var rows, whole [][]string
	right := make([]bool, len(t.Columns))
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		right[i], widths[i] = true, uniseg.StringWidth(c)
	}
	for values := range t.Rows {
		record, full := make([]string, len(values)), make([]string, len(values))
		for i, v := range values {
			text := Line(cell(v))
			if t.Screen > 0 {
				full[i] = text
			}
			record[i] = t.shorten(text)
			widths[i] = max(widths[i], uniseg.StringWidth(record[i]))
			switch v.(type) {
			case nil, int, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64:
			default:
				right[i] = false
			}
		}
		rows, whole = append(rows, record), append(whole, full)
	}
	if t.Screen > 0 && len(rows) > 0 && wide(widths) > t.Screen {
		t.records(w, whole)
		return count(w, len(rows))
	}
	line := func(record []string) {
		var b strings.Builder
		for i, s := range record {
			if i > 0 {
				b.WriteString("  ")
			}
			pad := strings.Repeat(" ", max(0, widths[i]-uniseg.StringWidth(s)))
			if right[i] {
				s, pad = pad, s
			}
			b.WriteString(s + pad)
		}
		w.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
	line(t.Columns)
	rules := make([]string, len(t.Columns))
	for i := range rules {
		rules[i] = strings.Repeat("─", widths[i])
	}
	line(rules)
	for _, r := range rows {
		line(r)
	}
	return count(w, len(rows))
}

// wide is the width of a table with columns so wide.
func wide(widths []int) int {
	sum := 2 * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

func count(w *bufio.Writer, n int) error {
	noun := "rows"
	if n == 1 {
		noun = "row"
	}
	_, err := fmt.Fprintf(w, "(%d %s)\n", n, noun)
	return err
}

// Line makes text fit on one line and leaves out what would steer a terminal.
func Line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\u00a0' || r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0
	}), " ")
}

func (t Table) shorten(s string) string {
	if t.Width == 0 || uniseg.StringWidth(s) <= t.Width {
		return s
	}
	var b strings.Builder
	room := t.Width - 1
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if room -= g.Width(); room < 0 {
			break
		}
		b.WriteString(g.Str())
	}
	return b.String() + "…"
}

package show

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"marketfigures/pipeline/table"
	"marketfigures/store/row"
)

// Columns are those of the table that `extract` prints.
var Columns = []string{"article", "figure", "value", "unit", "bound", "measure", "entity", "market", "period", "status", "source", "confidence"}

// Rows are an article's claims under Columns.
func Rows(a *row.Article) [][]any {
	var rows [][]any
	for i := range a.Claims {
		c := &a.Claims[i]
		measure := c.Measure
		if c.GrowthOf != "" {
			measure += " of " + c.GrowthOf
		}
		rows = append(rows, []any{
			a.Name, c.Figure.Figure, c.Value, c.Unit, c.Bound, measure, null(c.Entity), null(c.Market), null(c.Period),
			c.Status, null(c.Source), c.Confidence,
		})
	}
	return rows
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// Style marks text for the reader's eye.
type Style struct{ Strong, Faint, End string }

// Styles for a terminal and for everything else.
var (
	Terminal = Style{"\x1b[1;33m", "\x1b[2m", "\x1b[0m"}
	Plain    = Style{"[", "", "]"}
)

// Explain prints every figure of an article: its sentence with the figure
// marked, the rule that made a claim of it, and each slot with the words that
// filled it; or why it is no claim.
func Explain(w io.Writer, a *row.Article, s Style) error {
	var b strings.Builder
	title := a.Title
	if title == "" {
		title = "(no title)"
	}
	fmt.Fprintf(&b, "%s\n%s, published %s\n", a.Name, table.Line(title), published(a))
	text := []rune(a.Text)
	claims := map[string]*row.Claim{}
	for i := range a.Claims {
		claims[a.Claims[i].ID] = &a.Claims[i]
	}
	for i := range a.Figures {
		f := &a.Figures[i]
		b.WriteString("\n" + marked(text, f, s) + "\n")
		c, ok := claims[f.ID]
		if !ok {
			fmt.Fprintf(&b, "  no claim: %s (%s %s)\n", f.Why, number(f.Value), f.Unit)
			continue
		}
		explain(&b, text, c)
	}
	if len(a.Figures) == 0 {
		b.WriteString("\nno figures\n")
	}
	fmt.Fprintf(&b, "\n%d figures, %d claims\n", len(a.Figures), len(a.Claims))
	_, err := io.WriteString(w, b.String())
	return err
}

func published(a *row.Article) string {
	if a.Published.IsZero() {
		return "on an unknown day"
	}
	by := a.Published.Format("2006-01-02")
	if a.PublishedFrom != "" {
		by += " (" + a.PublishedFrom + ")"
	}
	return by
}

// marked is the sentence around a figure.
func marked(text []rune, f *row.Figure, s Style) string {
	part := func(from, to int32) string { return clean(string(text[from:to])) }
	mark := s.Strong + part(f.Start, f.End) + s.End
	if s.Faint == "" {
		return strings.TrimSpace(part(f.Sentence.Start, f.Start) + mark + part(f.End, f.Sentence.End))
	}
	return strings.TrimSpace(s.Faint + part(f.Sentence.Start, f.Start) + s.End + mark + s.Faint + part(f.End, f.Sentence.End) + s.End)
}

// clean keeps spaces at either end, for the words next to it.
func clean(s string) string {
	if s == "" {
		return s
	}
	line := table.Line(s)
	if strings.TrimLeft(s, " \t\n\r\u00a0") != s {
		line = " " + line
	}
	if strings.TrimRight(s, " \t\n\r\u00a0") != s && line != " " {
		line += " "
	}
	return line
}

// explain prints the slots of a claim, in their fixed order.
func explain(b *strings.Builder, text []rune, c *row.Claim) {
	fmt.Fprintf(b, "  claim %s by %s, confidence %.2f\n", c.ID, c.Rule, c.Confidence)
	value := number(c.Value)
	if c.Low != nil && c.High != nil {
		value = number(*c.Low) + " to " + number(*c.High)
	}
	slots := []struct{ name, value string }{
		{"value", value}, {"unit", c.Unit}, {"bound", c.Bound}, {"measure", c.Measure}, {"growth_of", c.GrowthOf},
		{"entity", c.Entity}, {"market", c.Market}, {"period", c.Period}, {"status", c.Status}, {"source", c.Source},
	}
	for _, slot := range slots {
		if slot.value == "" && slot.name == "growth_of" {
			continue
		}
		value := slot.value
		if value == "" {
			value = "null"
		}
		fmt.Fprintf(b, "    %-10s %-24s%s\n", slot.name, value, because(text, c, slot.name))
	}
	if c.ReviewedBy != "" {
		fmt.Fprintf(b, "    %-10s %s: %s\n", "reviewed", c.ReviewedBy, c.Review)
	}
}

// because names the words that filled a slot, and why.
func because(text []rune, c *row.Claim, slot string) string {
	var parts []string
	for _, r := range c.Because {
		if r.Slot != slot {
			continue
		}
		var part string
		if 0 <= r.Start && r.Start < r.End && int(r.End) <= len(text) {
			part = strconv.Quote(table.Line(string(text[r.Start:r.End])))
		}
		if r.Why != "" {
			if part != "" {
				part += ", "
			}
			part += r.Why
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + strings.Join(parts, "; ")
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

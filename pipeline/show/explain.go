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

// Style marks text for the reader's eye: the figures of claims, other figures,
// and what is told of either.
type Style struct{ Claim, Other, Head, End string }

// Styles for a terminal and for everything else.
var (
	Terminal = Style{"\x1b[1;33m", "\x1b[4m", "\x1b[1m", "\x1b[0m"}
	Plain    = Style{"[", "[", "", "]"}
)

// head makes a line stand out.
func (s Style) head(line string) string {
	if s.Head == "" {
		return line
	}
	return s.Head + line + s.End
}

// Explain prints every figure of an article under its sentence: the rule that
// made a claim of it, and each slot with the words that filled it; or why it is
// no claim.
func Explain(w io.Writer, a *row.Article, s Style) error {
	var b strings.Builder
	title := a.Title
	if title == "" {
		title = "(no title)"
	}
	fmt.Fprintf(&b, "%s\n%s, published %s\n", s.head(a.Name), table.Line(title), published(a))
	text := []rune(a.Text)
	claims := map[string]*row.Claim{}
	for i := range a.Claims {
		claims[a.Claims[i].ID] = &a.Claims[i]
	}
	for figures := a.Figures; len(figures) > 0; {
		n := 1
		for n < len(figures) && figures[n].Sentence == figures[0].Sentence {
			n++
		}
		b.WriteString("\n" + marked(text, figures[:n], claims, s) + "\n")
		for i := range figures[:n] {
			f := &figures[i]
			if c, ok := claims[f.ID]; ok {
				explain(&b, text, c, s)
			} else {
				fmt.Fprintf(&b, "  %s is no claim: %s (%s %s)\n", table.Line(f.Figure), f.Why, number(f.Value), f.Unit)
			}
		}
		figures = figures[n:]
	}
	if len(a.Figures) == 0 {
		b.WriteString("\nno figures\n")
	}
	fmt.Fprintf(&b, "\n%s\n\n", s.head(counted(len(a.Figures), "figure")+", "+counted(len(a.Claims), "claim")))
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

// marked is the sentence of some figures with each of them marked.
func marked(text []rune, figures []row.Figure, claims map[string]*row.Claim, s Style) string {
	var b strings.Builder
	at := figures[0].Sentence.Start
	for i := range figures {
		f := &figures[i]
		if f.Start < at {
			continue // within the figure before
		}
		mark := s.Other
		if claims[f.ID] != nil {
			mark = s.Claim
		}
		b.WriteString(clean(string(text[at:f.Start])) + mark + clean(string(text[f.Start:f.End])) + s.End)
		at = f.End
	}
	if end := figures[0].Sentence.End; at < end {
		b.WriteString(clean(string(text[at:end])))
	}
	return strings.TrimSpace(b.String())
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
func explain(b *strings.Builder, text []rune, c *row.Claim, s Style) {
	fmt.Fprintf(b, "  %s is a claim, by %s, confidence %.2f, id %s\n", s.head(table.Line(c.Figure.Figure)), c.Rule, c.Confidence, c.ID)
	value := number(c.Value)
	if c.Low != nil && c.High != nil {
		value = number(*c.Low) + " to " + number(*c.High)
	}
	slots := []struct{ name, value string }{
		{"value", value + " " + c.Unit + ", " + c.Bound}, {"measure", c.Measure}, {"growth_of", c.GrowthOf}, {"entity", c.Entity},
		{"market", c.Market}, {"place", c.Place}, {"period", c.Period}, {"status", c.Status}, {"source", c.Source},
	}
	for _, slot := range slots {
		if slot.value == "" && slot.name == "growth_of" {
			continue
		}
		value := slot.value
		if value == "" {
			value = "null"
		}
		line := fmt.Sprintf("    %-10s %-24s%s", slot.name, value, because(text, c, slot.name))
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if c.ReviewedBy != "" {
		fmt.Fprintf(b, "    %-10s %s: %s\n", "reviewed", c.ReviewedBy, c.Review)
	}
}

// because names the words that filled a slot, and why in plain words.
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
			part += reasons(slot, r.Why)
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

// counted is a number of things: 1 claim, 2 claims.
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

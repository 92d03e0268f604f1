package reports

import (
	"html/template"
	"strconv"
)

// Rows of long tables and paragraphs of articles are written here: a large report
// has a million cells, and for each a template looks up fields and calls its
// escaper by reflection, which took half of the time. The bytes are those that
// html/template writes (a test compares them): what articles say is escaped as
// text, and ids are cut down to letters and digits.
type markup []byte

func (m *markup) raw(s string) { *m = append(*m, s...) }

// text escapes as html/template does between tags and in quoted attributes.
func (m *markup) text(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		if escaped := escapes[s[i]]; escaped != "" {
			*m = append(append(*m, s[from:i]...), escaped...)
			from = i + 1
		}
	}
	*m = append(*m, s[from:]...)
}

var escapes = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// id writes an id where no quotes stand around it.
func (m *markup) id(s string) {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' {
			*m = append(*m, c)
		}
	}
}

func (m *markup) number(n int) { *m = strconv.AppendInt(*m, int64(n), 10) }

func (m *markup) cell(s string) {
	m.raw("<td>")
	m.text(s)
}

// row starts a row of a table, in the colour of its side.
func (m *markup) row(side int) {
	switch side {
	case 0:
		m.raw(`<tr class="a">`)
	case 1:
		m.raw(`<tr class="b">`)
	default:
		m.raw("<tr>")
	}
}

func (m *markup) figure(id, figure string) {
	m.raw("<td><a href=#claim-")
	m.id(id)
	m.raw(">")
	m.text(figure)
	m.raw("</a>")
}

// Markup is the row of the ledger.
func (r *ledgerRow) Markup() template.HTML {
	var m markup
	m.row(r.Side)
	m.raw("<td>")
	m.number(r.Number)
	m.figure(r.ID, r.Figure)
	m.raw("<td")
	if r.Plain != "" {
		m.raw(` data-v="`)
		m.text(r.Plain)
		m.raw(`"`)
	}
	m.raw(">")
	m.text(r.Value)
	for _, s := range [...]string{r.About, r.Measure, r.Market, r.Place, r.Period, r.Status, r.Source, r.Publisher, r.Published, r.Confidence, r.Rule} {
		m.cell(s)
	}
	if r.Unverified || r.Reviewed != "" {
		m.raw("<td>")
		if r.Unverified {
			m.raw("not found again")
		}
		if r.Reviewed != "" {
			m.raw(" reviewed by ")
			m.text(r.Reviewed)
		}
	}
	return template.HTML(m)
}

// Markup is the row of the table behind a chart.
func (r *chartRow) Markup() template.HTML {
	var m markup
	m.row(r.Side)
	m.raw("<td>")
	m.number(r.Number)
	m.cell(r.Period)
	m.cell(r.About)
	m.figure(r.ID, r.Figure)
	for _, s := range [...]string{r.Value, r.Status, r.Source, r.Said} {
		m.cell(s)
	}
	return template.HTML(m)
}

// Markup is a forecast beside what was reported.
func (r *outcomeRow) Markup() template.HTML {
	var m markup
	figure := func(c *chartRow) {
		m.raw(`<td><a href="#claim-`)
		m.id(c.ID)
		m.raw(`">`)
		m.text(c.Figure)
		m.raw("</a>")
		m.cell(c.Source)
	}
	m.raw("<tr>")
	m.cell(r.About)
	figure(&r.Forecast)
	m.cell(r.Made)
	figure(&r.Reported)
	m.cell(r.Later)
	m.cell(r.Off)
	return template.HTML(m)
}

// Quote is a row of disagreements, with its sentence.
func (r *conflictRow) Quote() template.HTML {
	var m markup
	m.raw("<tr>")
	m.figure(r.ID, r.Figure)
	for _, s := range [...]string{r.Value, r.About, r.Source, r.Publisher} {
		m.cell(s)
	}
	if r.Published != "" {
		m.raw(", ")
		m.text(r.Published)
	}
	m.raw(`<td class="quote">`)
	m.text(r.Before)
	m.raw("<mark>")
	m.text(r.Figure)
	m.raw("</mark>")
	m.text(r.After)
	return template.HTML(m)
}

// Markup is a paragraph with its figures, names and dates marked.
func (p *paragraph) Markup() template.HTML {
	var m markup
	if p.Left > 0 {
		m.raw(`<p class="left">[`)
		m.number(p.Left)
		m.raw(" lines without a figure left out]")
	}
	if len(p.Pieces) > 0 {
		m.raw("<p")
		if p.Row {
			m.raw(` class="row"`)
		}
		m.raw(">")
	}
	for i := range p.Pieces {
		c := &p.Pieces[i]
		switch c.Kind {
		case "text":
			m.text(c.Text)
		case "claim":
			m.raw("<mark id=claim-")
			m.id(c.Claim)
			m.raw(">")
			m.text(c.Text)
			m.raw("</mark>")
		case "open":
			m.raw("<i>")
		case "close":
			m.raw("</i>")
		case "name":
			m.raw("<b>")
			m.text(c.Text)
			m.raw("</b>")
		case "date":
			m.raw("<u>")
			m.text(c.Text)
			m.raw("</u>")
		default:
			m.raw(`<span class="bp">`)
			m.text(c.Text)
			m.raw("</span>")
		}
	}
	return template.HTML(m)
}

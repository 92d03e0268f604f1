package reports

import (
	"html/template"
	"strings"
	"testing"
)

// What is written without a template is what html/template writes, whatever
// articles say.
func TestMarkup(t *testing.T) {
	const page = `{{define "ledger"}}<tr{{if eq .Side 0}} class="a"{{else if eq .Side 1}} class="b"{{end}}><td>{{.Number}}<td><a href=#claim-{{.ID}}>{{.Figure}}</a><td{{with .Plain}} data-v="{{.}}"{{end}}>{{.Value}}<td>{{.About}}<td>{{.Measure}}<td>{{.Market}}<td>{{.Place}}<td>{{.Period}}<td>{{.Status}}<td>{{.Source}}<td>{{.Publisher}}<td>{{.Published}}<td>{{.Confidence}}<td>{{.Rule}}{{if or .Unverified .Reviewed}}<td>{{if .Unverified}}not found again{{end}}{{with .Reviewed}} reviewed by {{.}}{{end}}{{end}}{{end}}
{{define "chart"}}<tr{{if eq .Side 0}} class="a"{{else if eq .Side 1}} class="b"{{end}}><td>{{.Number}}<td>{{.Period}}<td>{{.About}}<td><a href=#claim-{{.ID}}>{{.Figure}}</a><td>{{.Value}}<td>{{.Status}}<td>{{.Source}}<td>{{.Said}}{{end}}
{{define "outcome"}}<tr><td>{{.About}}<td><a href="#claim-{{.Forecast.ID}}">{{.Forecast.Figure}}</a><td>{{.Forecast.Source}}<td>{{.Made}}<td><a href="#claim-{{.Reported.ID}}">{{.Reported.Figure}}</a><td>{{.Reported.Source}}<td>{{.Later}}<td>{{.Off}}{{end}}
{{define "conflict"}}<tr><td><a href=#claim-{{.ID}}>{{.Figure}}</a><td>{{.Value}}<td>{{.About}}<td>{{.Source}}<td>{{.Publisher}}{{with .Published}}, {{.}}{{end}}<td class="quote">{{.Before}}<mark>{{.Figure}}</mark>{{.After}}{{end}}
{{define "paragraph"}}{{if .Left}}<p class="left">[{{.Left}} lines without a figure left out]{{end}}{{if .Pieces}}<p{{if .Row}} class="row"{{end}}>{{range .Pieces}}{{if eq .Kind "text"}}{{.Text}}{{else if eq .Kind "claim"}}<mark id=claim-{{.Claim}}>{{.Text}}</mark>{{else if eq .Kind "open"}}<i>{{else if eq .Kind "close"}}</i>{{else if eq .Kind "name"}}<b>{{.Text}}</b>{{else if eq .Kind "date"}}<u>{{.Text}}</u>{{else}}<span class="bp">{{.Text}}</span>{{end}}{{end}}{{end}}{{end}}`
	templates := template.Must(template.New("").Parse(page))
	for _, s := range []string{
		"", "54%", "支付宝 +8%", `</script><script>alert("1")</script>`, `" onload='x' &amp; <!--`, "a\x00b", "\xff\xfe", "{{.}} ]]> `${x}`", "\u2028 =\t\n", "&lt;",
	} {
		row := chartRow{1, "ab12", s, s, s, s, s, s, s, -1}
		ledger := ledgerRow{Number: 7, ID: "0f", Figure: s, Value: s, About: s, Measure: s, Market: s, Place: s, Period: s, Status: s, Source: s, Publisher: s, Published: s, Confidence: s, Rule: s, Side: 1, Plain: s, Reviewed: s}
		plain := ledger
		plain.Side, plain.Unverified = 0, s == ""
		var pieces []piece
		for _, kind := range []string{"text", "open", "claim", "name", "date", "close", "boilerplate"} {
			pieces = append(pieces, piece{kind, s, "c0ffee"})
		}
		for _, c := range []struct {
			name string
			data any
			got  template.HTML
		}{
			{"ledger", ledger, ledger.Markup()},
			{"ledger", plain, plain.Markup()},
			{"chart", row, row.Markup()},
			{"outcome", outcomeRow{s, row, row, s, s, s, s}, (&outcomeRow{s, row, row, s, s, s, s}).Markup()},
			{"conflict", conflictRow{row, s, s, s, s}, (&conflictRow{row, s, s, s, s}).Quote()},
			{"paragraph", paragraph{3, true, pieces}, (&paragraph{3, true, pieces}).Markup()},
			{"paragraph", paragraph{0, false, pieces[:1]}, (&paragraph{0, false, pieces[:1]}).Markup()},
			{"paragraph", paragraph{}, (&paragraph{}).Markup()},
		} {
			var want strings.Builder
			if err := templates.ExecuteTemplate(&want, c.name, c.data); err != nil {
				t.Fatal(err)
			}
			if string(c.got) != want.String() {
				t.Errorf("%s of %q:\n%s, want\n%s", c.name, s, c.got, want.String())
			}
		}
	}
	// an id that no program of ours made
	if got := (&chartRow{ID: `x onclick=alert(1)>"`}).Markup(); !strings.Contains(string(got), "<a href=#claim-xonclickalert1>") {
		t.Errorf("an id became %s", got)
	}
}

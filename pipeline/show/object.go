// Package show prints extractions: as JSON for programs, as a table, and with
// the reason of every slot for whoever asks why.
package show

import (
	"encoding/json"
	"io"
	"time"

	"marketfigures/store/row"
)

// object is an article as `extract --format jsonl` prints it. Offsets are code
// points of text, half-open.
type object struct {
	Article   string    `json:"article"`
	Title     *string   `json:"title"`
	Published *string   `json:"published"`
	Language  *string   `json:"language"`
	Text      string    `json:"text"`
	Claims    []claim   `json:"claims"`
	Figures   []figure  `json:"figures"`
	Dates     []date    `json:"dates"`
	Entities  []string  `json:"entities"`
	Mentions  []mention `json:"mentions"`
}

type claim struct {
	Start      int32    `json:"start"`
	End        int32    `json:"end"`
	Figure     string   `json:"figure"`
	Value      float64  `json:"value"`
	Low        *float64 `json:"low,omitempty"`
	High       *float64 `json:"high,omitempty"`
	Unit       string   `json:"unit"`
	Bound      string   `json:"bound"`
	Measure    string   `json:"measure"`
	GrowthOf   *string  `json:"growth_of"`
	Entity     *string  `json:"entity"`
	Market     *string  `json:"market"`
	Place      *string  `json:"place"`
	Period     *string  `json:"period"`
	Status     string   `json:"status"`
	Source     *string  `json:"source"`
	Confidence float64  `json:"confidence"`
	Rule       string   `json:"rule"`
}

type figure struct {
	Start   int32    `json:"start"`
	End     int32    `json:"end"`
	Figure  string   `json:"figure"`
	Value   float64  `json:"value"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Unit    string   `json:"unit"`
	Bound   string   `json:"bound"`
	Counted *string  `json:"counted"`
	Claim   bool     `json:"claim"`
	Why     *string  `json:"why,omitempty"`
}

type date struct {
	Start  int32   `json:"start"`
	End    int32   `json:"end"`
	Text   string  `json:"text"`
	Value  *string `json:"value"`
	Starts *string `json:"starts"`
	Ends   *string `json:"ends"` // the day after the last one
}

type mention struct {
	Start  int32  `json:"start"`
	End    int32  `json:"end"`
	Text   string `json:"text"`
	Entity string `json:"entity"`
	Listed bool   `json:"listed"`
}

// JSONL writes an article's extraction as one line of JSON.
func JSONL(w io.Writer, a *row.Article) error {
	o := object{
		Article: a.Name, Title: orNull(a.Title), Published: day(a.Published), Language: orNull(a.Language), Text: a.Text,
		Claims: []claim{}, Figures: []figure{}, Dates: []date{}, Entities: []string{}, Mentions: []mention{},
	}
	o.Entities = append(o.Entities, a.Entities...)
	for i := range a.Claims {
		c := &a.Claims[i]
		o.Claims = append(o.Claims, claim{
			c.Start, c.End, c.Figure.Figure, c.Value, c.Low, c.High, c.Unit, c.Bound, c.Measure, orNull(c.GrowthOf),
			orNull(c.Entity), orNull(c.Market), orNull(c.Place), orNull(c.Period), c.Status, orNull(c.Source), c.Confidence, c.Rule,
		})
	}
	for i := range a.Figures {
		f := &a.Figures[i]
		o.Figures = append(o.Figures, figure{
			f.Start, f.End, f.Figure, f.Value, f.Low, f.High, f.Unit, f.Bound, orNull(f.Counted), f.Claimed, orNull(f.Why),
		})
	}
	for _, d := range a.Dates {
		if d.Listed {
			o.Dates = append(o.Dates, date{d.Start, d.End, d.Text, orNull(d.Value), day(d.Starts), day(d.Ends)})
		}
	}
	for _, m := range a.Mentions {
		o.Mentions = append(o.Mentions, mention{m.Start, m.End, m.Text, m.Entity, m.Listed})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(o)
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.DateOnly)
	return &s
}

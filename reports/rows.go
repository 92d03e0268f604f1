package reports

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// rowChart draws percentages on one axis, a line of marks for each row label:
// a forecast beside what came of it, or figures that disagree.
type rowChart struct {
	id     string
	labels []string
	marks  []rowMark
}

// rowMark is an entry on the row of a label.
type rowMark struct {
	*entry
	label int // index into labels
	row   int // index into the table's rows
}

// add puts an entry on a row once, however many rows of the table it is in.
func (c *rowChart) add(e *entry, label, row int) {
	if !slices.ContainsFunc(c.marks, func(m rowMark) bool { return m.entry == e && m.label == label }) {
		c.marks = append(c.marks, rowMark{e, label, row})
	}
}

// maxRows is how many rows one chart holds; the table has all.
const maxRows = 24

func (c *rowChart) option() (template.JS, error) {
	o := charts.NewCustom()
	high := 0.0
	for _, m := range c.marks {
		high = max(high, m.high())
	}
	high = min(roundUp(high), 100)
	o.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: c.id, BackgroundColor: "transparent"}),
		charts.WithAnimation(false),
		charts.WithGridOpts(opts.Grid{Left: "8", Right: "28", Top: "8", Bottom: "4", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{
			Type: "value", Min: 0, Max: high, MinInterval: high / 4, MaxInterval: high / 4,
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "var(--grid)"}},
			AxisLabel: &opts.AxisLabel{Formatter: "{value}%", Color: "var(--quiet)", FontSize: 11, HideOverlap: opts.Bool(true)},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type: "category", Data: c.labels, Inverse: opts.Bool(true),
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "var(--grid)"}},
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: "var(--ink)", FontSize: 12},
		}),
	)
	var marks [][]any
	for _, m := range c.marks {
		marks = append(marks, m.mark(m.Value, m.label, m.row))
	}
	addSeries(o, "marks", marks)
	o.Validate()
	return encode(o.JSON())
}

// outcome is a forecast and what was reported later for the same thing.
type outcome struct{ forecast, reported *entry }

// resolveOutcomes finds those of all pages: both claims were found again in their texts,
// the reported one published after the forecast.
func (l *library) resolveOutcomes() {
	for _, o := range l.data.Outcomes {
		f, r := l.byID[o.Forecast], l.byID[o.Reported]
		if f != nil && r != nil && f.verified && r.verified && comparable(f) &&
			!f.article.Published.IsZero() && r.article.Published.After(f.article.Published) {
			l.allOutcomes = append(l.allOutcomes, outcome{f, r})
		}
	}
}

// outcomes are those of which both claims stand on the page, by measure,
// market, period and date of the forecast. Of each source only the first report
// counts: pairs grow with the square of the claims, and say the same again.
func (l *library) outcomes(p *page) []outcome {
	var all []outcome
	on := p.has()
	type told struct {
		forecast *entry
		source   string
	}
	first := map[told]int{} // in all
	for _, o := range l.allOutcomes {
		f, r := o.forecast, o.reported
		if !on[f] || !on[r] {
			continue
		}
		k, seen := first[told{f, r.Source}]
		switch {
		case !seen:
			first[told{f, r.Source}] = len(all)
			all = append(all, o)
		case cmp.Or(r.article.Published.Compare(all[k].reported.article.Published), strings.Compare(r.ID, all[k].reported.ID)) < 0:
			all[k].reported = r
		}
	}
	slices.SortStableFunc(all, func(a, b outcome) int {
		return cmp.Or(cmp.Compare(min(b.forecast.side, 0), min(a.forecast.side, 0)), compareSubjects(a.forecast, b.forecast), strings.Compare(a.forecast.ID, b.forecast.ID), strings.Compare(a.reported.ID, b.reported.ID))
	})
	return all
}

// comparable leaves out shares that nobody is said to hold: of what they are
// the share, only the sentence tells.
func comparable(e *entry) bool { return e.Measure != "market_share" || e.Entity != "" }

// comparableSQL is the same for queries.
const comparableSQL = "\n  AND (measure <> 'market_share' OR entity IS NOT NULL)"

func compareSubjects(a, b *entry) int {
	return cmp.Or(
		cmp.Compare(measureRank(a.Measure), measureRank(b.Measure)),
		strings.Compare(a.Measure, b.Measure),
		strings.Compare(a.GrowthOf, b.GrowthOf),
		strings.Compare(a.Market, b.Market),
		strings.Compare(a.ground, b.ground),
		strings.Compare(a.Entity, b.Entity),
		a.starts().Compare(b.starts()),
		strings.Compare(a.Period, b.Period),
		comparePublished(a.article.Published, b.article.Published),
	)
}

// conflict is a group of claims that can't all be right.
type conflict struct {
	subject string
	entries []*entry // by value
}

// resolveConflicts finds those of all pages, of claims that were found again in their
// texts.
func (l *library) resolveConflicts() {
	for _, group := range l.data.Conflict {
		c := conflict{subject: group.Subject}
		for _, id := range group.Claims {
			if e := l.byID[id]; e != nil && e.verified && comparable(e) {
				c.entries = append(c.entries, e)
			}
		}
		slices.SortFunc(c.entries, func(a, b *entry) int { return cmp.Or(cmp.Compare(a.Value, b.Value), strings.Compare(a.ID, b.ID)) })
		l.allConflicts = append(l.allConflicts, c)
	}
}

// conflicts are those whose claims stand on the page, by rank, then by measure,
// market, side and period.
func (l *library) conflicts(p *page) []conflict {
	var all []conflict
	on := p.has()
	for _, group := range l.allConflicts {
		c := conflict{subject: group.subject}
		for _, e := range group.entries {
			if on[e] {
				c.entries = append(c.entries, e)
			}
		}
		if len(c.entries) > 1 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b conflict) int {
		return cmp.Or(
			cmp.Compare(b.rank(), a.rank()),
			compareSubjects(a.entries[0], b.entries[0]),
			strings.Compare(a.entries[0].ID, b.entries[0].ID),
		)
	})
	return all
}

// rank puts disagreements about the two sides first, shares before others, and
// last penetrations, which may be of different bases.
func (c conflict) rank() int {
	e, n := c.entries[0], 0
	if e.side >= 0 {
		n += 4
	}
	switch e.Measure {
	case "market_share":
		n += 2
	case "penetration":
	default:
		n++
	}
	return n
}

// widestOf finds the widest of the conflicts that rank with the first.
func widestOf(all []conflict) int {
	widest := 0
	for i, c := range all {
		first := all[widest]
		if c.rank() == first.rank() && c.low().Unit == first.low().Unit && c.high().Value-c.low().Value > first.high().Value-first.low().Value {
			widest = i
		}
	}
	return widest
}

func (c conflict) low() *entry  { return c.entries[0] }
func (c conflict) high() *entry { return c.entries[len(c.entries)-1] }

func (p *page) has() map[*entry]bool {
	on := make(map[*entry]bool, len(p.entries))
	for _, e := range p.entries {
		on[e] = true
	}
	return on
}

// about names what an entry is about: "Alipay, mobile payment, India, market
// share, Q1 2017".
func (l *library) about(e *entry, subject string) string {
	parts := []string{}
	if subject != "" {
		parts = append(parts, nameOf(l.data.Names, subject))
	} else if e.Entity != "" {
		parts = append(parts, nameOf(l.data.Names, e.Entity))
	}
	if e.Market != "" {
		parts = append(parts, nameOf(l.data.Names, e.Market))
	}
	if e.ground != "" {
		parts = append(parts, l.data.groundName(e.ground))
	}
	return capital(strings.Join(append(parts, measured(e.Claim), when(e)), ", "))
}

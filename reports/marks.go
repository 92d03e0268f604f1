package reports

import (
	"encoding/json"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// A mark is the row of numbers that report.js draws one statement from:
// x (decimal year), y, side, bound, status, its row in the table below the
// chart, and of a range low and high. Nothing that an article wrote is in a mark: its words
// are in the table.
const (
	sideWhole = 2 // about a whole market
	sideOther = 3 // about an entity that is on neither side
)

var (
	boundCodes  = []string{"exact", "about", "above", "below", "range"}
	statusCodes = []string{"reported", "forecast", "target"}
)

func (e *entry) mark(x, y any, row int) []any {
	m := []any{x, y, e.sideCode(), max(slices.Index(boundCodes, e.Bound), 0), max(slices.Index(statusCodes, e.Status), 0), row}
	if e.Bound == "range" {
		m = append(m, e.low(), e.high())
	}
	return m
}

// addSeries adds rows of numbers as a series that report.js draws. They go in
// as bare rows, which take a third less room than items with a value each.
func addSeries(c *charts.Custom, name string, rows [][]any) {
	c.AddSeries(name, []opts.CustomData{})
	c.MultiSeries[len(c.MultiSeries)-1].Data = rows
}

func (e *entry) sideCode() int {
	switch {
	case e.side >= 0:
		return e.side
	case e.Entity == "":
		return sideWhole
	}
	return sideOther
}

// round keeps a decimal year to the day.
func round(year float64) float64 { return math.Round(year*1000) / 1000 }

// option is the chart's option as JSON that is safe inside a script element.
func (p *panel) option() (template.JS, error) {
	c := charts.NewCustom()
	from, to := p.years()
	c.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: p.id, BackgroundColor: "transparent"}),
		charts.WithAnimation(false),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "12", Top: "24", Bottom: "22", ContainLabel: opts.Bool(true)}),
		charts.WithXAxisOpts(yearAxis(from, to)),
		charts.WithYAxisOpts(p.scale.axis()),
	)
	var marks [][]any
	for row, s := range p.statements {
		marks = append(marks, s.mark(round(s.year()), s.Value, row))
	}
	addSeries(c, "marks", marks)
	if p.joins {
		addSeries(c, "lines", p.lines())
	}
	if start := p.forecastFrom(); start != 0 {
		addSeries(c, "forecasts", [][]any{{round(start), p.scale.max, to, p.scale.min}})
	}
	c.Validate()
	return encode(c.JSON())
}

// encode writes an option without the components that the report has itself
// (title, legend, tooltip, toolbox). encoding/json escapes <, > and &.
func encode(option map[string]any) (template.JS, error) {
	for _, unused := range []string{"title", "legend", "tooltip", "toolbox", "color"} {
		delete(option, unused)
	}
	b, err := json.Marshal(option)
	if err != nil {
		return "", fmt.Errorf("encode chart option: %w", err)
	}
	return template.JS(b), nil
}

// years is the range of the time axis, in whole years.
func (p *panel) years() (from, to int) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range p.statements {
		low, high = min(low, s.year()), max(high, s.year())
	}
	return int(math.Floor(low)), int(math.Floor(high)) + 1
}

// yearAxis has a tick where a year begins. report.js writes the years, each in
// the middle of its own: a figure for 2016 stands over the word 2016.
func yearAxis(from, to int) opts.XAxis {
	return opts.XAxis{
		Type: "value", Min: from, Max: to, MinInterval: 1, MaxInterval: 1,
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "var(--rule)"}, OnZero: opts.Bool(false)},
		AxisTick:  &opts.AxisTick{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "var(--rule)"}},
		AxisLabel: &opts.AxisLabel{Show: opts.Bool(false)},
	}
}

func (s scale) axis() opts.YAxis {
	a := opts.YAxis{
		Type: "value", Min: s.min, Max: s.max,
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: "var(--grid)", Width: 1}},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: "var(--quiet)", FontSize: 11, HideOverlap: opts.Bool(true)},
	}
	if s.log {
		a.Type = "log"
	} else {
		a.MinInterval, a.MaxInterval = s.max/4, s.max/4
	}
	return a
}

// lines joins what one claimant reported for one entity over periods of one
// kind, and breaks where that claimant gave two figures for a period. Bounds,
// forecasts and figures that nobody is credited for are joined to nothing, and
// no line crosses more than two years that nothing is known of. Each stretch is x and y of its two ends, and the side.
func (p *panel) lines() [][]any {
	type series struct{ entity, claimant, span string }
	runs := map[series][]*statement{}
	var order []series
	for _, s := range p.statements {
		if s.Status != "reported" || s.Bound != "exact" && s.Bound != "about" || s.Period == "" {
			continue
		}
		for _, claimant := range s.claimants {
			k := series{s.Entity, strings.ToLower(claimant), spanOf(s.Period)}
			if runs[k] == nil {
				order = append(order, k)
			}
			runs[k] = append(runs[k], s)
		}
	}
	stretches := [][]any{}
	for _, k := range order {
		run := runs[k]
		for i := 1; i < len(run); i++ {
			from, to := run[i-1], run[i]
			if alone(run, i-1) && alone(run, i) && to.year()-from.year() <= longestStretch {
				stretches = append(stretches, []any{round(from.year()), from.Value, round(to.year()), to.Value, to.sideCode()})
			}
		}
	}
	return stretches
}

// longestStretch is in years.
const longestStretch = 2

// alone says whether a claimant's figures, sorted by time, hold one only for
// the period of the i-th.
func alone(run []*statement, i int) bool {
	return (i == 0 || run[i-1].Period != run[i].Period) && (i+1 == len(run) || run[i+1].Period != run[i].Period)
}

// forecastFrom is where the forecasts begin that lie after all that was
// reported, 0 where there are none.
func (p *panel) forecastFrom() float64 {
	reported, forecast := 0.0, 0.0
	for _, s := range p.statements {
		switch y := s.year(); {
		case s.Status == "reported":
			reported = max(reported, y)
		case s.Status == "forecast":
			forecast = max(forecast, y)
		}
	}
	if forecast <= reported {
		return 0
	}
	first := forecast
	for _, s := range p.statements {
		if y := s.year(); s.Status == "forecast" && y > reported {
			first = min(first, y)
		}
	}
	if reported == 0 {
		from, _ := p.years()
		return float64(from)
	}
	return (reported + first) / 2
}

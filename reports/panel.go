package reports

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// panel is one chart with its table: statements that share a definition, so
// that nothing stands on one axis that can't be compared: one market in one
// place. A market that is not named is a definition of its own; a place that is
// not named is home.
type panel struct {
	id         string
	definition definition
	scale      scale
	statements []*statement
	joins      bool  // lines may join figures of one claimant: their base is one
	scope      scope // what of the database its page shows, for the SQL
}

// definition is what two statements must share to be drawn on one axis.
type definition struct {
	measure, market, unit, counted string
	ground                         string // another place than home, where they lie
	span                           string // day, month, quarter, year ...: only for what flows in a period
	sides                          bool   // only entities of the two sides
}

// scale is the vertical axis, equal for all panels of a measure.
type scale struct {
	log      bool
	min, max float64
}

// minMarks is the least number of statements worth a chart: fewer read better
// as the rows that they are.
const minMarks = 3

// panelsOf groups the entries of a measure by definition. Definitions with too
// few statements come back as leftover entries, which the ledger shows.
func panelsOf(entries []*entry, c chart, p *page) (panels []*panel, leftover int) {
	byDefinition := map[definition][]*entry{}
	for _, e := range entries {
		if c.draws(e) {
			d := c.definitionOf(e)
			byDefinition[d] = append(byDefinition[d], e)
		}
	}
	for d, group := range byDefinition {
		statements := fold(group)
		if len(statements) < minMarks {
			leftover += len(statements)
			continue
		}
		panels = append(panels, &panel{definition: d, statements: statements, joins: !c.bases && d.market != "", scope: p.scope})
	}
	slices.SortFunc(panels, comparePanels)
	c.setScales(panels)
	for _, panel := range panels {
		panel.id = p.slug(panel.definition.measure, panel.definition.market, panel.definition.unit, panel.definition.span, panel.definition.counted, panel.definition.ground)
	}
	return panels, leftover
}

// comparePanels puts home before other places, and first what tells most of the
// two sides, markets that are named before the one that is not, then what has
// most figures; names break ties.
func comparePanels(a, b *panel) int {
	return cmp.Or(
		cmp.Compare(min(len(a.definition.ground), 1), min(len(b.definition.ground), 1)),
		cmp.Compare(b.bothSides(), a.bothSides()),
		cmp.Compare(min(len(b.definition.market), 1), min(len(a.definition.market), 1)),
		cmp.Compare(len(b.statements), len(a.statements)),
		strings.Compare(a.definition.market, b.definition.market),
		strings.Compare(a.definition.unit, b.definition.unit),
		strings.Compare(a.definition.span, b.definition.span),
		strings.Compare(a.definition.counted, b.definition.counted),
		strings.Compare(a.definition.ground, b.definition.ground),
	)
}

func (p *panel) bothSides() int {
	var seen [2]int
	for _, s := range p.statements {
		if s.side >= 0 {
			seen[s.side] = 1
		}
	}
	return seen[0] + seen[1]
}

// chart says which claims a chart draws, and on which axes.
type chart struct {
	measure string
	sides   bool // only claims about the two sides
	unit    func(unit string) bool
	spans   bool // one panel per kind of period, for what flows
	log     bool
	whole   bool // percent of a whole: the axis ends at 100 at most
	full    bool // the axis always ends at 100
	bases   bool // figures may be of different bases (people, sales, shops), so nothing joins them
}

// draws says whether a claim can stand on the chart: checked, dated, in the
// chart's unit, and on a log axis positive. Where no market is named, only the
// two sides are drawn: what others do there may be anything.
func (c chart) draws(e *entry) bool {
	return e.Measure == c.measure && c.unit(e.Unit) && e.verified && e.year() != 0 &&
		(!c.sides && e.Market != "" || e.side >= 0) && (!c.log || e.Value > 0 && e.low() > 0) && (!c.whole || e.Value >= 0 && e.high() <= 100)
}

func (c chart) definitionOf(e *entry) definition {
	d := definition{measure: e.Measure, market: e.Market, unit: e.Unit, counted: e.noun(), ground: e.ground, sides: c.sides || e.Market == ""}
	if c.spans {
		d.span = spanOf(e.Period)
	}
	return d
}

// setScales gives the panels of one unit and kind of period the same axis.
func (c chart) setScales(panels []*panel) {
	type axis struct{ unit, span string }
	low, high := map[axis]float64{}, map[axis]float64{}
	for _, p := range panels {
		a := axis{p.definition.unit, p.definition.span}
		for _, s := range p.statements {
			if l, seen := low[a]; !seen || s.low() < l {
				low[a] = s.low()
			}
			high[a] = max(high[a], s.high())
		}
	}
	for _, p := range panels {
		a := axis{p.definition.unit, p.definition.span}
		switch {
		case c.full:
			p.scale = scale{max: 100}
		case c.log:
			p.scale = scale{log: true, min: math.Pow(10, math.Floor(math.Log10(low[a]))), max: math.Pow(10, math.Ceil(math.Log10(high[a])))}
			if p.scale.min == p.scale.max {
				p.scale.max *= 10
			}
		default:
			p.scale = scale{max: roundUp(high[a])}
			if c.whole {
				p.scale.max = min(p.scale.max, 100)
			}
		}
	}
}

// roundUp is the next of 1, 2, 4, 5, 8 times a power of ten.
func roundUp(v float64) float64 {
	if v <= 0 {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 2, 4, 5, 8} {
		if v <= step*base {
			return step * base
		}
	}
	return 10 * base
}

// low and high are the ends of a range, or else the value itself.
func (e *entry) low() float64 {
	if e.Bound == "range" {
		return min(e.Low, e.High)
	}
	return e.Value
}

func (e *entry) high() float64 {
	if e.Bound == "range" {
		return max(e.Low, e.High)
	}
	return e.Value
}

// spanOf names the kind of a period: what flows in a year is not what flows in
// a day.
func spanOf(period string) string {
	switch {
	case period == "":
		return "unstated"
	case strings.Contains(period, "/"):
		return "several"
	case strings.Contains(period, "-Q"):
		return "quarter"
	case strings.Contains(period, "-H"):
		return "half-year"
	}
	return []string{"year", "month", "day"}[min(strings.Count(period, "-"), 2)]
}

// slug makes a fixed id from words, with a number where it was given before.
func (p *page) slug(words ...string) string {
	var b strings.Builder
	for _, w := range words {
		for _, r := range strings.ToLower(w) {
			switch {
			case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
				b.WriteRune(r)
			case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
				b.WriteByte('-')
			}
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	s := strings.TrimSuffix(b.String(), "-")
	p.slugs[s]++
	if n := p.slugs[s]; n > 1 {
		s += "-" + strconv.Itoa(n)
	}
	return s
}

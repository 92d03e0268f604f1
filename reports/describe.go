package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// title names a panel by its definition: the market first, then what sets it
// apart from its neighbours, such as another place than home.
func (p *panel) title(l *library) string {
	d := p.definition
	where := ""
	if d.ground != "" {
		where = ", " + l.data.groundName(d.ground)
	}
	if d.market == "" {
		what := l.comparison[0].Label + " and " + l.comparison[1].Label
		if d.unit == "count" {
			what = capital(cmp.Or(d.counted, measureName(d.measure)))
		}
		return what + spanWords[d.span] + ", market not named" + where
	}
	t := capital(nameOf(l.data.Names, d.market))
	if d.counted != "" && d.counted != measureName(d.measure) {
		t += ", " + d.counted
	}
	return t + spanWords[d.span] + where
}

var spanWords = map[string]string{
	"unstated": ", period not stated", "several": ", over several periods", "year": " in a year",
	"half-year": " in half a year", "quarter": " in a quarter", "month": " in a month", "day": " in a day",
}

// dek says in words what is on the axes, where and when: the market is in the
// title.
func (p *panel) dek(l *library) string {
	d := p.definition
	unit := map[string]string{"percent": "percent", "percentage_points": "percentage points", "count": "number"}[d.unit]
	if unit == "" {
		unit = d.unit
	}
	scale := ""
	if p.scale.log {
		scale = ", each line ten times the one below"
	}
	from, to := p.years()
	return fmt.Sprintf("%s, %s%s; %s; %s.", capital(measureName(d.measure)), unit, scale, l.data.groundName(d.ground), yearsName(from, to-1))
}

// finding is the sentence that a reader should take away from a panel: where
// each side stood last, and how far sources are apart.
func (p *panel) finding(l *library) string {
	var parts []string
	for side := range l.comparison {
		if s := p.last(func(s *statement) bool { return s.side == side }); s != nil {
			parts = append(parts, l.stood(s))
		}
	}
	if len(parts) == 0 {
		if s := p.last(func(s *statement) bool { return s.Entity == "" }); s != nil {
			parts = append(parts, l.stood(s))
		} else if s := p.last(func(*statement) bool { return true }); s != nil {
			parts = append(parts, l.stood(s))
		}
	}
	if len(parts) == 0 {
		return "Nothing here has been reported yet: all figures are forecasts or targets."
	}
	return capital(strings.Join(parts, "; ")) + "."
}

// stood says a figure with its period and who says so.
func (l *library) stood(s *statement) string {
	who := ""
	switch {
	case s.Entity != "":
		who = nameOf(l.data.Names, s.Entity) + " "
	case s.Measure != "penetration":
		who = "the market as a whole "
	}
	text := fmt.Sprintf("%s%s (%s", who, normalised(s.Claim), when(s.entry))
	if len(s.credited) > 0 {
		text += ", " + strings.Join(s.credited, ", ")
	}
	return text + ")"
}

// last is the newest sure reported statement of those that fit, else the newest
// doubtful one; a plain figure before a bound, said by most before said by few.
func (p *panel) last(fits func(*statement) bool) *statement {
	var best *statement
	for _, s := range p.statements {
		if s.Status != "reported" || !fits(s) {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(s.sure(), best.sure()), compareNewest(s, best)) > 0 {
			best = s
		}
	}
	return best
}

func compareNewest(a, b *statement) int {
	return cmp.Or(
		a.ends().Compare(b.ends()),
		cmp.Compare(slices.Index(boundCodes, b.Bound), slices.Index(boundCodes, a.Bound)),
		cmp.Compare(len(a.claimants), len(b.claimants)),
		cmp.Compare(a.origins, b.origins),
		strings.Compare(b.ID, a.ID),
	)
}

// description is the text alternative of the chart: what it holds, its range,
// and the finding.
func (p *panel) description(l *library) string {
	from, to := p.years()
	forecasts, bounds := 0, 0
	for _, s := range p.statements {
		if s.Status != "reported" {
			forecasts++
		}
		if s.Bound == "above" || s.Bound == "below" || s.Bound == "range" {
			bounds++
		}
	}
	low := slices.MinFunc(p.statements, func(a, b *statement) int { return cmp.Compare(a.Value, b.Value) })
	high := slices.MaxFunc(p.statements, func(a, b *statement) int { return cmp.Compare(a.Value, b.Value) })
	text := fmt.Sprintf("%s, %s; %s: %s", capital(measureName(p.definition.measure)), marketName(l.data.Names, p.definition.market),
		l.data.groundName(p.definition.ground), plural(len(p.statements), "figure"))
	if to-1 > from {
		text += fmt.Sprintf(" from %d to %d", from, to-1)
	} else {
		text += fmt.Sprintf(" for %d", from)
	}
	text += fmt.Sprintf(", between %s and %s", amount(low.Value, low.Unit), amount(high.Value, high.Unit))
	switch {
	case forecasts > 0 && bounds > 0:
		text += fmt.Sprintf("; %d forecast or aimed at, %d only bounds or ranges", forecasts, bounds)
	case forecasts > 0:
		text += fmt.Sprintf("; %d forecast or aimed at", forecasts)
	case bounds > 0:
		text += fmt.Sprintf("; %d only bounds or ranges", bounds)
	}
	return text + ". In short: " + p.finding(l) + " Bases are as each sentence states them."
}

// headline is a pair of figures that can be compared: market shares of both sides in
// one market and place for one period, reported. Sure ones come first, then those at
// home, then the newest, where possible by one claimant.
func (l *library) headline(entries []*entry) string {
	type key struct{ market, ground, period string }
	pairs := map[key]*[2][]*statement{}
	var shares []*entry
	for _, e := range entries {
		if e.Measure == "market_share" && e.Unit == "percent" && e.side >= 0 && e.Status == "reported" && e.Period != "" && e.verified {
			shares = append(shares, e)
		}
	}
	for _, s := range fold(shares) {
		k := key{s.Market, s.ground, s.Period}
		if pairs[k] == nil {
			pairs[k] = &[2][]*statement{}
		}
		pairs[k][s.side] = append(pairs[k][s.side], s)
	}
	var best *pair
	for _, sides := range pairs {
		if p := bestPair(sides); p != nil && (best == nil || comparePairs(p, best) > 0) {
			best = p
		}
	}
	if best == nil && len(entries) < len(l.entries) {
		return ""
	}
	if best == nil {
		return fmt.Sprintf("No two reported market shares of %s and %s are for the same market and period, so neither can be said to lead.",
			l.comparison[0].Label, l.comparison[1].Label)
	}
	return best.sentence(l)
}

// pair is a statement of either side that can be compared, and how many others
// there are for the same market and period.
type pair struct {
	sides   [2]*statement
	credits string // the claimant of both, empty where they differ
	others  int
}

// bestPair takes figures of one claimant where there is one that gives both.
func bestPair(sides *[2][]*statement) *pair {
	var best *pair
	for _, a := range sides[0] {
		for _, b := range sides[1] {
			p := &pair{sides: [2]*statement{a, b}, others: len(sides[0]) + len(sides[1]) - 2}
			for _, claimant := range a.credited {
				if slices.Contains(b.credited, claimant) {
					p.credits = claimant
					break
				}
			}
			if best == nil || comparePairs(p, best) > 0 {
				best = p
			}
		}
	}
	return best
}

func comparePairs(p, q *pair) int {
	return cmp.Or(
		cmp.Compare(p.sides[0].sure()+p.sides[1].sure(), q.sides[0].sure()+q.sides[1].sure()),
		cmp.Compare(min(len(q.sides[0].ground), 1), min(len(p.sides[0].ground), 1)),
		p.sides[0].ends().Compare(q.sides[0].ends()),
		cmp.Compare(p.plain(), q.plain()),
		cmp.Compare(min(len(p.credits), 1), min(len(q.credits), 1)),
		cmp.Compare(p.origins(), q.origins()),
		strings.Compare(q.sides[0].Market, p.sides[0].Market),
		strings.Compare(q.sides[0].ground, p.sides[0].ground),
		compareNewest(p.sides[0], q.sides[0]),
		compareNewest(p.sides[1], q.sides[1]),
	)
}

func (p *pair) origins() int { return p.sides[0].origins + p.sides[1].origins }

// plain counts the figures of the pair that are no bounds, and puts a market
// that is named before one that is not.
func (p *pair) plain() int {
	n := 0
	for _, s := range p.sides {
		if s.Bound == "exact" || s.Bound == "about" {
			n++
		}
	}
	if p.sides[0].Market != "" {
		n++
	}
	return n
}

func (p *pair) sentence(l *library) string {
	a, b := p.sides[0], p.sides[1]
	market := "a market that the text does not name"
	if a.Market != "" {
		market = nameOf(l.data.Names, a.Market)
	}
	if a.ground != "" {
		market += " in " + l.data.groundName(a.ground)
	}
	text := fmt.Sprintf("In %s, %s held %s of %s and %s %s", periodName(a.Period),
		nameOf(l.data.Names, a.Entity), normalised(a.Claim), market, nameOf(l.data.Names, b.Entity), normalised(b.Claim))
	switch {
	case p.credits != "":
		text += fmt.Sprintf(", both by the count of %s", p.credits)
	case len(a.credited) > 0 && len(b.credited) > 0:
		text += fmt.Sprintf(", by the counts of %s and of %s", listing(a.credited), listing(b.credited))
	}
	switch {
	case p.others == 1:
		text += "; 1 other figure for that market and period stands below"
	case p.others > 1:
		text += fmt.Sprintf("; %d other figures for that market and period stand below", p.others)
	}
	return text + "."
}

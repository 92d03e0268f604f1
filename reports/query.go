package reports

import (
	"slices"
	"strings"
	"time"
)

// scope is the part of a market that a page shows; the zero scope is all of it.
// Pages of a split report show whole markets, or some years of a large one.
type scope struct {
	from, to time.Time // as_of in [from, to); zero is open
	first    string    // claim ids in [first, last]; empty is open
	last     string
}

// sql is the query whose rows are the panel's table: what a reader can paste
// into any DuckDB client. The order is the table's.
func (p *panel) sql(c Comparison, unverified []string) string {
	var b strings.Builder
	b.WriteString(`SELECT entity, period, figure, value, low, high, unit, bound, status, claimants,
       appearances, publishers, origins, claim_id
FROM (
  SELECT entity, period, starts, ends, value, low, high, unit, bound, status, CASE unit WHEN 'count' THEN lower(counted) END AS noun,
         min(as_of) AS as_of, string_agg(DISTINCT source, '; ' ORDER BY source) AS claimants,
         count(*) AS appearances, count(DISTINCT publisher) AS publishers, count(DISTINCT original_id) AS origins,
         first(claim_id ORDER BY published NULLS LAST, claim_id) AS claim_id,
         first(figure ORDER BY published NULLS LAST, claim_id) AS figure
  FROM evidence
`)
	for i, condition := range p.conditions(c, unverified) {
		if i == 0 {
			b.WriteString("  WHERE ")
		} else {
			b.WriteString("\n    AND ")
		}
		b.WriteString(condition)
	}
	b.WriteString(`
  GROUP BY entity, period, starts, ends, value, low, high, unit, bound, status, noun,
           CASE WHEN period IS NULL THEN original_id END
)
ORDER BY coalesce(starts, as_of), coalesce(ends, as_of + 1), coalesce(entity, ''), value, status, bound, claim_id;`)
	return b.String()
}

func (p *panel) conditions(c Comparison, unverified []string) []string {
	d := p.definition
	conditions := []string{"measure = " + quote(d.measure), isText("market", d.market), inPlace(d.ground), "unit = " + quote(d.unit), "as_of IS NOT NULL"}
	if d.unit == "count" {
		conditions = append(conditions, "lower(coalesce(counted, '')) = "+quote(d.counted))
	}
	if d.sides {
		conditions = append(conditions, "entity IN ("+quoteAll(append(append([]string{}, c[0].IDs...), c[1].IDs...))+")")
	}
	if d.span != "" {
		conditions = append(conditions, spanCondition(d.span))
	}
	if p.scale.log {
		conditions = append(conditions, "coalesce(low, value) > 0")
	} else {
		conditions = append(conditions, "value >= 0")
		if d.unit == "percent" {
			conditions = append(conditions, "coalesce(high, value) <= 100")
		}
	}
	conditions = append(conditions, p.scope.conditions()...)
	if len(unverified) > 0 {
		conditions = append(conditions, "claim_id NOT IN ("+quoteAll(unverified)+") -- not found again in the text")
	}
	return conditions
}

// conditions leaves out the market, which the panel's definition names.
func (s scope) conditions() []string {
	var conditions []string
	if !s.from.IsZero() {
		conditions = append(conditions, "as_of >= DATE "+quote(s.from.Format(time.DateOnly)))
	}
	if !s.to.IsZero() {
		conditions = append(conditions, "as_of < DATE "+quote(s.to.Format(time.DateOnly)))
	}
	if s.first != "" {
		conditions = append(conditions, "claim_id BETWEEN "+quote(s.first)+" AND "+quote(s.last))
	}
	return conditions
}

// spanCondition tells kinds of periods apart by how they are written.
func spanCondition(span string) string {
	switch span {
	case "unstated":
		return "period IS NULL"
	case "several":
		return "period LIKE '%/%'"
	case "quarter":
		return "period LIKE '____-Q_'"
	case "half-year":
		return "period LIKE '____-H_'"
	case "month":
		return "regexp_full_match(period, '\\d{4}-\\d{2}')"
	case "day":
		return "regexp_full_match(period, '\\d{4}-\\d{2}-\\d{2}')"
	}
	return "regexp_full_match(period, '\\d{4}')"
}

// inPlace keeps to one place; home takes in claims that name none.
func inPlace(ground string) string {
	if ground == "" {
		return "(place IS NULL OR place IN (SELECT place FROM places WHERE home))"
	}
	return "place = " + quote(ground)
}

func isText(column, value string) string {
	if value == "" {
		return column + " IS NULL"
	}
	return column + " = " + quote(value)
}

// quote makes an SQL literal of text, which may hold anything.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoteAll(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	return strings.Join(quoted, ", ")
}

// outcomesSQL gives the rows of the table of forecasts and what each source first
// reported of them.
func (l *library) outcomesSQL(p *page) string {
	return `SELECT measure, entity, market, place, period, unit,
       forecast_claim_id, forecast_figure, forecast_value, forecast_source, forecast_published,
       reported_claim_id, reported_figure, reported_value, reported_source, reported_published, off_by
FROM forecast_vs_reported
WHERE reported_published > forecast_published` + comparableSQL + l.pageCondition(p, "forecast_claim_id") + l.pageCondition(p, "reported_claim_id") + `
QUALIFY row_number() OVER (PARTITION BY forecast_claim_id, reported_source ORDER BY reported_published, reported_claim_id) = 1
ORDER BY measure, growth_of, market, entity, starts, forecast_published, forecast_claim_id, reported_claim_id;`
}

// conflictsSQL gives the rows of the table of disagreements.
func (l *library) conflictsSQL(p *page) string {
	return `SELECT measure, entity, market, place, period, status, figure, value, unit, source, publisher, published, sentence, claim_id
FROM disagreements
WHERE period IS NOT NULL` + comparableSQL + l.pageCondition(p, "claim_id") + `
ORDER BY measure, growth_of, market, subject, period, value, claim_id;`
}

// pageCondition keeps a column of claim ids to those that the page shows in
// charts.
func (l *library) pageCondition(p *page, column string) string {
	var b strings.Builder
	if len(l.unverified) > 0 {
		b.WriteString("\n  AND " + column + " NOT IN (" + quoteAll(l.unverified) + ") -- not found again in the text")
	}
	if len(l.pages) == 1 {
		return b.String()
	}
	seen := map[string]bool{}
	var markets []string
	unnamed := false
	for _, e := range p.entries {
		if e.Market == "" {
			unnamed = true
		} else if !seen[e.Market] {
			seen[e.Market] = true
			markets = append(markets, e.Market)
		}
	}
	slices.Sort(markets)
	conditions := "market IN (" + quoteAll(markets) + ")"
	switch {
	case len(markets) == 0:
		conditions = "market IS NULL"
	case unnamed:
		conditions = "(" + conditions + " OR market IS NULL)"
	}
	for _, c := range p.scope.conditions() {
		conditions += " AND " + c
	}
	b.WriteString("\n  AND " + column + " IN (SELECT claim_id FROM evidence WHERE " + conditions + ")")
	return b.String()
}

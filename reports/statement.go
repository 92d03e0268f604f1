package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// statement is one figure said once or many times: claims that agree in every
// slot but who is credited. The charts and their tables show statements, so
// that a story on nine sites is one mark with nine appearances.
type statement struct {
	*entry               // the first appearance
	appearances []*entry // by date of publication, then id
	claimants   []string // whom they credit, as written, sorted
	credited    []string // the same, by the names of entities where they are some
	publishers  int      // different publishers
	origins     int      // different articles, copies counted with what they copy
}

// entry is a claim with what the report works out about it.
type entry struct {
	*Claim
	article  *Article
	number   int    // from 1, its number in the ledger of its page
	side     int    // 0, 1 or -1
	ground   string // the place that it is compared within; empty for home, and where none is named
	verified bool
	sentence string
	own      bool   // the company that the figure is about is the one credited
	credit   string // who is credited, by the name of the entity where it is one
}

// doubtful is the confidence below which a figure leads nothing where there is a surer one:
// of the claims there, more than half are wrong somewhere (eval, "right in full by confidence").
const doubtful = 0.5

// sure is 1 where some appearance is no doubtful one, or a person has confirmed or mended
// it, else 0.
func (s *statement) sure() int {
	for _, e := range s.appearances {
		if e.Confidence >= doubtful || e.ReviewedBy != "" {
			return 1
		}
	}
	return 0
}

// statementKey is what has to be equal for two claims to say the same. A claim
// without a period holds for its publication date, which differs among copies:
// there the article that it was copied from stands in for the period.
type statementKey struct {
	measure, growthOf, entity, market, ground, period, original, unit, counted, bound, status string

	value, low, high float64
}

func keyOf(e *entry) statementKey {
	k := statementKey{
		measure: e.Measure, growthOf: e.GrowthOf, entity: e.Entity, market: e.Market, ground: e.ground, period: e.Period,
		unit: e.Unit, counted: e.noun(), bound: e.Bound, status: e.Status, value: e.Value, low: e.Low, high: e.High,
	}
	if e.Period == "" {
		k.original = e.Original
	}
	return k
}

// fold makes statements of entries, in the order of compareStatements.
func fold(entries []*entry) []*statement {
	byKey := map[statementKey]*statement{}
	var all []*statement
	for _, e := range entries {
		k := keyOf(e)
		s := byKey[k]
		if s == nil {
			s = &statement{}
			byKey[k] = s
			all = append(all, s)
		}
		s.appearances = append(s.appearances, e)
	}
	for _, s := range all {
		s.count()
	}
	slices.SortFunc(all, compareStatements)
	return all
}

func (s *statement) count() {
	slices.SortFunc(s.appearances, func(a, b *entry) int {
		return cmp.Or(comparePublished(a.article.Published, b.article.Published), strings.Compare(a.ID, b.ID))
	})
	s.entry = s.appearances[0]
	publishers, origins := map[string]bool{}, map[string]bool{}
	for _, e := range s.appearances {
		if e.article.Publisher != "" {
			publishers[e.article.Publisher] = true
		}
		origins[e.Original] = true
		if e.Source != "" {
			s.claimants = append(s.claimants, e.Source)
			s.credited = append(s.credited, e.credit)
		}
	}
	slices.Sort(s.claimants)
	slices.Sort(s.credited)
	s.claimants, s.credited = slices.Compact(s.claimants), slices.Compact(s.credited)
	s.publishers, s.origins = len(publishers), len(origins)
}

// comparePublished puts articles without a date last.
func comparePublished(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return a.Compare(b)
}

// compareStatements orders by time, side, entity and value: the order of a
// chart's table, and of its SQL.
func compareStatements(a, b *statement) int {
	return cmp.Or(
		a.starts().Compare(b.starts()),
		a.ends().Compare(b.ends()),
		strings.Compare(a.Entity, b.Entity),
		cmp.Compare(a.Value, b.Value),
		strings.Compare(a.Status, b.Status),
		strings.Compare(a.Bound, b.Bound),
		strings.Compare(a.ID, b.ID),
	)
}

// starts is the first day that the figure holds for: of its period, or else
// the day of publication.
func (e *entry) starts() time.Time {
	if !e.Starts.IsZero() {
		return e.Starts
	}
	return e.AsOf
}

// ends is the day after the last one that the figure holds for.
func (e *entry) ends() time.Time {
	if !e.Ends.IsZero() {
		return e.Ends
	}
	if e.AsOf.IsZero() {
		return e.AsOf
	}
	return e.AsOf.AddDate(0, 0, 1)
}

// noun is what is counted, in small letters; money and shares count nothing.
func (e *entry) noun() string {
	if e.Unit != "count" {
		return ""
	}
	return strings.ToLower(e.Counted)
}

// year is the middle of the period as a decimal year, 0 where nothing dates it.
func (e *entry) year() float64 {
	from, to := e.starts(), e.ends()
	if from.IsZero() || to.IsZero() {
		return 0
	}
	middle := from.Add(to.Sub(from) / 2)
	first := time.Date(middle.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	next := first.AddDate(1, 0, 0)
	return float64(middle.Year()) + float64(middle.Sub(first))/float64(next.Sub(first))
}

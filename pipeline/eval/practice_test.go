package eval

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	measures = strings.Fields("market_share penetration transaction_volume transaction_count users merchants growth revenue fee_rate investment")
	bounds   = strings.Fields("exact about above below range")
	statuses = strings.Fields("reported forecast target")
	unit     = regexp.MustCompile(`^(percent|percentage_points|count|[A-Z]{3})$`)
	period   = regexp.MustCompile(`^\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?(/\d{4}(-(Q[1-4]|H[12]|\d\d(-\d\d)?))?)?$`)
)

// TestLabels holds every label of ours to the form of
// GUIDELINES.md: a label that says something else teaches something else.
func TestLabels(t *testing.T) {
	for _, folder := range []string{"train", "practice", "unseen"} {
		gold, err := Read("../../testdata/gold/" + folder)
		if err != nil {
			t.Fatal(err)
		}
		if len(gold) < 100 {
			t.Errorf("%s holds %d articles", folder, len(gold))
		}
		for _, g := range gold {
			for _, c := range slices.Concat(g.Claims, g.Optional) {
				for _, wrong := range flaws(&g, &c) {
					t.Errorf("%s: %q, occurrence %d: %s", g.Path, c.Figure, c.Nth, wrong)
				}
			}
		}
	}
}

// flaws lists what is wrong with the form of a label.
func flaws(g *Gold, c *Claim) []string {
	var wrong []string
	check := func(ok bool, what string) {
		if !ok {
			wrong = append(wrong, what)
		}
	}
	is := func(s *string, among []string) bool { return s != nil && slices.Contains(among, *s) }
	check(strings.Count(g.Text, c.Figure) >= c.Nth, "the article has not so many")
	check(unit.MatchString(c.Unit), "unit "+c.Unit)
	check(is(c.Measure, measures), "no such measure")
	check(is(c.Bound, bounds), "no such bound")
	check(is(c.Status, statuses), "no such status")
	check(c.Period == nil || period.MatchString(*c.Period), "no such period")
	if c.Measure != nil {
		grows := *c.Measure == "growth"
		check(grows == (c.GrowthOf != nil), "growth_of stands with growth alone")
		check(!grows || is(c.GrowthOf, measures), "no such growth_of")
	}
	return wrong
}

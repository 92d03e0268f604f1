package claim

import (
	"slices"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// featuresOf are the names of the features by which value is weighed for the last
// figure of a text, without their heads.
func featuresOf(t *testing.T, text string, sl slot, value string) []string {
	t.Helper()
	s := sceneOf(t, text)
	f := s.frame(sl, len(s.Quantities)-1, &Claim{Measure: "users"})
	candidates := s.candidates(f)
	f.rank(s, candidates)
	k := slices.IndexFunc(candidates, func(c candidate) bool { return c.value == value })
	if k < 0 {
		t.Fatalf("%q does not have the candidate %q", text, value)
	}
	v := vector{named: true}
	s.weigh(&v, f, &candidates[k])
	names := make([]string, len(v.names))
	for i, name := range v.names {
		_, names[i], _ = strings.Cut(name, ":")
	}
	return names
}

// A candidate is told by what the article is about, whom a list names with it,
// how exactly the figure is told, and in which tense.
func TestWeigh(t *testing.T) {
	text := "# Alipay grows\n\nAlipay pays for taxis.\n\nIn 2013 Alipay and Tenpay had 300 million users."
	for _, c := range []struct {
		sl             slot
		value, feature string
	}{
		{entitySlot, "alipay", "about:most:e fresh"},
		{entitySlot, "alipay", "about:heading:e fresh"},
		{entitySlot, "tenpay", "about:half:lead:20"},
		{entitySlot, "tenpay", "mates:some:before:2"},
		{entitySlot, "", "mates:null:around:2:-"},
		{entitySlot, "tenpay", "shape:whole:pick"},
		{periodSlot, "2013", "tense:past:e fresh"},
		{periodSlot, "", "tense:past:z null"},
		{periodSlot, "2013", "both behind:in:had"},
	} {
		names := featuresOf(t, text, c.sl, c.value)
		if !slices.ContainsFunc(names, func(name string) bool { return name == c.feature || strings.HasSuffix(name, ":"+c.feature) }) {
			t.Errorf("%q is not told by %q, but\n%s", c.value, c.feature, strings.Join(names, "\n"))
		}
	}
}

// Values are counted where they are named, and know their owners among them.
func TestTally(t *testing.T) {
	s := sceneOf(t, "Alibaba's Alipay had 300 million users. It was followed by Tenpay. Alipay said so.")
	of := &s.values[entitySlot]
	alipay, alibaba := s.valueOf(entitySlot, "alipay"), s.valueOf(entitySlot, "alibaba")
	if of.top != alipay || of.all[alipay].times != 2 || of.named != 2 || s.topOf(entitySlot) != "alipay" {
		t.Errorf("alipay is named %d times, %d names, most %q", of.all[alipay].times, of.named, s.topOf(entitySlot))
	}
	if of.all[alipay].owner != "ant_group" && of.all[alipay].owner != "alibaba" || alibaba == null {
		t.Errorf("alipay is owned by %q", of.all[alipay].owner)
	}
	if credits := s.values[sourceSlot].all[s.valueOf(sourceSlot, "alipay")].credits; credits != 1 {
		t.Errorf("alipay is credited %d times, want once", credits)
	}
}

// A block is labelled by a short first sentence, or by what stands before a colon.
func TestBlockLabel(t *testing.T) {
	for text, labelled := range map[string]bool{
		"Alipay: 300 million users in all.":                              true,
		"Alipay alone. It has 300 million users at the end of the year.": true,
		"Alipay has had 300 million users for a long time by now.":       false,
	} {
		s := sceneOf(t, text)
		f := s.frame(entitySlot, 0, &Claim{Measure: "users"})
		if got := f.label.sentence >= 0; got != labelled {
			t.Errorf("%q is labelled: %t", text, got)
		}
	}
	s := sceneOf(t, "Alipay and Tenpay hold 50% and 20% of the market, respectively.")
	f := s.frame(entitySlot, 1, &Claim{Measure: "market_share"})
	if f.order != (order{2, 1}) || f.names != 2 || f.respectively != atom.Respectively {
		t.Errorf("the second figure is %v of %d names, %s", f.order, f.names, f.respectively.Text)
	}
}

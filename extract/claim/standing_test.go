package claim

import (
	"slices"
	"strings"
	"testing"
)

// A figure that stands by itself is told of in what follows.
func TestFollowing(t *testing.T) {
	s := sceneOf(t, "65%.\n\nAlipay has as much of it as that in the whole country.")
	if f := s.frame(entitySlot, 0, &Claim{Measure: "users"}); s.standingOf(f, &s.spots[entitySlot][0]) != following {
		t.Error("what follows a figure by itself does not tell of it")
	}
}

// A period that a heading names in passing frames nothing below it, nor is it
// what the article is about.
func TestPassing(t *testing.T) {
	for _, c := range []struct {
		heading string
		want    standing
		main    bool
	}{
		{"Alipay's share of payments highest since 2012", nearby, false},
		{"Alipay had raised its share of payments in 2012", nearby, false},
		{"Alipay's share of mobile payments in 2012", inHeading, true},
		{"Alipay had a half of mobile payments in 2012", nearby, false},
	} {
		s := sceneOf(t, c.heading+"\n\nAlipay held 40% of the third-party payments that were made by phone.")
		f := s.frame(periodSlot, len(s.Quantities)-1, &Claim{Measure: "market_share"})
		all := s.candidates(f)
		k := slices.IndexFunc(all, func(c candidate) bool { return c.value == "2012" })
		if k < 0 {
			t.Fatalf("%q: 2012 is no candidate", c.heading)
		}
		if got := s.placed(f, &all[k]); got != c.want {
			t.Errorf("%q: 2012 stands at %s, not %s", c.heading, tiers[got].Text, tiers[c.want].Text)
		}
		if got := s.mainPeriod == all[k].id; got != c.main {
			t.Errorf("%q: 2012 is the main period: %v", c.heading, got)
		}
	}
}

// The period of the figures in brackets is none that the text goes on with, nor one
// that a caption names.
func TestBracketedSetsNone(t *testing.T) {
	for _, c := range []struct {
		text string
		want standing // of 2014, for the last figure
	}{
		{"In 2014 Alipay led. It shows shares with 2013 in brackets. So Alipay held 41%.", lastWord},
		{"In 2014 Alipay led. It shows shares with 2013 as well. So Alipay held 41%.", inBlock},
		{"In 2014 nobody saw any of it.\n\nThe table shows shares in percent, with 2013 in brackets, firm by firm.\n\n| Firm | Share, % |\n| Alipay | 41.5 |", inCaption},
	} {
		s := sceneOf(t, c.text)
		f := s.frame(periodSlot, len(s.Quantities)-1, &Claim{Measure: "market_share"})
		all := s.candidates(f)
		k := slices.IndexFunc(all, func(c candidate) bool { return c.value == "2014" })
		if k < 0 {
			t.Fatalf("2014 is no candidate in %q", c.text)
		}
		if got := s.placed(f, &all[k]); got != c.want {
			t.Errorf("2014 stands at %s, not %s, in %q", tiers[got].Text, tiers[c.want].Text, c.text)
		}
		if set, _ := s.setBefore(f); (set == all[k].id) != (c.want != inBlock) {
			t.Errorf("2014 is set: %v, in %q", set == all[k].id, c.text)
		}
	}
	if s := sceneOf(t, "Shares of payments (%, 2013 in brackets).\n\nAlipay 41% (40%)."); s.mainPeriod != null {
		t.Error("the period of the figures in brackets is the main one")
	}
}

// Where a caption names a period, the line above it frames no other.
func TestCaption(t *testing.T) {
	for caption, want := range map[string]standing{
		"The table below shows the shares in the first quarter of 2014, firm by firm.":   nearby,
		"The table below shows shares that are the highest seen for long, firm by firm.": inCaption,
		"Shares of Payments": nearby, // a heading: what stands over it is of the section before
	} {
		s := sceneOf(t, "In the year 2012 nobody saw any of it.\n\n"+caption+"\n\n| Firm | Share, % |\n| --- | --- |\n| Alipay | 41.5 |\n| Tenpay | 20.1 |\n")
		f := s.frame(periodSlot, len(s.Quantities)-1, &Claim{Measure: "market_share"})
		all := s.candidates(f)
		k := slices.IndexFunc(all, func(c candidate) bool { return c.value == "2012" })
		if k < 0 {
			t.Fatalf("%q: 2012 is no candidate", caption)
		}
		if got := s.placed(f, &all[k]); got != want {
			t.Errorf("%q: 2012 stands at %s, not %s", caption, tiers[got].Text, tiers[want].Text)
		}
	}
}

// A candidate is told of by its last place before the figure's sentence, unless that is
// too far back.
func TestWhereabouts(t *testing.T) {
	for between, want := range map[int]bool{0: true, sentencesBack - 1: true, sentencesBack: false} {
		s := sceneOf(t, "Alipay led the field. "+strings.Repeat("Rain fell on Monday. ", between)+"Payments came to 300 million yuan.")
		f := s.frame(entitySlot, len(s.Quantities)-1, &Claim{Measure: "users"})
		all := s.candidates(f)
		f.rank(s, all)
		k := slices.IndexFunc(all, func(c candidate) bool { return c.value == "alipay" })
		if k < 0 || all[k].back >= 0 != want || all[k].before >= 0 || all[k].after >= 0 {
			t.Errorf("%d sentences between: candidate %d of %+v", between, k, all)
		}
		if all[0].id != null || all[0].back >= 0 {
			t.Errorf("null lies at %+v", all[0].whereabouts)
		}
	}
}

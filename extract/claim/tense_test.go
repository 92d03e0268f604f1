package claim

import (
	"testing"
	"time"

	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// sceneOf lays out a text published on 2015-03-12.
func sceneOf(t *testing.T, s string) *scene {
	t.Helper()
	l, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	periods, err := period.NewGrammar(l)
	if err != nil {
		t.Fatal(err)
	}
	quantities, err := quantity.NewGrammar(l)
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Document: text.Parse(s), Published: time.Date(2015, 3, 12, 0, 0, 0, 0, time.UTC)}
	in.Dates = periods.Find(in.Document, in.Published)
	var dates []text.Span
	for _, d := range in.Dates {
		dates = append(dates, d.Span)
	}
	in.Quantities = quantities.Find(in.Document, dates)
	in.Mentions = entity.NewFinder(l).Find(in.Document, nil)
	return newScene(newVocabulary(l), in)
}

// The telling word nearest to a figure gives its tense; words of speech do not.
func TestTenses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"In 2013 Alipay had 300 million users.", "past"},
		{"In 2013 payments jumped by 40%.", "past"},
		{"Alipay said that its users number 300 million.", "none"},
		{"Alipay is at 50%, Analysys said.", "present"},
		{"Payments grew in 2013, and Alipay handles 50% of them.", "present"},
		{"Born in 2004, Alipay has already reached 300 million users.", "perfect"},
		{"Founded in 2004, it will reach 300 million users.", "ahead"},
		{"Half of the users is at 20%.", "present"},
		{"50% was Alipay's.", "past"},
		{"In the United States 5% of it by phone.", "none"},
		{"It is. Founded in 2004, it then had 5%.", "past"},
		{"It has now 300 million users.", "present"},
	} {
		s := sceneOf(t, c.text)
		last := len(s.Quantities) - 1
		if got := s.tenseOf(s.frame(periodSlot, last, &Claim{Measure: "users"})).Text; got != c.want {
			t.Errorf("%q is told as %s, want %s", c.text, got, c.want)
		}
	}
}

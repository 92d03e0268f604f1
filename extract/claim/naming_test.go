package claim_test

import (
	"testing"
	"time"

	"marketfigures/extract"
)

// Sources go by the rules of the guideline: the house for which a person
// speaks, in a report as in a conversation, and nobody where the text says so.
func TestSources(t *testing.T) {
	_, x := builtin(t)
	day := time.Date(2018, 3, 5, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ text, source string }{
		{"Alipay held 54.3% of China's third-party mobile payments in the fourth quarter of 2017, according to Analysys.", "Analysys"},
		{"iResearch said that Alipay held 54.3% of third-party mobile payments in the fourth quarter of 2017.", "iResearch"},
		{"Statistics show that Alipay holds more than 54% of the third-party payment market.", ""},
		{"The till talk\n\nHOST: Welcome back. With us is Ellen Marsh, who heads payments at Forrester in Singapore. Ellen, how big is Alipay?\n\nELLEN: Our own count gave Alipay 54% of the mobile payment market in China. That was in the fourth quarter.\n\nHOST: And Tenpay?\n\nELLEN: Tenpay had 38%, and it is growing.\n\nHOST: Thank you for coming in.", "Forrester"},
	} {
		claims := x.Extract(extract.Article{Text: c.text, Published: day}).Claims()
		if len(claims) == 0 {
			t.Errorf("no claim in %q", c.text)
			continue
		}
		for _, claim := range claims {
			if claim.Source != c.source {
				t.Errorf("%s in %q is credited to %q, want %q", c.text[claim.Start:claim.End], c.text, claim.Source, c.source)
			}
		}
	}
}

// The head of a house speaks for it; a name in brackets is credited behind a
// statement, and behind another name is just its other name.
func TestHeadsAndOtherNames(t *testing.T) {
	_, x := builtin(t)
	for _, c := range []struct {
		text, source string
		credited     bool
	}{
		{"The boss of Uber, Travis Kalanick, said in June that its share of China's ride-hailing market is 30%.", "Uber", true},
		{"In 2017 third place went to Yiqianbao with 1.29% of the mobile payment market (Analysys).", "Analysys", true},
		{"In 2017 third place went to Yiqianbao (PingAn Pay) with 1.29% of the mobile payment market.", "PingAn Pay", false},
	} {
		claims := extracted(x, c.text).Claims()
		if len(claims) != 1 || (claims[0].Source == c.source) != c.credited {
			t.Errorf("%q: %s is credited is not %v", c.text, c.source, c.credited)
		}
	}
}

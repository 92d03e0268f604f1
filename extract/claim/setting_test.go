package claim

import "testing"

// periodIn is the place of the only period of a sentence.
func periodIn(t *testing.T, sentence string) spot {
	spots := sceneOf(t, sentence).spots[periodSlot]
	if len(spots) != 1 {
		t.Fatalf("%d periods in %q", len(spots), sentence)
	}
	return spots[0]
}

// A period that others are held against, or that is looked back at, is named in
// passing; when people were asked what they had done is not.
func TestAside(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Alipay held 40% of payments in 2014.":                       false,
		"Alipay held 40% of payments, the most since 2014.":          true,
		"The fees since the reform of 2014 are 0.4% for Alipay.":     true,
		"In 2014 it had held 40% of payments.":                       true,
		"Shoppers were asked in 2014 how they had paid: 40% Alipay.": false,
	} {
		if got := periodIn(t, sentence).aside; got != want {
			t.Errorf("named in passing is %v in %q", got, sentence)
		}
	}
}

// A period in brackets dates what they follow.
func TestBracketed(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Fees of Alipay (company data, 2014) were 0.4%.":      true,
		"Fees of Alipay (company data) in 2014 were 0.4%.":    false,
		"Fees of Alipay in 2014 (company data) were 0.4%.":    false,
		"Fees (data of Alipay for 2014, all) were 0.4%.":      true,
		"Fees (all) of Alipay in 2014, of (some), were 0.4%.": false,
	} {
		if got := periodIn(t, sentence).inBrackets; got != want {
			t.Errorf("in brackets is %v in %q", got, sentence)
		}
	}
}

// A caption may say whose period the figures in brackets are of.
func TestForBracketed(t *testing.T) {
	s := sceneOf(t, "Share of payments in 2014 (%, 2013 in brackets).\n\nAlipay 41% (40%).")
	p, last := s.spots[periodSlot], len(s.Quantities)-1
	if len(p) != 2 || p[0].ofBracketed || !p[1].ofBracketed {
		t.Fatalf("the periods are %+v", p)
	}
	for i, want := range map[int]bool{last - 1: false, last: true} {
		if got := s.standsBracketed(i); got != want {
			t.Errorf("figure %d is in brackets: %v", i, got)
		}
	}
}

// The period of the figures in brackets is told to those of its own lines, list or
// table, and to no amount that stands there in another currency.
func TestDatesBracketed(t *testing.T) {
	for text, want := range map[string]bool{
		"Share of payments in 2014 (%, 2013 in brackets).\n\nAlipay 41% (40%).":                                                                   true,
		"Share of payments in 2014 (%, 2013 in brackets).\n\nAlipay 41% (40%).\n\nTenpay 20% (18%).":                                              true,
		"Alipay held 41% (40%) of payments in 2014, with 2013 in brackets.":                                                                       true,
		"Payments by firm (%, 2013 in brackets)\n\n| Firm | 2014 |\n| Alipay | 41% (40%) |\n| Tenpay | 20% (18%) |":                               true,
		"- Alipay is the one that this is about, for now.\n\nShares (2013 in brackets):\n\n- Alipay 41% (40%)\n- others less\n- Tenpay 20% (18%)": true,
		"It is all here.\n\nThe shares of 2013 in brackets.\n\nThen Alipay came.\n\nNobody knew it.\n\nOf all shops two in five (40%) take it.":   false,
		"Takings in 2014 (2013 in brackets).\n\nAlipay had 57 billion yuan ($9.3 billion).":                                                       false,
		"Takings in 2014 (2013 in brackets).\n\nAlipay had 57 billion yuan (52 billion yuan).":                                                    true,
	} {
		s := sceneOf(t, text)
		f := s.frame(periodSlot, len(s.Quantities)-1, &Claim{Measure: "market_share"})
		found := false
		for k := range s.spots[periodSlot] {
			if p := &s.spots[periodSlot][k]; p.ofBracketed {
				found = true
				if got := s.datesBracketed(f, p); got != want {
					t.Errorf("the period in brackets is told: %v, in %q", got, text)
				}
			}
		}
		if !found {
			t.Errorf("no period of the figures in brackets in %q", text)
		}
	}
}

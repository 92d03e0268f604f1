package claim

import "testing"

// Who says so is the subject of the verb, for the head of a house the house, and a
// word that speaks stands for whom the text speaks of, or for whom it credited.
func TestCredited(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"By value Alipay is larger, Forrester estimates, with 54% of the market.", "Forrester"},
		{"Alipay, the larger of the two, said it has 54% of the market.", "alipay"},
		{"Forrester puts Lakala at 24.8% of the market.", "Forrester"},
		{"\"It is half of the market,\" said Forrester, \"or 52%.\"", "Forrester"},
		{"Forrester said the market doubled. Lakala has 20 million users, the company said.", "lakala"},
		{"Forrester said that Tenpay is smaller. It has 20 million users, it added.", "tenpay"},
		{"Lakala is growing. Forrester said the market doubled, and it expects 20 million users.", "Forrester"},
		{"Lakala is growing. Its chief executive, Sun Taoran, said that it has 20 million users.", "lakala"},
		{"Lakala is growing. Sun Taoran, a shopkeeper, said that it has 20 million users.", "Sun Taoran"},
		{"Their boss puts it at 90%; analysts at Ampere, who looked at 2013, make it nearer 20 million users.", "Ampere"},
		{"The best guess comes from economists at the University of Hamburg: there were 20 million users.", "University of Hamburg"},
		{"Lakala grew. Of the shoppers questioned by Forrester, 20 million were users of Lakala.", "Forrester"},
		{"Lakala grew. By the measure of Forrester it has 20 million users.", "Forrester"},
		{"Lakala grew: last year Jakpat asked people in May and found 20 million users.", "Jakpat"},
		{"Lakala grew, and asked people in May for 20 million users.", ""},
		{"Lakala grew. In a chart by Forrester it has 20 million users.", "Forrester"},
		{"In May the team at Foowallet served 20 million users.", ""},
		{"Foowallet monitors 20 million users.", ""},
		{"Lakala grew.\n\n| Firm | Million users |\n| Lakala | 20 |\n\nSource: AVC, weekly panel", "AVC"},
		{"Some firms:\n\n| Firm | Forrester, million users | YoY, % |\n| Lakala | 20 | 7 |", "Forrester"},
		{"Some firms:\n\n| Forrester, million users | 2013 | 2014 |\n| Lakala | 20 | 7 |", "Forrester"},
	} {
		s := sceneOf(t, c.text)
		f := s.frame(sourceSlot, len(s.Quantities)-1, &Claim{Measure: "users"})
		if got := s.values[sourceSlot].all[f.guess].text; got != c.want {
			t.Errorf("%q credits %q, want %q", c.text, got, c.want)
		}
	}
}

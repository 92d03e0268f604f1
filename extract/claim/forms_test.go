package claim

import "testing"

// A market has one name in an article, that of "the foundry market" before others.
func TestUniteMarkets(t *testing.T) {
	for text, want := range map[string]string{
		"The ten largest foundries earned 30 billion yuan. TSMC holds 60% of the foundry market.": "foundry",
		"Batteries are dear. A battery costs 500 yuan.":                                           "battery",
		"Batteries are dear. They cost 500 yuan.":                                                 "Batteries",
	} {
		s := sceneOf(t, text)
		if len(s.markets) == 0 {
			t.Fatalf("no market in %q", text)
		}
		for _, m := range s.markets {
			if m.value != want {
				t.Errorf("a market is called %q, not %q, in %q", m.value, want, text)
			}
		}
	}
}

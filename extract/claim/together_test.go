package claim

import "testing"

// Words that take names as one are looked for up to the start of the sentence,
// and close behind the figure.
func TestTogether(t *testing.T) {
	for _, c := range []struct {
		text          string
		before, after bool
		names         string // between
	}{
		{"Alipay and Tenpay hold most: the two have 93% of payments.", true, false, "0"},
		{"The two have grown, and Alipay has 53% of payments.", true, false, "1"},
		{"Alipay and Tenpay hold 93% between them.", false, true, ""},
		{"Alipay holds 53% of payments.", false, false, ""},
	} {
		s := sceneOf(t, c.text)
		got := s.frame(entitySlot, len(s.Quantities)-1, &Claim{Measure: "market_share"}).together
		if got.before != c.before || got.after != c.after || got.before && got.names.Text != c.names {
			t.Errorf("%+v in %q", got, c.text)
		}
	}
}

package claim

import "testing"

// A header names the measure of its column, unless what was chosen is named as well.
func TestMeasureByHeader(t *testing.T) {
	for _, c := range []struct{ text, chosen, want string }{
		{"| Company | Users (million) |\n| --- | --- |\n| Alipay | 520 |\n| Tenpay | 600 |", "transaction_count", "users"},
		{"| Company | Merchants (million) |\n| --- | --- |\n| Alipay | 5 |\n| Tenpay | 6 |", "users", "merchants"},
		{"| Company | Revenue, billion yuan |\n| --- | --- |\n| Alipay | 52 |\n| Tenpay | 60 |", "transaction_volume", "revenue"},
		{"| Company | Payments by users (million) |\n| --- | --- |\n| Alipay | 520 |\n| Tenpay | 600 |", "transaction_count", "transaction_count"},
		{"| Company | Users (million) |\n| --- | --- |\n| Alipay merchants | 520 |\n| Tenpay | 600 |", "merchants", "merchants"},
		{"| Company | Users (million) |\n| --- | --- |\n| Alipay | 520 |\n| Tenpay | 600 |", "users", "users"},
		{"Users: Alipay has 520 million.", "transaction_count", "transaction_count"},
	} {
		s := sceneOf(t, c.text)
		if len(s.Quantities) == 0 {
			t.Fatalf("%q holds no figure", c.text)
		}
		got, why := s.measureByRule(0, c.chosen)
		if got != c.want || why == "" {
			t.Errorf("%q: %s is %s (%s), want %s", c.text, c.chosen, got, why, c.want)
		}
	}
}

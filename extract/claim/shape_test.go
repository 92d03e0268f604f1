package claim

import "testing"

// A figure is told as a fraction, with decimals or whole, and about or exactly.
func TestShapes(t *testing.T) {
	for text, want := range map[string]string{
		"Alipay holds half of it.":            "fraction",
		"Alipay holds about two-thirds of it": "fraction~",
		"Alipay holds 48.8% of it.":           "decimal",
		"Alipay holds more than 48% of it.":   "whole~",
		"Alipay has 300 million users.":       "whole",
		"Alipay holds 40,5 % of it.":          "decimal",
		"Alipay moved Rs. 500 crore.":         "whole",
		"Alipay has 1,234,000 users.":         "whole",
	} {
		if got := sceneOf(t, text).shapeOf(0).Text; got != want {
			t.Errorf("%q has the shape %s, want %s", text, got, want)
		}
	}
}

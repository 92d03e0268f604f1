package claim

import "testing"

// A name is known by the shortest form that the article has of it, letters too
// where brackets introduce them; capitals that are short for a name, or a word of
// it, are known by that name.
func TestCalled(t *testing.T) {
	s := sceneOf(t, "The Unified Payments Interface (UPI) handled 20 million payments. Kioskwallet Limited lost to UPI, and Kioskwallet grew. So did Mekong River Bank, and MRB has 20%. National Payment Company (NPC) and Nippon Paper Company fell.\n\nSHEN: It did.\n\nLater Shen Yiwei left, and Unified Payments Interface Limited stayed.")
	for name, want := range map[string]string{
		"Unified Payments Interface":         "UPI",
		"Unified Payments Interface Limited": "UPI",
		"Kioskwallet Limited":                "Kioskwallet",
		"National Payment Company":           "NPC",
		"Nippon Paper Company":               "Nippon Paper Company",
		"MRB":                                "Mekong River Bank",
		"SHEN":                               "Shen Yiwei",
	} {
		if got := s.called[name]; got != want {
			t.Errorf("%q is known as %q, want %q", name, got, want)
		}
	}
}

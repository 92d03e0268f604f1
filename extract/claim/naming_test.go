package claim_test

import "testing"

// The head of a house speaks for it; a name in brackets is credited behind a
// statement, and behind another name is just its other name.
func TestSources(t *testing.T) {
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

package claim_test

import "testing"

// A name in brackets behind another credits nobody; the head of a house speaks for it.
func TestSources(t *testing.T) {
	_, x := builtin(t)
	for _, c := range []struct{ text, want string }{
		{"The boss of Uber, Travis Kalanick, said in June that its share of China's ride-hailing market is 30%.", "Uber"},
		{"In 2017 third place went to Yiqianbao (PingAn Pay) with 1.29% of the mobile payment market.", ""},
		{"In 2017 third place went to Yiqianbao with 1.29% of the mobile payment market (Analysys).", "Analysys"},
	} {
		claims := extracted(x, c.text).Claims()
		if len(claims) != 1 || claims[0].Source != c.want {
			t.Errorf("%q credits %+v, want %q", c.text, claims, c.want)
		}
	}
}

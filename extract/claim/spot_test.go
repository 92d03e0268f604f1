package claim

import "testing"

// Names in one list are mates where no figures are paired with them.
func TestMates(t *testing.T) {
	s := sceneOf(t, "Alipay and Tenpay hold 93% of the market, Lakala 2%.")
	if p := s.spots[entitySlot]; p[0].mates != 2 || p[1].mates != 2 || p[2].mates != 0 {
		t.Errorf("mates are %d, %d and %d, want 2, 2 and 0", p[0].mates, p[1].mates, p[2].mates)
	}
}

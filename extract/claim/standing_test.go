package claim

import "testing"

// A figure that stands by itself is told of in what follows.
func TestFollowing(t *testing.T) {
	s := sceneOf(t, "65%.\n\nAlipay has as much of it as that in the whole country.")
	if f := s.frame(entitySlot, 0, &Claim{Measure: "users"}); s.standingOf(f, &s.spots[entitySlot][0]) != following {
		t.Error("what follows a figure by itself does not tell of it")
	}
}

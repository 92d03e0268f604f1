package claim

import "testing"

// What confidence is worth rises with the raw confidence, and lies between the
// shares that were seen.
func TestCalibrated(t *testing.T) {
	w := &Weights{knots: []knot{{0.2, 0.1}, {0.6, 0.5}, {0.9, 0.8}}}
	for _, c := range []struct{ raw, want float64 }{{0, 0.1}, {0.2, 0.1}, {0.4, 0.3}, {0.75, 0.65}, {0.9, 0.8}, {1, 0.8}} {
		if got := w.calibrated(c.raw); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("a raw confidence of %g is worth %g, want %g", c.raw, got, c.want)
		}
	}
	shipped, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(shipped.knots); i++ {
		if a, b := shipped.knots[i-1], shipped.knots[i]; a.raw >= b.raw || a.right > b.right {
			t.Errorf("knots %v and %v do not rise", a, b)
		}
	}
	if len(shipped.knots) < 5 {
		t.Errorf("the shipped weights have only %d knots", len(shipped.knots))
	}
}

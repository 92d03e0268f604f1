package claim

import (
	"math/rand/v2"
	"testing"
)

// Numbers of either sign come out of a word as they went in, whatever their
// neighbours are, and so do sums of as many as a lane holds.
func TestPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		var sum packed
		var want [lanes]float32
		for range 1 + r.IntN(mostFeatures) {
			var p packed
			for lane := range lanes {
				n := largest * (2*r.IntN(2) - 1)
				if r.IntN(2) == 0 {
					n = r.IntN(2*largest+1) - largest
				}
				if err := p.put(lane, n); err != nil {
					t.Fatal(err)
				}
				want[lane] += float32(n)
			}
			sum.add(&p)
		}
		if got := sum.unpack(); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

// What would not add up within a lane is no number to pack.
func TestTooLargeToPack(t *testing.T) {
	for _, n := range []int{largest + 1, -largest - 1} {
		if err := new(packed).put(1, n); err == nil {
			t.Errorf("%d is packed", n)
		}
	}
}

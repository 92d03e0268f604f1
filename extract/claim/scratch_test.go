package claim

import "testing"

// Pieces do not overlap, are zero whatever stood there before, and have no room
// that the next one has.
func TestArena(t *testing.T) {
	var a arena[int]
	for round := range 3 {
		var pieces [][]int
		for n := range 200 {
			p := a.take(n % 70 * (n%5 + 1))
			for i, x := range p {
				if x != 0 {
					t.Fatalf("round %d: %d at place %d of a piece", round, x, i)
				}
				p[i] = n + 1
			}
			pieces = append(pieces, append(p, -1)[:len(p)])
		}
		for n, p := range pieces {
			for _, x := range p {
				if x != n+1 {
					t.Fatalf("round %d: piece %d holds %d", round, n, x)
				}
			}
		}
		a.reset()
	}
	first := append(a.room(100), 1, 2, 3)
	if first = a.keep(first); cap(first) != 3 {
		t.Errorf("%d elements kept of 3", cap(first))
	}
	second, outgrown := a.take(4), a.room(2)
	outgrown = a.keep(append(outgrown, 7, 8, 9))
	third := a.take(5)
	if first[2] != 3 || second[0] != 0 || third[0] != 0 || outgrown[2] != 9 {
		t.Errorf("pieces %v, %v, %v, %v overlap", first, second, outgrown, third)
	}
	if p := a.take(1 << 20); len(p) != 1<<20 {
		t.Errorf("%d of a million elements", len(p))
	}
}

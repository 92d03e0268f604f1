package claim

import (
	"testing"

	"marketfigures/extract/claim/atom"
)

// Of candidates those that are hopeless drop out, with what was kept of them.
func TestDropHopeless(t *testing.T) {
	s := &step{options: 3, scores: []float64{1, 2 - hopeless - 0.5, 2}, node: []vector{{ids: []uint64{10}}, {ids: []uint64{11}}, {ids: []uint64{12}}}}
	left := s.dropHopeless([]candidate{{id: 0}, {id: 1}, {id: 2}}, new(scratch))
	if len(left) != 2 || left[0].id != 0 || left[1].id != 2 || s.options != 2 || len(s.scores) != 2 || s.scores[1] != 2 || s.node[1].ids[0] != 12 {
		t.Errorf("left are %v, scores %v, features %v", left, s.scores, s.node[:2])
	}
}

// Null is told the same words for every slot, by each of them first.
func TestRecallWords(t *testing.T) {
	const text = "Analysts said on Monday that Alipay held 54% of the market last year. Tenpay had 38% of it."
	told := func(s *scene, sl slot, i int) []uint64 {
		v := s.memory.vector(false)
		s.weighNull(&v, s.frame(sl, i, &Claim{Measure: "market_share"}))
		s.memory.full(&v)
		return v.ids
	}
	all := sceneOf(t, text)
	for sl := slot(0); sl < slots; sl++ {
		for i := range all.Quantities {
			alone := told(sceneOf(t, text), sl, i)
			got := told(all, sl, i)
			if len(got) != len(alone) {
				t.Fatalf("%s, figure %d: %d features, alone %d", slotNames[sl], i, len(got), len(alone))
			}
			for k := range got {
				if got[k] != alone[k] {
					t.Fatalf("%s, figure %d: feature %d is another alone", slotNames[sl], i, k)
				}
			}
		}
	}
}

// A feature of few parts is the one of the same parts in a row, and has its name or,
// behind heads, its two.
func TestFewParts(t *testing.T) {
	a, b, c, d := atom.Of("a"), atom.Of("bc"), atom.Of(""), atom.Of("d e")
	for _, heads := range [][2]*atom.Atom{{}, {atom.Of("one"), atom.Of("other")}} {
		for _, named := range []bool{false, true} {
			few, row := vector{named: named, heads: heads}, vector{named: named, heads: heads}
			few.add1(a)
			few.add2(a, b)
			few.add3(a, b, c)
			few.add4(a, b, c, d)
			for _, parts := range [][]*atom.Atom{{a}, {a, b}, {a, b, c}, {a, b, c, d}} {
				row.add(parts...)
			}
			want := 4
			if named && heads[0] != nil {
				want = 8
			}
			if len(row.ids) != want || len(few.ids) != want || len(few.names) != len(row.names) {
				t.Fatalf("%d and %d features, want %d", len(few.ids), len(row.ids), want)
			}
			for k := range row.ids {
				if few.ids[k] != row.ids[k] || named && few.names[k] != row.names[k] {
					t.Errorf("feature %d, named %t, is another", k, named)
				}
			}
		}
	}
}

// Claims that are made at once share no evidence.
func TestClaimRoom(t *testing.T) {
	var made claimRoom
	var claims []*Claim
	const n = 2*claimsAtOnce + 3
	for k := range n {
		c := made.next(n - k)
		for range evidenceRoom + 1 {
			c.Evidence = append(c.Evidence, Evidence{Start: k})
		}
		claims = append(claims, c)
	}
	for k, c := range claims {
		for _, e := range c.Evidence {
			if len(c.Evidence) != evidenceRoom+1 || e.Start != k {
				t.Fatalf("claim %d has evidence of %d", k, e.Start)
			}
		}
	}
	if len(made.claims) != 0 {
		t.Errorf("%d claims too many are made", len(made.claims))
	}
}

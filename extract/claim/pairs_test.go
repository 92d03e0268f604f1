package claim

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// What pairs weigh by groups is the sum of the products of all pairs, and what
// each feature is said to weigh in them adds up to that.
func TestPairs(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	m := new(scratch)
	for sl := range w.choice {
		q := &w.choice[sl]
		model, behind := q.node, [2]*atom.Atom{slotHeads[sl][0], measureHeads["users"][0]}
		paired := false
		for range 50 {
			v := m.vector(false)
			v.heads = behind
			var each []factors
			for range 30 {
				row := r.IntN(len(model.names))
				name := model.names[row]
				if head, rest, _ := strings.Cut(name, ":"); head == slotNames[sl] {
					v.both(atom.Of(rest))
					each = append(each, factors(model.weights[row*len(model.columns)+1:]))
				}
			}
			m.full(&v)
			var around factors
			for j := range around {
				around[j] = 200 * (r.Float32() - 0.5)
			}
			want := float32(0)
			for a := range each {
				want += each[a].times(&around)
				for b := range a {
					want += each[a].times(&each[b])
				}
			}
			paired = paired || want != 0
			model.find(&v, true, m)
			var got [1]float64
			model.groups.addPairs(behind[0], []vector{v}, around, got[:])
			of, parts := model.groups.pairsOf(&v, around), float32(0)
			for _, k := range v.found {
				parts += of(k)
			}
			if math.Abs(got[0]-float64(want)) > 1e-4 || math.Abs(float64(parts-want)) > 1e-4 {
				t.Fatalf("%s: %d features weigh %g in pairs, %g by groups, %g one by one", slotNames[sl], len(each), want, got[0], parts)
			}
		}
		if !paired {
			t.Errorf("%s: no pair weighs anything", slotNames[sl])
		}
	}
}

// The same of the measure: for each class the pairs weigh what their features are
// said to.
func TestPairsOfClasses(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 8))
	q := &w.measure
	for range 50 {
		var v vector
		for range 30 {
			v.found = append(v.found, int32(r.IntN(len(q.node.names))))
		}
		sums := make([]float64, len(measures))
		q.classPairs.addPairs(q.node, &v, sums)
		if most(sums) == 0 {
			t.Fatal("no pair weighs anything")
		}
		for class, sum := range sums {
			of, parts := q.classPairs.pairsOf(q.node, &v, class), float32(0)
			for _, row := range v.found {
				parts += of(row)
			}
			if math.Abs(sum-float64(parts)) > 1e-4 {
				t.Fatalf("%s: pairs weigh %g, %g one by one", measures[class], sum, parts)
			}
		}
	}
}

package claim

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// tolerance of sums of thirty features, each rounded to a thousandth.
const tolerance = 0.02

// What a candidate scores is the sum of what its features weigh and of the
// products of all pairs, and what each feature is said to weigh adds up to that.
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
			want := float32(0)
			for range 30 {
				row := r.IntN(len(model.names))
				name := model.names[row]
				if head, rest, _ := strings.Cut(name, ":"); head == slotNames[sl] {
					v.both(atom.Of(rest))
					want += model.weights[row*len(model.columns)]
					each = append(each, factors(model.weights[row*len(model.columns)+1:]))
				}
			}
			m.full(&v)
			var around packed
			var outside factors
			for j := range outside {
				n := r.IntN(200) - 100
				outside[j] = float32(n)
				if err := around.put(1+j, n); err != nil {
					t.Fatal(err)
				}
			}
			pairs := float32(0)
			for a := range each {
				pairs += each[a].times(&outside)
				for b := range a {
					pairs += each[a].times(&each[b])
				}
			}
			paired = paired || pairs != 0
			want += pairs
			model.find(&v, true, m)
			var got [1]float64
			model.groups.sum(behind, []vector{v}, around, got[:])
			of, second, parts := model.groups.partsOf(&v, around), model.groups.of(behind[1]), float32(0)
			for _, k := range v.found {
				parts += of(k) + second[k]
				want += second[k]
			}
			if math.Abs(got[0]-float64(want)) > tolerance || math.Abs(float64(parts-want)) > tolerance {
				t.Fatalf("%s: %d features weigh %g, %g by groups, %g one by one", slotNames[sl], len(each), want, got[0], parts)
			}
		}
		if !paired {
			t.Errorf("%s: no pair weighs anything", slotNames[sl])
		}
	}
}

// The same of the measure: for each class its features weigh what the model has
// for them, and their pairs what the model of pairs makes of them.
func TestPairsOfClasses(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	scale := map[string][]float32{}
	for row, name := range w.measurePairs.names {
		scale[name] = w.measurePairs.weights[row*len(measures) : (row+1)*len(measures)]
	}
	r := rand.New(rand.NewPCG(7, 8))
	q := &w.measure
	n := len(measureColumns)
	paired := false
	for range 50 {
		var found []int32
		for range 30 {
			found = append(found, int32(r.IntN(len(q.node.names))))
		}
		sums := make([]float64, len(measures))
		q.packed.sum(found, sums)
		for class, sum := range sums {
			of, parts, alone, pairs := q.packed.partsOf(found, class), 0.0, 0.0, 0.0
			for i, row := range found {
				parts += float64(of(row))
				alone += float64(q.node.weights[int(row)*n+class])
				for _, other := range found[:i] {
					for j, name := range measureColumns[len(measures):] {
						if at := len(measures) + j; scale[name] != nil {
							pairs += float64(scale[name][class]) * float64(q.node.weights[int(row)*n+at]*factorUnit) * float64(q.node.weights[int(other)*n+at]*factorUnit)
						}
					}
				}
			}
			paired = paired || math.Abs(pairs) > tolerance
			if math.Abs(sum-alone-pairs) > tolerance || math.Abs(sum-parts) > tolerance {
				t.Fatalf("%s: features weigh %g, %g packed, %g one by one", measures[class], alone+pairs, sum, parts)
			}
		}
	}
	if !paired {
		t.Error("no pair weighs anything")
	}
}

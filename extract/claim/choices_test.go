package claim

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// tolerance of sums of thirty features, each with its factors rounded.
const tolerance = 0.15

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
		second := map[string]float32{}
		for row, name := range model.names {
			if rest, ok := strings.CutPrefix(name, "users:"); ok {
				second[rest] = model.row(row)[0]
			}
		}
		paired := false
		for range 50 {
			v := m.vector(false)
			v.heads = behind
			var each []factors
			want := float32(0)
			for range 30 {
				row := r.IntN(len(model.names))
				if head, rest, _ := strings.Cut(model.names[row], ":"); head == slotNames[sl] {
					v.add1(atom.Of(rest))
					want += model.row(row)[0] + second[rest]
					each = append(each, factors(model.row(row)[1:]))
				}
			}
			m.full(&v)
			var outside numbers
			for j := range outside {
				outside[j] = float32(r.IntN(200) - 100)
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
			q.choice.table.find(&v, m)
			got := q.choice.of(behind).sum(v.found, &outside)
			of, rows, parts := q.choice.partsOf(&v, &outside), q.choice.rowsBehind("users"), float32(0)
			for _, number := range v.found {
				if parts += of(number); rows[number] >= 0 {
					parts += model.row(int(rows[number]))[0]
				}
			}
			if math.Abs(got-float64(want)) > tolerance || math.Abs(float64(parts)-got) > 1e-3 {
				t.Fatalf("%s: %d features weigh %g, %g by groups, %g one by one", slotNames[sl], len(each), want, got, parts)
			}
		}
		if !paired {
			t.Errorf("%s: no pair weighs anything", slotNames[sl])
		}
	}
}

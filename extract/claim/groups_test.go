package claim

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// Features found by groups weigh what they weigh by their whole names, as training
// has them.
func TestGroups(t *testing.T) {
	w, err := ReadWeights("weights.tsv", shipped)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	m := new(scratch)
	for _, d := range w.decisions() {
		model := d.edge
		if d.isSlot {
			model = d.node
		}
		for _, name := range model.names {
			model.rows.put(atom.NameID(name))
		}
		for range 200 {
			heads := d.links
			if d.isSlot {
				heads = []string{d.name, measures[r.IntN(len(measures))]}
			}
			plain, grouped := fan{make([]vector, len(heads)), classHeads(heads)}, fan{make([]vector, 1), nil}
			behind := [2]*atom.Atom{atom.Of(heads[0]), atom.Of(heads[1])}
			named, both := &vector{named: true, heads: behind}, &vector{heads: behind}
			for n := range 30 {
				_, rest, _ := strings.Cut(model.names[r.IntN(len(model.names))], ":")
				if n == 0 {
					rest = "a feature that nobody knows"
				}
				var parts []*atom.Atom
				for _, part := range strings.Split(rest, ":") {
					parts = append(parts, atom.Of(part))
				}
				for _, f := range []fan{plain, grouped} {
					f.add(parts...)
				}
				named.both(parts...)
				both.both(parts...)
			}
			if d.isSlot {
				model.find(named, false, m)
				model.find(both, true, m)
				var sum [1]float64
				model.groups.sum(behind, []vector{*both}, packed{}, sum[:])
				a := model.sum(named)
				for i, row := range named.found {
					for _, other := range named.found[:i] {
						a += float64(model.factorsAt(row).times(model.factorsAt(other)))
					}
				}
				if math.Abs(a-sum[0]) > tolerance {
					t.Fatalf("%s: %g by name, %g by group", d.name, a, sum[0])
				}
				continue
			}
			byGroup := m.table(len(heads), len(model.columns))
			model.find(&grouped.vectors[0], true, m)
			model.addEach(&grouped.vectors[0], byGroup, upTo(len(heads)), upTo(len(model.columns)))
			for j := range heads {
				byName := make([]float64, len(model.columns))
				model.find(&plain.vectors[j], false, m)
				model.addAll(&plain.vectors[j], byName)
				if !slices.Equal(byName, byGroup[j]) {
					t.Fatalf("%s behind %s: %v by name, %v by group", d.name, heads[j], byName, byGroup[j])
				}
			}
			m.numbers.reset()
		}
	}
}

// factorsAt are the factors of a row of a slot's model.
func (m *model) factorsAt(row int32) *factors {
	return (*factors)(m.weights[int(row)*len(m.columns)+1:])
}

// upTo are the numbers below n.
func upTo(n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}

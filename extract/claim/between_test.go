package claim

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"marketfigures/extract/claim/atom"
)

// Features found by groups weigh what they weigh by their whole names, as training
// has them.
func TestBetweenClasses(t *testing.T) {
	w, err := ReadWeights("weights.tsv", shipped)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	m := new(scratch)
	for _, d := range w.decisions() {
		if d.isSlot {
			continue
		}
		model := d.edge
		byName := map[string]int32{}
		for row, name := range model.names {
			byName[name] = int32(row)
		}
		for range 200 {
			grouped := fan{make([]vector, 1), nil}
			var rests []string
			for n := range 30 {
				_, rest, _ := strings.Cut(model.names[r.IntN(len(model.names))], ":")
				if n == 0 {
					rest = "a feature that nobody knows"
				}
				var parts []*atom.Atom
				for _, part := range strings.Split(rest, ":") {
					parts = append(parts, atom.Of(part))
				}
				grouped.add(parts...)
				rests = append(rests, rest)
			}
			classes, columns := upTo(len(d.links)), upTo(len(model.columns))
			byGroup := m.table(len(classes), len(columns))
			d.betweenClasses.table.find(&grouped.vectors[0], m)
			d.betweenClasses.sum(byGroup, grouped.vectors[0].found, classes, columns)
			for j, class := range d.links {
				var found []int32
				for _, rest := range rests {
					if row, ok := byName[class+":"+rest]; ok {
						found = append(found, row)
					}
				}
				for k := range columns {
					sum := 0.0
					for _, row := range found {
						sum += float64(max(-mostUnits*classUnit, min(model.row(int(row))[k], mostUnits*classUnit)))
					}
					if math.Abs(sum-byGroup[j][k]) > 1e-4 {
						t.Fatalf("%s behind %s: %v by name, %v by group", d.name, class, sum, byGroup[j][k])
					}
				}
			}
			m.numbers.reset()
		}
	}
}

// upTo are the numbers below n.
func upTo(n int) []int {
	all := make([]int, n)
	for k := range all {
		all[k] = k
	}
	return all
}

// What lies between two figures is found in the row that its model of neighbours
// has for it.
func TestBetweenCandidates(t *testing.T) {
	w, err := ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	m := new(scratch)
	for sl := range w.choice {
		q := &w.choice[sl]
		for row, name := range q.edge.names {
			var v vector
			v.add(atom.Of(name))
			v.add(atom.Of(name + ", which nobody knows"))
			q.betweenCandidates.find(&v, m)
			if len(v.found) != 1 || v.found[0] != int32(row) {
				t.Fatalf("%s: %q is found in the rows %v, want %d", slotNames[sl], name, v.found, row)
			}
		}
	}
}

// A decision may have no feature of neighbours.
func TestBetweenNothing(t *testing.T) {
	b, err := newModel("same").betweenCandidates()
	if err != nil {
		t.Fatal(err)
	}
	v := vector{ids: []uint64{0, 1, 1 << 32}}
	if b.find(&v, new(scratch)); len(v.found) != 0 {
		t.Errorf("rows %v of none", v.found)
	}
}

package claim

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

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

// Room that is given back is used again, whatever piece stands before it.
func TestVectorsGiveRoomBack(t *testing.T) {
	m := new(scratch)
	var none vector
	m.drop(&none)
	a, b := m.vector(false), m.vector(false)
	a.ids = append(a.ids, 1)
	x, _, err := newTable([]uint64{1 << 40, 2 << 40})
	if err != nil {
		t.Fatal(err)
	}
	x.find(&b, m)
	m.drop(&b)
	m.full(&a)
	if c := m.vector(false); len(c.ids) != 0 || a.ids[0] != 1 {
		t.Errorf("vectors %v and %v", a.ids, c.ids)
	}
}

// What is described takes as much room as it has features.
func TestStepsTakeNoMoreThanTheyHold(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "Alipay held %d.5%% of the market in 2016. ", i)
	}
	s := sceneOf(t, text.String())
	before := s.memory.ids.used
	held := 0
	for _, st := range s.measureSteps(upTo(len(s.Quantities)), false) {
		held += len(st.figure.ids) + len(st.node[0].ids)
		for _, v := range st.edge {
			held += len(v.ids)
		}
	}
	blocks := 0
	for _, b := range s.memory.ids.blocks[:s.memory.ids.at] {
		blocks += len(b)
	}
	if taken := blocks + s.memory.ids.used - before; taken > held+4*manyFeatures {
		t.Errorf("%d ids take room for %d", held, taken)
	}
}

// Every arena is handed on: to the next decision or to the next article.
func TestEveryArenaIsListed(t *testing.T) {
	m := new(scratch)
	listed := map[any]int{}
	for _, a := range append(m.lasting(), m.passing.arenas()...) {
		listed[a]++
	}
	arenas := 0
	for _, part := range []reflect.Value{reflect.ValueOf(m).Elem(), reflect.ValueOf(&m.passing).Elem()} {
		for i := range part.NumField() {
			if field := part.Type().Field(i); strings.HasPrefix(field.Type.Name(), "arena[") {
				arenas++
				if at := reflect.NewAt(field.Type, part.Field(i).Addr().UnsafePointer()).Interface(); listed[at] != 1 {
					t.Errorf("%s is listed %d times", field.Name, listed[at])
				}
			}
		}
	}
	if arenas != len(listed) {
		t.Errorf("%d arenas, %d listed", arenas, len(listed))
	}
}

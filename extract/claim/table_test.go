package claim

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Each id of a table has a number of its own, and what is not in it none.
func TestTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	m := new(scratch)
	for _, n := range []int{0, 1, 2, 7, 100, 20_000} {
		ids := make([]uint64, n)
		in := map[uint64]bool{}
		for i := range ids {
			ids[i] = r.Uint64()
			in[ids[i]] = true
		}
		x, numbers, err := newTable(ids)
		if err != nil {
			t.Fatal(err)
		}
		find := func(id uint64) []int32 {
			v := &vector{ids: []uint64{id}}
			x.find(v, m)
			return v.found
		}
		taken := make([]bool, x.size())
		for i, id := range ids {
			found := find(id)
			if len(found) != 1 || found[0] != numbers[i] || taken[found[0]] {
				t.Fatalf("%d ids: id %d has the numbers %v, want %d", n, i, found, numbers[i])
			}
			taken[found[0]] = true
		}
		for _, id := range append([]uint64{0, 1, 1 << 32}, r.Uint64(), r.Uint64()) {
			if found := find(id); len(found) > 0 && !in[id] && taken[found[0]] {
				t.Errorf("%d ids: %d, which is none of them, has the numbers %v", n, id, found)
			}
		}
	}
}

// Ids that no table tells apart are told of: equal ones, and one among the rare that
// is taken for a common one.
func TestTableOfTwins(t *testing.T) {
	if _, _, err := newTable([]uint64{12345, 678, 12345}); err == nil {
		t.Error("two equal ids have numbers")
	}
	r := rand.New(rand.NewPCG(1, 2))
	ids := make([]uint64, manyCommon+10)
	for i := range ids {
		ids[i] = r.Uint64()
	}
	if _, _, err := newTable(ids); err != nil {
		t.Fatal(err)
	}
	ids[manyCommon+5] = ids[7]
	if _, _, err := newTable(ids); err == nil {
		t.Error("a rare id that is a common one as well has a number")
	}
}

// Of more features than add up in a byte row, the first known ones count.
func TestManyFeatures(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	ids := make([]uint64, manyFeatures+300)
	for i := range ids {
		ids[i] = r.Uint64()
	}
	x, numbers, err := newTable(ids[100:])
	if err != nil {
		t.Fatal(err)
	}
	v := &vector{ids: ids}
	x.find(v, new(scratch))
	if !slices.Equal(v.found, numbers[:mostFeatures]) {
		t.Errorf("%d features are found, want the first %d of the known ones", len(v.found), mostFeatures)
	}
	for _, n := range []int{3, 200, 2} { // in one vector, whose room is outgrown once
		v.ids, v.found = ids[100:100+n], v.found[:0:min(cap(v.found), 100)]
		x.find(v, new(scratch))
		if !slices.Equal(v.found, numbers[:n]) {
			t.Errorf("of %d features %d are found, or others", n, len(v.found))
		}
	}
}

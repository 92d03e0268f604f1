package claim

import "math/bits"

// index numbers features as they come, in training and before a table is made of
// them, and finds the number of each: an open table with linear probing, for ids that
// are well mixed already. A cell keeps half of an id, the other half tells where to
// look: so it stays in the cache, and two ids are taken for one in a thousand million.
type index struct {
	cells []cell // a power of two of them, at most half full
	ids   []uint64
}

type cell struct {
	tag uint32 // the upper half of the id
	row int32  // plus one; 0: empty
}

// get is the row of an id.
func (x *index) get(id uint64) (row int32, ok bool) {
	if len(x.cells) == 0 {
		return 0, false
	}
	c := x.cells[x.find(id)]
	return c.row - 1, c.row != 0
}

// find is the cell that holds an id, or could.
func (x *index) find(id uint64) uint64 {
	mask, tag := uint64(len(x.cells)-1), uint32(id>>32)
	i := id & mask
	for c := &x.cells[i]; c.row != 0 && c.tag != tag; c = &x.cells[i] {
		i = (i + 1) & mask
	}
	return i
}

// make sets room aside for n ids.
func (x *index) make(n int) {
	x.cells, x.ids = make([]cell, 1<<bits.Len(uint(2*n))), make([]uint64, 0, n)
}

// put gives an id the next row, unless it has one.
func (x *index) put(id uint64) (row int32) {
	if 2*(len(x.ids)+1) > len(x.cells) {
		x.cells = make([]cell, max(16, 2*len(x.cells)))
		for row, id := range x.ids {
			x.cells[x.find(id)] = cell{uint32(id >> 32), int32(row) + 1}
		}
	}
	c := &x.cells[x.find(id)]
	if c.row == 0 {
		x.ids = append(x.ids, id)
		*c = cell{uint32(id >> 32), int32(len(x.ids))}
	}
	return c.row - 1
}

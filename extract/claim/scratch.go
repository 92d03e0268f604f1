package claim

import "sync"

// scratch is the memory of the decisions on one article, used again for the
// next: what is taken from it lives until it is given back.
type scratch struct {
	ids     arena[uint64]
	found   arena[int32]
	vectors arena[vector]
	steps   arena[step]
	numbers arena[float64]
	rows    arena[[]float64]
	tables  arena[[][]float64]
	choices arena[int]
	columns arena[uint8]
	strips  arena[[]uint8]
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (m *scratch) giveBack() {
	m.ids.reset()
	m.found.reset()
	m.vectors.reset()
	m.steps.reset()
	m.numbers.reset()
	m.rows.reset()
	m.tables.reset()
	m.choices.reset()
	m.columns.reset()
	m.strips.reset()
	scratches.Put(m)
}

// table is a matrix of zeros.
func (m *scratch) table(rows, columns int) [][]float64 {
	t, cells := m.rows.take(rows), m.numbers.take(rows*columns)
	for j := range t {
		t[j] = cells[j*columns : (j+1)*columns : (j+1)*columns]
	}
	return t
}

// vector is an empty one with room for so many features.
func (m *scratch) vector(named bool, features int) vector {
	return vector{named: named, ids: m.ids.take(features)[:0]}
}

// arena hands out pieces of large blocks, and all of them anew after a reset.
type arena[T any] struct {
	blocks   [][]T
	at, used int // the block that pieces come from, and how much of it is taken
}

// blockSize is how many elements a block holds at least.
const blockSize = 1024

// take is a piece of n zero elements, with no room behind it.
func (a *arena[T]) take(n int) []T {
	for ; a.at < len(a.blocks); a.at, a.used = a.at+1, 0 {
		if b := a.blocks[a.at]; n <= len(b)-a.used {
			piece := b[a.used : a.used+n : a.used+n]
			a.used += n
			clear(piece)
			return piece
		}
	}
	a.blocks = append(a.blocks, make([]T, max(n, blockSize<<min(len(a.blocks), 6))))
	a.used = n
	return a.blocks[a.at][:n:n]
}

func (a *arena[T]) reset() { a.at, a.used = 0, 0 }

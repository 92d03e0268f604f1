package claim

import (
	"slices"
	"sync"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
)

// scratch is the memory of the decisions on one article, used again for the next:
// what is taken from it lives until it is given back, but for what passes. Until it is
// used again it holds on to the claims and the words of the article before.
type scratch struct {
	ids        arena[uint64]
	words      arena[uint64]
	wordsTold  arena[[]uint64]
	positions  arena[position]
	found      arena[int32]
	vectors    arena[vector]
	described  arena[described]
	outsides   arena[outside]
	classes    arena[lexicon.Class]
	edges      arena[edgeKnown]
	framed     arena[[]place]
	strings    arena[string]
	quantities arena[quantity.Quantity]
	itemsAt    arena[int]
	repeats    arena[[]int]
	items      arena[item]
	passed     arena[passed]
	outer      arena[int32]
	spots      arena[spot]
	places     arena[place]
	values     [slots]values
	absent     [manyFeatures]uint64 // of the features that are looked up
	passing
}

// passing is what lives no longer than one decision.
type passing struct {
	gathered   arena[[]candidate]
	steps      arena[step]
	numbers    arena[float64]
	rows       arena[[]float64]
	tables     arena[[][]float64]
	choices    arena[int]
	runs       arena[run]
	options    arena[[]int]
	candidates arena[candidate]
	frames     arena[frame]
	frameLists arena[*frame]
	backdrops  arena[backdrop]
	columns    arena[uint8]
	strips     arena[[]uint8]
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// lasting are the arenas of what does not pass.
func (m *scratch) lasting() []resetter {
	return []resetter{
		&m.ids, &m.words, &m.wordsTold, &m.positions, &m.found, &m.vectors, &m.described, &m.outsides, &m.classes, &m.edges, &m.framed, &m.strings,
		&m.quantities, &m.itemsAt, &m.repeats, &m.items, &m.passed, &m.outer, &m.spots, &m.places,
	}
}

// giveBack hands all memory on to the next article.
func (m *scratch) giveBack() {
	for _, a := range append(m.lasting(), m.passing.arenas()...) {
		a.reset()
	}
	scratches.Put(m)
}

// arenas are those of what passes.
func (p *passing) arenas() []resetter {
	return []resetter{
		&p.gathered, &p.steps, &p.numbers, &p.rows, &p.tables, &p.choices, &p.runs, &p.options,
		&p.candidates, &p.frames, &p.frameLists, &p.backdrops, &p.columns, &p.strips,
	}
}

// passes hands on what was taken for a decision to the next one, which finds it in
// the cache.
func (p *passing) passes() {
	for _, a := range p.arenas() {
		a.rewind()
	}
}

// resetter is an arena of any type.
type resetter interface {
	reset()  // for another article
	rewind() // for another decision
}

// table is a matrix whose cells are yet to be set.
func (m *scratch) table(rows, columns int) [][]float64 {
	t, cells := m.rows.rough(rows), m.numbers.rough(rows*columns)
	for j := range t {
		t[j] = cells[j*columns : (j+1)*columns : (j+1)*columns]
	}
	return t
}

// manyFeatures is how many features a vector has room for until it is full:
// nearly all that there are.
const manyFeatures = 1024

// vector is an empty one: with room, where no names are kept, and until the next
// one is asked for.
func (m *scratch) vector(named bool) vector {
	if named {
		return vector{named: true}
	}
	return vector{ids: m.ids.room(manyFeatures)}
}

// full gives back the room that a vector did not fill.
func (m *scratch) full(v *vector) {
	if !v.named {
		v.ids = m.ids.keep(v.ids)
	}
}

// drop gives back all the room of a vector that is wanted no more.
func (m *scratch) drop(v *vector) {
	m.found.keep(v.found[:0])
	m.ids.keep(v.ids[:0])
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
	piece := a.rough(n)
	clear(piece)
	return piece
}

// rough is a piece of n elements that are yet to be set: they hold what they held.
func (a *arena[T]) rough(n int) []T { return a.room(n)[:n] }

// room is an empty piece with room for n elements.
func (a *arena[T]) room(n int) []T {
	for ; a.at < len(a.blocks); a.at, a.used = a.at+1, 0 {
		if b := a.blocks[a.at]; n <= len(b)-a.used {
			a.used += n
			return b[a.used-n : a.used-n : a.used]
		}
	}
	a.blocks = append(a.blocks, make([]T, max(n, blockSize<<min(len(a.blocks), 6))))
	a.used = n
	return a.blocks[a.at][:0:n]
}

// keep takes back the room behind the last piece, where it did not outgrow it.
func (a *arena[T]) keep(piece []T) []T {
	if cap(piece) > 0 && a.used > 0 && &a.blocks[a.at][a.used-1] == &piece[:cap(piece)][cap(piece)-1] {
		a.used -= cap(piece) - len(piece)
	}
	return piece[:len(piece):len(piece)]
}

// An arena keeps so many blocks for the next article, and none larger than that:
// what a huge one took is not held on to.
const keptBlocks, largeBlock = 12, blockSize << 6

func (a *arena[T]) reset() {
	a.rewind()
	a.blocks = slices.DeleteFunc(a.blocks, func(b []T) bool { return len(b) > largeBlock })
	a.blocks = slices.Delete(a.blocks, min(keptBlocks, len(a.blocks)), len(a.blocks))
}

// rewind hands out all pieces anew.
func (a *arena[T]) rewind() { a.at, a.used = 0, 0 }

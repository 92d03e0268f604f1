package claim

import (
	"errors"
	"math/bits"
)

// A table numbers ids that do not change, and finds the number of each with one
// look: a perfect hash by displacement (Belazzougui, Botelho and Dietzfelbinger,
// ESA 2009). A few ids share a bucket, which keeps the turn by which none of them
// lands on another. What is kept of an id is half of it: so a table stays in the
// cache, and two ids are taken for one in a thousand million. The first ids, those
// that occur most, have a level of their own, and low numbers: what is looked up
// and added all the time lies close together.
type table struct {
	turns        [commonTurns]uint16 // of common: arrays, for no register is left for how long they are
	tags         [commonTags]uint32
	common, rare level
}

const (
	manyCommon  = 1024 // ids at most: they make nine in ten of those that occur
	commonTurns = manyCommon / 2
	commonTags  = manyCommon + manyCommon/4
)

// level is a perfect hash of some ids.
type level struct {
	first int      // of its numbers
	turns []uint16 // of the buckets, a power of two of them
	tags  []uint32 // [number from first]: the upper half of the id
}

// newTable makes a table of ids, each of which stands in it once, and says which
// numbers they have, below size.
func newTable(ids []uint64) (t *table, numbers []int32, err error) {
	t, numbers = new(table), make([]int32, len(ids))
	common := min(manyCommon, len(ids))
	rare := len(ids) - common
	t.common = level{0, t.turns[:], t.tags[:]}
	t.rare = level{len(t.tags), make([]uint16, 1<<bits.Len(uint(rare/4))), make([]uint32, rare+rare/4+1)}
	if err := t.common.fill(ids[:common], numbers[:common]); err != nil {
		return nil, nil, err
	}
	for _, id := range ids[common:] {
		if _, taken := t.common.number(id); taken {
			return nil, nil, errAlike
		}
	}
	if err := t.rare.fill(ids[common:], numbers[common:]); err != nil {
		return nil, nil, err
	}
	return t, numbers, nil
}

// errAlike is what two ids with the same upper half end in, which no table tells
// apart: or one id that stands twice.
var errAlike = errors.New("two features are alike")

// size is how many numbers there are. A fifth of them or more stand for nothing, and
// are found for no id but one in a thousand million that are not in the table.
func (t *table) size() int { return len(t.common.tags) + len(t.rare.tags) }

// fill gives ids their numbers.
func (l *level) fill(ids []uint64, numbers []int32) error {
	l.tags[0] = 1 // where tag 0 lands: until an id comes here, none with that tag is found
	taken := make([]bool, len(l.tags))
	buckets, largest := l.buckets(ids)
	for size := largest; size > 0; size-- { // the largest while there is most room
		for b, members := range buckets {
			if len(members) == size && !l.turn(b, members, ids, numbers, taken) {
				return errAlike
			}
		}
	}
	for i := range numbers {
		numbers[i] += int32(l.first)
	}
	return nil
}

// buckets are the ids of each bucket, by their place in ids, and the size of the
// largest one.
func (l *level) buckets(ids []uint64) (members [][]int32, largest int) {
	sizes := make([]int32, len(l.turns))
	for _, id := range ids {
		sizes[l.bucket(id)]++
	}
	all := make([]int32, len(ids))
	members = make([][]int32, len(sizes))
	for b, size := range sizes {
		members[b], all = all[:0:size], all[size:]
		largest = max(largest, int(size))
	}
	for i, id := range ids {
		b := l.bucket(id)
		members[b] = append(members[b], int32(i))
	}
	return members, largest
}

func (l *level) bucket(id uint64) int { return int(id) & (len(l.turns) - 1) }

// turn finds the turn of a bucket, and puts its ids where they land.
func (l *level) turn(b int, members []int32, ids []uint64, numbers []int32, taken []bool) bool {
	for turn := range 1 << 16 {
		l.turns[b] = uint16(turn)
		placed := 0
		for _, i := range members {
			at := l.landing(ids[i])
			if taken[at] {
				break
			}
			taken[at], numbers[i] = true, int32(at)
			placed++
		}
		if placed == len(members) {
			for _, i := range members {
				l.tags[numbers[i]] = uint32(ids[i] >> 32)
			}
			return true
		}
		for _, i := range members[:placed] {
			taken[numbers[i]] = false
		}
	}
	return false
}

// landing is where an id lies if it has a number.
func (l *level) landing(id uint64) int {
	return landing(uint32(id>>32), l.turns[l.bucket(id)], len(l.tags))
}

// landing is where a tag lies among so many after a turn.
func landing(tag uint32, turn uint16, many int) int {
	const spread = 0x9e3779b1 // Fibonacci hashing (Knuth, TAOCP 3, 6.4)
	return int(uint64(tag*(uint32(turn)<<1|1)*spread) * uint64(many) >> 32)
}

// number is that of an id.
func (l *level) number(id uint64) (number int32, ok bool) {
	at := l.landing(id)
	return int32(l.first + at), l.tags[at] == uint32(id>>32)
}

// find looks up the features of a vector: found are the numbers of those that are
// in the table, mostFeatures at most, in the room that it has, if that is enough.
func (t *table) find(v *vector, m *scratch) {
	if cap(v.found) < len(v.ids) {
		v.found = m.found.room(len(v.ids))
	}
	absent := m.absent[:]
	if len(v.ids) > len(absent) {
		absent = make([]uint64, len(v.ids))
	}
	v.found = v.found[:t.look(v.ids, absent, v.found[:len(v.ids)])]
	v.found = v.found[:min(len(v.found), mostFeatures)]
}

// look puts the numbers of ids into found, and says how many have one: the common ones
// first. It does what number does for each level, but without branches that could not
// be foreseen; absent has room for the ids that are not common.
func (t *table) look(ids, absent []uint64, found []int32) (n int) {
	absent, found = absent[:len(ids)], found[:len(ids)]
	rare := 0
	for _, id := range ids {
		tag := uint32(id >> 32)
		at := landing(tag, t.turns[id%commonTurns], commonTags)
		found[n], absent[rare] = int32(at), id
		other := differs(t.tags[at], tag)
		rare += other
		n += 1 - other
	}
	turns, tags, first := t.rare.turns, t.rare.tags, int32(t.rare.first)
	for _, id := range absent[:rare] {
		tag := uint32(id >> 32)
		at := landing(tag, turns[id&uint64(len(turns)-1)], len(tags))
		found[n] = first + int32(at)
		n += 1 - differs(tags[at], tag)
	}
	return n
}

// differs is 1 for two numbers, 0 for one twice.
func differs(a, b uint32) int {
	n := 0
	if a != b { // the compiler sets n without a branch
		n = 1
	}
	return n
}

package text

import "math/bits"

// Index numbers the words of a lexicon by their keys. Most words of a text are in none:
// the key that a document makes of each word once turns them away in every index
// at the price of one look, where a map would hash and compare anew.
type Index struct {
	slots []slot   // a power of two, at least four times as many as words; probed one after the other
	tags  []uint8  // seven bits of the key in each slot and a one, 0 where it is free
	used  []uint64 // a bit a slot, 1 where it is taken: so few of them that all stay in the cache
	shift int      // of a key, which leaves as many bits as there are slots
	size  int      // words
}

type slot struct {
	key    uint64
	number int32 // of the word
}

// hashed is set in hashes before they are spread, so that none is the key of a short word.
const hashed = 1 << 63

// spread is what keys are multiplied with (Fibonacci hashing: Knuth, TAOCP 3, 6.4).
const spread = 0x9e3779b97f4a7c15

// Key is what an index knows words by: the bytes of a word of up to seven and their
// number; else their FNV-1a hash, which takes a long word for a certain other one once
// in nine quintillions (63 bits). Who forges one gains nothing that writing the other
// would not have brought. Either is spread, so that its first bits tell words apart.
func Key(word string) uint64 {
	if len(word) < 8 {
		key := uint64(len(word)) << 56
		for i := 0; i < len(word); i++ {
			key |= uint64(word[i]) << (8 * i)
		}
		return key * spread
	}
	key := uint64(14695981039346656037)
	for i := 0; i < len(word); i++ {
		key = (key ^ uint64(word[i])) * 1099511628211
	}
	return (key | hashed) * spread
}

// shortKey is the key of a word of ASCII that begins a text and ends before its
// eighth byte; ok is false for others, and at the end of a text.
func shortKey(s string, end int) (key uint64, ok bool) {
	if end > 7 || len(s) < 8 {
		return 0, false
	}
	key = uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	key &= 1<<(8*end) - 1
	return (key | uint64(end)<<56) * spread, key&0x8080808080808080 == 0
}

// Add is the number of a word by its key, from 0 on in the order in which words are
// added.
func (x *Index) Add(key uint64) int {
	if n := x.Find(key); n >= 0 {
		return n
	}
	if 4*x.size >= len(x.slots) {
		old, tags := x.slots, x.tags
		x.slots, x.tags = make([]slot, max(64, 2*len(old))), make([]uint8, max(64, 2*len(old)))
		x.used = make([]uint64, len(x.slots)/64)
		x.shift = 65 - bits.Len(uint(len(x.slots)))
		for at, s := range old {
			if tags[at] > 0 {
				x.place(s)
			}
		}
	}
	x.place(slot{key, int32(x.size)})
	x.size++
	return x.size - 1
}

// keptSlots is how much room an index keeps at the most: clearing that of one
// huge text would cost each small one behind it.
const keptSlots = 1 << 16

// Reset takes all words out, and keeps the room that they had if that is not much.
func (x *Index) Reset() {
	if len(x.slots) > keptSlots {
		*x = Index{}
		return
	}
	clear(x.tags)
	clear(x.used)
	x.size = 0
}

func (x *Index) place(s slot) {
	at, tag := x.first(s.key)
	for x.tags[at&(len(x.tags)-1)] > 0 {
		at++
	}
	at &= len(x.tags) - 1
	x.slots[at], x.tags[at] = s, tag
	x.used[at/64] |= 1 << (at % 64)
}

// first is the slot where the search for a key begins, and its tag there.
func (x *Index) first(key uint64) (at int, tag uint8) {
	return int(key >> x.shift), uint8(key>>(x.shift-8)) | 1
}

// May is false for most words that are not in the index. A caller that asks it, and then
// for the Number, does what Find does without a call: the compiler takes both in.
func (x *Index) May(key uint64) bool {
	at := key >> (x.shift & 63) // as it is, but the compiler need not ask whether it is more
	return at/64 < uint64(len(x.used)) && x.used[at/64]>>(at%64)&1 != 0
}

// Find is the number of a word by its key, -1 where it was not added.
func (x *Index) Find(key uint64) int {
	if !x.May(key) {
		return -1
	}
	return x.Number(key)
}

// Number is Find for a caller whom May has told that the word may be there: -1 where it is
// not all the same.
func (x *Index) Number(key uint64) int {
	for at, tag := x.first(key); ; at++ {
		switch at &= len(x.tags) - 1; x.tags[at] {
		case 0:
			return -1
		case tag:
			if s := &x.slots[at]; s.key == key {
				return int(s.number)
			}
		}
	}
}

package text

// Index numbers the words of a lexicon. Most words of a text are in none: the
// hash that a document draws of each word once turns them away in every index
// at the price of one look, where a map would hash and compare anew.
type Index struct {
	slots []slot // a power of two, at least twice as many as words; probed one after the other
	words []string
}

type slot struct {
	hash   uint32
	number int32 // of the word, counted from 1; 0 where the slot is free
}

// Hash is what an index looks words up by: FNV-1a.
func Hash(word string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return h
}

// Add is the number of a word, from 0 on in the order in which words are added.
// A word may be added with several hashes and has a number for each.
func (x *Index) Add(word string, hash uint32) int {
	if n := x.Find(word, hash); n >= 0 {
		return n
	}
	if 2*len(x.words) >= len(x.slots) {
		old := x.slots
		x.slots = make([]slot, max(8, 2*len(old)))
		for _, s := range old {
			if s.number > 0 {
				x.place(s)
			}
		}
	}
	x.words = append(x.words, word)
	x.place(slot{hash, int32(len(x.words))})
	return len(x.words) - 1
}

// Reset takes all words out and keeps the room that they had.
func (x *Index) Reset() {
	clear(x.slots)
	clear(x.words)
	x.words = x.words[:0]
}

func (x *Index) place(s slot) {
	at := s.hash
	for x.slots[at&uint32(len(x.slots)-1)].number > 0 {
		at++
	}
	x.slots[at&uint32(len(x.slots)-1)] = s
}

// Find is the number of a word, -1 where it was not added with that hash.
func (x *Index) Find(word string, hash uint32) int {
	for at := hash; len(x.slots) > 0; at++ {
		s := x.slots[at&uint32(len(x.slots)-1)]
		if s.number == 0 {
			break
		}
		if s.hash == hash && x.words[s.number-1] == word {
			return int(s.number - 1)
		}
	}
	return -1
}

package duplicate

import (
	"cmp"
	"slices"
	"strings"
)

// Print is what is kept of an article to compare it with others: the bands of a
// MinHash signature of its runs of words, and the hashes of its sentences' words. It
// takes some kilobytes.
type Print struct {
	text      uint64 // hash of its words, white space apart
	address   uint64 // hash of its canonical address; 0 where it has none
	bands     []uint64
	sentences []sentence // each one once, in the order of their hashes
	words     []packed   // of all sentences, one after the other
}

// sentence is one sentence that is long enough to tell articles apart, and where its
// words lie among those of all: prints are many, and pieces of their own for each
// sentence would take as much again.
type sentence struct {
	hash        uint64
	first, last int32
}

func (s sentence) length() int { return int(s.last - s.first) }

// of are the words of a sentence.
func (p *Print) of(s sentence) []packed { return p.words[s.first:s.last] }

// Sizes of the signature: bands of rows. With 32 bands of 3 rows, articles that
// share half of their runs of words become candidates with a probability of
// 0.986, those that share a tenth with one of 0.03.
const (
	bandCount     = 32
	bandRows      = 3
	signatureSize = bandCount * bandRows
	runLength     = 4 // words
	shortest      = 5 // words of a sentence that counts
	telling       = 8 // words of a sentence that can tell two reports apart
)

// bytesPerWord is so few that the words of nearly every English text have room at once.
const bytesPerWord = 5

// Of makes the print of an article by its text and its canonical address,
// empty where it is not known.
func Of(text, address string) *Print {
	p := &Print{text: spacedHash(text), words: make([]packed, 0, len(text)/bytesPerWord)}
	if address = sameAddress(address); address != "" {
		p.address = hashOf(address)
	}
	runs := emptySignature
	seen := map[uint64]bool{}
	room := make([]word, 0, 64) // for the words of a sentence
	for line := range strings.Lines(text) {
		for words := range sentencesOf(withoutPlace(line), room) {
			if len(words) < shortest {
				continue
			}
			h := uint64(fnvOffset)
			for _, w := range words {
				h = mix(h ^ uint64(w.hash))
			}
			if seen[h] {
				continue
			}
			seen[h] = true
			s := sentence{hash: h, first: int32(len(p.words))}
			for _, w := range words {
				p.words = append(p.words, pack(w))
			}
			s.last = int32(len(p.words))
			p.sentences = append(p.sentences, s)
			runs.sign(words)
		}
	}
	runs.fillBins()
	p.bands = p.allBands(&runs)
	p.sentences, p.words = slices.Clone(p.sentences), slices.Clone(p.words) // without the room to grow
	slices.SortFunc(p.sentences, func(a, b sentence) int { return cmp.Compare(a.hash, b.hash) })
	return p
}

// Size is about how many bytes a print takes.
func (p *Print) Size() int { return 96 + 8*len(p.bands) + 16*len(p.sentences) + 4*len(p.words) }

// signature holds the least hash of the runs of words that fall into each bin.
type signature [signatureSize]uint32

// emptySignature is that of no text.
var emptySignature = func() (s signature) {
	for i := range s {
		s[i] = ^uint32(0)
	}
	return s
}()

// sign takes the runs of a sentence's words into the signature: one hash a
// run, which falls into one of the bins (one permutation hashing; Li, Owen,
// Zhang 2012).
func (s *signature) sign(words []word) {
	for i := 0; i+runLength <= len(words); i++ {
		h := uint64(fnvOffset)
		for _, w := range words[i : i+runLength] {
			h = mix(h ^ uint64(w.hash))
		}
		bin := uint32(h>>32) % signatureSize
		s[bin] = min(s[bin], uint32(h))
	}
}

// fillBins gives bins into which no run fell the value of another bin, which a
// fixed sequence chooses, so that similar texts fill them alike (Shrivastava 2017).
func (s *signature) fillBins() {
	filled := *s
	for i, v := range filled {
		for n := uint32(1); v == ^uint32(0) && n < 4*signatureSize; n++ {
			v = filled[scatter(uint32(i)<<16+n)%signatureSize]
		}
		s[i] = v
	}
}

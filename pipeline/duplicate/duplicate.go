// Package duplicate finds articles that are copies of each other: the same
// report under another headline, with another byline and footer, or with a
// paragraph cut. Reports that only follow the same pattern, such as those of
// two quarters, are no copies: a sentence that says another number, another
// name or the contrary keeps two articles apart.
//
// The same text is a copy however short it is, and so is the same canonical
// address, unless the texts under it have next to nothing in common: there are
// sites whose every page names the front page.
//
// Candidates are found by MinHash over runs of words, in bands of the signature
// (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4);
// what they share is then counted sentence by sentence.
package duplicate

import (
	"cmp"
	"slices"
	"time"
)

// Copy is an article that is a copy of another one.
type Copy struct {
	ID, Of   string
	Likeness float64 // the part of the shorter article that stands in the other one
}

// Index holds the prints of articles. It is not safe for several goroutines;
// prints are made in any.
type Index struct{ entries []entry }

type entry struct {
	id        string
	published time.Time
	print     *Print
}

// Add takes in an article: its id, its day of publication (zero where it is
// not known) and its print.
func (x *Index) Add(id string, published time.Time, print *Print) {
	x.entries = append(x.entries, entry{id, published, print})
}

// A copy has this part of its words in sentences that the original has as well,
// and the original this part of its own.
const (
	ofShorter = 0.65
	ofLonger  = 0.45
)

// crowd is how many articles that are no copies of each other make an address
// that they all give worth nothing.
const crowd = 20

// Copies are the articles that are copies of an earlier one, in the order of
// their ids. The original is the one that came out first, articles without a
// date last, ties by id; it is never a copy itself.
func (x *Index) Copies() []Copy {
	entries := slices.Clone(x.entries)
	slices.SortStableFunc(entries, func(a, b entry) int {
		if za, zb := a.published.IsZero(), b.published.IsZero(); za != zb {
			if za {
				return 1
			}
			return -1
		}
		return cmp.Or(a.published.Compare(b.published), cmp.Compare(a.id, b.id))
	})
	common := commonBandsOf(entries)
	originals := make([][]int32, common.count)
	var copies []Copy
	tried := make([]int, len(entries)) // one more than the last article that each was compared with
	for i, e := range entries {
		best, likeness := -1, 0.0
		for _, band := range common.of[i] {
			if band == common.address[i] && len(originals[band]) > crowd {
				continue
			}
			for _, original := range originals[band] {
				j := int(original)
				if tried[j] == i+1 {
					continue
				}
				tried[j] = i + 1
				if l, ok := e.print.likeness(entries[j].print); ok && (l > likeness || l == likeness && j < best) {
					best, likeness = j, l
				}
			}
		}
		if best >= 0 {
			copies = append(copies, Copy{e.id, entries[best].id, likeness})
			continue
		}
		for _, band := range common.of[i] {
			originals[band] = append(originals[band], int32(i))
		}
	}
	slices.SortFunc(copies, func(a, b Copy) int { return cmp.Compare(a.ID, b.ID) })
	return copies
}

// commonBands are those that several entries have, numbered.
type commonBands struct {
	count   int
	of      [][]int32 // [entry]
	address []int32   // [entry]: the band of its address; -1 where it shares none
}

func commonBandsOf(entries []entry) commonBands {
	type has struct {
		band  uint64
		entry int32
	}
	all := make([]has, 0, len(entries)*(bandCount+2))
	for i := range entries {
		for _, band := range entries[i].print.Bands() {
			all = append(all, has{band, int32(i)})
		}
	}
	slices.SortFunc(all, func(a, b has) int { return cmp.Compare(a.band, b.band) })
	s := commonBands{0, make([][]int32, len(entries)), slices.Repeat([]int32{-1}, len(entries))}
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].band == all[0].band {
			n++
		}
		if n > 1 {
			for _, h := range all[:n] {
				s.of[h.entry] = append(s.of[h.entry], int32(s.count))
				if h.band == entries[h.entry].print.addressBand() {
					s.address[h.entry] = int32(s.count)
				}
			}
			s.count++
		}
		all = all[n:]
	}
	return s
}

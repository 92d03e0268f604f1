package claim

import (
	"slices"
	"sort"
)

// impliedBy stands before the word of a channel in the kind of its markets.
const impliedBy = "implied "

// addChannels puts in a spot for each market that the word of a channel can
// stand for, where no market's name covers it: orders that come "from phones"
// are mobile retail, payments mobile payment (RULINGS.md 10).
func (s *scene) addChannels() {
	d := s.Document
	named := s.spots[marketSlot]
	var implied []spot
	for si, sentence := range d.Sentences {
		if d.Blocks[sentence.Block].Boilerplate {
			continue
		}
		for t := sentence.First; t < sentence.Last; t++ {
			markets, _, ok := s.words.channels.At(d, t)
			if !ok {
				continue
			}
			k := sort.Search(len(named), func(k int) bool { return named[k].last > t })
			if k < len(named) && named[k].first <= t || s.items[s.itemAt[t]].kind != word {
				continue
			}
			for _, id := range markets {
				implied = append(implied, spot{value: id, first: t, last: t + 1, item: s.itemAt[t], sentence: si, kind: s.words.kindNamed(impliedBy + d.Words[t]), derived: true})
			}
		}
	}
	s.spots[marketSlot] = append(named, implied...)
	slices.SortStableFunc(s.spots[marketSlot], func(a, b spot) int { return a.first - b.first })
}

package claim

import (
	"slices"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// descriptions are the classes of cues that tell of a company by what it is to
// another one, or to all: "its rival", "the leader", "the parent", "its payment arm".
var descriptions = []string{"rival", "leader", "parent", "arm"}

// addDescriptions puts in spots for such words where no name follows them: for
// the companies that they may stand for.
func (s *scene) addDescriptions(names int) {
	for si, sentence := range s.Document.Sentences {
		if b := &s.Document.Blocks[sentence.Block]; b.Boilerplate || b.Kind == text.Row {
			continue
		}
		for k := s.starts[si]; k < s.starts[si+1]; k++ {
			for _, c := range s.items[k].cues {
				if slices.Contains(descriptions, c.Text) {
					s.addDescription(c.Text, k, si, names)
				}
			}
		}
	}
}

func (s *scene) addDescription(kind string, item, sentence, names int) {
	_, end, _ := s.words.cues.At(s.Document, s.items[item].first)
	end = max(end, s.items[item].last)
	if next := s.itemAt[end]; next < s.starts[sentence+1] && s.items[next].kind == name {
		return // "its rival Tenpay", "the market leader Tenpay"
	}
	first := s.determined(item, s.starts[sentence])
	if first < 0 {
		return
	}
	spots := s.spots[entitySlot][:names]
	before := firstFrom(spots, s.items[first].first)
	to, near := antecedents(spots, s.items[first].first, sentence, sentencesBack) // the company that the words start out from
	if s.items[first].class.Is(lexicon.Possessive) && before > 0 && spots[before-1].item == first-1 {
		to = near // "Alibaba's payment arm"
	}
	put := func(value string) {
		if value == "" {
			return
		}
		p := spot{first: s.items[first].first, last: end, item: first, sentence: sentence, anaphor: true, value: value, kind: s.words.kindNamed(kind + "-lead")}
		s.spots[entitySlot] = append(s.spots[entitySlot], p)
	}
	switch kind {
	case "rival":
		put(s.rivalOf(to, spots[:before]))
	case "leader":
		put(s.leaderOf(spots[:before], first))
	case "parent":
		put(s.words.parents[to])
	case "arm":
		put(s.armOf(to, spots[:before]))
	}
}

// determined is the item at which a noun phrase begins that says which one is
// meant, "the", "its" or a name's own; -1 for none.
func (s *scene) determined(item, first int) int {
	for k := item - 1; k >= max(first, item-3); k-- {
		switch it := &s.items[k]; {
		case it.class.Is(lexicon.Demonstrative | lexicon.AnaphorIts | lexicon.Possessive):
			return k
		case it.kind != word && it.kind != market || it.class.Is(lexicon.ClauseEnd|lexicon.Preposition):
			return -1
		}
	}
	return -1
}

// rivalOf is the last company named before that is of another house.
func (s *scene) rivalOf(of string, names []spot) string {
	if of == "" {
		return ""
	}
	for k := len(names) - 1; k >= max(0, len(names)-placesBack); k-- {
		p := &names[k]
		if p.value != of && !p.derived && !s.belongs(p.value, of) && !s.belongs(of, p.value) {
			return p.value
		}
	}
	return ""
}

// leaderOf is the company behind whose name, before an item, stands the largest
// percentage.
func (s *scene) leaderOf(names []spot, item int) string {
	most, leader := 0.0, ""
	for k := len(names) - 1; k >= max(0, len(names)-placesBack); k-- {
		p := &names[k]
		if p.derived {
			continue
		}
		for i := p.item + 1; i < min(item, s.starts[p.sentence+1]) && s.items[i].kind != name; i++ {
			if it := &s.items[i]; it.kind == figure {
				if q := &s.Quantities[it.ref]; q.Unit == quantity.Percent && q.Value > most {
					most, leader = q.Value, p.value
				}
				break
			}
		}
	}
	return leader
}

// armOf is the last company named before that belongs to another.
func (s *scene) armOf(of string, names []spot) string {
	for k := len(names) - 1; k >= max(0, len(names)-placesBack); k-- {
		if v := names[k].value; of != "" && v != of && s.belongs(v, of) {
			return v
		}
	}
	return ""
}

// ownerInCommas says whether a name stands between commas to say whose the company
// before them is, as in "Alipay, which belongs to Ant Financial, holds": what comes
// behind is told of that company.
func (s *scene) ownerInCommas(k int) bool {
	spots := s.spots[entitySlot]
	if k == 0 || spots[k-1].sentence != spots[k].sentence || !s.belongs(spots[k-1].value, spots[k].value) {
		return false
	}
	company, owner, end := spots[k-1].item, spots[k].item, s.starts[spots[k].sentence+1]
	comma := func(item int) bool { return item < end && s.items[item].label.Text == "," }
	for item := company + 2; item < owner; item++ {
		if comma(item) || s.items[item].kind == figure {
			return false
		}
	}
	return comma(company+1) && comma(owner+1)
}

// belongs says whether a company is owned by another, or by one that that owns.
func (s *scene) belongs(company, to string) bool {
	parent := s.words.parents[company]
	return parent == to || s.words.parents[parent] == to
}

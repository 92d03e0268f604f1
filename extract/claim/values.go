package claim

import (
	"strconv"

	"marketfigures/extract/claim/atom"
)

// value is what a slot can be filled with, as the article has it, and what
// features say of it wherever it is named.
type value struct {
	text    string
	times   int    // how often the article names it
	credits int    // and how often it credits it
	owner   string // the id of its parent
	house   string // and of the parent of that
	parent  int32  // the parent among the values of the slot, -1 where it is not among them
	listed  bool
	trade   *atom.Atom // of an entity or market
	// of a period
	age, grain *atom.Atom
	last       string // the end of a range, or the period itself
	ends       int    // the last month, counted from year 0
}

// values are those of one slot, null first.
type values struct {
	all   []value
	known map[string]int32 // by text
	named int              // how many of them the text names
	top   int32            // the one that it names most, null for none
	times int              // how often it names any
}

// valueOf is the number of a value, which is taken in where it is new.
func (s *scene) valueOf(sl slot, text string) int32 {
	of := &s.values[sl]
	if k, ok := of.known[text]; ok {
		return k
	}
	k := int32(len(of.all))
	of.known[text] = k
	v := value{text: text, owner: s.words.parents[text], parent: -1, listed: s.words.listed[text]}
	v.house = s.words.parents[v.owner]
	switch sl {
	case periodSlot:
		v.age, v.grain, v.last, v.ends = s.ageOf(text), grains[granularity(text)], lastOf(text), lastMonth(text)
	case entitySlot:
		v.trade = s.tradeOf(text)
	default:
		v.trade = s.words.tradeNamed(s.words.trades[text])
	}
	of.all = append(of.all, v)
	return k
}

// keptValues is how many values an article may have for its map to serve the next.
const keptValues = 1000

// startValues makes room for the values of each slot, null in the first place.
func (s *scene) startValues() {
	for sl := range s.values {
		of := &s.memory.values[sl]
		if of.known == nil || len(of.all) > keptValues { // a large map takes long to clear
			of.known = map[string]int32{}
		}
		clear(of.known)
		s.values[sl] = values{all: of.all[:0], known: of.known}
		s.valueOf(slot(sl), "")
	}
}

// tallyValues counts how often each value is named and credited, once all
// places are known that name any.
func (s *scene) tallyValues() {
	for sl := range s.spots {
		of := &s.values[sl]
		for k := range s.spots[sl] {
			p := &s.spots[sl][k]
			if p.anaphor {
				continue
			}
			v := &of.all[p.id]
			if v.times == 0 {
				of.named++
			}
			of.times++
			if v.times++; v.times > of.all[of.top].times {
				of.top = p.id
			}
		}
	}
	for k := range s.spots[sourceSlot] {
		if p := &s.spots[sourceSlot][k]; p.how != nil && p.how != atom.Aims && !p.anaphor {
			s.values[sourceSlot].all[p.id].credits++
		}
	}
	for _, of := range s.values {
		for k := range of.all {
			if at, ok := of.known[of.all[k].owner]; ok && of.all[k].owner != "" {
				of.all[k].parent = at
			}
		}
	}
}

// topOf is the value of a slot that the article names most, empty for none.
func (s *scene) topOf(sl slot) string { return s.values[sl].all[s.values[sl].top].text }

// ageOf is how many years before the day of publication a period ends.
func (s *scene) ageOf(period string) *atom.Atom {
	if end := lastOf(period); !s.Published.IsZero() && len(end) >= 4 {
		if year, err := strconv.Atoi(end[:4]); err == nil {
			return atom.Number(max(-1, min(s.Published.Year()-year, 3)))
		}
	}
	return atom.Undated
}

// tradeOf is the trade of the entity that a claim is about.
func (s *scene) tradeOf(id string) *atom.Atom {
	switch {
	case id == "":
		return atom.NoEntity
	case !s.words.listed[id]:
		return atom.Unlisted
	}
	return s.words.tradeNamed(s.words.trades[id])
}

// tradeNamed is the atom of a trade.
func (v *vocabulary) tradeNamed(trade string) *atom.Atom {
	if a := v.tradeAtoms[trade]; a != nil {
		return a
	}
	return atom.Of(trade)
}

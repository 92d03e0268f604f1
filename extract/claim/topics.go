package claim

import (
	"math/bits"
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// An article speaks of one measure for a while and says so once: "respondents",
// "market share". What it spoke of before a figure tells what that one measures
// where its own sentence does not.

// measured are classes of cues that tell of a measure, a bit each.
type measured uint32

// measuring are those classes, in the order of their bits.
var measuring = [...]*atom.Atom{
	atom.Of("share"), atom.Of("market share"), atom.Of("penetration"), atom.Of("survey"), atom.Of(growth), atom.Of("fee"),
	atom.Of("volume"), atom.Of("revenue"), atom.Of("investment"),
	atom.Of("count"), atom.Of("users"), atom.Of("merchants"),
}

// Places in that list.
const (
	sharing, holding, using, asking = 0, 1, 2, 3
	money, counts                   = 6, 9 // the first ones of each
)

// measuredIn are those that figures of each group of units may be of.
var measuredIn = [len(unitGroups)]measured{1<<money - 1, 1<<money - 1, 1<<len(measuring) - 1<<counts, 1<<counts - 1<<money}

// classOf is the bit of a class of cues, none for those that tell of no measure.
func classOf(cue string) measured {
	if k := slices.IndexFunc(measuring[:], func(a *atom.Atom) bool { return a.Text == cue }); k >= 0 {
		return 1 << k
	}
	return 0
}

// topics is what an article spoke of before a sentence.
type topics struct {
	block, section measured
	last           [len(unitGroups)]int // the last sentence of the section that told of a measure of each group of units, -1
	told           measured             // by the sentence itself
}

// findTopics collects what the sentences of the article speak of.
func (s *scene) findTopics() {
	d := s.Document
	s.topics, s.told = make([]topics, len(d.Sentences)), [len(measuring)]int{}
	nothing := topics{last: [len(unitGroups)]int{-1, -1, -1, -1}}
	now, block, head := nothing, -1, -1
	for i, sentence := range d.Sentences {
		if b := sentence.Block; b != block {
			if s.heads[b] != head { // a section begins with what its heading says
				head, now = s.heads[b], nothing
				for k := s.sentenceOf(d.Blocks[head].First); d.Sentences[k].Block == head; k++ {
					now.add(k, s.topics[k].told)
				}
			}
			block, now.block = b, 0
		}
		now.told = s.tells(i)
		s.topics[i] = now
		now.add(i, now.told)
	}
}

// tells collects what a sentence speaks of.
func (s *scene) tells(sentence int) (all measured) {
	if s.Document.Blocks[s.Document.Sentences[sentence].Block].Boilerplate {
		return 0
	}
	for k := s.starts[sentence]; k < s.starts[sentence+1]; k++ {
		for _, c := range s.items[k].cues {
			m := s.words.measures[c]
			all |= m
			if m != 0 {
				s.told[bits.TrailingZeros32(uint32(m))]++
			}
		}
	}
	return all
}

// add goes on behind a sentence.
func (t *topics) add(sentence int, told measured) {
	t.block |= told
	t.section |= told
	for group, of := range measuredIn {
		if told&of != 0 {
			t.last[group] = sentence
		}
	}
}

// describeTopics tells what the article spoke of before the sentence of a
// figure, and speaks of most.
func (s *scene) describeTopics(v *vector, of, sentence int, unit *atom.Atom) {
	d, t := s.Document, &s.topics[sentence]
	group := unitKind(s.Quantities[of].Unit)
	block := d.Sentences[sentence].Block
	if last := t.last[group]; last < 0 {
		v.add(atom.ToldLast, unit, atom.None)
	} else {
		where := atom.Section
		switch block - d.Sentences[last].Block {
		case 0:
			where = atom.Block
		case 1:
			where = blockBefore
		}
		s.topics[last].told.each(group, func(class *atom.Atom) { v.add(atom.ToldLast, unit, class, where) })
	}
	if d.Blocks[block].Kind != text.Row {
		t.block.each(group, func(class *atom.Atom) { v.add(atom.ToldInBlock, unit, class) })
	}
	t.section.each(group, func(class *atom.Atom) { v.add(atom.ToldInSection, unit, class) })
	for m := measuredIn[group]; m != 0; m &= m - 1 {
		k := bits.TrailingZeros32(uint32(m))
		v.add(atom.ToldInArticle, unit, measuring[k], atom.Number(min(bits.Len(uint(s.told[k])), 4)))
	}
	parts, uses := s.told[sharing]+3*s.told[holding], s.told[using]+3*s.told[asking]
	v.add(atom.ToldMost, unit, atom.Bool(parts > uses), atom.Bool(parts > 2*uses), atom.Bool(uses > 2*parts))
}

// each hands the classes that figures of a group of units may be of to put.
func (m measured) each(group int, put func(class *atom.Atom)) {
	for m &= measuredIn[group]; m != 0; m &= m - 1 {
		put(measuring[bits.TrailingZeros32(uint32(m))])
	}
}

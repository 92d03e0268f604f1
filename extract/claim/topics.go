package claim

import (
	"math/bits"
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// An article speaks of one measure for a while and says so once: "respondents",
// "market share". What it spoke of before a figure, and speaks of most, tells
// what that one measures where its own sentence does not.

// topicSet are classes of cues that tell of a measure, a bit each.
type topicSet uint32

// topicClasses are those classes, in the order of their bits.
var topicClasses = [...]*atom.Atom{
	atom.Of("share"), atom.Of("market share"), atom.Of("penetration"), atom.Of("survey"), atom.Of(growth), atom.Of("fee"),
	atom.Of("volume"), atom.Of("revenue"), atom.Of("investment"),
	atom.Of("count"), atom.Of("users"), atom.Of("merchants"),
}

// Places in that list.
const (
	shareAt, marketShareAt, penetrationAt, surveyAt = 0, 1, 2, 3
	firstOfMoney, firstOfCounts                     = 6, 9
)

// topicsOfUnit are those that figures of each group of units may be of.
var topicsOfUnit = [len(unitGroups)]topicSet{
	1<<firstOfMoney - 1, 1<<firstOfMoney - 1, 1<<len(topicClasses) - 1<<firstOfCounts, 1<<firstOfCounts - 1<<firstOfMoney,
}

// plain is how many words that may tell of a share or of use, like "holds", one
// counts that tells of nothing else, like "market share".
const plain = 3

// topicOf is the bit of a class of cues, none for those that tell of no measure.
func topicOf(cue string) topicSet {
	if k := slices.IndexFunc(topicClasses[:], func(a *atom.Atom) bool { return a.Text == cue }); k >= 0 {
		return 1 << k
	}
	return 0
}

// topics is what an article spoke of before a sentence.
type topics struct {
	block, section topicSet
	last           [len(unitGroups)]int // the last sentence of the section that told of a measure of each group of units, -1
	told           topicSet             // by the sentence itself
}

// findTopics collects what the sentences of the article speak of. A heading
// itself goes on with the section before it.
func (s *scene) findTopics() {
	d := s.Document
	s.topics, s.wordsOn = make([]topics, len(d.Sentences)), [len(topicClasses)]int{}
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

// tells collects what a sentence speaks of, and counts its words on each: a
// phrase of several counts each of them that is a cue as well.
func (s *scene) tells(sentence int) (all topicSet) {
	if s.Document.Blocks[s.Document.Sentences[sentence].Block].Boilerplate {
		return 0
	}
	for k := s.starts[sentence]; k < s.starts[sentence+1]; k++ {
		for _, c := range s.items[k].cues {
			m := s.words.topics[c]
			all |= m
			if m != 0 {
				s.wordsOn[bits.TrailingZeros32(uint32(m))]++
			}
		}
	}
	return all
}

// add goes on behind a sentence.
func (t *topics) add(sentence int, told topicSet) {
	t.block |= told
	t.section |= told
	for group, of := range topicsOfUnit {
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
		v.add3(atom.ToldLast, unit, atom.None)
	} else {
		where := atom.Section
		switch block - d.Sentences[last].Block {
		case 0:
			where = atom.Block
		case 1:
			where = blockBefore
		}
		s.topics[last].told.each(group, func(class *atom.Atom) { v.add4(atom.ToldLast, unit, class, where) })
	}
	if d.Blocks[block].Kind != text.Row { // of which each cell is a sentence
		t.block.each(group, func(class *atom.Atom) { v.add3(atom.ToldInBlock, unit, class) })
	}
	t.section.each(group, func(class *atom.Atom) { v.add3(atom.ToldInSection, unit, class) })
	for m := topicsOfUnit[group]; m != 0; m &= m - 1 {
		k := bits.TrailingZeros32(uint32(m))
		v.add4(atom.ToldInArticle, unit, topicClasses[k], atom.Number(min(bits.Len(uint(s.wordsOn[k])), 4)))
	}
	parts, uses := s.wordsOn[shareAt]+plain*s.wordsOn[marketShareAt], s.wordsOn[penetrationAt]+plain*s.wordsOn[surveyAt]
	v.add(atom.ToldMost, unit, atom.Bool(parts > uses), atom.Bool(parts > 2*uses), atom.Bool(uses > 2*parts))
}

// each hands the classes that figures of a group of units may be of to put.
func (m topicSet) each(group int, put func(class *atom.Atom)) {
	for m &= topicsOfUnit[group]; m != 0; m &= m - 1 {
		put(topicClasses[bits.TrailingZeros32(uint32(m))])
	}
}

package claim

import (
	"slices"
	"strings"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// A text sets a period and goes on in it: what it says of another one in
// passing, to compare or to look back, does not move it on.

// asideAt says whether a period is named in passing: compared with, or looked
// back at, as in "it had been 9% in 2012", or "it had 9% in 2012": such a one
// does not hold for what follows either, more often than not.
func (s *scene) asideAt(p *spot, compared bool) bool {
	if compared {
		return true
	}
	first := max(s.starts[p.sentence], p.item-8)
	for i := p.item - 1; i >= first && !s.items[i].class.Is(lexicon.ClauseEnd); i-- {
		class := s.items[i].class
		if class.Is(lexicon.LookingBack) || class.Is(lexicon.MeasuredFrom) && p.item-i <= 4 {
			return true
		}
	}
	for i := p.item + 1; i < min(s.starts[p.sentence+1], p.item+6); i++ {
		switch it := &s.items[i]; {
		case it.kind == figure || it.class.Is(lexicon.Conjunction|lexicon.RelativePronoun):
			return false // "asked in May how they had paid"
		case it.class.Is(lexicon.LookingBack):
			return true
		}
	}
	return false
}

// opensBracket and closesBracket say so of the label of an item.
func opensBracket(label string) bool  { return label == "(" || label == "（" }
func closesBracket(label string) bool { return label == ")" || label == "）" }

// sets says whether a text that names a value goes on with it: not with a period
// named in passing, nor with that of the figures in brackets.
func (p *spot) sets() bool { return !p.aside && !p.ofBracketed }

// isInBrackets says whether a period stands in brackets, as in "(company data,
// June 2022)": it dates what they follow.
func (s *scene) isInBrackets(p *spot) bool {
	k := p.item - 1
	for ; k >= max(s.starts[p.sentence], p.item-6); k-- {
		if t := s.items[k].label.Text; closesBracket(t) {
			return false
		} else if opensBracket(t) {
			break
		}
	}
	if k < max(s.starts[p.sentence], p.item-6) {
		return false
	}
	for i := p.item + 1; i < min(s.starts[p.sentence+1], p.item+4); i++ {
		if closesBracket(s.items[i].label.Text) {
			return true
		}
	}
	return false
}

// isOfBracketed says whether a period is that of the figures in brackets: "share
// of downloads (%, first quarter in brackets)".
func (s *scene) isOfBracketed(p *spot) bool {
	for i := p.item + 1; i < min(s.starts[p.sentence+1], p.item+4) && s.items[i].kind == word; i++ {
		if hasCue(&s.items[i], "bracketed") {
			return true
		}
	}
	return false
}

// datesBracketed says whether a period of the figures in brackets is that of a
// figure: of one that its line, list or table says it of, lines of such figures
// in between. An amount in another currency is of the period before the brackets.
func (s *scene) datesBracketed(f *frame, p *spot) bool {
	if !s.standsBracketed(f.figure) || s.isConversion(f.figure) {
		return false
	}
	for _, frame := range f.places {
		if frame.first <= p.first && p.first < frame.last {
			return true
		}
	}
	first := f.block
	for k := f.figure - 1; k >= 0 && s.blockOf(s.Quantities[k].First) >= first-1; k-- {
		if s.standsBracketed(k) {
			first = s.blockOf(s.Quantities[k].First)
		}
	}
	block := s.blockOf(p.first)
	return first-1 <= block && block <= f.block
}

// standsBracketed says whether figure i stands in brackets.
func (s *scene) standsBracketed(i int) bool {
	token := s.Quantities[i].First
	at := s.itemAt[token]
	return at > s.starts[s.sentenceOf(token)] && opensBracket(s.items[at-1].label.Text)
}

// isConversion says whether figure i, in brackets, tells the amount before them in
// another currency: "57 billion yuan ($9.3 billion)".
func (s *scene) isConversion(i int) bool {
	if i == 0 {
		return false
	}
	q, p := &s.Quantities[i], &s.Quantities[i-1]
	return s.itemAt[q.First] == s.itemAt[p.First]+2 &&
		unitGroup(q.Unit) == "money" && unitGroup(p.Unit) == "money" && q.Unit != p.Unit
}

// findDated finds the blocks that open with a date for all that they say, as
// the entries of a timeline do: "July 2009. It passes 200 million users."
func (s *scene) findDated() {
	d := s.Document
	s.dated = make([]int32, len(d.Blocks))
	entries := 0
	last := -1
	for k := range s.spots[periodSlot] {
		p := &s.spots[periodSlot][k]
		block := d.Sentences[p.sentence].Block
		b := &d.Blocks[block]
		if block == last || b.Kind == text.Row || b.Boilerplate {
			continue
		}
		last = block
		if p.item > s.itemAt[b.First]+1 || p.item > s.itemAt[b.First] && s.items[p.item-1].kind != word {
			continue
		}
		next := s.itemAt[p.last-1] + 1
		if next < s.starts[p.sentence+1] && !s.items[next].class.Is(lexicon.LabelEnd) {
			continue
		}
		s.dated[block] = s.valueOf(periodSlot, p.value)
		entries++
	}
	s.timeline = entries >= 3
}

// setting is the period that the text was in when it came to the sentence of a
// figure.
type setting struct {
	period int32
	where  *atom.Atom // how far back it was set
	own    *atom.Atom // whether the sentence sets one itself, before the figure
}

func (s *scene) settingOf(f *frame) setting {
	own := noneHere
	if slices.ContainsFunc(f.before, func(k int) bool { return s.spots[periodSlot][k].sets() }) {
		own = setHere
	}
	return setting{f.period, f.set, own}
}

// What features call how far back a period was set, and whether the sentence
// sets one itself.
var (
	noneHere    = atom.Of("none here")
	setHere     = atom.Of("set here")
	blockBefore = atom.Of("block before")
	never       = atom.Of("never")
)

// setBefore is the last period before the sentence of a figure that the text
// goes on with, and how far back it stands.
func (s *scene) setBefore(f *frame) (period int32, where *atom.Atom) {
	spots := s.spots[periodSlot]
	end := s.firstSpot(periodSlot, f.first-1)
	for k := end - 1; k >= max(0, end-placesBack); k-- {
		p := &spots[k]
		if !p.sets() || strings.HasSuffix(p.kind.Text, "-news") || strings.HasSuffix(p.kind.Text, "-ahead") {
			continue
		}
		switch b := s.Document.Sentences[p.sentence].Block; {
		case b == f.block:
			return p.id, atom.Block
		case f.block-b == 1:
			return p.id, blockBefore
		case s.heads[b] == s.heads[f.block]:
			return p.id, atom.Section
		}
		return p.id, atom.Beyond
	}
	return null, never
}

// weighSetting tells whether a period is the one that the text is in.
func (s *scene) weighSetting(v *vector, f *frame, c *candidate) {
	o, is, tier := &f.setting, atom.Other, tiers[c.tier]
	if c.id == o.period {
		is = atom.Setting
	}
	v.add3(is, o.where, o.own)
	v.add3(is, o.where, tier)
	if c.id == o.period {
		v.add3(is, o.own, tier)
	}
	if label := s.dated[f.block]; label != null {
		as := atom.Entry
		if s.timeline {
			as = atom.Timeline
		}
		if label == c.id {
			v.add2(as, atom.Label)
			v.add3(as, atom.Label, o.own)
		} else {
			v.add3(as, atom.Other, tier)
		}
	}
	for _, k := range c.spots {
		if p := &s.spots[periodSlot][k]; p.sentence == f.sentence && p.aside {
			side := atom.Before
			if p.item > f.at {
				side = atom.After
			}
			v.add3(atom.Aside, side, tier)
		}
	}
}

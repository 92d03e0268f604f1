package claim

import (
	"slices"
	"strings"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// weigh puts the features of one candidate into v.
func (s *scene) weigh(v *vector, f *frame, c *candidate) {
	v.heads = f.heads
	best := tiers[f.best]
	v.add4(atom.Standing, tiers[c.tier], atom.Best, best)
	if c.id == f.pick {
		v.add2(atom.Pick, best)
		v.add4(atom.Pick, best, atom.Figure, f.unit)
	}
	if f.rule != nil && c.id == f.guess {
		v.add2(atom.Rule, f.rule)
		v.add4(atom.Rule, f.rule, atom.Voice, s.voice)
		v.add4(atom.Rule, f.rule, atom.Agencies, atom.Number(min(s.agencies, 3)))
	}
	switch f.slot {
	case entitySlot:
		s.weighFocus(v, f, c)
		s.weighShape(v, f, c)
		s.weighMates(v, f, c)
		s.weighTogether(v, f, c)
	case marketSlot:
		s.weighFocus(v, f, c)
	case periodSlot:
		s.weighSetting(v, f, c)
		s.weighTense(v, f, c)
		s.weighShape(v, f, c)
	}
	if c.id == null {
		s.weighNull(v, f)
	} else {
		s.weighSpots(v, f, c)
	}
}

// framesTold are the frames of which null is told whether they name a value.
var framesTold = [...]*atom.Atom{atom.Row, atom.Header, atom.Corner, atom.Caption, atom.Heading, atom.Title, atom.Lead, atom.ListHead, atom.Note}

// weighNull tells what speaks for leaving the slot empty.
func (s *scene) weighNull(v *vector, f *frame) {
	v.add1(atom.Null)
	v.add2(atom.Null, f.unit)
	v.add2(atom.NullOpens, &s.items[f.first].label)
	v.add4(atom.NullBefore, atom.Number(min(len(f.before), 2)), atom.After, atom.Number(min(len(f.after), 2)))
	var told [len(framesTold)]bool
	for n, in := range f.within {
		what := f.places[n].what
		if at := slices.Index(framesTold[:], what); at >= 0 && in.first < in.last && !told[at] {
			told[at] = true
			v.add2(atom.NullFrame, what)
		}
	}
	s.recallWords(v, f)
	switch f.slot {
	case sourceSlot:
		for k := f.first; k < f.last; k++ {
			if hasCue(&s.items[k], "nobody") {
				v.add1(atom.NullNobody)
				break
			}
		}
	case marketSlot:
		v.add2(atom.NullTrade, f.trade)
	case periodSlot:
		if !s.Published.IsZero() {
			v.add1(atom.NullDated)
		}
	}
	if (f.slot == sourceSlot || f.slot == entitySlot) && s.own[f.sentence] {
		v.add1(atom.NullOwn)
	}
	if f.slot != entitySlot {
		v.add2(atom.NullEntity, atom.Bool(f.claim.Entity != ""))
	}
	v.add2(atom.NullValues, atom.Number(min(s.values[f.slot].named, 4)))
	if f.sentence < s.lead {
		v.add1(atom.NullHead)
	}
}

// recallWords tells null of the words around a figure: once for all slots, where no
// names are kept.
func (s *scene) recallWords(v *vector, f *frame) {
	if v.named {
		s.weighWords(v, f)
		return
	}
	if s.wordsTold == nil {
		s.wordsTold = s.memory.wordsTold.take(len(s.Quantities))
	}
	if told := s.wordsTold[f.figure]; told != nil {
		v.ids = append(v.ids, told...)
		return
	}
	before := len(v.ids)
	s.weighWords(v, f)
	told := v.ids[before:]
	s.wordsTold[f.figure] = append(s.memory.words.room(max(1, len(told))), told...)
}

// weighWords does so for the eight words and cues on either side.
func (s *scene) weighWords(v *vector, f *frame) {
	for k := max(f.first, f.at-8); k < min(f.last, f.at+8); k++ {
		it, side := &s.items[k], atom.LeftSide
		if k > f.at {
			side = atom.RightSide
		}
		for _, c := range it.cues {
			v.add3(atom.NullCue, c, side)
		}
		if it.kind == word || it.kind == market {
			v.add3(atom.NullWord, &it.label, side)
		}
	}
}

// weighSpots tells where a candidate is named, and how.
func (s *scene) weighSpots(v *vector, f *frame, c *candidate) {
	sp, is := s.spots[f.slot], &s.values[f.slot].all[c.id]
	if c.id == s.values[f.slot].top {
		v.add1(atom.MostNamed)
	}
	if len(c.spots) > 0 {
		p := &sp[c.spots[len(c.spots)-1]]
		v.add2(atom.Kind, p.kind)
		if p.derived {
			v.add1(atom.Derived)
			v.add2(atom.Derived, f.unit)
		}
	}
	if f.slot == entitySlot && is.owner != "" {
		v.add1(atom.HasParent)
	}
	if c.partnered {
		for _, k := range c.spots {
			switch sp[k].partner {
			case -1:
			case f.figure:
				v.add2(atom.Partner, atom.Yes)
			default:
				v.add2(atom.Partner, atom.Other)
			}
		}
	}
	if c.before >= 0 {
		s.weighSame(v, f, c.before, atom.Before, f.before)
	}
	if c.after >= 0 {
		s.weighSame(v, f, c.after, atom.After, f.after)
	}
	here := c.before >= 0 || c.after >= 0
	if !here && c.back >= 0 {
		s.weighBack(v, f, &sp[c.back])
	}
	s.weighFrames(v, f, c, !here && c.back < 0)
	s.weighStanding(v, f, c)
	s.weighSlot(v, f, c)
	if s.self != "" && c.value == s.self {
		own := atom.Bool(s.own[f.sentence])
		v.add2(atom.Self, own)
		v.add3(atom.Self, own, namedHere[min(len(f.before), 2)][min(len(f.after), 1)])
	}
	if f.slot != entitySlot && c.id == f.entity {
		v.add1(atom.IsEntity)
	}
}

// weighFrames tells which frames of the figure name the candidate; alone says
// that the text near the figure does not.
func (s *scene) weighFrames(v *vector, f *frame, c *candidate, alone bool) {
	for n, in := range f.within {
		what := f.places[n].what
		for k := in.first; k < in.last; k++ {
			p := &s.spots[f.slot][k]
			if p.id != c.id {
				continue
			}
			v.add2(atom.In, what)
			v.add4(atom.In, what, atom.Rank, atom.Number(min(k-in.first, 2)))
			v.add4(atom.In, what, atom.Kind, p.kind)
			if p.how != nil {
				v.add4(atom.In, what, atom.How, p.how)
			}
			if p.aside {
				v.add3(atom.In, what, atom.Aside)
			}
			if p.inBrackets {
				v.add3(atom.In, what, atom.Brackets)
			}
			if alone {
				v.add2(atom.OnlyIn, what)
			}
			break
		}
	}
}

// weighSlot tells what matters for one slot alone.
func (s *scene) weighSlot(v *vector, f *frame, c *candidate) {
	kind := atom.Dash
	if len(c.spots) > 0 {
		kind = s.spots[f.slot][c.spots[len(c.spots)-1]].kind
	}
	tier := tiers[c.tier]
	v.add4(atom.Standing, tier, atom.Kind, kind)
	switch f.slot {
	case entitySlot:
		s.weighRank(v, f, c)
		s.weighAbout(v, f, c)
	case sourceSlot:
		s.weighSource(v, f, c, kind)
	case marketSlot:
		s.weighMarket(v, f, c, kind)
		entity := atom.Bool(f.claim.Entity != "")
		v.add4(atom.Entity, entity, atom.Standing, tier)
		v.add4(atom.Entity, entity, atom.MostNamed, atom.Bool(c.id == s.values[marketSlot].top))
	case periodSlot:
		s.weighPeriod(v, f, c)
	}
	if f.label.sentence < 0 {
		return
	}
	for _, k := range c.spots {
		if p := &s.spots[f.slot][k]; p.sentence == f.label.sentence && p.item < f.label.end {
			v.add1(atom.BlockLabel)
			break
		}
	}
}

// blockLabel is what labels a block: a short first sentence, or the words before
// its colon.
type blockLabel struct {
	sentence int // -1 where nothing labels it
	end      int // the item behind the label
}

func (s *scene) labelOf(p *position) blockLabel {
	if p.row {
		return blockLabel{-1, 0}
	}
	at := s.sentenceOf(s.Document.Blocks[p.block].First)
	switch e := s.Document.Sentences[at]; {
	case at < p.sentence && e.Last-e.First <= 6:
		return blockLabel{at, s.starts[at+1]}
	case at == p.sentence && s.colonAfter(e, p.at):
		return blockLabel{at, s.itemAt[e.First] + 5}
	}
	return blockLabel{-1, 0}
}

// colonAfter says whether the first few words of a sentence are set off by a colon.
func (s *scene) colonAfter(e text.Sentence, before int) bool {
	for t := e.First; t < min(e.Last, e.First+6) && s.itemAt[t] < before; t++ {
		if s.Document.Words[t] == ":" {
			return true
		}
	}
	return false
}

// weighRank tells what the candidate is to the other names in reach: the parent
// of one, or owned by one, and how each of the two stands.
func (s *scene) weighRank(v *vector, f *frame, c *candidate) {
	all := s.values[entitySlot].all
	is, tier := &all[c.id], tiers[c.tier]
	topic := s.values[marketSlot].all[s.values[marketSlot].top].trade
	v.add4(atom.Trade, is.trade, topic, atom.Bool(is.owner != ""))
	above, below := nowhere, nowhere
	for k := range f.rivals {
		switch r := &f.rivals[k]; {
		case r.id == null:
		case r.id == is.parent:
			above = min(above, r.tier)
		case all[r.id].parent == c.id:
			below = min(below, r.tier)
		}
	}
	if above < nowhere {
		v.add4(atom.ParentStands, tiers[above], atom.Itself, tier)
	}
	if below < nowhere {
		v.add4(atom.ChildStands, tiers[below], atom.Itself, tier)
	}
}

// weighMarket tells whether a market is of the entity's trade, and how much of
// the article is about it.
func (s *scene) weighMarket(v *vector, f *frame, c *candidate, kind *atom.Atom) {
	is := &s.values[marketSlot].all[c.id]
	its := is.trade
	if !is.listed && len(c.spots) > 0 {
		its = s.markets[s.spots[marketSlot][c.spots[len(c.spots)-1]].ref].trade
	}
	v.add3(atom.Trade, f.trade, its)
	v.add(atom.Trade, f.trade, its, atom.Paying, atom.Bool(f.paying))
	v.add4(atom.Trade, f.trade, atom.Kind, kind)
	v.add3(atom.PartOfAll, s.partOfAll(marketSlot, c.id), atom.Bool(is.listed))
}

// weighSource tells what a source is to the entity, and how often the text credits it.
func (s *scene) weighSource(v *vector, f *frame, c *candidate, kind *atom.Atom) {
	of := &s.values[sourceSlot]
	is, relative := &of.all[c.id], s.relative(c.id, f.entity)
	credits := atom.Number(min(is.credits, 2))
	v.add(atom.Voice, s.voice, atom.Top, atom.Bool(c.value == s.topOf(entitySlot)), atom.Entity, atom.Bool(c.id == f.entity))
	v.add2(atom.Entity, relative)
	v.add(atom.Entity, relative, atom.Credits, credits, atom.Voice, s.voice)
	v.add(atom.Entity, relative, atom.Credits, credits, atom.Rule, f.rule)
	v.add4(atom.Entity, relative, atom.Kind, kind)
}

// relative says what a source is to the entity of the claim.
func (s *scene) relative(source, entity int32) *atom.Atom {
	all := s.values[sourceSlot].all
	switch {
	case entity == null:
		return atom.None
	case source == entity:
		return atom.Itself
	case all[entity].owner == all[source].text || all[entity].house == all[source].text:
		return atom.Parent
	}
	return atom.Other
}

// weighPeriod tells how old a period is, and whether any said nearby is later.
func (s *scene) weighPeriod(v *vector, f *frame, c *candidate) {
	all, tier := s.values[periodSlot].all, tiers[c.tier]
	is := &all[c.id]
	v.add3(atom.Age, is.age, is.grain)
	v.add4(atom.Age, is.age, atom.Standing, tier)
	later, finer := false, false
	opening := is.text[:min(4, len(is.text))]
	for _, id := range f.around {
		o := &all[id]
		later = later || o.last > is.last
		finer = finer || len(o.text) > len(is.text) && strings.HasPrefix(o.text, opening)
	}
	v.add3(atom.LaterSaid, atom.Bool(later), tier)
	v.add3(atom.FinerSaid, atom.Bool(finer), tier)
	if s.mainPeriod != null {
		v.add3(atom.Main, atom.Bool(s.mainPeriod == c.id), tier)
	}
}

// periodsAround are the periods named up to a figure in its sentence and the three before.
func (s *scene) periodsAround(f *frame) []int32 {
	spots := s.spots[periodSlot]
	from := s.firstSpot(periodSlot, s.starts[max(f.sentence-3, 0)]-1)
	around := s.memory.found.room(max(0, s.firstSpot(periodSlot, f.at)-from))
	for k := from; k < len(spots) && spots[k].item <= f.at; k++ {
		if !slices.Contains(around, spots[k].id) {
			around = append(around, spots[k].id)
		}
	}
	return around
}

// lastOf is the end of a range of periods, or the period itself.
func lastOf(period string) string {
	if _, last, ranged := strings.Cut(period, "/"); ranged {
		return last
	}
	return period
}

// lastSaid are the places before a figure that matter for what the text was
// speaking of, each -1 where there is none.
type lastSaid struct {
	named, credited int // the last place that names, and that credits, a value
	opening         int // the first one of the block
}

func (s *scene) lastSaidBefore(f *frame) lastSaid {
	sp := s.spots[f.slot]
	said := lastSaid{-1, -1, -1}
	k := s.firstSpot(f.slot, f.at-1)
	for i := k - 1; i >= 0 && said.named < 0; i-- {
		if !sp[i].derived && !sp[i].anaphor {
			said.named = i
		}
	}
	credited := f.slot == entitySlot || f.slot == sourceSlot // others never are
	for i := k - 1; credited && i >= 0 && said.credited < 0; i-- {
		if sp[i].how != nil && !sp[i].anaphor {
			said.credited = i
		}
	}
	opening := s.Document.Blocks[f.block].First
	first := firstFrom(sp, opening)
	if first < len(sp) && sp[first].item < f.at {
		said.opening = first
	}
	return said
}

// weighStanding tells whether the candidate is what the text was speaking of
// last: the last one named before the figure, and the last one credited.
func (s *scene) weighStanding(v *vector, f *frame, c *candidate) {
	sp := s.spots[f.slot]
	if k := f.said.named; k >= 0 && sp[k].id == c.id {
		v.add2(atom.LastNamed, s.crossed(f, &sp[k]))
		if sp[k].aside {
			v.add2(atom.LastNamed, atom.Aside)
		}
	}
	if k := f.said.credited; k >= 0 && sp[k].id == c.id {
		v.add3(atom.LastCredited, s.crossed(f, &sp[k]), sp[k].how)
		v.add3(atom.LastCredited, atom.Sentences, atom.Number(min(f.sentence-sp[k].sentence, 6)))
	}
	if k := f.said.opening; k >= 0 && sp[k].id == c.id {
		v.add1(atom.OpensBlock)
		v.add2(atom.OpensBlock, near(sp[k].item-s.itemAt[s.Document.Blocks[f.block].First]+1))
	}
}

// crossed is what lies between a place and a figure: nothing larger than a
// block, than a section, or more.
func (s *scene) crossed(f *frame, p *spot) *atom.Atom {
	switch b := s.Document.Sentences[p.sentence].Block; {
	case b == f.block:
		return atom.Block
	case s.heads[b] == s.heads[f.block]:
		return atom.Section
	}
	return atom.Beyond
}

// weighSame tells how place k in the figure's own sentence lies to the figure.
func (s *scene) weighSame(v *vector, f *frame, k int, side *atom.Atom, order []int) {
	sp := s.spots[f.slot]
	p := &sp[k]
	rank, seen := 0, null
	for _, o := range order {
		if o == k || sp[o].first == p.first {
			break
		}
		if sp[o].id != seen {
			rank++
			seen = sp[o].id
		}
	}
	lo, hi := p.item+1, f.at
	if p.item > f.at {
		lo, hi = f.at+1, p.item
	}
	r, g := atom.Number(min(rank, 3)), atom.Number(min(s.figuresApart(p.item, f.at), 3))
	if s.contrasted(lo-1, hi) {
		v.add2(side, atom.Contrast)
		v.add3(side, atom.Contrast, r)
	}
	clauses := int(s.passed[max(lo, hi)].clauses - s.passed[lo].clauses)
	prev, next := s.labelAt(p.item-1, f.first, f.last), s.labelAt(s.itemAt[p.last-1]+1, f.first, f.last)
	gap := s.joined(lo, hi, v.named)
	v.add4(side, atom.RankFigures, r, g)
	v.add3(side, atom.Near, near(hi-lo+1))
	v.add4(side, atom.Clauses, atom.Number(min(clauses, 3)), r)
	v.add3(side, atom.Gap, &gap)
	v.add4(side, atom.Kind, p.kind, r)
	v.add4(side, atom.KindFigures, p.kind, g)
	if hi-lo <= 14 {
		for i := lo; i < hi; i++ {
			if s.items[i].kind != figure {
				v.add3(side, atom.Over, &s.items[i].label)
			}
		}
	}
	v.add3(side, atom.Prev, prev)
	v.add3(side, atom.Next, next)
	if f.slot == periodSlot { // "from 2012 to 2014 it rose from 7% to 9%"
		v.add4(side, atom.BothBehind, prev, s.labelAt(f.at-1, f.first, f.last))
	}
	v.add4(side, atom.PrevFigures, prev, g)
	v.add4(side, atom.NextFigures, next, g)
	if p.how != nil {
		v.add3(side, atom.How, p.how)
		v.add4(side, atom.HowFigures, p.how, g)
	} else {
		v.add3(side, atom.NoHow, g)
	}
	if len(f.before)+len(f.after) == 1 {
		v.add2(side, atom.Sole)
	}
	switch {
	case side == atom.After && len(f.before) == 0:
		v.add3(side, atom.NoneBefore, r)
	case side == atom.Before:
		if n := len(f.before); n > 0 && f.before[n-1] == k {
			v.add2(atom.Subject, atom.Number(min(p.item-f.first, 3)))
			v.add3(atom.Subject, atom.Rank, r)
		}
		if len(f.after) == 0 {
			v.add3(side, atom.NoneAfter, r)
		}
	}
	s.weighOrder(v, f, p)
	s.weighPattern(v, f, p)
}

// labelAt is the label of an item, or what stands for the bounds beyond items
// [first, last) of its sentence.
func (s *scene) labelAt(k, first, last int) *atom.Atom {
	switch {
	case k < first:
		return atom.Start
	case k >= last:
		return atom.End
	}
	return &s.items[k].label
}

// classAt is what the word of an item may do, nothing beyond the sentence.
func (s *scene) classAt(k int, f *frame) lexicon.Class {
	if k < f.first || k >= f.last {
		return 0
	}
	return s.items[k].class
}

// weighBack tells how a place in an earlier sentence lies to the figure.
func (s *scene) weighBack(v *vector, f *frame, p *spot) {
	distance := atom.Number(min(f.sentence-p.sentence, 4))
	v.add3(atom.BackKind, p.kind, distance)
	if p.how != nil {
		v.add3(atom.BackHow, p.how, distance)
	}
	if p.aside {
		v.add2(atom.BackAside, distance)
	}
	v.add3(atom.BackOpens, &s.items[f.first].label, distance)
	v.add3(atom.BackSince, atom.Number(s.othersSince(f, p)), distance)
	if s.starts[p.sentence] == p.item || s.starts[p.sentence]+1 == p.item {
		v.add2(atom.BackSubject, distance)
	}
	for i := f.first; i < min(f.first+6, f.at); i++ {
		if hasCue(&s.items[i], "anaphor") {
			v.add2(atom.BackAnaphor, &s.items[i].label)
		}
	}
	blocks := f.block - s.Document.Sentences[p.sentence].Block
	v.add3(atom.BackBlocks, atom.Number(min(blocks, 4)), p.kind)
}

// othersSince is how many other values are named between a place and the
// figure; three are many.
func (s *scene) othersSince(f *frame, p *spot) int {
	var later [3]int32
	n := 0
	spots := s.spots[f.slot]
	for i := s.firstSpot(f.slot, p.item); i < len(spots) && spots[i].item < f.at && n < len(later); i++ {
		if o := &spots[i]; o.id != p.id && !slices.Contains(later[:n], o.id) {
			later[n] = o.id
			n++
		}
	}
	return n
}

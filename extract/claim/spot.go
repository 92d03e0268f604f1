package claim

import (
	"slices"
	"sort"
	"strings"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// slot is one of the slots that are filled by choosing among the places of an
// article that could fill it.
type slot int

const (
	entitySlot slot = iota
	marketSlot
	periodSlot
	sourceSlot
	slots
)

var slotNames = [slots]string{"entity", "market", "period", "source"}

// spot is one place that could fill a slot.
type spot struct {
	value       string
	id          int32 // of the value, among those of the slot
	first, last int   // tokens
	item        int
	sentence    int
	ref         int
	kind        *atom.Atom // what sort of name, market or date it is
	how         *atom.Atom // how the text credits a name: says, according, brackets, note, data; nil for not at all
	derived     bool       // WeChat read as WeChat Pay
	aside       bool       // a period named in passing
	inBrackets  bool       // a period that stands in brackets
	ofBracketed bool       // a period that is said to be that of the figures in brackets
	anaphor     bool       // a word that stands for the name
	partner     int        // the figure of the same place in a parallel list, -1 for none
	mates       int        // how many are told in one list with it, itself included; 0 where it stands alone, or figures are paired with them
}

// findSpots collects the places for each slot, in the order of the text.
func (s *scene) findSpots() {
	d := s.Document
	at := func(first, last int) spot {
		return spot{first: first, last: last, item: s.itemAt[first], sentence: s.sentenceOf(first)}
	}
	s.names = map[string][]string{}
	for sl, named := range [slots]int{len(s.Mentions), len(s.markets), len(s.Dates), len(s.Mentions)} {
		s.spots[sl] = s.memory.spots.room(named + named/4 + 8) // words that stand for names come on top
	}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		p := at(m.First, m.Last)
		p.value, p.ref = s.keys[i], i
		kind := m.Kind
		if m.Listed {
			kind = "listed"
		}
		p.how = s.credit(p, kind)
		if m.Kind == entity.Unknown {
			kind = s.standsAs[p.value]
		}
		p.kind = s.words.kindNamed(kind)
		if m.Kind != entity.Agency && m.Kind != entity.Person && !s.owns(*m) {
			s.spots[entitySlot] = append(s.spots[entitySlot], p)
		}
		if m.ID == "wechat" && s.paying(p.sentence) {
			pay := p
			pay.value, pay.derived = "wechat_pay", true
			s.spots[entitySlot] = append(s.spots[entitySlot], pay)
		}
		if house := s.speaksFor[m.ID]; house != "" {
			p.value = house
		}
		if name := d.Slice(m.Span); !slices.Contains(s.names[p.value], name) {
			s.names[p.value] = append(s.names[p.value], name)
		}
		if p.how == nil && m.Kind != entity.Agency {
			continue // nobody credits it here
		}
		s.spots[sourceSlot] = append(s.spots[sourceSlot], p)
	}
	for i, m := range s.markets {
		p := at(m.first, m.last)
		p.value, p.ref, p.kind = m.value, i, atom.Other
		if m.listed {
			p.kind = s.words.kindNamed(m.value)
		}
		s.spots[marketSlot] = append(s.spots[marketSlot], p)
	}
	s.addChannels()
	for i, t := range s.Dates {
		if t.Value == "" || d.Blocks[s.blockOf(t.First)].Boilerplate {
			continue
		}
		p := at(t.First, t.Last)
		p.value, p.ref, p.kind = t.Value, i, s.words.kindNamed(s.dateKind(i))
		p.aside, p.inBrackets, p.ofBracketed = s.asideAt(&p, t.Compared), s.isInBrackets(&p), s.isOfBracketed(&p)
		s.spots[periodSlot] = append(s.spots[periodSlot], p)
	}
	s.findDated()
	s.addAnaphors()
	for sl := range s.spots {
		s.pairLists(s.spots[sl])
		for k := range s.spots[sl] {
			p := &s.spots[sl][k]
			p.id = s.valueOf(slot(sl), p.value)
		}
	}
	for _, sl := range [...]slot{entitySlot, sourceSlot} {
		s.valueOf(sl, s.self)
	}
	for _, speaker := range s.speakers {
		s.valueOf(sourceSlot, speaker)
	}
	for k := range s.values[entitySlot].all {
		s.valueOf(sourceSlot, s.values[entitySlot].all[k].text)
	}
	s.numberSpots()
	s.tallyValues()
	agencies := map[string]bool{}
	for _, p := range s.spots[sourceSlot] {
		if p.kind == atom.Agency {
			agencies[p.value] = true
		}
	}
	s.agencies = len(agencies)
	for _, p := range s.spots[periodSlot] {
		if kind := p.kind.Text; p.sets() && !strings.HasPrefix(kind, "day") && !strings.Contains(kind, "ahead") {
			s.mainPeriod = p.id
			break
		}
	}
}

// pairLists pairs the names of a list with the figures of a list as long:
// "Alipay, Tenpay and Lakala held 50%, 20% and 6%".
func (s *scene) pairLists(spots []spot) {
	for k := range spots {
		spots[k].partner = -1
	}
	var run []int
	for k := 0; k < len(spots); {
		run = append(run[:0], k)
		next := k + 1
		for next < len(spots) && spots[next].sentence == spots[k].sentence {
			p := &spots[next]
			if p.derived || p.anaphor || p.item == spots[run[len(run)-1]].item {
				next++
				continue
			}
			if !s.listed(s.itemAt[spots[run[len(run)-1]].last-1]+1, p.item) {
				break
			}
			run = append(run, next)
			next++
		}
		if len(run) > 1 {
			s.pair(spots, run)
			for _, k := range run {
				if spots[k].partner < 0 {
					spots[k].mates = len(run)
				}
			}
		}
		k = max(next, k+1)
	}
}

// pair looks for the list of as many figures in the sentence, behind the names
// or before them.
func (s *scene) pair(spots []spot, run []int) {
	sentence := spots[run[0]].sentence
	first, last := s.starts[sentence], s.starts[sentence+1]
	var figures []int
	for i := first; i <= last; i++ {
		if i < last && s.items[i].kind == figure {
			if n := len(figures); n > 0 && !s.listed(figures[n-1]+1, i) {
				figures = figures[:0]
			}
			figures = append(figures, i)
		}
		ends := i == last || s.items[i].kind != figure && !s.items[i].class.Is(lexicon.ListJoin)
		if ends && len(figures) == len(run) {
			for n, k := range run {
				spots[k].partner = s.items[figures[n]].ref
			}
			return
		}
		if ends {
			figures = figures[:0]
		}
	}
}

// listed says whether nothing but commas and conjunctions stands between.
func (s *scene) listed(first, last int) bool {
	if last-first > 4 || first >= last {
		return false
	}
	for i := first; i < last; i++ {
		if !s.items[i].class.Is(lexicon.ListJoin) {
			return false
		}
	}
	return true
}

// owns says whether the name only tells whose the next name is: Alibaba's Alipay.
func (s *scene) owns(m entity.Mention) bool {
	d := s.Document
	if m.Last+1 >= len(d.Words) || !s.classes[m.Last].Is(lexicon.Possessive) {
		return false
	}
	k := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].First >= m.Last+1 })
	return k < len(s.Mentions) && s.Mentions[k].First == m.Last+1 && s.Mentions[k].Kind != entity.Person && s.Mentions[k].Kind != entity.Unknown
}

// paying says whether a sentence is about paying.
func (s *scene) paying(sentence int) bool {
	for i := s.starts[sentence]; i < s.starts[sentence+1]; i++ {
		if hasCue(&s.items[i], "paying") || s.items[i].kind == market && strings.Contains(s.markets[s.items[i].ref].value, "payment") {
			return true
		}
	}
	return false
}

// dateKind is what sort of period an expression names: its granularity, and
// whether it is compared with, lies ahead, or is the day of the news.
func (s *scene) dateKind(i int) string {
	t := s.Dates[i]
	kind := granularity(t.Value)
	switch {
	case t.Compared:
		kind += "-compared"
	case s.Published.IsZero():
	case t.Starts.After(s.Published):
		kind += "-ahead"
	case t.Ends.After(s.Published):
		kind += "-current"
	case kind == "day" && s.Published.Sub(t.Starts).Hours() <= 8*24:
		kind += "-news"
	}
	if !t.Listed {
		kind += "-bare"
	}
	return kind
}

// granularities are those of periods.
var granularities = [...]string{"range", "year", "day", "quarter", "half", "month"}

// grains are their atoms.
var grains = func() map[string]*atom.Atom {
	all := map[string]*atom.Atom{}
	for _, grain := range granularities {
		all[grain] = atom.Of(grain)
	}
	return all
}()

func granularity(value string) string {
	for i := range value {
		if value[i] == '/' {
			return "range"
		}
	}
	switch len(value) {
	case 4:
		return "year"
	case 10:
		return "day"
	}
	if len(value) == 7 && (value[5] == 'Q' || value[5] == 'H') {
		return map[byte]string{'Q': "quarter", 'H': "half"}[value[5]]
	}
	return "month"
}

// credit says how the text credits the name at a spot for what is said.
func (s *scene) credit(p spot, kind string) *atom.Atom {
	first, last := s.starts[p.sentence], s.starts[p.sentence+1]
	block := &s.Document.Blocks[s.Document.Sentences[p.sentence].Block]
	before := func(n int) *item {
		if p.item-n >= first {
			return &s.items[p.item-n]
		}
		return &noItem
	}
	after := func(n int) *item {
		if p.item+n < last {
			return &s.items[p.item+n]
		}
		return &noItem
	}
	b, is := before(1).label.Text, before(1).class
	switch {
	case b == ":" && before(2).class.Is(lexicon.NoteHead):
		return atom.Note
	case is.Is(lexicon.AccordingTo) && before(2).class.Is(lexicon.According) || is.Is(lexicon.CreditedPer) || is.Is(lexicon.CreditedBy) && hasCue(before(2), "according", "says", "surveys", "rankings"):
		return atom.According
	case is.Is(lexicon.CreditedFrom) && (hasCue(before(2), "according") || hasCue(before(3), "according")):
		return atom.According
	case is.Is(lexicon.HousePreposition) && hasCue(before(2), "researchers"), is.Is(lexicon.Article) && before(2).class.Is(lexicon.HousePreposition) && hasCue(before(3), "researchers"):
		return atom.According // "analysts at Ampere", "economists of the University of Hamburg"
	case opensBracket(b) && !renames(kind, before(2)) && (closesBracket(after(1).label.Text) || after(1).label.Text == "," || after(1).kind == date):
		return atom.Brackets
	}
	if hasCue(before(1), "according") {
		return atom.According
	}
	for n := 2; n <= 4 && (is.Is(lexicon.ReckonedBy) || before(2).class.Is(lexicon.ReckonedOf)); n++ {
		if before(n).class.Is(lexicon.Reckoning) {
			return atom.ByItsCount
		}
	}
	commas := 0
	for n := 1; n <= 6; n++ {
		a := after(n)
		if a.label.Text == "," && !after(n+1).class.Is(lexicon.RelativePronoun) {
			commas++
		}
		if a.kind == figure || a.label.Text == "." || a.label.Text == "" {
			break
		}
		if a.label.Text == ":" && n <= 2 && p.item <= first+3 && block.Kind != text.Row && (kind == entity.Agency || kind == entity.Person || kind == entity.Unknown) {
			return atom.Speaker
		}
		if hasCue(a, "says") {
			if commas == 1 && b != "," && after(n-1).label.Text != "," {
				break // "Alipay is larger, Credit Suisse estimates"
			}
			return atom.Says
		}
		if hasCue(a, "forecasts") && n <= 4 {
			return atom.Expects
		}
		if hasCue(a, "targets") && n <= 3 {
			return atom.Aims
		}
		if a.class.Is(lexicon.Reckoning) || (kind == entity.Unknown || kind == entity.Agency) && n <= 2 && hasCue(a, "surveys") {
			return atom.Data
		}
	}
	if kind != entity.Agency {
		return s.saidBy(before)
	}
	if after(1).class.Is(lexicon.AgencyVerb) {
		return atom.Has
	}
	return s.saidBy(before)
}

// noItem stands beyond the bounds of a sentence.
var noItem item

// renames says whether a name in brackets behind another is that one's other
// name or its house: "Yiqianbao (PingAn Pay)" credits nobody.
func renames(kind string, before *item) bool {
	return kind != entity.Agency && before.kind == name
}

// saidBy is the credit of a name behind its verb: "said Wang", "said analyst
// Wang", but not "shows that Wang", nor where somebody else says so: "Canalys
// puts Lenovo at 24.8%".
func (s *scene) saidBy(before func(int) *item) *atom.Atom {
	b, verb := before(1), 1
	if !hasCue(b, "says") {
		verb = 2
		if !hasCue(before(2), "says") || b.kind != word || b.class.Is(lexicon.Conjunction) {
			return nil
		}
	}
	const speakers = lexicon.AnaphorIt | lexicon.AnaphorThey | lexicon.AnaphorHe | lexicon.AnaphorCompany
	if subject := before(verb + 1); subject.kind == name || subject.class.Is(speakers) {
		return nil
	}
	return atom.SaidBy
}

func hasCue(it *item, classes ...string) bool {
	for _, c := range it.cues {
		for _, want := range classes {
			if c.Text == want {
				return true
			}
		}
	}
	return false
}

// firstFrom is the first of some spots, in the order of the text, that does not
// start before a token.
func firstFrom(spots []spot, token int) int {
	return sort.Search(len(spots), func(k int) bool { return spots[k].first >= token })
}

// firstSpot is the first spot of a slot behind an item.
func (s *scene) firstSpot(sl slot, item int) int { return int(s.spotsBehind[sl][item+1]) }

// numberSpots notes for each item, and the start, how many spots of a slot stand up to it.
func (s *scene) numberSpots() {
	for sl, spots := range s.spots {
		behind := s.memory.outer.rough(len(s.items) + 1)
		k := 0
		for i := range behind {
			for k < len(spots) && spots[k].item < i {
				k++
			}
			behind[i] = int32(k)
		}
		s.spotsBehind[sl] = behind
	}
}

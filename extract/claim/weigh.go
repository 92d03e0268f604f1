package claim

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// weigh puts the features of one candidate into v.
func (s *scene) weigh(v *vector, f *frame, c *candidate) {
	tier := c.tier
	p := v.pair(f.name, f.measure)
	p.both("standing", tier, "best", f.best)
	if c.value == f.pick {
		p.both("pick", f.best)
		p.both("pick", f.best, "figure", f.unit)
	}
	if f.rule != "" && c.value == f.guess {
		p.both("rule", f.rule)
		p.both("rule", f.rule, "voice", s.voice)
		p.both("rule", f.rule, "agencies", strconv.Itoa(min(s.agencies, 3)))
	}
	switch f.slot {
	case entitySlot, marketSlot:
		s.weighFocus(f, c, tier, p)
	case periodSlot:
		s.weighSetting(f, c, tier, p)
	}
	if c.value == "" {
		s.weighNull(v, f, p)
	} else {
		s.weighSpots(f, c, tier, p)
	}
}

// framesTold are the frames of which null is told whether they name a value.
var framesTold = [...]string{"row", "header", "caption", "heading", "title", "lead", "list-head", "note"}

// weighNull tells what speaks for leaving the slot empty.
func (s *scene) weighNull(v *vector, f *frame, w *pair) {
	w.both("null")
	w.both("null", f.unit)
	w.both("null", "kind", blockNames[s.Document.Blocks[s.Document.Sentences[f.sentence].Block].Kind])
	w.both("null", "opens", s.items[f.first].label)
	w.both("null", "before", strconv.Itoa(min(len(f.before), 2)), "after", strconv.Itoa(min(len(f.after), 2)))
	var named [len(framesTold)]bool
	sp := s.spots[f.slot]
	for _, p := range f.places {
		k := sort.Search(len(sp), func(k int) bool { return sp[k].first >= p.first })
		if k < len(sp) && sp[k].first < p.last {
			if at := slices.Index(framesTold[:], p.what); at >= 0 {
				named[at] = true
			}
		}
	}
	for at, what := range framesTold {
		if named[at] {
			w.both("null", "frame", what)
		} else {
			w.both("null", "no frame", what)
		}
	}
	for k := max(f.first, f.at-8); k < min(f.last, f.at+8); k++ {
		side := "<"
		if k > f.at {
			side = ">"
		}
		for _, c := range s.items[k].cues {
			w.both("null", "cue", c, side)
		}
		if s.items[k].kind == word || s.items[k].kind == market {
			w.both("null", "word", s.items[k].label, side)
		}
	}
	if f.slot == sourceSlot {
		for k := f.first; k < f.last; k++ {
			if hasCue(&s.items[k], "nobody") {
				w.both("null", "nobody")
				break
			}
		}
	}
	if f.slot == sourceSlot || f.slot == entitySlot {
		if s.own[f.sentence] {
			w.both("null", "own")
		}
	}
	if f.slot != entitySlot {
		w.both("null", "entity", strconv.FormatBool(f.claim.Entity != ""))
	}
	if f.slot == marketSlot {
		w.both("null", "trade", s.tradeOf(f.claim.Entity))
	}
	if f.slot == periodSlot && !s.Published.IsZero() {
		w.both("null", "dated")
	}
	w.both("null", "values", strconv.Itoa(min(len(s.counts[f.slot]), 4)))
	if f.sentence < s.lead {
		w.both("null", "head")
	}
}

// weighSpots tells where a candidate is named, and how.
func (s *scene) weighSpots(f *frame, c *candidate, tier string, w *pair) {
	w.both("some")
	sp := s.spots[f.slot]
	w.both("times", strconv.Itoa(min(s.counts[f.slot][c.value], 4)))
	if c.value == s.tops[f.slot] {
		w.both("most named")
	}
	nearBefore, nearAfter, back := -1, -1, -1
	for _, k := range c.spots {
		p := &sp[k]
		switch {
		case p.sentence == f.sentence && p.item < f.at:
			nearBefore = k
		case p.sentence == f.sentence && nearAfter < 0:
			nearAfter = k
		case p.sentence < f.sentence && p.sentence >= f.sentence-sentencesBack:
			back = k
		}
	}
	if len(c.spots) > 0 {
		p := &sp[c.spots[len(c.spots)-1]]
		w.both("kind", p.kind)
		if p.derived {
			w.both("derived")
			w.both("derived", f.unit, "market", f.claim.Market)
		}
	}
	if f.slot == entitySlot && s.words.parents[c.value] != "" {
		w.both("has parent")
	}
	for _, k := range c.spots {
		switch sp[k].partner {
		case -1:
		case f.figure:
			w.both("partner", "yes")
		default:
			w.both("partner", "other")
		}
	}
	if nearBefore >= 0 {
		s.weighSame(f, &sp[nearBefore], nearBefore, "before", f.before, w)
	}
	if nearAfter >= 0 {
		s.weighSame(f, &sp[nearAfter], nearAfter, "after", f.after, w)
	}
	if nearBefore < 0 && nearAfter < 0 {
		w.both("elsewhere")
		if back >= 0 {
			s.weighBack(f, &sp[back], w)
		}
	} else {
		w.both("here")
	}
	for _, pl := range f.places {
		rank := 0
		k := sort.Search(len(sp), func(k int) bool { return sp[k].first >= pl.first })
		for ; k < len(sp) && sp[k].first < pl.last; k++ {
			if sp[k].value == c.value {
				w.both("in", pl.what)
				w.both("in", pl.what, "rank", strconv.Itoa(min(rank, 2)))
				w.both("in", pl.what, "kind", sp[k].kind)
				if sp[k].how != "" {
					w.both("in", pl.what, "how", sp[k].how)
				}
				if nearBefore < 0 && nearAfter < 0 && back < 0 {
					w.both("only in", pl.what)
				}
				break
			}
			rank++
		}
	}
	s.weighStanding(f, c, w)
	s.weighSlot(f, c, tier, w)
	if c.value == s.self {
		w.both("self", strconv.FormatBool(s.own[f.sentence]))
	}
	if f.slot != entitySlot && f.claim.Entity == c.value {
		w.both("is entity")
	}
}

// weighSlot tells what matters for one slot alone.
func (s *scene) weighSlot(f *frame, c *candidate, tier string, w *pair) {
	kind := "-"
	if len(c.spots) > 0 {
		kind = s.spots[f.slot][c.spots[len(c.spots)-1]].kind
	}
	w.both("standing", tier, "kind", kind)
	block := s.Document.Sentences[f.sentence].Block
	top := strconv.FormatBool(c.value == s.tops[entitySlot])
	switch f.slot {
	case entitySlot:
		s.weighRank(f, c, tier, w)
		w.both("voice", s.voice, "top", top)
		w.both("speaks", strconv.FormatBool(s.speakers[block] != ""), strconv.FormatBool(s.speakers[block] == c.value))
	case sourceSlot:
		w.both("voice", s.voice, "top", top, "entity", strconv.FormatBool(f.claim.Entity == c.value))
		w.both("speaks", strconv.FormatBool(s.speakers[block] != ""), strconv.FormatBool(s.speakers[block] == c.value))
		w.both("credits", strconv.Itoa(min(s.credits[c.value], 3)), "of all", strconv.FormatBool(2*s.credits[c.value] > s.credits[""]))
		w.both("entity", s.relative(c.value, f.claim.Entity))
		w.both("entity", s.relative(c.value, f.claim.Entity), "credits", strconv.Itoa(min(s.credits[c.value], 2)), "voice", s.voice)
		w.both("entity", s.relative(c.value, f.claim.Entity), "credits", strconv.Itoa(min(s.credits[c.value], 2)), "rule", f.rule)
		w.both("entity", s.relative(c.value, f.claim.Entity), "kind", kind)
	case marketSlot:
		s.weighMarket(f, c, kind, w)
		w.both("entity", strconv.FormatBool(f.claim.Entity != ""), "standing", tier)
		w.both("entity", strconv.FormatBool(f.claim.Entity != ""), "most named", strconv.FormatBool(c.value == s.tops[f.slot]))
	case periodSlot:
		s.weighPeriod(f, c, tier, w)
	}
	if b := &s.Document.Blocks[block]; b.Kind != text.Row {
		label := s.Document.SentenceOf(b.First)
		if e := s.Document.Sentences[label]; label < f.sentence && e.Last-e.First <= 6 || label == f.sentence && s.colonAfter(e, f.at) {
			for _, k := range c.spots {
				if p := &s.spots[f.slot][k]; p.sentence == label && (label < f.sentence || p.item < s.itemAt[e.First]+5) {
					w.both("block label")
					break
				}
			}
		}
	}
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
func (s *scene) weighRank(f *frame, c *candidate, tier string, w *pair) {
	parent, topic := s.words.parents[c.value], s.words.trades[s.tops[marketSlot]]
	w.both("trade", s.tradeOf(c.value), topic, strconv.FormatBool(parent != ""))
	above, below := nowhere, nowhere
	for k := range f.rivals {
		switch r := &f.rivals[k]; {
		case r.value == "":
		case r.value == parent:
			above = min(above, r.tier)
		case s.words.parents[r.value] == c.value:
			below = min(below, r.tier)
		}
	}
	w.both("parent stands", above, "itself", tier)
	w.both("child stands", below, "itself", tier)
}

// weighMarket tells whether a market is of the entity's trade, and how much of
// the article is about it.
func (s *scene) weighMarket(f *frame, c *candidate, kind string, w *pair) {
	trade := s.tradeOf(f.claim.Entity)
	its := s.words.trades[c.value]
	if !s.words.listed[c.value] && len(c.spots) > 0 {
		its = s.markets[s.spots[marketSlot][c.spots[len(c.spots)-1]].ref].trade
	}
	w.both("trade", trade, its)
	w.both("trade", trade, its, "paying", strconv.FormatBool(f.paying))
	w.both("trade", trade, "kind", kind)
	part, all := "most", s.namings[marketSlot]
	switch n := s.counts[marketSlot][c.value]; {
	case 8*n < all:
		part = "an eighth"
	case 4*n < all:
		part = "a quarter"
	case 2*n < all:
		part = "half"
	}
	w.both("part of all", part, strconv.FormatBool(s.words.listed[c.value]))
}

// tradeOf is the trade of the entity that a claim is about.
func (s *scene) tradeOf(id string) string {
	switch {
	case id == "":
		return "no entity"
	case !s.words.listed[id]:
		return "unlisted"
	}
	return s.words.trades[id]
}

// relative says what a source is to the entity of the claim.
func (s *scene) relative(source, of string) string {
	switch {
	case of == "":
		return "none"
	case source == of:
		return "itself"
	case s.words.parents[of] == source || s.words.parents[s.words.parents[of]] == source && source != "":
		return "parent"
	}
	return "other"
}

// weighPeriod tells how old a period is, and whether any said nearby is later.
func (s *scene) weighPeriod(f *frame, c *candidate, tier string, w *pair) {
	age := "undated"
	if end := lastOf(c.value); !s.Published.IsZero() && len(end) >= 4 {
		if year, err := strconv.Atoi(end[:4]); err == nil {
			age = strconv.Itoa(max(-1, min(s.Published.Year()-year, 3)))
		}
	}
	grain := granularity(c.value)
	w.both("age", age, grain)
	w.both("age", age, "standing", tier)
	later, finer := false, false
	spots := s.spots[periodSlot]
	for k := range spots {
		p := &spots[k]
		if p.sentence < f.sentence-3 || p.item > f.at {
			continue
		}
		later = later || lastOf(p.value) > lastOf(c.value)
		finer = finer || len(p.value) > len(c.value) && strings.HasPrefix(p.value, c.value[:min(4, len(c.value))])
	}
	w.both("later said", strconv.FormatBool(later), tier)
	w.both("finer said", strconv.FormatBool(finer), tier)
	if s.mainPeriod != "" {
		w.both("main", strconv.FormatBool(s.mainPeriod == c.value), tier)
	}
}

// lastOf is the end of a range of periods, or the period itself.
func lastOf(period string) string {
	if _, last, ranged := strings.Cut(period, "/"); ranged {
		return last
	}
	return period
}

// weighStanding tells whether the candidate is what the text was speaking of
// last: the last one named before the figure, and the last one credited.
func (s *scene) weighStanding(f *frame, c *candidate, w *pair) {
	sp := s.spots[f.slot]
	k := sort.Search(len(sp), func(k int) bool { return sp[k].item >= f.at })
	block := s.Document.Sentences[f.sentence].Block
	crossed := func(p *spot) string {
		b := s.Document.Sentences[p.sentence].Block
		switch {
		case b == block:
			return "block"
		case s.heads[b] == s.heads[block]:
			return "section"
		}
		return "beyond"
	}
	for i := k - 1; i >= 0; i-- {
		if sp[i].derived || sp[i].anaphor {
			continue
		}
		if sp[i].value == c.value {
			w.both("last named", crossed(&sp[i]))
		}
		break
	}
	for i := k - 1; i >= 0; i-- {
		if sp[i].how == "" || sp[i].anaphor {
			continue
		}
		if sp[i].value == c.value {
			w.both("last credited", crossed(&sp[i]), sp[i].how)
			w.both("last credited", "sentences", strconv.Itoa(min(f.sentence-sp[i].sentence, 6)))
		}
		break
	}
	opening := s.Document.Blocks[s.Document.BlockOf(s.items[f.at].first)].First
	first := sort.Search(len(sp), func(k int) bool { return sp[k].first >= opening })
	if first < len(sp) && sp[first].item < f.at && sp[first].value == c.value {
		w.both("opens block")
		w.both("opens block", near(sp[first].item-s.itemAt[opening]+1))
	}
}

// weighSame tells how a place in the figure's own sentence lies to the figure.
func (s *scene) weighSame(f *frame, p *spot, k int, side string, order []int, w *pair) {
	rank := 0
	seen := ""
	for _, o := range order {
		if o == k || s.spots[f.slot][o].first == p.first {
			break
		}
		if v := s.spots[f.slot][o].value; v != seen {
			rank++
			seen = v
		}
	}
	lo, hi := p.item+1, f.at
	if side == "after" {
		lo, hi = f.at+1, p.item
	}
	figures, clauses, contrast := 0, 0, false
	for i := lo; i < hi; i++ {
		switch class := s.items[i].class; {
		case s.items[i].kind == figure:
			figures++
		case class.Is(lexicon.Contrast):
			contrast = true
			clauses++
		case class.Is(lexicon.ClauseEnd):
			clauses++
		}
	}
	r, g := strconv.Itoa(min(rank, 3)), strconv.Itoa(min(figures, 3))
	if contrast {
		w.both(side, "contrast")
		w.both(side, "contrast", r)
	}
	w.both(side, "rank", r)
	w.both(side, "figures", g)
	w.both(side, "rank-figures", r, g)
	w.both(side, "near", near(hi-lo+1))
	w.both(side, "clauses", strconv.Itoa(min(clauses, 3)), r)
	w.both(side, "gap", between(s.items, lo, hi))
	w.both(side, "kind", p.kind, r)
	w.both(side, "kind-figures", p.kind, g)
	if hi-lo <= 14 {
		for i := lo; i < hi; i++ {
			if s.items[i].kind != figure {
				w.both(side, "over", s.items[i].label)
			}
		}
	}
	w.both(side, "prev", s.labelAt(p.item-1, f))
	w.both(side, "next", s.labelAt(s.itemAt[p.last-1]+1, f))
	w.both(side, "prev-figures", s.labelAt(p.item-1, f), g)
	w.both(side, "next-figures", s.labelAt(s.itemAt[p.last-1]+1, f), g)
	w.both(side, "around", s.labelAt(f.at-1, f), s.labelAt(f.at+1, f), r)
	if p.how != "" {
		w.both(side, "how", p.how)
		w.both(side, "how-figures", p.how, g)
	} else {
		w.both(side, "no how", g)
	}
	if len(f.before)+len(f.after) == 1 {
		w.both(side, "sole")
	}
	if side == "before" && len(f.before) > 0 && f.before[len(f.before)-1] == k {
		w.both("subject", strconv.Itoa(min(p.item-f.first, 3)))
		w.both("subject", "rank", r)
	}
	if side == "before" && len(f.after) == 0 {
		w.both("before", "none after", r)
	}
	if side == "after" && len(f.before) == 0 {
		w.both("after", "none before", r)
	}
	s.weighOrder(f, k, w)
	s.weighPattern(f, p, w)
}

// turnTaking is how names and figures follow each other in a sentence, each run of
// either as one turn.
type turnTaking struct {
	kinds [8]byte // n for names, f for figures; the first ones
	n     int
	at    []int // item of the sentence -> turns up to it
}

// turnsOf takes down the turns of a frame's sentence.
func (s *scene) turnsOf(f *frame) turnTaking {
	spots := s.spots[f.slot]
	next := s.firstSpot(f.slot, f.first-1)
	t := turnTaking{at: s.memory.choices.take(f.last - f.first)}
	for i := f.first; i < f.last; i++ {
		for next < len(spots) && spots[next].item < i {
			next++
		}
		switch {
		case s.items[i].kind == figure:
			t.take('f')
		case next < len(spots) && spots[next].item == i && !spots[next].derived && !spots[next].anaphor:
			t.take('n')
		}
		t.at[i-f.first] = t.n
	}
	return t
}

func (t *turnTaking) take(kind byte) {
	if t.n < len(t.kinds) && (t.n == 0 || t.kinds[t.n-1] != kind) {
		t.kinds[t.n] = kind
		t.n++
	}
}

// weighPattern tells how names and figures take turns in the sentence, and how
// many turns lie between this name and the figure: a sentence that opens with
// a figure goes on in that way.
func (s *scene) weighPattern(f *frame, p *spot, w *pair) {
	t := &f.turns
	own := t.at[f.at-f.first]
	apart := strconv.Itoa(t.at[p.item-f.first] - own)
	w.both("pattern", string(t.kinds[:min(t.n, 4)]), apart)
	w.both("pattern", string(t.kinds[:t.n]), apart, strconv.Itoa(own))
	w.both("opens with", string(t.kinds[:1]), apart)
}

// weighOrder tells whether figure and name stand at the same place of their
// rows, as in "A and B hold 50% and 20% respectively".
func (s *scene) weighOrder(f *frame, k int, w *pair) {
	respectively := "plain"
	var figures, place int
	for i := f.first; i < f.last; i++ {
		if s.items[i].class.Is(lexicon.Respectively) {
			respectively = "respectively"
		}
		if s.items[i].kind == figure && s.Quantities[s.items[i].ref].Unit == s.Quantities[f.figure].Unit {
			if s.items[i].ref == f.figure {
				place = figures
			}
			figures++
		}
	}
	if figures < 2 {
		return
	}
	names, rank := 0, 0
	for n := range s.spots[f.slot] {
		p := &s.spots[f.slot][n]
		if p.sentence != f.sentence || p.derived {
			continue
		}
		if p.first == s.spots[f.slot][k].first {
			rank = names
		}
		names++
	}
	w.both(respectively, "same place", strconv.FormatBool(rank == place), strconv.FormatBool(names == figures))
	w.both(respectively, "same place from end", strconv.FormatBool(names-rank == figures-place))
}

func (s *scene) labelAt(k int, f *frame) string {
	switch {
	case k < f.first:
		return "^"
	case k >= f.last:
		return "$"
	}
	return s.items[k].label
}

// classAt is what the word of an item may do, nothing beyond the sentence.
func (s *scene) classAt(k int, f *frame) lexicon.Class {
	if k < f.first || k >= f.last {
		return 0
	}
	return s.items[k].class
}

// weighBack tells how a place in an earlier sentence lies to the figure.
func (s *scene) weighBack(f *frame, p *spot, w *pair) {
	distance := strconv.Itoa(min(f.sentence-p.sentence, 4))
	w.both("back", distance)
	w.both("back", "kind", p.kind, distance)
	if p.how != "" {
		w.both("back", "how", p.how, distance)
	}
	w.both("back", "opens", s.items[f.first].label, distance)
	w.both("back", "opens", s.items[f.first].label, s.items[min(f.first+1, f.last-1)].label)
	since := strconv.Itoa(s.othersSince(f, p))
	w.both("back", "since", since)
	w.both("back", "since", since, distance)
	w.both("back", "any here", strconv.Itoa(min(len(f.before), 2)), strconv.Itoa(min(len(f.after), 2)))
	if s.starts[p.sentence] == p.item || s.starts[p.sentence]+1 == p.item {
		w.both("back", "subject", distance)
	}
	for i := f.first; i < min(f.first+6, f.at); i++ {
		if hasCue(&s.items[i], "anaphor") {
			w.both("back", "anaphor", s.items[i].label)
		}
	}
	blocks := s.Document.Sentences[f.sentence].Block - s.Document.Sentences[p.sentence].Block
	w.both("back", "blocks", strconv.Itoa(min(blocks, 4)))
	w.both("back", "blocks", strconv.Itoa(min(blocks, 4)), p.kind)
	if blocks == 0 {
		w.both("back", "same block")
	} else {
		w.both("back", "other block")
	}
}

// othersSince is how many other values are named between a place and the
// figure; three are many.
func (s *scene) othersSince(f *frame, p *spot) int {
	var later [3]string
	n := 0
	spots := s.spots[f.slot]
	for i := s.firstSpot(f.slot, p.item); i < len(spots) && spots[i].item < f.at && n < len(later); i++ {
		if o := &spots[i]; o.value != p.value && !slices.Contains(later[:n], o.value) {
			later[n] = o.value
			n++
		}
	}
	return n
}

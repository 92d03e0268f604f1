package claim

import (
	"sort"
	"strconv"

	"marketfigures/extract/text"
)

// weigh puts the features of one candidate into v.
func (s *scene) weigh(v *vector, f *frame, c *candidate) {
	m := f.claim.Measure
	if m == growth {
		m += "-" + f.claim.GrowthOf
	}
	tier := s.standing(f, c)
	name := slotNames[f.slot]
	if s.Document.Blocks[s.Document.Sentences[f.sentence].Block].Kind == text.Row {
		name, m = name+"|row", m+"|row" // a cell speaks another language than a sentence
	}
	both := func(parts ...string) {
		v.add(name, parts...)
		v.add(m, parts...)
	}
	both("standing", tier, "best", f.best)
	if c.value == f.pick {
		both("pick", f.best)
		both("pick", f.best, "figure", f.unit)
	}
	if f.rule != "" && c.value == f.guess {
		both("rule", f.rule)
		both("rule", f.rule, "voice", s.voice)
		both("rule", f.rule, "agencies", strconv.Itoa(min(s.agencies, 3)))
	}
	if c.value == "" {
		s.weighNull(v, f, both)
	} else {
		s.weighSpots(f, c, tier, both)
	}
}

// weighNull tells what speaks for leaving the slot empty.
func (s *scene) weighNull(v *vector, f *frame, both func(...string)) {
	both("null")
	both("null", f.unit)
	both("null", "kind", blockNames[s.Document.Blocks[s.Document.Sentences[f.sentence].Block].Kind])
	both("null", "before", strconv.Itoa(min(len(f.before), 2)), "after", strconv.Itoa(min(len(f.after), 2)))
	any := map[string]bool{}
	sp := s.spots[f.slot]
	for _, p := range f.places {
		k := sort.Search(len(sp), func(k int) bool { return sp[k].first >= p.first })
		if k < len(sp) && sp[k].first < p.last {
			any[p.what] = true
		}
	}
	for _, what := range []string{"row", "header", "caption", "heading", "title", "lead", "list-head", "note"} {
		if any[what] {
			both("null", "frame", what)
		} else {
			both("null", "no frame", what)
		}
	}
	for k := max(f.first, f.at-8); k < min(f.last, f.at+8); k++ {
		side := "<"
		if k > f.at {
			side = ">"
		}
		for _, c := range s.items[k].cues {
			both("null", "cue", c, side)
		}
		if s.items[k].kind == word || s.items[k].kind == market {
			both("null", "word", s.items[k].label, side)
		}
	}
	if f.slot == sourceSlot {
		for k := f.first; k < f.last; k++ {
			if hasCue(&s.items[k], "nobody") {
				both("null", "nobody")
				break
			}
		}
	}
	if f.slot == sourceSlot || f.slot == entitySlot {
		if s.own[f.sentence] {
			both("null", "own")
		}
	}
	if f.slot != entitySlot {
		both("null", "entity", strconv.FormatBool(f.claim.Entity != ""))
	}
	if f.slot == periodSlot && !s.Published.IsZero() {
		both("null", "dated")
	}
	both("null", "values", strconv.Itoa(min(len(s.counts[f.slot]), 4)))
	if f.sentence < s.lead {
		both("null", "head")
	}
}

// weighSpots tells where a candidate is named, and how.
func (s *scene) weighSpots(f *frame, c *candidate, tier string, both func(...string)) {
	both("some")
	sp := s.spots[f.slot]
	both("times", strconv.Itoa(min(s.counts[f.slot][c.value], 4)))
	if c.value == s.tops[f.slot] {
		both("most named")
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
		both("kind", p.kind)
		if p.derived {
			both("derived")
			both("derived", f.unit, "market", f.claim.Market)
		}
	}
	if f.slot == entitySlot && s.words.parents[c.value] != "" {
		both("has parent")
	}
	for _, k := range c.spots {
		switch sp[k].partner {
		case -1:
		case f.figure:
			both("partner", "yes")
		default:
			both("partner", "other")
		}
	}
	if nearBefore >= 0 {
		s.weighSame(f, &sp[nearBefore], nearBefore, "before", f.before, both)
	}
	if nearAfter >= 0 {
		s.weighSame(f, &sp[nearAfter], nearAfter, "after", f.after, both)
	}
	if nearBefore < 0 && nearAfter < 0 {
		both("elsewhere")
		if back >= 0 {
			s.weighBack(f, &sp[back], both)
		}
	} else {
		both("here")
	}
	for _, pl := range f.places {
		rank := 0
		k := sort.Search(len(sp), func(k int) bool { return sp[k].first >= pl.first })
		for ; k < len(sp) && sp[k].first < pl.last; k++ {
			if sp[k].value == c.value {
				both("in", pl.what)
				both("in", pl.what, "rank", strconv.Itoa(min(rank, 2)))
				both("in", pl.what, "kind", sp[k].kind)
				if sp[k].how != "" {
					both("in", pl.what, "how", sp[k].how)
				}
				if nearBefore < 0 && nearAfter < 0 && back < 0 {
					both("only in", pl.what)
				}
				break
			}
			rank++
		}
	}
	s.weighStanding(f, c, both)
	s.weighSlot(f, c, tier, both)
	if c.value == s.self {
		both("self", strconv.FormatBool(s.own[f.sentence]))
	}
	if f.slot != entitySlot && f.claim.Entity == c.value {
		both("is entity")
	}
}

// weighSlot tells what matters for one slot alone.
func (s *scene) weighSlot(f *frame, c *candidate, tier string, both func(...string)) {
	kind := "-"
	if len(c.spots) > 0 {
		kind = s.spots[f.slot][c.spots[len(c.spots)-1]].kind
	}
	both("standing", tier, "kind", kind)
	block := s.Document.Sentences[f.sentence].Block
	top := strconv.FormatBool(c.value == s.tops[entitySlot])
	switch f.slot {
	case entitySlot:
		both("voice", s.voice, "top", top)
		both("speaks", strconv.FormatBool(s.speakers[block] != ""), strconv.FormatBool(s.speakers[block] == c.value))
	case sourceSlot:
		both("voice", s.voice, "top", top, "entity", strconv.FormatBool(f.claim.Entity == c.value))
		both("speaks", strconv.FormatBool(s.speakers[block] != ""), strconv.FormatBool(s.speakers[block] == c.value))
		both("credits", strconv.Itoa(min(s.credits[c.value], 3)), "of all", strconv.FormatBool(2*s.credits[c.value] > s.credits[""]))
		both("entity", s.relative(c.value, f.claim.Entity))
		both("entity", s.relative(c.value, f.claim.Entity), "kind", kind)
	case marketSlot:
		both("entity", strconv.FormatBool(f.claim.Entity != ""), "standing", tier)
		both("entity", strconv.FormatBool(f.claim.Entity != ""), "most named", strconv.FormatBool(c.value == s.tops[f.slot]))
	case periodSlot:
		s.weighPeriod(f, c, tier, both)
	}
	if b := &s.Document.Blocks[block]; b.Kind != text.Row {
		label := s.Document.SentenceOf(b.First)
		if e := s.Document.Sentences[label]; label < f.sentence && e.Last-e.First <= 6 || label == f.sentence && s.colonAfter(e, f.at) {
			for _, k := range c.spots {
				if p := &s.spots[f.slot][k]; p.sentence == label && (label < f.sentence || p.item < s.itemAt[e.First]+5) {
					both("block label")
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
func (s *scene) weighPeriod(f *frame, c *candidate, tier string, both func(...string)) {
	age := "undated"
	if !s.Published.IsZero() && len(c.value) >= 4 {
		year, err := strconv.Atoi(c.value[len(c.value)-min(len(c.value), len(lastOf(c.value))):][:4])
		if err == nil {
			age = strconv.Itoa(max(-1, min(s.Published.Year()-year, 3)))
		}
	}
	grain := granularity(c.value)
	both("age", age, grain)
	both("age", age, "standing", tier)
	later, finer := false, false
	spots := s.spots[periodSlot]
	for k := range spots {
		p := &spots[k]
		if p.sentence < f.sentence-3 || p.item > f.at {
			continue
		}
		later = later || lastOf(p.value) > lastOf(c.value)
		finer = finer || len(p.value) > len(c.value) && p.value[:4] == c.value[:4]
	}
	both("later said", strconv.FormatBool(later), tier)
	both("finer said", strconv.FormatBool(finer), tier)
	if s.mainPeriod != "" {
		both("main", strconv.FormatBool(s.mainPeriod == c.value), tier)
	}
}

// lastOf is the end of a range of periods, or the period itself.
func lastOf(period string) string {
	for i := range period {
		if period[i] == '/' {
			return period[i+1:]
		}
	}
	return period
}

// weighStanding tells whether the candidate is what the text was speaking of
// last: the last one named before the figure, and the last one credited.
func (s *scene) weighStanding(f *frame, c *candidate, both func(...string)) {
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
			both("last named", crossed(&sp[i]))
		}
		break
	}
	for i := k - 1; i >= 0; i-- {
		if sp[i].how == "" || sp[i].anaphor {
			continue
		}
		if sp[i].value == c.value {
			both("last credited", crossed(&sp[i]), sp[i].how)
			both("last credited", "sentences", strconv.Itoa(min(f.sentence-sp[i].sentence, 6)))
		}
		break
	}
	if b := s.Document.BlockOf(s.items[f.at].first); f.slot == entitySlot || f.slot == sourceSlot {
		first := sort.Search(len(sp), func(k int) bool { return sp[k].first >= s.Document.Blocks[b].First })
		if first < len(sp) && sp[first].item < f.at && sp[first].value == c.value {
			both("opens block")
		}
	}
}

// weighSame tells how a place in the figure's own sentence lies to the figure.
func (s *scene) weighSame(f *frame, p *spot, k int, side string, order []int, both func(...string)) {
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
	figures, clauses := 0, 0
	for i := lo; i < hi; i++ {
		switch {
		case s.items[i].kind == figure:
			figures++
		case s.items[i].label == "," || s.items[i].label == ";" || s.items[i].label == "while" || s.items[i].label == "but" || s.items[i].label == "and":
			clauses++
		}
	}
	r, g := strconv.Itoa(min(rank, 3)), strconv.Itoa(min(figures, 3))
	both(side, "rank", r)
	both(side, "figures", g)
	both(side, "rank-figures", r, g)
	both(side, "near", near(hi-lo+1))
	both(side, "clauses", strconv.Itoa(min(clauses, 3)), r)
	both(side, "gap", between(s.items, lo, hi))
	both(side, "kind", p.kind, r)
	both(side, "kind-figures", p.kind, g)
	both(side, "prev", s.labelAt(p.item-1, f))
	both(side, "next", s.labelAt(s.itemAt[p.last-1]+1, f))
	both(side, "prev-figures", s.labelAt(p.item-1, f), g)
	both(side, "next-figures", s.labelAt(s.itemAt[p.last-1]+1, f), g)
	both(side, "around", s.labelAt(f.at-1, f), s.labelAt(f.at+1, f), r)
	if p.how != "" {
		both(side, "how", p.how)
		both(side, "how-figures", p.how, g)
	} else {
		both(side, "no how", g)
	}
	if len(f.before)+len(f.after) == 1 {
		both(side, "sole")
	}
	if side == "before" && len(f.before) > 0 && f.before[len(f.before)-1] == k {
		both("subject", strconv.Itoa(min(p.item-f.first, 3)))
		both("subject", "rank", r)
	}
	if side == "before" && len(f.after) == 0 {
		both("before", "none after", r)
	}
	if side == "after" && len(f.before) == 0 {
		both("after", "none before", r)
	}
	s.weighOrder(f, k, both)
}

// weighOrder tells whether figure and name stand at the same place of their
// rows, as in "A and B hold 50% and 20% respectively".
func (s *scene) weighOrder(f *frame, k int, both func(...string)) {
	respectively := "plain"
	var figures, place int
	for i := f.first; i < f.last; i++ {
		if s.items[i].label == "respectively" {
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
	both(respectively, "same place", strconv.FormatBool(rank == place), strconv.FormatBool(names == figures))
	both(respectively, "same place from end", strconv.FormatBool(names-rank == figures-place))
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

// weighBack tells how a place in an earlier sentence lies to the figure.
func (s *scene) weighBack(f *frame, p *spot, both func(...string)) {
	distance := strconv.Itoa(min(f.sentence-p.sentence, 4))
	both("back", distance)
	both("back", "kind", p.kind, distance)
	if p.how != "" {
		both("back", "how", p.how, distance)
	}
	later := map[string]bool{}
	for i := range s.spots[f.slot] {
		o := &s.spots[f.slot][i]
		if o.sentence <= f.sentence && (o.item > p.item) && (o.sentence < f.sentence || o.item < f.at) && o.value != p.value {
			later[o.value] = true
		}
	}
	both("back", "since", strconv.Itoa(min(len(later), 3)))
	both("back", "since", strconv.Itoa(min(len(later), 3)), distance)
	both("back", "any here", strconv.Itoa(min(len(f.before), 2)), strconv.Itoa(min(len(f.after), 2)))
	if s.starts[p.sentence] == p.item || s.starts[p.sentence]+1 == p.item {
		both("back", "subject", distance)
	}
	for i := f.first; i < min(f.first+6, f.at); i++ {
		if hasCue(&s.items[i], "anaphor") {
			both("back", "anaphor", s.items[i].label)
		}
	}
	blocks := s.Document.Sentences[f.sentence].Block - s.Document.Sentences[p.sentence].Block
	both("back", "blocks", strconv.Itoa(min(blocks, 4)))
	both("back", "blocks", strconv.Itoa(min(blocks, 4)), p.kind)
	if blocks == 0 {
		both("back", "same block")
	} else {
		both("back", "other block")
	}
}

package claim

import (
	"sort"
	"strconv"

	"marketfigures/extract/text"
)

// sentencesBack is how many sentences before the figure's own a name, market,
// period or source is looked for in.
const sentencesBack = 7

// candidate is one value that could fill a slot, and the places that speak for it.
type candidate struct {
	value string // empty: null
	spots []int  // into scene.spots of the slot
}

// maxSpots is how many places of a value are looked at, the last ones.
const maxSpots = 48

// candidates are the values in reach of figure i for a slot, null first, the
// others in the order in which the text first names them.
func (s *scene) candidates(sl slot, i int, past *history) []candidate {
	out := []candidate{{}}
	index := map[string]int{"": 0}
	put := func(value string, spot int) {
		k, ok := index[value]
		if !ok {
			k = len(out)
			index[value] = k
			out = append(out, candidate{value: value})
		}
		if spot >= 0 {
			at := out[k].spots
			if len(at) == maxSpots {
				at = at[:copy(at, at[1:])]
			}
			out[k].spots = append(at, spot)
		}
	}
	sentence := s.Document.SentenceOf(s.Quantities[i].First)
	spots := s.spots[sl]
	from := sort.Search(len(spots), func(k int) bool { return spots[k].sentence >= sentence-sentencesBack })
	for k := from; k < len(spots) && spots[k].sentence <= sentence+1; k++ {
		put(spots[k].value, k)
	}
	for _, r := range s.places(i) {
		k := sort.Search(len(spots), func(k int) bool { return spots[k].first >= r.first })
		for ; k < len(spots) && spots[k].first < r.last; k++ {
			if spots[k].sentence < sentence-sentencesBack || spots[k].sentence > sentence+1 {
				put(spots[k].value, k)
			}
		}
	}
	for n := 1; n <= 3; n++ {
		if c, _ := past.last(n); c != nil {
			put(c.value(sl), -1)
		}
	}
	if sl == entitySlot || sl == sourceSlot {
		if s.self != "" {
			put(s.self, -1)
		}
	}
	if sl != periodSlot && s.tops[sl] != "" {
		put(s.tops[sl], -1)
	}
	return out
}

// place is a run of tokens that frames a figure: its headings, header, row ...
type place struct {
	what        string
	first, last int
}

// places are the frames of figure i.
func (s *scene) places(i int) []place {
	d := s.Document
	token := s.Quantities[i].First
	block := d.BlockOf(token)
	b := &d.Blocks[block]
	var out []place
	if b.Kind == text.Row {
		g := s.grids[b.Table]
		name := s.rowLabel(b)
		out = append(out, place{"row", name.First, name.Last})
		for _, h := range s.headers(g, block, cellOf(b, token)) {
			out = append(out, place{"header", h.First, h.Last})
		}
		if g.caption >= 0 {
			out = append(out, place{"caption", d.Blocks[g.caption].First, d.Blocks[g.caption].Last})
		}
		if g.caption > 0 {
			out = append(out, place{"above", d.Blocks[g.caption-1].First, d.Blocks[g.caption-1].Last})
		}
		if g.note >= 0 {
			out = append(out, place{"note", d.Blocks[g.note].First, d.Blocks[g.note].Last})
		}
	}
	if b.Kind == text.Item {
		k := block
		for k > 0 && d.Blocks[k].Kind == text.Item {
			k--
		}
		out = append(out, place{"list-head", d.Blocks[k].First, d.Blocks[k].Last})
	}
	if h := s.heads[block]; h >= 0 {
		out = append(out, place{"heading", d.Blocks[h].First, d.Blocks[h].Last})
		if t := s.title(); t >= 0 && t != h {
			out = append(out, place{"title", d.Blocks[t].First, d.Blocks[t].Last})
		}
	}
	for l := s.lead; l < min(s.lead+2, len(d.Sentences)); l++ {
		out = append(out, place{"lead", d.Sentences[l].First, d.Sentences[l].Last})
	}
	return out
}

// title is the first heading of the article, -1 where there is none.
func (s *scene) title() int {
	for i := range s.Document.Blocks {
		b := &s.Document.Blocks[i]
		if b.Kind == text.Heading && !b.Boilerplate && b.Last-b.First > 3 {
			return i
		}
	}
	return -1
}

// frame is what all candidates of one figure and slot are weighed against.
type frame struct {
	slot     slot
	figure   int
	sentence int
	at       int // item
	first    int // items of the sentence
	last     int
	claim    *Claim // what is decided so far
	unit     string
	places   []place
	count    map[string]int // how often the article names each value
	before   []int          // spots of the sentence before the figure, nearest first
	after    []int          // those behind it, nearest first
	past     *history
	best     string // the best standing of any candidate
}

func (s *scene) frame(sl slot, i int, c *Claim, past *history) *frame {
	q := &s.Quantities[i]
	f := &frame{slot: sl, figure: i, sentence: s.Document.SentenceOf(q.First), claim: c, unit: unitGroup(q.Unit), past: past, places: s.places(i)}
	f.at = s.itemAt[q.First]
	f.first, f.last = s.starts[f.sentence], s.starts[f.sentence+1]
	f.count = map[string]int{}
	for k, p := range s.spots[sl] {
		f.count[p.value]++
		if p.sentence != f.sentence || p.derived || p.anaphor && p.kind[len(p.kind)-1] == 'r' {
			continue
		}
		if p.item < f.at {
			f.before = append([]int{k}, f.before...)
		} else {
			f.after = append(f.after, k)
		}
	}
	return f
}

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
	if c.value == "" {
		s.weighNull(v, f, both)
	} else {
		s.weighSpots(v, f, c, both)
	}
	s.weighHistory(v, f, c, both)
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
	both("null", "values", strconv.Itoa(min(len(f.count), 4)))
	if f.sentence < s.lead {
		both("null", "head")
	}
}

// weighSpots tells where a candidate is named, and how.
func (s *scene) weighSpots(v *vector, f *frame, c *candidate, both func(...string)) {
	both("some")
	sp := s.spots[f.slot]
	both("times", strconv.Itoa(min(f.count[c.value], 4)))
	if s.mostNamed(f, c.value) {
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
	if c.value == s.self {
		both("self", strconv.FormatBool(s.own[f.sentence]))
	}
	if f.slot != entitySlot && f.claim.Entity == c.value {
		both("is entity")
	}
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

func (s *scene) mostNamed(f *frame, value string) bool {
	n := f.count[value]
	for _, other := range f.count {
		if other > n {
			return false
		}
	}
	return n > 1
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
	if s.Document.Sentences[p.sentence].Block == s.Document.Sentences[f.sentence].Block {
		both("back", "same block")
	} else {
		both("back", "other block")
	}
}

// weighHistory tells what the claims before have in the slot.
func (s *scene) weighHistory(v *vector, f *frame, c *candidate, both func(...string)) {
	for n := 1; n <= 3; n++ {
		last, i := f.past.last(n)
		if last == nil {
			break
		}
		if last.value(f.slot) != c.value {
			continue
		}
		where := "far"
		token := s.Quantities[i].First
		switch sentence := s.Document.SentenceOf(token); {
		case sentence == f.sentence:
			where = "sentence"
		case s.Document.Sentences[sentence].Block == s.Document.Sentences[f.sentence].Block:
			where = "block"
		case s.Document.Blocks[s.Document.Sentences[sentence].Block].Kind == s.Document.Blocks[s.Document.Sentences[f.sentence].Block].Kind:
			where = "same kind"
		}
		null := strconv.FormatBool(c.value == "")
		both("past", strconv.Itoa(n), where, null)
		both("past-measure", strconv.Itoa(n), where, last.Measure, null)
		if last.Measure == f.claim.Measure {
			both("past-same", strconv.Itoa(n), where, null, f.unit)
		}
		if n == 1 {
			both("past-gap", where, null, between(s.items, s.itemAt[token]+1, f.at))
			both("past-next", where, null, s.labelAt(f.at-1, f), s.labelAt(f.at+1, f))
			both("past-entity", where, null, strconv.FormatBool(last.Entity == f.claim.Entity), strconv.FormatBool(f.claim.Entity == ""))
			both("past-spots", where, null, strconv.Itoa(s.spotsBetween(f, s.itemAt[token])))
		}
	}
	// the last claim with the same entity and measure
	for n := 1; n <= 12; n++ {
		last, _ := f.past.last(n)
		if last == nil {
			return
		}
		if last.Measure == f.claim.Measure && (f.slot == entitySlot || last.Entity == f.claim.Entity) {
			both("past-alike", strconv.FormatBool(last.value(f.slot) == c.value), strconv.FormatBool(c.value == ""))
			return
		}
	}
}

// spotsBetween is how many places of the slot lie between an earlier item and the figure.
func (s *scene) spotsBetween(f *frame, from int) int {
	n := 0
	for _, p := range s.spots[f.slot] {
		if p.item > from && p.item < f.at && !p.derived {
			n++
		}
	}
	return min(n, 2)
}

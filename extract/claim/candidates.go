package claim

import (
	"cmp"
	"slices"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/text"
)

// sentencesBack is how many sentences before the figure's own a name, market,
// period or source is looked for in; beyond that, the last few values said.
const (
	sentencesBack = 7
	valuesBack    = 4
	maxSpots      = 48 // places of one value that are looked at, the last ones
)

// null is the number of the value that leaves a slot empty.
const null int32 = 0

// candidate is one value that could fill a slot, and the places that speak for it.
type candidate struct {
	value string // empty: null
	id    int32  // of the value
	spots []int  // into scene.spots of the slot
	tier  standing
	whereabouts
}

// whereabouts are the places of a candidate that matter for a figure, in scene.spots of
// the slot, -1 for none.
type whereabouts struct {
	before, after int  // nearest in the figure's sentence
	back          int  // the last one in the few sentences before it (sentencesBack)
	partnered     bool // whether any has a figure of its own
}

// gathering collects candidates, each value once.
type gathering struct {
	memory     *scratch
	values     *values
	candidates []candidate
	places     []int32 // value -> one more than its place among the candidates
}

// manyCandidates are not to be expected.
const manyCandidates = 64

func (g *gathering) put(id int32, spot int) {
	for int(id) >= len(g.places) {
		g.places = append(g.places, 0)
	}
	k := int(g.places[id]) - 1
	if k < 0 {
		k = len(g.candidates)
		g.places[id] = int32(k) + 1
		g.candidates = append(g.candidates, candidate{value: g.values.all[id].text, id: id, spots: g.memory.choices.room(4)})
	}
	if spot >= 0 {
		at := g.candidates[k].spots
		switch n := len(at); {
		case n == maxSpots:
			at = at[:copy(at, at[1:])]
		case n == cap(at):
			at = append(g.memory.choices.room(2*n), at...)
		}
		g.candidates[k].spots = append(at, spot)
	}
}

// candidates are the values in reach of a figure for a slot, null first, the
// others in the order in which the text first names them.
func (s *scene) candidates(f *frame) []candidate {
	g := gathering{memory: s.memory, values: &s.values[f.slot], candidates: s.memory.candidates.room(manyCandidates), places: s.gathered}
	g.put(null, -1)
	s.gather(&g, f)
	for k := range g.candidates {
		g.places[g.candidates[k].id] = 0
	}
	s.gathered = g.places
	return s.memory.candidates.keep(g.candidates)
}

func (s *scene) gather(g *gathering, f *frame) {
	if f.slot == sourceSlot && f.rule == toNobody {
		return // GUIDELINES.md: "data show" credits nobody
	}
	spots := s.spots[f.slot]
	first, last := f.sentence-sentencesBack, f.sentence+1
	from := s.firstSpot(f.slot, s.starts[max(first, 0)]-1)
	for k := from - 1; k >= 0 && len(g.candidates) <= valuesBack && f.slot != periodSlot; k-- {
		g.put(spots[k].id, k)
	}
	for k := from; k < len(spots) && spots[k].sentence <= last; k++ {
		if f.slot == entitySlot && spots[k].sentence == f.sentence && spots[k].item < f.at && s.ownerInCommas(k) {
			continue
		}
		g.put(spots[k].id, k)
	}
	for _, in := range f.within {
		for k := in.first; k < in.last; k++ {
			if spots[k].sentence < first || spots[k].sentence > last {
				g.put(spots[k].id, k)
			}
		}
	}
	if (f.slot == entitySlot || f.slot == sourceSlot) && s.self != "" {
		g.put(s.valueOf(f.slot, s.self), -1)
	}
	if f.slot == sourceSlot {
		g.put(f.entity, -1)
		g.put(f.guess, -1)
		g.put(f.speaker, -1)
	}
	if top := s.values[f.slot].top; f.slot != periodSlot && top != null {
		g.put(top, -1)
	}
}

// place is a run of tokens that frames a figure: its headings, header, row ...
type place struct {
	what        *atom.Atom
	first, last int
}

// manyPlaces are not to be expected of a figure.
const manyPlaces = 16

// places are the frames of figure i.
func (s *scene) places(i int) []place {
	d := s.Document
	token := s.Quantities[i].First
	block := s.blockOf(token)
	b := &d.Blocks[block]
	out := s.memory.places.room(manyPlaces)
	if b.Kind == text.Row {
		out = s.tablePlaces(out, token, block)
	}
	if b.Kind == text.Item {
		k := block
		for k > 0 && d.Blocks[k].Kind == text.Item {
			k--
		}
		out = append(out, place{atom.ListHead, d.Blocks[k].First, d.Blocks[k].Last})
	}
	if h := s.heads[block]; h >= 0 {
		out = append(out, place{atom.Heading, d.Blocks[h].First, d.Blocks[h].Last})
		if t := s.title; t >= 0 && t != h {
			out = append(out, place{atom.Title, d.Blocks[t].First, d.Blocks[t].Last})
		}
	}
	for l := s.lead; l < min(s.lead+2, len(d.Sentences)); l++ {
		out = append(out, place{atom.Lead, d.Sentences[l].First, d.Sentences[l].Last})
	}
	for _, k := range s.repeats[i] {
		sentence := d.Sentences[s.sentenceOf(s.Quantities[k].First)]
		out = append(out, place{atom.Repeat, sentence.First, sentence.Last})
	}
	return s.memory.places.keep(out)
}

func (s *scene) tablePlaces(out []place, token, block int) []place {
	d := s.Document
	b := &d.Blocks[block]
	g := s.grids[b.Table]
	name := s.rowLabel(b)
	out = append(out, place{atom.Row, name.First, name.Last})
	for _, h := range s.headers(g, block, cellOf(b, token)) {
		out = append(out, place{atom.Header, h.First, h.Last})
	}
	for _, h := range s.besides(g, block, token) {
		out = append(out, place{atom.Beside, h.First, h.Last})
	}
	for _, h := range s.corners(g, block, token) {
		out = append(out, place{atom.Corner, h.First, h.Last})
	}
	if g.caption >= 0 {
		out = append(out, place{atom.Caption, d.Blocks[g.caption].First, d.Blocks[g.caption].Last})
	}
	if g.above >= 0 {
		out = append(out, place{atom.Above, d.Blocks[g.above].First, d.Blocks[g.above].Last})
	}
	if g.note >= 0 {
		out = append(out, place{atom.Note, d.Blocks[g.note].First, d.Blocks[g.note].Last})
	}
	return out
}

// frame is what all candidates of one figure and slot are weighed against.
type frame struct {
	slot slot
	*position
	claim    *Claim        // what is decided so far
	heads    [2]*atom.Atom // of the features: the slot, and the measure of the claim
	shape    *atom.Atom    // how exactly the figure is told; told to entities and periods
	places   []place
	within   []run    // the spots in each of the places
	before   []int    // spots of the sentence before the figure, nearest first
	after    []int    // those behind it, nearest first
	best     standing // the best of any candidate
	pick     int32    // the value of the candidate that stands best and nearest
	guess    int32    // the source that a reader would take at first sight, and by which rule
	rule     *atom.Atom
	speaker  int32       // who speaks in the block
	entity   int32       // the entity of the claim, among the values of the slot
	trade    *atom.Atom  // its trade; told to markets alone
	rivals   []candidate // all candidates, ranked
	setting  setting     // told to periods alone
	tense    *atom.Atom  // in which the figure is told; told to periods alone
	around   []int32     // periods named nearby; told to periods alone
	together together    // told to entities alone
	said     lastSaid
	*backdrop
}

// position is where a figure stands: the same for all slots.
type position struct {
	figure   int
	sentence int
	block    int
	row      bool // of a table
	at       int  // item
	first    int  // items of the sentence
	last     int
	unit     *atom.Atom
	order    order
	label    blockLabel // of the block, where it has one
}

// position is that of figure i.
func (s *scene) position(i int) *position {
	if s.positions == nil {
		s.positions = s.memory.positions.take(len(s.Quantities))
	}
	p := &s.positions[i]
	if p.unit == nil {
		q := &s.Quantities[i]
		p.figure, p.sentence = i, s.sentenceOf(q.First)
		p.block = s.Document.Sentences[p.sentence].Block
		p.row = s.Document.Blocks[p.block].Kind == text.Row
		p.at = s.itemAt[q.First]
		p.first, p.last = s.starts[p.sentence], s.starts[p.sentence+1]
		p.unit = units[unitKind(q.Unit)]
		p.order, p.label = s.orderOf(p), s.labelOf(p)
	}
	return p
}

// run is a range of spots.
type run struct{ first, last int }

// backdrop is what the frames of all figures of a sentence share, for one slot.
type backdrop struct {
	turns        turnTaking
	focus        focus // told to entities and markets alone
	period       int32 // that the text is in, and how far back it was set; told to periods alone
	set          *atom.Atom
	paying       bool       // the sentence is about paying; told to markets alone
	spots        run        // of the sentence
	names        int        // how many of them name a value
	respectively *atom.Atom // whether the sentence says so
}

// behind is the backdrop of a frame: figures come sentence by sentence.
func (s *scene) behind(f *frame) *backdrop {
	if last := s.lastFrames[f.slot]; last != nil && last.sentence == f.sentence {
		return last.backdrop
	}
	b := &s.memory.backdrops.take(1)[0]
	b.turns = s.turnsOf(f)
	switch f.slot {
	case entitySlot:
		b.focus = s.focusOf(f)
	case marketSlot:
		b.focus, b.paying = s.focusOf(f), s.paying(f.sentence)
	case periodSlot:
		b.period, b.set = s.setBefore(f)
	}
	s.listNames(b, f)
	return b
}

func (s *scene) frame(sl slot, i int, c *Claim) *frame {
	f := &s.memory.frames.take(1)[0]
	f.slot, f.position, f.claim, f.places = sl, s.position(i), c, s.framed[i]
	f.heads = headsOf(sl, c, f.row)
	spots := s.spots[sl]
	f.within = s.memory.runs.take(len(f.places))
	for k := range f.within {
		if last := s.lastFrames[sl]; last != nil && k < len(last.places) && f.places[k].first == last.places[k].first && f.places[k].last == last.places[k].last {
			f.within[k] = last.within[k] // most figures of a section have the same
			continue
		}
		f.within[k] = s.spotsIn(sl, f.places[k].first, f.places[k].last)
	}
	from := s.firstSpot(sl, f.first-1)
	f.before = s.memory.choices.room(4)
	f.after = s.memory.choices.room(4)
	for k := from; k < len(spots) && spots[k].sentence == f.sentence; k++ {
		p := &spots[k]
		if p.derived || p.anaphor && p.kind.Text[len(p.kind.Text)-1] == 'r' {
			continue
		}
		if p.item < f.at {
			f.before = append(f.before, k)
		} else {
			f.after = append(f.after, k)
		}
	}
	slices.Reverse(f.before)
	f.backdrop = s.behind(f)
	f.said = s.lastSaidBefore(f)
	switch sl {
	case entitySlot:
		f.shape, f.together = s.shapeOf(i), s.togetherOf(f)
	case sourceSlot:
		f.speaker = s.valueOf(sl, s.speakers[f.block])
		f.guess, f.rule = s.credited(f)
	case marketSlot:
		f.trade = s.tradeOf(c.Entity)
	case periodSlot:
		f.shape, f.setting, f.around, f.tense = s.shapeOf(i), s.settingOf(f), s.periodsAround(f), s.tenseOf(f)
	}
	if sl == marketSlot || sl == sourceSlot {
		f.entity = s.valueOf(sl, c.Entity)
	}
	s.lastFrames[sl] = f
	return f
}

// spotsIn are the spots of a slot in tokens [first, last).
func (s *scene) spotsIn(sl slot, first, last int) run {
	spots := s.spots[sl]
	from := firstFrom(spots, first)
	to := from
	for to < len(spots) && spots[to].first < last {
		to++
	}
	return run{from, to}
}

// findRepeats lists, for every figure, the other places of the article where
// the same number of the same unit stands (RULINGS.md 3).
func (s *scene) findRepeats() {
	s.repeats = s.memory.repeats.take(len(s.Quantities))
	all := s.memory.choices.room(len(s.Quantities)) // those that might be repeated, the same ones together
	for i := range s.Quantities {
		if q := &s.Quantities[i]; q.Value >= 10 || q.Value != float64(int(q.Value)) {
			all = append(all, i)
		}
	}
	compare := func(i, k int) int {
		q, o := &s.Quantities[i], &s.Quantities[k]
		return cmp.Or(cmp.Compare(q.Value, o.Value), cmp.Compare(q.Unit, o.Unit))
	}
	slices.SortStableFunc(all, compare)
	for len(all) > 0 {
		n := 1
		for n < len(all) && compare(all[0], all[n]) == 0 {
			n++
		}
		same := all[:n]
		all = all[n:]
		if n < 2 || n > 4 {
			continue
		}
		for _, i := range same {
			for _, k := range same {
				if i != k && s.sentenceOf(s.Quantities[i].First) != s.sentenceOf(s.Quantities[k].First) {
					s.repeats[i] = append(s.repeats[i], k)
				}
			}
		}
	}
}

package claim

import (
	"slices"
	"sort"

	"marketfigures/extract/text"
)

// sentencesBack is how many sentences before the figure's own a name, market,
// period or source is looked for in; beyond that, the last few values said.
const (
	sentencesBack = 7
	valuesBack    = 4
	maxSpots      = 48 // places of one value that are looked at, the last ones
)

// candidate is one value that could fill a slot, and the places that speak for it.
type candidate struct {
	value string // empty: null
	spots []int  // into scene.spots of the slot
	tier  string // its standing, once ranked
}

// gathering collects candidates, each value once.
type gathering struct {
	memory     *scratch
	candidates []candidate
	index      map[string]int // of the candidates, where they are more than a few
}

// few candidates are found sooner without an index; more than many are not to
// be expected.
const few, manyCandidates = 12, 64

func (g *gathering) find(value string) int {
	if len(g.candidates) <= few {
		return slices.IndexFunc(g.candidates, func(c candidate) bool { return c.value == value })
	}
	if g.index == nil {
		g.index = map[string]int{}
		for k := range g.candidates {
			g.index[g.candidates[k].value] = k
		}
	}
	if k, ok := g.index[value]; ok {
		return k
	}
	return -1
}

func (g *gathering) put(value string, spot int) {
	k := g.find(value)
	if k < 0 {
		k = len(g.candidates)
		if g.index != nil {
			g.index[value] = k
		}
		g.candidates = append(g.candidates, candidate{value: value, spots: g.memory.choices.room(4)})
	}
	if spot >= 0 {
		at := g.candidates[k].spots
		if len(at) == maxSpots {
			at = at[:copy(at, at[1:])]
		}
		g.candidates[k].spots = append(at, spot)
	}
}

// candidates are the values in reach of a figure for a slot, null first, the
// others in the order in which the text first names them.
func (s *scene) candidates(f *frame) []candidate {
	g := gathering{memory: s.memory, candidates: append(s.memory.candidates.room(manyCandidates), candidate{})}
	s.gather(&g, f)
	return s.memory.candidates.keep(g.candidates)
}

func (s *scene) gather(g *gathering, f *frame) {
	if f.slot == sourceSlot && f.rule == toNobody {
		return // GUIDELINES.md: "data show" credits nobody
	}
	spots := s.spots[f.slot]
	first, last := f.sentence-sentencesBack, f.sentence+1
	from := sort.Search(len(spots), func(k int) bool { return spots[k].sentence >= first })
	for k := from - 1; k >= 0 && len(g.candidates) <= valuesBack && f.slot != periodSlot; k-- {
		g.put(spots[k].value, k)
	}
	for k := from; k < len(spots) && spots[k].sentence <= last; k++ {
		g.put(spots[k].value, k)
	}
	for _, p := range f.places {
		k := sort.Search(len(spots), func(k int) bool { return spots[k].first >= p.first })
		for ; k < len(spots) && spots[k].first < p.last; k++ {
			if spots[k].sentence < first || spots[k].sentence > last {
				g.put(spots[k].value, k)
			}
		}
	}
	if (f.slot == entitySlot || f.slot == sourceSlot) && s.self != "" {
		g.put(s.self, -1)
	}
	if f.slot == sourceSlot {
		g.put(f.claim.Entity, -1)
		g.put(f.guess, -1)
		g.put(s.speakers[s.Document.Sentences[f.sentence].Block], -1)
	}
	if f.slot != periodSlot && s.tops[f.slot] != "" {
		g.put(s.tops[f.slot], -1)
	}
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
		out = s.tablePlaces(out, token, block)
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
		if t := s.title; t >= 0 && t != h {
			out = append(out, place{"title", d.Blocks[t].First, d.Blocks[t].Last})
		}
	}
	for l := s.lead; l < min(s.lead+2, len(d.Sentences)); l++ {
		out = append(out, place{"lead", d.Sentences[l].First, d.Sentences[l].Last})
	}
	for _, k := range s.repeats[i] {
		sentence := d.Sentences[d.SentenceOf(s.Quantities[k].First)]
		out = append(out, place{"repeat", sentence.First, sentence.Last})
	}
	return out
}

func (s *scene) tablePlaces(out []place, token, block int) []place {
	d := s.Document
	b := &d.Blocks[block]
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
	return out
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
	name     string // the slot, and the measure of the claim, as features head them
	measure  string
	places   []place
	before   []int  // spots of the sentence before the figure, nearest first
	after    []int  // those behind it, nearest first
	best     string // the best standing of any candidate
	pick     string // the candidate that stands best and nearest
	guess    string // the source that a reader would take at first sight, and by which rule
	rule     string
	rivals   []candidate // all candidates, ranked
	setting  setting     // told to periods alone
	*backdrop
}

// backdrop is what the frames of all figures of a sentence share, for one slot.
type backdrop struct {
	sentence int
	turns    turnTaking
	focus    focus  // told to entities and markets alone
	period   string // that the text is in, and how far back it was set; told to periods alone
	set      string
	paying   bool // the sentence is about paying; told to markets alone
}

// behind is the backdrop of a frame: figures come sentence by sentence.
func (s *scene) behind(f *frame) *backdrop {
	b := s.backdrops[f.slot]
	if b != nil && b.sentence == f.sentence {
		return b
	}
	b = &backdrop{sentence: f.sentence, turns: s.turnsOf(f)}
	switch f.slot {
	case entitySlot:
		b.focus = s.focusOf(f)
	case marketSlot:
		b.focus, b.paying = s.focusOf(f), s.paying(f.sentence)
	case periodSlot:
		b.period, b.set = s.setBefore(f)
	}
	s.backdrops[f.slot] = b
	return b
}

func (s *scene) frame(sl slot, i int, c *Claim) *frame {
	q := &s.Quantities[i]
	f := &frame{slot: sl, figure: i, sentence: s.Document.SentenceOf(q.First), claim: c, unit: unitGroup(q.Unit), places: s.framed[i]}
	f.name, f.measure = slotNames[sl], c.Measure
	if c.Measure == growth {
		f.measure += "-" + c.GrowthOf
	}
	if s.Document.Blocks[s.Document.Sentences[f.sentence].Block].Kind == text.Row {
		f.name, f.measure = f.name+"|row", f.measure+"|row" // a cell speaks another language than a sentence
	}
	f.at = s.itemAt[q.First]
	f.first, f.last = s.starts[f.sentence], s.starts[f.sentence+1]
	spots := s.spots[sl]
	from := sort.Search(len(spots), func(k int) bool { return spots[k].sentence >= f.sentence })
	f.before = s.memory.choices.room(4)
	f.after = s.memory.choices.room(4)
	for k := from; k < len(spots) && spots[k].sentence == f.sentence; k++ {
		p := &spots[k]
		if p.derived || p.anaphor && p.kind[len(p.kind)-1] == 'r' {
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
	switch sl {
	case sourceSlot:
		f.guess, f.rule = s.credited(f)
	case periodSlot:
		f.setting = s.settingOf(f)
	}
	return f
}

// findRepeats lists, for every figure, the other places of the article where
// the same number of the same unit stands (RULINGS.md 3).
func (s *scene) findRepeats() {
	type key struct {
		unit  string
		value float64
	}
	at := map[key][]int{}
	for i := range s.Quantities {
		q := &s.Quantities[i]
		if q.Value >= 10 || q.Value != float64(int(q.Value)) {
			k := key{q.Unit, q.Value}
			at[k] = append(at[k], i)
		}
	}
	s.repeats = make([][]int, len(s.Quantities))
	for _, same := range at {
		if len(same) < 2 || len(same) > 4 {
			continue
		}
		for _, i := range same {
			for _, k := range same {
				if i != k && s.Document.SentenceOf(s.Quantities[i].First) != s.Document.SentenceOf(s.Quantities[k].First) {
					s.repeats[i] = append(s.repeats[i], k)
				}
			}
		}
	}
}

package claim

import (
	"math"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// Measures of GUIDELINES.md, and the class of figures that measure nothing of
// the trade.
const (
	none   = "none"
	growth = "growth"
)

// reach is how many items on either side of a figure features look at.
const reach = 12

// describe puts what stands around figure i into v: the features of its
// measure, of what grew, and of its status.
func (s *scene) describe(v *vector, i int) {
	q := &s.Quantities[i]
	unit := units[unitKind(q.Unit)]
	if s.Document.Blocks[s.blockOf(q.First)].Kind == text.Row {
		unit = rowUnits[unitKind(q.Unit)]
	}
	v.add2(atom.Unit, unit)
	bound := atom.Make(q.Bound)
	v.add3(atom.UnitBound, unit, &bound)
	v.add3(atom.Size, unit, magnitude(q.Value))
	at := s.itemAt[q.First]
	sentence := s.sentenceOf(q.First)
	first, last := s.starts[sentence], s.starts[sentence+1]
	s.describeCounted(v, i, unit)
	s.describeWindow(v, at, first, last, unit)
	s.describeCues(v, at, first, last, unit)
	s.describePlace(v, i, sentence, unit)
	s.describeTopics(v, i, sentence, unit)
	s.describeNeighbours(v, i, at, first, last, unit)
	if q.Unit == quantity.Percent {
		s.describeWholes(v, q.First, sentence, unit)
	}
}

var belowOne = atom.Of("<1")

func magnitude(value float64) *atom.Atom {
	value = math.Abs(value)
	if value < 1 {
		return belowOne
	}
	return atom.Number(int(math.Log10(value)))
}

// describeCounted tells the noun that a figure counts.
func (s *scene) describeCounted(v *vector, i int, unit *atom.Atom) {
	q := &s.Quantities[i]
	if q.Counted.Len() == 0 {
		v.add3(atom.Counted, unit, atom.Dash)
		return
	}
	d := s.Document
	for t := d.TokenAt(q.Counted.Start); t < len(d.Tokens) && d.Tokens[t].Start < q.Counted.End; t++ {
		noun := atom.Make(label(d, t))
		v.add3(atom.Counted, unit, &noun)
		for _, c := range s.items[s.itemAt[t]].cues {
			v.add3(atom.CountedCue, unit, c)
		}
	}
}

// besides are the places beside a figure, from the nearest, before it and behind.
var besides = [4][2]*atom.Atom{
	{atom.Of("-1"), atom.Of("+1")}, {atom.Of("-2"), atom.Of("+2")}, {atom.Of("-3"), atom.Of("+3")}, {atom.Of("-4"), atom.Of("+4")},
}

func (s *scene) describeWindow(v *vector, at, first, last int, unit *atom.Atom) {
	labelAt := func(k int) *atom.Atom { return s.labelAt(k, first, last) }
	for n := range besides {
		v.add3(besides[n][0], unit, labelAt(at-n-1))
		v.add3(besides[n][1], unit, labelAt(at+n+1))
	}
	v.add4(atom.TwoBefore, unit, labelAt(at-2), labelAt(at-1))
	v.add(atom.ThreeBefore, unit, labelAt(at-3), labelAt(at-2), labelAt(at-1))
	v.add4(atom.BothBeside, unit, labelAt(at-1), labelAt(at+1))
	v.add4(atom.TwoBehind, unit, labelAt(at+1), labelAt(at+2))
	v.add(atom.ThreeBehind, unit, labelAt(at+1), labelAt(at+2), labelAt(at+3))
	for k := max(first, at-reach); k < at; k++ {
		v.add3(atom.Left, unit, &s.items[k].label)
	}
	for k := at + 1; k < min(last, at+reach); k++ {
		v.add3(atom.Right, unit, &s.items[k].label)
	}
	// up to the next figure on either side, the words are this figure's own
	for k := at - 1; k >= first && s.items[k].kind != figure; k-- {
		v.add3(atom.OwnLeft, unit, &s.items[k].label)
	}
	for k := at + 1; k < last && s.items[k].kind != figure; k++ {
		v.add3(atom.OwnRight, unit, &s.items[k].label)
	}
}

// describeCues tells the classes of cue words near the figure, by side and
// distance, and whether another figure stands between.
func (s *scene) describeCues(v *vector, at, first, last int, unit *atom.Atom) {
	figures := 0
	for k := at - 1; k >= max(first, at-20); k-- {
		for _, c := range s.items[k].cues {
			v.add4(atom.Cue, unit, c, nearBefore[min(at-k, far)])
			v.add4(atom.CueOwn, unit, c, figuresBefore[min(figures, 2)])
		}
		if s.items[k].kind == figure {
			figures++
		}
	}
	figures = 0
	for k := at + 1; k < min(last, at+20); k++ {
		for _, c := range s.items[k].cues {
			v.add4(atom.Cue, unit, c, nearBehind[min(k-at, far)])
			v.add4(atom.CueOwn, unit, c, figuresBehind[min(figures, 2)])
		}
		if s.items[k].kind == figure {
			figures++
		}
	}
	s.describeWhole(v, at, last, unit)
	v.add4(atom.Topic, unit, s.topicBefore(at, first), s.topicBehind(at, last))
	v.add3(atom.TopicBefore, unit, s.topicBefore(at, first))
	for k := first; k < last; k++ {
		for _, c := range s.items[k].cues {
			v.add3(atom.CueSentence, unit, c)
		}
	}
}

// describeWhole tells what a figure is a part of: the cues behind "of", and
// whether those of whom it is said do something.
func (s *scene) describeWhole(v *vector, at, last int, unit *atom.Atom) {
	if at+1 >= last || !s.items[at+1].class.Is(lexicon.PartOf) {
		return
	}
	for k := at + 2; k < min(last, at+9) && s.items[k].kind != figure; k++ {
		for _, c := range s.items[k].cues {
			v.add3(atom.PartOf, unit, c)
		}
		switch label := &s.items[k].label; {
		case s.items[k].class.Is(lexicon.WholeVerb):
			v.add3(atom.PartOfThoseWho, unit, label)
			v.add2(atom.PartOfThoseWho, unit)
		case label.Text == "," || label.Text == ";":
			return
		}
	}
}

// topicBefore is what was named last before the figure in its sentence: a name
// or a market.
func (s *scene) topicBefore(at, first int) *atom.Atom {
	for k := at - 1; k >= first; k-- {
		if s.items[k].kind == name || s.items[k].kind == market {
			return &s.items[k].label
		}
	}
	return atom.Dash
}

// topicBehind is what the figure is a part of: the first name or market behind
// it, before the next figure.
func (s *scene) topicBehind(at, last int) *atom.Atom {
	for k := at + 1; k < min(last, at+8) && s.items[k].kind != figure; k++ {
		if s.items[k].kind == name || s.items[k].kind == market {
			return &s.items[k].label
		}
	}
	return atom.Dash
}

// near is a distance in items, in steps.
func near(n int) *atom.Atom {
	switch {
	case n <= 3:
		return atom.Number(n)
	case n <= 5:
		return atom.Number(5)
	case n <= 8:
		return atom.Number(8)
	case n < far:
		return atom.Number(13)
	}
	return atom.Far
}

// far are so many items and more.
const far = 14

// Distances, and how many figures stand between, on either side of a figure.
var (
	nearBefore, nearBehind       = besideBy("<", far+1, near), besideBy(">", far+1, near)
	figuresBefore, figuresBehind = besideBy("<", 3, atom.Number), besideBy(">", 3, atom.Number)
)

func besideBy(side string, n int, called func(int) *atom.Atom) []*atom.Atom {
	all := make([]*atom.Atom, n)
	for k := range all {
		all[k] = atom.Of(side + called(k).Text)
	}
	return all
}

// framesDescribed are the frames of a cell that tell what it measures.
var framesDescribed = [...]*atom.Atom{atom.Header, atom.Beside, atom.Corner, atom.Row, atom.Above, atom.Caption}

// describePlace tells where in the layout the figure stands: its heading, the
// header and label of its cell, the sentence before.
func (s *scene) describePlace(v *vector, i, sentence int, unit *atom.Atom) {
	d := s.Document
	block := d.Sentences[sentence].Block
	b := &d.Blocks[block]
	v.add3(atom.Block, unit, blockAtoms[b.Kind])
	if b.Kind == text.Row {
		for _, what := range framesDescribed {
			for _, p := range s.framed[i] {
				if p.what == what {
					s.describeTokens(v, what, unit, p.first, p.last)
				}
			}
		}
		return
	}
	if b.Kind == text.Item || b.Last-b.First < 12 { // an entry: what stands over the list tells
		k := block
		for k > 0 && block-k < 12 && (d.Blocks[k].Kind == b.Kind) && d.Blocks[k].Last-d.Blocks[k].First < 25 {
			k--
		}
		s.describeTokens(v, atom.Over, unit, d.Blocks[k].First, d.Blocks[k].Last)
	}
	if t := s.title; t >= 0 {
		for i := d.Blocks[t].First; i < d.Blocks[t].Last; i++ {
			for _, c := range s.items[s.itemAt[i]].cues {
				v.add3(atom.TitleCue, unit, c)
			}
		}
	}
	if h := s.heads[block]; h >= 0 {
		s.describeTokens(v, atom.Heading, unit, d.Blocks[h].First, d.Blocks[h].Last)
	}
	if sentence > 0 && d.Sentences[sentence-1].Block >= block-1 {
		for k := s.starts[sentence-1]; k < s.starts[sentence]; k++ {
			for _, c := range s.items[k].cues {
				v.add3(atom.BeforeCue, unit, c)
			}
		}
	}
}

var blockNames = [...]string{text.Paragraph: "paragraph", text.Heading: "heading", text.Item: "item", text.Row: "row"}

var blockAtoms = func() (all [len(blockNames)]*atom.Atom) {
	for kind, name := range blockNames {
		all[kind] = atom.Of(name)
	}
	return all
}()

// frameCues are what the cues of a frame are called.
var frameCues = map[*atom.Atom]*atom.Atom{
	atom.Header: atom.HeaderCue, atom.Row: atom.RowCue, atom.Above: atom.AboveCue,
	atom.Beside: atom.BesideCue, atom.Corner: atom.CornerCue, atom.Caption: atom.CaptionCue, atom.Over: atom.OverCue, atom.Heading: atom.HeadingCue,
}

func (s *scene) describeTokens(v *vector, what, unit *atom.Atom, first, last int) {
	cue := frameCues[what]
	for t := first; t < min(last, first+25); t++ {
		it := &s.items[s.itemAt[t]]
		switch {
		case what == atom.Header || what == atom.Row:
			v.add3(what, unit, &it.label)
		case it.kind == market || it.kind == name:
			v.add3(what, unit, &it.label)
		}
		for _, c := range it.cues {
			v.add3(cue, unit, c)
		}
	}
}

// describeNeighbours tells what the figures before and after are.
func (s *scene) describeNeighbours(v *vector, i, at, first, last int, unit *atom.Atom) {
	v.add3(atom.Alone, unit, atom.Bool(i == 0 || s.itemAt[s.Quantities[i-1].First] < first))
	if i > 0 && s.itemAt[s.Quantities[i-1].First] >= first {
		prev := s.itemAt[s.Quantities[i-1].First]
		gap := s.joined(prev+1, at, v.named)
		v.add4(atom.PrevGap, unit, units[unitKind(s.Quantities[i-1].Unit)], &gap)
	}
	if i+1 < len(s.Quantities) && s.itemAt[s.Quantities[i+1].First] < last {
		next := s.itemAt[s.Quantities[i+1].First]
		nu, gap := units[unitKind(s.Quantities[i+1].Unit)], s.joined(at+1, next, v.named)
		v.add3(atom.Next, unit, nu)
		v.add4(atom.NextGap, unit, nu, &gap)
	}
}

// joined joins the labels of a few items; more than four are just many.
func (s *scene) joined(first, last int, named bool) atom.Atom {
	if last-first > 4 {
		return *atom.Ellipsis
	}
	var labels [4]*atom.Atom
	n := 0
	for k := first; k < last; k++ {
		labels[n] = &s.items[k].label
		n++
	}
	return atom.Spaced(named, labels[:n]...)
}

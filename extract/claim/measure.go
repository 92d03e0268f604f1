package claim

import (
	"math"
	"strconv"
	"strings"

	"marketfigures/extract/lexicon"
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
	unit := unitGroup(q.Unit)
	if s.Document.Blocks[s.Document.BlockOf(q.First)].Kind == text.Row {
		unit += "|row" // a cell speaks another language than a sentence
	}
	v.add("unit", unit)
	v.add("unit-bound", unit, q.Bound)
	v.add("size", unit, magnitude(q.Value))
	at := s.itemAt[q.First]
	sentence := s.Document.SentenceOf(q.First)
	first, last := s.starts[sentence], s.starts[sentence+1]
	s.describeCounted(v, i, unit)
	s.describeWindow(v, at, first, last, unit)
	s.describeCues(v, at, first, last, unit)
	s.describePlace(v, q.First, sentence, unit)
	s.describeNeighbours(v, i, at, first, last, unit)
	if unitGroup(q.Unit) == "percent" {
		s.describeWholes(v, q.First, sentence, unit)
	}
}

func magnitude(value float64) string {
	value = math.Abs(value)
	if value < 1 {
		return "<1"
	}
	return strconv.Itoa(int(math.Log10(value)))
}

// describeCounted tells the noun that a figure counts.
func (s *scene) describeCounted(v *vector, i int, unit string) {
	q := &s.Quantities[i]
	if q.Counted.Len() == 0 {
		v.add("counted", unit, "-")
		return
	}
	d := s.Document
	for t := d.TokenAt(q.Counted.Start); t < len(d.Tokens) && d.Tokens[t].Start < q.Counted.End; t++ {
		v.add("counted", unit, label(d, t))
		for _, c := range s.items[s.itemAt[t]].cues {
			v.add("counted-cue", unit, c)
		}
	}
}

func (s *scene) describeWindow(v *vector, at, first, last int, unit string) {
	labelAt := func(k int) string {
		switch {
		case k < first:
			return "^"
		case k >= last:
			return "$"
		}
		return s.items[k].label
	}
	for n := 1; n <= 4; n++ {
		off := strconv.Itoa(n)
		v.add("-"+off, unit, labelAt(at-n))
		v.add("+"+off, unit, labelAt(at+n))
	}
	v.add("-2-1", unit, labelAt(at-2), labelAt(at-1))
	v.add("-3-2-1", unit, labelAt(at-3), labelAt(at-2), labelAt(at-1))
	v.add("-1+1", unit, labelAt(at-1), labelAt(at+1))
	v.add("+1+2", unit, labelAt(at+1), labelAt(at+2))
	v.add("+1+2+3", unit, labelAt(at+1), labelAt(at+2), labelAt(at+3))
	for k := max(first, at-reach); k < at; k++ {
		v.add("left", unit, s.items[k].label)
	}
	for k := at + 1; k < min(last, at+reach); k++ {
		v.add("right", unit, s.items[k].label)
	}
	// up to the next figure on either side, the words are this figure's own
	for k := at - 1; k >= first && s.items[k].kind != figure; k-- {
		v.add("own-left", unit, s.items[k].label)
	}
	for k := at + 1; k < last && s.items[k].kind != figure; k++ {
		v.add("own-right", unit, s.items[k].label)
	}
}

// describeCues tells the classes of cue words near the figure, by side and
// distance, and whether another figure stands between.
func (s *scene) describeCues(v *vector, at, first, last int, unit string) {
	figures := 0
	for k := at - 1; k >= max(first, at-20); k-- {
		for _, c := range s.items[k].cues {
			v.add("cue", unit, c, "<"+near(at-k))
			v.add("cue-own", unit, c, "<"+strconv.Itoa(min(figures, 2)))
		}
		if s.items[k].kind == figure {
			figures++
		}
	}
	figures = 0
	for k := at + 1; k < min(last, at+20); k++ {
		for _, c := range s.items[k].cues {
			v.add("cue", unit, c, ">"+near(k-at))
			v.add("cue-own", unit, c, ">"+strconv.Itoa(min(figures, 2)))
		}
		if s.items[k].kind == figure {
			figures++
		}
	}
	s.describeWhole(v, at, last, unit)
	v.add("topic", unit, s.topicBefore(at, first), s.topicBehind(at, last))
	v.add("topic-before", unit, s.topicBefore(at, first))
	for k := first; k < last; k++ {
		for _, c := range s.items[k].cues {
			v.add("cue-sentence", unit, c)
		}
	}
}

// describeWhole tells what a figure is a part of: the cues behind "of", and
// whether those of whom it is said do something.
func (s *scene) describeWhole(v *vector, at, last int, unit string) {
	if at+1 >= last || !s.items[at+1].class.Is(lexicon.PartOf) {
		return
	}
	for k := at + 2; k < min(last, at+9) && s.items[k].kind != figure; k++ {
		for _, c := range s.items[k].cues {
			v.add("part of", unit, c)
		}
		switch label := s.items[k].label; {
		case s.items[k].class.Is(lexicon.WholeVerb):
			v.add("part of those who", unit, label)
			v.add("part of those who", unit)
		case label == "," || label == ";":
			return
		}
	}
}

// topicBefore is what was named last before the figure in its sentence: a name
// or a market.
func (s *scene) topicBefore(at, first int) string {
	for k := at - 1; k >= first; k-- {
		if s.items[k].kind == name || s.items[k].kind == market {
			return s.items[k].label
		}
	}
	return "-"
}

// topicBehind is what the figure is a part of: the first name or market behind
// it, before the next figure.
func (s *scene) topicBehind(at, last int) string {
	for k := at + 1; k < min(last, at+8) && s.items[k].kind != figure; k++ {
		if s.items[k].kind == name || s.items[k].kind == market {
			return s.items[k].label
		}
	}
	return "-"
}

// near is a distance in items, in steps.
func near(n int) string {
	switch {
	case n <= 3:
		return strconv.Itoa(n)
	case n <= 5:
		return "5"
	case n <= 8:
		return "8"
	case n <= 13:
		return "13"
	}
	return "far"
}

// describePlace tells where in the layout the figure stands: its heading, the
// header and label of its cell, the sentence before.
func (s *scene) describePlace(v *vector, token, sentence int, unit string) {
	d := s.Document
	block := d.Sentences[sentence].Block
	b := &d.Blocks[block]
	v.add("block", unit, blockNames[b.Kind])
	if b.Kind == text.Row {
		g := s.grids[b.Table]
		for _, h := range s.headers(g, block, cellOf(b, token)) {
			s.describeTokens(v, "header", unit, h.First, h.Last)
		}
		name := s.rowLabel(b)
		s.describeTokens(v, "row", unit, name.First, name.Last)
		if g.caption > 0 {
			s.describeTokens(v, "above", unit, d.Blocks[g.caption-1].First, d.Blocks[g.caption-1].Last)
		}
		if g.caption >= 0 {
			s.describeTokens(v, "caption", unit, d.Blocks[g.caption].First, d.Blocks[g.caption].Last)
		}
		return
	}
	if b.Kind == text.Item || b.Last-b.First < 12 { // an entry: what stands over the list tells
		k := block
		for k > 0 && block-k < 12 && (d.Blocks[k].Kind == b.Kind) && d.Blocks[k].Last-d.Blocks[k].First < 25 {
			k--
		}
		s.describeTokens(v, "over", unit, d.Blocks[k].First, d.Blocks[k].Last)
	}
	if t := s.title; t >= 0 {
		for i := d.Blocks[t].First; i < d.Blocks[t].Last; i++ {
			for _, c := range s.items[s.itemAt[i]].cues {
				v.add("title-cue", unit, c)
			}
		}
	}
	if h := s.heads[block]; h >= 0 {
		s.describeTokens(v, "heading", unit, d.Blocks[h].First, d.Blocks[h].Last)
	}
	if sentence > 0 && d.Sentences[sentence-1].Block >= block-1 {
		for k := s.starts[sentence-1]; k < s.starts[sentence]; k++ {
			for _, c := range s.items[k].cues {
				v.add("before-cue", unit, c)
			}
		}
	}
}

var blockNames = map[text.BlockKind]string{text.Paragraph: "paragraph", text.Heading: "heading", text.Item: "item", text.Row: "row"}

func (s *scene) describeTokens(v *vector, what, unit string, first, last int) {
	for t := first; t < min(last, first+25); t++ {
		it := &s.items[s.itemAt[t]]
		switch {
		case what == "header" || what == "row":
			v.add(what, unit, it.label)
		case it.kind == market || it.kind == name:
			v.add(what, unit, it.label)
		}
		for _, c := range it.cues {
			v.add(what+"-cue", unit, c)
		}
	}
}

// describeNeighbours tells what the figures before and after are.
func (s *scene) describeNeighbours(v *vector, i, at, first, last int, unit string) {
	v.add("alone", unit, strconv.FormatBool(i == 0 || s.itemAt[s.Quantities[i-1].First] < first))
	if i > 0 && s.itemAt[s.Quantities[i-1].First] >= first {
		prev := s.itemAt[s.Quantities[i-1].First]
		v.add("prev-gap", unit, unitGroup(s.Quantities[i-1].Unit), between(s.items, prev+1, at))
	}
	if i+1 < len(s.Quantities) && s.itemAt[s.Quantities[i+1].First] < last {
		next := s.itemAt[s.Quantities[i+1].First]
		nu := unitGroup(s.Quantities[i+1].Unit)
		v.add("next", unit, nu)
		v.add("next-gap", unit, nu, between(s.items, at+1, next))
	}
}

// between joins the labels of a few items; more than four are just many.
func between(items []item, first, last int) string {
	if last-first > 4 {
		return "..."
	}
	var b strings.Builder
	for k := first; k < last; k++ {
		b.WriteString(items[k].label)
		b.WriteByte(' ')
	}
	return b.String()
}

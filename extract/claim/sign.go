package claim

import (
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// signAll turns falls and losses negative.
func (s *scene) signAll(claims []*Claim, figures []int) {
	for n, i := range figures {
		c := claims[i]
		if c.Measure != growth && c.Measure != "revenue" || c.Value < 0 {
			continue
		}
		negative, told := s.signOf(c, i)
		if !told && n > 0 && s.goesOnFrom(claims[figures[n-1]], figures[n-1], c, i) {
			negative = claims[figures[n-1]].Value < 0
		}
		if negative {
			c.Value, c.Low, c.High = -c.Value, -c.High, -c.Low
		}
	}
}

// signOf says whether a figure is negative, and whether its own words tell that
// or the contrary.
func (s *scene) signOf(c *Claim, i int) (negative, told bool) {
	q := &s.Quantities[i]
	at, sentence := s.itemAt[q.First], s.sentenceOf(q.First)
	first, last := s.starts[sentence], s.starts[sentence+1]
	down, up := "falls", "rises"
	if c.Measure == "revenue" {
		down, up = "loss", "profit"
	}
	if c.Negative {
		return true, true
	}
	if b := &s.Document.Blocks[s.Document.Sentences[sentence].Block]; b.Kind == text.Row {
		if negative, told := s.signOfCell(b, q.First, down, up); told {
			return negative, told
		}
	}
	if c.Measure == growth {
		if negative, told := s.signBeside(at, first, last); told {
			return negative, told
		}
	}
	if negative, told := s.signBefore(at, first, down, up); told {
		return negative, told
	}
	for n := 1; n <= 4 && at+n < last && s.items[at+n].kind != figure && s.items[at+n].label.Text != ";"; n++ {
		if it := &s.items[at+n]; hasCue(it, down, up) {
			return !hasCue(it, up), true
		}
	}
	return false, false
}

// signBeside reads the sign of a growth off what stands right beside it: "5%
// less than a year before", whatever rose before; "growth fell to 5%", which is
// a rate. It leaves "fell 5% more than was feared" and "a 5% fall" to others.
func (s *scene) signBeside(at, first, last int) (negative, told bool) {
	var before, behind item
	if at > first {
		before = s.items[at-1]
	}
	if at+1 < last {
		behind = s.items[at+1]
	}
	moved := hasCue(&before, "falls", "rises") || hasCue(&behind, "falls", "rises") && !hasCue(&behind, "lower", "higher")
	switch {
	case moved:
		return false, false
	case hasCue(&behind, "lower", "higher"):
		return hasCue(&behind, "lower"), true
	}
	return false, s.levelBefore(at, first)
}

// signReach is how far before a figure what fell or rose stands; a loss can be told
// farther before its amount, but within its clause.
const signReach = 8

// signBefore looks for the nearest word before a figure that tells its sign, up
// to another figure.
func (s *scene) signBefore(at, first int, down, up string) (negative, told bool) {
	for n := 1; at-n >= first; n++ {
		it := &s.items[at-n]
		switch {
		case it.kind == figure && n > 2:
			return false, false
		case s.withinCue(at-n, first):
		case hasCue(it, up):
			return false, true
		case hasCue(it, down):
			return true, true
		}
		if n >= signReach && down != "loss" || n > signReach && it.class.Is(lexicon.ClauseEnd) {
			break
		}
	}
	return false, false
}

// levelBefore says whether a figure is where a rate of growth came to, or came
// from: "fell to 5%", "to just 5%".
func (s *scene) levelBefore(at, first int) bool {
	for k := at - 1; k >= max(first, at-2); k-- {
		if hasCue(&s.items[k], "level") {
			return true
		}
	}
	return false
}

// withinCue says whether an item is the end of a longer phrase: the "up" of
// "gave up".
func (s *scene) withinCue(at, first int) bool {
	for k := max(first, at-3); k < at; k++ {
		if len(s.items[k].cues) > 0 {
			if _, next, ok := s.words.cues.At(s.Document, s.items[k].first); ok && next > s.items[at].first {
				return true
			}
		}
	}
	return false
}

// signOfCell reads the sign off a cell in the brackets of accountants, or off
// the label of its row or column: "Net loss", but not "Profit (loss)".
func (s *scene) signOfCell(b *text.Block, token int, down, up string) (negative, told bool) {
	if s.inBrackets(b.Cells[cellOf(b, token)], token) {
		return true, true
	}
	labels := append([]text.Cell{s.rowLabel(b)}, s.headers(s.grids[b.Table], s.blockOf(token), cellOf(b, token))...)
	for _, label := range labels {
		falls, rises := s.cueIn(label, down), s.cueIn(label, up)
		if falls != rises {
			return falls, true
		}
	}
	return false, false
}

// inBrackets says whether a cell holds a figure in brackets, and nothing else.
func (s *scene) inBrackets(cell text.Cell, token int) bool {
	if cell.Last-cell.First < 3 {
		return false
	}
	first, at, last := s.itemAt[cell.First], s.itemAt[token], s.itemAt[cell.Last-1]
	return at == first+1 && last == at+1 && s.items[first].label.Text == "(" && s.items[last].label.Text == ")"
}

// cueIn says whether a cue of some classes stands in a cell.
func (s *scene) cueIn(cell text.Cell, classes ...string) bool {
	return cell.First < cell.Last && s.speaks(cell.First, cell.Last, classes...)
}

// goesOnFrom says whether a figure of which no word tells the sign is set beside
// the one before, and shares its sign: "a loss of 3 billion, against 2 billion a
// year before", "fell 4% in the half and 1% in the quarter". What a loss was
// before can be told in the next sentence: "It had been 2 billion in 2014".
func (s *scene) goesOnFrom(before *Claim, j int, c *Claim, i int) bool {
	if before.Measure != c.Measure || before.Unit != c.Unit && c.Measure == growth {
		return false
	}
	d := s.Document
	p, q := s.sentenceOf(s.Quantities[j].First), s.sentenceOf(s.Quantities[i].First)
	if p != q && (c.Measure == growth || q != p+1 || d.Sentences[p].Block != d.Sentences[q].Block) {
		return false
	}
	together := p == q
	for k := s.itemAt[s.Quantities[j].Last-1] + 1; k < s.itemAt[s.Quantities[i].First]; k++ {
		it := &s.items[k]
		if hasCue(it, "revenue", "volume", "rises", "falls", "profit") && !hasCue(it, "loss") {
			return false
		}
		together = together || hasCue(it, "compared")
	}
	return together
}

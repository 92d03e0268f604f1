package claim

import "marketfigures/extract/text"

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
// or the contrary: right behind it, before it, or a little further behind.
func (s *scene) signOf(c *Claim, i int) (negative, told bool) {
	q := &s.Quantities[i]
	at, sentence := s.itemAt[q.First], s.Document.SentenceOf(q.First)
	first, last := s.starts[sentence], s.starts[sentence+1]
	down, up, reach := "falls", "rises", 8
	if c.Measure == "revenue" {
		down, up, reach = "loss", "profit", last-first // a loss is named well before its amount
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
		switch {
		case at+1 < last && hasCue(&s.items[at+1], "lower", "higher"):
			return hasCue(&s.items[at+1], "lower"), true // "5% less than a year before", whatever rose before
		case s.levelBefore(at, first):
			return false, true // "growth fell to 5%"
		}
	}
	for n := 1; n <= reach && at-n >= first; n++ {
		switch it := &s.items[at-n]; {
		case it.kind == figure && n > 2:
			n = reach
		case s.withinCue(at-n, first):
		case hasCue(it, up):
			return false, true
		case hasCue(it, down):
			return true, true
		}
	}
	for n := 1; n <= 4 && at+n < last && s.items[at+n].kind != figure && s.items[at+n].label != ";"; n++ {
		switch it := &s.items[at+n]; {
		case hasCue(it, up):
			return false, true
		case hasCue(it, down):
			return true, true
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
	cell := b.Cells[cellOf(b, token)]
	words := s.Document.Words
	if first, last := cell.First, cell.Last-1; first < token && token < last && words[first] == "(" && words[last] == ")" && s.itemAt[token]-s.itemAt[first] == 1 && s.itemAt[last]-s.itemAt[token] == 1 {
		return true, true
	}
	labels := append([]text.Cell{s.rowLabel(b)}, s.headers(s.grids[b.Table], s.Document.BlockOf(token), cellOf(b, token))...)
	for _, label := range labels {
		falls, rises := s.cueIn(label, down), s.cueIn(label, up)
		if falls != rises {
			return falls, true
		}
	}
	return false, false
}

func (s *scene) cueIn(cell text.Cell, class string) bool {
	for t := cell.First; t < cell.Last; t++ {
		if hasCue(&s.items[s.itemAt[t]], class) {
			return true
		}
	}
	return false
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
	p, q := d.SentenceOf(s.Quantities[j].First), d.SentenceOf(s.Quantities[i].First)
	if p != q && (c.Measure == growth || q != p+1 || d.Sentences[p].Block != d.Sentences[q].Block) {
		return false
	}
	compared := p == q
	for k := s.itemAt[s.Quantities[j].Last-1] + 1; k < s.itemAt[s.Quantities[i].First]; k++ {
		it := &s.items[k]
		if hasCue(it, "revenue", "volume", "rises", "falls", "profit") && !hasCue(it, "loss") {
			return false
		}
		compared = compared || hasCue(it, "compared")
	}
	return compared
}

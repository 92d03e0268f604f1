package claim

import (
	"slices"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// measureByRule is the measure of a figure where the layout or the contract
// decides against the one that was chosen, and why; else the chosen one.
func (s *scene) measureByRule(i int, chosen string) (measure, why string) {
	switch {
	case chosen == "market_share" && s.partOfWhole(i):
		return "penetration", "what part of a whole goes through a market"
	case s.shareByName(i):
		return "market_share", "a name's cell in a table of shares"
	}
	return s.measureByHeader(i, chosen), "named by the header of the column"
}

// partOfWhole says whether a percentage tells what part of a whole goes through
// a market that leads the sentence, and no name holds it: "online retail
// accounts for 7.9% of retail sales". That is penetration, not a share
// (RULINGS.md 10).
func (s *scene) partOfWhole(i int) bool {
	q := &s.Quantities[i]
	sentence := s.sentenceOf(q.First)
	if q.Unit != quantity.Percent || s.Document.Blocks[s.Document.Sentences[sentence].Block].Kind == text.Row {
		return false
	}
	at, led := s.itemAt[q.First], false
	for k := s.starts[sentence]; k < s.starts[sentence+1]; k++ {
		it := &s.items[k]
		switch {
		case it.kind == name && it.label.Text == nameLabel.Text || hasCue(it, "others", "together", "anaphor"):
			return false
		case k < at && it.kind == market:
			led = true
		}
	}
	return led && s.followedByWhole(at, s.starts[sentence+1])
}

// followedByWhole says whether "of" and what it is a part of stand behind a figure.
func (s *scene) followedByWhole(at, last int) bool {
	return at+1 < last && s.items[at+1].class.Is(lexicon.PartOf)
}

// headed are the measures that the header of a column may tell apart, by what
// they come in.
var headed = map[string][]string{
	quantity.Count: {"users", "merchants", "transaction_count"},
	"money":        {"transaction_volume", "revenue"},
}

// measureByHeader is the measure of a cell as its header names it, where nothing
// around names the one that was chosen: a column of "Users (million)" counts
// users. It is the chosen one where the header names none, or several.
func (s *scene) measureByHeader(i int, chosen string) string {
	q := &s.Quantities[i]
	d := s.Document
	block := s.blockOf(q.First)
	b := &d.Blocks[block]
	among := headed[unitGroup(q.Unit)]
	if b.Kind != text.Row || !slices.Contains(among, chosen) {
		return chosen
	}
	g := s.grids[b.Table]
	headers := s.headers(g, block, cellOf(b, q.First))
	around := append([]text.Cell{s.rowLabel(b)}, headers...)
	for _, at := range [...]int{g.caption, s.heads[block]} {
		if at >= 0 {
			around = append(around, text.Cell{First: d.Blocks[at].First, Last: d.Blocks[at].Last})
		}
	}
	if s.cued(around, cueClass(chosen)) || s.cued(headers, "money_other", "count_other") {
		return chosen
	}
	named := slices.DeleteFunc(slices.Clone(among), func(m string) bool { return !s.cued(headers, cueClass(m)) })
	if len(named) == 1 {
		return named[0]
	}
	return chosen
}

// cued says whether a cue of some classes stands in any of some cells.
func (s *scene) cued(cells []text.Cell, classes ...string) bool {
	return slices.ContainsFunc(cells, func(c text.Cell) bool { return s.cueIn(c, classes...) })
}

// shareByName says whether a percentage is the cell of a table of shares: a
// company heads its row or column, and caption or header speak of the share of
// a market, not of who uses it or how it grew. So it was for all 144 such cells
// of the labelled articles.
func (s *scene) shareByName(i int) bool {
	q := &s.Quantities[i]
	d := s.Document
	block := s.blockOf(q.First)
	b := &d.Blocks[block]
	if q.Unit != quantity.Percent || b.Kind != text.Row {
		return false
	}
	g := s.grids[b.Table]
	headers := s.headers(g, block, cellOf(b, q.First))
	if !s.hasName(s.rowLabel(b)) && !slices.ContainsFunc(headers, s.hasName) {
		return false
	}
	var share, ofMarket, other bool
	look := func(first, last int) {
		for t := first; t < last; t++ {
			it := &s.items[s.itemAt[t]]
			share = share || hasCue(it, "share")
			ofMarket = ofMarket || it.kind == market
			other = other || hasCue(it, "users", "penetration", "growth")
		}
	}
	if g.caption >= 0 {
		look(d.Blocks[g.caption].First, d.Blocks[g.caption].Last)
	}
	for _, h := range headers {
		look(h.First, h.Last)
	}
	return share && ofMarket && !other
}

package claim

import (
	"marketfigures/extract/entity"
	"marketfigures/extract/text"
)

// slot is one of the slots that are filled by choosing among the places of an
// article that could fill it.
type slot int

const (
	entitySlot slot = iota
	marketSlot
	periodSlot
	sourceSlot
	slots
)

var slotNames = [slots]string{"entity", "market", "period", "source"}

// spot is one place that could fill a slot.
type spot struct {
	value       string
	first, last int // tokens
	item        int
	sentence    int
	ref         int
	kind        string // what sort of name, market or date it is
	how         string // how the text credits a name: says, according, brackets, note, data; empty for not at all
	derived     bool   // WeChat read as WeChat Pay
}

// findSpots collects the places for each slot, in the order of the text.
func (s *scene) findSpots() {
	d := s.Document
	at := func(first, last int) spot {
		return spot{first: first, last: last, item: s.itemAt[first], sentence: d.SentenceOf(first)}
	}
	for i, m := range s.Mentions {
		p := at(m.First, m.Last)
		p.value, p.ref, p.kind = m.ID, i, m.Kind
		if m.Listed {
			p.kind = "listed"
		}
		p.how = s.credit(p)
		s.spots[entitySlot] = append(s.spots[entitySlot], p)
		if m.ID == "wechat" {
			pay := p
			pay.value, pay.derived = "wechat_pay", true
			s.spots[entitySlot] = append(s.spots[entitySlot], pay)
		}
		p.value = d.Slice(m.Span)
		s.spots[sourceSlot] = append(s.spots[sourceSlot], p)
	}
	for i, m := range s.markets {
		p := at(m.first, m.last)
		p.value, p.ref, p.kind = m.value, i, "other"
		if m.listed {
			p.kind = m.value
		}
		s.spots[marketSlot] = append(s.spots[marketSlot], p)
	}
	for i, t := range s.Dates {
		if t.Value == "" || d.Blocks[d.BlockOf(t.First)].Boilerplate {
			continue
		}
		p := at(t.First, t.Last)
		p.value, p.ref, p.kind = t.Value, i, s.dateKind(i)
		s.spots[periodSlot] = append(s.spots[periodSlot], p)
	}
}

// dateKind is what sort of period an expression names: its granularity, and
// whether it is compared with, lies ahead, or is the day of the news.
func (s *scene) dateKind(i int) string {
	t := s.Dates[i]
	kind := granularity(t.Value)
	switch {
	case t.Compared:
		kind += "-compared"
	case s.Published.IsZero():
	case t.Starts.After(s.Published):
		kind += "-ahead"
	case t.Ends.After(s.Published):
		kind += "-current"
	case kind == "day" && s.Published.Sub(t.Starts).Hours() <= 8*24:
		kind += "-news"
	}
	if !t.Listed {
		kind += "-bare"
	}
	return kind
}

func granularity(value string) string {
	for i := range value {
		if value[i] == '/' {
			return "range"
		}
	}
	switch len(value) {
	case 4:
		return "year"
	case 10:
		return "day"
	}
	if len(value) == 7 && (value[5] == 'Q' || value[5] == 'H') {
		return map[byte]string{'Q': "quarter", 'H': "half"}[value[5]]
	}
	return "month"
}

// credit says how the text credits the name at a spot for what is said.
func (s *scene) credit(p spot) string {
	first, last := s.starts[p.sentence], s.starts[p.sentence+1]
	block := &s.Document.Blocks[s.Document.Sentences[p.sentence].Block]
	before := func(n int) *item {
		if p.item-n >= first {
			return &s.items[p.item-n]
		}
		return &item{}
	}
	after := func(n int) *item {
		if p.item+n < last {
			return &s.items[p.item+n]
		}
		return &item{}
	}
	switch b := before(1).label; {
	case b == ":" && (before(2).label == "source" || before(2).label == "data"):
		return "note"
	case (b == "to" && before(2).label == "according") || b == "per" || b == "by" && hasCue(before(2), "according", "says"):
		return "according"
	case (b == "the" || b == "from" || b == "of") && (hasCue(before(2), "according") || hasCue(before(3), "according")):
		return "according"
	case (b == "(" || b == "（") && (after(1).label == ")" || after(1).label == "," || after(1).label == "）" || after(1).kind == date):
		return "brackets"
	}
	if hasCue(before(1), "according") {
		return "according"
	}
	for n := 1; n <= 6; n++ {
		a := after(n)
		if a.kind == figure || a.label == "." || a.label == "" {
			break
		}
		if a.label == ":" && n <= 2 && p.item <= first+3 && block.Kind != text.Row {
			return "speaker"
		}
		if hasCue(a, "says") {
			return "says"
		}
		if hasCue(a, "forecasts") && n <= 4 {
			return "expects"
		}
		if hasCue(a, "targets") && n <= 3 {
			return "aims"
		}
		switch a.label {
		case "data", "report", "statistic", "survey", "figure", "number", "study", "research", "poll", "panel", "count", "tally", "monitoring":
			return "data"
		}
	}
	if b := before(1); hasCue(b, "says") || hasCue(before(2), "says") && b.kind == word {
		return "said by"
	}
	return ""
}

func hasCue(it *item, classes ...string) bool {
	for _, c := range it.cues {
		for _, want := range classes {
			if c == want {
				return true
			}
		}
	}
	return false
}

// known says whether a kind of mention is a name that the lexicon holds.
func known(kind string) bool { return kind != entity.Unknown }

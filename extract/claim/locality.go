package claim

import (
	"cmp"
	"slices"
	"sort"

	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// locality is a place that a text names, with what makes figures lie there.
type locality struct {
	lexicon.PlaceMention
	from int    // the token that joins it to the sentence
	why  string // empty where the text only mentions it
}

// localities are the places that a sentence, cell or block names, places that
// belong to a name or to where somebody spoke left out.
func (l *locator) localities(first, last int) []locality {
	at := [2]int{first, last}
	if known, ok := l.known[at]; ok {
		return known
	}
	var all []locality
	for _, m := range l.words.places.Find(l.Document, first, last) {
		p := locality{PlaceMention: m, from: m.First}
		if !l.belongs(m, last) && l.tell(&p, all, first, last) {
			all = append(all, p)
		}
	}
	l.known[at] = l.gather(all)
	return l.known[at]
}

// belongs says whether a place is part of a name, a date, a figure, the name of
// a market or a currency: Bank of China, Chinese New Year, in Taiwan dollars.
func (l *locator) belongs(m lexicon.PlaceMention, last int) bool {
	k := sort.Search(len(l.Mentions), func(i int) bool { return l.Mentions[i].Last > m.First })
	if k < len(l.Mentions) && l.Mentions[k].First < m.Last {
		return l.Mentions[k].First < m.First || l.Mentions[k].Last > m.Last
	}
	switch it := &l.items[l.itemAt[m.First]]; it.kind {
	case figure, date:
		return true
	case market: // of a market by its words, the place is the first
		return it.first != m.First || l.markets[it.ref].listed
	}
	if m.Last >= last || l.items[l.itemAt[m.Last]].kind == figure {
		return false // in India $5bn: the currency is the figure's
	}
	w, _, ok := l.words.units.At(l.Document, m.Last)
	return ok && w.unit != "" && unitGroup(w.unit) == "money"
}

// tell finds out what makes figures lie at a place. It says no where the place
// is only where somebody spoke, met, listed or comes from.
func (l *locator) tell(p *locality, before []locality, first, last int) bool {
	if p.Form == lexicon.PlaceName {
		if at := l.joint(p.PlaceMention, before, first); at >= first {
			p.from = at
		}
	}
	joined := p.from < p.First
	if l.aside(p.from, first, joined) {
		return false
	}
	owns := p.Last < last && l.classes[p.Last].Is(lexicon.Possessive)
	switch {
	case joined && !owns:
		p.why = "joined by a preposition"
	case l.bears(p, last):
		p.why = "stands before what is measured"
	case p.Form == lexicon.PlaceAdverb:
		p.why = "an adverb of place"
	case p.Form == lexicon.PlaceName && p.Last < last && l.classes[p.Last].Is(lexicon.WholeVerb):
		p.why = "has what is measured"
	}
	return true
}

// joint is the preposition that joins a place to its sentence, before the words
// that may stand between: "in rural India", "in China's Zhejiang". It is before
// first where there is none.
func (l *locator) joint(m lexicon.PlaceMention, before []locality, first int) int {
	at := m.First - 1
	if n := len(before); n > 0 && before[n-1].Last == at && l.classes[at].Is(lexicon.Possessive) && l.words.places.Within(m.ID, before[n-1].ID) {
		at = before[n-1].First - 1
	}
	for at >= first && l.classes[at].Is(lexicon.PlaceModifier) {
		at--
	}
	if at >= first && !l.classes[at].Is(lexicon.PlacePreposition) {
		return first - 1
	}
	return at
}

// asideReach is how many tokens before a place are looked at for who spoke there.
const asideReach = 24

// aside says whether the words before token from tell that somebody spoke, met,
// listed or comes from there, or rules there: "said on Monday in Hangzhou", "By
// Li Lei in Shanghai", "the government of India", "Rakuten of Japan".
func (l *locator) aside(from, first int, joined bool) bool {
	least := max(first, from-asideReach)
	if joined && from > first && l.classes[from].Is(lexicon.PartOf) && l.items[l.itemAt[from-1]].kind == name {
		return true
	}
	for at := from - 1; at >= least; at-- {
		it := &l.items[l.itemAt[at]]
		is := l.classes[at]
		known := it.kind == name && l.Mentions[it.ref].Kind != entity.Person && l.Mentions[it.ref].Kind != entity.Unknown
		switch {
		case joined && (is.Is(lexicon.Whereabouts|lexicon.Told) || at == first && is.Is(lexicon.CreditedBy)):
			return true
		case known || it.kind != date && !is.Is(lexicon.Preposition|lexicon.Article) && !l.Document.Capital(at):
			return false
		}
		joined = joined || is.Is(lexicon.Preposition)
	}
	return false
}

// maxModifiers is how many words may stand between a possessive and what is
// measured: "China's third-largest online shop". Behind an adjective or a bare
// name it is one less.
const maxModifiers = 2

// measuredReach is how many tokens, hyphens and dates too, may stand between.
const measuredReach = 16

// bears says whether what is counted, traded or measured stands behind a place:
// "Chinese shoppers", "India's fast-growing e-commerce", "China's 5 million shops".
func (l *locator) bears(p *locality, last int) bool {
	if l.items[l.itemAt[p.First]].kind == market {
		return true
	}
	words, at := maxModifiers-1, p.Last
	possessive := at < last && l.classes[at].Is(lexicon.Possessive)
	if possessive {
		words, at = maxModifiers, at+1
	}
	for at < min(last, p.Last+measuredReach) {
		it := &l.items[l.itemAt[at]]
		switch {
		case it.kind == market || it.kind == figure && possessive || l.tellsMeasure(it):
			return true
		case it.kind == date, l.glued(at):
		case it.kind != word || words == 0 || !l.modifies(at):
			return false
		default:
			words--
		}
		at = it.last
	}
	return false
}

// glued says whether a token is the hyphen of a word, or what stands behind it.
func (l *locator) glued(at int) bool {
	hyphen := func(t int) bool { return l.Document.Words[t] == "-" && !l.Document.Tokens[t].Space }
	return hyphen(at) || hyphen(at-1)
}

// tellsMeasure says whether a word is one by which a text says what a figure
// measures, or whom it counts.
func (l *locator) tellsMeasure(it *item) bool {
	return it.kind == word && slices.ContainsFunc(measures, func(m string) bool { return hasCue(it, cueClass(m)) })
}

// modifies says whether a word can stand between a place and what is measured.
func (l *locator) modifies(at int) bool {
	const parts = lexicon.Preposition | lexicon.Conjunction | lexicon.Contrast | lexicon.ClauseEnd | lexicon.AnaphorCompany
	return l.Document.Tokens[at].Kind == text.Word && !l.classes[at].Is(parts) && !hasCue(&l.items[l.itemAt[at]], "says", "forecasts")
}

// gather makes one place of a list of places: the smallest in which all of them
// lie, "India and Indonesia" in Asia.
func (l *locator) gather(all []locality) []locality {
	several := false // the list goes on behind place k
	for k := len(all) - 2; k >= 0; k-- {
		a, b := &all[k], &all[k+1]
		common := l.words.places.Common(a.ID, b.ID)
		nested := common == a.ID || common == b.ID && !several
		several = common != "" && !nested && a.Form == b.Form && (a.why == "" || b.why == "") && l.together(a.Last, b.First, several)
		if several {
			a.ID, a.Last, a.why = common, b.Last, cmp.Or(a.why, b.why)
			all = slices.Delete(all, k+1, k+2)
		}
	}
	return all
}

// together says whether tokens [first, last) join two places of a list: by an
// "and", or by a comma where the list goes on to one.
func (l *locator) together(first, last int, goesOn bool) bool {
	for last > first && l.classes[last-1].Is(lexicon.PlaceModifier) {
		last--
	}
	comma := last > first && l.Document.Words[first] == ","
	if comma {
		first++
	}
	return last == first+1 && l.classes[first].Is(lexicon.NameAnd) || comma && goesOn && last == first
}

package claim

import (
	"slices"
	"sort"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// locator finds where the figures of an article lie, by rule: a table says so
// in its labels, a sentence by a preposition, a possessive or an adjective, else
// the heading above. Other slots are chosen among candidates by trained models;
// a place is told so plainly, or not at all, that there is nothing to choose.
type locator struct {
	*scene
	known map[[2]int][]locality // tokens [first, last) -> the places that they name
}

// locate sets the places of claims.
func (s *scene) locate(claims []*Claim) {
	l := &locator{s, map[[2]int][]locality{}}
	var before *locality // of the figure before, where its sentence names it
	for i, c := range claims {
		if c == nil {
			before = nil
			continue
		}
		p, why := l.place(i)
		if p == nil && before != nil && l.carries(before, claims[i-1], c, i) {
			p, why = before, before.why
		}
		before = nil
		if p != nil {
			if e := s.Document.Sentences[s.sentenceOf(s.Quantities[i].First)]; e.First <= p.First && p.Last <= e.Last {
				before = p
			}
			c.Place = p.ID
			span := s.Document.TokenSpan(p.First, p.Last)
			c.Evidence = append(c.Evidence, Evidence{"place", p.ID, span.Start, span.End, why})
		}
	}
}

// place is where figure i lies, and why; nil where nothing tells.
func (l *locator) place(i int) (*locality, string) {
	d := l.Document
	token := l.Quantities[i].First
	block := l.blockOf(token)
	if d.Blocks[block].Kind == text.Row {
		for _, frame := range l.framed[i] {
			if p := l.named(frame); p != nil {
				return p, "named by its " + frame.what.Text
			}
		}
	} else if p := l.nearestPlace(i); p != nil {
		return p, p.why
	}
	if h := l.heads[block]; h >= 0 {
		if p := l.named(place{atom.Heading, d.Blocks[h].First, d.Blocks[h].Last}); p != nil {
			return p, "named by its heading"
		}
	}
	return nil, ""
}

// carries says whether figure i, of claim c, lies where the figure before it does. A place
// that opens the sentence holds for a list, and any place for the parts of one whole, but
// for an adverb amid the sentence ("known abroad as").
func (l *locator) carries(p *locality, before, c *Claim, i int) bool {
	opens := p.from == l.Document.Sentences[l.sentenceOf(l.Quantities[i].First)].First
	return opens && l.goesOn(i) || (opens || p.Form != lexicon.PlaceAdverb) && l.sharesWhole(before, c, i)
}

// sharesWhole says whether figure i is a part of the same whole as the figure before it:
// "UnionPay made 34% of global card payments, Visa 39% and Mastercard 24%". Shares that come
// to more than all are of two.
func (l *locator) sharesWhole(before, c *Claim, i int) bool {
	q, p := &l.Quantities[i], &l.Quantities[i-1]
	return q.Unit == quantity.Percent && p.Unit == q.Unit && l.sentenceOf(q.First) == l.sentenceOf(p.First) &&
		c.Measure == before.Measure && c.Market == before.Market && (c.Measure == "market_share" || c.Measure == "penetration") &&
		!l.contrasted(l.itemAt[p.First], l.itemAt[q.First]) &&
		(c.Measure == "penetration" || c.Entity == before.Entity || c.Value+before.Value <= 100)
}

// listReach is how many items may stand between two figures of a list.
const listReach = 4

// goesOn says whether a figure goes on with a list of the figure before it: "In
// India Paytm has 54% and PhonePe 38%".
func (l *locator) goesOn(i int) bool {
	q, p := &l.Quantities[i], &l.Quantities[i-1]
	return q.Unit == p.Unit && l.itemAt[q.First]-l.itemAt[p.First] <= listReach+1 && l.sentenceOf(q.First) == l.sentenceOf(p.First)
}

// labels are the frames that label a row or a column of a table.
var labels = [...]*atom.Atom{atom.Row, atom.Header, atom.Beside, atom.Corner}

// named is the one place that a frame of a figure names. A label of a row or a
// column may do so in any words; a line of prose must say that something is there.
func (l *locator) named(frame place) *locality {
	label := slices.Contains(labels[:], frame.what)
	if !label && frame.what != atom.Caption && frame.what != atom.Heading || frame.last-frame.first > maxCaption {
		return nil
	}
	var smallest *locality
	told := label
	all := l.localities(frame.first, frame.last)
	for k := range all {
		p := &all[k]
		told = told || p.why != "" && (p.Form != lexicon.PlaceAdverb || frame.what == atom.Caption) || l.headed(p, frame)
		switch {
		case smallest == nil || l.words.places.Within(p.ID, smallest.ID):
			smallest = p
		case !l.words.places.Within(smallest.ID, p.ID):
			return nil // two places
		}
	}
	if !told {
		return nil
	}
	return smallest
}

// headed says whether a heading is a place alone, or before a colon. Above the
// first paragraph that is a dateline.
func (l *locator) headed(p *locality, frame place) bool {
	body := l.lead < len(l.Document.Sentences) && l.Document.Sentences[l.lead].First < frame.first
	return p.First == frame.first && (p.Last == frame.last && body || p.Last < frame.last && l.Document.Words[p.Last] == ":")
}

// placeReach is how many items behind a figure its place may stand: further on,
// something else is told. A place before a figure may stand any way off, as long
// as no other figure stands between.
const placeReach = 12

// nearestPlace is the place of figure i by its own sentence: the nearest one on
// either side, no other figure between nor nearer to it; of a place and a
// smaller one within it, the smaller.
func (l *locator) nearestPlace(i int) *locality {
	sentence := l.sentenceOf(l.Quantities[i].First)
	at := l.itemAt[l.Quantities[i].First]
	before, after := l.neighbours(at, sentence)
	var best *locality
	least := 0
	all := l.localities(l.Document.Sentences[sentence].First, l.Document.Sentences[sentence].Last)
	first := sort.Search(len(all), func(k int) bool { return l.itemAt[all[k].First] > before })
	for k := first; k < len(all); k++ {
		p := &all[k]
		from, to := l.itemAt[p.from], l.itemAt[p.Last-1]
		if from >= after || from > at+placeReach {
			break
		}
		if p.why == "" {
			continue
		}
		far, other := from-at, after-to
		if to < at {
			far, other = at-to, from-before
		}
		if far > other || far == other && to < at && before >= l.starts[sentence] {
			continue // it goes with the other figure
		}
		switch {
		case best == nil, l.words.places.Within(p.ID, best.ID) && p.ID != best.ID:
		case l.words.places.Within(best.ID, p.ID) || far >= least:
			continue
		}
		best, least = p, far
	}
	return best
}

// neighbours are the items of the figures next to a figure in its sentence, far
// away where there are none. An amount converted in brackets is no other figure.
func (l *locator) neighbours(at, sentence int) (before, after int) {
	const nowhere = 1 << 30
	before, after = -nowhere, nowhere
	ref := l.items[at].ref
	for k := at - 1; k >= l.starts[sentence]; k-- {
		if it := &l.items[k]; it.kind == figure && !l.converts(it.ref, ref) {
			before = k
			break
		}
	}
	for k := at + 1; k < l.starts[sentence+1]; k++ {
		if it := &l.items[k]; it.kind == figure && !l.converts(ref, it.ref) {
			after = k
			break
		}
	}
	return before, after
}

// converts says whether figure k repeats the one before it in brackets.
func (l *locator) converts(i, k int) bool { return k == i+1 && l.converted(&l.Quantities[k]) }

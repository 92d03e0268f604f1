package claim

import (
	"slices"
	"sort"
	"strings"
	"time"

	"marketfigures/extract/claim/atom"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// Input is what the earlier stages found in one article.
type Input struct {
	Document   *text.Document
	Published  time.Time // zero where unknown
	Quantities []quantity.Quantity
	Dates      []period.Expression
	Mentions   []entity.Mention
}

// itemKind says what an item of a sentence is.
type itemKind uint8

const (
	word itemKind = iota
	figure
	date
	name
	market
)

// item is one step of a sentence as the models see it: a figure, date, name or
// market counts as one item however many tokens it has.
type item struct {
	kind        itemKind
	first, last int           // tokens
	label       atom.Atom     // what features say of it
	class       lexicon.Class // of the label
	ref         int           // index into quantities, dates, mentions or markets
	cues        []*atom.Atom
}

// marketMention is a place where a market is named.
type marketMention struct {
	text.Span
	first, last int
	value       string // the market's id, or a form in which the article writes it
	listed      bool
	trade       *atom.Atom
}

// scene is one article laid out for the decisions on its figures.
type scene struct {
	Input
	memory      *scratch
	explain     bool        // choices say why
	described   []described // figure -> the features of describe
	around      [][]vector  // figure -> its surroundings, in training
	outsides    []outside   // the same in use
	wordsTold   [][]uint64  // figure -> the features of the words around it that null is told
	positions   []position  // figure -> where it stands
	between     edgesKnown  // for classes, by group
	gaps        edgesKnown  // for slots
	gathered    []int32     // value -> one more than its place among the candidates that are being gathered, or 0
	words       *vocabulary
	classes     []lexicon.Class // token -> what its word may do
	markets     []marketMention
	items       []item
	starts      []int    // first item of each sentence, and the end
	itemAt      []int    // token -> item
	sentenceAt  []int32  // token -> sentence
	blockAt     []int32  // token -> block
	passed      []passed // item -> what stands before it in the article
	heads       []int    // block -> index of the heading block above it, -1
	lead        int      // first sentence of the body
	spots       [slots][]spot
	spotsBehind [slots][]int32 // item, counted from 1 -> the first spot behind it
	values      [slots]values
	repeats     [][]int             // figure -> the same number elsewhere
	framed      [][]place           // figure -> what frames it
	lastFrames  [slots]*frame       // the last ones made
	called      map[string]string   // name outside the lexicon -> the form it is known by
	keys        []string            // mention -> the id, or the form that the name is known by
	speaksFor   map[string]string   // person -> organisation
	standsAs    map[string]string   // name outside the lexicon -> how far it is plainly one
	names       map[string][]string // source -> what the article calls it
	mainPeriod  int32               // the first period of the article that is no day of the news and that the text goes on with, null where there is none
	dated       []int32             // block -> the date that it opens with, for all that it says
	timeline    bool                // whether several do
	title       int                 // the first heading, -1 where there is none
	grids       []grid
	topics      []topics               // of the sentences
	wordsOn     [len(topicClasses)]int // how many words of the article tell of each
	inSentence  []whole                // what the percentages of each sentence come to
	inRow       []whole                // block -> those of the row of a table
	inColumn    map[column]whole
	speakers    []string   // block -> who speaks there
	agencies    int        // how many agencies the article names
	voice       *atom.Atom // how much of the text is in the first person
	self        string     // the organisation that speaks in its own text, empty if none
	own         []bool     // sentence -> first person
}

// vocabulary is what the lexicon tells the claim stage.
type vocabulary struct {
	markets    lexicon.Phrases[marketWords]
	cues       lexicon.Phrases[[]*atom.Atom]
	tenses     lexicon.Phrases[*atom.Atom] // cues too, but read for the tense of a figure alone
	classes    *lexicon.Classes
	units      *lexicon.Phrases[unitWord]
	places     *lexicon.Gazetteer
	parents    map[string]string
	trades     map[string]string         // id of an entity or market -> trade
	tradeAtoms map[string]*atom.Atom     // of each trade
	channels   lexicon.Phrases[[]string] // words for ways of buying or paying -> markets
	topics     map[*atom.Atom]topicSet   // of classes of cues
	listed     map[string]bool           // ids of entities and markets
	kinds      map[string]*atom.Atom     // what sort of name, market or date a place may be
}

type marketWords struct {
	id    string
	trade *atom.Atom
}

func newVocabulary(l *lexicon.Lexicon) *vocabulary {
	v := &vocabulary{classes: lexicon.NewClasses(l.Words), units: unitWords(&l.Quantity), places: lexicon.NewGazetteer(l.Places), parents: map[string]string{}, trades: map[string]string{}, tradeAtoms: map[string]*atom.Atom{}, listed: map[string]bool{}, topics: map[*atom.Atom]topicSet{}}
	trade := func(of string) *atom.Atom {
		if v.tradeAtoms[of] == nil {
			v.tradeAtoms[of] = atom.Of(of)
		}
		return v.tradeAtoms[of]
	}
	channels := map[string][]string{}
	for _, m := range l.Markets {
		if m.ID != "" {
			v.listed[m.ID], v.trades[m.ID] = true, m.Trade
		}
		for _, word := range m.Channels {
			word = strings.ToLower(word)
			channels[word] = append(channels[word], m.ID)
		}
		for _, p := range m.Phrases {
			v.markets.Add(p, marketWords{m.ID, trade(m.Trade)})
		}
	}
	for word, markets := range channels { // order does not matter: each is one word, and added once
		v.channels.Add(word, markets)
	}
	classes := map[string][]*atom.Atom{}
	for _, c := range l.Cues {
		class := atom.Of(c.Class)
		v.topics[class] = topicOf(c.Class)
		for _, p := range c.Phrases {
			p = strings.ToLower(p)
			if slices.Contains(tenses, c.Class) {
				v.tenses.Add(p, class)
				continue
			}
			classes[p] = append(classes[p], class)
		}
	}
	for p, cs := range classes { // order does not matter: each phrase is added once
		v.cues.Add(p, cs)
	}
	for _, e := range l.Entities {
		v.parents[e.ID], v.trades[e.ID], v.listed[e.ID] = e.Parent, e.Trade, true
		trade(e.Trade)
	}
	v.nameKinds(l)
	return v
}

func newScene(v *vocabulary, in Input) *scene {
	s := &scene{Input: in, words: v, memory: scratches.Get().(*scratch)}
	s.findClasses()
	s.findOuter()
	s.findMarkets()
	s.layOut()
	s.findHeads()
	s.findGrids()
	s.implyUnits()
	s.relabel()
	s.findWholes()
	s.findTopics()
	s.findVoice()
	s.findNames()
	s.findSelf()
	s.findSpeakers()
	s.passItems()
	s.startValues()
	s.findSpots()
	s.findRepeats()
	s.framed = s.memory.framed.take(len(s.Quantities))
	for i := range s.Quantities {
		s.framed[i] = s.places(i)
	}
	return s
}

// longText is how many bytes of articles long gone may stay with each processor.
const longText = 1 << 20

// giveBack hands the memory of the scene on to the next one: nothing that was
// decided may hold on to it. That of a long text is dropped, for what is in it holds
// on to the text.
func (s *scene) giveBack() {
	if len(s.Document.Text) > longText {
		return
	}
	s.memory.values = s.values
	s.memory.giveBack()
}

// findClasses looks up what each word of the article may do, once.
func (s *scene) findClasses() {
	s.classes = s.memory.classes.take(len(s.Document.Words))
	for t := range s.classes {
		s.classes[t] = s.words.classes.At(s.Document, t)
	}
}

// findOuter finds the sentence and block that hold each token, and what comes
// behind the last one.
func (s *scene) findOuter() {
	d := s.Document
	n := len(d.Tokens) + 1
	s.sentenceAt, s.blockAt = s.memory.outer.take(n), s.memory.outer.take(n)
	sentence, block := 0, 0
	for t := range n {
		for sentence < len(d.Sentences) && d.Sentences[sentence].Last <= t {
			sentence++
		}
		for block < len(d.Blocks) && d.Blocks[block].Last <= t {
			block++
		}
		s.sentenceAt[t], s.blockAt[t] = int32(sentence), int32(block)
	}
}

func (s *scene) sentenceOf(token int) int { return int(s.sentenceAt[token]) }

func (s *scene) blockOf(token int) int { return int(s.blockAt[token]) }

func (s *scene) findMarkets() {
	d := s.Document
	for bi := range d.Blocks {
		b := &d.Blocks[bi]
		if b.Boilerplate {
			continue
		}
		for i := b.First; i < b.Last; {
			m, next, ok := s.words.markets.At(d, i)
			if !ok || next > b.Last {
				i++
				continue
			}
			mm := marketMention{d.TokenSpan(i, next), i, next, m.id, m.id != "", m.trade}
			if !mm.listed {
				mm.value = d.Slice(mm.Span)
			}
			s.markets = append(s.markets, mm)
			i = next
		}
	}
	s.findOtherMarkets()
}

// findOtherMarkets finds markets that the lexicon does not name by the shape
// of their name: "the X market", "the X industry".
func (s *scene) findOtherMarkets() {
	d := s.Document
	var found []marketMention
	known := 0
	for i := 2; i < len(d.Words); i++ {
		if !s.classes[i].Is(lexicon.MarketNoun) {
			continue
		}
		first := i
		for first > 0 && i-first < 3 && s.modifier(first-1) {
			first--
		}
		for first < i && (s.classes[first].Is(lexicon.NoMarket) || d.Words[first] == "-") {
			first++
		}
		if first == i || s.blockOf(first) != s.blockOf(i) {
			continue
		}
		span := d.TokenSpan(first, i)
		for known < len(s.markets) && s.markets[known].End <= span.Start {
			known++
		}
		if known < len(s.markets) && s.markets[known].Overlaps(span) || s.covered(first, i) {
			continue
		}
		found = append(found, marketMention{span, first, i, d.Slice(span), false, s.words.tradeNamed("")})
	}
	s.markets = append(s.markets, found...)
	sort.Slice(s.markets, func(i, j int) bool { return s.markets[i].Start < s.markets[j].Start })
	s.uniteMarkets()
}

// modifier says whether a token can be part of a market's name.
func (s *scene) modifier(i int) bool {
	d := s.Document
	t := d.Tokens[i]
	return t.Kind == text.Word && !d.Tokens[i+1].Line && len(d.Words[i]) > 2 && !s.classes[i].Is(lexicon.NoMarket) || d.Words[i] == "-" && !t.Space && !d.Tokens[i+1].Space
}

// covered says whether a figure, date or name stands on tokens [first, last).
func (s *scene) covered(first, last int) bool {
	q := sort.Search(len(s.Quantities), func(i int) bool { return s.Quantities[i].Last > first })
	m := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].Last > first })
	t := sort.Search(len(s.Dates), func(i int) bool { return s.Dates[i].Last > first })
	return q < len(s.Quantities) && s.Quantities[q].First < last ||
		m < len(s.Mentions) && s.Mentions[m].First < last ||
		t < len(s.Dates) && s.Dates[t].First < last
}

// layOut turns the tokens of every sentence into items.
func (s *scene) layOut() {
	d := s.Document
	s.items = s.memory.items.room(len(d.Tokens))
	s.itemAt = s.memory.itemsAt.take(len(d.Tokens) + 1)
	var q, t, n, m int
	for _, sentence := range d.Sentences {
		s.starts = append(s.starts, len(s.items))
		for i := sentence.First; i < sentence.Last; {
			for q < len(s.Quantities) && s.Quantities[q].Last <= i {
				q++
			}
			for t < len(s.Dates) && s.Dates[t].Last <= i {
				t++
			}
			for n < len(s.Mentions) && s.Mentions[n].Last <= i {
				n++
			}
			for m < len(s.markets) && s.markets[m].last <= i {
				m++
			}
			it := item{kind: word, first: i, last: i + 1}
			switch {
			case q < len(s.Quantities) && s.Quantities[q].First <= i:
				it.kind, it.last, it.ref, it.label = figure, s.Quantities[q].Last, q, *figureLabels[unitKind(s.Quantities[q].Unit)]
			case t < len(s.Dates) && s.Dates[t].First <= i:
				it.kind, it.last, it.ref, it.label = date, s.Dates[t].Last, t, *dateLabel
			case n < len(s.Mentions) && s.Mentions[n].First <= i:
				it.kind, it.last, it.ref, it.label = name, s.Mentions[n].Last, n, *nameLabel
				if s.Mentions[n].Kind == entity.Agency {
					it.label = *agencyLabel
				}
			case m < len(s.markets) && s.markets[m].first <= i:
				it.kind, it.last, it.ref, it.label = market, s.markets[m].last, m, *marketLabel
			default:
				it.label = atom.Make(label(d, i))
				it.class = s.classes[i]
				if len(it.label.Text) != len(d.Words[i]) {
					it.class = s.words.classes.Of(it.label.Text)
				}
			}
			it.last = min(max(it.last, i+1), sentence.Last)
			if it.kind == word || it.kind == market {
				it.cues, _, _ = s.words.cues.At(d, i)
			}
			for ; i < it.last; i++ {
				s.itemAt[i] = len(s.items)
			}
			s.items = append(s.items, it)
		}
	}
	s.itemAt[len(d.Tokens)] = len(s.items)
	s.starts = append(s.starts, len(s.items))
}

// relabel puts the implied units into the items of the figures.
func (s *scene) relabel() {
	for i := range s.items {
		if it := &s.items[i]; it.kind == figure {
			it.label = *figureLabels[unitKind(s.Quantities[it.ref].Unit)]
		}
	}
}

// label is the word of a token as features see it: folded, without a plural s,
// digits as one sign.
func label(d *text.Document, i int) string {
	w := d.Words[i]
	if d.Tokens[i].Kind == text.Number {
		return "#"
	}
	if len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		return w[:len(w)-1]
	}
	return w
}

// The groups of units that features tell apart.
var unitGroups = [...]string{"percent", "points", "count", "money"}

// unitKind is the place of a unit's group among them.
func unitKind(unit string) int {
	switch unit {
	case quantity.Percent:
		return 0
	case quantity.PercentagePoints:
		return 1
	case quantity.Count:
		return 2
	}
	return 3
}

func unitGroup(unit string) string { return unitGroups[unitKind(unit)] }

// passed is what the items of an article come to up to one of them.
type passed struct {
	figures, contrasts, clauses int32 // clauses that end or contrast
}

// passItems adds up what the items come to.
func (s *scene) passItems() {
	s.passed = s.memory.passed.take(len(s.items) + 1)
	for k := range s.items {
		sum := s.passed[k]
		switch class := s.items[k].class; {
		case s.items[k].kind == figure:
			sum.figures++
		case class.Is(lexicon.Contrast):
			sum.contrasts++
			sum.clauses++
		case class.Is(lexicon.ClauseEnd):
			sum.clauses++
		}
		s.passed[k+1] = sum
	}
}

func (s *scene) findHeads() {
	d := s.Document
	s.heads = make([]int, len(d.Blocks))
	last := -1
	for i := range d.Blocks {
		s.heads[i] = last
		if d.Blocks[i].Kind == text.Heading && !d.Blocks[i].Boilerplate {
			last = i
		}
	}
	s.title = -1
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == text.Heading && !b.Boilerplate && b.Last-b.First > 3 {
			s.title = i
			break
		}
	}
	s.lead = len(d.Sentences)
	for i, sentence := range d.Sentences {
		if b := d.Blocks[sentence.Block]; b.Kind == text.Paragraph && !b.Boilerplate && sentence.Last-sentence.First > 8 {
			s.lead = i
			break
		}
	}
}

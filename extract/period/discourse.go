package period

import (
	"strings"
	"time"

	"marketfigures/extract/text"
)

// discourse resolves the forms of one article in the order of the text. It
// remembers what was under discussion.
type discourse struct {
	r         *reader
	published int // day; meaningful only if dated
	dated     bool
	fiscalEnd int // last month of the fiscal year, if the article tells; else 0
	lastYear  int // the last year that was given; stands in where the publication is unknown
	past      []mention
	main      stretch // the first quarter, half, year or longer run that the article names
	history   bool    // the article never speaks of its own time
	note      bool    // the text is a message or a query, no article
}

// mention is an expression that was resolved.
type mention struct {
	stretch
	block, sentence int
	absolute        bool // it named its year
	aside           bool // a comparison, or a day on which something was told: no topic for what follows
	over            bool // looked back at: no topic either, but later ones may take its year
	opening         bool // the paragraph starts with it
	ahead           bool // an outlook: a topic in its own sentence only
}

func newDiscourse(r *reader, forms []placed, published time.Time, past []mention) *discourse {
	x := &discourse{r: r, past: past[:0]}
	if !published.IsZero() {
		x.published, x.dated = dayOf(published), true
	}
	x.history, x.note = x.dated, r.note
	for _, f := range forms {
		if f.furniture {
			continue
		}
		t := f.from
		x.history = x.history && !x.ownTime(t)
		if t.op == opTrailing && t.fiscal && t.inner != nil && x.fiscalEnd == 0 {
			x.fiscalEnd = t.inner.n
		}
	}
	return x
}

// ownTime says that a term speaks of the time of publication.
func (x *discourse) ownTime(t term) bool {
	y, _, _ := civil(x.published)
	switch t.op {
	case opUnit, opAgo, opWeekday, opWindow, opToDate:
		return true
	case opDayWord:
		return t.n != 0
	}
	return t.when.kind == pubYear || t.when.kind == givenYear && t.when.n >= y
}

// express resolves a form and remembers it.
func (x *discourse) express(f placed) Expression { return x.expressed(f, x.resolve(f)) }

func (x *discourse) expressed(f placed, s stretch) Expression {
	r := x.r
	e := Expression{
		Span: r.d.TokenSpan(f.first, f.last), First: f.first, Last: f.last,
		Relative: !f.absolute(), Compared: f.compared(),
	}
	if !s.empty() && s.ordered() && s.first.year() > 0 && s.first.year() < 10000 {
		e.Value = s.value()
		e.Starts, e.Ends = timeOf(s.firstDay()), timeOf(s.nextDay())
	} else {
		s = stretch{}
	}
	if e.Value != "" {
		e.said = x.boundary(f.form, s)
	}
	e.Listed = e.Value != "" && x.listed(f, s)
	if f.absolute() && e.Value != "" {
		x.lastYear = s.endsYear()
	}
	if e.Value != "" && x.remembers(f) {
		if len(x.past) >= 2*memory {
			x.past = append(x.past[:0], x.past[memory:]...)
		}
		x.past = append(x.past, mention{
			stretch: s, block: f.block, sentence: f.sentence, absolute: f.absolute(),
			aside: e.Compared || x.lesser(f.form) || x.told(f.form) && f.to == nil && s.smaller() <= month,
			over:  x.lookedBack(f.form), ahead: x.future(s), opening: f.first <= x.r.d.Blocks[f.block].First+3,
		})
		if x.main.empty() && f.from.op != opUnit && s.smaller() >= month && (s.smaller() > month || !s.single()) {
			x.main = s
		}
	}
	return e
}

// lookedBack says that what a form dates was over before what the text tells:
// "they had raised their prices in July". What somebody said is put back by
// grammar alone: "it said that it had raised them in July".
func (x *discourse) lookedBack(f form) bool {
	d := x.r.d
	s := d.Sentences[d.SentenceOf(f.first)]
	for i := f.first - 2; i >= max(s.First, f.first-hadReach); i-- {
		switch d.Words[i+1] {
		case ";", ",", "and":
			return false
		}
		if d.Words[i] != "had" {
			continue
		}
		if next := x.r.words[i+1]; next.is(isCardinal|isNumber) || !next.is(isPast) && !participle(d.Words[i+1]) {
			return false
		}
		for k := max(s.First, i-clauseTokens); k < i; k++ {
			if x.telling(k) == pastTense {
				return false
			}
		}
		return true
	}
	return false
}

func participle(word string) bool {
	return strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "en")
}

// hadReach is how many tokens before a period its "had" is looked for in.
const hadReach = 12

// change says that a range names the two ends of a change, not the run of time
// between: "rose from 2010 to 2014".
func (x *discourse) change(f form) bool {
	d := x.r.d
	if f.from.when.kind != givenYear || f.to.when.kind != givenYear {
		return false // "from January to October" runs from the year's start
	}
	if f.first == 0 || d.Words[f.first-1] != "from" && !(f.first > 1 && x.r.words[f.first-1].is(isThe) && d.Words[f.first-2] == "from") {
		return false
	}
	if d.Tokens[f.second-1].Kind == text.Symbol {
		return false
	}
	s := d.Sentences[d.SentenceOf(f.first)]
	for i := max(s.First, f.first-clauseTokens); i < min(s.Last, f.last+clauseTokens); i++ {
		if x.r.words[i].is(isChange) {
			return true
		}
	}
	return false
}

// memory is how many mentions at least are remembered.
const memory = 200

// clauseTokens is how far from an expression a word may stand that tells
// something of it.
const clauseTokens = 100

// expressEnds resolves a range and gives its ends as expressions of their own.
func (x *discourse) expressEnds(found []Expression, f placed) []Expression {
	s := x.run(f)
	if s.empty() {
		return append(found, x.express(f))
	}
	for i, part := range []placed{f, f} {
		part.to = nil
		part.last = f.second - 1
		end := only(s.first)
		if i == 1 {
			part.from, part.first, part.last = *f.to, f.second, f.last
			end = only(s.last)
		}
		found = append(found, x.expressed(part, end))
	}
	return found
}

// remembers says whether what follows may hang on the form.
func (x *discourse) remembers(f placed) bool {
	switch f.from.op {
	case opWindow:
		return false
	case opBare:
		return f.from.said || f.from.edge || f.from.grain != year || f.from.fiscal
	case opDayWord, opWeekday:
		return false
	}
	return true
}

func (x *discourse) future(s stretch) bool { return x.dated && s.firstDay() > x.published }

// absolute says that the form names its year.
func (f *form) absolute() bool {
	switch {
	case f.to != nil:
		return f.from.absolute() || f.to.absolute()
	}
	return f.from.absolute()
}

func (t *term) absolute() bool {
	if t.inner != nil && t.when.kind == noYear {
		return t.inner.absolute()
	}
	return t.when.kind == givenYear || t.op == opDecade
}

func (f *form) compared() bool {
	return f.from.backs && f.to == nil && f.from.op != opAgo || f.from.op == opAgo && f.from.n == -1
}

// lesser says that the words before the form make it the period that another
// figure is compared with: "than in 2014", "against 7% in 2012", "up on 2013".
func (x *discourse) lesser(f form) bool {
	if f.to != nil {
		return false
	}
	r := x.r
	near := true  // nothing but "in", "the" and figures stands between
	plain := true // nor figures
	for i := f.first - 1; i >= 0 && i > f.first-9; i-- {
		w := r.words[i]
		form := r.d.Words[i]
		switch {
		case form == "than":
			return plain
		case form == "against" || form == "compared" || form == "versus" || form == "vs":
			return true
		case near && w.is(isCompare) && (f.from.op != opDay || form != "on"):
			return true
		case r.d.Tokens[i].Kind == text.Symbol && form != "%" && form != "$", w.is(isPast):
			return false
		}
		if near && form == "as" && i+1 < f.first {
			return true // "as much as in 2015"
		}
		plain = plain && w.is(isOf|isThe|isThis|isCompare)
		near = near && (w.is(isOf|isThe|isThis) || form == "a" || w.is(isMeasured|isNumber) || r.d.Tokens[i].Kind == text.Number || form == "$")
	}
	return false
}

// topic is the period under discussion at a form: the last one of its sentence,
// else of its paragraph, comparisons and outlooks left aside; else the one that
// the article set out with.
func (x *discourse) topic(f placed) (stretch, bool) { return x.topicOf(f, noGrain) }

// topicOf is the topic of one granularity.
func (x *discourse) topicOf(f placed, g grain) (stretch, bool) {
	fits := func(s stretch) bool { return g == noGrain || s.single() && s.first.grain == g }
	for i := len(x.past) - 1; i >= 0 && x.past[i].block == f.block; i-- {
		if m := x.past[i]; !m.aside && !m.over && (!m.ahead || m.sentence == f.sentence) && fits(m.stretch) {
			return m.stretch, true
		}
	}
	if !x.main.empty() && fits(x.main) && f.block > 0 {
		return x.main, true
	}
	for i := len(x.past) - 1; i >= 0; i-- {
		if m := x.past[i]; !m.aside && !m.over && !m.ahead && fits(m.stretch) {
			return m.stretch, true
		}
	}
	for i := len(x.past) - 1; i >= 0; i-- {
		if fits(x.past[i].stretch) {
			return x.past[i].stretch, true
		}
	}
	return stretch{}, false
}

// latest is the last expression before a form, whatever it was.
func (x *discourse) latest() (stretch, bool) {
	if n := len(x.past); n > 0 {
		return x.past[n-1].stretch, true
	}
	return stretch{}, false
}

// topicYear is the year under discussion.
func (x *discourse) topicYear(f placed) (int, bool) {
	if s, ok := x.topic(f); ok {
		return s.endsYear(), true
	}
	return x.publishedYear()
}

func (x *discourse) publishedYear() (int, bool) {
	if x.dated {
		y, _, _ := civil(x.published)
		return y, true
	}
	return x.lastYear, x.lastYear != 0
}

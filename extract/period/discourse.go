package period

import (
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
}

// mention is an expression that was resolved.
type mention struct {
	stretch
	block, sentence int
	absolute        bool // it named its year
	aside           bool // a comparison or an outlook: no topic for what follows
}

func newDiscourse(r *reader, forms []placed, published time.Time, past []mention) *discourse {
	x := &discourse{r: r, past: past[:0]}
	if !published.IsZero() {
		x.published, x.dated = dayOf(published), true
	}
	for _, f := range forms {
		t := f.from
		if t.op == opTrailing && t.fiscal && t.inner != nil && x.fiscalEnd == 0 {
			x.fiscalEnd = t.inner.n
		}
	}
	return x
}

// express resolves a form and remembers it.
func (x *discourse) express(f placed) Expression {
	s := x.resolve(f)
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
	e.Listed = e.Value != "" && x.listed(f, s)
	if f.absolute() && e.Value != "" {
		x.lastYear = s.endsYear()
	}
	if e.Value != "" && x.remembers(f) {
		x.past = append(x.past, mention{s, f.block, f.sentence, f.absolute(), e.Compared || x.lesser(f.form) || x.future(s)})
	}
	return e
}

// remembers says whether what follows may hang on the form.
func (x *discourse) remembers(f placed) bool {
	switch f.from.op {
	case opWindow:
		return false
	case opBare:
		return f.from.said || f.from.edge
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
	near := true // nothing but "in", "the" and the like stands between
	for i := f.first - 1; i >= 0 && i > f.first-9; i-- {
		w := r.words[i]
		switch form := r.d.Words[i]; {
		case form == "than" || form == "against" || form == "compared" || form == "versus" || form == "vs":
			return true
		case near && w.is(isCompare) && (f.from.op != opDay || form != "on"):
			return true
		case r.d.Tokens[i].Kind == text.Symbol && form != "%" && form != "$", w.is(isPast):
			return false
		}
		near = near && w.is(isOf|isThe|isThis)
	}
	return false
}

// topic is the period under discussion at a form: the last one of its sentence,
// else of the sentences before, comparisons and outlooks left aside.
func (x *discourse) topic(f placed) (stretch, bool) { return x.topicOf(f, noGrain) }

func (x *discourse) topicOf(f placed, g grain) (stretch, bool) {
	fits := func(m mention) bool { return g == noGrain || m.single() && m.first.grain == g }
	for i := len(x.past) - 1; i >= 0; i-- {
		if m := x.past[i]; !m.aside && fits(m) {
			return m.stretch, true
		}
		if x.past[i].sentence != f.sentence && x.past[i].aside {
			continue
		}
	}
	for i := len(x.past) - 1; i >= 0; i-- {
		if fits(x.past[i]) {
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

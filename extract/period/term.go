package period

import (
	"marketfigures/extract/text"
)

// op says how a term names its time.
type op uint8

const (
	opNone     op = iota
	opYear        // when
	opMonth       // month n of when; dir
	opDay         // day of month n (0: unnamed) of when; dir
	opQuarter     // quarter n of when
	opHalf        // half n of when; 0 is the half under discussion
	opMonths      // months n to n+count-1 of when: the July quarter of a retailer
	opPart        // the count units of a grain at position n of inner (negative: from its end)
	opUnit        // the unit of a grain, n steps from publication
	opWindow      // n units of a grain behind or ahead of publication
	opAgo         // n units of a grain before publication
	opShift       // n units of a grain from the period under discussion
	opStep        // the unit of a grain n steps from the one under discussion
	opSame        // the period under discussion, in when
	opBare        // the unit of a grain under discussion
	opWeekday     // weekday n; dir, or of the week count steps from this one
	opDayWord     // n days from publication
	opFestival    // n is month*100+day, or 1 for a feast that moves
	opDecade      // n is its first year
	opTrailing    // the count units of a grain that end with inner
	opToDate      // the year so far
	opOffset      // n units of a grain from the start of inner; or weekday day, n-th behind it
	opWeekend     // the weekend n weeks from this one, or that of inner; dir
	opCentury     // n is its first year
)

// when is the year that a term names, if it names one.
type when struct {
	kind whenKind
	n    int
}

type whenKind uint8

const (
	noYear    whenKind = iota
	givenYear          // n
	pubYear            // n years from that of publication
	topicYear          // n years from that under discussion
)

// direction is what "last", "this" and "next" say of a month or weekday.
type direction uint8

const (
	anyDirection direction = iota
	lastOne
	thisOne
	nextOne
)

// term is a date or period as it is said, before it is resolved.
type term struct {
	op      op
	grain   grain
	n       int
	day     int
	count   int
	when    when
	dir     direction
	fiscal  bool // in fiscal, not calendar years
	edge    bool // its end, middle or start was named
	said    bool // named with its own words ("the full year"), not a bare anaphor
	recurs  bool // names no one time: a fiscal year that ends in March
	backs   bool // "before", "earlier", "ago" and their like: a compared period
	precise bool // "a year ago today"
	ahead   bool // means what it says only where the sentence looks ahead: "in two years"
	run     bool // the time up to there: "three days from Monday" behind "for"
	months  int  // months beside n days: "2 years 1 month 21 days ago"
	on      int  // the weekday of the week that it falls in: "Monday two weeks from now"
	inner   *term
}

// form is one expression as it is said: a term, or two for a range.
type form struct {
	first, last int // tokens
	from        term
	to          *term
	second      int // token at which the second term of a range starts
}

// reader reads terms off the tokens [begin, end) of one block or cell.
type reader struct {
	v          *vocabulary
	kinds      []kind
	d          *text.Document
	words      []word
	begin, end int
	note       bool // the text is a message or a query, no article
	depth      int  // how many terms the one at hand is read within
}

// maxDepth is how many terms may stand within each other: "the end of the first
// week of next month".
const maxDepth = 5

func (r *reader) at(i int) word {
	if i < r.begin || i >= r.end {
		return word{}
	}
	return r.words[i]
}

func (r *reader) form(i int) string {
	if i < r.begin || i >= r.end {
		return ""
	}
	return r.d.Words[i]
}

// joined says that nothing stands between token i and the one before it.
func (r *reader) joined(i int) bool { return i > r.begin && i < r.end && !r.d.Tokens[i].Space }

func (r *reader) capital(i int) bool { return i >= r.begin && i < r.end && r.d.Capital(i) }

// skip is the token behind i if that is of the class, else i.
func (r *reader) skip(i int, c class) int {
	if r.at(i).is(c) {
		return i + 1
	}
	return i
}

func (r *reader) skipForm(i int, form string) int {
	if r.form(i) == form {
		return i + 1
	}
	return i
}

// expression reads the longest expression that starts at token i, a term or a
// range of two; next is 0 where none does.
func (r *reader) expression(i int) (f form, next int) {
	if t, n := r.dayRange(i); n > 0 {
		f, next = t, n
	} else if t, n := r.term(i); n > 0 {
		f, next = form{from: t}, n
		if to, m := r.rangeEnd(t, i, n); m > 0 {
			f.to, f.second, next = &to, n+1, m
		}
	}
	if next == 0 {
		return f, 0
	}
	f.first, f.last = i, next
	return f, next
}

// term reads one term that starts at token i, an article included.
func (r *reader) term(i int) (term, int) {
	w := r.at(i)
	if !w.is(opens) || r.depth > maxDepth {
		return term{}, 0
	}
	r.depth++
	defer func() { r.depth-- }()
	j := i
	the := w.is(isThe)
	if the {
		j++
		if w = r.at(j); !w.is(opens &^ isThe) {
			return term{}, 0
		}
	}
	for _, read := range r.kinds {
		if w.is(read.opens) {
			if t, next := read.read(r, j, the); next > 0 {
				return t, next
			}
		}
	}
	return term{}, 0
}

// kind is a kind of term: the words that it starts with, and who reads it.
type kind struct {
	opens class
	read  func(r *reader, i int, the bool) (term, int)
}

// kinds are tried in this order: what takes more words stands before what
// takes fewer.
func kinds() []kind {
	return []kind{
		{isFestival, (*reader).festival},
		{isNumber | isDotted, (*reader).numeric},
		{isNumber, (*reader).quarterOfCode},
		{isNumber | isOrdinal | isCardinal, (*reader).dayMonth},
		{isEdge, (*reader).edgeOf},
		{isUnit, (*reader).unitEnd},
		{isMonth, (*reader).monthFirst},
		{isWeekday | isWeekdayShort, (*reader).weekday},
		{isOrdinal | isCardinal | isNumber | isLast | isUnit, (*reader).partOf},
		{isOrdinal | isNumber, (*reader).quarterOf},
		{isQuarter | isHalf, (*reader).quarterCode},
		{isWhole | isUnit, (*reader).whole},
		{isFiscal | isFiscalCode, (*reader).fiscalYear},
		{isUnit | isNumber | isCardinal | isWhole, (*reader).trailing},
		{isUnit | isNumber | isCardinal, (*reader).distance},
		{isOrdinal, (*reader).weekdayBehind},
		{isOrdinal, (*reader).century},
		{isNumber, (*reader).century},
		{isWeekend, (*reader).weekend},
		{isSame, (*reader).same},
		{isThis | isLast | isNext | isPrevious | isFollowing, (*reader).relative},
		{isUnit | isDayWord, (*reader).dayWord},
		{isNumber, (*reader).yearFirst},
		{isQuote, (*reader).shortYear},
		{isNumber | isUnit | isOrdinal | isCardinal, (*reader).bare},
	}
}

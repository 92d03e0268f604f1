// Package row turns an extraction into rows of the database: byte offsets
// become code points, ids are drawn from content, nulls are told from empties.
// It knows no SQL.
package row

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"time"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/text"
)

// Span is a half-open range of code points of an article's text.
type Span struct{ Start, End int32 }

// Article is a row of articles with all that hangs on it. Empty strings, zero
// times and nil numbers are null.
type Article struct {
	ID, Address, Hash, Name       string
	URL, Title, Publisher, Author string
	Language                      string
	Published                     time.Time
	PublishedFrom                 string
	Text, Raw                     string
	Boilerplate                   []Span
	Mentions                      []Mention
	Dates                         []Date
	Figures                       []Figure
	Claims                        []Claim
	Entities                      []string // listed ones, sorted
	Bands                         []uint64 // of its signature, for finding copies
}

// Mention is a row of mentions.
type Mention struct {
	Span
	Entity, Text string
	Listed       bool
}

// Date is a row of dates.
type Date struct {
	Span
	Text, Value      string
	Starts, Ends     time.Time
	Listed, Relative bool
}

// Figure is a row of figures.
type Figure struct {
	ID string
	Span
	Figure      string
	Value       float64
	Low, High   *float64
	Unit, Bound string
	Counted     string
	Sentence    Span
	Claimed     bool
	Why         string
}

// Claim is a row of claims: the figure it was made from, and its slots.
type Claim struct {
	Figure
	Least, Most        *float64
	Measure, GrowthOf  string
	Entity, Market     string
	Place              string
	Period             string
	Starts, Ends, AsOf time.Time
	Status, Source     string
	Confidence         float64
	Rule               string
	Because            []Reason
	Withdrawn          bool
	ReviewedBy, Review string
}

// Statement is what makes a claim the same in another version of its article, whatever
// else of that changed: its id does change.
type Statement struct {
	Sentence string // of a table row, all lines of the table up to it
	At       int    // code points before the figure, from where the sentence or row begins
	Figure   string
	Nth      int // of those alike in the article, from 1
}

// Stated is a claim of an address, as a version of its article has it.
type Stated struct {
	ClaimID, Address string
	Statement
	Alike int               // how often the article says so
	Slots map[string]string // those that are words
}

// Slots are those of a claim that are words, by the name of their columns.
func (c *Claim) Slots() map[string]string {
	return map[string]string{
		"measure": c.Measure, "growth_of": c.GrowthOf, "entity": c.Entity, "market": c.Market, "place": c.Place,
		"period": c.Period, "status": c.Status, "source": c.Source,
	}
}

// Statements are those of the article's claims, in their order, which is that of the text.
// Its offsets lie within the text.
func (a *Article) Statements() []Statement {
	text := []rune(a.Text)
	statements, times := make([]Statement, len(a.Claims)), map[Statement]int{}
	for i := range a.Claims {
		c := &a.Claims[i]
		sentence := string(text[c.Sentence.Start:c.Sentence.End])
		if c.Rule == "row" {
			sentence = string(text[:c.Sentence.End])
			if empty := strings.LastIndex(sentence, "\n\n"); empty >= 0 {
				sentence = sentence[empty+2:]
			}
		}
		s := Statement{Sentence: sentence, At: int(c.Start - c.Sentence.Start), Figure: c.Figure.Figure}
		times[s]++
		s.Nth = times[s]
		statements[i] = s
	}
	return statements
}

// Reason names the words that filled a slot. Start is -1 where a person filled it.
type Reason struct {
	Slot, Value string
	Span
	Why string
}

// Source is where an article came from, beside what extraction needs of it.
type Source struct {
	Address, Hash string
	Raw           string // as read; kept only where the text differs
}

// ArticleID is the fingerprint of an address and its content.
func ArticleID(address, hash string) string { return fingerprint("a", address, hash) }

// ClaimID is the fingerprint of a figure's article, place and characters.
func ClaimID(article string, at Span, figure string) string {
	return fingerprint("c", article, strconv.Itoa(int(at.Start)), strconv.Itoa(int(at.End)), figure)
}

// RejectID is the fingerprint of a reject.
func RejectID(address string, line int, reason string) string {
	return fingerprint("r", address, strconv.Itoa(line), reason)
}

// fingerprint is 80 bits of SHA-256 behind a letter that says what it is of:
// among a hundred million rows, two alike are less likely than one in 10^8.
func fingerprint(kind string, parts ...string) string {
	told := make([]byte, 0, 128)
	for _, p := range parts {
		told = append(append(strconv.AppendInt(told, int64(len(p)), 10), ':'), p...)
	}
	sum := sha256.Sum256(told)
	return string(hex.AppendEncode([]byte(kind), sum[:10]))
}

// Of makes the rows of one article.
func Of(from Source, a extract.Article, x *extract.Extraction) *Article {
	r := &Article{
		ID: ArticleID(from.Address, from.Hash), Address: from.Address, Hash: from.Hash, Name: a.ID,
		URL: a.URL, Title: a.Title, Publisher: a.Publisher, Author: a.Author, Language: a.Language,
		Published: a.Published, PublishedFrom: a.PublishedFrom, Text: a.Text, Entities: x.Entities,
	}
	if from.Raw != a.Text {
		r.Raw = from.Raw
	}
	d := x.Document
	points := newPoints(d.Text)
	r.Mentions, r.Dates, r.Figures = make([]Mention, 0, len(x.Mentions)), make([]Date, 0, len(x.Dates)), make([]Figure, 0, len(x.Figures))
	for _, b := range d.Blocks {
		if b.Boilerplate {
			r.Boilerplate = append(r.Boilerplate, points.span(b.Span))
		}
	}
	for _, m := range x.Mentions {
		r.Mentions = append(r.Mentions, Mention{points.span(m.Span), m.ID, d.Slice(m.Span), m.Listed})
	}
	for _, p := range x.Dates {
		starts, ends := p.Bounds()
		r.Dates = append(r.Dates, Date{points.span(p.Span), d.Slice(p.Span), p.Value, starts, ends, p.Listed, p.Relative})
	}
	for i := range x.Figures {
		f := &x.Figures[i]
		figure := figureOf(r.ID, d, points, f)
		if c := f.Claim; c != nil {
			r.Claims = append(r.Claims, claimOf(figure, d, points, c, a.Published))
		}
		r.Figures = append(r.Figures, figure)
	}
	return r
}

func figureOf(article string, d *text.Document, points *points, f *claim.Figure) Figure {
	q := &f.Quantity
	figure := Figure{
		Span: points.span(q.Span), Figure: d.Slice(q.Span), Value: tidy(q.Value), Unit: q.Unit, Bound: q.Bound,
		Counted: d.Slice(q.Counted), Sentence: points.span(Sentence(d, q.First, q.Span)), Claimed: f.Claim != nil,
	}
	if !figure.Claimed {
		figure.Why = f.Why
		if figure.Why == "" {
			figure.Why = "no rule made a claim of it"
		}
	}
	if q.Bound == "range" {
		low, high := tidy(q.Low), tidy(q.High)
		figure.Low, figure.High = &low, &high
	}
	figure.ID = ClaimID(article, figure.Span, figure.Figure)
	return figure
}

func claimOf(f Figure, d *text.Document, points *points, c *claim.Claim, published time.Time) Claim {
	// a claim may read its quantity otherwise than the figure did: a header's scale, a list's unit
	f.Value, f.Unit, f.Bound = tidy(c.Value), c.Unit, c.Bound
	f.Low, f.High = nil, nil
	if c.Bound == "range" {
		low, high := tidy(c.Low), tidy(c.High)
		f.Low, f.High = &low, &high
	}
	r := Claim{
		Figure: f, Measure: c.Measure, GrowthOf: c.GrowthOf, Entity: c.Entity, Market: c.Market, Place: c.Place,
		// models are sure of no more than three digits
		Period: c.Period, Status: c.Status, Source: strings.Join(strings.Fields(c.Source), " "), Confidence: math.Round(c.Confidence*1000) / 1000, Rule: c.Rule,
	}
	r.Resolve(published)
	r.Because = make([]Reason, 0, len(c.Evidence))
	for _, e := range c.Evidence {
		var at Span
		if e.Start < e.End {
			at = points.span(text.Span{Start: e.Start, End: e.End})
		} else if e.Why == "" {
			continue // neither words nor a rule filled it
		}
		r.Because = append(r.Because, Reason{e.Slot, e.Value, at, e.Why})
	}
	return r
}

// tidy is the decimal number that a product of decimal numbers stands for:
// 266.4 times a billion is no 266399999999.99997. Doubles keep 15 digits.
func tidy(v float64) float64 {
	for _, parts := range [...]float64{1, 10, 100, 1000} {
		// division rounds to the nearest double, as reading the number does
		if n := math.Round(v * parts); n/parts == v && math.Abs(n) < 1e15 {
			return v
		}
	}
	tidied, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return v // NaN and infinities have no digits
	}
	return tidied
}

// Resolve fills what follows from the slots: the days of the period, as of
// when the claim holds, and what values the words allow.
func (c *Claim) Resolve(published time.Time) {
	c.Starts, c.Ends, _ = Days(c.Period)
	c.AsOf = published
	if !c.Ends.IsZero() {
		c.AsOf = c.Ends.AddDate(0, 0, -1)
	}
	c.Least, c.Most = Allowed(c.Figure)
}

// Sentence is the span that a reader needs to see around a figure: its
// sentence, or the whole row of a table.
func Sentence(d *text.Document, token int, figure text.Span) text.Span {
	if b := d.BlockOf(token); b < len(d.Blocks) && d.Blocks[b].Kind == text.Row && d.Blocks[b].Contains(figure) {
		return d.Blocks[b].Span
	}
	s := d.SentenceOf(token)
	if s >= len(d.Sentences) {
		return figure
	}
	span := d.TokenSpan(d.Sentences[s].First, d.Sentences[s].Last)
	for span.End < figure.End && s+1 < len(d.Sentences) {
		s++
		span.End = d.TokenSpan(d.Sentences[s].First, d.Sentences[s].Last).End
	}
	if !span.Contains(figure) {
		return figure
	}
	return span
}

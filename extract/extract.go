// Package extract turns an article into an extraction: its figures, dates,
// names and claims. It is pure: no files, no network, no clock, no database.
// The same function runs in the batch job, in a test and on a worker of a
// distributed engine.
package extract

import (
	"time"

	"marketfigures/extract/claim"
	"marketfigures/extract/entity"
	"marketfigures/extract/lexicon"
	"marketfigures/extract/period"
	"marketfigures/extract/quantity"
	"marketfigures/extract/text"
)

// Version is the release of the rules; Program names them exactly.
const Version = "1"

// Article is what a source delivers: clean text, and what is known of it.
// Paragraphs are set apart by line ends, table rows are lines of cells between
// pipes ("| Alipay | 48.8% |").
type Article struct {
	ID            string    // as its source names it: the file's path, or the id of a JSONL line
	URL           string    // canonical, empty where unknown
	Title         string    // empty where unknown
	Publisher     string    // empty where unknown
	Author        string    // empty where unknown
	Language      string    // BCP 47, such as en
	Published     time.Time // midnight UTC of the day; zero where the article does not say
	PublishedFrom string    // what gave the date: meta, json-ld, time, url, front matter, text, feed
	Text          string    // valid UTF-8
}

// Extraction is all that was found in one article.
type Extraction struct {
	Document *text.Document
	Figures  []claim.Figure // every number, claimed or not, in the order of the text
	Dates    []period.Expression
	Mentions []entity.Mention
	Entities []string // ids of the listed entities named in the body, sorted
}

// Claims are the figures that are claims, in the order of the text.
func (x *Extraction) Claims() []*claim.Claim {
	var claims []*claim.Claim
	for i := range x.Figures {
		if c := x.Figures[i].Claim; c != nil {
			claims = append(claims, c)
		}
	}
	return claims
}

// Extractor holds what is built once: lexicon, grammars and models. It is safe
// for any number of goroutines.
type Extractor struct {
	periods    *period.Grammar
	quantities *quantity.Grammar
	names      *entity.Finder
	claims     *claim.Decider
}

// Prepare starts reading the weights, beside whatever else comes before New or
// NewExplaining.
func Prepare(explain bool) { claim.Prepare(explain) }

// New builds an extractor from a lexicon, with the weights that ship with the
// program.
func New(l *lexicon.Lexicon) (*Extractor, error) {
	return newExtractor(l, claim.NewDecider)
}

// NewExplaining does as New, for an extractor that is going to explain.
func NewExplaining(l *lexicon.Lexicon) (*Extractor, error) {
	w, err := claim.ShippedWeights()
	if err != nil {
		return nil, err
	}
	return NewWeighted(l, w)
}

// NewWeighted builds an extractor that decides by other weights, as training
// does to see how they do.
func NewWeighted(l *lexicon.Lexicon, w *claim.Weights) (*Extractor, error) {
	return newExtractor(l, func(l *lexicon.Lexicon) (*claim.Decider, error) { return claim.NewWeightedDecider(l, w), nil })
}

// newExtractor builds the grammars before what decides, which may have to wait for weights.
func newExtractor(l *lexicon.Lexicon, decider func(*lexicon.Lexicon) (*claim.Decider, error)) (*Extractor, error) {
	periods, err := period.NewGrammar(l)
	if err != nil {
		return nil, err
	}
	quantities, err := quantity.NewGrammar(l)
	if err != nil {
		return nil, err
	}
	names := entity.NewFinder(l)
	claims, err := decider(l)
	if err != nil {
		return nil, err
	}
	return &Extractor{periods, quantities, names, claims}, nil
}

// Extract finds everything in one article. It can't fail.
func (e *Extractor) Extract(a Article) *Extraction { return e.extract(a, e.claims.Decide) }

// Explain does as Extract, and the evidence of each slot says why it was filled
// that way.
func (e *Extractor) Explain(a Article) *Extraction { return e.extract(a, e.claims.Explain) }

func (e *Extractor) extract(a Article, decide func(claim.Input) []claim.Figure) *Extraction {
	in := e.Input(a)
	return &Extraction{
		Document: in.Document,
		Figures:  decide(in),
		Dates:    in.Dates,
		Mentions: in.Mentions,
		Entities: entity.IDs(in.Mentions),
	}
}

// Input is what the stages before the claims find in an article. Training
// learns from it, and readers' claims.
func (e *Extractor) Input(a Article) claim.Input {
	in := claim.Input{Document: text.Parse(a.Text), Published: a.Published}
	in.Dates = e.periods.Find(in.Document, a.Published)
	dates := make([]text.Span, len(in.Dates))
	for i, p := range in.Dates {
		dates[i] = p.Span
	}
	in.Quantities = e.quantities.Find(in.Document, dates)
	var figures []int
	for _, q := range in.Quantities {
		if s := in.Document.SentenceOf(q.First); len(figures) == 0 || figures[len(figures)-1] != s {
			figures = append(figures, s)
		}
	}
	in.Mentions = e.names.Find(in.Document, figures)
	return in
}

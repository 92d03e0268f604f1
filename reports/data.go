// Package reports renders the report: self-contained HTML files in which every
// figure and every mark of a chart leads to the sentence that it stands on.
//
// Read takes what the report shows out of the published database, Render lays
// it out. Text of articles is hostile to the last: it reaches a page through
// html/template or through encoding/json with <, > and & escaped, never as
// script.
package reports

import "time"

// Data is what the published database says, read once. Claims and articles are
// sorted by id, so that the same database gives the same report.
type Data struct {
	Claims   []Claim
	Articles []Article
	Names    map[string]string // ids of entities and markets -> how to call them
	Places   map[string]string // ids of places -> how to call them
	Home     string            // the place where figures lie when a text names none
	Run      Run
	SetAside []SetAside
	Changes  []Change
	Conflict []Conflict
	Outcomes []Outcome
}

// Claim is one row of the view evidence. Empty strings mean null.
type Claim struct {
	ID, Article string
	Start, End  int // the figure, in code points of the article's text
	Sentence    Span
	Figure      string // as written
	Value       float64
	Low, High   float64 // the ends of a range
	Counted     string  // the noun that is counted ("users")
	Original    string  // the article that its article is a copy of, else its article
	Unit        string  // percent, percentage_points, count or an ISO 4217 code
	Bound       string  // exact, about, above, below, range
	Measure     string
	GrowthOf    string
	Entity      string
	Market      string
	Place       string // where it lies, such as china
	Period      string // as the guideline writes it, such as 2014-Q4
	Starts      time.Time
	Ends        time.Time // the day after the period's last
	AsOf        time.Time // the end of the period, or the publication date
	Status      string    // reported, forecast, target
	Source      string    // whom the text credits
	Confidence  float64
	Rule        string
	ReviewedBy  string
}

// Article is one article with the text that the offsets of its claims count in.
type Article struct {
	ID, URL, Title, Publisher, Author, Language string
	Published, Fetched                          time.Time // the day it bears; when a run first read it. Zero where unknown
	SHA256                                      string    // of the bytes that were read
	Text                                        string
	Names                                       []Span // companies, brands and products
	Dates                                       []Span
	Boilerplate                                 []Span
}

// Span is a half-open range of code points in an article's text.
type Span struct{ Start, End int }

// Run is the batch job that the database was published by.
type Run struct {
	ID, Version string
	Previous    string    // the run before, empty for the first
	Finished    time.Time // UTC, as recorded in the database
}

// SetAside is an input that gave no article, why, and what to do about it.
type SetAside struct{ Address, Reason, Hint string }

// Change is a claim that the last run added, revised or withdrew.
type Change struct {
	Kind    string // new, revised, withdrawn
	Claim   string // its id
	Article string
	Figure  string
	Detail  string // of a revised one, which slots changed from what to what
}

// Conflict is two or more claims about the same measure, entity, market,
// place and period of which some are further apart than their bounds allow.
type Conflict struct {
	Subject string   // the side or entity, empty for a whole market
	Claims  []string // ids, sorted
}

// Outcome sets a forecast beside the value reported later for the same thing.
type Outcome struct{ Forecast, Reported string }

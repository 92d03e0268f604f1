// Package text is the ground floor of extraction: it cuts an article into
// tokens, sentences and blocks, and never changes a character of it.
//
// All offsets are half-open byte spans into Document.Text. Code points appear
// only where spans leave the program (see Runes).
package text

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Span is the half-open byte range [Start, End) of an article's text.
type Span struct{ Start, End int }

// Len is the number of bytes that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps says whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains says whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Document is an article's text with its tokens, sentences and blocks, each in
// the order of the text. It is immutable once parsed, so that any number of
// goroutines may read it.
type Document struct {
	Text   string
	Tokens []Token
	// Words holds the folded form of each token: lower case, full-width forms
	// and curly apostrophes as their ASCII counterparts. It is what lexicons match.
	Words     []string
	Sentences []Sentence
	Blocks    []Block
	Tables    []Table
}

// Parse cuts the text of an article. It never fails: any string of bytes is a
// document, bytes that are no UTF-8 become one-byte symbols.
func Parse(article string) *Document {
	m := rooms.Get().(*room)
	defer rooms.Put(m)
	d := &Document{Text: article}
	d.tokenize(m)
	d.findBlocks(m)
	d.findSentences(m)
	return d
}

// Tokenize cuts a phrase of a lexicon into tokens and words alone.
func Tokenize(phrase string) *Document {
	m := rooms.Get().(*room)
	defer rooms.Put(m)
	d := &Document{Text: phrase}
	d.tokenize(m)
	return d
}

// room is what the parts of a document grow in, which the next one uses again:
// nobody knows beforehand how many there will be.
type room struct {
	tokens    []Token
	words     []string
	lines     []line
	blocks    []Block
	sentences []Sentence
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// indexFrom is the place of the first c from i on, the end where none is.
func indexFrom(s string, i int, c byte) int {
	if n := strings.IndexByte(s[i:], c); n >= 0 {
		return i + n
	}
	return len(s)
}

// Slice returns the characters of a span.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// TokenSpan is the byte span from the first token up to the one before last.
func (d *Document) TokenSpan(first, last int) Span {
	return Span{d.Tokens[first].Start, d.Tokens[last-1].End}
}

// TokenAt is the index of the first token that ends after the byte offset,
// len(Tokens) where there is none.
func (d *Document) TokenAt(offset int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > offset })
}

// SentenceOf is the index of the sentence that holds a token.
func (d *Document) SentenceOf(token int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Last > token })
}

// BlockOf is the index of the block that holds a token.
func (d *Document) BlockOf(token int) int {
	return sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].Last > token })
}

// Runes turns byte offsets of one text into code point offsets. Calls with
// rising offsets cost the distance from the last one only.
type Runes struct {
	text        string
	bytes, seen int
}

// NewRunes counts the code points of text.
func NewRunes(text string) *Runes { return &Runes{text: text} }

// At is the number of code points before the byte offset.
func (r *Runes) At(offset int) int {
	if offset < r.bytes {
		r.bytes, r.seen = 0, 0
	}
	r.seen += utf8.RuneCountInString(r.text[r.bytes:offset])
	r.bytes = offset
	return r.seen
}

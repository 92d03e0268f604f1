package entity

import (
	"slices"
	"sort"

	"marketfigures/extract/text"
)

// maxName is how many tokens a name has at the most.
const maxName = 7

// unlisted finds runs of capitals that the lexicon does not know. known are the
// mentions already found, in the order of the text.
func (f *Finder) unlisted(d *text.Document, known []Mention, figures []int) []Mention {
	c := &capitals{f: f, d: d, known: known, lower: map[string]bool{}, inner: map[string]bool{}}
	c.survey()
	var found []Mention
	next := 0
	for si, s := range d.Sentences {
		b := &d.Blocks[s.Block]
		if b.Boilerplate {
			continue
		}
		for i := s.First; i < s.Last; {
			for next < len(known) && known[next].Last <= i {
				next++
			}
			if next < len(known) && known[next].First <= i {
				i = known[next].Last
				continue
			}
			stop := s.Last
			if next < len(known) {
				stop = min(stop, known[next].First)
			}
			end := c.run(i, stop)
			if end == i {
				i++
				continue
			}
			if m, ok := c.name(i, end, s, si, figures); ok {
				found = append(found, m)
			}
			i = end
		}
	}
	return found
}

// capitals looks at the capitalised words of one document.
type capitals struct {
	f     *Finder
	d     *text.Document
	known []Mention
	lower map[string]bool // words that the body also writes in small letters
	inner map[string]bool // words that it capitalises within a sentence
}

// survey learns how the body writes each word: a word that also stands in small
// letters is no name when it opens a sentence.
func (c *capitals) survey() {
	d := c.d
	for _, s := range d.Sentences {
		if d.Blocks[s.Block].Kind == text.Heading {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			if d.Tokens[i].Kind != text.Word {
				continue
			}
			if !d.Capital(i) {
				c.lower[d.Words[i]] = true
			} else if i > s.First && d.Blocks[s.Block].Kind == text.Paragraph {
				c.inner[d.Words[i]] = true
			}
		}
	}
}

// run is the end of the run of capitals that starts at token i, i where none does.
func (c *capitals) run(i, stop int) int {
	d := c.d
	if !d.Capital(i) {
		return i
	}
	end := i + 1
	for end < stop && end-i < maxName {
		switch w := d.Words[end]; {
		case d.Tokens[end].Line:
			return end
		case d.Capital(end):
			end++
		case (w == "&" || w == "of" || w == "and" && d.Words[end-1] == "&" || w == "for" || w == "-") && end+1 < stop && d.Capital(end+1) && !d.Tokens[end+1].Line && end-i < maxName-1:
			if w == "-" && (d.Tokens[end].Space || d.Tokens[end+1].Space) {
				return end
			}
			end += 2
		default:
			return end
		}
	}
	return end
}

// name makes a mention of the run of capitals [i, end), trimmed of words that
// are no part of a name.
func (c *capitals) name(i, end int, s text.Sentence, sentence int, figures []int) (Mention, bool) {
	d := c.d
	kind := d.Blocks[s.Block].Kind
	opens := c.opening(i, s)
	for i < end {
		if class, next, ok := c.f.capitals.At(d, i); ok && class != "" && next <= end {
			if class == "place" && next < end && next == i+1 && d.Words[next] != "&" && !opens {
				break // "China Literature": names that open with a place
			}
			i = next
			continue
		}
		if w := d.Words[i]; opens && (c.lower[w] || !c.inner[w] && c.f.small[w]) {
			i++
			continue
		}
		break
	}
	for end > i && (d.Words[end-1] == "of" || d.Words[end-1] == "&" || d.Words[end-1] == "-" || d.Words[end-1] == "for") {
		end--
	}
	if i >= end || end == i+1 && d.Tokens[i].Len() < 2 && d.Words[i] != "x" {
		return Mention{}, false
	}
	if class, next, ok := c.f.capitals.At(d, i); ok && class != "" && next >= end {
		return Mention{}, false
	}
	word := d.Words[i]
	switch {
	case kind == text.Heading && (c.lower[word] || !c.inner[word] && (end == i+1 || c.f.small[word])):
		return Mention{}, false // a heading may capitalise every word
	case kind == text.Row && !c.inner[word] && !c.among(s, i):
		return Mention{}, false
	case opens && kind != text.Row && !c.inner[word] && (end == i+1 || kind == text.Item):
		if _, open := slices.BinarySearch(figures, sentence); !open || !c.f.tagger.isName(d.Slice(d.TokenSpan(s.First, s.Last)), d.Slice(d.TokenSpan(i, end))) {
			return Mention{}, false
		}
	}
	if c.lower[word] && end == i+1 {
		return Mention{}, false
	}
	span := d.TokenSpan(i, end)
	m := Mention{Span: span, First: i, Last: end, ID: d.Slice(span), Kind: Unknown}
	if c.person(i, end) {
		m.Kind = Person
	}
	return m, true
}

// opening says whether a token opens its sentence, behind a list marker, a
// number or a quotation mark.
func (c *capitals) opening(i int, s text.Sentence) bool {
	for k := s.First; k < i; k++ {
		if c.d.Tokens[k].Kind == text.Word || c.d.Tokens[k].Kind == text.Han {
			return false
		}
	}
	return true
}

// among says whether a name in a table stands in a column of known names.
func (c *capitals) among(s text.Sentence, token int) bool {
	d := c.d
	b := &d.Blocks[s.Block]
	cell := 0
	for k := range b.Cells {
		if b.Cells[k].First <= token && token < b.Cells[k].Last {
			cell = k
		}
	}
	t := d.Tables[b.Table]
	found := 0
	for r := t.First; r < t.Last; r++ {
		if cells := d.Blocks[r].Cells; cell < len(cells) {
			k := sort.Search(len(c.known), func(k int) bool { return c.known[k].Last > cells[cell].First })
			if k < len(c.known) && c.known[k].First < cells[cell].Last {
				found++
			}
		}
	}
	return found >= 2 || found == 1 && t.Last-t.First <= 4
}

// person says whether a name is a person's: it speaks, or a title stands by it.
func (c *capitals) person(i, end int) bool {
	d := c.d
	if end-i > 3 {
		return false
	}
	before := func(n int) string {
		if i-n >= 0 {
			return d.Words[i-n]
		}
		return ""
	}
	after := func(n int) string {
		if end+n < len(d.Words) {
			return d.Words[end+n]
		}
		return ""
	}
	if titles[before(1)] || before(1) == "." && (before(2) == "mr" || before(2) == "ms" || before(2) == "mrs" || before(2) == "dr") {
		return true
	}
	if after(0) == "," && (titles[after(1)] || titles[after(2)] || titles[after(3)]) || after(0) == "(" && (titles[after(1)] || titles[after(2)]) {
		return true
	}
	if d.Tokens[i].Line && (after(0) == ":" || after(0) == "(") && end-i <= 2 {
		return true
	}
	return end-i == 2 && (after(0) == "said" || after(0) == "told" || after(0) == "says" || before(1) == "said" || before(1) == "says" || before(1) == "told")
}

// titles stand before or behind the names of persons; the list is ours.
var titles = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{"mr", "mrs", "ms", "dr", "prof", "professor", "president", "chairman", "chairwoman", "chief", "executive", "ceo", "cfo", "coo", "cto", "director", "manager", "analyst", "founder", "co-founder", "boss", "minister", "governor", "secretary", "spokesman", "spokeswoman", "spokesperson", "head", "partner", "economist", "reporter", "professor", "moderator", "operator", "colleague", "strategist", "researcher", "uncle", "aunt", "teacher"} {
		m[w] = true
	}
	return m
}()

package entity

import (
	"slices"

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
	for i < end {
		if class, next, ok := c.f.capitals.At(d, i); ok && class != "" && next <= end {
			if class == "place" && next < end && (d.Words[next] == "of" || len(d.Words[next]) > 2) && next == i+1 && end-next >= 1 && d.Words[next] != "&" {
				break // "China Literature", "Bank" names that open with a place
			}
			i = next
			continue
		}
		if i == s.First && kind != text.Row && (c.lower[d.Words[i]] || opensSentence(d.Words[i])) {
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
	switch {
	case kind == text.Heading && end == i+1 && !c.inner[d.Words[i]]:
		return Mention{}, false // a heading may capitalise every word
	case kind == text.Heading && c.lower[d.Words[i]]:
		return Mention{}, false
	case i == s.First && kind != text.Row && !c.inner[d.Words[i]] && end == i+1:
		if _, open := slices.BinarySearch(figures, sentence); !open || !c.f.tagger.isName(d.Slice(d.TokenSpan(s.First, s.Last)), d.Slice(d.TokenSpan(i, end))) {
			return Mention{}, false
		}
	}
	span := d.TokenSpan(i, end)
	return Mention{Span: span, First: i, Last: end, ID: d.Slice(span), Kind: Unknown}, true
}

// opensSentence says whether a word is one that opens sentences and no names.
func opensSentence(w string) bool { return openers[w] }

// openers are function words and adverbs; the list is ours.
var openers = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{
		"the", "a", "an", "in", "on", "at", "by", "for", "from", "of", "to", "with", "as", "and", "but", "or", "so", "yet", "if", "when", "while", "after", "before", "since", "until", "although", "though", "because", "however", "moreover", "meanwhile", "according", "among", "about", "over", "under", "more", "most", "less", "some", "many", "all", "both", "each", "every", "no", "not", "only", "even", "still", "also", "then", "now", "today", "here", "there", "where", "what", "who", "why", "how", "which", "whether", "last", "next", "first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "another", "other", "others", "such", "same", "than", "that", "this", "these", "those", "it", "its", "he", "she", "his", "her", "we", "our", "they", "their", "you", "your", "i", "my", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "will", "would", "may", "might", "should", "must", "let", "just", "nearly", "almost", "around", "roughly", "total", "online", "mobile", "data", "sales", "revenue", "users", "market", "during", "through", "between", "against", "despite", "without", "within", "like", "unlike", "per", "up", "down", "out", "off", "above", "below", "given", "compared", "overall", "finally", "instead", "perhaps", "indeed", "thus", "therefore", "hence", "once", "half", "people", "consumers", "analysts", "merchants", "shops", "banks", "retail", "payment", "payments", "growth", "net", "gross", "operating", "annual", "quarterly", "monthly", "daily",
	} {
		m[w] = true
	}
	return m
}()

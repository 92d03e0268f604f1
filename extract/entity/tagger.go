package entity

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// maxSentence caps what prose is given: its time grows with the square of the
// brackets in a text.
const maxSentence = 600

// tagger is the one door to prose: its words, and its models as we read them.
// Each loads when the first sentence needs it, once a process. prose's own
// reading takes 300 ms and 100 MB, and its use a millisecond a sentence.
type tagger struct {
	parts sync.Once
	tags  *perceptron
	names sync.Once
	label *maxent
}

// behind is how many words behind a name prose is given: its tags look two
// words ahead, and a sentence costs it a millisecond. On 3,588 sentences of the
// labelled articles it says of 13 something else than when given all of them
// (most often that "A" is no name), and of none that this package asked about.
const behind = 4

// isName says whether prose takes the name at the opening of the sentence for
// an entity, or tags it as a proper noun.
func (t *tagger) isName(sentence, name string) (is bool) {
	if len(sentence) > maxSentence || !utf8.ValidString(sentence) {
		return false
	}
	defer func() {
		if recover() != nil { // prose slices out of range on some texts
			is = false
		}
	}()
	t.parts.Do(func() { t.tags, _ = loadPerceptron() })
	if t.tags == nil {
		return false
	}
	words := wordsOf(opening(sentence, name))
	tags := t.tags.tag(words)
	head, _, _ := strings.Cut(name, " ")
	if k := slices.Index(words, head); k >= 0 && (tags[k] == "NNP" || tags[k] == "NNPS") {
		return true
	}
	t.names.Do(func() { t.label, _ = loadMaxent() })
	if t.label == nil {
		return false
	}
	return slices.ContainsFunc(entities(words, tags, t.label.label(words, tags)), func(e string) bool { return strings.Contains(e, name) })
}

// wordsOf cuts a text as prose does.
func wordsOf(s string) []string {
	doc, err := prose.NewDocument(s, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	tokens := doc.Tokens()
	words := make([]string, len(tokens))
	for k, t := range tokens {
		words[k] = t.Text
	}
	return words
}

// opening is a sentence up to a few words behind a name.
func opening(sentence, name string) string {
	end := max(strings.Index(sentence, name), 0) + len(name)
	for range behind {
		space := strings.IndexByte(sentence[min(end+1, len(sentence)):], ' ')
		if space < 0 {
			return sentence
		}
		end += 1 + space
	}
	return sentence[:end]
}

package entity

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// maxSentence caps what prose is given: its time grows with the square of the
// brackets in a text.
const maxSentence = 600

// tagger is the one door to prose. Its model loads when the first sentence
// needs it, once a process; prose decodes it anew for every document that does
// not share it (about 280 ms).
type tagger struct {
	once  sync.Once
	model *prose.Model
}

// plain are words that open many sentences and are no names by themselves:
// where a short text gives nothing else to ask, the model need not load.
var plain = map[string]bool{
	"an": true, "as": true, "at": true, "by": true, "he": true, "if": true, "in": true, "it": true, "no": true,
	"of": true, "on": true, "or": true, "so": true, "to": true, "we": true,
}

// behind is how many words behind a name prose is given: its tags look two
// words ahead, and a sentence costs it a millisecond. On 3,588 sentences of the
// labelled articles it says of 13 something else than when given all of them
// (most often that "A" is no name), and of none that this package asked about.
const behind = 4

// isName says whether prose takes the name at the opening of the sentence for
// an entity, or tags it as a proper noun.
func (t *tagger) isName(sentence, name string) (is bool) {
	if plain[strings.ToLower(name)] || len(sentence) > maxSentence || !utf8.ValidString(sentence) {
		return false
	}
	defer func() {
		if recover() != nil { // prose slices out of range on some texts
			is = false
		}
	}()
	t.once.Do(t.load)
	if t.model == nil {
		return false
	}
	doc, err := prose.NewDocument(opening(sentence, name), prose.UsingModel(t.model), prose.WithSegmentation(false))
	if err != nil {
		return false
	}
	for _, e := range doc.Entities() {
		if strings.Contains(e.Text, name) {
			return true
		}
	}
	words := strings.Fields(name)
	for _, tok := range doc.Tokens() {
		if tok.Text == words[0] {
			return tok.Tag == "NNP" || tok.Tag == "NNPS"
		}
	}
	return false
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

func (t *tagger) load() {
	defer func() { _ = recover() }()
	if doc, err := prose.NewDocument("", prose.WithSegmentation(false)); err == nil {
		t.model = doc.Model
	}
}

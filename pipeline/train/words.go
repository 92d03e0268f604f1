package main

import (
	"slices"
	"strings"

	"marketfigures/extract/claim"
	"marketfigures/extract/text"
)

// smallWords are the words of two letters and more that the articles write in
// small letters outside their headings, in no fewer of them than within a
// sentence with a capital, sorted.
func smallWords(examples []claim.Example) []string {
	small, capital := map[string]int{}, map[string]int{} // articles
	for _, e := range examples {
		d := e.Input.Document
		seen := map[string]bool{}
		for _, s := range d.Sentences {
			if d.Blocks[s.Block].Kind == text.Heading {
				continue
			}
			for i := s.First; i < s.Last; i++ {
				w := d.Words[i]
				in, key := small, w
				if d.Capital(i) {
					in, key = capital, "^"+w // counted apart
				}
				if d.Tokens[i].Kind == text.Word && len(w) > 1 && !seen[key] && (i > s.First || !d.Capital(i)) {
					seen[key] = true
					in[w]++
				}
			}
		}
	}
	var words []string
	for w, n := range small {
		if n >= capital[w] {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// lineLength is how long a line of the list may be.
const lineLength = 118

// asText writes words as a YAML text over as many lines as it takes.
func asText(words []string) string {
	var b strings.Builder
	line := " "
	for _, w := range words {
		if len(line)+1+len(w) > lineLength {
			b.WriteString(line + "\n")
			line = " "
		}
		line += " " + w
	}
	b.WriteString(line + "\n")
	return b.String()
}

package main

import (
	"slices"
	"strings"

	"marketfigures/extract/claim"
	"marketfigures/extract/text"
)

// smallWords are the words of two letters and more that at least two of the
// articles write in small letters outside their headings, sorted.
func smallWords(examples []claim.Example) []string {
	articles := map[string]int{}
	for _, e := range examples {
		d := e.Input.Document
		seen := map[string]bool{}
		for _, s := range d.Sentences {
			if d.Blocks[s.Block].Kind == text.Heading {
				continue
			}
			for i := s.First; i < s.Last; i++ {
				if w := d.Words[i]; d.Tokens[i].Kind == text.Word && !d.Capital(i) && len(w) > 1 && !seen[w] {
					seen[w] = true
					articles[w]++
				}
			}
		}
	}
	var words []string
	for w, n := range articles {
		if n > 1 {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// lineLength is how long a line of the list may be.
const lineLength = 118

// asList writes words as a YAML list over as many lines as it takes.
func asList(words []string) string {
	var b strings.Builder
	line := "  ["
	for i, w := range words {
		end := ","
		if i == len(words)-1 {
			end = "]"
		}
		entry := `"` + w + `"` + end
		if len(line)+1+len(entry) > lineLength {
			b.WriteString(line + "\n")
			line = " "
		}
		if line != "  [" {
			line += " "
		}
		line += entry
	}
	b.WriteString(line + "\n")
	return b.String()
}

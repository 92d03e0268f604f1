package reports

import (
	"slices"
	"unicode"
)

// joined cuts a text into its lines, blank ones left out. Lines that were broken
// only to fit a width are one, and so are those that a sentence runs over.
func joined(text []rune, sentences []Span) []Span {
	over := map[int]bool{} // line ends inside of sentences
	for _, s := range sentences {
		for i := s.Start; i < s.End; i++ {
			if text[i] == '\n' {
				over[i] = true
			}
		}
	}
	var all []Span
	open := false // the last line goes on in the next
	for _, block := range blocks(text) {
		width := widest(block)
		for i, line := range block {
			if open {
				all[len(all)-1].End = line.End
			} else {
				all = append(all, line)
			}
			open = over[line.End] || i+1 < len(block) && broken(text, line, block[i+1], width)
		}
	}
	return all
}

// blocks are the lines of a text, parted where a blank one stands between them.
func blocks(text []rune) [][]Span {
	var all [][]Span
	blank := true
	for start := 0; start < len(text); {
		end := len(text)
		if n := slices.Index(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		switch line := (Span{start, end}); {
		case !slices.ContainsFunc(text[start:end], func(r rune) bool { return !unicode.IsSpace(r) }):
			blank = true
		case blank:
			all = append(all, []Span{line})
			blank = false
		default:
			all[len(all)-1] = append(all[len(all)-1], line)
		}
		start = end + 1
	}
	return all
}

func widest(lines []Span) int {
	width := 0
	for _, l := range lines {
		width = max(width, l.End-l.Start)
	}
	return width
}

// Widths that mail and plain text are broken to. Wider lines are paragraphs,
// narrower ones headings or verse.
const narrowest, broadest = 50, 100

// broken says whether a line was broken off to fit the width of its block: the
// first word of the next would not have stood on it any more. Items of a list
// and rows of a table begin lines of their own.
func broken(text []rune, line, next Span, width int) bool {
	if width < narrowest || width > broadest {
		return false
	}
	rest := text[next.Start:next.End]
	begin := slices.IndexFunc(rest, func(r rune) bool { return !unicode.IsSpace(r) })
	if slices.Contains([]rune("-*•|·"), rest[begin]) {
		return false
	}
	word := slices.IndexFunc(rest[begin:], unicode.IsSpace)
	if word < 0 {
		word = len(rest) - begin
	}
	return line.End-line.Start+1+word > width
}

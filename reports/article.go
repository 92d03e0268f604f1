package reports

import (
	"cmp"
	"slices"
	"strings"
)

// articleView is an article as the pages show it.
type articleView struct {
	*Article
	number  int // from 1, newest first
	runes   []rune
	entries []*entry
	full    string // the page that has it in full, where others show excerpts
}

// paragraph is a line of an article, or several that were one before they were
// broken to fit a width, cut into pieces; Left says how many lines
// were left out before it.
type paragraph struct {
	Left   int
	Row    bool // of a table
	Pieces []piece
}

// piece is a run of characters of one kind. Sentence opens or closes the
// sentence of a claim, so that the reader's panel can show it whole.
type piece struct {
	Kind  string // text, claim, name, date, boilerplate, open, close
	Text  string
	Claim string // its id
}

// highlight is a span of the text with what it is; lower ranks win overlaps.
type highlight struct {
	Span
	kind  string
	rank  int
	claim string
}

// paragraphs cuts the article's text into lines and pieces. With shown set,
// only the lines that hold a claim for which it says yes are kept.
func (a *articleView) paragraphs(shown func(*entry) bool, excerpt bool) []paragraph {
	marks := a.highlights(shown)
	sentences := a.sentences(shown)
	var all []paragraph
	left := 0
	for _, line := range joined(a.runes, sentences) {
		content := strings.TrimSpace(string(a.runes[line.Start:line.End]))
		within := overlapping(marks, line)
		if excerpt && !slices.ContainsFunc(within, func(h highlight) bool { return h.kind == "claim" }) {
			left++
			continue
		}
		all = append(all, paragraph{Left: left, Row: strings.HasPrefix(content, "|"), Pieces: a.pieces(line, within, sentences)})
		left = 0
	}
	if left > 0 {
		all = append(all, paragraph{Left: left})
	}
	return all
}

// highlights are the spans to show, without overlaps, in the order of the text.
func (a *articleView) highlights(shown func(*entry) bool) []highlight {
	var all []highlight
	for _, e := range a.entries {
		if shown(e) && e.Start < e.End && e.Start >= 0 && e.End <= len(a.runes) {
			all = append(all, highlight{Span{e.Start, e.End}, "claim", 0, e.ID})
		}
	}
	for rank, list := range [][]Span{a.Boilerplate, a.Dates, a.Names} {
		kind := []string{"boilerplate", "date", "name"}[rank]
		for _, s := range list {
			if s.Start < s.End && s.Start >= 0 && s.End <= len(a.runes) {
				all = append(all, highlight{s, kind, rank + 1, ""})
			}
		}
	}
	slices.SortFunc(all, func(a, b highlight) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.claim, b.claim))
	})
	var kept []highlight
	for _, h := range all {
		kept = insert(kept, h)
	}
	return kept
}

// insert keeps the list sorted and free of overlaps: who comes later gives way.
func insert(kept []highlight, h highlight) []highlight {
	i, _ := slices.BinarySearchFunc(kept, h.Start, func(k highlight, start int) int { return cmp.Compare(k.Start, start) })
	if i > 0 && kept[i-1].End > h.Start || i < len(kept) && kept[i].Start < h.End {
		return kept
	}
	return slices.Insert(kept, i, h)
}

// sentences are the spans of the sentences that hold shown claims.
func (a *articleView) sentences(shown func(*entry) bool) []Span {
	var all []Span
	for _, e := range a.entries {
		s := e.Sentence
		if shown(e) && s.Start < s.End && s.Start >= 0 && s.End <= len(a.runes) {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return slices.Compact(all)
}

func overlapping(marks []highlight, line Span) []highlight {
	i, _ := slices.BinarySearchFunc(marks, line.Start, func(h highlight, start int) int { return cmp.Compare(h.End, start+1) })
	j := i
	for j < len(marks) && marks[j].Start < line.End {
		j++
	}
	return marks[i:j]
}

// pieces cuts one line at its highlights and at the edges of sentences.
func (a *articleView) pieces(line Span, marks []highlight, sentences []Span) []piece {
	var pieces []piece
	at, open := line.Start, false
	text := func(to int, kind, claim string) {
		if to > at || claim != "" {
			pieces = append(pieces, piece{Kind: kind, Text: string(a.runes[at:to]), Claim: claim})
		}
		at = to
	}
	edges := sentenceEdges(line, sentences)
	for len(marks) > 0 || len(edges) > 0 {
		switch {
		case len(edges) > 0 && (len(marks) == 0 || edges[0].at <= marks[0].Start || edges[0].at < min(marks[0].End, line.End) && edges[0].at <= at):
			if edges[0].at > at {
				text(edges[0].at, "text", "")
			}
			if edges[0].open != open {
				open = edges[0].open
				pieces = append(pieces, piece{Kind: map[bool]string{true: "open", false: "close"}[open]})
			}
			edges = edges[1:]
		default:
			h := marks[0]
			if h.Start > at {
				text(h.Start, "text", "")
			}
			text(min(h.End, line.End), h.kind, h.claim)
			marks = marks[1:]
		}
	}
	text(line.End, "text", "")
	if open {
		pieces = append(pieces, piece{Kind: "close"})
	}
	return pieces
}

type edge struct {
	at   int
	open bool
}

// sentenceEdges are where sentences open and close within a line. A sentence
// that begins inside another one (as rows of a table can) opens none.
func sentenceEdges(line Span, sentences []Span) []edge {
	var edges []edge
	last := line.Start
	for _, s := range sentences {
		if s.End <= line.Start || s.Start >= line.End || s.Start < last {
			if s.Start >= line.Start || s.End <= line.Start || s.Start >= line.End {
				continue
			}
		}
		from, to := max(s.Start, last), min(s.End, line.End)
		if from >= to {
			continue
		}
		edges = append(edges, edge{from, true}, edge{to, false})
		last = to
	}
	return edges
}

// textPage is a page with articles in full, for reports whose pages show
// excerpts.
type textPage struct {
	file     string
	articles []*articleView
}

// textPages puts the articles on pages, newest first, and tells each where it is.
func (l *library) textPages() []*textPage {
	var pages []*textPage
	size := maxTextSize
	for _, a := range l.articles {
		if size+len(a.runes) > maxTextSize {
			pages = append(pages, &textPage{file: pageFile("articles", len(pages)+1)})
			size = 0
		}
		last := pages[len(pages)-1]
		last.articles = append(last.articles, a)
		a.full = last.file
		size += len(a.runes)
	}
	return pages
}

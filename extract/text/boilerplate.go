package text

import (
	"strings"
	"sync"
)

// findBoilerplate marks the blocks that are no part of the article: menus,
// date and share lines, lists of other articles with what follows them, the
// teaser of the next article, cookie notices, "About" blocks and disclaimers at
// the foot of a release, subscription calls, counters, repeated page heads.
//
// It goes by cue words of the page's furniture (see cues), never by the subject
// of the article. Body that plainly goes on behind such a list stays body.
func (d *Document) findBoilerplate() {
	p := &furniture{Document: d, cues: cueTable()}
	p.lastProse = p.findLastProse()
	p.markHead()
	for i := 0; i < len(d.Blocks); {
		i += p.markFrom(i)
	}
	p.markDated()
	p.markPageHeads()
}

// standsAlone says whether a line is page furniture by itself, so that it can't
// be the next line of a paragraph that was wrapped by hand.
func (d *Document) standsAlone(l *line) bool {
	b := &Block{Span: l.Span, First: d.TokenAt(l.Start), Last: d.TokenAt(l.End)}
	p := furniture{Document: d, cues: cueTable()}
	first := p.afterSymbols(b)
	if first == b.Last || b.Last-b.First > stampTokens {
		return first < b.Last && p.cueAt(first, b, opening) != none
	}
	if p.cueAt(first, b, opening) != none || p.isPageNumber(b, first) || p.hasClock(b) && p.isDateLine(b) {
		return true
	}
	for k := first; k < b.Last && b.Last-first <= 2*counterTokens; k++ {
		if p.counts(k, b) {
			return true
		}
	}
	return false
}

// furniture looks for what a page has beside its article.
type furniture struct {
	*Document
	cues      *[places]cueIndex
	lastProse int // the last block of prose; -1 for none
}

// Sizes in tokens, and blocks at the head of a page.
const (
	proseTokens   = 30 // a block of prose has at least as many
	entryTokens   = 26 // a headline, date or counter in a list has at most as many
	noticeTokens  = 90 // a notice
	counterTokens = 6  // a counter of its own line
	stampTokens   = 16 // the time stamp of a post
	aboutTokens   = 9  // the headline of an "About" block
	headBlocks    = 7
	pageHeadWidth = 12 // bytes of a repeated page head
)

// effect says what a cue makes boilerplate.
type effect uint8

const (
	none   effect = iota
	self          // its own block
	list          // its block, and the entries that follow
	tail          // everything from its block on
	notice        // its block, and the paragraphs that follow, up to the next heading or table
)

// markFrom marks what begins at a block, and says how many blocks it looked at.
func (p *furniture) markFrom(i int) int {
	e := p.effectOf(i)
	if e == none {
		return 1
	}
	if e == tail && p.isEarly(&p.Blocks[i]) {
		e = list // too early for the end of an article
	}
	p.Blocks[i].Boilerplate = true
	n := 1
	switch e {
	case tail:
		for ; i+n < len(p.Blocks); n++ {
			p.Blocks[i+n].Boilerplate = true
		}
	case list:
		for ; i+n < len(p.Blocks) && (p.isEntry(i+n) || p.isTeaser(i, i+n)); n++ {
			if p.effectOf(i+n) == tail {
				break
			}
			p.Blocks[i+n].Boilerplate = true
		}
	case notice:
		for ; i+n < len(p.Blocks) && p.Blocks[i+n].Kind == Paragraph && p.effectOf(i+n) == none; n++ {
			p.Blocks[i+n].Boilerplate = true
		}
	}
	return n
}

// isEntry says whether a block may be an entry of a list of other articles.
func (p *furniture) isEntry(i int) bool {
	b := &p.Blocks[i]
	if b.Kind == Row {
		headline := len(b.Cells) > 0 && b.Cells[0].Last-b.Cells[0].First >= 4
		return b.Last-b.First <= entryTokens && len(b.Cells) <= 3 && (headline || !p.inTable(i))
	}
	return b.Kind == Item || b.Last-b.First <= entryTokens
}

// inTable says whether a row is one of several.
func (p *furniture) inTable(i int) bool {
	return i > 0 && p.Blocks[i-1].Kind == Row && len(p.Blocks[i-1].Cells) > 1 ||
		i+1 < len(p.Blocks) && p.Blocks[i+1].Kind == Row && len(p.Blocks[i+1].Cells) > 1
}

// isTeaser says whether a block of prose behind a list tells of the last
// article in it: it is the last prose of the page.
func (p *furniture) isTeaser(list, i int) bool {
	return i == p.lastProse && i > list+1-p.isHeadlineCue(list) && (len(p.Blocks)-i) <= 2
}

// isHeadlineCue is 1 where the block of the cue holds a headline as well:
// "Next: Cotton Falls".
func (p *furniture) isHeadlineCue(i int) int {
	b := &p.Blocks[i]
	for k := b.First; k+2 < b.Last; k++ {
		if p.Words[k] == ":" {
			return 1
		}
	}
	return 0
}

func (p *furniture) isProse(i int) bool {
	b := &p.Blocks[i]
	if b.Kind == Row || b.Last-b.First < proseTokens {
		return false
	}
	switch p.Words[b.Last-1] {
	case ".", "!", "?", "\"", ")", "。", "！", "？", "”", "…":
		return true
	}
	return false
}

func (p *furniture) findLastProse() int {
	for i := len(p.Blocks) - 1; i >= 0; i-- {
		if p.isProse(i) {
			return i
		}
	}
	return -1
}

// markHead marks menus, tags and date lines above the first prose.
func (p *furniture) markHead() {
	for i := 0; i < len(p.Blocks) && i < headBlocks && !p.isProse(i); i++ {
		if (p.isTrail(i) || p.isDateLine(&p.Blocks[i]) || p.isTags(i)) && !p.tabulates(i) {
			p.Blocks[i].Boilerplate = true
		}
	}
}

// tabulates says whether a block is a row of a table of figures: one of its
// rows has a cell behind the first one that is a bare number.
func (p *furniture) tabulates(i int) bool {
	first := i
	for first > 0 && p.Blocks[first-1].Kind == Row {
		first--
	}
	for k := first; k < len(p.Blocks) && p.Blocks[k].Kind == Row; k++ {
		for c, cell := range p.Blocks[k].Cells {
			if n := cell.Last - cell.First; c > 0 && (n == 1 || n == 2 && p.Words[cell.Last-1] == "%") && p.Tokens[cell.First].Kind == Number {
				return p.Blocks[i].Kind == Row
			}
		}
	}
	return false
}

// isTrail recognises breadcrumbs ("Home > News > Text") and menus without
// figures ("Mobile version | Add to favorites").
func (p *furniture) isTrail(i int) bool {
	b := &p.Blocks[i]
	if b.Last-b.First > 40 || i > 2 {
		return false
	}
	arrows, bars, slashes, words := 0, 0, 0, 0
	for k := b.First; k < b.Last; k++ {
		switch p.Words[k] {
		case ">", "»", "›":
			if k > b.First && p.Tokens[k].Space || k == b.Last-1 || p.Words[k] != ">" {
				arrows++
			}
		case "|":
			bars++
		case "/":
			if p.Tokens[k].Space {
				slashes++
			}
		case "%", "$", "¥", "€", "£":
			return false
		default:
			words++
		}
	}
	if first := p.Words[b.First]; arrows > 0 && (first == ">" || first == "»") {
		return false // a quotation
	}
	return words > 0 && (arrows > 0 || bars >= 2 && !p.hasNumber(b) || slashes >= 3 && !p.hasNumber(b))
}

func (p *furniture) hasNumber(b *Block) bool {
	for k := b.First; k < b.Last; k++ {
		if p.Tokens[k].Kind == Number {
			return true
		}
	}
	return false
}

// isDateLine recognises the line with the article's time stamp, its author and
// its counters: nothing but a date with the time of day or with furniture
// words, and no sentence.
func (p *furniture) isDateLine(b *Block) bool {
	if b.Last-b.First < 2 || b.Last-b.First > 45 || p.Words[b.Last-1] == "." || !p.hasDay(b) {
		return false
	}
	if p.hasClock(b) {
		return true
	}
	for k := b.First; k < b.Last; k++ {
		if p.counts(k, b) {
			return true
		}
		if n := p.cueLength(k, b, byline); n > 0 && (k == b.First || k+n < b.Last && (p.Words[k+n] == ":" || p.Words[k+n] == "：")) {
			return true
		}
	}
	first := b.First
	if isWeekday(p.Words[first]) {
		first++
	}
	return b.Last-first <= 8 && (p.Tokens[first].Kind == Number || isMonth(p.Words[first]))
}

// hasClock says whether a time of day stands in the block.
func (p *furniture) hasClock(b *Block) bool {
	for k := b.First; k+2 < b.Last; k++ {
		if p.Tokens[k].Kind == Number && p.Words[k+1] == ":" && p.Tokens[k+2].Kind == Number && len(p.Words[k+2]) == 2 && len(p.Words[k]) <= 2 {
			return true
		}
	}
	return false
}

func isWeekday(w string) bool {
	if len(w) < 3 {
		return false
	}
	switch w[:3] {
	case "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return len(w) == 3 || strings.HasSuffix(w, "day")
	}
	return false
}

// hasDay says whether a year stands in the block next to another number or a month.
func (p *furniture) hasDay(b *Block) bool {
	for k := b.First; k < b.Last; k++ {
		if w := p.Words[k]; len(w) == 4 && p.Tokens[k].Kind == Number && (w[:2] == "19" || w[:2] == "20") {
			for j := max(b.First, k-3); j < min(b.Last, k+4); j++ {
				if j != k && (p.Tokens[j].Kind == Number || isMonth(p.Words[j]) || p.Words[j] == "月") {
					return true
				}
			}
		}
		if p.Tokens[k].Kind == Number && len(p.Words[k]) >= 8 && (p.Words[k][2] == '.' || p.Words[k][4] == '.') {
			return true // 27.10.2023, as one number
		}
	}
	return false
}

func isMonth(w string) bool {
	if len(w) < 3 {
		return false
	}
	switch w[:3] {
	case "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}

// isTags recognises keywords that ran into each other behind headline and date
// line: "AlipayCai Fu TongPayment".
func (p *furniture) isTags(i int) bool {
	b := &p.Blocks[i]
	if i < 2 || b.Last-b.First > 16 || !p.isDateLine(&p.Blocks[i-1]) || p.Blocks[i-2].Boilerplate {
		return false
	}
	switch p.Words[b.Last-1] {
	case ".", "?", "!":
		return false
	}
	s := p.Text[b.Start:b.End]
	for k := 1; k < len(s); k++ {
		if 'a' <= s[k-1] && s[k-1] <= 'z' && 'A' <= s[k] && s[k] <= 'Z' {
			return true
		}
	}
	return false
}

// effectOf is what the strongest cue of a block makes boilerplate.
func (p *furniture) effectOf(i int) effect {
	b := &p.Blocks[i]
	first := p.afterSymbols(b)
	if first == b.Last {
		return none
	}
	if p.isPageNumber(b, first) {
		return self
	}
	if e := p.cueAt(first, b, opening); e != none {
		return e
	}
	if e := p.aboutAt(i, first); e != none {
		return e
	}
	if p.Tokens[first].Kind == Number && first+1 < b.Last { // "3 comments:"
		if e := p.cueAt(first+1, b, opening); e == list || e == tail {
			return e
		}
	}
	size := b.Last - b.First
	if size > noticeTokens {
		return none
	}
	counters := 0
	for k := first; k < b.Last; k++ {
		if e := p.cueAt(k, b, anywhere); e != none {
			return e
		}
		if size <= entryTokens && p.isEdge(i) && p.counts(k, b) {
			counters++
		}
	}
	if counters > 1 || counters == 1 && (size <= counterTokens || p.isParted(b)) {
		return self
	}
	if size <= stampTokens && p.hasClock(b) && p.isDateLine(b) {
		return self
	}
	return none
}

// afterSymbols is the first token of a block behind bullets, brackets and dashes.
func (p *furniture) afterSymbols(b *Block) int {
	first := b.First
	for first < b.Last && p.Tokens[first].Kind == Symbol && p.Words[first] != "©" {
		first++
	}
	return first
}

// isParted says whether a block is a line of several short things.
func (p *furniture) isParted(b *Block) bool {
	if b.Kind == Row {
		return !p.inTable(p.BlockOf(b.First))
	}
	for k := b.First; k < b.Last; k++ {
		switch p.Words[k] {
		case "|", "·", "•", "/", "»", ";", "【", "[":
			return true
		}
	}
	return p.hasDay(b)
}

// isEdge says whether a block lies above the first or behind the last prose.
func (p *furniture) isEdge(i int) bool { return i < headBlocks || i > p.lastProse }

// counts says whether a counter stands at a token, with its number: "Views: 33",
// "33 views", "评论(36)".
func (p *furniture) counts(k int, b *Block) bool {
	length := p.cueLength(k, b, weak)
	if length == 0 || p.Words[b.Last-1] == "." {
		return false
	}
	if k > b.First && p.Tokens[k-1].Kind == Number {
		return true
	}
	for j := k + length; j < min(b.Last, k+length+2); j++ {
		switch {
		case p.Tokens[j].Kind == Number:
			return true
		case p.Words[j] != ":" && p.Words[j] != "(" && p.Words[j] != "：":
			return false
		}
	}
	return false
}

// aboutAt recognises the "About X" block at the foot of a release.
func (p *furniture) aboutAt(i, first int) effect {
	b := &p.Blocks[i]
	if p.Words[first] != "about" || b.Last-first > aboutTokens || b.Last-first < 2 || b.Kind == Row || p.isEarly(b) {
		return none
	}
	next := p.Words[first+1]
	if next == "us" || next == "the" && first+2 < b.Last && (p.Words[first+2] == "author" || p.Words[first+2] == "company" || p.Capital(first+2)) || p.Capital(first+1) {
		if p.Capital(first) && i+1 < len(p.Blocks) && p.Blocks[i+1].Kind == Paragraph {
			return notice
		}
	}
	return none
}

// isEarly says whether a block stands too early for the foot of an article.
func (p *furniture) isEarly(b *Block) bool { return b.First*10 < len(p.Tokens)*4 }

// isPageNumber recognises "- 2 -", "Page 2 / 3", "[Slide 4 of 9]".
func (p *furniture) isPageNumber(b *Block, first int) bool {
	last := b.Last
	for last > first && p.Tokens[last-1].Kind == Symbol {
		last--
	}
	k := first
	named := p.Words[k] == "page" || p.Words[k] == "slide" || p.Words[k] == "p"
	if named {
		k++
	}
	if k >= last || p.Tokens[k].Kind != Number || len(p.Words[k]) > 3 {
		return false
	}
	if k++; k == last {
		return named || first > b.First && last < b.Last && p.Words[b.First] == p.Words[b.Last-1]
	}
	return named && k+2 == last && p.Tokens[k+1].Kind == Number
}

// markDated marks lists of headlines with their dates behind the last prose,
// which no cue opens: "Gome: Sales Increased [2012-11-12]".
func (p *furniture) markDated() {
	for i := p.lastProse + 1; i < len(p.Blocks) && p.lastProse >= 0; i++ {
		n, dated := 0, 0
		for ; i+n < len(p.Blocks) && p.Blocks[i+n].Kind == Item && p.isEntry(i+n); n++ {
			if b := &p.Blocks[i+n]; p.Words[b.Last-1] == "]" && p.hasDay(b) {
				dated++
			}
		}
		for k := i; k < i+n && dated*2 >= n; k++ {
			p.Blocks[k].Boilerplate = true
		}
		i += n
	}
}

// markPageHeads marks lines that stand on every page of a printed text: the
// same words again, with a date or a page number.
func (p *furniture) markPageHeads() {
	seen := map[string]int{}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Len() < pageHeadWidth || b.Last-b.First > 30 {
			continue
		}
		if !p.isPaged(b) && !p.hasDay(b) {
			continue
		}
		key := p.withoutPage(b)
		if first, ok := seen[key]; ok {
			p.Blocks[first].Boilerplate, p.Blocks[i].Boilerplate = true, true
			continue
		}
		seen[key] = i
	}
}

// isPaged says whether the number of a page stands in a block.
func (p *furniture) isPaged(b *Block) bool {
	for k := b.First + 1; k < b.Last; k++ {
		if p.isPage(k) {
			return true
		}
	}
	return false
}

// isPage says whether a token is the number behind "page".
func (p *furniture) isPage(k int) bool {
	return p.Tokens[k].Kind == Number && p.Words[k-1] == "page"
}

// withoutPage is a block's words without the number of the page.
func (p *furniture) withoutPage(b *Block) string {
	var key strings.Builder
	for k := b.First; k < b.Last; k++ {
		if k == b.First || !p.isPage(k) {
			key.WriteString(p.Words[k])
			key.WriteByte(' ')
		}
	}
	return key.String()
}

// place says where in a block a cue counts.
type place uint8

const (
	opening  place = iota // at its start; where the block goes on, behind a colon or the like
	anywhere              // anywhere in a short block
	weak                  // in short blocks above and below the prose only, with a number: a counter
	byline                // in a line with a date
	places   = iota
)

// end says what must stand behind an opening cue.
type end uint8

const (
	closed end = iota // the end of the block, a colon, a bar or the like
	colon             // a colon
	free              // anything
)

// cue is a phrase of the page's furniture.
type cue struct {
	words  []string // as a document's words
	effect effect
	end    end
}

// cueLength is how many words the longest cue of a place has at a token.
func (p *furniture) cueLength(k int, b *Block, at place) int {
	length := 0
	for _, c := range p.cues[at].at(p.Document, k) {
		if len(c.words) > length && k+len(c.words) <= b.Last && p.stand(c.words, k) {
			length = len(c.words)
		}
	}
	return length
}

// cueAt is the effect of the longest cue of a place that stands at a token.
func (p *furniture) cueAt(k int, b *Block, at place) effect {
	found, length := none, 0
	for _, c := range p.cues[at].at(p.Document, k) {
		if len(c.words) <= length || k+len(c.words) > b.Last || !p.stand(c.words, k) {
			continue
		}
		switch next := k + len(c.words); {
		case at != opening || c.end == free:
		case c.end == colon && (next == b.Last || p.Words[next] != ":" && p.Words[next] != "："):
			continue
		case c.end == colon && c.effect == list && p.isParagraph(b):
			continue
		case !p.closes(next, b):
			continue
		}
		found, length = c.effect, len(c.words)
	}
	return found
}

// isParagraph says whether a block is longer than a headline and made of
// sentences: no row of headlines.
func (p *furniture) isParagraph(b *Block) bool {
	for k := b.First; k < b.Last; k++ {
		switch p.Words[k] {
		case "|", "·", "｜", "»", "›":
			return false
		}
	}
	return b.Last-b.First > entryTokens && p.Words[b.Last-1] == "."
}

func (p *furniture) stand(words []string, k int) bool {
	for n, w := range words {
		if p.Words[k+n] != w {
			return false
		}
	}
	return true
}

// closes says whether an opening cue is over at a token: at the end of its
// block, or before a mark that sets a list or a headline apart.
func (p *furniture) closes(k int, b *Block) bool {
	if k == b.Last {
		return true
	}
	switch p.Words[k] {
	case ":", "：", "|", "-", "—", "–", "→", "»", ">", "]", "】", ")", "）", "·", "｜", "(", "[", "；", ";":
		return true
	}
	return p.Tokens[k].Kind == Number && b.Last-k <= 2
}

// cueIndex is the cues of a place by their first word.
type cueIndex struct {
	words Index
	cues  [][]cue // by word
}

var cueTable = sync.OnceValue(func() *[places]cueIndex {
	var table [places]cueIndex
	for _, group := range cues {
		x := &table[group.place]
		for _, phrase := range group.phrases {
			d := Tokenize(phrase)
			n := x.words.Add(d.Tokens[0].Key)
			if n == len(x.cues) {
				x.cues = append(x.cues, nil)
			}
			x.cues[n] = append(x.cues[n], cue{d.Words, group.effect, group.end})
		}
	}
	return &table
})

// at is the cues that open with the word of a token.
func (x *cueIndex) at(d *Document, token int) []cue {
	if n := x.words.Find(d.Tokens[token].Key); n >= 0 {
		return x.cues[n]
	}
	return nil
}

package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BlockKind says what a block is in the layout of the article.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading             // a short line of its own without a full stop
	Item                // an entry of a list
	Row                 // a row of a table, cut into cells
)

// Block is a run of lines that belong together: a paragraph (also one that is
// wrapped by hand), a heading, a list item or a table row.
type Block struct {
	Span
	First, Last int // tokens [First, Last)
	Kind        BlockKind
	// Boilerplate marks what is no part of the article: menus, related
	// reading, footers. No claim comes from it.
	Boilerplate bool
	Cells       []Cell // of a Row
	Table       int    // of a Row: index into Document.Tables
}

// Cell is one cell of a table row. Column positions let a header stand over
// the right cells where the columns are aligned by spaces.
type Cell struct {
	Span
	First, Last int // tokens; equal for an empty cell
	Column      int // code points from the start of the line
}

// Table is a run of rows: blocks [First, Last).
type Table struct{ First, Last int }

// line is one line of the text and what it looks like by itself.
type line struct {
	Span               // without white space on either side
	indent, width int  // code points before the first character; up to the last one
	widest        int  // width of the widest of the lines around it that no empty line or bullet parts from it
	word          int  // code points of the first word
	lower, closed bool // it starts with a small letter; it ends a sentence
	bullet        int  // bytes of a list marker and the space behind it, 0 for none
	cells         []Cell
	rule          bool // nothing but dashes, equals signs or pipes
}

// A paragraph counts as wrapped by hand if no line of it is longer than this
// and it has a line of at least minWrap code points.
const (
	maxWrap = 110
	minWrap = 40
)

func (d *Document) findBlocks(m *room) {
	m.lines = d.lines(m.lines[:0])
	lines, blocks := m.lines, m.blocks[:0]
	for i := 0; i < len(lines); {
		if lines[i].Len() == 0 || lines[i].rule {
			i++
			continue
		}
		n := 1
		switch {
		case lines[i].cells != nil:
			blocks = d.addRow(blocks, &lines[i])
		default:
			for i+n < len(lines) && continues(lines, i, i+n) && !d.standsAlone(&lines[i+n-1]) && !d.standsAlone(&lines[i+n]) {
				n++
			}
			blocks = d.addBlock(blocks, lines[i:i+n])
		}
		i += n
	}
	d.Blocks, m.blocks = slices.Clone(blocks), blocks
	d.findHeadings()
	d.findTables()
	d.findBoilerplate()
}

// lines appends the lines of the text.
func (d *Document) lines(lines []line) []line {
	s := d.Text
	feed := -1 // the next line feed
	for start := 0; start <= len(s); {
		if feed < start {
			feed = indexFrom(s, start, '\n')
		}
		end := indexFrom(s[:feed], start, '\r')
		lines = append(lines, lookAt(s, start, end))
		start = end + 1
	}
	measure(lines)
	for i := range lines { // aligned columns count only where the next line has them too
		if c := lines[i].cells; c != nil && c[0].First < 0 {
			near := func(j int) bool { return j >= 0 && j < len(lines) && lines[j].cells != nil }
			j, k := i-1, i+1
			for !near(j) && j >= 0 && (lines[j].Len() == 0 || lines[j].rule) && i-j < 3 {
				j--
			}
			for !near(k) && k < len(lines) && (lines[k].Len() == 0 || lines[k].rule) && k-i < 3 {
				k++
			}
			if !near(j) && !near(k) {
				lines[i].cells = nil
			}
		}
	}
	return lines
}

// measure finds the widest line of each run of lines.
func measure(lines []line) {
	for i := 0; i < len(lines); i++ {
		first, widest := i, 0
		for i < len(lines) && lines[i].Len() > 0 && lines[i].bullet == 0 {
			widest = max(widest, lines[i].width)
			i++
		}
		for k := first; k < i; k++ {
			lines[k].widest = widest
		}
	}
}

func lookAt(s string, start, end int) line {
	raw := s[start:end]
	body := strings.TrimLeftFunc(raw, unicode.IsSpace)
	lead := len(raw) - len(body)
	body = strings.TrimRightFunc(body, unicode.IsSpace)
	l := line{Span: Span{start + lead, start + lead + len(body)}}
	l.indent = utf8.RuneCountInString(raw[:lead])
	l.width = l.indent + utf8.RuneCountInString(body)
	if body == "" {
		return l
	}
	word := body
	if space := strings.IndexFunc(body, unicode.IsSpace); space >= 0 {
		word = body[:space]
	}
	l.word = utf8.RuneCountInString(word)
	first, _ := utf8.DecodeRuneInString(body)
	l.lower = unicode.IsLower(first)
	l.closed = strings.ContainsAny(body[len(body)-1:], ".!?:;\"")
	l.rule = strings.Trim(body, "-=|:+_*─ ") == ""
	l.bullet = bulletLen(body)
	if l.bullet == 0 || strings.Contains(body, " | ") {
		l.cells = cellsOf(s, start, l.Span)
	}
	return l
}

// bulletLen is the length of a list marker with the white space behind it.
func bulletLen(body string) int {
	r, size := utf8.DecodeRuneInString(body)
	i := size
	switch {
	case strings.ContainsRune("-*•·–—→■●▪◦‣+>►○", r):
	case '0' <= r && r <= '9':
		for i < len(body) && '0' <= body[i] && body[i] <= '9' {
			i++
		}
		if i > 2 || i >= len(body) || body[i] != '.' && body[i] != ')' {
			return 0
		}
		i++
	case r == '(' && len(body) > 3 && '0' <= body[1] && body[1] <= '9' && body[2] == ')':
		i = 3
	default:
		return 0
	}
	rest := strings.TrimLeftFunc(body[i:], unicode.IsSpace)
	if len(rest) == len(body)-i || rest == "" {
		return 0
	}
	return len(body) - len(rest)
}

// cellsOf cuts a line that looks like a table row: at pipes, at tabs, or at
// gaps of two and more spaces or dot leaders. Cells cut at gaps carry First -1
// until a neighbouring row confirms them.
func cellsOf(s string, lineStart int, body Span) []Cell {
	raw := s[body.Start:body.End]
	counted, columns := lineStart, 0
	column := func(at int) int { // of rising places
		if at > counted {
			columns += utf8.RuneCountInString(s[counted:at])
			counted = at
		}
		return columns
	}
	var cells []Cell
	add := func(start, end, first int) {
		part := s[start:end]
		trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
		start += len(part) - len(trimmed)
		trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace)
		cells = append(cells, Cell{Span{start, start + len(trimmed)}, first, first, column(start)})
	}
	sep := ""
	tabs := strings.Count(s[lineStart:body.Start], "\t") // empty cells at the start of the line
	switch {
	case strings.Contains(raw, "|") && (strings.HasPrefix(raw, "|") && strings.Count(raw, "|") >= 2 || strings.Contains(raw, " | ")):
		sep = "|"
	case strings.Contains(raw, "\t"):
		sep = "\t"
	}
	if sep != "" {
		start, end := body.Start, body.End
		if sep == "\t" && tabs > 0 {
			start = lineStart
		}
		if sep == "|" {
			if raw[0] == '|' {
				start++
			}
			if raw[len(raw)-1] == '|' && end > start {
				end--
			}
		}
		for start <= end {
			n := strings.Index(s[start:end], sep)
			if n < 0 {
				add(start, end, 0)
				break
			}
			add(start, start+n, 0)
			start += n + 1
		}
		return cells
	}
	if !strings.Contains(raw, "  ") && !strings.Contains(raw, "..") && !strings.Contains(raw, ". .") {
		return nil // every gap has one of these, few lines of prose do
	}
	start := body.Start
	for i := body.Start; i < body.End; {
		n := gapLen(s[i:body.End])
		if n == 0 {
			i++
			continue
		}
		add(start, i, -1)
		i += n
		start = i
	}
	if len(cells) == 0 {
		return nil
	}
	add(start, body.End, -1)
	return cells
}

// gapLen is the length of a gap between aligned columns at the start of s:
// two and more spaces, or a dot leader.
func gapLen(s string) int {
	n, dots := 0, 0
	for n < len(s) && (s[n] == ' ' || s[n] == '.') {
		if s[n] == '.' {
			dots++
		}
		n++
	}
	if dots == 0 && n >= 2 || dots >= 3 {
		return n
	}
	return 0
}

// continues says whether line j goes on with the block that starts at line i.
func continues(lines []line, i, j int) bool {
	last, next := &lines[j-1], &lines[j]
	if next.Len() == 0 || next.rule || next.cells != nil || next.bullet > 0 {
		return false
	}
	if lines[i].bullet > 0 { // an item goes on where its text is indented
		return next.indent >= lines[i].indent+2 || next.indent > lines[i].indent && last.width >= minWrap
	}
	widest := lines[i].widest
	if widest < minWrap || widest > maxWrap {
		return false
	}
	// wrapped by hand: the next line's first word would not have fitted, or a sentence runs on
	return last.width+1+next.word > widest || !last.closed && last.width*10 >= widest*8
}

func (d *Document) addBlock(blocks []Block, lines []line) []Block {
	first, last := &lines[0], &lines[len(lines)-1]
	b := Block{Span: Span{first.Start, last.End}, Kind: Paragraph}
	if first.bullet > 0 {
		b.Kind = Item
	}
	b.First, b.Last = d.TokenAt(b.Start), d.TokenAt(b.End)
	if b.First < b.Last {
		blocks = append(blocks, b)
	}
	return blocks
}

func (d *Document) addRow(blocks []Block, l *line) []Block {
	b := Block{Span: l.Span, Kind: Row, Cells: l.cells}
	b.First, b.Last = d.TokenAt(b.Start), d.TokenAt(b.End)
	if b.First == b.Last {
		return blocks
	}
	for i := range b.Cells {
		c := &b.Cells[i]
		c.First, c.Last = d.TokenAt(c.Start), d.TokenAt(c.End)
		if c.Len() == 0 {
			c.Last = c.First
		}
	}
	return append(blocks, b)
}

// maxHeading is how many tokens a heading has at the most.
const maxHeading = 22

func (d *Document) findHeadings() {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == Item && strings.HasPrefix(d.Text[b.Start:], "#") {
			b.Kind = Heading
		}
		if b.Kind != Paragraph || b.Last-b.First > maxHeading {
			continue
		}
		switch d.Words[b.Last-1] {
		case ".", ";", ",", "!", "?", "。", "…", "\"", "）", ")":
			if !strings.HasPrefix(d.Text[b.Start:], "#") && d.Words[b.Last-1] != "?" && d.Words[b.Last-1] != ")" && d.Words[b.Last-1] != "!" {
				continue
			}
		}
		b.Kind = Heading
	}
}

func (d *Document) findTables() {
	for i := 0; i < len(d.Blocks); i++ {
		if d.Blocks[i].Kind != Row {
			continue
		}
		first := i
		for i < len(d.Blocks) && d.Blocks[i].Kind == Row {
			d.Blocks[i].Table = len(d.Tables)
			i++
		}
		d.Tables = append(d.Tables, Table{first, i})
	}
}

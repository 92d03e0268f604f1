package row

import (
	"unicode/utf8"

	"marketfigures/extract/text"
)

// points turns byte offsets into code points, in any order: a mark every
// stride bytes bounds what one look-up has to count.
type points struct {
	text  string
	marks []int32 // code points before byte i*stride; none where each byte is one
}

const stride = 256

func newPoints(s string) *points {
	p := &points{text: s}
	if utf8.RuneCountInString(s) == len(s) {
		return p
	}
	p.marks = make([]int32, 0, len(s)/stride+1)
	var seen int32
	for i := range len(s) {
		if i%stride == 0 {
			p.marks = append(p.marks, seen)
		}
		if utf8.RuneStart(s[i]) {
			seen++
		}
	}
	return p
}

// at counts the bytes that start a code point: the text is valid UTF-8.
func (p *points) at(offset int) int32 {
	if p.marks == nil {
		return int32(offset)
	}
	mark := min(offset/stride, len(p.marks)-1)
	n := p.marks[mark]
	for i := mark * stride; i < offset; i++ {
		if utf8.RuneStart(p.text[i]) {
			n++
		}
	}
	return n
}

func (p *points) span(s text.Span) Span { return Span{p.at(s.Start), p.at(s.End)} }

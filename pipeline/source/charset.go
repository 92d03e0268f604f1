package source

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// page is an article's bytes as text, before anything is taken away.
type page struct {
	raw     string // valid UTF-8, no NUL, line ends \n
	charset string
}

// decode turns bytes into text.
func (f Found) decode() (page, *Reject) {
	label := f.about.charset
	if label == "" && f.kind.charset != nil {
		label = f.kind.charset(f.raw)
	}
	text, name, ok := decodeBytes(f.raw, label)
	if !ok {
		return page{}, &Reject{Reason: "undecodable: not UTF-8, nor any character set that it names or looks like", Hint: "convert it to UTF-8, or label it with the right character set"}
	}
	return page{raw: clean(text), charset: name}, nil
}

func decodeBytes(raw []byte, label string) (text, name string, ok bool) {
	if bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}) && utf8.Valid(raw) {
		return string(raw[3:]), "utf-8", true
	}
	if name := wideText(raw); name != "" {
		order := unicode.LittleEndian
		if name == "utf-16be" {
			order = unicode.BigEndian
		}
		return decodeWith(unicode.UTF16(order, unicode.UseBOM), name, raw)
	}
	if utf8.Valid(raw) {
		return string(raw), "utf-8", true
	}
	e, name := charset.Lookup(label)
	if e == nil {
		return "", "", false
	}
	return decodeWith(e, name, raw)
}

func decodeWith(e encoding.Encoding, name string, raw []byte) (string, string, bool) {
	out, err := e.NewDecoder().Bytes(raw)
	return string(out), name, err == nil
}

// wideText tells UTF-16 by its mark, or by the NUL that Latin letters,
// digits and line ends leave in every other byte.
func wideText(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return "utf-16le"
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return "utf-16be"
	}
	raw = raw[:min(len(raw), 4096)]
	var nul [2]int
	for i, b := range raw {
		if b == 0 {
			nul[i%2]++
		}
	}
	half := len(raw) / 2
	switch {
	case half < 4:
	case nul[1]*10 > half && nul[0]*50 < half:
		return "utf-16le"
	case nul[0]*10 > half && nul[1]*50 < half:
		return "utf-16be"
	}
	return ""
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-z0-9_:.-]+)`)

// labelOfHTML is the character set that a page names, wherever it does so:
// browsers look at the first 1,024 bytes only, and pages with long scripts in
// front of the tag are read wrongly for it.
func labelOfHTML(raw []byte) string {
	m := metaCharset.FindSubmatch(raw)
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}

package reports

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// pdfText reads the words of a PDF as Chromium writes it: objects in plain
// sight, streams deflated, every font with the characters of its glyphs. A glyph
// without a character comes as U+FFFD. It returns a text for each page, with
// ligatures and radicals as the letters they stand for.
func pdfText(t *testing.T, pdf []byte) []string {
	t.Helper()
	objects := map[string][]byte{}
	for _, m := range pdfObject.FindAllSubmatch(pdf, -1) {
		objects[string(m[1])] = m[2]
	}
	fonts := map[string]map[string]string{} // object -> code -> characters
	var pages []string
	for _, m := range pdfObject.FindAllSubmatch(pdf, -1) {
		object := m[2]
		if !bytes.HasPrefix(object, []byte("<</Type /Page\n")) {
			continue
		}
		named := map[string]map[string]string{}
		for _, f := range pdfFont.FindAllSubmatch(object, -1) {
			id := string(f[2])
			if fonts[id] == nil {
				fonts[id] = pdfCharacters(t, objects, objects[id])
			}
			named[string(f[1])] = fonts[id]
		}
		contents := pdfContents.FindSubmatch(object)
		if contents == nil {
			t.Fatalf("a page without contents: %.200s", object)
		}
		pages = append(pages, pdfWords(pdfStream(t, objects[string(contents[1])]), named))
	}
	return pages
}

var (
	pdfObject   = regexp.MustCompile(`(?s)(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj`)
	pdfFont     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	pdfContents = regexp.MustCompile(`/Contents (\d+) 0 R`)
	pdfUnicode  = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	pdfBody     = regexp.MustCompile(`(?s)stream\r?\n(.*)\r?\nendstream`)
	pdfShow     = regexp.MustCompile(`/(F\d+) \S+ Tf|<([0-9A-Fa-f]+)> Tj`)
	pdfRange    = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>`)
	pdfChar     = regexp.MustCompile(`<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>`)
	pdfSection  = regexp.MustCompile(`(?s)beginbf(char|range)(.*?)endbf`)
)

func pdfStream(t *testing.T, object []byte) []byte {
	t.Helper()
	body := pdfBody.FindSubmatch(object)
	if body == nil {
		t.Fatalf("no stream in %.200s", object)
	}
	r, err := zlib.NewReader(bytes.NewReader(body[1]))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// pdfCharacters reads what a font's glyphs stand for.
func pdfCharacters(t *testing.T, objects map[string][]byte, font []byte) map[string]string {
	t.Helper()
	known := map[string]string{}
	link := pdfUnicode.FindSubmatch(font)
	if link == nil {
		return known
	}
	for _, section := range pdfSection.FindAllSubmatch(pdfStream(t, objects[string(link[1])]), -1) {
		if string(section[1]) == "char" {
			for _, m := range pdfChar.FindAllSubmatch(section[2], -1) {
				known[strings.ToUpper(string(m[1]))] = pdfUTF16(t, string(m[2]))
			}
			continue
		}
		for _, m := range pdfRange.FindAllSubmatch(section[2], -1) {
			from, errFrom := strconv.ParseInt(string(m[1]), 16, 32)
			to, errTo := strconv.ParseInt(string(m[2]), 16, 32)
			first := []rune(pdfUTF16(t, string(m[3])))
			if errFrom != nil || errTo != nil || len(first) == 0 {
				t.Fatalf("range %s", m[0])
			}
			for code := from; code <= to; code++ {
				key := strconv.FormatInt(code, 16)
				key = strings.ToUpper(strings.Repeat("0", len(m[1])-len(key)) + key)
				last := len(first) - 1
				known[key] = string(first[:last]) + string(first[last]+rune(code-from))
			}
		}
	}
	return known
}

func pdfUTF16(t *testing.T, digits string) string {
	t.Helper()
	raw, err := hex.DecodeString(digits)
	if err != nil || len(raw)%2 != 0 {
		t.Fatalf("characters %q: %v", digits, err)
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

func pdfWords(content []byte, fonts map[string]map[string]string) string {
	var b strings.Builder
	var font map[string]string
	for _, m := range pdfShow.FindAllSubmatch(content, -1) {
		if len(m[1]) > 0 {
			font = fonts[string(m[1])]
			continue
		}
		digits := strings.ToUpper(string(m[2]))
		size := 2
		for code := range font {
			size = len(code)
			break
		}
		for i := 0; i+size <= len(digits); i += size {
			if c, ok := font[digits[i:i+size]]; ok {
				b.WriteString(c)
			} else {
				b.WriteRune('\uFFFD')
			}
		}
	}
	return norm.NFKC.String(b.String())
}

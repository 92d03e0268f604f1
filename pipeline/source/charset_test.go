package source

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// The ten articles in every character set that can write them, labelled in
// every way, wrong ones included, give the same text.
func TestEveryCharsetGivesTheSameArticles(t *testing.T) {
	sets := []struct {
		name   string
		labels []string // that pages in this set carry
		wrong  string
		mark   []byte // byte order mark
		encode encoding.Encoding
	}{
		{"utf-8", []string{"utf-8", "UTF8"}, "gb2312", []byte("\xEF\xBB\xBF"), unicode.UTF8},
		{"utf-16le", []string{"utf-16"}, "utf-8", []byte("\xFF\xFE"), unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"utf-16be", []string{"utf-16be"}, "windows-1252", []byte("\xFE\xFF"), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"gb18030", []string{"gb18030", "gb2312", "gbk"}, "utf-8", nil, simplifiedchinese.GB18030},
		{"big5", []string{"big5"}, "utf-8", nil, traditionalchinese.Big5},
		{"windows-1252", []string{"windows-1252", "iso-8859-1"}, "utf-8", nil, charmap.Windows1252},
	}
	for _, set := range sets {
		for _, p := range corpus(t) {
			plain := bytes.Replace(p.page, []byte(`<meta charset="utf-8">`), []byte("<!--charset-->"), 1)
			want := seenOf(t, Found{Address: "x", raw: plain, kind: htmlKind}.Read().Article)
			if set.name == "gb18030" && want.Language == "zh-TW" {
				continue // GB18030 can write it, but nobody does, and without a label it is a guess
			}
			encode := func(label string) []byte {
				page := bytes.Replace(plain, []byte("<!--charset-->"), []byte(label), 1)
				out, err := set.encode.NewEncoder().Bytes(page)
				if err != nil {
					return nil // the set does not have these characters
				}
				return out
			}
			try := func(way, label string, raw []byte) {
				if raw == nil {
					return
				}
				f := Found{Address: "x", raw: raw, kind: htmlKind, about: about{charset: label}}
				item := f.Read()
				if item.Reject != nil {
					t.Errorf("%s, %s, %s: rejected: %s", set.name, p.name, way, item.Reject.Reason)
					return
				}
				if diff := cmp.Diff(want, seenOf(t, item.Article)); diff != "" {
					t.Errorf("%s read as %s, %s, %s:\n%s", set.name, item.Charset, p.name, way, diff)
				}
			}
			late := "<script>" + strings.Repeat("var filler = 1;", 200) + "</script>"
			for _, label := range set.labels {
				try("header "+label, label, encode(""))
				try("meta "+label, "", encode(`<meta charset="`+label+`">`))
				try("late meta "+label, "", encode(late+`<meta http-equiv="Content-Type" content="text/html; charset=`+label+`">`))
			}
			if set.mark != nil {
				if raw := encode(""); raw != nil {
					try("mark", "", append(set.mark[:len(set.mark):len(set.mark)], raw...))
				}
			}
			try("no label", "", encode(""))
			try("wrong header "+set.wrong, set.wrong, encode(""))
			try("wrong meta "+set.wrong, "", encode(`<meta charset="`+set.wrong+`">`))
			try("unknown label", "x-unheard-of", encode(""))
		}
	}
}

func TestDecodeBytes(t *testing.T) {
	gb := func(s string) []byte { out, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s)); return out }
	tests := []struct {
		name   string
		raw    []byte
		label  string
		want   string
		decode bool
	}{
		{"characters that GBK lacks", gb("㐂𠮷的人是在一个国家里面工作的"), "gb2312", "㐂𠮷的人是在一个国家里面工作的", true},
		{"UTF-8 with a damaged byte", []byte("支付宝的份额是多少呢没有人知道\xFF。"), "", "支付宝的份额是多少呢没有人知道\uFFFD。", true},
		{"windows-1252 by its quotes", []byte("He said \x93half of all shops\x94 \x96 and left."), "", "He said “half of all shops” – and left.", true},
		{"noise", []byte("\x81\x8D\x8F\x90\x9D\xFF\xFE\x81\x8D\x8F\x90\x9D\x00\x81\x8D\x8F\x90\x9D"), "", "", false},
		{"ASCII under any label", []byte("half of all shops"), "shift_jis", "half of all shops", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _, ok := decodeBytes(test.raw, test.label)
			if ok != test.decode || ok && got != test.want {
				t.Errorf("decoded %q (%v), want %q (%v)", got, ok, test.want, test.decode)
			}
		})
	}
}

func TestCleanTakesOutWhatTextMustNotHold(t *testing.T) {
	got := clean("\uFEFFa\x00b\r\nc\rd\xFFe")
	if want := "ab\nc\nd\uFFFDe"; got != want {
		t.Errorf("clean: %q, want %q", got, want)
	}
}

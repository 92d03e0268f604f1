package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParagraphs(t *testing.T) {
	text := "Home | News\n\nIn 2014 Alipay held 48.8%. 支付宝 grew.\nNothing here.\nTenpay held 19%."
	at := func(s string) Span {
		i := len([]rune(text[:strings.Index(text, s)]))
		return Span{i, i + len([]rune(s))}
	}
	claim := func(id, figure, sentence string) *entry {
		return &entry{Claim: &Claim{ID: id, Figure: figure, Start: at(figure).Start, End: at(figure).End, Sentence: at(sentence)}}
	}
	a := &articleView{Article: &Article{
		Text: text, Names: []Span{at("Alipay"), at("支付宝"), at("48.8%")}, Dates: []Span{at("2014")}, Boilerplate: []Span{at("Home | News")},
	}, runes: []rune(text)}
	a.entries = []*entry{claim("c1", "48.8%", "In 2014 Alipay held 48.8%."), claim("c2", "19%", "Tenpay held 19%.")}
	lines := []paragraph{
		{Pieces: []piece{{Kind: "boilerplate", Text: "Home | News"}}},
		{Pieces: []piece{
			{Kind: "open"}, {Kind: "text", Text: "In "}, {Kind: "date", Text: "2014"}, {Kind: "text", Text: " "}, {Kind: "name", Text: "Alipay"},
			{Kind: "text", Text: " held "}, {Kind: "claim", Text: "48.8%", Claim: "c1"}, {Kind: "text", Text: "."}, {Kind: "close"},
			{Kind: "text", Text: " "}, {Kind: "name", Text: "支付宝"}, {Kind: "text", Text: " grew."},
		}},
		{Pieces: []piece{{Kind: "text", Text: "Nothing here."}}},
		{Pieces: []piece{{Kind: "open"}, {Kind: "text", Text: "Tenpay held "}, {Kind: "claim", Text: "19%", Claim: "c2"}, {Kind: "text", Text: "."}, {Kind: "close"}}},
	}
	if d := cmp.Diff(lines, a.paragraphs(func(*entry) bool { return true }, false)); d != "" {
		t.Errorf("whole (-want +got):\n%s", d)
	}
	excerpt := []paragraph{{Left: 1, Pieces: lines[1].Pieces}, {Left: 2}}
	excerpt[0].Pieces = lines[1].Pieces
	got := a.paragraphs(func(e *entry) bool { return e.ID == "c1" }, true)
	if d := cmp.Diff(excerpt, got); d != "" {
		t.Errorf("excerpt (-want +got):\n%s", d)
	}
}

// TestPiecesKeepTheText cuts random texts at random spans: the pieces are the
// text, sentences open and close in turn, and every claim is marked.
func TestPiecesKeepTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-z支付 .\n|<&]{0,60}`).Draw(t, "text")
		runes := []rune(text)
		span := rapid.Custom(func(t *rapid.T) Span {
			from := rapid.IntRange(-2, len(runes)+2).Draw(t, "from")
			return Span{from, from + rapid.IntRange(-1, 12).Draw(t, "length")}
		})
		spans := rapid.SliceOfN(span, 0, 5)
		a := &articleView{runes: runes, Article: &Article{Text: text, Names: spans.Draw(t, "names"), Dates: spans.Draw(t, "dates"), Boilerplate: spans.Draw(t, "boilerplate")}}
		for i, s := range spans.Draw(t, "claims") {
			a.entries = append(a.entries, &entry{Claim: &Claim{ID: plainInt(i), Start: s.Start, End: s.End, Sentence: span.Draw(t, "sentence")}})
		}
		var got, want []string
		for _, line := range joined(runes, a.sentences(func(*entry) bool { return true })) {
			want = append(want, string(runes[line.Start:line.End]))
		}
		if bare := func(s string) string { return strings.Join(strings.Fields(s), "") }; bare(strings.Join(want, "")) != bare(text) {
			t.Fatalf("lines %q of %q", want, text)
		}
		for _, p := range a.paragraphs(func(*entry) bool { return true }, false) {
			line, open := "", false
			for _, piece := range p.Pieces {
				line += piece.Text
				if piece.Kind == "open" || piece.Kind == "close" {
					if open == (piece.Kind == "open") {
						t.Fatalf("sentence %ss twice in %+v", piece.Kind, p.Pieces)
					}
					open = !open
				}
			}
			if open {
				t.Fatalf("sentence stays open in %+v", p.Pieces)
			}
			got = append(got, line)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("lines (-text +pieces):\n%s", d)
		}
	})
}

// FuzzReadNumbers reads any figure without falling over.
func FuzzReadNumbers(f *testing.F) {
	for _, figure := range []string{"48.8%", "one in", "１/０", "百分之", "三四百万", "1/0", "in 5", "0 out of 0", "半成", "万亿", "a"} {
		f.Add(figure)
	}
	f.Fuzz(func(t *testing.T, figure string) { readNumbers(figure) })
}

// TestJoined tells lines that were broken to fit a width from lines that end.
func TestJoined(t *testing.T) {
	for _, test := range []struct {
		name, text string
		sentence   string
		want       []string
	}{
		{name: "broken", text: "Alipay held four fifths of what was paid by telephone in the\nthird quarter, and Tenpay held most of the rest.\n\nNext.",
			want: []string{"Alipay held four fifths of what was paid by telephone in the\nthird quarter, and Tenpay held most of the rest.", "Next."}},
		{name: "list", text: "- Alipay held four fifths of what was paid by telephone in the\n  third quarter\n- Tenpay held most of the rest of what was paid, and then a few",
			want: []string{"- Alipay held four fifths of what was paid by telephone in the\n  third quarter", "- Tenpay held most of the rest of what was paid, and then a few"}},
		{name: "short lines", text: "Alipay 54%\nTenpay 37%\nothers", want: []string{"Alipay 54%", "Tenpay 37%", "others"}},
		{name: "paragraphs", text: strings.Repeat("One paragraph a line. ", 8) + "\nAnother.", want: []string{strings.Repeat("One paragraph a line. ", 8), "Another."}},
		{name: "a sentence over lines", text: "Alipay held\n80% of it.\nTenpay the rest.", sentence: "Alipay held\n80% of it.", want: []string{"Alipay held\n80% of it.", "Tenpay the rest."}},
		{name: "rows", text: "| firm   | share of what was paid by telephone in the third quarter |\n| Alipay | 54% |",
			want: []string{"| firm   | share of what was paid by telephone in the third quarter |", "| Alipay | 54% |"}},
		{name: "blank", text: "\n \n", want: nil},
	} {
		var sentences []Span
		if i := strings.Index(test.text, test.sentence); test.sentence != "" {
			sentences = []Span{{i, i + len(test.sentence)}}
		}
		var got []string
		for _, s := range joined([]rune(test.text), sentences) {
			got = append(got, test.text[s.Start:s.End])
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, d)
		}
	}
}

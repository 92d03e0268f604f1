package extract

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"marketfigures/extract/text"
)

func extractor(t testing.TB) *Extractor {
	t.Helper()
	x, err := New(builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// written are plain articles of gold/train, every third one, as written.
func written(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../testdata/gold/train/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no articles in testdata: %v", err)
	}
	var articles []string
	for i := 0; i < len(paths); i += 3 {
		p := paths[i]
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, string(data))
	}
	return articles
}

var day = time.Date(2017, 5, 4, 0, 0, 0, 0, time.UTC)

// figures are the figures of an article with what they say, and claims those
// that are claims with all their slots. Whether a figure tells a fall is the
// claim's to say.
func figures(x *Extraction) (figures, claims []string) {
	for _, f := range x.Figures {
		figures = append(figures, fmt.Sprintf("%q %.9g %.9g %s %s", x.Document.Slice(f.Span), math.Abs(f.Value), math.Abs(f.High-f.Low), f.Unit, f.Bound))
		if c := f.Claim; c != nil {
			claims = append(claims, fmt.Sprintf("%q %.9g %s %s %s %s %s %s %s", x.Document.Slice(f.Span), c.Value, c.Measure, c.GrowthOf, c.Entity, c.Market, c.Period, c.Status, c.Source))
		}
	}
	return figures, claims
}

// differences are the lines that only one of two lists has.
func differences(a, b []string) string {
	var out []string
	for _, s := range a {
		if !slices.Contains(b, s) {
			out = append(out, "- "+s)
		}
	}
	for _, s := range b {
		if !slices.Contains(a, s) {
			out = append(out, "+ "+s)
		}
	}
	return strings.Join(out, "\n")
}

// Splitting an article into more paragraphs changes no figure.
func TestParagraphsChangeNoFigure(t *testing.T) {
	x, rng := extractor(t), rand.New(rand.NewPCG(3, 1))
	for _, article := range written(t) {
		whole := x.Extract(Article{Text: article, Published: day})
		split := article
		for i := len(whole.Document.Sentences) - 1; i > 0; i-- {
			s := whole.Document.Sentences[i]
			first := whole.Document.Tokens[s.First]
			block := whole.Document.Blocks[s.Block]
			if s.First > block.First && block.Kind == text.Paragraph && !block.Boilerplate && !wrapped(whole.Document, block) && rng.IntN(2) == 0 {
				split = split[:first.Start] + "\n\n" + split[first.Start:]
			}
		}
		a, _ := figures(whole)
		b, _ := figures(x.Extract(Article{Text: split, Published: day}))
		if !slices.Equal(a, b) {
			t.Errorf("splitting changes figures of %.60q:\n%s", article, differences(a, b))
		}
	}
}

// wrapped says whether the lines of a block were broken by hand.
func wrapped(d *text.Document, b text.Block) bool {
	for i := b.First + 1; i < b.Last; i++ {
		if d.Tokens[i].Line {
			return true
		}
	}
	return false
}

// footers are what pages put below an article.
var footers = []string{
	"Related reading\n\nCotton Falls By 14% In A Day\n\nShoe Sales Rise 30%",
	"Copyright 2003-2012. All rights reserved.",
	"About Lantern\n\nLantern, founded in 2005, has 2,000 employees and 5 million users.",
	"Read the next article\n\nAlipay Takes 80% Of The Market",
	"You are receiving this letter because you signed up. 48,200 readers do. Unsubscribe in 1 click.",
	"We use cookies to measure 1 in 10 visits.",
}

// A footer that is no part of the article changes no claim.
func TestFootersChangeNoClaim(t *testing.T) {
	x := extractor(t)
	for i, article := range written(t) {
		footer := footers[i%len(footers)]
		_, a := figures(x.Extract(Article{Text: article, Published: day}))
		_, b := figures(x.Extract(Article{Text: strings.TrimRight(article, "\n") + "\n\n" + footer + "\n", Published: day}))
		if !slices.Equal(a, b) {
			t.Errorf("%q changes claims of %.60q:\n%s", footer, article, differences(a, b))
		}
	}
}

// Any bytes are an article: figures, dates and names slice back, in order, and
// no figure runs over a line break.
func TestAnyBytes(t *testing.T) {
	x, articles := extractor(t), written(t)
	rapid.Check(t, func(t *rapid.T) {
		article := rapid.SampledFrom(articles).Draw(t, "article")
		at := rapid.IntRange(0, len(article)).Draw(t, "at")
		rest := rapid.IntRange(0, min(400, len(article)-at)).Draw(t, "rest")
		garbage := string(rapid.SliceOf(rapid.Byte()).Draw(t, "garbage"))
		invariants(t, x, article[at:at+rest]+garbage+article[:at])
	})
}

// Texts that go on with the same few words end in time: each of these took
// more than a minute once.
func TestRepeatedWordsEnd(t *testing.T) {
	x := extractor(t)
	for _, words := range []string{"Alipay 5%, ", "5% in 2014 ", "5% ", "- 5%\n", "| 5 ", "x\n", "the end of ", "two years before ", "3 days from ", "Q1 ", "half a ", "A|B|C\n1|2|3\n"} {
		done := make(chan struct{})
		go func() {
			x.Extract(Article{Text: strings.Repeat(words, 6000/len(words)), Published: day})
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatalf("6 kB of %q take half a minute", words)
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range []string{"", "| | |\n|--|\n| 5% |", "Alipay's 5%-6% (of 1/3)\n\nQ1 2014: ¥3tn and ½", "\xff\xfe 12.8 percentage points", "支付宝占 48.8％", ":0"} {
		f.Add(s)
	}
	x := extractor(f)
	f.Fuzz(func(t *testing.T, article string) { invariants(t, x, article) })
}

func invariants(t interface {
	Errorf(string, ...any)
}, x *Extractor, article string) {
	got := x.Extract(Article{Text: article, Published: day})
	end := 0
	for _, f := range got.Figures {
		switch {
		case f.Start < end || f.End <= f.Start || f.End > len(article):
			t.Errorf("%q: figure %v behind byte %d", article, f.Span, end)
		case got.Document.TokenSpan(f.First, f.Last) != f.Span:
			t.Errorf("%q: tokens [%d, %d) are not %v", article, f.First, f.Last, f.Span)
		case strings.ContainsAny(article[f.Start:f.End], "\n\r"):
			t.Errorf("%q: %q runs over a line break", article, article[f.Start:f.End])
		}
		end = f.End
	}
	end = 0
	for _, p := range got.Dates {
		if p.Start < end || p.End > len(article) {
			t.Errorf("%q: date %v behind byte %d", article, p.Span, end)
		}
		end = p.End
	}
	for _, m := range got.Mentions {
		if m.Start < 0 || m.End <= m.Start || m.End > len(article) {
			t.Errorf("%q: name at %v", article, m.Span)
		}
	}
}

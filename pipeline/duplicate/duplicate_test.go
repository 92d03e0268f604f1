package duplicate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// report writes a market report from a few patterns, the way research houses
// do: another quarter is the same words with other numbers.
func report(r *rand.Rand) (headline string, paragraphs []string) {
	firms := []string{"Lantern Pay", "Blue Fish", "Harbour Card", "Paper Purse", "Corbel", "Ostler", "Quill", "Brae", "Marsh & Co", "Ellery"}
	markets := []string{"mobile payment", "online retail", "ferry tickets", "food delivery", "parcel services", "shared bicycles", "card acquiring"}
	places := []string{"Port Ellery", "Westhaven", "the islands", "the northern towns", "the capital"}
	pick := func(of []string) string { return of[r.IntN(len(of))] }
	share := func() string { return fmt.Sprintf("%d.%d%%", 1+r.IntN(80), r.IntN(10)) }
	money := func() string { return fmt.Sprintf("%d.%02d billion yuan", 1+r.IntN(900), r.IntN(100)) }
	a, b, c, market, place := pick(firms), pick(firms), pick(firms), pick(markets), pick(places)
	year, quarter := 2011+r.IntN(9), 1+r.IntN(4)
	headline = fmt.Sprintf("%s holds %s of %s in %s", a, share(), market, place)
	patterns := []func() string{
		func() string {
			return fmt.Sprintf("The market for %s in %s reached %s in the quarter Q%d %d, an increase of %s on the year before. The growth was faster than in the previous quarter, when it had come to %s, the research house said in its report.", market, place, money(), quarter, year, share(), share())
		},
		func() string {
			return fmt.Sprintf("%s led with a share of %s, followed by %s with %s and %s with %s. All other firms together held %s of the market, slightly less than they had a year earlier.", a, share(), b, share(), c, share(), share())
		},
		func() string {
			return fmt.Sprintf("Users of %s numbered %d million at the end of the quarter. A spokesman said that the firm wants to reach %d million by the end of next year and that it will spend %s on shops that are new to the service.", a, 1+r.IntN(400), 400+r.IntN(400), money())
		},
		func() string {
			return fmt.Sprintf("Analysts expect the market to pass %s within two years. They point to %s, where nearly %s of all shops accept the service, and to the falling price of phones with large screens.", money(), pick(places), share())
		},
		func() string {
			return fmt.Sprintf("%s charges merchants %d.%02d%% of each payment, while %s asks for more. The fee has been unchanged since %d, and the firm has said that it sees no reason to lower it for the time being.", b, r.IntN(2), r.IntN(100), c, year-2)
		},
		func() string {
			return fmt.Sprintf("In the shops of %s the change is plain to see. Of %d stalls at the covered market %d show a code to scan; two years ago there were none, and customers queued at the only cash machine in the street.", place, 60+r.IntN(300), r.IntN(60))
		},
		func() string {
			return fmt.Sprintf("Revenue of %s rose by %s to %s, but the firm lost money again. Its loss of %s was wider than analysts had expected, and its shares fell by %s on the day after the report came out.", a, share(), money(), money(), share())
		},
		func() string {
			return fmt.Sprintf("The survey asked %d people in %d towns in the spring of %d. Among those younger than thirty, %s had paid by phone in the week before; among those older than sixty it was %s.", 500+r.IntN(5000), 2+r.IntN(40), year, share(), share())
		},
	}
	r.Shuffle(len(patterns), func(i, j int) { patterns[i], patterns[j] = patterns[j], patterns[i] })
	for _, p := range patterns[:5+r.IntN(3)] {
		paragraphs = append(paragraphs, p())
	}
	return headline, paragraphs
}

func article(headline, byline string, paragraphs []string, footer string) string {
	return strings.Join([]string{headline, byline, strings.Join(paragraphs, "\n\n"), footer}, "\n\n")
}

// copyOf is what another site makes of an article: headline, byline and footer
// are its own, and one paragraph is cut.
func copyOf(r *rand.Rand, paragraphs []string) string {
	cut := r.IntN(len(paragraphs))
	kept := append(append([]string{}, paragraphs[:cut]...), paragraphs[cut+1:]...)
	headlines := []string{"What the new figures say", "Market report: who is ahead and who is not", "A quarter in numbers, and what they mean for shops"}
	footers := []string{"Copyright 2020 The Other Paper. All rights reserved. Reprints need our leave.", "Read more on our site. Write to the editor with what you think of this report.", ""}
	return article(headlines[r.IntN(len(headlines))], fmt.Sprintf("By our staff, %d May", 1+r.IntN(28)), kept, footers[r.IntN(len(footers))])
}

func otherNumbers(r *rand.Rand, s string) string {
	return strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return rune('0' + r.IntN(10))
		}
		return c
	}, s)
}

// Of 2,000 articles 400 are copies; both numbers of the pairs found must be
// right in 98 of 100 cases.
func TestCopiesAmongReports(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	index := &Index{}
	want := map[string]string{}
	day := func(n int) time.Time { return time.Date(2015, 1, 1+n, 0, 0, 0, 0, time.UTC) }
	type original struct {
		id         string
		paragraphs []string
	}
	var originals []original
	for i := range 1600 {
		id := fmt.Sprintf("original-%04d", i)
		headline, paragraphs := report(r)
		if i%4 == 3 { // the next quarter of the series before: the same words, other numbers
			for k, p := range originals[i-1].paragraphs {
				if k == 0 {
					paragraphs = nil
				}
				paragraphs = append(paragraphs, otherNumbers(r, p))
			}
		}
		index.Add(id, day(i), Of(article(headline, "By A. Writer", paragraphs, "The Paper, established 1921."), ""))
		originals = append(originals, original{id, paragraphs})
	}
	for i := range 400 {
		of := originals[r.IntN(len(originals))]
		id := fmt.Sprintf("copy-%04d", i)
		index.Add(id, day(2000+i), Of(copyOf(r, of.paragraphs), ""))
		want[id] = of.id
	}
	right, wrong := 0, 0
	for _, c := range index.Copies() {
		if want[c.ID] == c.Of {
			right++
		} else {
			wrong++
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(len(want))
	t.Logf("precision %.4f, recall %.4f of %d pairs", precision, recall, len(want))
	if precision < 0.98 || recall < 0.98 {
		t.Errorf("precision %.4f and recall %.4f, want 0.98 at least", precision, recall)
	}
}

func TestCopies(t *testing.T) {
	body := []string{
		"HARBOUR, March 1 (Agency) - Lantern Pay held 54.3% of the mobile payment market in the first quarter of 2017, a research house said on Monday.",
		"Blue Fish, its younger rival, had 39.5% of it, after 38.1% in the quarter before. The market was worth 18.8 trillion yuan, or 46.8% more than a year earlier.",
		"The house expects that the gap will close further, since Blue Fish does not charge shops for small payments and Lantern Pay does.",
		"Nearly all of the growth came from payments in shops, which the two firms have pushed with gifts to customers since the summer of 2015.",
	}
	edit := func(old, new string) []string {
		var out []string
		for _, p := range body {
			out = append(out, strings.Replace(p, old, new, 1))
		}
		return out
	}
	tests := []struct {
		name  string
		other string
		copy  bool
	}{
		{"the same", article("Headline", "By A", body, "Footer"), true},
		{"headline, byline, footer", article("Quite another headline for the same report", "By B, of the Other Paper", body, "All rights are ours, and so is this long footer about them."), true},
		{"a paragraph cut", article("Headline", "By A", body[:3], "Footer"), true},
		{"another place and agency", article("Headline", "By A", edit("HARBOUR, March 1 (Agency) - ", "ELLERY, March 2 (Other) - "), "Footer"), true},
		{"a light word", article("Headline", "By A", edit("its younger rival", "the younger rival"), "Footer"), true},
		{"one digit", article("Headline", "By A", edit("54.3%", "54.8%"), "Footer"), false},
		{"another quarter", article("Headline", "By A", edit("the first quarter", "the second quarter"), "Footer"), false},
		{"the other side", article("Headline", "By A", edit("since Blue Fish does not charge shops for small payments and Lantern Pay does", "since Lantern Pay does not charge shops for small payments and Harbour Card does"), "Footer"), false},
		{"a negation", article("Headline", "By A", edit("will close further", "will not close further"), "Footer"), false},
		{"something else", article("Headline", "By A", []string{"The ferry line sold 41,000 tickets in August.", "It wants to sell more of them in the coming year."}, "Footer"), false},
		{"nothing", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			index := &Index{}
			index.Add("b", time.Date(2017, 5, 2, 0, 0, 0, 0, time.UTC), Of(test.other, ""))
			index.Add("a", time.Date(2017, 5, 1, 0, 0, 0, 0, time.UTC), Of(article("Headline", "By A", body, "Footer"), ""))
			got := index.Copies()
			if (len(got) == 1 && got[0].ID == "b" && got[0].Of == "a") != test.copy || len(got) > 1 {
				t.Errorf("copies %+v, want one: %v", got, test.copy)
			}
		})
	}
}

func TestOriginals(t *testing.T) {
	_, paragraphs := report(rand.New(rand.NewPCG(1, 2)))
	text := article("Headline", "By A", paragraphs, "")
	day := func(n int) time.Time { return time.Date(2017, 1, n, 0, 0, 0, 0, time.UTC) }
	index := &Index{}
	index.Add("undated", time.Time{}, Of(text, ""))
	index.Add("c", day(2), Of(text, ""))
	index.Add("b", day(2), Of(text, ""))
	index.Add("d", day(1), Of(text, ""))
	want := []Copy{{"b", "d", 1}, {"c", "d", 1}, {"undated", "d", 1}}
	if diff := cmp.Diff(want, index.Copies()); diff != "" {
		t.Error(diff)
	}
}

func TestChineseCopies(t *testing.T) {
	body := "易观的报告显示，灯笼支付在第一季度占移动支付市场的54.3%，蓝鱼占39.5%，其余机构的份额都在个位数。\n\n整个市场的规模达到18.8万亿元，比上年同期增长46.8%，增速略低于前一个季度。\n\n分析师认为，两家的差距还会继续缩小，因为蓝鱼对小额付款不收手续费。"
	index := &Index{}
	index.Add("a", time.Time{}, Of("标题甲\n\n"+body, ""))
	index.Add("b", time.Time{}, Of("另一个标题乙\n\n"+body+"\n\n责任编辑：某某", ""))
	index.Add("c", time.Time{}, Of("标题丙\n\n"+strings.Replace(body, "54.3%", "55.1%", 1), ""))
	if diff := cmp.Diff([]string{"b"}, ids(index.Copies())); diff != "" {
		t.Error(diff)
	}
}

// The same words are a copy however few they are, the same canonical address
// is one unless the texts have nothing to do with each other.
func TestSameTextAndSameAddress(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	_, paragraphs := report(r)
	_, others := report(r)
	text := article("Headline", "By A", paragraphs, "")
	updated := article("Headline", "Updated", append([]string{otherNumbers(r, paragraphs[0])}, paragraphs[1:]...), "")
	type read struct{ text, address string }
	tests := []struct {
		name string
		a, b read
		copy bool
	}{
		{"the same few words", read{"Alipay: 54%", ""}, read{" Alipay:\n54% ", ""}, true},
		{"other few words", read{"Alipay: 54%", ""}, read{"Alipay: 55%", ""}, false},
		{"the same address", read{text, "https://press.example/a/1"}, read{updated, "http://www.PRESS.example/a/1/?utm_source=mail#top"}, true},
		{"another address", read{text, "https://press.example/a?id=1"}, read{updated, "https://press.example/a?id=2"}, false},
		{"the front page's address", read{text, "https://press.example/"}, read{updated, "https://press.example"}, false},
		{"the same address of other texts", read{text, "https://press.example/a"}, read{article("Other", "By B", others, ""), "https://press.example/a"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			index := &Index{}
			index.Add("a", time.Time{}, Of(test.a.text, test.a.address))
			index.Add("b", time.Time{}, Of(test.b.text, test.b.address))
			if got := len(index.Copies()) == 1; got != test.copy {
				t.Errorf("a copy: %v, want %v", got, test.copy)
			}
		})
	}
}

// An address that every page of a site gives costs no comparing of all with all.
func TestCrowdedAddress(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 9))
	index := &Index{}
	var texts []string
	for i := range 3 * crowd {
		headline, paragraphs := report(r)
		texts = append(texts, article(headline, "By A", paragraphs, ""))
		index.Add(fmt.Sprintf("a%03d", i), time.Time{}, Of(texts[i], "https://press.example/all"))
	}
	index.Add("z", time.Time{}, Of(texts[7]+"\n\nAnother footer.", "https://press.example/all"))
	if diff := cmp.Diff([]string{"z"}, ids(index.Copies())); diff != "" {
		t.Error(diff)
	}
}

func ids(copies []Copy) []string {
	var all []string
	for _, c := range copies {
		all = append(all, c.ID)
	}
	return all
}

func BenchmarkPrint(b *testing.B) {
	headline, paragraphs := report(rand.New(rand.NewPCG(1, 2)))
	text := article(headline, "By A", paragraphs, "")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text, "")
	}
}

func FuzzOf(f *testing.F) {
	f.Add("BEIJING, Nov 12 (x) - Alipay held 54.3%, it doesn't say.")
	f.Add("支付宝占54.3%。１２３")
	f.Fuzz(func(t *testing.T, text string) {
		p := Of(text, "")
		if l, _ := p.likeness(Of(text, "")); len(p.sentences) > 0 && l != 1 {
			t.Errorf("a text is like itself by %v", l)
		}
	})
}

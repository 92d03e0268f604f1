package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readPage(t *testing.T, page string) Item {
	t.Helper()
	f := Found{Address: "page.html", raw: []byte(page), kind: htmlKind, limits: Limits{}.orDefault()}
	item := f.Read()
	if item.Reject != nil {
		t.Fatalf("rejected: %s", item.Reject.Reason)
	}
	return item
}

func TestTables(t *testing.T) {
	tests := []struct{ name, table, want string }{
		{
			"caption and head",
			`<table><caption>Shares, %</caption><tr><th>Firm</th><th>2013</th></tr><tr><td>Alipay</td><td>48.7%</td></tr></table>`,
			"Shares, %\n\n| Firm | 2013 |\n| Alipay | 48.7% |\n",
		},
		{
			"spans",
			`<table><thead><tr><th rowspan="2">Firm</th><th colspan="2">Share</th></tr><tr><th>Q1</th><th>Q2</th></tr></thead>
			<tbody><tr><td>Alipay</td><td>50</td><td>51</td></tr></tbody></table>`,
			"| Firm | Share | Share |\n| Firm | Q1 | Q2 |\n| Alipay | 50 | 51 |\n",
		},
		{
			"foot last, pipes and spaces inside cells",
			`<table><tfoot><tr><td>All</td><td>100</td></tr></tfoot><tr><td>A|B&nbsp;C</td><td> 5 <b>0</b></td></tr></table>`,
			"| A/B C | 5 0 |\n| All | 100 |\n",
		},
		{
			"a span that lies",
			`<table><tr><td rowspan="0">A</td><td colspan="-3">B</td></tr><tr><td>C</td><td>D</td></tr></table>`,
			"| A | B |\n| C | D |\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			item := readPage(t, `<html><body><h1>Payments grow again</h1>`+test.table+`</body></html>`)
			if diff := cmp.Diff("Payments grow again\n\n"+test.want, item.Article.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const prose = `<p>Payment firms other than banks moved 2.09 trillion yuan in the quarter, a house said, and the pattern of the market stayed as loose as before.</p>`

func TestMainText(t *testing.T) {
	body := "Payment firms other than banks moved 2.09 trillion yuan in the quarter, a house said, and the pattern of the market stayed as loose as before.\n"
	tests := []struct{ name, page, want string }{
		{
			"a list of posts, and other articles beside it",
			`<ul class="posts"><li><div><h1>Loose</h1>` + prose + `</div></li></ul><div>Cotton fell by 14% this week</div><div><p>Shoes rose 3% in May.</p></div>`,
			"Loose\n\n" + body,
		},
		{
			"a list, and a table under it",
			`<h1>Loose</h1><ol><li>` + prose[3:len(prose)-4] + `</li></ol><table><tr><td>Alipay</td><td>39</td></tr></table>`,
			"Loose\n\n- " + body + "\n| Alipay | 39 |\n",
		},
		{
			"menus, asides and footers are left out",
			`<nav><a href="/">Home</a></nav><div id="cookie-bar">We use cookies for 100% of you.</div><main><h1>Loose</h1>` + prose + `</main><aside><h3>Most read</h3><p>Others fell 5%.</p></aside><footer>© 2012</footer>`,
			"Loose\n\n" + body,
		},
		{
			"the headline and the byline may stand outside",
			`<div class="head"><h1>Loose</h1><p>By A. Writer, 3 May 2013</p></div><div class="body">` + prose + `</div>`,
			"Loose\n\nBy A. Writer, 3 May 2013\n\n" + body,
		},
		{
			"figures keep captions, bars keep their labels apart",
			`<article><h1>Loose</h1>` + prose + `<figure><img src=x><figcaption>Queues fell by half.</figcaption></figure><div class="row"><span>Alipay</span><b>61%</b></div></article>`,
			"Loose\n\n" + body + "\nQueues fell by half.\n\nAlipay 61%\n",
		},
		{
			"items and terms",
			`<article><h1>Loose</h1>` + prose + `<ul><li>One <b>5</b>%</li><li><p>Two</p></li></ul><dl><dt>Lakala</dt><dd>2.8%</dd><dt>Why?</dt><dd>No.</dd></dl></article>`,
			"Loose\n\n" + body + "\n- One 5%\n- Two\n\n- Lakala: 2.8%\n- Why? No.\n",
		},
		{
			"layout by tables",
			`<table><tr><td><a href="/">Home</a></td><td><h1>Loose</h1>` + prose + prose + `</td></tr></table>`,
			"Loose\n\n" + body + "\n" + body,
		},
		{
			"hidden text and scripts",
			`<article><h1>Loose</h1><p style="display: none">secret 9%</p><script>var share = "5%";</script>` + prose + `</article>`,
			"Loose\n\n" + body,
		},
		{
			"names that articles use as well",
			`<article><h1>Loose</h1>` + prose + `<div class="market-share"><table><tr><td>A</td><td>5%</td></tr></table></div><div class="read-more">` + prose + `</div><div class="share"><a href="/x">312 shares</a></div><aside><b>54%</b> of shops take codes.</aside><aside class="related"><a href="/y">Others fell 5%</a></aside></article>`,
			"Loose\n\n" + body + "\n| A | 5% |\n\n" + body + "\n54% of shops take codes.\n",
		},
		{
			"entities, odd spaces, line breaks",
			`<article><h1>Loose &amp; &#37;</h1>` + prose + `<p>1&nbsp;trillion<br>2&thinsp;billion&shy;aire</p></article>`,
			"Loose & %\n\n" + body + "\n1 trillion\n2 billionaire\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			item := readPage(t, "<!doctype html><html><body>"+test.page+"</body></html>")
			if diff := cmp.Diff(test.want, item.Article.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMeta(t *testing.T) {
	type known struct{ Title, Publisher, Author, URL, Language, Published, From string }
	tests := []struct {
		name, head, body string
		want             known
	}{
		{
			"open graph", `<title>Loose | Pay Watch</title><meta property="og:title" content="Loose"><meta property="article:published_time" content="2017-04-10T23:30:00+08:00"><meta property="article:modified_time" content="2019-01-02"><link rel="canonical" href="https://pay.example/loose">`,
			`<h1>Loose</h1>`,
			known{"Loose", "Pay Watch", "", "https://pay.example/loose", "en", "2017-04-10", "meta"},
		},
		{
			"json-ld", `<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2010-01-01"},{"@type":"NewsArticle","headline":"Loose","datePublished":"2020-04-28T06:15:00Z","dateModified":"2020-04-29","author":[{"name":"A. Writer"},{"name":"B. Other"}],"publisher":{"name":"The Book"}}]}</script>`,
			`<h1>Loose</h1>`,
			known{"Loose", "The Book", "A. Writer, B. Other", "", "en", "2020-04-28", "json-ld"},
		},
		{
			"time beside the headline, not that of a comment", ``,
			`<h1>Loose</h1><time datetime="2015-10-16T21:40:00+08:00">16 Oct</time>`,
			known{"Loose", "", "", "", "en", "2015-10-16", "time"},
		},
		{
			"a date line beats the date of the last change", `<meta name="date" content="2024-12-10"><title>Loose - The Daily</title>`,
			`<h1>Loose</h1><p>Input : 2024.12.09 (Mon) 07:30 Update : 2024.12.10</p>`,
			known{"Loose", "The Daily", "", "", "en", "2024-12-09", "text"},
		},
		{
			"address", `<link rel="canonical" href="https://a.example/2019/10/15/club">`, `<h1>Loose</h1>`,
			known{"Loose", "", "", "https://a.example/2019/10/15/club", "en", "2019-10-15", "url"},
		},
		{
			"dates of others", ``, `<h1>Loose</h1>` + prose + `<div class="comments"><time datetime="2022-05-19">19 May</time></div><footer>Since 2011-04-01</footer>`,
			known{"Loose", "", "", "", "en", "", ""},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := readPage(t, `<html lang="en"><head>`+test.head+`</head><body><article>`+test.body+prose+`</article></body></html>`).Article
			got := known{a.Title, a.Publisher, a.Author, a.URL, a.Language, "", a.PublishedFrom}
			if !a.Published.IsZero() {
				got.Published = a.Published.Format("2006-01-02")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

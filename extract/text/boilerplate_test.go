package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// body is prose long enough to count as such.
const body = "Payment firms other than banks moved 2.09 trillion yuan in the quarter, a research house said on Monday, and the pattern of the market stayed about as loose as it had been in the quarter before, with one firm on top."

// TestBoilerplate marks lines that start with "~ ": they, and only they, are boilerplate.
func TestBoilerplate(t *testing.T) {
	tests := []struct{ name, page string }{
		{"portal", "~ Home > News > Text\n\nWallets Grow Up\n\n~ 2015/3/12 19:42:00 24\n\n~ WechatAliShopping\n\n" + body + "\n\n" +
			"~   • Related reading\n~ Cotton Falls By 14% In A Day\n~ Instant news\n~ |\n~ 2015/9/21 11:40:00\n~ 9\n\n~ Read the next article\n\n~ Shops: 40% Can Be Closed?\n\n~ " + body},
		{"portal without blank lines", "~ Current position: Home page >> News >> Text\nWallets Grow\n~ [ 2012-11-13 08:51:22   Source: network   Views: 3327 ]\n" + body + "\n~ Related reading\n~ Cotton Falls By 14%\n~ 2015/9/21 11:40:00"},
		{"a list within the article", "Wallets grow\n\n" + body + "\n\n~ Related reading:\n\n~ Cotton falls by 14%\n~ Shoes rise by 3%\n\n" + body + "\n\n" + body},
		{"next with its headline", "Wallets grow\n\n" + body + "\n\n~ Next: Return Of \"Baby\" Falls Below 6%\n\n~ " + body},
		{"a paragraph that opens with next", "Wallets grow\n\n" + body + "\n\nNext: the small ones. " + body + "\n\n" + body},
		{"related headlines in a row", "Wallets grow\n\n" + body + "\n\n~ Related: Wallets Of Tencent Grow 40% In The Second Quarter | Alipay Cuts Its Fee To 0.1% For Small Shops | JD Raises 2 Billion From Old Shareholders | Cotton Falls"},
		{"dated headlines", "Wallets grow\n\n" + body + "\n\n~ · Gome: sales up 10 times [2012-11-12]\n~ · Express: 35 million pieces [2012-11-12]\n\n~ Copyright 2003-2012 All rights reserved"},
		{"platform", "~ Original  2016-08-25  09:12  Uncle Fan\n\n~ Click on the \"blue word\" above to pay attention to us\n\nTakeaway burns\n\n" + body + "\n\n~ Long press to identify the code below, reply \"66\" to receive a 10 yuan red envelope\n\n~ Reading 10w+   praise 1024   Report\n\n~ Previous articles:\n\n~ 90% of shops lose money"},
		{"release", "Firm grows\n\nBEIJING, Sept. 15, 2014 -- " + body + "\n\n" + body + "\n\n~ About Lantern\n\n~ Founded in 2005, Lantern has over 2,000 employees.\n\n~ Forward-Looking Statements\n\n~ Results may differ by 10%."},
		{"a section that is about something", "Wallets grow\n\n" + body + "\n\nAbout half of all shops\n\n" + body},
		{"sections of an article", "Wallets grow\n\n" + body + "\n\nRanking\n\n1. Alipay has 48.7%.\n\n## Next\n\n- The firm expects 26% growth.\n\nShare (%)\n\n" + body},
		{"a table that is no list", "Wallets grow\n\n" + body + "\n\n| Firm | Share |\n| Alipay | 48.7% |\n| Tenpay | 19.4% |"},
		{"a table of years near the top", "Wallets grow\n\nThe table has it.\n\n| Firm | Volume | Growth |\n| 2016 | 58.8 | 381.9 |\n| 2017 | 98.7 | 67.9 |\n\n" + body},
		{"video views are told about", "Wallets grow\n\n" + body + "\n\nThe film had 300 million views.\n\nIt won 5 million likes on the first day."},
		{"newsletter", "Issue 214\n\n" + body + "\n\n~ You get this letter because you signed up. 48,200 readers do. Unsubscribe in 1 click.\n\n~ We use cookies to measure 1 in 10 visits."},
		{"comments", "Wallets grow\n\n" + body + "\n\n" + body + "\n\n~ 3 comments:\n\n~ Dave: here 100% of the goats are cash only.\n\n~ You may also like: shoes up 30% | hats down 5%"},
		{"pages of a print", "~ HARBOUR RESEARCH            9 November 2017            Page 1 / 3\n\nWallets grow\n\n" + body + "\n\n~ - 2 -\n\n~ HARBOUR RESEARCH            9 November 2017            Page 2 / 3\n\n" + body},
		{"chinese", "移动支付增长\n\n~ 2017-03-16 10:05:12　来源：财经在线　评论(36)\n\n央行公布的数据显示，去年银行业金融机构共处理移动支付业务257.10亿笔，金额157.55万亿元，同比分别增长85.82%和45.59%，保持了较快的增长。\n\n~ （责任编辑：李娜　举报电话：010-88886666）\n\n~ 相关阅读\n\n~ · 去年三季度移动支付金额同比增长94.80%\n\n~ 【免责声明】本文不构成投资建议，对1%的误差不承担责任。"},
		{"forum", "~ Board index > Running a shop > Topic 88214\n\nAnyone here taking wallets?\n~ 17 posts, page 1 of 2\n\n~ [#1] kiwi » Sat 14 Jul 2018, 09:12\n" + body + "\n\n~ Posts: 41\n\nI take 2.2% as well.\n\n~ 212 Retweets · 1,340 Likes"},
		{"empty", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var plain, want, got []string
			for line := range strings.Lines(test.page) {
				line = strings.TrimSuffix(line, "\n")
				bare, marked := strings.CutPrefix(line, "~ ")
				plain = append(plain, bare)
				if marked && strings.Trim(bare, "| ") != "" {
					want = append(want, strings.TrimSpace(bare))
				}
			}
			d := Parse(strings.Join(plain, "\n"))
			for _, b := range d.Blocks {
				if b.Boilerplate {
					for line := range strings.Lines(d.Slice(b.Span)) {
						if line = strings.TrimSpace(line); strings.Trim(line, "| ") != "" {
							got = append(got, line)
						}
					}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("boilerplate (-want +got):\n%s", diff)
			}
		})
	}
}

// Every cue is found at the start of a block, and no cue is written in a way
// that the tokens of a text could never match.
func TestCuesMatchThemselves(t *testing.T) {
	table := cueTable()
	for _, group := range cues {
		for _, phrase := range group.phrases {
			d := Parse(phrase + ": 12")
			p := furniture{Document: d, cues: table}
			first := p.afterSymbols(&d.Blocks[0])
			if p.cueLength(first, &d.Blocks[0], group.place) == 0 {
				t.Errorf("the cue %q does not match its own words %q", phrase, d.Words)
			}
		}
	}
}

func BenchmarkBoilerplate(b *testing.B) {
	page := strings.Repeat(body+"\n\n", 200)
	d := Parse(page)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		d.findBoilerplate()
	}
}

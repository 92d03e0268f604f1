package source

import (
	"testing"
	"time"
)

func TestPublishedInText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"portal", "Home >\n\nWallets Grow Up\n\n2015/3/12 19:42:00 24\n\nBody.", "2015-03-12"},
		{"dateline", "Wallets grow\n\nHANGZHOU, March 3, 2014 - The company said on Monday that it had grown.", "2014-03-03"},
		{"wire", "Wallets grow\n\nBEIJING, Sept. 15, 2014 /Wire/ -- Lantern Co. said today that more shops took part.", "2014-09-15"},
		{"time zone", "Cards\nThu 31 Oct 2024 17.20 EDT\nText", "2024-10-31"},
		{"platform", "Original  2016-08-25  Uncle Fan\n\nTitle", "2016-08-25"},
		{"slides", "[Slide 1 of 9]\nTWO WALLETS\nShanghai Payments Forum, October 26, 2016\nHe Jun", "2016-10-26"},
		{"points", "Earnings\nEarnings wrap. 27.10.2023, 21:40 CEST", "2023-10-27"},
		{"european slashes", "Shops\n10/12/2024 08:15 GMT\nBody", "2024-12-10"},
		{"slashes that say nothing", "Shops\n10/12/2024\nBody", ""},
		{"updated later", "Shops\nUpdated 3 May 2020 | Published 1 May 2020\nBody", "2020-05-01"},
		{"reviewed only", "Help\nLast reviewed by the team on 22 August 2016\nBody", "2016-08-22"},
		{"recorded", "Talk\nRecorded in Tallinn on 1 February 2022, published two days later. Shortened.", "2022-02-03"},
		{"byline", "Overview\nBy Editor on February 5, 2015 | Shops\nBody", "2015-02-05"},
		{"full-width", "网购报告\n２０１６年１２月３０日　来源：日报\n正文", "2016-12-30"},
		{"no year", "Cards\nSHENZHEN, March 1 (Digest) - Users grew in December 2018, against December 2017.", "2019-03-01"},
		{"foot", "Cards\nThe cards grew and grew.\nThis article was first published on 3 March 2014.", "2014-03-03"},
		{"told about", "Cashless\nFrom August 1 to August 8, 2017, Hangzhou shouts that it needs no cash.", ""},
		{"a sentence opens with it", "Licences\nIn May 26, 2011, the central bank issued the first licences.", ""},
		{"agency behind the date", "Cards\nBEIJING, 11 March 2021 (Capital Desk). The cards grew, and nobody knew why.", "2021-03-11"},
		{"date in brackets", "Cards\nSINGAPORE (Tuesday, June 15, 2023): The cards grew, and nobody knew why.", "2023-06-15"},
		{"place and date in brackets", "Cards\n[Beijing, 23 October 2018] The cards grew, and nobody knew why.", "2018-10-23"},
		{"wire, date and hour in brackets", "Cards\n(Card Wire, Monday 2 April 2018, 10:41) The cards grew, and nobody knew why.", "2018-04-02"},
		{"hour", "Cards\nSao Paulo, 26 Oct 2018 16:40 - The cards grew, and nobody knew why.", "2018-10-26"},
		{"date first", "Cards\nNovember 12, 2012 - HANGZHOU. The cards grew, and nobody knew why.", "2012-11-12"},
		{"a sentence by itself", "Cards\nA column about cards. Thursday 14 April 2016.\nThey grew, and nobody knew why.", "2016-04-14"},
		{"letter", "Cards\n*Card Post, a letter on cards. Wednesday, 21 November 2018*\nThey grew, and nobody knew why.", "2018-11-21"},
		{"paper", "City Retail Daily, Wednesday, May 9, 2012, page 4\n\nCards grow\nThey grew.", "2012-05-09"},
		{"masthead in italics", "*Card Desk, newsletter no. 212, 11 August 2016*\n\n# Three tables\nThey grew.", "2016-08-11"},
		{"speech", "Speech to the dealers' conference, Zhuhai, 16 January 2019 (check against delivery)\n\nSit down.", "2019-01-16"},
		{"headline that opens like a speech", "Speech recognition market doubled, 12 May 2015\nIt grew.", ""},
		{"headline in italics", "*Cards* go down, 12 May 2015\nThey grew.", ""},
		{"call", "The call of Card Holdings\nEdited for length. Call held on August 7, 2015.\nThe cards grew.", "2015-08-07"},
		{"title case", "Cards Set New Record On November 11, 2014\nThey grew.", ""},
		{"headline with a day", "Cards go down, 12 May 2015\nThey grew.", ""},
		{"year's end", "Results Fiscal Year Ended 31 March 2015\nThey grew.", ""},
		{"a day in the past", "Cards\nFirst came paper.\nIt began in Wenzhou. 12 March 2003. Since then the cards grew year after year, and everyone knew why.", ""},
		{"elections", "Cards\nIt grew. Elections held on 3 May 2015 were won by the cards' friends.", ""},
		{"licence", "Cards\nThe licence was issued on March 21, 2011, in Beijing.", ""},
		{"updated at", "Cards\nThe cards grew.\nLast updated at 10.30 on 3 May 2020", "2020-05-03"},
		{"updated by", "Cards\nThe cards grew.\nLast updated by J. Smith on 3 May 2020", "2020-05-03"},
		{"date first, above others", "Cards\nDec. 26, 2014. The cards grew, and nobody knew why.\nThey grew.\nRead the next article\n2014/5/20 8:50:00", "2014-12-26"},
		{"as of", "Cards\nUpdated for 2020. Numbers are as of 31 December 2019, if nothing else is said.", ""},
		{"told in a sentence", "Cards\nMore than a million cards were issued on March 21, 2023, the first day.", ""},
		{"price", "Cards\n| Rating | Hold |\n| Price, 5 Oct 2021 | 55.40 |", ""},
		{"in the headline", "What November 11, 2014 taught us\nThe day was long and so was the night.", ""},
		{"related reading", "Cards\nThe cards grew.\nRead the next article\nOther cards\n2014/5/20 8:50:00", ""},
		{"timeline", "Ten years\nHere is how it grew.\n28 January 2014. People send one another red envelopes, and then more of them.", ""},
		{"copyright", "Cards\nThe cards grew.\nCopyright 2003-2012", ""},
		{"no date", "Cards\nThe cards grew.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if day, ok := publishedInText(test.text); ok {
				got = day.Format(time.DateOnly)
			}
			if got != test.want {
				t.Errorf("published %q, want %q", got, test.want)
			}
		})
	}
}

func TestDayOf(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2017-04-10T09:30:00+08:00", "2017-04-10"},
		{"2024-12-02T23:35:00+05:30", "2024-12-02"},
		{"20191015", "2019-10-15"},
		{"1428570000", "2015-04-09"},
		{"Tue, 10 Apr 2017 09:30:00 GMT", "2017-04-10"},
		{"April 31, 2017", ""},
		{"2017", ""},
		{"soon", ""},
	}
	for _, test := range tests {
		got := ""
		if day, ok := dayOf(test.in); ok {
			got = day.Format(time.DateOnly)
		}
		if got != test.want {
			t.Errorf("dayOf(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestDayInURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://a.example/2019/10/15/club", "2019-10-15"},
		{"https://a.example/news/20191015.html", "2019-10-15"},
		{"https://a.example/2019-10-15-club", "2019-10-15"},
		{"https://a.example/2019/13/15/club", ""},
		{"https://a.example/p/20191599", ""},
		{"folder/2019/10/15/page.html", ""},
	}
	for _, test := range tests {
		got := ""
		if day, ok := dayInURL(test.in); ok {
			got = day.Format(time.DateOnly)
		}
		if got != test.want {
			t.Errorf("dayInURL(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

package claim_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"marketfigures/extract"
	"marketfigures/extract/claim"
	"marketfigures/extract/lexicon"
)

// Each figure lies where its sentence, its table or its heading says, and
// nowhere else: want is the place of each claim in the order of the text.
func TestPlaces(t *testing.T) {
	_, x := builtin(t)
	for _, c := range []struct{ text, want string }{
		// joined by a preposition
		{"In India Paytm counted 150 million users.", "india"},
		{"In India Paytm held 54% and PhonePe 38% of the market.", "india, india"},
		{"In India $5 billion was paid by phone in 2020.", "india"},
		{"Mobile payments across Southeast Asia came to 80 billion dollars in 2019.", "southeast_asia"},
		{"Throughout Kenya, 27 million users pay with M-Pesa.", "kenya"},
		{"The wallet has 12 million users in rural Indonesia.", "indonesia"},
		{"Online retail sales in the US reached 450 billion dollars in 2017.", "united_states"},
		{"Alipay holds 60% of the mobile payment market of Hangzhou.", "hangzhou"},
		{"In China's Zhejiang province 30 million users pay by phone.", "zhejiang"},
		{"Alipay counted 30 million users in Hangzhou, Zhejiang.", "hangzhou"},
		{"In the whole of mainland China, WeChat Pay had 900 million users.", "china"},
		{"Alipay has 40 million users outside China.", "overseas"},
		{"PayPal served 200 million users worldwide.", "world"},
		// a possessive or an adjective before what is measured
		{"China's mobile payment market reached 58.8 trillion yuan in 2016.", "china"},
		{"Some 300 million Indian consumers used mobile payment in 2020.", "india"},
		{"Japan's fast-growing e-commerce market came to 15 trillion yen in 2016.", "japan"},
		{"Alipay took 45% of Macau's mobile payment market.", "macau"},
		{"Thai e-commerce sales reached 20 billion dollars in 2018.", "thailand"},
		{"China's 700 million mobile payment users spent more.", "china"},
		{"UnionPay had 5 million overseas merchants in 2018.", "overseas"},
		{"India has 300 million smartphone payment users.", "india"},
		// the nearest, and no other figure between
		{"Alipay had 520 million users in China and 40 million users in India.", "china, india"},
		{"In Brazil 30 million users pay by phone, in Mexico 12 million users do.", "brazil, mexico"},
		{"In India Paytm had 150 million users, and Alipay had 520 million users.", "india, -"},
		{"GrabPay had 18 million users, while in China Alipay had 520 million users.", "-, china"},
		{"Mobile payments in India came to 170 billion rupees ($2.5 billion) in 2016.", "india, india"},
		{"In China, 30 million users in Hangzhou pay with Alipay.", "hangzhou"},
		{"Alipay had 65 million users in India and Indonesia.", "asia"},
		{"Alipay had 65 million users in Nanjing, Suzhou and Hangzhou.", "china"},
		// parts of one whole
		{"UnionPay made 34% of global card payments in 2021, compared with 39% for Visa and 24% for Mastercard.", "world, world, world"},
		{"In Hong Kong, AlipayHK held 41% of the mobile payment market in 2020, ahead of the 33% of WeChat Pay HK and 12% for Octopus.", "hong_kong, hong_kong, hong_kong"},
		{"Paytm held 60% of the mobile payment market in India, while Alipay held 54% of the mobile payment market.", "india, -"},
		{"Alipay held 54% of China's mobile payment market in 2016, and Paytm held 60% of the mobile payment market.", "china, -"},
		{"Paytm held 60% of the mobile payment market in India, and its users grew by 20%.", "india, -"},
		// of a name, or where somebody spoke
		{"Bank of China had 20 million mobile payment users.", "-"},
		{"China UnionPay processed 50 trillion yuan in transaction volume in 2016.", "-"},
		{"The New York Times says WeChat Pay has 600 million users.", "-"},
		{"Alipay had 450 million users, Jack Ma said in Hangzhou.", "-"},
		{"Alipay had 450 million users, the company said on Monday in London.", "-"},
		{"Alibaba, listed in New York, had revenue of 10 billion yuan.", "-"},
		{"HANGZHOU, 3 May - Alipay had 450 million users in 2016.", "-"},
		{"Speaking at a conference in Paris, Tencent said WeChat Pay had 600 million users.", "-"},
		{"The government of India wants 25 billion mobile payments this year.", "-"},
		{"It told us that Alipay had 450 million users.", "-"},
		{"In Alipay's fine china shop 40% of customers pay by phone.", "-"},
		{"With Rakuten of Japan, Baidu pledged 50 million dollars of investment.", "-"},
		{"In its report in Taiwan dollars, TSMC had revenue of 23 billion dollars.", "-"},
		{"The Shenzhen firm rides on a network with 6 million merchants.", "-"},
		// tables
		{"| Penetration of mobile payment | 2017 | 2018 |\n| India | 15% | 21% |\n| China | 52% | 60% |", "india, india, china, china"},
		{"| Firm | China share (%) | India share (%) |\n| Alipay | 54.1 | 3.2 |", "china, india"},
		{"Mobile payment users in Thailand\n\n| Wallet | Active users (million) |\n| Alipay | 2.5 |\n| TrueMoney | 7.1 |", "thailand, thailand"},
		{"| Firm | Alipay China (%) | YoY (%) | Paytm India (%) | YoY (%) |\n| Users | 54.1 | 2.2 | 3.2 | 1.1 |", "china, china, india, india"},
		{"| India, share (%) | 2017 | 2018 |\n| Paytm | 54.1 | 38.2 |", "india, india"},
		// headings
		{"E-commerce in Vietnam\n\nSales grew. Online retail sales reached 8 billion dollars in 2018.", "vietnam"},
		{"Wallets grew everywhere we looked, but not by as much.\n\nIndia\n\nPaytm had 150 million users.", "india"},
		{"India: the next market\n\nPaytm had 150 million users.", "india"},
		{"Phones for cash\n\nSHENZHEN\n\nAlipay had 520 million users.", "-"},
		{"Phones for cash\n\nBy Li Lei in Shanghai\n\nAlipay had 520 million users.", "-"},
		{"Phones for cash\n\nFrom our correspondent in Shanghai\n\nAlipay had 520 million users.", "-"},
		{"E-commerce in India and China\n\nAlipay had 520 million users.", "asia"},
		{"From Hangzhou to London\n\nAlipay had 520 million users.", "-"},
		{"Alibaba listed in New York\n\nAlipay had 520 million users.", "-"},
		{"Mobile payment in Vietnam\n\nMoMo had 10 million users, Alipay in China had 520 million users.", "vietnam, china"},
	} {
		got := extracted(x, c.text)
		var places []string
		for _, f := range got.Claims() {
			place := "-"
			if f.Place != "" {
				place = f.Place
			}
			places = append(places, place)
		}
		if s := strings.Join(places, ", "); s != c.want {
			t.Errorf("%q:\n%s, want %s", c.text, s, c.want)
		}
	}
}

func extracted(x *extract.Extractor, text string) *extract.Extraction {
	return x.Extract(extract.Article{Text: text})
}

// A place that was found stands in the text, and is one of the lexicon's.
func TestPlacesStandInTheText(t *testing.T) {
	l, x := builtin(t)
	paths, err := filepath.Glob("../../testdata/gold/*/*.txt")
	if err != nil || len(paths) < 100 {
		t.Fatalf("%d articles, %v", len(paths), err)
	}
	found := 0
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range extracted(x, string(data)).Claims() {
			at := slices.IndexFunc(c.Evidence, func(e claim.Evidence) bool { return e.Slot == "place" })
			if at < 0 {
				if c.Place != "" {
					t.Errorf("%s: nothing tells why %q lies in %s", path, data[c.Start:c.End], c.Place)
				}
				continue
			}
			found++
			e := c.Evidence[at]
			if e.Value != c.Place || e.Why == "" || e.Start < 0 || e.Start >= e.End || e.End > len(data) {
				t.Errorf("%s: %q lies in %q by %+v", path, data[c.Start:c.End], c.Place, e)
			}
			if !slices.ContainsFunc(l.Places, func(p lexicon.Place) bool { return p.ID == c.Place }) {
				t.Errorf("%s: no place %q", path, c.Place)
			}
		}
	}
	if found < 100 {
		t.Errorf("%d places found, want more", found)
	}
}

package extract

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// said is a claim that a sentence makes, whatever stands around it.
type said struct {
	Figure         string
	Value          float64
	Unit, Bound    string
	Measure        string
	Entity, Market string
	Period         string
	Status, Source string
}

// anything is a slot on which careful readers may differ.
const anything = "*"

// variant is one way to say what market articles keep saying, with the claims
// in it. Names, numbers and words differ from one to the next.
type variant struct {
	kind, text string
	want       []said
}

var variants = []variant{
	// The leader of a market and who comes next.
	{"leader", "Figures from the trade show that Tencent's Tenpay is the country's biggest third-party payment company, holding more than 61% of the market, followed by Lakala with more than 17%.", []said{
		{"61%", 61, "percent", "above", "market_share", "tenpay", "third_party_payment", "", "reported", ""},
		{"17%", 17, "percent", "above", "market_share", "lakala", "third_party_payment", "", "reported", ""},
	}},
	{"leader", "Data show that JD.com's JD Pay is the region's largest mobile payment agency, with over 38% of the market share, and Baidu Wallet comes second at over 21%.", []said{
		{"38%", 38, "percent", "above", "market_share", "jd_pay", "mobile_payment", "", "reported", ""},
		{"21%", 21, "percent", "above", "market_share", "baidu_wallet", "mobile_payment", "", "reported", ""},
	}},
	{"leader", "Alipay, which belongs to Ant Financial, is the largest third party payment agency in China, occupying more than 44% of the market; 99Bill, backed by Wanda, follows with less than 9%.", []said{
		{"44%", 44, "percent", "above", "market_share", "alipay", "third_party_payment", "", "reported", ""},
		{"9%", 9, "percent", "below", "market_share", "kuaiqian", "third_party_payment", "", "reported", ""},
	}},
	{"leader", "Data show that Tencent's Tenpay is the country's largest third-party payment agency, holding more than 61% of the market, followed by Lakala with more than 17%.", []said{
		{"61%", 61, "percent", "above", "market_share", "tenpay", "third_party_payment", "", "reported", ""},
		{"17%", 17, "percent", "above", "market_share", "lakala", "third_party_payment", "", "reported", ""},
	}},
	{"leader", "Public data show that UnionPay's Quick Pass is the biggest offline payment tool, taking more than 45% of the market share, backed by Ant Financial's Alipay, followed by more than 30%.", []said{
		{"45%", 45, "percent", "above", "market_share", "unionpay", "offline_payment", "", "reported", ""},
		{"30%", 30, "percent", "above", "market_share", "alipay", "offline_payment", "", "reported", ""},
	}},
	{"leader", "Statistics show that Baidu's Baidu Wallet is China's second largest mobile payment tool, taking at least 18% of the market share, followed by JD Pay with nearly 11%.", []said{
		{"18%", 18, "percent", "above", "market_share", "baidu_wallet", "mobile_payment", "", "reported", ""},
		{"11%", 11, "percent", "about", "market_share", "jd_pay", "mobile_payment", "", "reported", ""},
	}},
	// The part of retail that is online.
	{"part", "Online shopping still makes up only 6.3% of Indonesia's retail sales.", []said{
		{"6.3%", 6.3, "percent", "exact", "penetration", "", "online_retail", "", "reported", ""},
	}},
	{"part", "For now, just 12.4% of all retail sales in Brazil come from online retail.", []said{
		{"12.4%", 12.4, "percent", "exact", "penetration", "", "online_retail", "", "reported", ""},
	}},
	{"part", "At this point online retail accounts for no more than 5% of India's total retail market.", []said{
		{"5%", 5, "percent", "below", "penetration", "", "online_retail", "", "reported", ""},
	}},
	{"part", "So far mobile shopping accounts for less than 4.2% of the country's retail sales.", []said{
		{"4.2%", 4.2, "percent", "below", "penetration", "", "mobile_retail", "", "reported", ""},
	}},
	// What somebody foresees.
	{"forecast", "Forrester predicts that by 2018, the penetration rate of India's online retail market will reach 4.4%, and the scale will reach 1 trillion and 85 billion rupees.", []said{
		{"4.4%", 4.4, "percent", "exact", "penetration", "", "online_retail", "2018", "forecast", "Forrester"},
		{"1 trillion and 85 billion rupees", 1.085e12, "INR", "exact", "transaction_volume", "", "online_retail", "2018", "forecast", "Forrester"},
	}},
	{"forecast", "By 2017 the scale of China's mobile retail market will be 2 trillion and 40 billion yuan and its penetration rate 9.6%, eMarketer predicts.", []said{
		{"2 trillion and 40 billion yuan", 2.04e12, "CNY", "exact", "transaction_volume", "", "mobile_retail", "2017", "forecast", "eMarketer"},
		{"9.6%", 9.6, "percent", "exact", "penetration", "", "mobile_retail", "2017", "forecast", "eMarketer"},
	}},
	{"forecast", "iResearch expects that by 2018, the penetration rate of online shopping in China will reach 14.2%, and its scale will grow to 4 trillion and 120 billion yuan.", []said{
		{"14.2%", 14.2, "percent", "exact", "penetration", "", "online_retail", "2018", "forecast", "iResearch"},
		{"4 trillion and 120 billion yuan", 4.12e12, "CNY", "exact", "transaction_volume", "", "online_retail", "2018", "forecast", "iResearch"},
	}},
	{"forecast", "By 2019, Forrester predicts, online retail sales in China will reach 1 trillion and 65 billion dollars, and the penetration rate of the online retail market will be 23%.", []said{
		{"1 trillion and 65 billion dollars", 1.065e12, "USD", "exact", "transaction_volume", "", "online_retail", "2019", "forecast", "Forrester"},
		{"23%", 23, "percent", "exact", "penetration", "", "online_retail", "2019", "forecast", "Forrester"},
	}},
	{"forecast", "Analysys forecasts that the scale of the online retail market will reach 6 trillion and 300 million yuan in 2020, when its penetration rate will exceed 25.5%.", []said{
		{"6 trillion and 300 million yuan", 6.0003e12, "CNY", "exact", "transaction_volume", "", "online_retail", "2020", "forecast", "Analysys"},
		{"25.5%", 25.5, "percent", "above", "penetration", "", "online_retail", "2020", "forecast", "Analysys"},
	}},
	// How many of a platform's sellers are on another.
	{"sellers", "A report from Kantar in January showed that almost two-fifths of the grocers have already opened a shop on Weixin.", []said{
		{"two-fifths", 40, "percent", "about", "penetration", "wechat", anything, "2016-01", "reported", "Kantar"},
	}},
	{"sellers", "More than 1/5 of the farms around the city have already opened shops on Taobao, according to Nielsen.", []said{
		{"1/5", 20, "percent", "above", "penetration", "taobao", anything, "", "reported", "Nielsen"},
	}},
	{"sellers", "At least two-thirds of Suning's suppliers have already opened a store on Tmall, a February report by Bain showed.", []said{
		{"two-thirds", 66.67, "percent", "above", "penetration", "tmall", anything, "2016-02", "reported", "Bain"},
	}},
}

// among is an article with these sentences in paragraphs of their own, and where
// each of them stands in it.
func among(sentences []variant) (article string, at [][2]int) {
	article = "A Market In Motion\n\nMuch has been written of late about how people shop and pay.\n\n"
	for i, v := range sentences {
		article += openings[i%len(openings)] + " "
		at = append(at, [2]int{len(article), len(article) + len(v.text)})
		article += v.text + " " + closings[i%len(closings)] + "\n\n"
	}
	return article + "Nobody can tell how it ends.\n", at
}

// What stands around a claim in its paragraph.
var (
	openings = []string{"The contest is far from over.", "Shops have had to get used to it.", "It helps to look at the whole.", "None of this came overnight."}
	closings = []string{"What follows from it is another matter.", "Rivals have taken note.", "That may be a matter of habit.", "There is room left."}
)

// tells compares the claims of a stretch of an article with those wanted, as
// far as the sentence decides them.
func tells(x *Extraction, at [2]int, want []said, decided func(*said)) string {
	var got []said
	for _, c := range x.Claims() {
		if at[0] <= c.Start && c.End <= at[1] {
			got = append(got, said{x.Document.Slice(c.Span), c.Value, c.Unit, c.Bound, c.Measure, c.Entity, c.Market, c.Period, c.Status, c.Source})
		}
	}
	want = slices.Clone(want)
	for i := range want {
		if i < len(got) && want[i].Market == anything {
			got[i].Market = anything
		}
		decided(&want[i])
	}
	for i := range got {
		decided(&got[i])
	}
	return cmp.Diff(want, got)
}

var when = time.Date(2016, 4, 12, 0, 0, 0, 0, time.UTC)

// Names, numbers and words change: the claims are what they say.
func TestVariants(t *testing.T) {
	x := extractor(t)
	for _, v := range variants {
		article, at := among([]variant{v})
		if diff := tells(x.Extract(Article{Text: article, Published: when}), at[0], v.want, func(*said) {}); diff != "" {
			t.Errorf("%s\n%s", v.text, diff)
		}
	}
}

// One of each kind in an article, in every order: no figure is lost or read
// otherwise, and each keeps its measure. Whose word it is, and for when, may
// carry over from the paragraphs before, so those slots are left to the test
// above.
func TestVariantsInEveryOrder(t *testing.T) {
	x, rng := extractor(t), rand.New(rand.NewPCG(2015, 3))
	kinds := map[string][]variant{}
	for _, v := range variants {
		kinds[v.kind] = append(kinds[v.kind], v)
	}
	names := []string{"forecast", "leader", "part", "sellers"}
	for range 200 {
		rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		var picked []variant
		for _, n := range names {
			picked = append(picked, kinds[n][rng.IntN(len(kinds[n]))])
		}
		article, at := among(picked)
		got := x.Extract(Article{Text: article, Published: when})
		for i, v := range picked {
			if diff := tells(got, at[i], v.want, func(c *said) {
				c.Period, c.Status, c.Source = "", "", ""
				switch v.kind {
				case "part":
					c.Market = ""
				case "sellers":
					c.Entity = ""
				}
			}); diff != "" {
				t.Errorf("%v\n%s\n%s", names, v.text, diff)
			}
		}
	}
}

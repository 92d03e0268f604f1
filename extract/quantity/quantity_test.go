package quantity

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"marketfigures/extract/text"
)

// show writes the quantities of a text as "figure = value unit bound (noun)".
func show(g *Grammar, body string, dates ...text.Span) []string {
	d := text.Parse(body)
	out := []string{}
	for _, q := range g.Find(d, dates) {
		line := fmt.Sprintf("%s = %.12g %s %s", d.Slice(q.Span), q.Value, q.Unit, q.Bound)
		if q.Bound == Range {
			line = fmt.Sprintf("%s = %.12g..%.12g %s", d.Slice(q.Span), q.Low, q.High, q.Unit)
		}
		if q.Counted.Len() > 0 {
			line += " (" + d.Slice(q.Counted) + ")"
		}
		out = append(out, line)
	}
	return out
}

type row struct {
	text string
	want []string
}

func checkRows(t *testing.T, rows []row) {
	t.Helper()
	g := builtin(t)
	for _, r := range rows {
		if diff := cmp.Diff(r.want, show(g, r.text)); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", r.text, diff)
		}
	}
}

func TestNumerals(t *testing.T) {
	checkRows(t, []row{
		{"It has 1,234.5 tonnes.", []string{"1,234.5 = 1234.5 count exact (tonnes)"}},
		{"In all 1 234 567 people came.", []string{"1 234 567 = 1234567 count exact (people)"}},
		{"It has 1,00,000 riders.", []string{"1,00,000 = 100000 count exact (riders)"}},
		{"Die Summe 1.234,5 stands there.", []string{"1.234,5 = 1234.5 count exact (stands)"}},
		{"Around 12,34,567.89 was paid.", []string{"12,34,567.89 = 1234567.89 count about"}},
		{"１２３ shops", []string{"１２３ = 123 count exact (shops)"}},
		{"twenty-five shops", []string{"twenty-five = 25 count exact (shops)"}},
		{"three and a half billion users", []string{"three and a half billion = 3500000000 count exact (users)"}},
		{"2½ million users", []string{"2½ million = 2500000 count exact (users)"}},
		{"half a million users", []string{"half a million = 500000 count exact (users)"}},
		{"a hundred and twelve shops", []string{"a hundred and twelve = 112 count exact (shops)"}},
		{"two dozen shops and half a dozen banks", []string{"two dozen = 24 count exact (shops)", "half a dozen = 6 count exact (banks)"}},
		{"one to two thousand shops", []string{"one to two thousand = 1000..2000 count (shops)"}},
		{"5000 or more and less than 10000", []string{"5000 or more and less than 10000 = 5000..10000 count"}},
		{"100 thousand million users", []string{"100 thousand million = 100000000000 count exact (users)"}},
		{"8 million 500 thousand users", []string{"8 million 500 thousand = 8500000 count exact (users)"}},
		{"nine point nought four", []string{"nine point nought four = 9.04 count exact"}},
		{"2.3 billion and 4.35 million shops", []string{"2.3 billion and 4.35 million = 2304350000 count exact (shops)"}},
		{"CHF 1'000'000", []string{"CHF 1'000'000 = 1000000 CHF exact"}},
		{"1.04B users and 40m-50m shops", []string{"1.04B = 1040000000 count exact (users)", "40m-50m = 40000000..50000000 count (shops)"}},
		{"forty-five (45) shops", []string{"forty-five = 45 count exact"}},
		{"3 million in one place and 500 thousand in another", []string{"3 million = 3000000 count exact", "one = 1 count exact (place)", "500 thousand = 500000 count exact"}},
	})
}

func TestFractions(t *testing.T) {
	checkRows(t, []row{
		{"two-thirds of the users pay", []string{"two-thirds = 66.67 percent exact"}},
		{"Nearly 1/3 of them pay", []string{"1/3 = 33.33 percent about"}},
		{"one in five merchants has it", []string{"one in five = 20 percent exact"}},
		{"nine out of ten stalls take it; of Alipay it is seven.", []string{"nine out of ten = 90 percent exact", "seven = 70 percent exact"}},
		{"one order in three was paid so", []string{"one order in three = 33.33 percent exact"}},
		{"Of every three viewers, two had bought something", []string{"three = 3 count exact (viewers)", "two = 66.67 percent exact"}},
		{"three-quarters of shops and a quarter of stalls", []string{"three-quarters = 75 percent exact", "a quarter = 25 percent exact"}},
		{"half of users", []string{"half = 50 percent exact"}},
		{"half a per cent of the total", []string{"half a per cent = 0.5 percent exact"}},
		{"a quarter of a percentage point", []string{"a quarter of a percentage point = 0.25 percentage_points exact"}},
		{"More than 8 into, namely 81.8%, pay so", []string{"8 into = 80 percent above", "81.8% = 81.8 percent exact"}},
		{"5 shops in 12 cities", []string{"5 = 5 count exact (shops)", "12 = 12 count exact (cities)"}},
	})
}

func TestPercent(t *testing.T) {
	checkRows(t, []row{
		{"5%, 5 %, 5 percent, 5 per cent, 5 pct and five per cent.", []string{
			"5% = 5 percent exact", "5 % = 5 percent exact", "5 percent = 5 percent exact",
			"5 per cent = 5 percent exact", "5 pct = 5 percent exact", "five per cent = 5 percent exact"}},
		{"fell 12.8 percentage points", []string{"12.8 percentage points = 12.8 percentage_points exact"}},
		{"its share of 40% fell by 2 points", []string{"40% = 40 percent exact", "2 points = 2 percentage_points exact"}},
		{"the index fell by 2 points", []string{"2 = 2 count exact (points)"}},
		{"It charges 60 basis points.", []string{"60 basis points = 0.6 percent exact"}},
		{"The fee was cut by 60 basis points.", []string{"60 basis points = 0.6 percentage_points exact"}},
		{"-5% after +12%", []string{"5% = -5 percent exact", "12% = 12 percent exact"}},
		{"a percentage point less than 38.9pc", []string{"a percentage point = 1 percentage_points exact", "38.9pc = 38.9 percent below"}},
		{"minus ten percent", []string{"ten percent = -10 percent exact"}},
		{"５４％ of them", []string{"５４％ = 54 percent exact"}},
	})
}

func TestMoney(t *testing.T) {
	checkRows(t, []row{
		{"3 trillion and 790 billion yuan", []string{"3 trillion and 790 billion yuan = 3.79e+12 CNY exact"}},
		{"RMB 20 million, Rmb14.6bn and 5 billion Chinese yuan", []string{
			"RMB 20 million = 20000000 CNY exact", "Rmb14.6bn = 14600000000 CNY exact", "5 billion Chinese yuan = 5000000000 CNY exact"}},
		{"US$1.2bn, HK$5 million, NT$6m, S$7, A$8, R$9 billion, €10m, £11bn, ₹12 crore, Rs 13 lakh", []string{
			"US$1.2bn = 1200000000 USD exact", "HK$5 million = 5000000 HKD exact", "NT$6m = 6000000 TWD exact", "S$7 = 7 SGD exact", "A$8 = 8 AUD exact",
			"R$9 billion = 9000000000 BRL exact", "€10m = 10000000 EUR exact", "£11bn = 11000000000 GBP exact", "₹12 crore = 120000000 INR exact", "Rs 13 lakh = 1300000 INR exact"}},
		{"It paid a $ 300 million fee.", []string{"$ 300 million = 300000000 USD exact"}},
		{"20 dollars 43 cents", []string{"20 dollars 43 cents = 20.43 USD exact"}},
		{"5 cents", []string{"5 cents = 0.05 USD exact"}},
		{"Tencent said ten cents", []string{"ten cents = 0.1 USD exact"}},
		{"3 USD50 cards", []string{"3 = 3 count exact", "USD50 = 50 USD exact"}},
		{"Rs. 20 was paid", []string{"Rs. 20 = 20 INR exact"}},
		{"620亿元", []string{"620亿元 = 62000000000 CNY exact"}},
		{"5 billion Hong Kong dollars", []string{"5 billion Hong Kong dollars = 5000000000 HKD exact"}},
		{"In Tokyo it was ¥5 billion", []string{"¥5 billion = 5000000000 JPY exact"}},
		{"In Hangzhou it was ¥5 billion", []string{"¥5 billion = 5000000000 CNY exact"}},
		{"RMB 5 billion yuan", []string{"RMB 5 billion yuan = 5000000000 CNY exact"}},
		{"20 and 30 billion yuan", []string{"20 = 20000000000 CNY exact", "30 billion yuan = 30000000000 CNY exact"}},
	})
}

func TestRanges(t *testing.T) {
	checkRows(t, []row{
		{"5-6 million users", []string{"5-6 million = 5000000..6000000 count (users)"}},
		{"50% to 55% of users", []string{"50% to 55% = 50..55 percent"}},
		{"$36.5-40 billion", []string{"$36.5-40 billion = 36500000000..40000000000 USD"}},
		{"between 45 and 50 percent", []string{"45 and 50 percent = 45..50 percent"}},
		{"between RMB75.5 billion and RMB78.0 billion", []string{"RMB75.5 billion and RMB78.0 billion = 75500000000..78000000000 CNY"}},
		{"50 thousand to 60 thousand shops", []string{"50 thousand to 60 thousand = 50000..60000 count (shops)"}},
		{"900,000 to 1.2 million shops", []string{"900,000 to 1.2 million = 900000..1200000 count (shops)"}},
		{"its share rose from 45% to 50% in May", []string{"45% = 45 percent exact", "50% = 50 percent exact"}},
		{"its share rose from 45 to 50 percent", []string{"45 = 45 percent exact", "50 percent = 50 percent exact"}},
		{"a fee of 50 to 60 basis points", []string{"50 to 60 basis points = 0.5..0.6 percent"}},
		{"fees range from 0.6% to 1.2%", []string{"0.6% to 1.2% = 0.6..1.2 percent"}},
		{"more than 10 and less than 20", []string{"10 and less than 20 = 10..20 count"}},
		{"50, 60 or 70 percent", []string{"50 = 50 percent exact", "60 = 60 percent exact", "70 percent = 70 percent exact"}},
		{"50, 60, and 70 percent", []string{"50 = 50 percent exact", "60 = 60 percent exact", "70 percent = 70 percent exact"}},
		{"It was 2.3, and 13 percent of it", []string{"2.3 = 2.3 count exact", "13 percent = 13 percent exact"}},
		{"13 and 15 percent respectively", []string{"13 = 13 percent exact", "15 percent = 15 percent exact"}},
		{"from 20% in one year to 30%", []string{"20% = 20 percent exact", "one = 1 count exact (year)", "30% = 30 percent exact"}},
	})
}

func TestBounds(t *testing.T) {
	checkRows(t, []row{
		{"more than 50% and about 30%", []string{"50% = 50 percent above", "30% = 30 percent about"}},
		{"about 50% and 30%", []string{"50% = 50 percent about", "30% = 30 percent exact"}},
		{"500+ shops", []string{"500 = 500 count above (shops)"}},
		{"60 million users or more", []string{"60 million = 60000000 count above (users)"}},
		{"a billion, give or take.", []string{"a billion = 1000000000 count about"}},
		{"5 million or so.", []string{"5 million = 5000000 count about"}},
		{"passed the 300 million mark", []string{"300 million = 300000000 count above (mark)"}},
		{"no more than 5%, and in the end no less than 3%", []string{"5% = 5 percent below", "3% = 3 percent above"}},
		{"not even 1 percent", []string{"1 percent = 1 percent below"}},
		{"Nobody else, not even UnionPay, gets more than 2%.", []string{"2% = 2 percent below"}},
		{"more than 170 billion yuan ($25.8 billion)", []string{"170 billion yuan = 170000000000 CNY above", "$25.8 billion = 25800000000 USD above"}},
		{"up to 30% of users, while it moved up to 40%", []string{"30% = 30 percent below", "40% = 40 percent exact"}},
		{"about five hundred or more", []string{"five hundred = 500 count above"}},
		{"the top 10 shops", []string{"10 = 10 count exact (shops)"}},
		{"Users Top 80 Million", []string{"80 Million = 80000000 count above"}},
		{"60% use it at least once a day", []string{"60% = 60 percent exact"}},
	})
}

// TestTraps holds what looks like a figure and is none.
func TestTraps(t *testing.T) {
	g := builtin(t)
	for _, body := range []string{
		"Tencent", "the first half", "in the second half of the year", "the second quarter", "H1", "Q4", "half a year", "half an hour later",
		"one of the shops", "no one knew", "everyone and no one", "version 2.0.1", "4G and 3D", "B2C, O2O and P2P", "99Bill", "360buy", "58.com",
		"COVID-19", "7-Eleven", "at 10:30", "call 021-5555-1234", "1. Alipay leads", "(2) Tenpay follows", "hundreds of millions of users", "tens of millions",
		"dozens of shops", "several million users", "a few hundred shops", "millions of yuan", "the third quarter", "a third-party wallet", "the twenty-fifth shop",
		"the 4th shop", "the 21st century", "24/7", "Rmb trillion", "cut in half", "No. 1 in China", "see Table 3.", "RMB a quarter", "at 2 pm",
	} {
		if got := show(g, body); len(got) > 0 {
			t.Errorf("%q gives %v, want nothing", body, got)
		}
	}
}

func TestDatesAreNoQuantities(t *testing.T) {
	g := builtin(t)
	body := "In 2013 300 million people paid 5% in May 2014."
	at := func(s string) text.Span { i := strings.Index(body, s); return text.Span{Start: i, End: i + len(s)} }
	want := []string{"300 million = 300000000 count exact (people)", "5% = 5 percent exact"}
	if diff := cmp.Diff(want, show(g, body, at("2013"), at("May 2014"))); diff != "" {
		t.Error(diff)
	}
}

func TestLineBreaksEndFigures(t *testing.T) {
	wide := "In the course of the whole of that year the customers of all of the shops together paid "
	checkRows(t, []row{
		{wide + "300\nmillion yuan by phone, and of these payments the shopkeepers say that a good 50\npercent came in the evening of the day itself, as the report has it.", []string{"300 = 300000000 CNY exact", "50 = 50 percent exact"}},
		{wide + "RMB\n300 million by phone.", []string{"300 million = 300000000 CNY exact"}},
	})
}

// checkSound asserts what holds for every text: spans within the text and in
// order, no overlaps, units and bounds of the contract.
func checkSound(t interface{ Fatalf(string, ...any) }, g *Grammar, body string) {
	d := text.Parse(body)
	end := 0
	for _, q := range g.Find(d, nil) {
		if q.Start < end || q.End <= q.Start || q.End > len(body) || q.First >= q.Last || d.TokenSpan(q.First, q.Last) != q.Span {
			t.Fatalf("%q: %+v is out of order or out of the text", body, q)
		}
		end = q.End
		switch q.Bound {
		case Exact, About, Above, Below:
		case Range:
			if !(q.Low < q.High) {
				t.Fatalf("%q: range %+v does not rise", body, q)
			}
		default:
			t.Fatalf("%q: bound %q", body, q.Bound)
		}
		if q.Unit == "" || q.Value != q.Value || strings.ContainsAny(d.Slice(q.Span), "\n\r") {
			t.Fatalf("%q: %+v has no unit, no value or crosses a line", body, q)
		}
	}
}

func TestAnyTextIsSound(t *testing.T) {
	g := builtin(t)
	words := []string{"5", "2,000", "1.5", "%", "percent", "million", "billion", "and", "a", "half", "third", "thirds", "one", "two", "twenty", "in", "out", "of", "to", "-", "between", "from",
		"more", "than", "about", "or", "so", "RMB", "$", "yuan", "(", ")", ",", ".", "\n", "/", "½", "points", "users", "the", "quarter", "hundred", "k", "m", "+", "US", "^", "e5", "亿", "元", "every", "into", "point"}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(words), 0, 14).Draw(t, "words")
		sep := rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "sep")
		checkSound(t, g, strings.Join(parts, sep))
	})
}

func FuzzFind(f *testing.F) {
	g := builtin(f)
	for _, seed := range []string{"3 trillion and 790 billion yuan", "$-5", "% of 22", "\xff5%", "-", "1/", "between 1 and", "a half and a", "１２", "5 百分点"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) { checkSound(t, g, body) })
}

func BenchmarkFind(b *testing.B) {
	g := builtin(b)
	body := strings.Repeat("In the first quarter Alipay held more than 54.3% of the market, up from 50.1% a year earlier, iResearch said. "+
		"Its rival, which many shops in the countryside prefer by far, took the rest of it. Payments came to 3.79 trillion yuan ($550 billion), made by about 400 million users.\n", 200)
	d := text.Parse(body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		g.Find(d, nil)
	}
}

// Command generate writes any number of made-up articles, the same from the
// same seed, for tests of how the job bears their number:
//
//	go run ./testdata/generate -articles 100000 -seed 1 DIR
//
// The figures mean nothing. Some articles are copies of others, some are
// bilingual, some have tables, boilerplate and no date.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	articles := flag.Int("articles", 1000, "how many")
	first := flag.Int("first", 0, "number of the first one")
	seed := flag.Uint64("seed", 1, "seed of what they say")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: generate [-articles N] [-first N] [-seed N] DIR")
		os.Exit(2)
	}
	if err := generate(flag.Arg(0), *first, *articles, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate writes a thousand articles a folder.
func generate(dir string, first, articles int, seed uint64) error {
	for n := first; n < first+articles; n++ {
		folder := filepath.Join(dir, fmt.Sprintf("%04d", n/1000))
		if n == first || n%1000 == 0 {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%07d.md", n)), []byte(article(n, seed)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var (
	wallets = []string{"Alipay", "Tenpay", "WeChat Pay", "UnionPay", "支付宝", "Apple Pay"}
	markets = []string{"third-party mobile payment", "third-party payment", "online retail", "B2C", "offline payment"}
	houses  = []string{"iResearch", "Analysys", "Ipsos", "the People's Bank of China", "Bernstein"}
	papers  = []string{"Payments Daily", "The Ledger", "China Retail Watch", "Fintech Review"}
)

// article is the nth article. Every fortieth is a copy of the one before.
func article(n int, seed uint64) string {
	copied := n%40 == 39
	from := n
	if copied {
		from = n - 1
	}
	r := rand.New(rand.NewPCG(seed, uint64(from)))
	pick := func(of []string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	year := 2013 + r.IntN(6)
	fmt.Fprintf(&b, "---\ntitle: %s in %d, part %d\npublisher: %s\n", pick(wallets), year, n, papers[n%len(papers)])
	if from%11 != 0 {
		fmt.Fprintf(&b, "published: %d-%02d-%02d\n", year+1, 1+r.IntN(12), 1+r.IntN(28))
	}
	b.WriteString("---\n\n")
	paragraphs := 1 + r.IntN(2)
	if from%20 == 0 { // most are wires, some are reports
		paragraphs += 6
	}
	for range paragraphs {
		for range 1 + r.IntN(4) {
			b.WriteString(sentence(r, pick, year) + " ")
		}
		b.WriteString("\n\n")
	}
	if from%9 == 0 {
		fmt.Fprintf(&b, "| Provider | Share in %d |\n| --- | --- |\n", year)
		for _, w := range wallets[:3] {
			fmt.Fprintf(&b, "| %s | %d.%d%% |\n", w, r.IntN(60), r.IntN(10))
		}
	}
	return b.String()
}

// sentence says something in words that hardly any other sentence has: articles
// that share more than a few runs of words would be taken for copies.
func sentence(r *rand.Rand, pick func([]string) string, year int) string {
	coined := func() string { return pick(onsets) + pick(vowels) + pick(onsets) + pick(vowels) + pick(onsets) + "en" }
	aside := fmt.Sprintf("%s %s %s %s %s", pick(adverbs), pick(verbs), coined(), pick(nouns), coined())
	adjectives := []string{coined()}
	switch r.IntN(7) {
	case 0:
		return fmt.Sprintf("%s %s held %d.%d%% of the %s %s market in the %s quarter of %d, according to %s.", pick(openings), pick(wallets), r.IntN(80), r.IntN(10), pick(adjectives), pick(markets), pick([]string{"first", "second", "third", "fourth"}), year, pick(houses))
	case 1:
		return fmt.Sprintf("%s %s said it %s more than %d million %s users at the end of %d.", pick(openings), pick(wallets), pick(verbs), 100+r.IntN(800), pick(adjectives), year)
	case 2:
		return fmt.Sprintf("The %s %s market %s %d.%d trillion yuan in %d, %s, up %d%% from a year earlier.", pick(adjectives), pick(markets), pick(verbs), 1+r.IntN(90), r.IntN(10), year, aside, r.IntN(70))
	case 3:
		return fmt.Sprintf("%s expects the %s %s to grow to %d trillion yuan by %d, %s.", pick(houses), pick(adjectives), pick(nouns), 10+r.IntN(90), year+2, aside)
	case 4:
		return fmt.Sprintf("据%s统计，%d年%s的市场份额为%d%%。", pick(houses), year, pick(wallets), r.IntN(80))
	case 5:
		return fmt.Sprintf("%s %s %s %s, and %s %s %s.", pick(openings), pick(nouns), pick(verbs), aside, pick(nouns), pick(verbs), aside)
	}
	return fmt.Sprintf("%s %d to %d percent of the %s merchants %s %s, %s.", pick(openings), 20+r.IntN(20), 45+r.IntN(30), pick(adjectives), pick(verbs), pick(wallets), aside)
}

var (
	openings = strings.Fields("Meanwhile Today Elsewhere Besides Still Again Perhaps Often Rarely Lately Overall Abroad")
	adverbs  = strings.Fields("slowly gladly hardly partly mostly nearly widely openly quietly broadly firmly neatly rather rapidly plainly solely")
	verbs    = strings.Fields("reached carried held moved served gained kept won drew met found took gave lent sent paid")
	onsets   = strings.Fields("b br d dr f fl g gl h k kl l m n p pl r s sk st t tr v w")
	vowels   = strings.Fields("a e i o u au ei ou")
	nouns    = strings.Fields("shoppers vendors stalls taxis kiosks banks cafes malls phones codes ledgers counters queues wallets coupons receipts")
)

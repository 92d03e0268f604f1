package claim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"marketfigures/extract"
)

// Bare numbers take the unit that a header, a caption, a list or the figure
// before states, and only those.
func TestImpliedUnits(t *testing.T) {
	_, x := builtin(t)
	for _, c := range []struct{ text, figures string }{
		{"| Firm | Share (%) | Value (RMB bn) |\n| Alipay | 48.8 | 1,872 |", "48.8 percent, 1872000000000 CNY"},
		{"| Item | 2021 | 2022 |\n| e-CNY users (million) | 100 | 260 |\n| Payment (trn yuan) | 43.6 | 50.9 |",
			"100000000 count, 260000000 count, 43600000000000 CNY, 50900000000000 CNY"},
		{"Value in RMB bn, quarterly growth in %, shares in %\n\n|  | Value | q/q | Alipay |\n| Q1 2014 | 1,872.2 | 8.4 | 48.81 |",
			"1872200000000 CNY, 8.4 percent, 48.81 percent"},
		{"Of these 66.7 million were in use, or 129.5 per cent. The shares are set out below (per cent):\n\n| Operator | Q4 2022 |\n| Safaricom | 65.9 |",
			"66700000 count, 129.5 percent, 65.9 percent"},
		{"Together they earned US$34.87 billion. The table gives revenue in US$ million and share of the market.\n\n|  | Revenue | Share (%) |\n| TSMC | 23,527 | 64.9 |",
			"34870000000 USD, 23527000000 USD, 64.9 percent"},
		{"Payment by phone and by web grew as the table shows.\n\n\tMobile\tGrowth\n\t(trn yuan)\t(%)\n2016\t58.8\t381.9", "58800000000000 CNY, 381.9 percent"},
		{"Payment by channel went as the table shows.\n\nChannel\tNumber (billion)\tAmount (trillion yuan)\nOnline\t12.12\t483.0", "12120000000 count, 483000000000000 CNY"},
		{"In trillion yuan: 0.21 in Q3, 0.39 in Q4.", "210000000000 CNY, 390000000000 CNY"},
		{"The screen showed 57.1 billion yuan ($9.3 billion). A year earlier it had shown 36.2 billion.", "57100000000 CNY, 9300000000 USD, 36200000000 CNY"},
		{"GMV was RMB159.0 billion. Accounts increased by 57% to 198.7 million.", "159000000000 CNY, 57 percent, 198700000 count"},
		{"It took RMB 709 billion. Buyers, 483 million of them.", "709000000000 CNY, 483000000 count"},
		{"Lakala gave up 0.9 percentage points and YeePay 0.3.", "0.9 percentage_points, 0.3 percentage_points"},
		{"Alipay had 55.6 per cent of it. Tencent had 38.8.", "55.6 percent, 38.8 percent"},
		{"Revenue was 120.6 billion yuan, up 40.7 per cent. In the first half: 72.5.", "120600000000 CNY, 40.7 percent, 72500000000 CNY"},
		{"Payment Breaks Through 2 Trillion In A Quarter\n\nIn the third quarter third-party payment came to 2.01 trillion yuan in all.", "2000000000000 CNY, 2010000000000 CNY"},
		{"A Firm With 300 Million Users\n\nIt has 300 million users and took 5 billion yuan.", "300000000 count, 300000000 count, 5000000000 CNY"},
	} {
		var got []string
		for _, f := range x.Extract(extract.Article{Text: c.text, Published: time.Date(2015, 3, 12, 0, 0, 0, 0, time.UTC)}).Figures {
			got = append(got, strings.TrimPrefix(fmt.Sprintf("%.15g %s", f.Value, f.Unit), "-"))
		}
		if s := strings.Join(got, ", "); s != c.figures {
			t.Errorf("%q:\n%s, want\n%s", c.text, s, c.figures)
		}
	}
}

package claim_test

import (
	"testing"
)

// Falls and losses are negative, whichever words tell them.
func TestSigns(t *testing.T) {
	_, x := builtin(t)
	for _, c := range []struct {
		text, figure string
		want         float64
	}{
		{"Payments on mobile phones shrank by 9.6% in the quarter.", "9.6%", -9.6},
		{"Transactions came to 65 trillion yuan in January to March, 4.5% less than in the fourth quarter.", "4.5%", -4.5},
		{"Transactions were 6.1% less than in the first quarter but 33.9% more than a year before.", "33.9%", 33.9},
		{"The growth rate of mobile payments fell to 22% in the first half, from 167% a year earlier.", "22%", 22},
		{"Alipay's users fell 4% in the first half and 1% in the third quarter.", "1%", -1},
		{"JD.com's net loss was 510 million yuan in 2015, compared with 582 million yuan a year earlier.", "582 million yuan", -582e6},
		{"JD.com reported a net loss of 510 million yuan on revenue of 45.9 billion yuan in 2015.", "45.9 billion yuan", 45.9e9},
		{"Losses at Youku, the home of video, widened to 3.4 billion yuan in 2015.", "3.4 billion yuan", -3.4e9},
		{"Mobile payments fell 5% in 2018, compared to a 3% fall in 2017.", "3%", -3},
		{"Mobile payments fell 9.6% more than analysts had forecast.", "9.6%", -9.6},
		{"After years of losses at its video arm, Youku had sales of 3.4 billion yuan in 2015.", "3.4 billion yuan", 3.4e9},
		{"JD.com, million yuan\n\n| | 2014 | 2015 |\n| --- | --- | --- |\n| Revenue | 115,002 | 181,287 |\n| Net profit (loss) | 416 | (9,388) |\n", "416", 416e6},
		{"JD.com, million yuan\n\n| | 2014 | 2015 |\n| --- | --- | --- |\n| Revenue | 115,002 | 181,287 |\n| Net loss | 4,996 | 9,388 |\n", "9,388", -9388e6},
		{"JD.com, million yuan\n\n| | 2014 | 2015 |\n| --- | --- | --- |\n| Revenue | 115,002 | 181,287 |\n| Net profit (loss) | 416 | (9,388) |\n", "9,388", -9388e6},
	} {
		found := false
		for _, claim := range extracted(x, c.text).Claims() {
			if c.text[claim.Start:claim.End] == c.figure {
				found = true
				if claim.Value != c.want {
					t.Errorf("%q: %s is %v, want %v", c.text, c.figure, claim.Value, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%q: %s is no claim", c.text, c.figure)
		}
	}
}

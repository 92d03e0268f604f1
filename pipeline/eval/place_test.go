package eval

import (
	"math"
	"testing"
)

// Expected ratios are those of Python's difflib.SequenceMatcher, of which the
// project's scorer and other tools give the same numbers.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 1},
		{"abc", "", 0},
		{"abcd", "bcde", 0.75},
		{"qabxcd", "abycdf", 0.6666666666666666},
		{"private thread currentthread", "private volatile thread currentthread", 0.8615384615384616},
		{"tenpayheld", "alipayheldmore", 0.5833333333333334},
		{"abxab", "ab", 0.5714285714285714},
		{"aab", "aba", 0.6666666666666666},
		{"支付宝份额", "支付份额宝", 0.8},
		{"mobilepaymentsgrewby", "paymentsmobilegrewby", 0.7},
	} {
		if got := ratio([]rune(c.a), []rune(c.b)); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("ratio(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	const file = "<p>Menu 5%</p><p>Alipay grew by 5% while Tenpay grew by 5% in 2016.</p>"
	const clean = "Alipay grew by 5% while Tenpay grew by 5% in 2016."
	rendered := "5 %"
	for _, c := range []struct {
		clean, figure string
		nth           int
		rendered      *string
		want          int
	}{
		{file, "5%", 1, nil, 8},
		{file, "5%", 3, nil, 56},
		{file, "5%", 4, nil, -1},
		{clean, "5%", 2, nil, 15},
		{clean, "5%", 3, nil, 39},
		{"nothing here", "5%", 2, nil, -1},
		{"Alipay grew by 5 % in all", "5%", 2, &rendered, 15},
	} {
		if got := place([]rune(file), []rune(c.clean), c.figure, c.nth, c.rendered); got != c.want {
			t.Errorf("place(%q #%d in %q) = %d, want %d", c.figure, c.nth, c.clean, got, c.want)
		}
	}
}

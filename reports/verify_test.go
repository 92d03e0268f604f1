package reports

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func TestVerified(t *testing.T) {
	for _, test := range []struct {
		figure    string
		value     float64
		low, high float64
		bound     string
		want      bool
	}{
		{figure: "48.8%", value: 48.8, want: true},
		{figure: "48.8%", value: 48.3},
		{figure: "48.8%", value: 84.8},
		{figure: "RMB 58.8 tn", value: 58.8e12, want: true},
		{figure: "US$1.2bn", value: 1.2e9, want: true},
		{figure: "US$1.2bn", value: 1.3e9},
		{figure: "8.1亿", value: 8.1e8, want: true},
		{figure: "３万8千亿元", value: 3.8e12, want: true},
		{figure: "三成五", value: 35, want: true},
		{figure: "三成五", value: 53},
		{figure: "百分之八十二点八", value: 82.8, want: true},
		{figure: "two-thirds", value: 66.67, want: true},
		{figure: "two-thirds", value: 67.67},
		{figure: "1/3", value: 33.33, want: true},
		{figure: "nine out of ten", value: 90, want: true},
		{figure: "half", value: 50, want: true},
		{figure: "3 trillion and 790 billion yuan", value: 3.79e12, want: true},
		{figure: "3 trillion and 790 billion yuan", value: 3.97e12},
		{figure: "50% to 55%", value: 52.5, low: 50, high: 55, bound: "range", want: true},
		{figure: "50% to 55%", value: 52.5, low: 50, high: 56, bound: "range"},
		{figure: "5-6 million", value: 5.5e6, low: 5e6, high: 6e6, bound: "range", want: true},
		{figure: "5-6 million", value: 6.5e6, low: 5e6, high: 6e6, bound: "range"},
		{figure: "twenty-five thousand", value: 25000, want: true},
		{figure: "millions", value: 3e6},
		{figure: "no number", value: 3},
		{figure: "60 basis points", value: 0.6, want: true},
	} {
		c := &Claim{Figure: test.figure, End: len([]rune(test.figure)), Value: test.value, Low: test.low, High: test.high, Bound: test.bound}
		if got := verified(c, []rune(test.figure)); got != test.want {
			t.Errorf("%q as %v [%v, %v]: verified = %v, want %v", test.figure, test.value, test.low, test.high, got, test.want)
		}
	}
	if verified(&Claim{Figure: "48.8%", End: 5, Value: 48.8}, []rune("43.8%")) {
		t.Error("a figure that the text does not hold is verified")
	}
	if verified(&Claim{Figure: "48.8%", Start: 2, End: 7, Value: 48.8}, []rune("48.8%")) {
		t.Error("a figure beyond the text's end is verified")
	}
}

// TestSecondReaderReadsTheBenchmark reads every figure of the benchmark. The
// second reader is simple, and flags what it can't read; were it to flag much,
// charts would lose what is right.
func TestSecondReaderReadsTheBenchmark(t *testing.T) {
	paths, err := filepath.Glob("../testdata/gold/*/*.json")
	if err != nil || len(paths) == 0 {
		t.Skipf("no benchmark in testdata/gold (%v)", err)
	}
	read, figures := 0, 0
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Claims []struct {
				Figure, Bound    string
				Value, Low, High float64
			}
		}
		if err := json.Unmarshal(content, &gold); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, g := range gold.Claims {
			figures++
			c := &Claim{Figure: g.Figure, End: len([]rune(g.Figure)), Value: g.Value, Low: g.Low, High: g.High, Bound: g.Bound}
			if verified(c, []rune(g.Figure)) {
				read++
			}
		}
	}
	t.Logf("%d of %d figures read", read, figures)
	if read*200 < figures*199 {
		t.Errorf("%d of %d figures read, want 99.5 %%", read, figures)
	}
}

// TestMutatedDigitLeavesTheCharts changes one digit in the data: that claim is
// flagged, and in no chart.
func TestMutatedDigitLeavesTheCharts(t *testing.T) {
	data := synthetic(40, 120)
	var changed *Claim
	for i := range data.Claims {
		if c := &data.Claims[i]; c.Measure == "market_share" && c.Bound == "exact" {
			c.Value += 0.1
			changed = c
			break
		}
	}
	l := newLibrary(data, Default())
	l.lay()
	if len(l.unverified) != 1 || l.unverified[0] != changed.ID {
		t.Fatalf("flagged %v, want %s alone", l.unverified, changed.ID)
	}
	v, err := l.view(l.pages[0], &assets{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range v.Share.Panels {
		for _, r := range p.Rows {
			if r.ID == changed.ID {
				t.Errorf("chart %s still shows it", p.ID)
			}
		}
	}
	for _, r := range v.Ledger {
		if r.Unverified != (r.ID == changed.ID) {
			t.Errorf("ledger row %s: flagged = %v", r.ID, r.Unverified)
		}
	}
}

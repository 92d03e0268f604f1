package reports

import "testing"

func TestNormalised(t *testing.T) {
	for _, test := range []struct {
		claim Claim
		want  string
	}{
		{Claim{Value: 48.8, Unit: "percent", Bound: "exact"}, "48.8%"},
		{Claim{Value: 50, Unit: "percent", Bound: "above"}, "more than 50%"},
		{Claim{Value: 10, Unit: "percent", Bound: "below"}, "less than 10%"},
		{Claim{Value: 33.33, Unit: "percent", Bound: "about"}, "about 33.33%"},
		{Claim{Low: 50, High: 55, Value: 52.5, Unit: "percent", Bound: "range"}, "50%–55%"},
		{Claim{Value: 58.8e12, Unit: "CNY", Bound: "exact"}, "58.8 trillion CNY"},
		{Claim{Value: 8.1e8, Unit: "count", Bound: "exact"}, "810 million"},
		{Claim{Value: 500000, Unit: "count", Bound: "exact"}, "500,000"},
		{Claim{Value: -0.2, Unit: "percentage_points", Bound: "exact"}, "-0.2 points"},
		{Claim{Value: -1.2e9, Unit: "USD", Bound: "exact"}, "-1.2 billion USD"},
		{Claim{Value: 0.55, Unit: "percent", Bound: "exact"}, "0.55%"},
	} {
		if got := normalised(&test.claim); got != test.want {
			t.Errorf("%+v: %q, want %q", test.claim, got, test.want)
		}
	}
}

func TestPeriodName(t *testing.T) {
	for period, want := range map[string]string{
		"2016": "2016", "2014-Q4": "Q4 2014", "2014-H1": "first half of 2014", "2015-H2": "second half of 2015", "2015-01": "January 2015",
		"2014-02-13": "13 February 2014", "2010/2014": "2010–2014", "2016-01/2016-09": "January 2016–September 2016", "": "",
	} {
		if got := periodName(period); got != want {
			t.Errorf("%q: %q, want %q", period, got, want)
		}
	}
}

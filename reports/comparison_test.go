package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseComparison(t *testing.T) {
	about := func(id, entity string) Claim { return said(id, func(c *Claim) { c.Entity = entity }) }
	data := told(about("1", "didi"), about("2", "uber"), about("3", "uber_china"), about("4", "wechat_pay"), about("5", "tenpay"), about("6", "Yidao"), about("7", "didi"))
	data.Names = map[string]string{"didi": "Didi", "uber": "Uber", "uber_china": "Uber China", "wechat_pay": "WeChat Pay", "tenpay": "Tenpay"}
	known := []Comparison{Default(), {{"Didi", []string{"didi"}}, {"All of Uber", []string{"uber", "uber_china"}}}}
	for _, test := range []struct {
		text string
		want Comparison
	}{
		{"didi vs uber", Comparison{{"Didi", []string{"didi"}}, {"Uber", []string{"uber"}}}},
		{"Didi VS. UBER", Comparison{{"Didi", []string{"didi"}}, {"Uber", []string{"uber"}}}},
		{"didi versus all of uber", Comparison{{"Didi", []string{"didi"}}, {"All of Uber", []string{"uber", "uber_china"}}}},
		{"wechat pay vs didi", Comparison{{"WeChat Pay", []string{"wechat_pay", "tenpay"}}, {"Didi", []string{"didi"}}}},
		{"uber + uber_china against didi", Comparison{{"Uber and Uber China", []string{"uber", "uber_china"}}, {"Didi", []string{"didi"}}}},
		{"yidao vs uber", Comparison{{"Yidao", []string{"Yidao"}}, {"Uber", []string{"uber"}}}},
	} {
		got, err := data.ParseComparison(test.text, known)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, d)
		}
	}
	for text, want := range map[string]string{
		"": "two sides", "didi": "two sides", "didi vs": "two sides", "didi vs uber vs tenpay": "two sides", "didi vs didi": "on both sides", "+ vs uber": "is empty",
		"didi vs lyft": "no claim is about lyft; most are about Didi, Yidao, Tenpay",
	} {
		if c, err := data.ParseComparison(text, known); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is read as %v (%v), want an error that says %q", text, c, err, want)
		}
	}
}

// TestOtherSides renders a comparison that no code knows.
func TestOtherSides(t *testing.T) {
	share := func(id, entity, period string) Claim {
		return said(id, func(c *Claim) { c.Entity, c.Market, c.Period = entity, "ride-hailing", period })
	}
	data := told(share("1", "didi", "2014"), share("2", "uber", "2014"), share("3", "didi", "2015"), share("4", "alipay", "2015"))
	data.Names = map[string]string{"didi": "Didi", "uber": "Uber"}
	c, err := data.ParseComparison("didi vs uber", nil)
	if err != nil {
		t.Fatal(err)
	}
	dir, _ := render(t, data, Options{Comparison: c})
	page := read(t, index(dir))
	for _, want := range []string{"<h1>Didi against Uber</h1>", "In 2014, Didi held 50% of ride-hailing and Uber 50%", "entity IN (&#39;didi&#39;, &#39;uber&#39;)", "3 figures as a table"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("page lacks %q", want)
		}
	}
}

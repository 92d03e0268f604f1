package reports

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseComparison(t *testing.T) {
	names := map[string]string{"didi": "Didi", "uber": "Uber", "wechat_pay": "WeChat Pay", "tenpay": "Tenpay"}
	for _, test := range []struct {
		text string
		want Comparison
	}{
		{"didi vs uber", Comparison{{"Didi", []string{"didi"}}, {"Uber", []string{"uber"}}}},
		{"Didi VS. UBER", Comparison{{"Didi", []string{"didi"}}, {"Uber", []string{"uber"}}}},
		{"wechat pay + tenpay against didi", Comparison{{"WeChat Pay and Tenpay", []string{"wechat_pay", "tenpay"}}, {"Didi", []string{"didi"}}}},
		{"Yidao vs uber", Comparison{{"Yidao", []string{"Yidao"}}, {"Uber", []string{"uber"}}}},
	} {
		got, err := ParseComparison(test.text, names)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, d)
		}
	}
	for _, wrong := range []string{"", "didi", "didi vs", "didi vs uber vs tenpay", "didi vs didi", "+ vs uber"} {
		if c, err := ParseComparison(wrong, names); err == nil {
			t.Errorf("%q is read as %v", wrong, c)
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
	c, err := ParseComparison("didi vs uber", data.Names)
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

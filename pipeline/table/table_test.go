package table

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var rows = [][]any{
	{"支付宝", 54.5, nil, time.Date(2016, 2, 29, 0, 0, 0, 0, time.UTC)},
	{"a \"quoted\"\nline, <b>\x1b[31m", int64(-3), []any{int32(1), "x"}, time.Date(2016, 2, 29, 12, 30, 0, 0, time.UTC)},
	{"", 1e21, map[string]any{"slot": "entity", "n": math.NaN()}, nil},
}

func TestWrite(t *testing.T) {
	columns := []string{"name", "value", "list", "day"}
	for format, want := range map[string]string{
		"table": `name                                      value  list                     day
───────────────────────  ──────────────────────  ───────────────────────  ────────────────────
支付宝                                     54.5                           2016-02-29
a "quoted" line, <b> […                      -3  [1,"x"]                  2016-02-29T12:30:00Z
                         1000000000000000000000  {"n":null,"slot":"enti…
(3 rows)
`,
		"csv": "name,value,list,day\n支付宝,54.5,,2016-02-29\n\"a \"\"quoted\"\"\nline, <b>\x1b[31m\",-3,\"[1,\"\"x\"\"]\",2016-02-29T12:30:00Z\n,1000000000000000000000,\"{\"\"n\"\":null,\"\"slot\"\":\"\"entity\"\"}\",\n",
		"json": `[
{"name": "支付宝", "value": 54.5, "list": null, "day": "2016-02-29"},
{"name": "a \"quoted\"\nline, <b>\u001b[31m", "value": -3, "list": [1,"x"], "day": "2016-02-29T12:30:00Z"},
{"name": "", "value": 1e+21, "list": {"n":null,"slot":"entity"}, "day": null}
]
`,
	} {
		var b strings.Builder
		width := 0
		if format == "table" {
			width = 23
		}
		if err := Write(&b, format, Table{Columns: columns, Rows: slices.Values(rows), Width: width}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
	}
	if err := Write(&strings.Builder{}, "xml", Table{Rows: slices.Values(rows)}); err == nil {
		t.Error("xml gave no error")
	}
}

func TestRecords(t *testing.T) {
	rows := [][]any{
		{"微信支付", 38.8, nil, "Together they stand for about 94% of mobile payments in mainland China, if you believe it."},
		{"alipay", 54.0, []any{}, "No."},
	}
	wide := Table{Columns: []string{"entity", "value", "period", "sentence"}, Rows: slices.Values(rows), Width: 30, Screen: 44}
	want := `── row 1 ───────────────────────────────────
entity    微信支付
value     38.8
sentence  Together they stand for about 94%
          of mobile payments in mainland
          China, if you believe it.
── row 2 ───────────────────────────────────
entity    alipay
value     54
sentence  No.
(2 rows)
`
	var b bytes.Buffer
	if err := Write(&b, "table", wide); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	for _, screen := range []int{0, 120} { // no screen, and one that the cut cells fit
		b.Reset()
		wide.Screen = screen
		if err := Write(&b, "table", wide); err != nil || !strings.HasPrefix(b.String(), "entity    value  period  sentence\n") {
			t.Errorf("screen %d: %v\n%s", screen, err, b.String())
		}
	}
}

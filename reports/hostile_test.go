package reports

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// payloads are what an article may hold to run as script, style or formula.
var payloads = []string{
	`</script><script>window.pwned=1</script>`,
	`<!--<script>window.pwned=1</script>`,
	`__f__window.pwned=1__f__`,
	`<img src=x onerror="window.pwned=1">`,
	"line\u2028window.pwned=1\u2029separator",
	`"><svg onload=window.pwned=1>`,
	`'-window.pwned=1-'`,
	`${window.pwned=1}{{.}}{value}`,
	`</style><style>*{display:none}</style>`,
	`</title><script>window.pwned=1</script>`,
	`=HYPERLINK("http://evil.example","x")`,
	`@SUM(1+1)*cmd|' /C calc'!A0`,
	`javascript:window.pwned=1`,
	`toString`, `__proto__`, `constructor`,
	"\u202eright to left", "a & b < c > d \"q\" 'q'",
}

// hostile makes a report whose every word is a payload.
func hostile() *Data {
	d := &Data{Names: map[string]string{"alipay": payloads[3], "tenpay": payloads[0]}, Run: Run{ID: payloads[5], Version: payloads[1], Previous: payloads[0]}}
	for i, p := range payloads {
		a := Article{
			ID: fingerprint("hostile", i), URL: p, Title: p, Publisher: p, Author: p, Language: "en",
			Published: date(2016, 1, 1+i), SHA256: p,
		}
		var b strings.Builder
		for j := range 3 {
			at := utf8.RuneCountInString(b.String())
			lead, figure := p+" says that it held ", fmt.Sprintf("%d.%d%%", 20+i, j)
			sentence := lead + figure + " " + p + ".\n"
			b.WriteString(sentence)
			start := at + utf8.RuneCountInString(lead)
			c := Claim{
				ID: fingerprint(a.ID, j), Article: a.ID, Original: a.ID, Start: start, End: start + utf8.RuneCountInString(figure),
				Sentence: Span{at, at + utf8.RuneCountInString(sentence) - 1}, Figure: figure, Value: float64(20+i) + float64(j)/10,
				Unit: "percent", Bound: "exact", Measure: "market_share", Entity: []string{"alipay", "tenpay", p}[j], Market: p,
				Period: "2014", Starts: date(2014, 1, 1), Ends: date(2015, 1, 1), AsOf: date(2014, 12, 31), Status: "reported", Source: p, Rule: p, ReviewedBy: p,
			}
			if j == 2 {
				c.Measure = "penetration"
			}
			d.Claims = append(d.Claims, c)
			d.Changes = append(d.Changes, Change{Kind: []string{"new", "revised", "withdrawn"}[j], Claim: c.ID, Article: a.ID, Figure: p, Detail: p})
		}
		a.Text = b.String()
		a.Names = []Span{{0, utf8.RuneCountInString(p)}}
		d.Articles = append(d.Articles, a)
		d.SetAside = append(d.SetAside, SetAside{Address: p, Reason: p, Hint: p})
		d.Conflict = append(d.Conflict, Conflict{Subject: p, Claims: []string{d.Claims[3*i].ID, d.Claims[3*i+1].ID}})
		d.Outcomes = append(d.Outcomes, Outcome{d.Claims[3*i].ID, d.Claims[3*i+1].ID})
	}
	// One market for all, so that there are charts.
	for i := range d.Claims {
		if i%2 == 0 {
			d.Claims[i].Market = payloads[0]
		}
	}
	slices.SortFunc(d.Claims, func(a, b Claim) int { return strings.Compare(a.ID, b.ID) })
	return d
}

// TestHostileMarkup looks at the bytes: only our own elements may be there.
func TestHostileMarkup(t *testing.T) {
	dir, _ := render(t, hostile(), Options{Comparison: Comparison{{payloads[0], []string{"alipay"}}, {payloads[3], []string{"tenpay"}}}})
	page := read(t, index(dir))
	if n := bytes.Count(page, []byte("<script>")); n != 1 {
		t.Errorf("%d bare script elements, want our one", n)
	}
	if n := bytes.Count(page, []byte("<style>")); n != 1 {
		t.Errorf("%d style elements, want our one", n)
	}
	for _, bad := range []string{`href="javascript:`, "href=javascript:", "<img", "<svg onload", "onerror=\"window"} {
		if bytes.Contains(page, []byte(bad)) {
			t.Errorf("page holds %s", bad)
		}
	}
	text := html.UnescapeString(string(page))
	for _, p := range payloads {
		if !strings.Contains(text, p) {
			t.Errorf("payload %q is not shown as it is", p)
		}
	}
}

// TestHostileRuns opens it, follows marks, filters and downloads.
func TestHostileRuns(t *testing.T) {
	dir, _ := render(t, hostile(), Options{Comparison: Comparison{{payloads[0], []string{"alipay"}}, {payloads[3], []string{"tenpay"}}}})
	p := open(t, index(dir), 1280, 900)
	if n := p.drawAll(); n < 2 {
		t.Fatalf("%d charts drawn, want some", n)
	}
	saved := eval[[]string](p, `
		const blobs = [], tips = [];
		window.tips = tips;
		URL.createObjectURL = (blob) => { blobs.push(blob); return 'blob:none'; };
		HTMLAnchorElement.prototype.click = function () {};
		for (const link of document.querySelectorAll('.links a')) {
			link.dispatchEvent(new PointerEvent('pointerenter'));
			tips.push(document.querySelector('.tip').textContent);
			link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
		}
		document.querySelector('#tools').scrollIntoView();
		for (let i = 0; i < 100 && !document.querySelector('[data-save=all]'); i++) await new Promise((r) => setTimeout(r, 20));
		for (const b of document.querySelectorAll('[data-save=csv], [data-save=all]')) b.dispatchEvent(new MouseEvent('click', { bubbles: true }));
		const input = document.querySelector('[data-filter=q]');
		input.value = '<img src=x onerror="window.pwned=1">';
		input.dispatchEvent(new Event('input'));
		dispatchEvent(new Event('beforeprint'));
		dispatchEvent(new Event('afterprint'));
		await new Promise((r) => setTimeout(r, 200));
		return Promise.all(blobs.map((b) => b.text()));`)
	if eval[bool](p, `return 'pwned' in window || document.querySelectorAll('img').length > 0`) {
		t.Error("a payload ran")
	}
	shown := eval[string](p, `return document.documentElement.textContent`)
	for _, payload := range payloads {
		if !strings.Contains(shown, payload) {
			t.Errorf("payload %q is not shown as it is", payload)
		}
	}
	tips := strings.Join(eval[[]string](p, `return window.tips`), "\n")
	for i, payload := range payloads {
		if !strings.Contains(tips, payload) && i%2 == 0 { // every second article is charted
			t.Errorf("payload %q is in no tooltip as it is", payload)
		}
		if cells := strings.ReplaceAll(strings.Join(saved, ""), `""`, `"`); !strings.Contains(cells, payload) {
			t.Errorf("payload %q is in no download as it is", payload)
		}
	}
	if len(saved) < 3 {
		t.Fatalf("%d files saved, want those of charts and ledger", len(saved))
	}
	for _, file := range saved {
		rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+@\t\r") {
					t.Errorf("cell %q starts a formula", cell)
				}
			}
		}
	}
	p.quiet()
}

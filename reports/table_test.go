package reports

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestTableBehindEveryChart counts rows and marks, and reads the page with
// scripts off.
func TestTableBehindEveryChart(t *testing.T) {
	data := synthetic(50, 300)
	v := viewOf(t, data)
	for _, s := range append([]section{v.Share, v.Penetration}, v.Money...) {
		for _, p := range append(s.Panels, s.More...) {
			if marks := len(seriesOf(t, p)["marks"]); marks != len(p.Rows) || marks < minMarks {
				t.Errorf("%s: %d marks, %d rows", p.ID, marks, len(p.Rows))
			}
		}
	}
	dir, _ := render(t, data, Options{})
	p := open(t, index(dir), 1280, 900)
	if _, err := chromedp.Call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate("file://"+index(dir)), chromedp.WaitReady("footer"))
	for _, problem := range eval[[]string](p, `
		const problems = [];
		for (const chart of document.querySelectorAll('.chart')) {
			const table = document.querySelector('table[data-table="' + chart.dataset.chart + '"]');
			if (!table.caption || !table.querySelector('thead th[scope=col]') || !table.querySelector('tbody td a')) problems.push(chart.dataset.chart + ' has no table');
			if (chart.getAttribute('aria-label').length < 60 || /NaN|undefined/.test(chart.getAttribute('aria-label'))) problems.push('described as ' + chart.getAttribute('aria-label'));
			if (!table.classList.contains('quotes') && table.dataset.table !== 'outcomes' && table.caption.textContent !== chart.getAttribute('aria-label')) problems.push(chart.dataset.chart + ': caption differs from description');
		}
		const rows = document.querySelectorAll('#claims tbody tr').length;
		const marks = document.querySelectorAll('.text mark[id]').length;
		if (rows !== 300 || marks !== 300) problems.push(rows + ' rows and ' + marks + ' marked figures without scripts');
		if (document.querySelector('svg:not([viewBox])')) problems.push('scripts ran');
		return problems;`) {
		t.Error(problem)
	}
}

// TestDownloadsEqualTables saves every table and compares.
func TestDownloadsEqualTables(t *testing.T) {
	data := synthetic(51, 200)
	dir, _ := render(t, data, Options{})
	p := open(t, index(dir), 1280, 900)
	type download struct {
		CSV, JSON string
		Names     []string
		Rows      [][]string
	}
	for i, d := range eval[[]download](p, `
		const blobs = [];
		URL.createObjectURL = (blob) => { blobs.push(blob); return 'blob:none'; };
		HTMLAnchorElement.prototype.click = function () {};
		document.querySelector('#tools').scrollIntoView();
		for (let i = 0; i < 200 && !document.querySelector('[data-save=all]'); i++) await new Promise((r) => setTimeout(r, 20));
		const out = [];
		for (const button of document.querySelectorAll('[data-save=csv]')) {
			const figure = button.closest('figure');
			const table = figure ? figure.querySelector('table') : document.querySelector('#claims');
			button.dispatchEvent(new MouseEvent('click'));
			button.parentElement.querySelector('[data-save=json]').dispatchEvent(new MouseEvent('click'));
			const names = [...table.querySelectorAll('thead th')].map((th) => th.textContent.toLowerCase());
			out.push({
				CSV: await blobs.at(-2).text(), JSON: await blobs.at(-1).text(), Names: names,
				Rows: [...table.querySelectorAll('tbody tr:not(.group)')].map((tr) => names.map((_, i) => tr.cells[i] ? tr.cells[i].textContent.trim() : '')),
			});
		}
		return out;`) {
		rows, err := csv.NewReader(strings.NewReader(d.CSV)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		n := len(d.Names)
		if !slices.Equal(rows[0][:n], d.Names) || rows[0][len(rows[0])-1] != "claim_id" {
			t.Errorf("file %d: columns %v, table has %v", i, rows[0], d.Names)
		}
		var got [][]string
		for _, r := range rows[1:] {
			got = append(got, r[:n])
		}
		if diff := cmp.Diff(d.Rows, got); diff != "" {
			t.Errorf("file %d (-table +csv):\n%s", i, diff)
		}
		var content struct {
			Codebook []struct{ Column, Means string }
			Rows     []map[string]string
		}
		if err := json.Unmarshal([]byte(d.JSON), &content); err != nil {
			t.Fatal(err)
		}
		if len(content.Rows) != len(d.Rows) || len(content.Codebook) < 10 || content.Rows[0]["claim_id"] == "" {
			t.Errorf("file %d: JSON has %d rows, table %d", i, len(content.Rows), len(d.Rows))
		}
	}
	p.quiet()
}

// TestDownloadOpensInDuckDB saves the ledger and reads it as an analyst would.
func TestDownloadOpensInDuckDB(t *testing.T) {
	data := synthetic(53, 150)
	data.Articles[0].Title, data.Claims[3].Source = "Tills, \"tokens\"\nand coins", `Quoth "the raven", twice`
	dir, _ := render(t, data, Options{})
	p := open(t, index(dir), 1280, 900)
	content := eval[string](p, `
		let saved;
		URL.createObjectURL = (blob) => { saved = blob; return 'blob:none'; };
		HTMLAnchorElement.prototype.click = function () {};
		document.querySelector('#tools').scrollIntoView();
		for (let i = 0; i < 200 && !document.querySelector('[data-save=all]'); i++) await new Promise((r) => setTimeout(r, 20));
		document.querySelector('[data-save=all]').dispatchEvent(new MouseEvent('click'));
		return saved.text();`)
	file := filepath.Join(t.TempDir(), "claims.csv")
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "") // the driver is the store's
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT claim_id, figure, number::DOUBLE, \"credited to\" FROM read_csv($1, header = true, all_varchar = true) ORDER BY claim_id", file)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	type row struct {
		ID, Figure, Source string
		Value              float64
	}
	var got, want []row
	for rows.Next() {
		var r row
		var source sql.NullString
		if err := rows.Scan(&r.ID, &r.Figure, &r.Value, &source); err != nil {
			t.Fatal(err)
		}
		r.Source = strings.TrimSuffix(source.String, " (its own figure)")
		got = append(got, r)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, c := range data.Claims {
		want = append(want, row{c.ID, c.Figure, c.Source, c.Value})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rows (-data +file):\n%s", d)
	}
}

// TestTablesSort presses the heads of a chart's table: by time, by amount, and
// back, while marks keep leading to their claims.
func TestTablesSort(t *testing.T) {
	of := func(id, period, figure string, value float64) Claim {
		return said(id, func(c *Claim) { c.Period, c.Figure, c.Value = period, figure, value })
	}
	dir, _ := render(t, told(of("1", "2016", "9%", 9), of("2", "2014", "four-fifths", 80), of("3", "2015", "10%", 10)), Options{})
	p := open(t, index(dir), 1280, 900)
	type order struct{ Column, IDs, Sorted string }
	got := eval[[]order](p, `
		const table = document.querySelector('.panel table');
		table.closest('details').open = true;
		await new Promise((r) => setTimeout(r, 100));
		const out = [];
		for (const column of ['Figure', 'Figure', 'Period', 'Value']) {
			const th = [...table.querySelectorAll('th')].find((th) => th.textContent === column);
			th.querySelector('button').click();
			out.push({ Column: column, IDs: [...table.querySelectorAll('tbody a')].map((a) => a.hash.slice(7)).join(' '), Sorted: th.getAttribute('aria-sort') });
		}
		return out;`)
	want := []order{{"Figure", "1 3 2", "ascending"}, {"Figure", "2 3 1", "descending"}, {"Period", "2 3 1", "ascending"}, {"Value", "1 3 2", "ascending"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("orders (-want +got):\n%s", d)
	}
	p.drawAll()
	if label := eval[string](p, `return document.querySelector('.links [data-claim-id="2"]').getAttribute('aria-label')`); !strings.Contains(label, "four-fifths") {
		t.Errorf("after sorting, the mark of claim 2 says %q", label)
	}
	p.quiet()
}

// TestFilterBySide keeps what is about one side, of whichever of its entities.
func TestFilterBySide(t *testing.T) {
	data := synthetic(52, 120)
	want := map[string]int{"Alipay": 0, "WeChat Pay": 0, "neither": 0}
	for _, c := range data.Claims {
		switch Default().of(c.Entity) {
		case 0:
			want["Alipay"]++
		case 1:
			want["WeChat Pay"]++
		default:
			want["neither"]++
		}
	}
	dir, _ := render(t, data, Options{})
	got := map[string]int{}
	for side := range want {
		p := open(t, index(dir)+"#ledger?"+url.Values{"Side": {side}}.Encode(), 1280, 900)
		got[side] = eval[int](p, `return document.querySelectorAll('#claims tbody tr:not([hidden])').length`)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rows of each side (-data +shown):\n%s", d)
	}
}

// TestAsWrittenAndAsRead sets both side by side.
func TestAsWrittenAndAsRead(t *testing.T) {
	of := func(id, figure string, value float64, unit, bound string) Claim {
		return said(id, func(c *Claim) {
			c.Figure, c.Value, c.Unit, c.Bound = figure, value, unit, bound
			if unit != "percent" {
				c.Measure, c.Counted = "users", "users"
			}
			if unit == "CNY" {
				c.Measure, c.Counted = "transaction_volume", ""
			}
		})
	}
	v := viewOf(t, told(of("1", "8.1亿", 8.1e8, "count", "exact"), of("2", "RMB 58.8 tn", 58.8e12, "CNY", "above"), of("3", "two-thirds", 200.0/3, "percent", "about"), of("4", "八成", 80, "percent", "exact")))
	got := map[string]string{}
	for _, r := range v.Ledger {
		got[r.Figure] = r.Value
	}
	want := map[string]string{"8.1亿": "810 million", "RMB 58.8 tn": "more than 58.8 trillion CNY", "two-thirds": "about 66.6667%", "八成": "80%"}
	if d := cmp.Diff(want, got); d != "" || v.Basis.Unverified != 0 {
		t.Errorf("values (-want +got), %d not found again:\n%s", v.Basis.Unverified, d)
	}
}

// TestOneDigitChanged has the store hold another digit than the article: the
// claim is flagged where it is listed, counted on top, and in no chart.
func TestOneDigitChanged(t *testing.T) {
	data := synthetic(55, 120)
	before := viewOf(t, data)
	id := before.Share.Panels[0].Rows[0].ID
	for i := range data.Claims {
		if c := &data.Claims[i]; c.ID == id {
			c.Value += 10
		}
	}
	v := viewOf(t, data)
	if before.Basis.Unverified != 0 || v.Basis.Unverified != 1 {
		t.Errorf("%d not found again before, %d after", before.Basis.Unverified, v.Basis.Unverified)
	}
	for _, r := range v.Ledger {
		if r.Unverified != (r.ID == id) {
			t.Errorf("claim %s: flagged %v", r.ID, r.Unverified)
		}
	}
	for _, s := range append([]section{v.Share, v.Penetration}, v.Money...) {
		for _, p := range append(s.Panels, s.More...) {
			if slices.ContainsFunc(p.Rows, func(r chartRow) bool { return r.ID == id }) {
				t.Errorf("it is drawn in %s", p.ID)
			}
		}
	}
	dir, s := render(t, data, Options{})
	if page := string(read(t, index(dir))); s.Unverified != 1 || !strings.Contains(page, "<td>not found again") || !strings.Contains(page, "Figures not found again<dd>1") {
		t.Errorf("the page does not say that %d figure was not found again", s.Unverified)
	}
}

// TestFiltersLiveInTheAddress sets a filter, and opens the address that it
// made.
func TestFiltersLiveInTheAddress(t *testing.T) {
	data := scattered(52, 200, somePlaces...)
	dir, _ := render(t, data, Options{})
	want, there := 0, 0
	for _, c := range data.Claims {
		if c.Measure == "users" && c.Entity == "alipay" {
			want++
		}
		if c.Measure == "users" && c.Place == "china" {
			there++
		}
	}
	p := open(t, index(dir)+"#ledger?Measure=users&About=Alipay&sort=-Value", 1280, 900)
	type shown struct {
		Rows   int
		Hash   string
		Values []float64
	}
	const script = `
		const rows = [...document.querySelectorAll('#claims tbody tr:not([hidden])')];
		return { Rows: rows.length, Hash: location.hash, Values: rows.map((r) => +r.querySelector('[data-v]').dataset.v) };`
	got := eval[shown](p, script)
	if got.Rows != want || want == 0 || !slices.IsSortedFunc(got.Values, func(a, b float64) int { return int(b/1e5) - int(a/1e5) }) {
		t.Errorf("%d rows %v, want %d, largest first", got.Rows, got.Values, want)
	}
	got = eval[shown](p, `
		const select = document.querySelector('[data-filter=About]');
		select.value = '';
		select.dispatchEvent(new Event('change'));`+script)
	if got.Rows <= want || strings.Contains(got.Hash, "About") || !strings.Contains(got.Hash, "Measure=users") {
		t.Errorf("without the filter %d rows at %s, want more than %d", got.Rows, got.Hash, want)
	}
	got = eval[shown](p, `
		const place = document.querySelector('[data-filter=Place]');
		place.value = 'China';
		place.dispatchEvent(new Event('change'));`+script)
	if got.Rows != there || there == 0 || !strings.Contains(got.Hash, "Place=China") {
		t.Errorf("%d rows of users in China at %s, want %d", got.Rows, got.Hash, there)
	}
	p.quiet()
}

// TestLinkedData compares the JSON-LD with the data.
func TestLinkedData(t *testing.T) {
	data := synthetic(53, 300)
	v := viewOf(t, data)
	var ld struct {
		Context string `json:"@context"`
		Graph   []struct {
			Type    string `json:"@type"`
			ID      string `json:"@id"`
			Reverse struct {
				First []struct {
					Type string `json:"@type"`
					ID   string `json:"@id"`
					Text string `json:"text"`
				} `json:"firstAppearance"`
				Others []struct {
					ID string `json:"@id"`
				} `json:"appearance"`
			} `json:"@reverse"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(v.LinkedData), &ld); err != nil {
		t.Fatal(err)
	}
	claims, known := 0, map[string]Claim{}
	for _, c := range data.Claims {
		known["#claim-"+c.ID] = c
	}
	first := map[string]bool{}
	for _, a := range ld.Graph {
		for _, c := range a.Reverse.First {
			claims++
			if k, ok := known[c.ID]; !ok || "#article-"+k.Article != a.ID || c.Type != "Claim" || !strings.Contains(c.Text, k.Figure) || first[c.ID] {
				t.Errorf("claim %+v under %s", c, a.ID)
			}
			first[c.ID] = true
		}
	}
	repeats := map[[2]string]bool{}
	for _, a := range ld.Graph {
		for _, r := range a.Reverse.Others {
			if !first[r.ID] {
				t.Errorf("%s repeats %s, which appears nowhere first", a.ID, r.ID)
			}
			repeats[[2]string{a.ID, r.ID}] = true
		}
	}
	for _, s := range fold(printed(data)) {
		for _, e := range s.appearances {
			if e.Article != s.Article && !repeats[[2]string{"#article-" + e.Article, "#claim-" + s.ID}] {
				t.Errorf("article %s does not name claim %s, which it repeats", e.Article, s.ID)
			}
		}
	}
	if len(repeats) == 0 {
		t.Error("nothing is repeated: the data has no copies")
	}
	if claims != v.Basis.Statements || ld.Context != "https://schema.org" {
		t.Errorf("%d claims in JSON-LD, %d statements", claims, v.Basis.Statements)
	}
}

// TestBasis compares what the report says of itself with the data, and wants
// an alarm where much was set aside.
func TestBasis(t *testing.T) {
	data := synthetic(54, 120)
	for range 30 {
		data.SetAside = append(data.SetAside, SetAside{Address: "scan.pdf", Reason: "it holds no text", Hint: "read it by OCR first"})
	}
	v := viewOf(t, data)
	b := v.Basis
	if b.Claims != 120 || b.Articles != len(data.Articles) || b.SetAside != 30 || b.Claims != b.Statements+b.Copies || b.Run != data.Run.ID {
		t.Errorf("basis = %+v", b)
	}
	if len(b.Reasons) != 1 || len(b.Reasons[0].Inputs) != 30 {
		t.Errorf("reasons = %+v", b.Reasons)
	}
	newest := ""
	for _, a := range data.Articles {
		newest = max(newest, day(a.Published))
	}
	if b.Last != newest {
		t.Errorf("newest article of %s, want %s", b.Last, newest)
	}
	if !strings.Contains(b.Alarm, "inputs were set aside") {
		t.Errorf("30 of %d inputs set aside give the alarm %q", 30+len(data.Articles), b.Alarm)
	}
	data.SetAside = data.SetAside[:2]
	if b := viewOf(t, data).Basis; b.Alarm != "" {
		t.Errorf("2 of %d give the alarm %q", 2+len(data.Articles), b.Alarm)
	}
}

// TestLanguages marks Chinese as Chinese, in the article and in the panel.
func TestLanguages(t *testing.T) {
	data := told(said("1", func(c *Claim) { c.Figure, c.Value = "八成", 80 }), said("2", nil))
	data.Articles[0].Language, data.Articles[0].Title = "zh", "支付宝占八成"
	dir, _ := render(t, data, Options{})
	page := string(read(t, index(dir)))
	for _, want := range []string{`<html lang="en">`, `<span class="t" lang="zh">支付宝占八成</span>`, `<div class="text" lang="zh">`} {
		if !strings.Contains(page, want) {
			t.Errorf("page lacks %s", want)
		}
	}
	p := open(t, index(dir)+"#claim-1", 800, 700)
	if got := eval[string](p, `return document.querySelector('#panel blockquote').lang`); got != "zh" {
		t.Errorf("sentence in the panel is marked %q, want zh", got)
	}
	p.quiet()
}

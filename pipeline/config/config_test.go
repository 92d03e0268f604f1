package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/store/row"
)

func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRead(t *testing.T) {
	path := written(t, `
sources: [articles, "https://example.com/feed", /abs, "-"]
out: ../data
lexicon: [words.yaml]
max_rejects: 3
timeout: 90m
comparisons:
  - name: didi_vs_uber
    sides:
      - {side: didi, name: Didi, entities: [Didi]}
      - {side: uber, entities: [Uber, uber_eats]}
`)
	c, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	want := []string{filepath.Join(dir, "articles"), "https://example.com/feed", "/abs", "-", filepath.Join(filepath.Dir(dir), "data"), filepath.Join(dir, "words.yaml")}
	if diff := cmp.Diff(want, append(c.Sources, c.Out, c.Lexicon[0])); diff != "" {
		t.Error(diff)
	}
	if c.MaxRejects != 3 || time.Duration(c.Timeout) != 90*time.Minute || c.Keep != 5 {
		t.Errorf("%+v", c)
	}
	rows := []row.Side{
		{Comparison: "didi_vs_uber", Position: 1, Side: "didi", Name: "Didi", Entity: "Didi"},
		{Comparison: "didi_vs_uber", Position: 2, Side: "uber", Name: "uber", Entity: "Uber"},
		{Comparison: "didi_vs_uber", Position: 3, Side: "uber", Name: "uber", Entity: "uber_eats"},
		{Comparison: "alipay_vs_wechat_pay", Position: 4, Side: "alipay", Name: "Alipay", Entity: "alipay"},
		{Comparison: "alipay_vs_wechat_pay", Position: 5, Side: "wechat_pay", Name: "WeChat Pay", Entity: "wechat_pay"},
		{Comparison: "alipay_vs_wechat_pay", Position: 6, Side: "wechat_pay", Name: "WeChat Pay", Entity: "tenpay"},
	}
	if diff := cmp.Diff(rows, c.Rows()); diff != "" {
		t.Error(diff)
	}
}

func TestReadTellsWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"sorces: []", `unknown field "sorces"`},
		{"out: [a]", "c.yaml"},
		{"keep: -1", "keep is below zero"},
		{"timeout: long", "no duration"},
		{"comparisons: [{sides: []}]", "wants a name"},
		{"comparisons: [{name: x, sides: [{side: a, entities: [a]}]}]", "wants two sides"},
		{"comparisons: [{name: x, sides: [{side: a}, {side: b, entities: [b]}]}]", "wants side and entities"},
		{"comparisons: [{name: x, sides: [{side: a, entities: [c]}, {side: b, entities: [c]}]}]", "stands on both"},
	} {
		if _, err := Read(written(t, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.text, err, c.want)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none.yaml")); err == nil {
		t.Error("a config that is named and missing gave no error")
	}
	t.Chdir(t.TempDir())
	if c, err := Read(""); err != nil || c.Out != "out" || len(c.Comparisons) != 1 {
		t.Errorf("without a config: %+v, %v", c, err)
	}
}

func TestLexiconFingerprint(t *testing.T) {
	c := &Config{}
	_, builtin, err := c.Words()
	if err != nil {
		t.Fatal(err)
	}
	_, again, err := c.Words()
	if err != nil || again != builtin {
		t.Errorf("fingerprints %s and %s, %v", builtin, again, err)
	}
	c.Lexicon = []string{written(t, "markets:\n  - {id: tea, name: Tea, phrases: [tea market], examples: {match: [the tea market], miss: [tea]}}\n")}
	if _, more, err := c.Words(); err != nil || more == builtin {
		t.Errorf("another file left the fingerprint at %s, %v", more, err)
	}
}

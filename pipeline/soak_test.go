package pipeline_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

// Characters that offsets trip over: of two, three and four bytes, joined,
// combining, of other line ends and widths, and bytes that are no text.
func TestOffsetsHoldInOddText(t *testing.T) {
	odd := []string{
		"支付宝", "👩‍👩‍👧", "e\u0301", "\u00a0", "\r\n", "\t", "“Alipay’s”", "５４％", "\u200b", "\ufeff", "\u2028", "\x00", "\xff\xfe", "𝟓𝟒%", "ﬁ", "İ",
		"| a | b |\n", "<b>54%</b>", "&#37;", "—", "\u202e", "ẞ", "\n\n",
	}
	plain := []string{"Alipay held 54% ", "of the market in 2016. ", "Tenpay had 3.5 million users ", "in Q4 2015, ", "up 12%, ", "二〇一六年", "said iResearch. "}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(5, 6))
	for i := range 60 {
		var b strings.Builder
		for range 30 {
			b.WriteString(plain[random.IntN(len(plain))])
			b.WriteString(odd[random.IntN(len(odd))])
		}
		write(t, filepath.Join(dir, fmt.Sprintf("%02d.txt", i)), b.String())
	}
	j := job(t, dir)
	s := do(t, j) // a database with a wrong offset would not have been published
	if s.Added+s.Rejected != 60 || s.Added == 0 {
		t.Fatal(s.Line())
	}
	if n := count(t, j, "SELECT count(*) FROM untraceable"); n != 0 {
		t.Errorf("%d untraceable rows", n)
	}
	if n := count(t, j, "SELECT count(*) FROM figures JOIN articles USING (article_id) WHERE text[char_start + 1 : char_end] = figure"); n < 60 {
		t.Errorf("only %d figures: the test sees nothing", n)
	}
}

// Runs in one process do not pile up memory.
func TestSoakManyRuns(t *testing.T) {
	runs := storetest.Times(12, 200)
	const each = 50 // articles that change from run to run
	dir := folder(t, each)
	j := job(t, dir)
	do(t, j)
	warm := 0
	for i := range runs {
		for n := range storetest.Times(1, each) {
			write(t, filepath.Join(dir, fmt.Sprintf("%03d.txt", n)), article(1000+i*each+n))
		}
		if s := do(t, j); s.Changed != storetest.Times(1, each) {
			t.Fatal(s.Line())
		}
		if i == runs/2 {
			warm = resident(t)
		}
	}
	if now := resident(t); now > warm+warm/10+(8<<10) {
		t.Errorf("%d KiB resident after %d runs, %d KiB half-way", now, runs, warm)
	} else {
		t.Logf("%d KiB resident after %d runs, %d KiB half-way", now, runs, warm)
	}
	versions, err := shelf.Shelf{Out: j.Shelf.Out}.Versions()
	if err != nil || len(versions) != 5 {
		t.Errorf("%d versions stay, %v, want 5", len(versions), err)
	}
}

// resident is the memory of this process in KiB.
func resident(t *testing.T) (kib int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc here")
	}
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kib); err == nil {
			return kib
		}
	}
	t.Fatal("no VmRSS in /proc/self/status")
	return 0
}

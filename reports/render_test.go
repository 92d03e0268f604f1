package reports

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// render writes a report and returns its folder.
func render(t testing.TB, data *Data, o Options) (string, Summary) {
	t.Helper()
	dir := t.TempDir()
	if keep := os.Getenv("MARKETFIGURES_KEEP_REPORT"); keep != "" {
		dir = filepath.Join(keep, t.Name())
	}
	s, err := Render(context.Background(), dir, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, s
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRenderSingle(t *testing.T) {
	dir, s := render(t, synthetic(1, 300), Options{})
	if len(s.Files) != 1 || s.Claims != 300 || s.Unverified != 0 {
		t.Errorf("summary = %+v, want one file of 300 claims, all verified", s)
	}
	page := read(t, filepath.Join(dir, "index.html"))
	for _, want := range []string{"Who leads, by whose word?", "The ledger", `id=claim-`, "Alipay against WeChat Pay"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("page lacks %q", want)
		}
	}
}

func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestSpeed keeps the promises on weight and time: 1,000 claims in 1.3 MB,
// 20,000 in under 3 s and 300 MB with no page over 3 MB.
func TestSpeed(t *testing.T) {
	dir, _ := render(t, synthetic(2, 1000), Options{})
	if n := len(read(t, filepath.Join(dir, "index.html"))); n > 1_300_000 {
		t.Errorf("1,000 claims make %d bytes, want at most 1,300,000", n)
	}
	data := synthetic(3, 20000)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, spent := time.Now(), processorTime(t)
	dir, s := render(t, data, Options{Workers: 2})
	// On a machine that does other work too, half the processor time is what
	// two free cores would have taken.
	took := min(time.Since(start), (processorTime(t)-spent)/2)
	runtime.ReadMemStats(&after)
	t.Logf("20,000 claims: %d files in %v, heap from the system %d MB", len(s.Files), took, after.Sys/1e6)
	if !raceEnabled && took > 3*time.Second {
		t.Errorf("rendering 20,000 claims took %v, want under 3 s", took)
	}
	if !raceEnabled && after.Sys > 300e6 {
		t.Errorf("the process took %d MB, want under 300", after.Sys/1e6)
	}
	for _, f := range s.Files {
		if n := len(read(t, filepath.Join(dir, f))); n > 3_000_000 {
			t.Errorf("%s has %d bytes, want at most 3,000,000", f, n)
		}
	}
}

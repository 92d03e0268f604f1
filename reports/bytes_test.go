package reports

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// TestSameBytes renders the same data in other orders, time zones, languages
// and with other numbers of workers.
func TestSameBytes(t *testing.T) {
	for _, n := range []int{200, 2600} {
		data := synthetic(12, n)
		want, s := render(t, data, Options{Workers: 1})
		t.Setenv("TZ", "Pacific/Kiritimati")
		t.Setenv("LANG", "zh_CN.UTF-8")
		local := time.Local
		time.Local = time.FixedZone("far", 14*3600)
		t.Cleanup(func() { time.Local = local })
		again := synthetic(12, n)
		shuffle := rand.New(rand.NewPCG(1, 1))
		shuffle.Shuffle(len(again.Claims), func(i, j int) { again.Claims[i], again.Claims[j] = again.Claims[j], again.Claims[i] })
		shuffle.Shuffle(len(again.Articles), func(i, j int) { again.Articles[i], again.Articles[j] = again.Articles[j], again.Articles[i] })
		got, _ := render(t, again, Options{Workers: 8})
		for _, f := range s.Files {
			if !bytes.Equal(read(t, filepath.Join(want, f)), read(t, filepath.Join(got, f))) {
				t.Errorf("%d claims: %s differs", n, f)
			}
		}
	}
}

// TestOldPagesGo renders a large report and then a small one into one folder.
func TestOldPagesGo(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []int{2600, 50} {
		if _, err := Render(t.Context(), dir, synthetic(13, n), Options{}); err != nil {
			t.Fatal(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("folder holds %v (%v), want index.html alone", left, err)
	}
}

package claim_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract"
	"marketfigures/extract/claim"
)

// What is let go of once the weights are in use changes no decision, nor does asking
// for reasons.
func TestInUse(t *testing.T) {
	l, lean := builtin(t)
	w, err := claim.ShippedWeights()
	if err != nil {
		t.Fatal(err)
	}
	full, err := extract.NewWeighted(l, w)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/gold/dev/d0*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no labelled articles: ", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a := extract.Article{Text: string(data)}
		if diff := cmp.Diff(full.Extract(a).Claims(), lean.Extract(a).Claims()); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
		explained := lean.Explain(a).Claims()
		if len(explained) > 0 && explained[0].Evidence[0].Why == "" {
			t.Errorf("%s: no reason for %+v", file, explained[0].Evidence[0])
		}
		reasons := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Why" }, cmp.Ignore())
		if diff := cmp.Diff(lean.Extract(a).Claims(), explained, reasons); diff != "" {
			t.Errorf("%s, explained: %s", file, diff)
		}
	}
}

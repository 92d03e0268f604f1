package extract

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestProgramTakesInEveryRule(t *testing.T) {
	if p := Program(); !regexp.MustCompile(`^`+Version+`-[0-9a-f]{8}$`).MatchString(p) || p != Program() {
		t.Errorf("program %q", p)
	}
	rules := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".tsv") && path != "claim/weights.tsv" { // which carry a fingerprint
			rules++
			if _, err := fs.Stat(sources, path); err != nil {
				t.Errorf("%s does not count: %v", path, err)
			}
		}
		return err
	})
	if err != nil || rules < 100 {
		t.Errorf("%d files of rules: %v", rules, err)
	}
}

package extract

import (
	"io/fs"
	"regexp"
	"testing"
)

func TestProgramTakesInEveryRule(t *testing.T) {
	if p := Program(); !regexp.MustCompile(`^`+Version+`-[0-9a-f]{8}$`).MatchString(p) || p != Program() {
		t.Errorf("program %q", p)
	}
	for _, path := range []string{"extract.go", "claim/weights.tsv", "claim/decide.go", "entity", "period", "quantity", "text"} {
		if _, err := fs.Stat(sources, path); err != nil {
			t.Errorf("%s does not count: %v", path, err)
		}
	}
}

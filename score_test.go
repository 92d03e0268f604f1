package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scores reads the F1 of each level out of what eval prints.
func scores(t *testing.T, printed string) map[string]float64 {
	t.Helper()
	f1 := map[string]float64{}
	for line := range strings.Lines(printed) {
		var level string
		var precision, recall, score float64
		if n, _ := fmt.Sscanf(line, "%s precision %f recall %f F1 %f", &level, &precision, &recall, &score); n == 4 && !strings.HasPrefix(line, " ") {
			f1[level] = score
		}
	}
	if len(f1) != 5 {
		t.Fatalf("eval printed %d levels:\n%s", len(f1), printed)
	}
	return f1
}

// eval agrees to the last digit with the scorer that the labels came with,
// where that is there.
func TestEvalAgreesWithTheScorer(t *testing.T) {
	scorer := filepath.Join("..", "shared", "gold", "score")
	if _, err := os.Stat(scorer); err != nil {
		t.Skip(err)
	}
	for _, test := range []struct {
		gold  string
		flags []string
	}{
		{gold: "testdata/gold/dev"},
		{gold: "testdata/ridehailing/articles", flags: []string{"--lexicon", "testdata/ridehailing/lexicon.yaml"}},
	} {
		extraction := filepath.Join(t.TempDir(), "extraction.jsonl")
		printed := said(t, append(test.flags, "extract", "--format", "jsonl", test.gold)...)
		if err := os.WriteFile(extraction, []byte(printed), 0o644); err != nil {
			t.Fatal(err)
		}
		want, err := exec.CommandContext(t.Context(), "python3", scorer, test.gold, extraction).Output()
		if err != nil {
			t.Fatalf("%s: %v", scorer, err)
		}
		got, _, _ := strings.Cut(said(t, append(test.flags, "eval", test.gold)...), "full by measure:")
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: %s", test.gold, diff)
		}
	}
}

// An article of the web, with menus above it and teasers below, comes out as its
// readers labelled it.
func TestArticleOfTheWeb(t *testing.T) {
	gold := filepath.Join("..", "shared", "gold", "seed")
	article := filepath.Join(gold, "wechat-alibaba-2015.txt")
	if _, err := os.Stat(article); err != nil {
		t.Skip(err)
	}
	printed := said(t, "eval", gold)
	for level, f1 := range scores(t, printed) {
		if f1 != 1 {
			t.Errorf("F1 of %s is %.3f", level, f1)
		}
	}
	for _, want := range []string{"6 gold claims, 6 predicted", "published right: 1 of 1"} {
		if !strings.Contains(printed, want) {
			t.Errorf("eval does not print %q:\n%s", want, printed)
		}
	}
}

// The benchmark stands here as it was made.
func TestGoldIsUnchanged(t *testing.T) {
	origin := filepath.Join("..", "shared", "gold")
	if _, err := os.Stat(origin); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"GUIDELINES.md", "RULINGS.md", "train", "dev"} {
		want, got := files(t, filepath.Join(origin, name)), files(t, filepath.Join("testdata", "gold", name))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// files are the contents of a file, or of all files below a folder.
func files(t *testing.T, root string) map[string]string {
	t.Helper()
	content := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		content[strings.TrimPrefix(path, root)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

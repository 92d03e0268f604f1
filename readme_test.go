package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"marketfigures/extract"
	"marketfigures/extract/lexicon"
	"marketfigures/pipeline/config"
	"marketfigures/pipeline/review"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Every command line of the README is one that the program understands.
func TestReadmeCommands(t *testing.T) {
	commands := regexp.MustCompile(`(?m)^    marketfigures ([^#\n]*)`).FindAllStringSubmatch(readme(t), -1)
	if len(commands) < 15 {
		t.Fatalf("the README has %d commands", len(commands))
	}
	words := regexp.MustCompile(`"[^"]*"|\S+`)
	for _, c := range commands {
		var args []string
		for _, w := range words.FindAllString(c[1], -1) {
			args = append(args, strings.Trim(w, `"`))
		}
		parser, err := kong.New(&cli{}, kong.Name("marketfigures"), kong.DefaultEnvars("MARKETFIGURES"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(args); err != nil {
			t.Errorf("marketfigures %s: %v", c[1], err)
		}
	}
}

// What the README says of how far figures can be trusted is what eval says.
func TestReadmeScores(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `(testdata/gold/[a-z]+)`.*\\| (\\d+) % \\| (\\d+) % \\| (\\d+) % \\|$").FindAllStringSubmatch(readme(t), -1)
	if len(rows) != 2 {
		t.Fatalf("the README has %d rows of scores", len(rows))
	}
	surest := regexp.MustCompile(`at least 0\.9 +(\d\.\d+)`)
	percent := func(share float64) string { return strconv.Itoa(int(math.Round(100 * share))) }
	for _, row := range rows {
		printed := said(t, "eval", row[1])
		f1 := scores(t, printed)
		sure, err := strconv.ParseFloat(surest.FindStringSubmatch(printed)[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{percent(f1["core"]), percent(f1["full"]), percent(sure)}
		if diff := cmp.Diff(want, row[2:]); diff != "" {
			t.Errorf("%s (-eval +README):\n%s", row[1], diff)
		}
	}
}

// The README's config, corrections and lexicon are read as they stand.
func TestReadmeFiles(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(readme(t), -1)
	if len(blocks) != 3 {
		t.Fatalf("the README has %d files, want config, corrections and lexicon", len(blocks))
	}
	path := filepath.Join(t.TempDir(), config.Name)
	if err := os.WriteFile(path, []byte(blocks[0][1]), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Read(path); err != nil {
		t.Error(err)
	}
	if _, err := review.Parse("corrections.yaml", []byte(blocks[1][1])); err != nil {
		t.Error(err)
	}
	words, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := words.Add("mine.yaml", []byte(blocks[2][1])); err != nil {
		t.Fatal(err)
	}
	for _, failed := range extract.CheckExamples(words, words.Added()) {
		t.Error(failed)
	}
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

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

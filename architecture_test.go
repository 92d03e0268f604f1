package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Imports run one way, and each driver has one door: ARCHITECTURE.md says why.
func TestImports(t *testing.T) {
	// what a room may import of the project, beside itself
	rooms := map[string][]string{
		"extract": {}, "store": {"extract"}, "reports": {"store"}, "pipeline": {"extract", "store"}, "": {"extract", "store", "reports", "pipeline"},
	}
	doors := map[string]string{
		"github.com/jdkato/prose/v2": "extract/entity", "github.com/duckdb/duckdb-go/v2": "store", "github.com/marcboeker/go-duckdb/v2": "store/compat",
		"github.com/go-echarts/go-echarts/v2/opts": "reports", "github.com/go-echarts/go-echarts/v2/charts": "reports",
	}
	within := map[string]string{ // folders of extract/, which stand in a row
		"extract/text": "", "extract/lexicon": "text", "extract/quantity": "text lexicon", "extract/period": "text lexicon",
		"extract/entity": "text lexicon", "extract/claim/atom": "", "extract/claim": "text lexicon quantity period entity claim/atom",
	}
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		test := strings.HasSuffix(path, "_test.go") || strings.Contains(path, "storetest")
		if !strings.HasSuffix(path, ".go") || test && !strings.Contains(path, "compat") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(path))
		room, _, _ := strings.Cut(folder, "/")
		if room == "." {
			room = ""
		}
		for _, i := range file.Imports {
			imported := strings.Trim(i.Path.Value, `"`)
			if door, ok := doors[imported]; ok {
				seen++
				if folder != door {
					t.Errorf("%s imports %s: only %s does", path, imported, door)
				}
			}
			imported, ours := strings.CutPrefix(imported, "marketfigures/")
			if !ours {
				continue
			}
			to, sub, _ := strings.Cut(imported, "/")
			if to != room && !slices.Contains(rooms[room], to) {
				t.Errorf("%s imports %s, against the one-way rule", path, imported)
			}
			if allowed, ok := within[folder]; ok && !slices.Contains(strings.Fields(allowed), sub) {
				t.Errorf("%s imports %s, which stands above it", path, imported)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 4 {
		t.Errorf("only %d imports of drivers seen", seen)
	}
}

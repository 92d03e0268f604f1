package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"marketfigures/store"
)

var sqlBlock = regexp.MustCompile("(?s)```sql\n(.*?)```")

// Every query of the README's cookbook has an answer in the sample, as it stands there.
// store/compat does the same on an older DuckDB.
func TestCookbook(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	queries := sqlBlock.FindAllSubmatch(readme, -1)
	if len(queries) < 12 {
		t.Fatalf("the README has %d queries, want its cookbook of twelve", len(queries))
	}
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"--out", out, "run", "--max-rejects", "1000", "testdata/articles"}, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	db, err := store.Open(t.Context(), filepath.Join(out, "figures.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, q := range queries {
		rows, err := db.Query(t.Context(), string(q[1]))
		if err != nil {
			t.Errorf("query %d: %v\n%s", i+1, err, q[1])
			continue
		}
		n := 0
		for range rows.All() {
			n++
		}
		if err := rows.Err(); err != nil {
			t.Errorf("query %d: %v\n%s", i+1, err, q[1])
		}
		if n == 0 {
			t.Errorf("query %d has no answer in the sample:\n%s", i+1, q[1])
		}
	}
}

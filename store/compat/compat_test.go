// Package compat opens the published database as an analyst with an older
// client would: through github.com/marcboeker/go-duckdb/v2, whose engine is
// DuckDB 1.4.1. Two engines can't be linked into one binary, so the database
// is made by the built command.
package compat

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "github.com/marcboeker/go-duckdb/v2"
)

// published runs the job on the sample articles and returns its database.
func published(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "marketfigures")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = root
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the command: %v\n%s", err, output)
	}
	run := exec.Command(program, "--out", filepath.Join(dir, "out"), "run", "--max-rejects", "1000", "testdata/articles")
	run.Dir = root
	if output, err := run.CombinedOutput(); err != nil {
		t.Fatalf("running the job: %v\n%s", err, output)
	}
	return filepath.Join(dir, "out", "figures.duckdb")
}

func TestOlderDuckDBReadsEverything(t *testing.T) {
	path := published(t)
	db, err := sql.Open("duckdb", path+"?access_mode=READ_ONLY")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var engine string
	if err := db.QueryRow("SELECT version()").Scan(&engine); err != nil || !strings.HasPrefix(engine, "v1.4.") {
		t.Fatalf("engine %q, %v, want 1.4: the test would prove nothing", engine, err)
	}
	relations := list(t, db, "SELECT table_name FROM information_schema.tables ORDER BY table_name")
	if len(relations) < 20 {
		t.Errorf("only %d tables and views: %v", len(relations), relations)
	}
	for _, relation := range relations {
		if _, err := read(db, "SELECT * FROM "+relation); err != nil {
			t.Errorf("reading %s: %v", relation, err)
		}
	}
	if n := list(t, db, "SELECT count(*)::VARCHAR FROM articles"); n[0] == "0" {
		t.Error("no articles")
	}
	if n := list(t, db, "SELECT count(*)::VARCHAR FROM untraceable"); n[0] != "0" {
		t.Errorf("%s untraceable rows", n[0])
	}
	wrong := list(t, db, "SELECT figure FROM figures JOIN articles USING (article_id) WHERE text[char_start + 1 : char_end] <> figure")
	if len(wrong) > 0 {
		t.Errorf("figures that do not stand where they should: %v", wrong)
	}
	if uncommented := list(t, db, "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"); len(uncommented) > 0 {
		t.Errorf("columns without comment: %v", uncommented)
	}
}

var block = regexp.MustCompile("(?s)```sql\n(.*?)```")

// Every query of the README's cookbook runs on this engine too.
func TestCookbookOnOlderDuckDB(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	queries := block.FindAllStringSubmatch(string(readme), -1)
	if len(queries) < 12 {
		t.Fatalf("the README has %d queries, want its cookbook of twelve", len(queries))
	}
	db, err := sql.Open("duckdb", published(t)+"?access_mode=READ_ONLY")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, q := range queries {
		if n, err := read(db, q[1]); err != nil || n == 0 {
			t.Errorf("query %d: %d rows, %v\n%s", i+1, n, err, q[1])
		}
	}
}

// read counts the rows of a query, all of which it fetches.
func read(db *sql.DB, query string) (n int, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	into := make([]any, len(columns))
	for i := range into {
		into[i] = new(any)
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return n, fmt.Errorf("row %d: %w", n+1, err)
		}
		n++
	}
	return n, rows.Err()
}

func list(t *testing.T, db *sql.DB, query string) (values []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		values = append(values, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return values
}

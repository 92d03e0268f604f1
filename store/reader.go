// Package store keeps the figures in a DuckDB file: it loads a new version
// aside, publishes it by renaming, and reads what is published.
package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// Reader reads a published database. It can't change it, reach other files or
// use the network, whatever SQL it is given. The version that it opened stays
// whole for it when a new one is published meanwhile.
type Reader struct {
	db *sql.DB
	// Path is the file itself, with links resolved.
	Path string
}

// Open opens a database file, or the link to the published one.
func Open(ctx context.Context, path string) (*Reader, error) {
	return open(ctx, path, access{})
}

func open(ctx context.Context, path string, a access) (*Reader, error) {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		var info fs.FileInfo
		if info, err = os.Stat(real); err == nil && info.IsDir() {
			err = fmt.Errorf("%s is a folder", real)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("opening database %s: %w", path, err)
	}
	db, err := attach(ctx, real, a)
	if err != nil {
		return nil, err
	}
	return &Reader{db: db, Path: real}, nil
}

// Close lets go of the file.
func (r *Reader) Close() error { return r.db.Close() }

// Rows is the result of a query, one row at a time.
type Rows struct {
	// Columns are their names, in the order of the query.
	Columns []string
	// Types are their DuckDB types, such as VARCHAR or DOUBLE.
	Types []string

	rows *sql.Rows
	err  error
}

// Query runs one statement; values stand in for its ? marks.
func (r *Reader) Query(ctx context.Context, query string, values ...any) (*Rows, error) {
	return queryRows(ctx, r.db, query, values...)
}

type querier interface {
	QueryContext(ctx context.Context, query string, values ...any) (*sql.Rows, error)
}

func queryRows(ctx context.Context, q querier, query string, values ...any) (*Rows, error) {
	rows, err := q.QueryContext(ctx, query, values...)
	if err != nil {
		return nil, err
	}
	columns, err := rows.ColumnTypes()
	if err != nil {
		rows.Close()
		return nil, err
	}
	result := &Rows{rows: rows}
	for _, c := range columns {
		result.Columns = append(result.Columns, c.Name())
		result.Types = append(result.Types, c.DatabaseTypeName())
	}
	return result, nil
}

// All yields the values of each row: nil, bool, int32, int64, float64, string,
// time.Time, []any and map[string]any. The slice is used again for the next
// row. Ask Err afterwards.
func (r *Rows) All() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		defer r.rows.Close()
		values := make([]any, len(r.Columns))
		into := make([]any, len(values))
		for i := range values {
			into[i] = &values[i]
		}
		for r.rows.Next() {
			if r.err = r.rows.Scan(into...); r.err != nil {
				return
			}
			for i := range values {
				values[i] = plain(values[i])
			}
			if !yield(values) {
				return
			}
		}
		r.err = r.rows.Err()
	}
}

// Err is what went wrong while the rows were read.
func (r *Rows) Err() error { return r.err }

// Close gives up the rows that were not read.
func (r *Rows) Close() error { return r.rows.Close() }

// Read runs a query and hands each row to scan, which is given the places to
// fill as sql.Rows.Scan is: pointers, *string for text that is never null,
// **string or *sql.NullString for text that may be.
func (r *Reader) Read(ctx context.Context, query string, values []any, row func(scan func(into ...any) error) error) error {
	return readRows(ctx, r.db, query, values, row)
}

func readRows(ctx context.Context, q querier, query string, values []any, row func(scan func(into ...any) error) error) (err error) {
	rows, err := q.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Relation is a table or view as its COMMENTs describe it.
type Relation struct {
	Name, Comment string
	View          bool
	Columns       []Column
}

// Column is a column of a relation.
type Column struct{ Name, Type, Comment string }

// Relations lists the views, then the tables, each by name.
func (r *Reader) Relations(ctx context.Context) ([]Relation, error) {
	const relations = `
		SELECT name, comment, view, column_name, data_type, column_comment FROM (
			SELECT view_name AS name, comment, true AS view FROM duckdb_views()
			WHERE database_name = 'market' AND NOT internal
			UNION ALL
			SELECT table_name, comment, false FROM duckdb_tables() WHERE database_name = 'market' AND NOT internal
		) JOIN (
			SELECT table_name AS name, column_index, column_name, data_type, comment AS column_comment
			FROM duckdb_columns() WHERE database_name = 'market' AND NOT internal
		) USING (name)
		ORDER BY view DESC, name, column_index`
	var found []Relation
	err := r.Read(ctx, relations, nil, func(scan func(...any) error) error {
		var relation Relation
		var comment, columnComment sql.NullString
		var column Column
		if err := scan(&relation.Name, &comment, &relation.View, &column.Name, &column.Type, &columnComment); err != nil {
			return err
		}
		relation.Comment, column.Comment = comment.String, columnComment.String
		if n := len(found); n == 0 || found[n-1].Name != relation.Name {
			found = append(found, relation)
		}
		last := &found[len(found)-1]
		last.Columns = append(last.Columns, column)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing tables and views: %w", err)
	}
	return found, nil
}

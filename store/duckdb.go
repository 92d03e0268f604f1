package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// Everything that names the driver stands in this file: the module has moved
// once already, and it may again.

// storageVersion is what the file is written in: every DuckDB from 1.0 on reads it.
const storageVersion = "v1.0.0"

// catalog is the name under which a file is attached.
const catalog = "market"

// ErrHeld says that another process has the file open in a way that lets
// nobody else in: DuckDB's lock on a file that is written.
var ErrHeld = errors.New("another process has it open for writing")

// opening names the errors of opening a file that callers act on.
func opening(err error) error {
	var failure *duckdb.Error
	if errors.As(err, &failure) && failure.Type == duckdb.ErrorTypeIO && strings.Contains(failure.Msg, "Could not set lock") {
		return fmt.Errorf("%w: %w", ErrHeld, err)
	}
	return err
}

// unwritten is how much the engine keeps in memory before it writes it into the
// file. Each time, the last block of rows of every table is written anew: at
// 16MB a run is a fifth slower, at 128MB it takes 50 MB more.
const unwritten = "40MB"

// access says what may be done with an attached file.
type access struct {
	// write keeps no log: a file that is written is a draft, of use to nobody
	// until it is complete.
	write bool
	// files lets SQL read and write other files: for our own exports only.
	files  bool
	memory string // such as 1GB; empty: DuckDB's default, most of the machine
	temp   string // folder for what does not fit into memory
}

// attach opens a database file behind an engine of its own that never goes to
// the network, and makes it the catalog of every connection.
func attach(ctx context.Context, path string, a access) (*sql.DB, error) {
	attached := "ATTACH IF NOT EXISTS " + quote(path) + " AS " + catalog
	if a.write {
		attached += " (STORAGE_VERSION " + quote(storageVersion) + ", RECOVERY_MODE no_wal_writes)"
	} else {
		attached += " (READ_ONLY)"
	}
	settings := []string{
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		"SET TimeZone = 'UTC'",
	}
	if a.memory != "" {
		settings = append(settings, "SET memory_limit = "+quote(a.memory), "SET preserve_insertion_order = false")
	}
	if a.write {
		// one thread: the processors are busy extracting, and the engine's threads
		// would spend more on waiting for each other than they save
		settings = append(settings, "SET checkpoint_threshold = "+quote(unwritten), "SET threads = 1")
	}
	if a.temp != "" {
		settings = append(settings, "SET temp_directory = "+quote(a.temp))
	}
	settings = append(settings, attached)
	if !a.files {
		settings = append(settings, "SET enable_external_access = false")
	}
	first := true
	connector, err := duckdb.NewConnector("", func(conn driver.ExecerContext) error {
		statements := []string{"USE " + catalog}
		if first {
			statements = append(settings, statements...)
		}
		for _, s := range statements {
			if _, err := conn.ExecContext(context.Background(), s, nil); err != nil {
				return err
			}
		}
		first = false
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("starting DuckDB: %w", err)
	}
	db := sql.OpenDB(connector)
	// One statement at a time, for the engine itself uses all cores; a draft, whose engine
	// has one thread, has its offsets checked beside, by a connection without settings.
	connections := 1
	if a.write {
		connections = 2
	}
	db.SetMaxOpenConns(connections)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("opening database %s: %w", path, opening(err))
	}
	return db, nil
}

// appender fills one table fast. Close reports what Append could not: rows
// reach the table in blocks.
type appender struct {
	*duckdb.Appender
	table string
	rows  int64
	list  []any // of maps, for one row after the other
}

// appendTo calls fill with an appender for a table, within the transaction
// that is open on the connection. Without one the driver commits by itself
// every 204,800 rows, so that a failed load would leave rows behind.
func appendTo(ctx context.Context, conn *sql.Conn, table string, fill func(*appender) error) (rows int64, err error) {
	err = conn.Raw(func(c any) error {
		a, err := duckdb.NewAppender(c.(driver.Conn), catalog, "main", table)
		if err != nil {
			return fmt.Errorf("filling %s: %w", table, err)
		}
		to := &appender{Appender: a, table: table}
		failed := fill(to)
		if err := a.CloseWithCancel(ctx); failed == nil && err != nil {
			failed = fmt.Errorf("filling %s: %w", table, err)
		}
		rows = to.rows
		return failed
	})
	return rows, err
}

func (a *appender) row(values ...driver.Value) error {
	if err := a.AppendRow(values...); err != nil {
		return fmt.Errorf("filling %s, row %d: %w", a.table, a.rows+1, err)
	}
	a.rows++
	return nil
}

// structs is a list of n structs to fill for the next row. Each row has the
// same ones: the driver copies their fields.
func (a *appender) structs(n int) []any {
	for len(a.list) < n {
		a.list = append(a.list, map[string]any{})
	}
	return a.list[:n]
}

// quote makes a string literal of SQL, for the few statements that take no parameters.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// plain makes a value of the driver one that the standard library knows how to
// write: lists as []any, structs as map[string]any.
func plain(v any) any {
	switch v := v.(type) {
	case duckdb.Decimal:
		return v.Float64()
	case duckdb.Map:
		m := map[string]any{}
		for key, value := range v {
			m[fmt.Sprint(key)] = plain(value)
		}
		return m
	case duckdb.Interval:
		return fmt.Sprintf("%d months %d days %d µs", v.Months, v.Days, v.Micros)
	case duckdb.UUID:
		return v.String()
	case []byte:
		return string(v)
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	}
	return v
}

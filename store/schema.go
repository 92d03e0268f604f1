package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed schema/*.sql
var schema embed.FS

// migrate brings a database to the newest schema, one numbered file after
// another, each in a transaction of its own. Files that it has seen are not
// run again.
func migrate(ctx context.Context, conn *sql.Conn) error {
	const versions = `
		CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL, name VARCHAR NOT NULL);
		COMMENT ON TABLE schema_versions IS 'Files of the schema that this database has gone through.';
		COMMENT ON COLUMN schema_versions.version IS 'Number of the file.';
		COMMENT ON COLUMN schema_versions.name IS 'Name of the file.'`
	if _, err := conn.ExecContext(ctx, versions); err != nil {
		return fmt.Errorf("preparing the schema: %w", err)
	}
	var have int
	if err := conn.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_versions").Scan(&have); err != nil {
		return fmt.Errorf("reading the schema's version: %w", err)
	}
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return err
	}
	newest := 0
	for _, path := range names {
		name := strings.TrimPrefix(path, "schema/")
		number, err := strconv.Atoi(name[:4])
		if err != nil {
			return fmt.Errorf("schema file %s has no number: %w", name, err)
		}
		newest = number
		if number <= have {
			continue
		}
		statements, err := schema.ReadFile(path)
		if err != nil {
			return err
		}
		err = transaction(ctx, conn, func() error {
			if _, err := conn.ExecContext(ctx, string(statements)); err != nil {
				return err
			}
			_, err := conn.ExecContext(ctx, "INSERT INTO schema_versions VALUES (?, ?)", number, name)
			return err
		})
		if err != nil {
			return fmt.Errorf("schema %s: %w", name, err)
		}
	}
	if have > newest {
		return fmt.Errorf("the database has schema %d, this program knows %d: use a newer marketfigures, or `rollback`", have, newest)
	}
	return nil
}

// Behind says that the database lacks tables or views of this program's
// schema: the next version brings them.
func (r *Reader) Behind(ctx context.Context) (behind bool, err error) {
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return false, err
	}
	err = r.Read(ctx, "SELECT count(*) FROM schema_versions", nil, func(scan func(...any) error) error {
		var n int
		err := scan(&n)
		behind = n < len(names)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("reading the schema's version: %w", err)
	}
	return behind, nil
}

// transaction runs do between BEGIN and COMMIT. DuckDB's COMMIT of a
// transaction in which a statement failed may report success without keeping
// anything, so whoever loads rows counts them afterwards.
func transaction(ctx context.Context, conn *sql.Conn, do func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	if err := do(); err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // the first error is the one that counts
		return err
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	return nil
}

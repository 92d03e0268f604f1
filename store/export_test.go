package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
)

// LeaveLog changes a database as another program would that dies before it can
// write its log into the file.
func LeaveLog(ctx context.Context, path, statement string) error {
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statement)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	log, err := os.ReadFile(path + ".wal")
	if err = errors.Join(err, db.Close()); err != nil { // closing writes it into the file
		return err
	}
	return os.WriteFile(path+".wal", log, 0o644)
}

// MakeOld makes the database of a program that knew only the first files of
// the schema.
func MakeOld(ctx context.Context, path string, files int) (err error) {
	db, err := attach(ctx, path, access{write: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "CREATE TABLE schema_versions (version INTEGER NOT NULL, name VARCHAR NOT NULL)"); err != nil {
		return err
	}
	names, err := fs.Glob(schema, "schema/*.sql")
	if err != nil {
		return err
	}
	for i, name := range names[:files] {
		statements, err := schema.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, string(statements)); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "INSERT INTO schema_versions VALUES (?, ?)", i+1, name); err != nil {
			return err
		}
	}
	return nil
}

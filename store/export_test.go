package store

import (
	"context"
	"errors"
	"os"
)

// LeaveLog changes a database as a process would that dies before it can
// write its log into the file.
func LeaveLog(ctx context.Context, path, statement string) error {
	db, err := attach(ctx, path, access{write: true})
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

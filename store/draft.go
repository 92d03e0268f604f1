package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"marketfigures/store/shelf"
)

// Run is a row of runs.
type Run struct {
	ID                       string
	Started, Ended           time.Time
	Program, Lexicon, Config string
	Sources                  []string
	Found, Added, Changed    int
	Unchanged, Reextracted   int
	Rejected                 int
	ClaimsAdded              int
	ClaimsChanged            int
	ClaimsGone               int
}

// Draft is the next version of the database while it is built. One goroutine
// at a time may use it. End it with Finish, then Publish, or with Discard. What is done
// between Add and Finish goes on beside ProveOffsets.
type Draft struct {
	shelf shelf.Shelf
	run   string
	path  string
	db    *sql.DB
	conn  *sql.Conn
	known *Known
	// loaded are the ids of articles that this draft has beside what is known, and
	// newest the newest version of each address among them.
	loaded map[string]bool
	newest map[string]string
	// rows is how many each table of articles has; nil where that is to be counted.
	rows map[string]int64
	// offsets tells what came of checking them; nil where that was not begun.
	offsets     <-chan error
	stopProving context.CancelFunc
}

// Begin copies the published version and opens the copy for writing. Memory
// bounds what the engine takes, such as 1GB.
func Begin(ctx context.Context, s shelf.Shelf, run, memory string, known *Known) (_ *Draft, err error) {
	d := &Draft{shelf: s, run: run, known: known, loaded: map[string]bool{}, newest: map[string]string{}}
	if d.path, err = s.Draft(run); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Discard())
		}
	}()
	if _, err := os.Stat(d.path); err == nil {
		if err := os.Chmod(d.path, 0o644); err != nil {
			return nil, fmt.Errorf("preparing the next version: %w", err)
		}
	}
	if d.db, err = attach(ctx, d.path, access{write: true, memory: memory, temp: s.Scratch()}); err != nil {
		return nil, err
	}
	if d.conn, err = d.db.Conn(ctx); err != nil {
		return nil, fmt.Errorf("opening the next version: %w", err)
	}
	if err := migrate(ctx, d.conn); err != nil {
		return nil, err
	}
	if _, err := d.conn.ExecContext(ctx, "CREATE TEMP TABLE former_claims AS SELECT * FROM claims LIMIT 0"); err != nil {
		return nil, fmt.Errorf("preparing the next version: %w", err)
	}
	s.At("build")
	return d, nil
}

// Discard gives the draft up. Nothing was published.
func (d *Draft) Discard() error {
	if d.offsets != nil {
		d.stopProving()
		_ = d.proved() // nothing may use the file any more
	}
	err := d.close()
	for _, path := range []string{d.path, d.path + ".wal"} {
		if removed := os.Remove(path); removed != nil && !os.IsNotExist(removed) {
			err = errors.Join(err, fmt.Errorf("removing the draft: %w", removed))
		}
	}
	return err
}

func (d *Draft) close() (err error) {
	if d.conn != nil {
		err = d.conn.Close()
		d.conn = nil
	}
	if d.db != nil {
		err = errors.Join(err, d.db.Close())
		d.db = nil
	}
	return errors.Join(err, os.RemoveAll(d.shelf.Scratch()))
}

// Finish writes the run's row, proves the draft whole, and closes it.
func (d *Draft) Finish(ctx context.Context, run *Run) error {
	if err := d.addChanges(ctx, run); err != nil {
		return err
	}
	if err := d.addRun(ctx, run); err != nil {
		return err
	}
	if err := d.verify(ctx); err != nil {
		return err
	}
	if _, err := d.conn.ExecContext(ctx, "CHECKPOINT "+catalog); err != nil {
		return fmt.Errorf("writing the next version: %w", err)
	}
	if err := d.close(); err != nil {
		return fmt.Errorf("closing the next version: %w", err)
	}
	return nil
}

// Publish makes the finished draft the version that readers open next, and
// returns stray logs that were moved out of its way.
func (d *Draft) Publish() (strays []string, err error) { return d.shelf.Publish(d.run) }

// addRun writes the row of this run.
func (d *Draft) addRun(ctx context.Context, r *Run) error {
	before, err := d.count(ctx, "runs")
	if err != nil {
		return err
	}
	err = transaction(ctx, d.conn, func() error {
		_, err := appendTo(ctx, d.conn, "runs", func(to *appender) error {
			return to.row(r.ID, r.Started.UTC(), r.Ended.UTC(), r.Program, r.Lexicon, r.Config, list(r.Sources),
				int32(r.Found), int32(r.Added), int32(r.Changed), int32(r.Unchanged), int32(r.Reextracted),
				int32(r.Rejected), int32(r.ClaimsAdded), int32(r.ClaimsChanged), int32(r.ClaimsGone))
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("writing the run: %w", err)
	}
	after, err := d.count(ctx, "runs")
	if err == nil && after != before+1 {
		err = fmt.Errorf("writing the run: %d rows where %d were due", after, before+1)
	}
	return err
}

func (d *Draft) count(ctx context.Context, table string) (n int64, err error) {
	if err := d.conn.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting %s: %w", table, err)
	}
	return n, nil
}

// list makes a list value of the driver.
func list(values []string) []any {
	l := make([]any, len(values))
	for i, v := range values {
		l[i] = v
	}
	return l
}

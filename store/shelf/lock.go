package shelf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// HeldError says that another process is building a version.
type HeldError struct {
	PID  string // of that process, as it wrote it
	Path string // of the lock file
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("another run (process %s) holds %s: wait for it, or give --wait", e.PID, e.Path)
}

// Lock is the right to build a version. The kernel takes it back from a process that dies.
type Lock struct{ file *os.File }

// Lock takes the lock, or waits for it so long; a *HeldError says who has it.
func (s Shelf) Lock(ctx context.Context, wait time.Duration) (*Lock, error) {
	path := filepath.Join(s.Out, folder, "lock")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("making the folder for versions: %w", err)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	until := time.Now().Add(wait)
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, unix.EWOULDBLOCK) {
			file.Close()
			return nil, fmt.Errorf("locking %s: %w; is it on a file system that knows no locks?", path, err)
		}
		if !time.Now().Before(until) {
			held := &HeldError{PID: holder(file), Path: path}
			file.Close()
			return nil, held
		}
		select {
		case <-ctx.Done():
			file.Close()
			return nil, context.Cause(ctx)
		case <-time.After(100 * time.Millisecond):
		}
	}
	if err := file.Truncate(0); err == nil {
		_, err = file.WriteAt([]byte(fmt.Sprintln(os.Getpid())), 0)
		if err != nil {
			file.Close()
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
	}
	return &Lock{file}, nil
}

// Release gives the lock back.
func (l *Lock) Release() error { return l.file.Close() }

func holder(file *os.File) string {
	line, err := io.ReadAll(io.NewSectionReader(file, 0, 32))
	if pid := strings.TrimSpace(string(line)); err == nil && pid != "" {
		return pid
	}
	return "unknown"
}

// Holder names the process that holds the lock; empty where nobody does.
func (s Shelf) Holder() string {
	file, err := os.Open(filepath.Join(s.Out, folder, "lock"))
	if err != nil {
		return ""
	}
	defer file.Close()
	if err := unix.Flock(int(file.Fd()), unix.LOCK_SH|unix.LOCK_NB); err == nil {
		return ""
	}
	return holder(file)
}

// isOpen says whether another process has a database file open: DuckDB holds
// a record lock on every file that it reads.
func isOpen(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	ask := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart}
	if err := unix.FcntlFlock(file.Fd(), unix.F_GETLK, &ask); err != nil {
		return false
	}
	return ask.Type != unix.F_UNLCK
}

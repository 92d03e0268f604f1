// Package shelf keeps the versions of the database file and says which one is
// published. It knows files and links, not what is in them.
//
//	out/figures.duckdb            link to the published version
//	out/db/figures-RUN.duckdb     versions, read-only
//	out/db/figures-RUN.building   the next one, until it is whole
//	out/db/lock                   held by the process that builds
//
// DuckDB replays a write-ahead log that lies beside a path into whatever file
// has that path. So each version has a name of its own, and a log that is left
// over can never meet another file.
package shelf

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

const (
	link     = "figures.duckdb"
	folder   = "db"
	prefix   = "figures-"
	finished = ".duckdb"
	building = ".building"
)

// logs are the names that DuckDB gives to what it has not yet written into the file.
var logs = []string{".wal", ".wal.checkpoint", ".wal.recovery"}

// Shelf is an output folder.
type Shelf struct {
	Out string
	// Reached is told each step of publishing by name, before it is taken: tests
	// kill the process there. Nil is fine.
	Reached func(step string)
}

// Steps are the names of the steps of publishing, in their order.
var Steps = []string{"draft", "build", "seal", "sync", "name", "link", "swap", "settle", "prune"}

// At tells Reached that a step is about to be taken.
func (s Shelf) At(step string) {
	if s.Reached != nil {
		s.Reached(step)
	}
}

// Link is the path that readers open.
func (s Shelf) Link() string { return filepath.Join(s.Out, link) }

// Path is where the version of a run stands, or would stand.
func (s Shelf) Path(run string) string {
	return filepath.Join(s.Out, folder, prefix+run+finished)
}

// Scratch is the folder for files that need not outlive the run.
func (s Shelf) Scratch() string { return filepath.Join(s.Out, folder, "scratch") }

// Version is one version on the shelf.
type Version struct {
	Run       string
	Path      string
	Size      int64 // bytes
	Published bool
}

// Versions lists what is on the shelf, oldest first.
func (s Shelf) Versions() ([]Version, error) {
	entries, err := os.ReadDir(filepath.Join(s.Out, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing versions: %w", err)
	}
	current, _, err := s.Current()
	if err != nil {
		return nil, err
	}
	var versions []Version
	for _, e := range entries {
		run, ok := strings.CutPrefix(e.Name(), prefix)
		if !ok {
			continue
		}
		if run, ok = strings.CutSuffix(run, finished); !ok {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, fmt.Errorf("listing versions: %w", err)
		}
		versions = append(versions, Version{run, s.Path(run), info.Size(), run == current})
	}
	sort.Slice(versions, func(i, j int) bool { return versions[i].Run < versions[j].Run })
	return versions, nil
}

// Current names the run whose version is published; ok is false where none is.
func (s Shelf) Current() (run string, ok bool, err error) {
	target, err := os.Readlink(s.Link())
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("reading the link %s: %w; it is no link of ours: move it away", s.Link(), err)
	}
	run = strings.TrimSuffix(strings.TrimPrefix(filepath.Base(target), prefix), finished)
	if _, err := os.Stat(s.Path(run)); err != nil {
		return "", false, fmt.Errorf("the published version %s is missing: %w; `marketfigures rollback` publishes the one before", target, err)
	}
	return run, true, nil
}

// Draft makes room for the version of a run and returns the path to build it
// at: a copy of the published version, or no file yet where there is none.
func (s Shelf) Draft(run string) (path string, err error) {
	s.At("draft")
	if err := os.MkdirAll(s.Scratch(), 0o755); err != nil {
		return "", fmt.Errorf("making the folder for versions: %w", err)
	}
	if _, err := os.Lstat(s.Path(run)); err == nil {
		return "", fmt.Errorf("a version of run %s is there already", run)
	}
	path = filepath.Join(s.Out, folder, prefix+run+building)
	current, ok, err := s.Current()
	if err != nil || !ok {
		return path, err
	}
	if err := copyFile(s.Path(current), path); err != nil {
		return "", fmt.Errorf("copying the published version: %w", err)
	}
	return path, nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, out.Close()); err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	_, err = io.Copy(out, in)
	return err
}

// Borrow copies a version to a place where nobody else has it open. The next
// Clean removes the copy.
func (s Shelf) Borrow(run string) (path string, err error) {
	if err := os.MkdirAll(s.Scratch(), 0o755); err != nil {
		return "", fmt.Errorf("making a folder for a copy: %w", err)
	}
	path = filepath.Join(s.Scratch(), "borrowed"+finished)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("copying a version: %w", err)
	}
	if err := copyFile(s.Path(run), path); err != nil {
		return "", fmt.Errorf("copying a version: %w", err)
	}
	return path, nil
}

// Publish makes the closed draft of a run the version that readers open next.
// Whoever has the old one open keeps it. A death at any instant leaves the old
// version or the new one published, whole. It returns the logs that lay where
// the version was to stand, and were moved aside.
func (s Shelf) Publish(run string) (strays []string, err error) {
	draft := filepath.Join(s.Out, folder, prefix+run+building)
	s.At("seal")
	for _, log := range logs {
		if _, err := os.Lstat(draft + log); err == nil {
			return nil, fmt.Errorf("publishing run %s: DuckDB left %s behind, so that the file is not whole", run, draft+log)
		}
	}
	if err := os.Chmod(draft, 0o444); err != nil {
		return nil, fmt.Errorf("publishing run %s: %w", run, err)
	}
	s.At("sync")
	if err := sync(draft); err != nil {
		return nil, fmt.Errorf("publishing run %s: %w", run, err)
	}
	path := s.Path(run)
	if strays, err = moveLogs(path); err != nil {
		return nil, fmt.Errorf("publishing run %s: %w", run, err)
	}
	s.At("name")
	if err := os.Rename(draft, path); err != nil {
		return nil, fmt.Errorf("publishing run %s: %w", run, err)
	}
	if err := sync(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("publishing run %s: %w", run, err)
	}
	return strays, s.point(run)
}

// point makes the link lead to a version, at one stroke.
func (s Shelf) point(run string) error {
	s.At("link")
	fresh := s.Link() + ".next"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("publishing run %s: %w", run, err)
	}
	if err := os.Symlink(filepath.Join(folder, prefix+run+finished), fresh); err != nil {
		return fmt.Errorf("publishing run %s: %w", run, err)
	}
	s.At("swap")
	if err := os.Rename(fresh, s.Link()); err != nil {
		return fmt.Errorf("publishing run %s: %w", run, err)
	}
	s.At("settle")
	if err := sync(s.Out); err != nil {
		return fmt.Errorf("publishing run %s: %w", run, err)
	}
	return nil
}

// moveLogs takes logs away from a path that a new version is about to have.
func moveLogs(path string) (moved []string, err error) {
	for _, log := range logs {
		if _, err := os.Lstat(path + log); err != nil {
			continue
		}
		aside := path + log + ".stray"
		if err := os.Rename(path+log, aside); err != nil {
			return moved, fmt.Errorf("moving a stray log aside: %w", err)
		}
		moved = append(moved, aside)
	}
	return moved, nil
}

// sync makes what was written to a file or a folder outlive a power cut.
func sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// Strays lists logs beside versions: someone has one open for writing, or had
// and died. Whoever opens such a version sees more than was published.
func (s Shelf) Strays() ([]string, error) {
	versions, err := s.Versions()
	if err != nil {
		return nil, err
	}
	var strays []string
	for _, v := range versions {
		for _, log := range logs {
			if _, err := os.Lstat(v.Path + log); err == nil {
				strays = append(strays, v.Path+log)
			}
		}
	}
	return strays, nil
}

// Rollback publishes the version before the published one. The newer one
// stays on the shelf.
func (s Shelf) Rollback() (from, to string, err error) {
	versions, err := s.Versions()
	if err != nil {
		// the published version is missing: any other is better
		if versions, err = s.unpublished(); err != nil {
			return "", "", err
		}
	}
	at := len(versions)
	for i, v := range versions {
		if v.Published {
			at, from = i, v.Run
		}
	}
	if at == 0 || len(versions) == 0 {
		return "", "", errors.New("there is no version before the published one")
	}
	to = versions[at-1].Run
	return from, to, s.point(to)
}

// Reported says what the report shows: a run's version, with the sides of the config; with
// others, these stand behind it. It is empty where nobody knows.
func (s Shelf) Reported() string {
	shows, err := os.ReadFile(s.reportMark())
	if err != nil {
		return ""
	}
	return string(shows)
}

// Report renders the report, and keeps what it shows, so that a run, or one after a death
// between, knows whether to render it again.
func (s Shelf) Report(shows string, render func() error) error {
	if err := os.Remove(s.reportMark()); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("preparing the report: %w", err)
	}
	if err := render(); err != nil {
		return err
	}
	if err := os.WriteFile(s.reportMark(), []byte(shows), 0o644); err != nil {
		return fmt.Errorf("noting the report's version: %w", err)
	}
	return nil
}

func (s Shelf) reportMark() string { return filepath.Join(s.Out, folder, "reported") }

// unpublished lists the versions as Versions does, for a link that leads nowhere.
func (s Shelf) unpublished() ([]Version, error) {
	paths, err := filepath.Glob(filepath.Join(s.Out, folder, prefix+"*"+finished))
	if err != nil {
		return nil, err
	}
	var versions []Version
	for _, p := range paths {
		run := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(p), prefix), finished)
		versions = append(versions, Version{Run: run, Path: p})
	}
	return versions, nil
}

// Prune removes old versions until at most keep are left. The published one
// and those that some process has open stay.
func (s Shelf) Prune(keep int) (removed []string, err error) {
	s.At("prune")
	versions, err := s.Versions()
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		if len(versions)-len(removed) <= max(keep, 1) {
			break
		}
		if v.Published || isOpen(v.Path) {
			continue
		}
		if err := os.Remove(v.Path); err != nil {
			return removed, fmt.Errorf("removing an old version: %w", err)
		}
		for _, log := range logs {
			_ = os.Remove(v.Path + log) // belongs to a version that is gone
		}
		removed = append(removed, v.Run)
	}
	return removed, nil
}

// Clean removes what runs that died left behind. Only who holds the lock may call it.
func (s Shelf) Clean() error {
	left, err := filepath.Glob(filepath.Join(s.Out, folder, prefix+"*"+building+"*"))
	if err != nil {
		return err
	}
	left = append(left, s.Link()+".next", s.Scratch())
	for _, path := range left {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("removing what a run left behind: %w", err)
		}
	}
	return nil
}

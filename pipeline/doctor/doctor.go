// Package doctor looks at an installation and says what is wrong with it, and
// what to do.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"marketfigures/extract"
	"marketfigures/pipeline"
	"marketfigures/pipeline/announce"
	"marketfigures/pipeline/config"
	"marketfigures/store"
	"marketfigures/store/shelf"
)

// Finding is one thing that was looked at.
type Finding struct {
	Sound bool
	What  string
	State string
	Do    string // what to do about it; empty where it is sound
}

// Patient is what to look at.
type Patient struct {
	ConfigPath string // empty: config.Name where it is there
	Out        string // empty: as the config says
	Lexicon    []string
	Now        time.Time
}

// Look examines config, lexicons, corrections, sources, the output folder, the
// lock, versions, and the published database, every row of it.
func Look(ctx context.Context, p Patient) []Finding {
	var found []Finding
	note := func(what string, err error, state, do string) bool {
		if err != nil {
			found = append(found, Finding{false, what, strings.TrimSpace(err.Error()), do})
			return false
		}
		found = append(found, Finding{true, what, state, ""})
		return true
	}
	c, err := config.Read(p.ConfigPath)
	if !note("config", err, "read", "mend the file at that line") {
		return found
	}
	if p.Out != "" {
		c.Out = p.Out
	}
	c.Lexicon = append(c.Lexicon, p.Lexicon...)
	words, fingerprint, err := c.Words()
	if note("lexicon", err, "fingerprint "+fingerprint, "mend the file that it names") {
		_, err := extract.New(words)
		note("extraction", err, "rules of version "+extract.Program(), "mend the lexicon entry that it names")
	}
	if words != nil {
		for _, failed := range extract.CheckExamples(words, words.Added()) {
			note("lexicon", errors.New(failed), "", "mend the entry or its example; a later file takes the words that it shares with an earlier one")
		}
	}
	corrections, err := c.Review()
	note("corrections", err, fmt.Sprintf("%d", len(corrections)), "mend the file that it names")
	for _, s := range c.Sources {
		if s == "-" || strings.Contains(s, "://") {
			continue
		}
		_, err := os.Stat(s)
		note("source "+s, err, "there", "mend sources in the config, or mount what is missing")
	}
	found = append(found, folder(c.Out)...)
	s := shelf.Shelf{Out: c.Out}
	found = append(found, lock(s), lastRun(c.Out), versions(s))
	found = append(found, report(s)...)
	return append(found, database(ctx, s, c, p.Now)...)
}

// report looks whether the report that is there shows the published version.
func report(s shelf.Shelf) []Finding {
	run, ok, err := s.Current()
	if _, absent := os.Stat(filepath.Join(s.Out, "report", "index.html")); absent != nil || err != nil || !ok {
		return nil // database tells of the version
	}
	shows, sides, _ := strings.Cut(s.Reported(), " ")
	switch {
	case shows != run:
		return []Finding{{false, "report", "does not show the published version", "marketfigures report"}}
	case sides != "":
		return []Finding{{true, "report", "shows the published version for " + sides + ", until the next run or report", ""}}
	}
	return []Finding{{true, "report", "shows the published version", ""}}
}

// folder looks whether the output folder can be written, and has room.
func folder(out string) []Finding {
	there := out
	for {
		if _, err := os.Stat(there); err == nil {
			break
		}
		parent := filepath.Dir(there)
		if parent == there {
			break
		}
		there = parent
	}
	if err := unix.Access(there, unix.W_OK|unix.X_OK); err != nil {
		return []Finding{{false, "folder " + out, err.Error(), "give the user that runs the job the right to write there"}}
	}
	var disk unix.Statfs_t
	if err := unix.Statfs(there, &disk); err != nil {
		return []Finding{{false, "disk of " + out, err.Error(), "look at the file system"}}
	}
	free := int64(disk.Bavail) * int64(disk.Bsize)
	var need int64 = 256 << 20
	if info, err := os.Stat(shelf.Shelf{Out: out}.Link()); err == nil {
		need = max(need, 3*info.Size()) // the copy that grows, and what sorting spills
	}
	state := fmt.Sprintf("%d MiB free", free>>20)
	if free < need {
		return []Finding{{false, "disk of " + out, state, fmt.Sprintf("free %d MiB, or keep fewer versions (--keep)", need>>20)}}
	}
	return []Finding{{true, "folder " + out, "can be written, " + state, ""}}
}

func lock(s shelf.Shelf) Finding {
	if pid := s.Holder(); pid != "" {
		return Finding{false, "lock", "process " + pid + " is at work", "wait for it; a process that died gives the lock back by itself"}
	}
	return Finding{true, "lock", "free", ""}
}

func versions(s shelf.Shelf) Finding {
	versions, err := s.Versions()
	if err != nil {
		return Finding{false, "versions", err.Error(), "marketfigures rollback"}
	}
	strays, err := s.Strays()
	if err != nil {
		return Finding{false, "versions", err.Error(), "look at the folder"}
	}
	if len(strays) > 0 {
		return Finding{false, "versions", strings.Join(strays, ", ") + " was left by someone who opened a version for writing",
			"remove it once nobody has the version open: it is no part of what was published"}
	}
	return Finding{true, "versions", fmt.Sprintf("%d on the shelf", len(versions)), ""}
}

// database reads the whole published version.
func database(ctx context.Context, s shelf.Shelf, c *config.Config, now time.Time) []Finding {
	run, ok, err := s.Current()
	if err != nil {
		return []Finding{{false, "database", err.Error(), "marketfigures rollback"}}
	}
	if !ok {
		return []Finding{{false, "database", "none in " + c.Out, "marketfigures run PATH"}}
	}
	db, err := store.Open(ctx, s.Link())
	if errors.Is(err, store.ErrHeld) {
		return []Finding{{false, "database", err.Error(), "ask whoever has it open for a read-only session; runs go on with a copy"}}
	}
	if err != nil {
		return []Finding{{false, "database", err.Error(), "marketfigures rollback"}}
	}
	defer db.Close()
	var found []Finding
	if err := db.Verify(ctx); err != nil {
		found = append(found, Finding{false, "database", err.Error(), "marketfigures rollback, then marketfigures run"})
	} else {
		found = append(found, Finding{true, "database", "every row of " + run + " read: ids, counts and offsets agree", ""})
	}
	return append(found, age(run, c, now), rejects(ctx, db), lost(ctx, db))
}

// lastRun looks at how the last run ended, whatever it published.
func lastRun(out string) Finding {
	record, err := announce.Recorded(filepath.Join(out, "run.json"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Finding{true, "last run", "none is recorded", ""}
	case err != nil:
		return Finding{false, "last run", err.Error(), "look at the file: the next run writes it anew"}
	case record.Error == "" && record.Summary != nil:
		return Finding{true, "last run", fmt.Sprintf("exit code %d: %s", record.ExitCode, record.Summary.Line()), ""}
	}
	state := fmt.Sprintf("exit code %d: %s", record.ExitCode, record.Error)
	if record.LastSuccess != nil {
		state += ", last success " + record.LastSuccess.Format(time.RFC3339)
	}
	return Finding{false, "last run", state, "mend what it says, then marketfigures run"}
}

func age(run string, c *config.Config, now time.Time) Finding {
	at, err := time.Parse(pipeline.RunName, run)
	if err != nil {
		return Finding{false, "last version", run + " is no name of ours", "look at the folder"}
	}
	days := int(now.Sub(at).Hours() / 24)
	state := fmt.Sprintf("%d days old", days)
	if c.StaleDays > 0 && days >= c.StaleDays {
		return Finding{false, "last version", state, "look whether the sources still deliver, and whether the scheduler runs"}
	}
	return Finding{true, "last version", state, ""}
}

func rejects(ctx context.Context, db *store.Reader) Finding {
	rejects, err := db.Rejects(ctx)
	if err != nil {
		return Finding{false, "rejects", err.Error(), "marketfigures rollback"}
	}
	if len(rejects) > 0 {
		return Finding{false, "rejects", fmt.Sprintf("%d inputs gave no article", len(rejects)), `marketfigures query "from rejects" tells why`}
	}
	return Finding{true, "rejects", "none", ""}
}

func lost(ctx context.Context, db *store.Reader) Finding {
	corrections, err := db.Corrections(ctx)
	if err != nil {
		return Finding{false, "corrected claims", err.Error(), "marketfigures rollback"}
	}
	n := 0
	for _, c := range corrections {
		if !c.Found {
			n++
		}
	}
	if n > 0 {
		return Finding{false, "corrected claims", fmt.Sprintf("%d corrections find no claim", n), `marketfigures query "from corrections where not found"`}
	}
	return Finding{true, "corrected claims", "all found", ""}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"marketfigures/extract"
	"marketfigures/pipeline"
	"marketfigures/pipeline/config"
	"marketfigures/pipeline/source"
	"marketfigures/store"
	"marketfigures/store/shelf"
)

type runCommand struct {
	Sources    []string      `arg:"" optional:"" name:"path" help:"Files, folders, archives, feeds or addresses; none: what the config names."`
	MaxRejects int           `default:"-1" help:"How many inputs may be set aside before the exit code is 3 (0)."`
	Since      day           `placeholder:"DAY" help:"Only articles published on or after this day (2006-01-02)."`
	Until      day           `placeholder:"DAY" help:"Only articles published before this day."`
	DryRun     bool          `help:"Do everything but publish."`
	Workers    int           `help:"Articles at once; 0: one a processor."`
	Wait       time.Duration `placeholder:"10m" help:"Wait so long for another run to end."`
	Timeout    time.Duration `placeholder:"2h" help:"Give up after so long, with nothing published."`
	Keep       int           `help:"Versions that stay on the shelf (5)."`
	FaultAt    string        `hidden:"" env:"-" help:"Kill the process at a step of publishing, for tests."`
}

// Help shows examples.
func (runCommand) Help() string {
	return `Examples:
  marketfigures run articles/ news.jsonl mail.mbox
  marketfigures run --since 2016-01-01 --until 2017-01-01 articles/
  marketfigures run --dry-run articles/
  marketfigures run                                    what marketfigures.yaml names, as a scheduler would`
}

// day is a flag such as 2016-01-31.
type day struct{ time.Time }

// UnmarshalText reads it, also with a time of RFC 3339, which is cut off.
func (d *day) UnmarshalText(text []byte) error {
	s := string(text)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		s = t.UTC().Format(time.DateOnly)
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return fmt.Errorf("%q is no day such as 2016-01-31", text)
	}
	d.Time = t
	return nil
}

// Run does the job and prints its summary.
func (c *runCommand) Run(r *room) (err error) {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	if c.MaxRejects >= 0 {
		settings.MaxRejects = c.MaxRejects
	}
	job, err := c.job(r, settings)
	if err != nil {
		return err
	}
	ctx := r.ctx
	if limit := max(c.Timeout, time.Duration(settings.Timeout)*b2i(c.Timeout == 0)); limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, fmt.Errorf("not done after %s (--timeout)", limit))
		defer cancel()
	}
	bar := r.progress(job)
	summary, err := job.Run(ctx)
	if bar != nil {
		_ = bar.Clear() // it is only for show
	}
	if err != nil {
		if cause := context.Cause(ctx); cause != nil && r.ctx.Err() == nil {
			err = cause
		}
		return err
	}
	if _, err := summary.WriteTo(r.stdout); err != nil {
		return fmt.Errorf("printing the summary: %w", err)
	}
	if summary.Rejected > settings.MaxRejects {
		return codeError(tooManyBad)
	}
	return nil
}

func b2i(b bool) time.Duration {
	if b {
		return 1
	}
	return 0
}

func (c *runCommand) job(r *room, settings *config.Config) (*pipeline.Job, error) {
	sources := c.Sources
	if len(sources) == 0 {
		sources = settings.Sources
	}
	if len(sources) == 0 {
		return nil, usageError{errors.New("nothing to read: name a path, or sources in " + config.Name)}
	}
	for _, s := range sources {
		if s == "-" || strings.Contains(s, "://") {
			continue
		}
		if _, err := os.Stat(s); err != nil {
			return nil, usageError{fmt.Errorf("nothing to read: %w", err)}
		}
	}
	words, fingerprint, err := settings.Words()
	if err != nil {
		return nil, usageError{err}
	}
	corrections, err := settings.Review()
	if err != nil {
		return nil, usageError{err}
	}
	extractor, err := extract.New(words)
	if err != nil {
		return nil, err
	}
	now, err := clock()
	if err != nil {
		return nil, err
	}
	keep := settings.Keep
	if c.Keep > 0 {
		keep = c.Keep
	}
	workers := settings.Workers
	if c.Workers > 0 {
		workers = c.Workers
	}
	job := &pipeline.Job{
		Sources: sources, Find: source.Options{Exclude: settings.Exclude, Today: now(), Stdin: r.stdin},
		Shelf: shelf.Shelf{Out: settings.Out}, Extractor: extractor, Lexicon: fingerprint, Config: settings.Fingerprint(),
		Entities: config.Entities(words), Sides: settings.Rows(), Corrections: corrections, Render: r.renderer(settings, ""),
		Workers: workers, Memory: settings.Memory, Keep: keep, Wait: c.Wait, Since: c.Since.Time, Until: c.Until.Time,
		DryRun: c.DryRun, Now: now, Log: r.log,
	}
	if c.FaultAt != "" {
		job.Shelf.Reached = func(step string) {
			if step == c.FaultAt {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {} // until the kernel has seen to it
			}
		}
	}
	return job, nil
}

// progress draws a bar where a person is watching.
func (r *room) progress(job *pipeline.Job) *progressbar.ProgressBar {
	if !isTerminal(r.stderr) || r.flags.LogFormat == "json" {
		return nil
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(r.stderr), progressbar.OptionSetDescription("articles"),
		progressbar.OptionShowCount(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	job.Progress = func(done int) { _ = bar.Set(done) }
	return bar
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

type reportCommand struct {
	For string `placeholder:"'A vs B'" help:"Compare these two instead of the config's sides, such as 'didi vs uber'."`
}

// Help shows examples.
func (reportCommand) Help() string {
	return `Examples:
  marketfigures report
  marketfigures report --for "unionpay vs paypal"`
}

// Run renders the report.
func (c *reportCommand) Run(r *room) (err error) {
	db, err := r.published()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	settings, err := r.settings()
	if err != nil {
		return err
	}
	folder := filepath.Join(settings.Out, "report")
	if err := r.renderer(settings, c.For)(r.ctx, db, folder); err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.stdout, filepath.Join(folder, "index.html"))
	return err
}

// published opens the published database.
func (r *room) published() (*store.Reader, error) {
	settings, err := r.settings()
	if err != nil {
		return nil, err
	}
	s := shelf.Shelf{Out: settings.Out}
	if _, ok, err := s.Current(); err != nil {
		return nil, err
	} else if !ok {
		return nil, usageError{fmt.Errorf("there is no database in %s yet: marketfigures run PATH makes one", settings.Out)}
	}
	return store.Open(r.ctx, s.Link())
}

type rollbackCommand struct{}

// Help shows examples.
func (rollbackCommand) Help() string {
	return `Examples:
  marketfigures rollback            once more goes back one version more
  marketfigures run                 builds on the version that is published now`
}

// Run publishes the version before.
func (rollbackCommand) Run(r *room) (err error) {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	s := shelf.Shelf{Out: settings.Out}
	lock, err := s.Lock(r.ctx, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	from, to, err := s.Rollback()
	if err != nil {
		return err
	}
	if from == "" {
		from = "a version that is missing"
	}
	_, err = fmt.Fprintf(r.stdout, "published %s instead of %s; render its report with: marketfigures report\n", to, from)
	return err
}

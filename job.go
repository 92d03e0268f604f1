package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/term"

	"marketfigures/extract"
	"marketfigures/pipeline"
	"marketfigures/pipeline/announce"
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
	Exclude    []string      `placeholder:"PATTERN" help:"Leave out these files too, by patterns as in .gitignore."`
	DryRun     bool          `help:"Do everything but publish."`
	NoReport   bool          `help:"Render no report."`
	Workers    int           `help:"Articles at once; 0: one a processor."`
	Wait       time.Duration `placeholder:"10m" help:"Wait so long for another run to end."`
	Timeout    time.Duration `placeholder:"2h" help:"Give up after so long, with nothing published."`
	Heartbeat  string        `placeholder:"URL" help:"Address that hears of every start and end (/start, /<exit code>)."`
	Metrics    string        `placeholder:"FILE" help:"File for Prometheus' node exporter."`
	Summary    string        `enum:"auto,full,line" default:"auto" help:"What to print at the end: full, line, or auto: full on a terminal, else a line."`
	Quiet      bool          `short:"q" help:"Print nothing on success."`
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

// Run does the job, tells monitors how it went, and prints its summary.
func (c *runCommand) Run(r *room) error {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	if c.MaxRejects >= 0 {
		settings.MaxRejects = c.MaxRejects
	}
	if c.Timeout > 0 {
		settings.Timeout = config.Duration(c.Timeout)
	}
	if c.Heartbeat != "" {
		settings.Heartbeat = c.Heartbeat
	}
	if c.Metrics != "" {
		settings.Metrics = c.Metrics
	}
	settings.Exclude = append(settings.Exclude, c.Exclude...)
	job, err := c.job(r, settings)
	if err != nil {
		return err
	}
	tell := &announce.Announcer{
		Metrics: settings.Metrics, Heartbeat: settings.Heartbeat, Socket: os.Getenv("NOTIFY_SOCKET"), Warn: r.log.Warn,
	}
	tell.Record = filepath.Join(settings.Out, "run.json")
	if c.DryRun { // it is no run of which monitors should hear
		tell.Record, tell.Metrics, tell.Heartbeat = "", "", ""
	}
	job.Stage = func(name string) { tell.Status("stage " + name) }
	tell.Start(r.ctx)
	began := time.Now()
	summary, err := c.work(r, job, time.Duration(settings.Timeout))
	if err == nil && summary.Rejected > settings.MaxRejects {
		err = codeError(tooManyBad)
	}
	record := announce.Record{ExitCode: exitCode(err), Program: version(), Seconds: time.Since(began).Seconds(), Summary: summary}
	if err != nil && record.ExitCode != tooManyBad {
		record.Error = err.Error()
	}
	var held *shelf.HeldError
	if errors.As(err, &held) {
		tell.Record, tell.Metrics = "", "" // they are the other run's
	}
	tell.End(r.ctx, job.Now(), record)
	if err != nil && record.ExitCode != tooManyBad {
		return err
	}
	summary.Next = c.next(r, settings, summary)
	return errors.Join(c.print(r, summary), err)
}

// next is the command that a person would try after this run.
func (c *runCommand) next(r *room, settings *config.Config, s *pipeline.Summary) string {
	if s.DryRun {
		return "the same without --dry-run"
	}
	command := []string{"marketfigures"}
	for _, flag := range []struct{ name, value string }{{"--config", r.flags.Config}, {"--out", r.flags.Out}} {
		if flag.value != "" {
			command = append(command, flag.name, quoted(flag.value))
		}
	}
	if s.Claims == 0 {
		return strings.Join(append(command, "explain FILE"), " ") + " shows why a figure is no claim"
	}
	ask := "from " + config.Default.Name
	if name := settings.Comparisons[0].Name; name != config.Default.Name {
		ask = "from comparisons where comparison = '" + strings.ReplaceAll(name, "'", "''") + "'"
	}
	return strings.Join(append(command, "query", `"`+ask+`"`), " ")
}

var plainWord = regexp.MustCompile(`^[\w./:@%+,=-]+$`)

// quoted is a word as a shell reads it back.
func quoted(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// work runs the job within its time, with a bar where a person is watching.
func (c *runCommand) work(r *room, job *pipeline.Job, limit time.Duration) (*pipeline.Summary, error) {
	ctx := r.ctx
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, fmt.Errorf("not done after %s (--timeout)", limit))
		defer cancel()
	}
	end := r.watch(ctx, job)
	summary, err := job.Run(ctx)
	end()
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	return summary, err
}

// print writes the summary to stdout: all of it for a person, a line for a
// scheduler. Stderr stays empty unless something is wrong.
func (c *runCommand) print(r *room, s *pipeline.Summary) (err error) {
	switch {
	case c.Quiet:
	case r.flags.LogFormat == "json":
		record := slog.NewRecord(time.Now(), slog.LevelInfo, s.Line(), 0)
		record.Add("run", s.Run, "summary", s)
		err = slog.NewJSONHandler(r.stdout, nil).Handle(r.ctx, record)
	case c.Summary == "full", c.Summary == "auto" && isTerminal(r.stdout):
		_, err = s.WriteTo(r.stdout)
	default:
		_, err = fmt.Fprintln(r.stdout, s.Line())
	}
	if err != nil {
		return fmt.Errorf("printing the summary: %w", err)
	}
	return nil
}

// readable are the sources of a run: those that it is given, else those of the config. An
// error says that there are none, or that one of them is not there.
func readable(given []string, settings *config.Config) ([]string, error) {
	sources := given
	if len(sources) == 0 {
		sources = settings.Sources
	}
	if len(sources) == 0 {
		return nil, usageError{errors.New("nothing to read: name a path, or sources in " + config.Name)}
	}
	if err := source.There(sources); err != nil {
		return nil, usageError{err}
	}
	return sources, nil
}

func (c *runCommand) job(r *room, settings *config.Config) (*pipeline.Job, error) {
	sources, err := readable(c.Sources, settings)
	if err != nil {
		return nil, err
	}
	words, fingerprint, err := settings.Words()
	if err != nil {
		return nil, usageError{err}
	}
	corrections, err := settings.Review()
	if err != nil {
		return nil, usageError{err}
	}
	extractor := sync.OnceValues(func() (*extract.Extractor, error) { return extract.New(words) })
	if len(settings.Lexicon) > 0 { // what is wrong with it is told before the work starts
		if _, err := extractor(); err != nil {
			return nil, usageError{err}
		}
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
		Sources: sources, Find: settings.Finding(now(), r.stdin),
		Shelf: shelf.Shelf{Out: settings.Out}, Extractor: extractor, Lexicon: fingerprint, Config: settings.Fingerprint(),
		Entities: config.Entities(words), Places: config.Places(words), Sides: settings.Rows(), Corrections: corrections, Render: r.renderer(settings, ""),
		Workers: workers, Memory: settings.Memory, Keep: keep, Wait: c.Wait, Since: c.Since.Time, Until: c.Until.Time,
		DryRun: c.DryRun, Stale: time.Duration(settings.StaleDays) * 24 * time.Hour, Now: now, Log: r.log,
	}
	if c.NoReport {
		job.Render = nil
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

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

type reportCommand struct {
	For string `placeholder:"'A vs B'" help:"Compare these two instead of the config's sides, such as 'didi vs uber', until the next run."`
}

// Help shows examples.
func (reportCommand) Help() string {
	return `Examples:
  marketfigures report
  marketfigures report --for "unionpay vs paypal"`
}

// Run renders the report.
func (c *reportCommand) Run(r *room) (err error) {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	s, folder := shelf.Shelf{Out: settings.Out}, filepath.Join(settings.Out, "report")
	shows, _, err := s.Current() // asked before opening: of a newer one published in between, the next run renders anew
	if err != nil {
		return err
	}
	db, err := r.published()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.For != "" {
		shows += " " + c.For
	}
	if err := s.Report(shows, func() error { return r.renderer(settings, c.For)(r.ctx, db, folder) }); err != nil {
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

// Package pipeline is the batch job: it finds articles, reads them, extracts
// their figures, loads them into a new version of the database, publishes it,
// and renders the report.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"marketfigures/extract"
	"marketfigures/pipeline/review"
	"marketfigures/pipeline/source"
	"marketfigures/store"
	"marketfigures/store/row"
	"marketfigures/store/shelf"
)

// Job is one run and all that it needs. Zero values of the settings below
// Render mean what their comment says.
type Job struct {
	// Find says where articles come from, and how.
	Sources []string
	Find    source.Options
	// Shelf is the output folder.
	Shelf shelf.Shelf
	// Extractor is asked for when there is something to extract: most runs find next
	// to nothing new. It gives the same one each time. Lexicon is the fingerprint of the
	// lexicon that it is built from.
	Extractor func() (*extract.Extractor, error)
	Lexicon   string
	// Config is the fingerprint of the settings that change rows.
	Config string
	// Entities are those of the lexicon, for people who read the database.
	Entities []row.Entity
	// Places are those of the lexicon, one of them home.
	Places []row.Place
	// Sides say who is set against whom.
	Sides []row.Side
	// Corrections are what people decided about claims.
	Corrections []review.Correction
	// Render writes the report of a database into a folder.
	Render func(ctx context.Context, db *store.Reader, folder string) error

	Workers int           // articles at once; 0: one a processor
	Memory  string        // bound of the database engine, such as 1GB; empty: 512MB
	Keep    int           // versions on the shelf; 0: five
	Wait    time.Duration // for another run; 0: not at all
	// Since and Until bound the day of publication, half-open; zero: no bound.
	// Articles without a day pass.
	Since, Until time.Time
	// Stale is after how long without anything new a run warns; 0: never.
	Stale  time.Duration
	DryRun bool             // do everything but publish
	Now    func() time.Time // nil: the machine's clock
	Log    *slog.Logger     // nil: silence
	// Stage hears the name of each stage of the whole run before it is taken,
	// Progress how many articles were found and how many bytes of the files that
	// source.Size counts were read for them. Nil is fine.
	Stage    func(name string)
	Progress func(articles int, read int64)
}

// RunName is how runs, and their versions, are named after their start in UTC.
const RunName = "20060102T150405Z"

// stage is a step of the job. Each is taken for every article, by any worker;
// once for the whole run. Find starts the stream of articles, load drains it.
type stage struct {
	name string
	each func(*run, *work)
	once func(*run, context.Context) error
}

// stages is the job, in order.
func stages() []stage {
	return []stage{
		{name: "find", once: (*run).find},
		{name: "read", each: (*run).read},
		{name: "extract", each: (*run).extract},
		{name: "load", once: (*run).load},
		{name: "publish", once: (*run).publish},
		{name: "report", once: (*run).report},
	}
}

// run is a job under way.
type run struct {
	*Job
	log      *slog.Logger
	known    *store.Known
	before   published
	reader   *store.Reader // of the published version, open until something is new
	first    bool          // no version was published yet
	draft    *store.Draft
	stream   <-chan *work
	flight   *semaphore.Weighted // bytes of articles on their way to the loader
	row      store.Run
	seen     map[string]bool   // addresses of this run's finds
	lines    map[string]string // addresses of lines to their hash
	repeated atomic.Int64
	pages    map[string]source.Validator // of this run's finds
	// unfinished are pages of which something is not in the database.
	unfinished map[string]bool
	rejects    []row.Reject
	review     *review.Reviewer
	kept       keptPrints
	held       bool   // somebody has the published version open for writing
	collected  func() // sets back when garbage is collected
	summary    Summary
}

// published is what the version before holds beside articles.
type published struct {
	rejects     []row.Reject
	sides       []row.Side
	corrections []row.Correction
	old         bool // it lacks tables or views of this program's schema
}

// Run does the job. A run that finds nothing new publishes nothing and is a
// success. Errors: a *shelf.HeldError where another run holds the lock; any
// other means that nothing was published, unless the summary names a version.
func (j *Job) Run(ctx context.Context) (_ *Summary, err error) {
	if j.Now == nil {
		j.Now = time.Now
	}
	// what is known already is little garbage: where nothing is new, collecting it takes
	// a tenth of the time
	r := &run{collected: CollectAt(400), Job: j, log: j.Log, seen: map[string]bool{}, lines: map[string]string{}, pages: map[string]source.Validator{}, unfinished: map[string]bool{}, review: review.NewReviewer(j.Corrections)}
	if r.log == nil {
		r.log = slog.New(slog.DiscardHandler)
	}
	defer func() { r.collected() }()
	lock, err := j.Shelf.Lock(ctx, j.Wait)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if err := j.Shelf.Clean(); err != nil {
		return nil, err
	}
	started := j.Now().UTC().Truncate(time.Second)
	r.row = store.Run{
		ID: started.Format(RunName), Started: started,
		Program: extract.Program(), Lexicon: j.Lexicon, Config: j.Config, Sources: j.Sources,
	}
	if err := r.name(); err != nil {
		return nil, err
	}
	r.summary.Run, r.summary.Started = r.row.ID, started
	r.log = r.log.With("run", r.row.ID)
	defer func() { err = errors.Join(err, r.closeReader()) }()
	if err := r.remember(ctx); err != nil {
		return nil, err
	}
	r.recallPages()
	defer func() {
		if r.draft != nil {
			err = errors.Join(err, r.draft.Discard())
		}
	}()
	var stop context.CancelFunc
	ctx, stop = context.WithCancel(ctx)
	defer func() {
		stop()
		for range r.stream { // until its goroutine has ended
		}
	}()
	for _, s := range stages() {
		if s.once == nil {
			continue
		}
		began := time.Now()
		if r.Stage != nil {
			r.Stage(s.name)
		}
		if err := s.once(r, ctx); err != nil {
			r.log.Error("stage failed", "stage", s.name, "error", err)
			return &r.summary, fmt.Errorf("%s: %w", s.name, err)
		}
		r.log.Debug("stage done", "stage", s.name, "seconds", time.Since(began).Seconds())
	}
	r.summary.Ended = j.Now().UTC().Truncate(time.Second)
	return &r.summary, nil
}

// remember reads what the published version holds, and leaves it open.
func (r *run) remember(ctx context.Context) error {
	r.known = store.NewKnown()
	name, ok, err := r.Shelf.Current()
	if err != nil || !ok {
		r.first = !ok
		return err
	}
	if strays, err := r.Shelf.Strays(); err != nil {
		return err
	} else if len(strays) > 0 {
		r.warn("A database was opened for writing: its changes are not part of what is published. Remove these files once nobody has it open.", "files", strays)
	}
	db, err := r.open(ctx, name)
	if err != nil {
		return fmt.Errorf("%w; `marketfigures rollback` publishes the version before", err)
	}
	r.reader = db
	if r.before.old, err = db.Behind(ctx); err != nil {
		return err
	}
	if r.known, err = db.Known(ctx, r.row.Program, r.row.Lexicon); err != nil {
		return err
	}
	if r.before.rejects, err = db.Rejects(ctx); err != nil {
		return err
	}
	if r.before.sides, err = db.Sides(ctx); err != nil {
		return err
	}
	if r.before.corrections, err = db.Corrections(ctx); err != nil {
		return err
	}
	corrected := make([]string, len(r.Corrections))
	for i, c := range r.Corrections {
		corrected[i] = c.Claim
	}
	stated, err := db.Stated(ctx, corrected)
	if err != nil {
		return err
	}
	r.review.Carry(stated)
	return nil
}

// name moves the run's name past those of all versions, the unpublished ones
// too: two runs can start within one second, and a clock can go back.
func (r *run) name() error {
	versions, err := r.Shelf.Versions()
	if err != nil || len(versions) == 0 {
		return err
	}
	newest := versions[len(versions)-1].Run
	if newest < r.row.ID {
		return nil
	}
	at, err := time.Parse(RunName, newest)
	if err != nil {
		return fmt.Errorf("the version %q has no name of ours: move it out of %s", newest, r.Shelf.Out)
	}
	r.row.ID = at.Add(time.Second).Format(RunName)
	return nil
}

// open opens a version. Where somebody has it open for writing, so that DuckDB
// lets nobody else in, the run reads a copy: no analyst can hold it up.
func (r *run) open(ctx context.Context, version string) (*store.Reader, error) {
	db, err := store.Open(ctx, r.Shelf.Path(version))
	if !errors.Is(err, store.ErrHeld) {
		return db, err
	}
	if !r.held {
		r.warn("Somebody has the published database open for writing: ask them for a read-only session. The run went on with a copy.")
		r.held = true
	}
	path, err := r.Shelf.Borrow(version)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, path)
}

// closeReader closes the published version, if it is open.
func (r *run) closeReader() error {
	if r.reader == nil {
		return nil
	}
	db := r.reader
	r.reader = nil
	return db.Close()
}

// warn tells the operator something that does not stop the run.
func (r *run) warn(message string, facts ...any) {
	r.log.Warn(message, facts...)
	r.summary.Warnings = append(r.summary.Warnings, message)
}

func (r *run) workers() int {
	if r.Workers > 0 {
		return r.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// begin opens the next version at the first thing that is new.
func (r *run) begin(ctx context.Context) (err error) {
	if r.draft != nil {
		return nil
	}
	if err := r.closeReader(); err != nil {
		return err
	}
	memory := r.Memory
	if memory == "" {
		memory = "512MB"
	}
	if r.draft, err = store.Begin(ctx, r.Shelf, r.row.ID, memory, r.known); err == nil {
		// articles leave garbage behind: collected early, it takes a tenth less memory in all
		// for a hundredth of the time
		r.collected()
		r.collected = CollectAt(60)
	}
	return err
}

// CollectAt has garbage collected when there is so many percent of what lives, until
// it is ended. Who says by GOGC when it shall be is not overruled.
func CollectAt(percent int) (end func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}

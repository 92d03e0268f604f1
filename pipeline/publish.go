package pipeline

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// publish completes the next version and makes it the one that readers open.
// Without anything new there is no next version, and nothing happens.
func (r *run) publish(ctx context.Context) error {
	// the very first run publishes even an empty database: readers can open it
	if r.first || r.before.old || !slices.Equal(r.Sides, r.before.sides) {
		if err := r.begin(ctx); err != nil {
			return err
		}
	}
	r.summary.count(&r.row, r.rejects)
	r.summary.Repeated = int(r.repeated.Load())
	if r.draft == nil {
		return r.rememberPages()
	}
	if err := r.complete(ctx); err != nil {
		return err
	}
	r.summary.count(&r.row, r.rejects)
	if r.DryRun {
		r.log.Info("dry run: nothing published")
		return nil
	}
	strays, err := r.draft.Publish()
	if err != nil {
		return err
	}
	r.draft = nil
	r.summary.Published = true
	if len(strays) > 0 {
		r.warn("A log of another database lay where the new version was to stand; it was moved aside.", "files", strays)
	}
	keep := r.Keep
	if keep == 0 {
		keep = 5
	}
	removed, err := r.Shelf.Prune(keep)
	if err != nil {
		r.warn("Old versions could not be removed: " + err.Error())
	}
	r.log.Debug("removed old versions", "runs", removed)
	return r.rememberPages()
}

// complete fills the tables that look at all articles together.
func (r *run) complete(ctx context.Context) error {
	r.draft.ProveOffsets(ctx)
	if err := r.draft.SetRejects(ctx, r.rejects); err != nil {
		return err
	}
	if err := r.draft.SetSides(ctx, r.Sides); err != nil {
		return err
	}
	if err := r.copies(ctx); err != nil {
		return err
	}
	if err := r.draft.SetEntities(ctx, r.Entities); err != nil {
		return err
	}
	if err := r.draft.SetPlaces(ctx, r.Places); err != nil {
		return err
	}
	if err := r.draft.SetCorrections(ctx, r.stored()); err != nil {
		return err
	}
	r.row.Ended = r.Now().UTC().Truncate(time.Second)
	return r.draft.Finish(ctx, &r.row)
}

// report renders the published database, unless the report that is there shows
// just that version already.
func (r *run) report(ctx context.Context) error {
	r.summary.Database, r.summary.DryRun = r.Shelf.Link(), r.DryRun
	if r.DryRun {
		return nil
	}
	current, ok, err := r.Shelf.Current()
	if err != nil || !ok {
		return err
	}
	if r.reader == nil { // else it is what was there before, and nothing came after it
		if r.reader, err = r.open(ctx, current); err != nil {
			return err
		}
	}
	if err := r.summary.read(ctx, r.reader); err != nil {
		return err
	}
	for _, id := range r.summary.Lost {
		r.log.Warn("a correction finds no such claim: the article may have changed", "claim", id)
	}
	if quiet := r.row.Started.Sub(r.summary.LastNew); r.Stale > 0 && !r.summary.LastNew.IsZero() && quiet >= r.Stale {
		r.warn(fmt.Sprintf("no new article for %d days: do the sources still deliver?", int(quiet.Hours()/24)))
	}
	if r.Render == nil {
		return nil
	}
	folder := filepath.Join(r.Shelf.Out, "report")
	r.summary.Report = filepath.Join(folder, "index.html")
	if r.Shelf.Reported() == current {
		if _, err := os.Stat(r.summary.Report); err == nil {
			return nil
		}
	}
	if err := r.Shelf.Report(current, func() error { return r.Render(ctx, r.reader, folder) }); err != nil {
		return fmt.Errorf("the database is published, its report is not: %w", err)
	}
	return nil
}

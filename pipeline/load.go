package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"marketfigures/pipeline/review"
	"marketfigures/pipeline/source"
	"marketfigures/store/row"
)

// A batch is loaded when it has so many articles, or so much text.
const (
	batchArticles = 500
	batchBytes    = 16 << 20
)

// load drains the stream into the next version, in the order of the finds,
// then extracts again what the database holds of an older program.
func (r *run) load(ctx context.Context) error {
	if err := r.drain(ctx, r.stream); err != nil {
		return err
	}
	if err := r.again(ctx); err != nil {
		return err
	}
	return r.reject(ctx)
}

func (r *run) drain(ctx context.Context, stream <-chan *work) error {
	var batch []*row.Article
	size := 0
	flush := func() error {
		err := r.add(ctx, batch)
		batch, size = batch[:0], 0
		return err
	}
	for w := range stream {
		select {
		case <-w.done:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		r.flight.Release(w.weight)
		switch {
		case w.err != nil:
			return w.err
		case w.reject != nil:
			r.turnDown(w)
			r.forgetPages(w.found)
		case w.outside:
			r.summary.Outside++
			r.forgetPages(w.found)
		case r.single(w):
			batch = append(batch, w.rows)
			size += len(w.rows.Text) + len(w.rows.Raw)
		}
		if len(batch) >= batchArticles || size >= batchBytes {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return flush()
}

func (r *run) add(ctx context.Context, batch []*row.Article) error {
	if len(batch) == 0 {
		return nil
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	loaded, err := r.draft.Add(ctx, batch)
	if err != nil {
		return err
	}
	r.row.Added += loaded.Added
	r.row.Changed += loaded.Changed
	r.row.Reextracted += loaded.Reextracted
	r.log.Debug("loaded", "articles", len(batch))
	return nil
}

func (r *run) turnDown(w *work) {
	reject := row.Reject{
		Address: cmp.Or(w.reject.Address, w.address), Line: w.reject.Line, Reason: w.reject.Reason,
		Hint: w.reject.Hint, Hash: w.hash,
	}
	reject.ID = row.RejectID(reject.Address, reject.Line, reject.Reason)
	r.rejects = append(r.rejects, reject)
	r.row.Rejected++
	place := reject.Address
	if reject.Line > 0 {
		place += fmt.Sprintf(":%d", reject.Line)
	}
	r.log.Warn("set aside", "address", place, "reason", reject.Reason, "hint", reject.Hint)
}

// again extracts what is stored once more where program, lexicon or
// corrections have changed, without its source.
func (r *run) again(ctx context.Context) error {
	corrected := review.Changed(r.before.corrections, r.stored())
	if !r.known.Stale() && len(corrected) == 0 {
		return nil
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	ids, err := r.draft.Stale(ctx, r.row.Program, r.row.Lexicon, corrected)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(ids, batchArticles/5) {
		if err := r.extractStored(ctx, chunk); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) extractStored(ctx context.Context, ids []string) error {
	stored, err := r.draft.Stored(ctx, ids)
	if err != nil {
		return err
	}
	batch := make([]*row.Article, len(stored))
	var group errgroup.Group
	group.SetLimit(r.workers())
	failed := make([]*source.Reject, len(stored))
	for i, s := range stored {
		group.Go(func() error {
			w := &work{
				stored: true, address: s.Address, hash: s.Hash, raw: s.Raw, article: s.Article, done: make(chan struct{}),
			}
			r.each(w)
			batch[i], failed[i] = w.rows, w.reject
			return cmp.Or(w.err, ctx.Err())
		})
	}
	if err := group.Wait(); err != nil {
		return cmp.Or(context.Cause(ctx), err)
	}
	for i, reject := range failed {
		if reject != nil {
			return fmt.Errorf("extracting %s again: %s", stored[i].Address, reject.Reason)
		}
	}
	return r.add(ctx, batch)
}

// reject brings the set of rejects up to date: one that was found sound, or
// that is no more where this run looked, leaves it.
func (r *run) reject(ctx context.Context) error {
	now := map[string]row.Reject{}
	for _, reject := range r.rejects {
		now[reject.ID] = reject
	}
	for _, old := range r.before.rejects {
		if _, ok := now[old.ID]; !ok && !r.lookedAt(old.Address) {
			now[old.ID] = old
		}
	}
	all := make([]row.Reject, 0, len(now))
	for _, reject := range now {
		all = append(all, reject)
	}
	slices.SortFunc(all, func(a, b row.Reject) int { return strings.Compare(a.ID, b.ID) })
	r.rejects = all
	if slices.Equal(all, r.before.rejects) {
		return nil
	}
	return r.begin(ctx)
}

// lookedAt says whether the run's sources take in an address.
func (r *run) lookedAt(address string) bool {
	if r.seen[address] {
		return true
	}
	for _, s := range r.Sources {
		rest, ok := strings.CutPrefix(address, strings.TrimSuffix(s, "/"))
		if ok && (rest == "" || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "!/") || strings.HasPrefix(rest, ":")) {
			return true
		}
	}
	return false
}

// stored are the corrections as the database keeps them.
func (r *run) stored() []row.Correction {
	var rows []row.Correction
	for _, c := range r.Corrections {
		rows = append(rows, c.Rows()...)
	}
	return rows
}

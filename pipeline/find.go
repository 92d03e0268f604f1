package pipeline

import (
	"context"
	"fmt"
	"strconv"

	"golang.org/x/sync/errgroup"

	"marketfigures/extract"
	"marketfigures/pipeline/source"
	"marketfigures/store/row"
)

// work is one find on its way through the stages.
type work struct {
	found   source.Found
	stored  *row.Source // instead of found: an article that the database kept
	article extract.Article
	address string
	id      string
	reject  *source.Reject
	outside bool // of the span of days
	rows    *row.Article
	err     error
	done    chan struct{}
}

// ahead is how many articles may wait for the loader, for each worker.
const ahead = 8

// find starts the stream: finds in their order, each of which passes through
// the stages for single articles on some worker. What the database holds
// already goes no further.
func (r *run) find(ctx context.Context) error {
	stream := make(chan *work, ahead*r.workers())
	r.stream = stream
	go func() {
		defer close(stream)
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(r.workers())
		for found, err := range source.Find(ctx, r.Sources, r.Find) {
			w := &work{found: found, err: err, done: make(chan struct{})}
			if err == nil && !r.isNew(w) {
				continue
			}
			select {
			case stream <- w:
			case <-ctx.Done():
				return
			}
			group.Go(func() error {
				r.each(w)
				return nil
			})
		}
		_ = group.Wait() // workers report through the stream
	}()
	return nil
}

// isNew counts a find, gives it its address and id, and says whether it has
// to be read.
func (r *run) isNew(w *work) bool {
	r.row.Found++
	if r.Progress != nil {
		r.Progress(r.row.Found)
	}
	w.address = w.found.Address
	for n := 2; ; n++ {
		hash, ok := r.seen[w.address]
		if !ok {
			break
		}
		if hash == w.found.Hash {
			r.summary.Repeated++
			return false
		}
		// two articles under one address, such as lines of one id in a JSONL file
		w.address = w.found.Address + "#" + strconv.Itoa(n)
	}
	r.seen[w.address] = w.found.Hash
	w.id = row.ArticleID(w.address, w.found.Hash)
	if r.known.Unchanged(w.id) {
		r.row.Unchanged++
		return false
	}
	return true
}

// each takes an article through its stages. A panic becomes a reject: one bad
// document never stops the rest.
func (r *run) each(w *work) {
	defer close(w.done)
	defer func() {
		if p := recover(); p != nil {
			w.reject = &source.Reject{
				Address: w.address, Reason: fmt.Sprintf("the program failed on it: %v", p),
				Hint: "please report it with the article",
			}
			w.rows = nil
		}
	}()
	for _, s := range stages() {
		if s.each != nil && w.err == nil && w.reject == nil && !w.outside {
			s.each(r, w)
		}
	}
}

// read turns bytes into an article.
func (r *run) read(w *work) {
	if w.stored != nil {
		return
	}
	item := w.found.Read()
	if w.reject = item.Reject; w.reject != nil {
		return
	}
	w.article = item.Article
	w.outside = !r.inSpan(w)
	w.stored = &row.Source{Address: w.address, Hash: w.found.Hash, Raw: item.Raw}
	w.found = source.Found{} // lets go of the bytes
}

func (r *run) inSpan(w *work) bool {
	day := w.article.Published
	if day.IsZero() {
		return true
	}
	return (r.Since.IsZero() || !day.Before(r.Since)) && (r.Until.IsZero() || day.Before(r.Until))
}

// extract finds the figures, and lets people's corrections have the last word.
func (r *run) extract(w *work) {
	w.rows = row.Of(*w.stored, w.article, r.Extractor.Extract(w.article))
	r.review.Apply(w.rows)
	w.article, w.stored = extract.Article{}, nil
}

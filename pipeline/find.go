package pipeline

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"marketfigures/extract"
	"marketfigures/pipeline/duplicate"
	"marketfigures/pipeline/source"
	"marketfigures/store/row"
)

// work is one find on its way through the stages.
type work struct {
	found   source.Found
	stored  bool // no find, but an article that the database kept
	article extract.Article
	address string
	file    string // that it is a line of; empty where it is none
	hash    string
	raw     string
	reject  *source.Reject
	outside bool  // of the span of days
	weight  int64 // bytes that it holds on the way
	rows    *row.Article
	err     error
	done    chan struct{}
}

// ahead is how many articles may wait for the loader, for each worker: as many
// as are read while it loads a batch. inFlight is how many bytes of them may be
// on the way at all: so many large ones would cost more memory than the database.
const (
	ahead    = 256
	inFlight = 32 << 20
)

// find starts the stream: finds in their order, each of which passes through
// the stages for single articles on some worker. What the database holds
// already goes no further.
func (r *run) find(ctx context.Context) error {
	stream := make(chan *work, ahead*r.workers())
	r.stream, r.flight = stream, semaphore.NewWeighted(inFlight)
	go func() {
		defer close(stream)
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(r.workers())
		for found, err := range source.Find(ctx, r.Sources, r.Find) {
			w := &work{found: found, err: err, done: make(chan struct{})}
			if err == nil && !r.isNew(w) {
				continue
			}
			w.weight = min(w.found.Size(), inFlight)
			if r.flight.Acquire(ctx, w.weight) != nil {
				return
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
		r.Progress(r.row.Found, w.found.BytesRead)
	}
	r.notePages(w.found)
	w.address, w.hash = w.found.Address, w.found.Hash
	if w.found.Unchanged {
		r.seen[w.address] = true
		r.row.Unchanged++
		return false
	}
	if r.seen[w.address] {
		r.repeated.Add(1)
		return false
	}
	r.seen[w.address] = true
	known := r.known.Unchanged(row.ArticleID(w.address, w.hash))
	if w.file = fileOf(w.address); w.file != "" {
		known = r.known.Member(w.file, w.hash)
	}
	if known {
		r.row.Unchanged++
	}
	return !known
}

// fileOf is the file that an address of a line names, empty for other addresses.
func fileOf(address string) string {
	file := strings.TrimRight(address, "0123456789")
	if len(file) == len(address) || !strings.HasSuffix(file, ":") {
		return ""
	}
	return file[:len(file)-1]
}

// name gives a line of a file an address that outlives the lines above it: the
// article's own id, else its content.
func (w *work) name() {
	if w.file == "" {
		return
	}
	id := w.article.ID
	if id == "" || id == w.address {
		id = w.hash[:min(16, len(w.hash))]
	}
	w.address = w.file + "!/" + id
}

// single sees that no two articles of a run have one address: a second line
// with an id that was there before gets a number behind it, and one that says
// the same is left out.
func (r *run) single(w *work) bool {
	if w.file == "" {
		return true
	}
	address := w.address
	for n := 2; ; n++ {
		hash, ok := r.lines[address]
		if !ok {
			break
		}
		if hash == w.hash {
			r.repeated.Add(1)
			return false
		}
		address = w.address + "#" + strconv.Itoa(n)
	}
	r.lines[address] = w.hash
	if address != w.address {
		w.address = address
		r.extract(w)
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
	if w.stored {
		return
	}
	item := w.found.Read()
	if w.reject = item.Reject; w.reject != nil {
		return
	}
	w.article = item.Article
	w.outside = !r.inSpan(w)
	w.name()
	w.raw = item.Raw
	w.found = source.Found{Fetched: w.found.Fetched} // lets go of the bytes
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
	x, err := r.Extractor()
	if err != nil {
		w.err = err
		return
	}
	from := row.Source{Address: w.address, Hash: w.hash, Raw: w.raw}
	w.rows = row.Of(from, w.article, x.Extract(w.article))
	print := duplicate.Of(w.article.Text, w.article.URL)
	w.rows.Bands = print.Bands()
	r.kept.put(w.rows, print)
	r.review.Apply(w.rows)
}

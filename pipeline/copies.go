package pipeline

import (
	"context"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"marketfigures/pipeline/duplicate"
	"marketfigures/store/row"
)

// copies finds out which articles are copies of others. Whether an article is
// one depends on those alone that shared bands of signatures connect it with,
// so that only the groups of what this run touched are looked at: an article
// more costs what its likes cost, not what all do.
func (r *run) copies(ctx context.Context) error {
	began := time.Now()
	defer func() { r.log.Debug("looked for copies", "seconds", time.Since(began).Seconds()) }()
	// what is compared lives long and is most of the memory: collected early, it does
	// not take twice as much
	defer collectEarly(30)()
	defer r.kept.letGo()
	shared, again, err := r.draft.Neighbours(ctx)
	if err != nil {
		return err
	}
	groups := connect(shared)
	var looked []string
	var together [][]string // groups that are read from the database at once
	ids := 0
	found := map[string]string{}
	var mu sync.Mutex
	var comparing errgroup.Group // while the next ones are read; it can't fail
	comparing.SetLimit(r.workers())
	flush := func() error {
		groups, err := r.prints(ctx, together)
		if err != nil {
			return err
		}
		together, ids = together[:0], 0
		comparing.Go(func() error {
			for i := range groups {
				copies := groups[i].Copies()
				mu.Lock()
				for _, c := range copies {
					found[c.ID] = c.Of
				}
				mu.Unlock()
			}
			return nil
		})
		return nil
	}
	done := map[int]bool{}
	for _, id := range again {
		group, ok := groups.of(id)
		if !ok { // like no other
			looked = append(looked, id)
			continue
		}
		if done[group] {
			continue
		}
		done[group] = true
		members := groups.members[group]
		looked = append(looked, members...)
		together = append(together, members)
		if ids += len(members); ids >= batchArticles {
			if err = flush(); err != nil {
				break
			}
		}
	}
	if err == nil {
		err = flush()
	}
	_ = comparing.Wait()
	if err != nil {
		return err
	}
	return r.draft.SetCopies(ctx, looked, found)
}

// textsAtOnce is how many texts are read at once to be compared. Each time all ids of
// the database are looked through.
const textsAtOnce = 2000

// prints makes an index of each group, of prints that were kept and of those of texts
// that it reads. These are let go chunk by chunk: one group may hold tens of thousands
// of them.
func (r *run) prints(ctx context.Context, groups [][]string) ([]duplicate.Index, error) {
	indexes := make([]duplicate.Index, len(groups))
	var missing []string
	at := map[string]int{}
	for i, group := range groups {
		for _, id := range group {
			if p, ok := r.kept.prints[id]; ok {
				indexes[i].Add(id, p.published, p.print)
				continue
			}
			missing = append(missing, id)
			at[id] = i
		}
	}
	var chunks [][]printed
	var printing errgroup.Group // it can't fail
	printing.SetLimit(r.workers())
	for ids := range slices.Chunk(missing, textsAtOnce) {
		texts, err := r.draft.Texts(ctx, ids)
		if err != nil {
			_ = printing.Wait()
			return nil, err
		}
		chunk := make([]printed, len(texts))
		chunks = append(chunks, chunk)
		printing.Go(func() error {
			for i, t := range texts {
				chunk[i] = printed{t.ID, t.Published, duplicate.Of(t.Text, t.URL)}
			}
			return nil
		})
	}
	_ = printing.Wait()
	for _, p := range slices.Concat(chunks...) {
		indexes[at[p.id]].Add(p.id, p.published, p.print)
	}
	return indexes, nil
}

// printed is an article as it is compared.
type printed struct {
	id        string
	published time.Time
	print     *duplicate.Print
}

// keptPrints are those of articles of this run, so that their texts need not be read
// again: as many as fit into keptBytes.
type keptPrints struct {
	mu     sync.Mutex
	bytes  int
	prints map[string]printed // by id
}

// keptBytes is what the prints of some twenty thousand short articles take; tests keep
// fewer.
var keptBytes = 24 << 20

func (k *keptPrints) put(a *row.Article, print *duplicate.Print) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.bytes+print.Size() > keptBytes {
		return
	}
	k.bytes += print.Size()
	if k.prints == nil {
		k.prints = map[string]printed{}
	}
	day := a.Published.UTC().Truncate(24 * time.Hour) // as the database has it
	k.prints[a.ID] = printed{a.ID, day, print}
}

func (k *keptPrints) letGo() { k.prints = nil }

// collectEarly has garbage collected when there is so many percent of what lives, until
// it is ended. Who says by GOGC when it shall be is not overruled.
func collectEarly(percent int) (end func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}

// grouping is a partition of articles.
type grouping struct {
	group   map[string]int
	members map[int][]string // sorted
}

func (g *grouping) of(id string) (group int, ok bool) {
	group, ok = g.group[id]
	return group, ok
}

// connect joins lists that share a member, directly or through others.
func connect(lists [][]string) *grouping {
	parent := map[string]string{}
	var root func(id string) string
	root = func(id string) string {
		p, ok := parent[id]
		if !ok {
			parent[id] = id
			return id
		}
		if p == id {
			return id
		}
		top := root(p)
		parent[id] = top
		return top
	}
	for _, list := range lists {
		for _, id := range list[1:] {
			if a, b := root(list[0]), root(id); a != b {
				parent[b] = a
			}
		}
	}
	ids := make([]string, 0, len(parent))
	for id := range parent {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	g := &grouping{map[string]int{}, map[int][]string{}}
	number := map[string]int{}
	for _, id := range ids {
		top := root(id)
		n, ok := number[top]
		if !ok {
			n = len(number)
			number[top] = n
		}
		g.group[id] = n
		g.members[n] = append(g.members[n], id)
	}
	return g
}

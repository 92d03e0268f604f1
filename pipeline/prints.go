package pipeline

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"marketfigures/pipeline/duplicate"
	"marketfigures/store/row"
)

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

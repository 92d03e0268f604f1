package pipeline

import (
	"context"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
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
	defer CollectAt(30)()
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

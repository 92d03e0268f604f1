package pipeline

import (
	"context"
	"slices"

	"marketfigures/pipeline/duplicate"
)

// copies finds out which articles are copies of others. Whether an article is
// one depends on those alone that shared bands of signatures connect it with,
// so that only the groups of what this run touched are looked at: an article
// more costs what its likes cost, not what all do.
func (r *run) copies(ctx context.Context) error {
	shared, again, err := r.draft.Neighbours(ctx)
	if err != nil {
		return err
	}
	groups := connect(shared)
	var looked []string
	found := map[string]string{}
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
		if err := r.compare(ctx, members, found); err != nil {
			return err
		}
		looked = append(looked, members...)
	}
	return r.draft.SetCopies(ctx, looked, found)
}

// compare notes which articles of a group are copies.
func (r *run) compare(ctx context.Context, ids []string, found map[string]string) error {
	var index duplicate.Index
	for chunk := range slices.Chunk(ids, batchArticles) {
		stored, err := r.draft.Stored(ctx, chunk)
		if err != nil {
			return err
		}
		for _, s := range stored {
			index.Add(s.ID, s.Article.Published, duplicate.Of(s.Article.Text))
		}
	}
	for _, c := range index.Copies() {
		found[c.ID] = c.Of
	}
	return nil
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

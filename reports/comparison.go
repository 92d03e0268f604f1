package reports

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Side is one side of a comparison: a label, and the ids of the entities whose
// claims count for it.
type Side struct {
	Label string
	IDs   []string
}

// Comparison is the two sides that the report sets against each other.
type Comparison [2]Side

// Default sets Alipay's side against WeChat Pay's, which takes in Tenpay, whose
// share it is part of.
func Default() Comparison {
	return Comparison{
		{Label: "Alipay", IDs: []string{"alipay"}},
		{Label: "WeChat Pay", IDs: []string{"wechat_pay", "tenpay"}},
	}
}

var versus = regexp.MustCompile(`(?i)\s+(?:vs\.?|versus|against)\s+`)

// ParseComparison reads "didi vs uber". A side is the label of a side of one of
// the known comparisons (the config's), an id or a name that the database
// knows, or several joined by "+". A side that no claim is about is an error.
func (d *Data) ParseComparison(s string, known []Comparison) (Comparison, error) {
	var c Comparison
	sides := versus.Split(strings.TrimSpace(s), -1)
	if len(sides) != 2 {
		return c, fmt.Errorf("read comparison %q: want two sides with \"vs\" between them, such as \"didi vs uber\"", s)
	}
	for i, words := range sides {
		for _, part := range strings.Split(words, "+") {
			if part = strings.TrimSpace(part); part == "" {
				return c, fmt.Errorf("read comparison %q: a side is empty", s)
			}
			side := d.side(part, known)
			c[i].IDs = append(c[i].IDs, side.IDs...)
			if c[i].Label != "" {
				c[i].Label += " and "
			}
			c[i].Label += side.Label
		}
		if !slices.ContainsFunc(d.Claims, func(claim Claim) bool { return slices.Contains(c[i].IDs, claim.Entity) }) {
			return c, fmt.Errorf("read comparison %q: no claim is about %s; most are about %s", s, c[i].Label, strings.Join(d.mostSaid(5), ", "))
		}
	}
	for _, id := range c[0].IDs {
		if slices.Contains(c[1].IDs, id) {
			return c, fmt.Errorf("read comparison %q: %s is on both sides", s, id)
		}
	}
	return c, nil
}

// side finds what one name stands for.
func (d *Data) side(typed string, known []Comparison) Side {
	for _, c := range known {
		for _, side := range c {
			if strings.EqualFold(side.Label, typed) {
				return side
			}
		}
	}
	id := d.entityID(typed)
	return Side{Label: nameOf(d.Names, id), IDs: []string{id}}
}

// mostSaid lists the names of the n entities that most claims are about.
func (d *Data) mostSaid(n int) []string {
	claims := map[string]int{}
	for i := range d.Claims {
		if e := d.Claims[i].Entity; e != "" {
			claims[e]++
		}
	}
	ids := slices.SortedFunc(maps.Keys(claims), func(a, b string) int {
		return cmp.Or(cmp.Compare(claims[b], claims[a]), strings.Compare(a, b))
	})
	names := []string{}
	for _, id := range ids[:min(n, len(ids))] {
		names = append(names, nameOf(d.Names, id))
	}
	return names
}

// entityID finds the id of what a person typed: an id, or a name in any case, of the
// lexicon, else of those that articles name beside it.
func (d *Data) entityID(typed string) string {
	if _, ok := d.Names[typed]; ok {
		return typed
	}
	var listed, others []string
	for id, name := range d.Names {
		if strings.EqualFold(name, typed) || strings.EqualFold(id, typed) {
			listed = append(listed, id)
		}
	}
	for i := range d.Claims {
		switch e := d.Claims[i].Entity; {
		case e == typed:
			return typed
		case strings.EqualFold(e, typed):
			others = append(others, e)
		}
	}
	switch {
	case len(listed) > 0:
		return slices.Min(listed)
	case len(others) > 0:
		return slices.Min(others)
	}
	return typed
}

// of says which side an entity is on: 0 or 1, and -1 for neither.
func (c Comparison) of(entity string) int {
	for i, side := range c {
		if slices.Contains(side.IDs, entity) {
			return i
		}
	}
	return -1
}

// nameOf calls an id by its name, and one without a name by its words.
func nameOf(names map[string]string, id string) string {
	if name := names[id]; name != "" {
		return name
	}
	if name := markets[id]; name != "" {
		return name
	}
	return strings.ReplaceAll(id, "_", " ")
}

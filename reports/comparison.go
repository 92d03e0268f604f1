package reports

import (
	"fmt"
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

// ParseComparison reads "didi vs uber". A side is an id or a name that the
// database knows (names maps ids to names), or several joined by "+".
func ParseComparison(s string, names map[string]string) (Comparison, error) {
	var c Comparison
	sides := versus.Split(strings.TrimSpace(s), -1)
	if len(sides) != 2 {
		return c, fmt.Errorf("read comparison %q: want two sides with \"vs\" between them, such as \"didi vs uber\"", s)
	}
	for i, side := range sides {
		for _, part := range strings.Split(side, "+") {
			part = strings.TrimSpace(part)
			if part == "" {
				return c, fmt.Errorf("read comparison %q: a side is empty", s)
			}
			id := entityID(part, names)
			c[i].IDs = append(c[i].IDs, id)
			if c[i].Label == "" {
				c[i].Label = nameOf(names, id)
			} else {
				c[i].Label += " and " + nameOf(names, id)
			}
		}
	}
	for _, id := range c[0].IDs {
		if slices.Contains(c[1].IDs, id) {
			return c, fmt.Errorf("read comparison %q: %s is on both sides", s, id)
		}
	}
	return c, nil
}

// entityID finds the id of what a person typed: an id, or a name in any case.
func entityID(typed string, names map[string]string) string {
	if _, ok := names[typed]; ok {
		return typed
	}
	var ids []string
	for id, name := range names {
		if strings.EqualFold(name, typed) || strings.EqualFold(id, typed) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return typed
	}
	return slices.Min(ids)
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

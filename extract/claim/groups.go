package claim

import (
	"fmt"
	"strings"

	"marketfigures/extract/claim/atom"
)

// groups find the weights of features whose names differ in their head alone,
// what stands before the first colon: "users:unit:count" and "growth:unit:count"
// are a group, found by "unit:count". A figure's features are then hashed and
// looked up once, not once for each class or measure.
type groups struct {
	table *table         // of the names behind the heads
	heads map[string]int // in the order in which they come, but classes first
	at    []grouped      // of each row of the model
}

// grouped is where a feature stands: its head, and the number of its group.
type grouped struct{ head, group int32 }

// group sorts the model's features by what stands behind their heads. The
// first heads are those of classes, so that a class has the number of its column.
func (m *model) group(classes []string) (*groups, error) {
	g := &groups{heads: make(map[string]int, 64), at: make([]grouped, len(m.names))}
	for k, class := range classes {
		g.heads[class] = k
	}
	var rests index
	rests.make(len(m.names) / 4)
	last, head := "", -1
	for row, name := range m.names {
		before, rest, _ := strings.Cut(name, ":")
		if head < 0 || before != last {
			known := false
			if head, known = g.heads[before]; !known {
				head = len(g.heads)
				g.heads[before] = head
			}
			last = before
		}
		g.at[row] = grouped{int32(head), rests.put(atom.NameID(rest))}
	}
	var numbers []int32
	var err error
	if g.table, numbers, err = newTable(rests.ids); err != nil {
		return nil, err
	}
	seen := make([]bool, len(g.heads)*g.size())
	for row := range g.at {
		at := &g.at[row]
		at.group = numbers[at.group]
		before := &seen[int(at.head)*g.size()+int(at.group)]
		if *before {
			return nil, twice(m.names[row])
		}
		*before = true
	}
	return g, nil
}

func twice(feature string) error { return fmt.Errorf("%q stands twice", feature) }

// size is how many numbers groups have.
func (g *groups) size() int { return g.table.size() }

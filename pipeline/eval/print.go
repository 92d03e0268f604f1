package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Print writes the score, with every miss where that is asked for.
func (s *Score) Print(w io.Writer, misses bool) error {
	out := bufio.NewWriter(w)
	if misses {
		for _, m := range s.misses {
			fmt.Fprintln(out, m)
		}
	}
	for _, name := range s.lacks {
		fmt.Fprintf(out, "no extraction of %s\n", name)
	}
	fmt.Fprintf(out, "%d gold claims, %d predicted\n", s.claims[0].labelled, s.claims[0].given)
	for i, t := range s.claims {
		fmt.Fprintf(out, "%-9s %s\n", levelNames[i], t)
	}
	if n := s.claims[0].right; n > 0 {
		var parts []string
		for i, slot := range slots {
			parts = append(parts, fmt.Sprintf("%s %.3f", slot.name, float64(s.slots[i])/float64(n)))
		}
		fmt.Fprintln(out, "slots right where the figure is: "+strings.Join(parts, "  "))
	}
	fmt.Fprintf(out, "%-9s %s\n", "dates", s.dates)
	fmt.Fprintf(out, "%-9s %s\n", "entities", s.entities)
	fmt.Fprintf(out, "published right: %d of %d\n", s.right, s.read)
	var names []string
	for name := range s.measures {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintln(out, "full by measure:")
	for _, name := range names {
		t := s.measures[name]
		fmt.Fprintf(out, "  %-18s %s  (%d gold, %d predicted)\n", none(name), t, t.labelled, t.given)
	}
	fmt.Fprintln(out, "right in full by confidence:")
	for i, t := range s.confidence {
		share := 0.0
		if t.given > 0 {
			share = float64(t.right) / float64(t.given)
		}
		fmt.Fprintf(out, "  at least %.1f   %.3f  (%d of %d)\n", confidences[i], share, t.right, t.given)
	}
	return out.Flush()
}

func literal(s string) string { return strconv.Quote(s) }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func none(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func quoted(s string) string {
	if s == "" {
		return "none"
	}
	return literal(s)
}

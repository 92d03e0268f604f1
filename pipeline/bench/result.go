package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// result is one line of go test -bench.
type result struct {
	name    string // without Benchmark and the number of processors
	figures map[string]float64
}

// perArticle is a figure divided by the articles that a round reads.
func (r result) perArticle(unit string) float64 {
	return r.figures[unit] / max(1, r.figures["articles"])
}

// rounds is how often ours and the naive way are measured in turns, each for so long:
// other work on the machine comes and goes, and the fastest round of each has met least
// of it.
const rounds, roundTime = 8, "0.25s"

// benchmarks runs ours and the naive way one after the other, in one process a
// package, on one processor.
func benchmarks(ctx context.Context) ([]result, error) {
	var results []result
	for range rounds {
		var out bytes.Buffer
		c := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^Benchmark(Prose|Extract|Stage|Load)$", "-benchmem", "-benchtime", roundTime, "-cpu", "1", "./extract", "./store")
		c.Stdout, c.Stderr = &out, os.Stderr
		if err := c.Run(); err != nil {
			return nil, fmt.Errorf("go test -bench: %w\n%s", err, out.String())
		}
		results = fastest(results, parse(out.String()))
		if len(results) == 0 {
			return nil, fmt.Errorf("go test -bench printed no results:\n%s", out.String())
		}
	}
	return results, nil
}

// fastest are the results of two rounds that took less time an operation, in the order
// of the later round.
func fastest(before, after []result) []result {
	for i, r := range after {
		k := slices.IndexFunc(before, func(b result) bool { return b.name == r.name })
		if k >= 0 && before[k].figures["ns/op"] < r.figures["ns/op"] {
			after[i] = before[k]
		}
	}
	return after
}

var processors = regexp.MustCompile(`-\d+$`)

// parse reads the lines of benchmarks: name, rounds, and figures with their units.
func parse(output string) []result {
	var results []result
	for line := range strings.Lines(output) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		r := result{processors.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), ""), map[string]float64{}}
		for i := 2; i+1 < len(fields); i += 2 {
			if x, err := strconv.ParseFloat(fields[i], 64); err == nil {
				r.figures[fields[i+1]] = x
			}
		}
		results = append(results, r)
	}
	return results
}

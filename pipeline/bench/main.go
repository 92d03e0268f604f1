// Command bench measures how fast the program is, on this machine and in one
// go, and writes the table to a file that people read:
//
//	go run ./pipeline/bench PROGRAM BENCHMARKS.md
//
// Every claim of speed in it is a ratio of two figures of the same call. What
// stands under the heading "Log" of the file is written by people and kept.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
)

func main() {
	articles := flag.Int("articles", 20000, "how many articles the job is measured on")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: bench [-articles N] PROGRAM BENCHMARKS.md")
		os.Exit(2)
	}
	if err := bench(context.Background(), flag.Arg(0), flag.Arg(1), *articles); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(ctx context.Context, program, page string, articles int) error {
	on := machine()
	results, err := benchmarks(ctx)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	job, err := measureJob(ctx, program, dir, articles)
	if err != nil {
		return err
	}
	return write(page, on, results, job)
}

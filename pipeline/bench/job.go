package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// job is what the whole program takes, start to end, as processes of their own.
type job struct {
	articles, claims    int
	version, small      time.Duration
	extract, run, again time.Duration
	one, two            time.Duration // extract with a worker on one processor, and with two on two
	report              time.Duration
	peak                int64 // bytes that the run held at most
}

// articlesReported is how many generated articles hold some 20,000 claims.
const articlesReported = 4170

// spent is the time and the peak memory of a process.
type spent struct {
	time time.Duration
	peak int64
}

func measureJob(ctx context.Context, program, dir string, articles int) (*job, error) {
	program, err := filepath.Abs(program)
	if err != nil {
		return nil, err
	}
	in, out := filepath.Join(dir, "articles"), filepath.Join(dir, "out")
	few, reported := filepath.Join(dir, "few"), filepath.Join(dir, "reported")
	generate := func(n int, folder string) error {
		_, err := spend(ctx, io.Discard, 0, "go", "run", "./testdata/generate", "-articles", strconv.Itoa(n), folder)
		return err
	}
	if err := errors.Join(generate(articles, in), generate(min(articles, articlesReported), few)); err != nil {
		return nil, err
	}
	small := filepath.Join(dir, "small.txt")
	if err := os.WriteFile(small, []byte("In 2016 Alipay held 54% of the mobile payment market, iResearch said.\n"), 0o644); err != nil {
		return nil, err
	}
	j := &job{articles: articles}
	var count bytes.Buffer
	type step struct {
		time       *time.Duration
		stdout     io.Writer
		processors int // for Go; 0: all
		args       []string
	}
	// What is set against each other is measured in turns, for other work on the machine
	// comes and goes.
	turns := []struct {
		rounds int // the best one of each step counts
		steps  []step
	}{
		{20, []step{{&j.version, io.Discard, 0, []string{"--version"}}}},
		{10, []step{{&j.small, io.Discard, 0, []string{"extract", small}}}},
		{3, []step{
			{&j.one, io.Discard, 1, []string{"extract", "--format", "jsonl", in}},
			{&j.two, io.Discard, 2, []string{"extract", "--format", "jsonl", in}},
			{&j.extract, io.Discard, 0, []string{"extract", "--format", "jsonl", in}},
			{&j.run, io.Discard, 0, []string{"run", "--quiet", "--no-report", "--out", out, in}},
			{&j.again, io.Discard, 0, []string{"run", "--quiet", "--no-report", "--out", out, in}},
		}},
		{1, []step{{new(time.Duration), io.Discard, 0, []string{"run", "--quiet", "--no-report", "--out", reported, few}}}},
		{2, []step{{&j.report, io.Discard, 0, []string{"report", "--out", reported}}}},
		{1, []step{{new(time.Duration), &count, 0, []string{"query", "--out", reported, "--format", "csv", "select count(*) from claims"}}}},
	}
	for _, t := range turns {
		for n := range t.rounds {
			for _, s := range t.steps {
				if s.time == &j.run { // which is a first run each time
					if err := os.RemoveAll(out); err != nil {
						return nil, err
					}
				}
				took, err := spend(ctx, s.stdout, s.processors, program, s.args...)
				if err != nil {
					return nil, err
				}
				if n == 0 || took.time < *s.time {
					*s.time = took.time
				}
				if s.time == &j.run {
					j.peak = max(j.peak, took.peak)
				}
			}
		}
	}
	fields := strings.Fields(count.String())
	if j.claims, err = strconv.Atoi(fields[len(fields)-1]); err != nil {
		return nil, fmt.Errorf("counting claims: %w", err)
	}
	return j, nil
}

// spend runs a program to its end, with so many processors for Go where it says how many.
func spend(ctx context.Context, stdout io.Writer, processors int, name string, args ...string) (spent, error) {
	var stderr bytes.Buffer
	c := exec.CommandContext(ctx, name, args...)
	if processors > 0 {
		c.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(processors))
	}
	c.Stdout, c.Stderr = stdout, &stderr
	started := time.Now()
	if err := c.Run(); err != nil {
		return spent{}, fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, stderr.String())
	}
	s := spent{time: time.Since(started)}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		s.peak = int64(usage.Maxrss)
		if runtime.GOOS != "darwin" { // which counts bytes, others count kilobytes
			s.peak *= 1024
		}
	}
	return s, nil
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

const logHeading = "## Log\n"

// keptLog is what people wrote under the heading of the log.
func keptLog(page string) string {
	if _, log, ok := strings.Cut(page, logHeading); ok {
		return log
	}
	return "\n"
}

// write prints the tables and puts them into the page, before its log.
func write(page, on string, results []result, j *job) error {
	old, err := os.ReadFile(page)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Benchmarks\n\nWritten by `make bench`, but for the log; each ratio is of two figures of the same call.\n\n%s\n", on)
	writeTargets(&b, results, j)
	writeStages(&b, results)
	if _, err := os.Stdout.Write(b.Bytes()); err != nil {
		return err
	}
	b.WriteString(logHeading + keptLog(string(old)))
	return os.WriteFile(page, b.Bytes(), 0o644)
}

// machine describes what it ran on, and how busy that was.
func machine() string {
	s := fmt.Sprintf("%s, %s/%s, %d processors", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, model, ok := strings.Cut(string(info), "model name\t: "); ok {
			model, _, _ = strings.Cut(model, "\n")
			s += " (" + model + ")"
		}
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		s += ", load " + strings.Fields(string(load))[0] + " at the start"
	}
	if commit, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output(); err == nil {
		s += ", commit " + strings.TrimSpace(string(commit))
	}
	return s + "\n"
}

func writeTargets(w io.Writer, results []result, j *job) {
	fmt.Fprintf(w, "| what | here | at least | aim |\n| --- | ---: | ---: | ---: |\n")
	line := func(what, here, least, aim string) { fmt.Fprintf(w, "| %s | %s | %s | %s |\n", what, here, least, aim) }
	for _, name := range []string{"dev", "seed", "dense", "sparse"} {
		ours, naive := find(results, "Extract/"+name), find(results, "Prose/"+name)
		if len(ours.figures) == 0 {
			continue // the seed article is not everywhere
		}
		line("extraction against prose with its model shared, "+name, fmt.Sprintf("%.0f times", naive.figures["ns/op"]/ours.figures["ns/op"]), "50", "200")
	}
	line("two workers against one", ratio(j.one, j.two), "1.85", "1.95")
	line(fmt.Sprintf("run on %d articles against extract", j.articles), ratio(j.run, j.extract), "under 1.3", "1.15")
	line("peak memory of that run", fmt.Sprintf("%d MB", j.peak>>20), "350 MB", "250 MB")
	line("run with nothing new against the first", fmt.Sprintf("%.1f %%", 100*j.again.Seconds()/j.run.Seconds()), "5 %", "2 %")
	line("`--version`", milliseconds(j.version), "30 ms", "15 ms")
	line("`extract` on one small file", milliseconds(j.small), "120 ms", "60 ms")
	line(fmt.Sprintf("`report` on %d claims", j.claims), fmt.Sprintf("%.2f s", j.report.Seconds()), "3 s on 20000", "1.5 s")
}

func writeStages(w io.Writer, results []result) {
	fmt.Fprintf(w, "\n| benchmark, one processor | MB/s | allocations an article | kB an article |\n| --- | ---: | ---: | ---: |\n")
	for _, r := range results {
		fmt.Fprintf(w, "| %s | %.2f | %.0f | %.0f |\n", r.name, r.figures["MB/s"], r.perArticle("allocs/op"), r.perArticle("B/op")/1000)
	}
	fmt.Fprintln(w)
}

func find(results []result, name string) result {
	for _, r := range results {
		if r.name == name {
			return r
		}
	}
	return result{name: name}
}

func ratio(a, b time.Duration) string { return fmt.Sprintf("%.2f", a.Seconds()/b.Seconds()) }

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.0f ms", d.Seconds()*1000) }

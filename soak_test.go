package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"marketfigures/store"
	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

// Any number of articles, then one in a hundred more, then nothing new: memory
// stays bounded, the last run is short, and the rows are those of a single run
// over everything. Meanwhile four processes query the published file.
func TestSoakManyArticles(t *testing.T) {
	n := storetest.Times(400, 100_000)
	more := n / 100
	dir := t.TempDir()
	out := filepath.Join(t.TempDir(), "out")
	timed(t, out, dir) // an empty database, so that readers have something to open
	var finish []func() string
	for range 4 {
		finish = append(finish, reading(t, part(t.Context(), t, "reader", out)))
	}

	generate(t, dir, 0, n)
	first, memory := timed(t, out, dir)
	whole(t, out, n)
	generate(t, dir, n, more)
	second, memorySecond := timed(t, out, dir)
	whole(t, out, n+more)
	third, memoryThird := timed(t, out, dir)

	reads := 0
	for i, f := range finish {
		said := strings.Split(strings.TrimSpace(f()), "\n")
		if problems := said[:len(said)-1]; len(problems) > 0 {
			t.Errorf("reader %d: %d problems, the first: %s", i, len(problems), problems[0])
		}
		got, err := strconv.Atoi(strings.TrimPrefix(said[len(said)-1], "reads "))
		if err != nil {
			t.Errorf("reader %d ended with %q", i, said)
		}
		reads += got
	}
	t.Logf("%d articles: %v, %d MiB; %d more: %v, %d MiB; nothing new: %v, %d MiB; %d reads meanwhile",
		n, first, memory, more, second, memorySecond, third, memoryThird, reads)
	if reads < 40 {
		t.Errorf("only %d reads: the test sees nothing", reads)
	}
	if most := max(memory, memorySecond, memoryThird); most > 1200 {
		t.Errorf("%d MiB resident, want 1200 at most", most)
	}
	if n >= 10_000 && third > first/20 {
		t.Errorf("a run with nothing new takes %v, the first one took %v: want a twentieth at most", third, first)
	}

	single := filepath.Join(t.TempDir(), "out")
	timed(t, single, dir)
	if a, b := content(t, out), content(t, single); a != b {
		t.Errorf("three runs and a single one over everything have other rows:\n%s\n%s", a, b)
	}
}

// generate makes articles by the command that people have for it.
func generate(t *testing.T, dir string, first, n int) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "go", "run", "./testdata/generate", "-first", strconv.Itoa(first), "-articles", strconv.Itoa(n), dir)
	if output, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
}

// timed does a run and tells how long it took, and its peak memory in MiB.
func timed(t *testing.T, out, dir string) (took time.Duration, mebibytes int64) {
	t.Helper()
	c := command(t.Context(), t, "--out", out, "run", "--no-report", dir)
	began := time.Now()
	if output, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	took = time.Since(began)
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		mebibytes = usage.Maxrss >> 10
	}
	return took.Round(time.Millisecond), mebibytes
}

// content counts and hashes the content of every table, whichever run brought it.
func content(t *testing.T, out string) string {
	t.Helper()
	db, err := store.Open(t.Context(), shelf.Shelf{Out: out}.Link())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	for _, table := range []string{"articles", "mentions", "dates", "figures", "claims", "bands", "entities"} {
		columns := "*"
		if table == "articles" || table == "claims" {
			columns = "* EXCLUDE (first_run, run_id)"
		}
		query := "SELECT count(*), coalesce(sum(hash(r)::HUGEINT), 0)::VARCHAR FROM (SELECT " + columns + " FROM " + table + ") r"
		err := db.Read(t.Context(), query, nil, func(scan func(...any) error) error {
			var n int
			var sum string
			err := scan(&n, &sum)
			fmt.Fprintf(&b, "%s %d %s; ", table, n, sum)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// reading starts a reader; the function that it returns ends it and gives what it said.
func reading(t *testing.T, c *exec.Cmd) func() string {
	t.Helper()
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	c.Stdout = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return func() string {
		stdin.Close()
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
		return said.String()
	}
}

// readOn queries the published file every 50 ms until stdin ends, and prints
// what is wrong with what it sees. It opens the file anew when another version
// is published, and now and then.
func readOn(out string) int {
	ended := make(chan bool)
	go func() {
		_, _ = io.Copy(io.Discard, bufio.NewReader(os.Stdin))
		close(ended)
	}()
	link := shelf.Shelf{Out: out}.Link()
	var db *store.Reader
	opened := ""
	tick := time.NewTicker(50 * time.Millisecond)
	for reads := 0; ; reads++ {
		select {
		case <-ended:
			fmt.Println("reads", reads)
			return allWell
		case <-tick.C:
		}
		if now, err := os.Readlink(link); err != nil {
			fmt.Println(err)
		} else if now != opened || reads%40 == 0 {
			if db != nil {
				if err := db.Close(); err != nil {
					fmt.Println(err)
				}
			}
			if db, err = store.Open(context.Background(), link); err != nil {
				fmt.Println(err)
				return failed
			}
			opened = now
		}
		if torn := look(db); torn != "" {
			fmt.Println(torn)
		}
	}
}

// look says what does not fit together in a version: the runs say how many
// articles and claims there must be.
func look(db *store.Reader) (torn string) {
	const counts = `SELECT (SELECT count(*) FROM articles), (SELECT coalesce(sum(added + changed), 0)::BIGINT FROM runs),
		(SELECT count(*) FROM claims), (SELECT coalesce(sum(claims_added - claims_gone), 0)::BIGINT FROM runs),
		(SELECT count(*) FROM figures WHERE claimed)`
	err := db.Read(context.Background(), counts, nil, func(scan func(...any) error) error {
		var articles, added, claims, claimsAdded, claimed int
		err := scan(&articles, &added, &claims, &claimsAdded, &claimed)
		if articles != added || claims != claimsAdded || claims != claimed {
			torn = fmt.Sprintf("%d articles of %d, %d claims of %d, %d claimed figures", articles, added, claims, claimsAdded, claimed)
		}
		return err
	})
	if err != nil {
		return err.Error()
	}
	return torn
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"marketfigures/pipeline/source/sourcetest"
	"marketfigures/store"
	"marketfigures/store/shelf"
)

// A folder of forty hostile files ends with exit code 3 and forty rejects that
// say why, in less than 400 MB; the good article among them is published as
// from a folder of its own.
func TestHostileFolder(t *testing.T) {
	dir, clean := t.TempDir(), t.TempDir()
	want := sourcetest.Hostile(t, dir)
	const good = "Alipay held 54% of the market in 2016."
	for _, folder := range []string{dir, clean} {
		if err := os.WriteFile(filepath.Join(folder, "zz-good.txt"), []byte(good), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, alone := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	c := command(t.Context(), t, "--out", out, "run", dir)
	var output bytes.Buffer
	c.Stdout, c.Stderr = &output, &output
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	peaks := make(chan int)
	go func() { peaks <- peakMemory(c.Process.Pid) }()
	err := c.Wait()
	peak := <-peaks
	if code := exitOf(err); code != tooManyBad {
		t.Fatalf("exit code %d, want %d: %s", code, tooManyBad, output.String())
	}
	if peak == 0 || !raceEnabled && peak > 400_000 { // its detector takes several times as much
		t.Errorf("peak memory %d KiB, want 400,000 at most", peak)
	} else {
		t.Logf("peak memory %d KiB, %v of processor time", peak, c.ProcessState.UserTime())
	}
	if output, err := command(t.Context(), t, "--out", alone, "run", "--no-report", clean).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if got, want := rows(t, out, goodRows), rows(t, alone, goodRows); len(got) == 0 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the good article gave %q, from a folder of its own %q", got, want)
	}
	rejects := rows(t, out, "SELECT split_part(regexp_replace(address, '(!/|:[0-9]+$).*', ''), '/', -1) || '|' || reason || '|' || hint FROM rejects")
	if len(rejects) != len(want) || len(want) != 40 {
		t.Errorf("%d rejects of %d hostile files, want 40", len(rejects), len(want))
	}
	for _, r := range rejects {
		part := strings.SplitN(r, "|", 3)
		if part[0] == "" { // an address of the web, from the list of them
			part[0] = "40-none.urls"
		}
		reason, ok := want[part[0]]
		if part[0] == "40-none.urls" {
			reason = "private address" // of the command, which has a network
		}
		if !ok || !strings.Contains(part[1], reason) || part[2] == "" {
			t.Errorf("%s rejected with %q and the hint %q, want a reason with %q", part[0], part[1], part[2], reason)
		}
		delete(want, part[0])
	}
}

const goodRows = "SELECT figure || ' ' || measure || ' ' || entity || ' ' || coalesce(period, '-') || ' ' || confidence FROM evidence"

// rows are the values of a query's one column, from the published database.
func rows(t *testing.T, out, query string) (all []string) {
	t.Helper()
	db, err := store.Open(t.Context(), shelf.Shelf{Out: out}.Link())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Read(t.Context(), query+" ORDER BY 1", nil, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// peakMemory is the most memory that a process held until it ended, in KiB.
// What the system says of an ended child counts its parent's as well, from the
// moment before the child became a program of its own.
func peakMemory(pid int) (peak int) {
	for {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			return peak
		}
		_, rest, ok := strings.Cut(string(status), "VmHWM:")
		if !ok {
			return peak // it has ended
		}
		var now int
		if _, err := fmt.Sscan(rest, &now); err == nil {
			peak = max(peak, now)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

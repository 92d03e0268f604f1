package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Where nobody is watching, a line every half minute says how far the run is.
func TestProgressInLines(t *testing.T) {
	var log bytes.Buffer
	now := time.Date(2018, 5, 3, 0, 0, 0, 0, time.UTC)
	p := &progress{now: func() time.Time { return now }, log: slog.New(slog.NewTextHandler(&log, nil)), total: func() int64 { return 4000 }, began: now, told: now}
	for i := 1; i <= 90; i++ {
		now = now.Add(time.Second)
		p.found(2*i, int64(10*i))
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != 3 || !strings.Contains(lines[1], "msg=reading articles=120 per_second=2 percent=15 left=5m40s") {
		t.Errorf("%d lines, want 3, the second after a minute:\n%s", len(lines), log.String())
	}
}

// terminal is the two ends of a pseudo-terminal.
func terminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	t.Cleanup(func() { master.Close() })
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	if slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(slave.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: 120}); err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// onTerminal starts a command on a terminal of its own; what it writes there
// comes out of the channel once it has ended.
func onTerminal(t *testing.T, c *exec.Cmd) (master *os.File, said <-chan string) {
	t.Helper()
	master, slave := terminal(t)
	c.Stdin, c.Stdout, c.Stderr = slave, slave, slave
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	all := make(chan string, 1)
	go func() {
		data, _ := io.ReadAll(master) // it ends with an error when the other end is closed
		all <- string(data)
	}()
	return master, all
}

var barAt = regexp.MustCompile(`\d+ articles, \d+/s +\d+% \|[ █]*\| +\([\d.]+ [kM]?B/s\) \[\d+s:\d+`)

// On a terminal a bar shows the rate and the time left, warnings stand on
// lines of their own, and none of it stays.
func TestProgressOnATerminal(t *testing.T) {
	dir := articles(t, 250)
	if err := os.WriteFile(filepath.Join(dir, "00003-bad.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c := command(t.Context(), t, "--out", filepath.Join(t.TempDir(), "out"), "run", "--no-report", dir)
	_, said := onTerminal(t, c)
	err := c.Wait()
	output := <-said
	if code := exitOf(err); code != tooManyBad {
		t.Fatalf("exit code %d: %s", code, output)
	}
	if !barAt.MatchString(output) {
		t.Errorf("no bar with rate and time left in %q", output)
	}
	for line := range strings.SplitSeq(output, "\n") {
		if at := strings.Index(line, "level=WARN"); at >= 0 {
			shown := line[strings.LastIndex(strings.TrimSuffix(line, "\r"), "\r")+1:]
			if !strings.HasPrefix(shown, "time=") {
				t.Errorf("a warning stands in the bar: %q", shown)
			}
		}
	}
}

// Ctrl-C ends a run within a second and leaves the published file as it was.
func TestInterruptFromTheKeyboard(t *testing.T) {
	few, more := articles(t, 3), articles(t, 3000)
	out := filepath.Join(t.TempDir(), "out")
	if output, err := command(t.Context(), t, "--out", out, "run", few).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	before, err := os.ReadFile(filepath.Join(out, "figures.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	fastest := time.Hour
	for range 3 { // other work on the machine can hold up one of them
		c := command(t.Context(), t, "--out", out, "run", more)
		master, said := onTerminal(t, c)
		time.Sleep(2500 * time.Millisecond)
		sent := time.Now()
		if _, err := master.Write([]byte{3}); err != nil {
			t.Fatal(err)
		}
		err := c.Wait()
		took := time.Since(sent)
		if output := <-said; exitOf(err) != 128+int(syscall.SIGINT) || !strings.Contains(output, "stopped by interrupt") {
			t.Fatalf("exit code %d: %s", exitOf(err), output)
		}
		fastest = min(fastest, took)
		if fastest < time.Second {
			break
		}
	}
	if fastest >= time.Second {
		t.Errorf("the run went on for %v", fastest)
	}
	after, err := os.ReadFile(filepath.Join(out, "figures.duckdb"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the published file is another one (%v)", err)
	}
	whole(t, out, 3)
}

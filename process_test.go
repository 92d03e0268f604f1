package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"marketfigures/store"
	"marketfigures/store/shelf"
	"marketfigures/store/storetest"
)

// command makes this test binary be the program, in a process of its own.
func command(ctx context.Context, t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	return part(ctx, t, "program", args...)
}

// part makes it be that, or one of the programs that tests need beside it.
func part(ctx context.Context, t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), "MARKETFIGURES_TEST_PART="+name)
	c.Dir = t.TempDir()
	return c
}

// holdForWriting takes the lock that DuckDB takes on a file that it may write,
// says so, and keeps it until stdin ends.
func holdForWriting(path string) int {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		err = unix.FcntlFlock(file.Fd(), unix.F_SETLK, &unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart})
	}
	if err != nil {
		fmt.Println(err)
		return failed
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return allWell
}

// started starts a process and waits for its first line, which must be this one.
func started(t *testing.T, c *exec.Cmd, line string) (stop func()) {
	t.Helper()
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	said, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil || strings.TrimSpace(said) != line {
		t.Fatalf("it said %q, %v, want %q", said, err, line)
	}
	return func() {
		stdin.Close()
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// Analysts never hold up a run: not with a session that reads, nor with one
// that may write, for which DuckDB shuts all others out.
func TestSessionsDoNotHoldUpRuns(t *testing.T) {
	few, more := articles(t, 3), articles(t, 6)
	out := filepath.Join(t.TempDir(), "out")
	if output, err := command(t.Context(), t, "--out", out, "run", few).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	real, err := filepath.EvalSymlinks(filepath.Join(out, "figures.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	reader, err := store.Open(t.Context(), real)
	if err != nil {
		t.Fatal(err)
	}
	if output, err := command(t.Context(), t, "--out", out, "run", more).CombinedOutput(); err != nil {
		t.Errorf("beside a session that reads: %v\n%s", err, output)
	}
	n := 0
	err = reader.Read(t.Context(), "SELECT count(*) FROM articles", nil, func(scan func(...any) error) error { return scan(&n) })
	if err = errors.Join(err, reader.Close()); err != nil || n != 3 {
		t.Errorf("the open session sees %d articles, %v, want its 3", n, err)
	}
	whole(t, out, 9)
	if os.Getuid() != 0 {
		return // the file's mode keeps this user from opening it for writing
	}
	if real, err = filepath.EvalSymlinks(filepath.Join(out, "figures.duckdb")); err != nil {
		t.Fatal(err)
	}
	stop := started(t, part(t.Context(), t, "writer", real), "held")
	output, err := command(t.Context(), t, "--out", out, "run", articles(t, 2)).CombinedOutput()
	if err != nil || !strings.Contains(string(output), "for writing") {
		t.Errorf("beside a session that may write: %v, want a warning and exit code 0\n%s", err, output)
	}
	stop()
	whole(t, out, 11)
}

// articles makes so many in a folder.
func articles(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		text := fmt.Sprintf("---\npublished: 2017-%02d-%02d\n---\n", 1+i%12, 1+i%28)
		for k := range 20 {
			text += fmt.Sprintf("Alipay held %d.%d%% of the mobile payment market in %d, and Tenpay had %d million users. ", (i+k)%80, k%10, 2008+k%9, 100+i+k)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// whole checks the published version: it must be sound and hold one of the
// numbers of articles; -1 stands for none published.
func whole(t *testing.T, out string, numbers ...int) (n int) {
	t.Helper()
	s := shelf.Shelf{Out: out}
	n = -1
	if _, ok, err := s.Current(); err != nil {
		t.Fatal(err)
	} else if ok {
		db, err := store.Open(t.Context(), s.Link())
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Verify(t.Context()); err != nil {
			t.Error(err)
		}
		err = db.Read(t.Context(), "SELECT count(*) FROM articles", nil, func(scan func(...any) error) error { return scan(&n) })
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range numbers {
		if n == want {
			return n
		}
	}
	t.Errorf("%d articles are published, want one of %v", n, numbers)
	return n
}

func exitOf(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if status := exit.Sys().(syscall.WaitStatus); status.Signaled() {
			return 1000 + int(status.Signal())
		}
		return exit.ExitCode()
	}
	return 0
}

// SIGTERM at any time ends the run soon, with its code, and leaves what was
// published or a whole new version. A second one ends it at once.
func TestSoakTerm(t *testing.T) {
	few, more := articles(t, 3), articles(t, 100)
	random := rand.New(rand.NewPCG(3, 4))
	template := filepath.Join(t.TempDir(), "out")
	if output, err := command(t.Context(), t, "--out", template, "run", few).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	whenUndisturbed := time.Duration(0)
	early := 0
	for i := range storetest.Times(8, 50) {
		out := filepath.Join(t.TempDir(), "out")
		if err := os.CopyFS(out, os.DirFS(template)); err != nil {
			t.Fatal(err)
		}
		c := command(t.Context(), t, "--out", out, "run", more)
		var stderr bytes.Buffer
		c.Stderr = &stderr
		began := time.Now()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if i == 0 { // it tells how long a run takes here
			if err := c.Wait(); err != nil {
				t.Fatalf("%v: %s", err, stderr.String())
			}
			whenUndisturbed = time.Since(began)
			continue
		}
		time.Sleep(time.Duration(random.Int64N(int64(whenUndisturbed))))
		sent := time.Now()
		_ = c.Process.Signal(syscall.SIGTERM) // it may have ended
		within := 5 * time.Second
		if i%4 == 0 {
			time.Sleep(time.Millisecond)
			_ = c.Process.Signal(syscall.SIGTERM)
			within = time.Second
		}
		err := c.Wait()
		if took := time.Since(sent); took > within {
			t.Errorf("signal %d: the run went on for %v", i, took)
		}
		switch code := exitOf(err); {
		case code == 128+int(syscall.SIGTERM):
			early++
			if !strings.Contains(stderr.String(), "stopped by terminated") {
				t.Errorf("signal %d: %s", i, stderr.String())
			}
		case code == 1000+int(syscall.SIGTERM): // the second one, or before the program could ask for it
		case code == 0: // it was done before: on a busy machine the first run says too much
			whenUndisturbed = min(whenUndisturbed, time.Since(began))
		default:
			t.Errorf("signal %d: exit code %d: %s", i, code, stderr.String())
		}
		whole(t, out, 3, 103)
		if left, _ := filepath.Glob(filepath.Join(out, "db", "*.building*")); len(left) > 0 && exitOf(err) < 1000 {
			t.Errorf("signal %d: %v stayed", i, left)
		}
	}
	t.Logf("a run takes %v; %d runs were stopped", whenUndisturbed, early)
	if early == 0 {
		t.Error("no run was stopped: the test sees nothing")
	}
}

// Five runs at once: one or more work in turn, the others leave at once with
// their code and name the process.
func TestFiveAtOnce(t *testing.T) {
	dir := articles(t, 300)
	out := filepath.Join(t.TempDir(), "out")
	var wait sync.WaitGroup
	codes := make([]int, 5)
	said := make([]string, 5)
	took := make([]time.Duration, 5)
	for i := range codes {
		wait.Go(func() {
			began := time.Now()
			defer func() { took[i] = time.Since(began) }()
			output, err := command(t.Context(), t, "--out", out, "run", dir).CombinedOutput()
			codes[i], said[i] = exitOf(err), string(output)
		})
	}
	wait.Wait()
	count := map[int]int{}
	for i, code := range codes {
		count[code]++
		if code == anotherRuns && !strings.Contains(said[i], "another run (process ") {
			t.Errorf("a run that found the lock held said: %s", said[i])
		}
	}
	if count[0] < 1 || count[0]+count[anotherRuns] != 5 {
		t.Errorf("exit codes %v, want 0 and %d: %v", codes, anotherRuns, said)
	}
	for i, code := range codes {
		if code == anotherRuns && took[i] > slices.Max(took)/2 {
			t.Errorf("a run that found the lock held left after %v, the longest took %v", took[i], slices.Max(took))
		}
	}
	whole(t, out, 300)
}

// A disk that is full at any point harms nothing: a real one, of 2 to 20 MiB.
func TestSmallDisk(t *testing.T) {
	few, more := articles(t, 3), articles(t, 400)
	failures := 0
	for _, size := range []int{2, 3, 4, 5, 6, 8, 12, 20} {
		disk := t.TempDir()
		mount := func(flags uintptr, mebibytes int) error {
			return unix.Mount("none", disk, "tmpfs", flags, fmt.Sprintf("size=%dm", mebibytes))
		}
		if err := mount(0, size); err != nil {
			t.Skip("no right to mount a small disk, files that may not grow stand for it in TestFullDisk: ", err)
		}
		t.Cleanup(func() { _ = unix.Unmount(disk, unix.MNT_DETACH) }) // the folder is removed next
		out := filepath.Join(disk, "out")
		before := []int{-1, 3} // the first run may not fit either
		for _, articles := range []string{few, more} {
			output, err := command(t.Context(), t, "--out", out, "run", "--no-report", articles).CombinedOutput()
			if err == nil {
				before = []int{whole(t, out, 3, 403)}
				continue
			}
			failures++
			if exitOf(err) != failed || !strings.Contains(string(output), out) {
				t.Errorf("%d MiB: exit code %d, want %d and an error that names the path: %s", size, exitOf(err), failed, output)
			}
			whole(t, out, before...)
			if left, _ := filepath.Glob(filepath.Join(out, "db", "*.building*")); len(left) > 0 {
				t.Errorf("%d MiB: %v stayed", size, left)
			}
		}
		if err := mount(unix.MS_REMOUNT, 200); err != nil {
			t.Fatal(err)
		}
		for _, articles := range []string{few, more} {
			if output, err := command(t.Context(), t, "--out", out, "run", "--no-report", articles).CombinedOutput(); err != nil {
				t.Errorf("%d MiB: with room again: %v\n%s", size, err, output)
			}
		}
		whole(t, out, 403)
	}
	t.Logf("%d runs failed", failures)
	if failures < 4 {
		t.Errorf("only %d runs failed: the test sees nothing", failures)
	}
}

// What is published outlives a power cut: the file reaches the disk before its
// name does, and its name before the link.
func TestDiskHearsOfEveryStep(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace here")
	}
	out := filepath.Join(t.TempDir(), "out")
	c := command(t.Context(), t, "--out", out, "run", "--no-report", articles(t, 3))
	trace := filepath.Join(t.TempDir(), "trace")
	traced := exec.CommandContext(t.Context(), strace, append([]string{"-f", "-y", "-o", trace, "-e", "trace=fsync,rename,renameat,renameat2", "--"}, c.Args...)...)
	traced.Env, traced.Dir = c.Env, c.Dir
	if output, err := traced.CombinedOutput(); err != nil {
		t.Skipf("strace: %v\n%s", err, output)
	}
	calls, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, step := range []string{
		`fsync\(\d+<[^>]*/db/figures-\w+\.building>`, `rename\w*\(.*\.building".*/db/figures-\w+\.duckdb"`, `fsync\(\d+<[^>]*/out/db>`,
		`rename\w*\(.*figures\.duckdb\.next".*/figures\.duckdb"`, `fsync\(\d+<[^>]*/out>`,
	} {
		found := regexp.MustCompile(step).FindIndex(calls[at:])
		if found == nil {
			t.Fatalf("no %s in what follows the step before:\n%s", step, calls[at:])
		}
		at += found[1]
	}
}

// A disk that fills up at any point harms nothing: files that may grow no
// further stand for it.
func TestFullDisk(t *testing.T) {
	few, more := articles(t, 3), articles(t, 300)
	failures := 0
	for _, kilobytes := range []int{64, 512, 1024, 2000, 3000, 4500} {
		out := filepath.Join(t.TempDir(), "out")
		if output, err := command(t.Context(), t, "--out", out, "run", few).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
		limited := command(t.Context(), t, "--out", out, "run", more)
		c := exec.CommandContext(t.Context(), "bash", append([]string{"-c", "ulimit -f " + strconv.Itoa(kilobytes) + ` && exec "$@"`, "bash"}, limited.Args...)...)
		c.Env, c.Dir = limited.Env, limited.Dir
		output, err := c.CombinedOutput()
		code := exitOf(err)
		if code == 0 {
			whole(t, out, 303)
			continue
		}
		failures++
		if code >= 1000 || !strings.Contains(string(output), out) {
			t.Errorf("%d KiB: exit code %d, want an error that names the path: %s", kilobytes, code, output)
		}
		whole(t, out, 3)
		if left, _ := filepath.Glob(filepath.Join(out, "db", "*.building*")); len(left) > 0 {
			t.Errorf("%d KiB: %v stayed", kilobytes, left)
		}
	}
	if failures < 3 {
		t.Errorf("only %d runs failed: the test sees nothing", failures)
	}
}

// Nothing asks for the network: run, query, report and export work without any.
func TestWithoutNetwork(t *testing.T) {
	if err := exec.Command("unshare", "--net", "true").Run(); err != nil {
		t.Skip("no right to a name space without network: ", err)
	}
	dir := articles(t, 3)
	out := filepath.Join(t.TempDir(), "out")
	for _, args := range [][]string{
		{"run", dir}, {"query", "from evidence"}, {"report"}, {"export", filepath.Join(out, "lake")}, {"doctor"},
	} {
		c := command(t.Context(), t, append([]string{"--out", out}, args...)...)
		alone := exec.CommandContext(t.Context(), "unshare", append([]string{"--net"}, c.Args...)...)
		alone.Env, alone.Dir = c.Env, c.Dir
		if output, err := alone.CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, output)
		}
	}
	whole(t, out, 3)
}

// A pipe that nobody reads any more is an error, not a success.
func TestClosedPipe(t *testing.T) {
	dir := articles(t, 50)
	c := command(t.Context(), t, "extract", "--format", "jsonl", dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	buffer := make([]byte, 10)
	if _, err := out.Read(buffer); err != nil {
		t.Fatal(err)
	}
	out.Close()
	if code := exitOf(c.Wait()); code == 0 {
		t.Error("exit code 0")
	}
}

package store_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
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

// The test binary plays two parts of its own: a process that publishes, and
// one that reads. Others than the tests' process, because DuckDB shares a file
// within one.
func TestMain(m *testing.M) {
	switch out := os.Getenv("STORE_TEST_OUT"); os.Getenv("STORE_TEST_PART") {
	case "writer":
		os.Exit(write(shelf.Shelf{Out: out}))
	case "reader":
		os.Exit(readOn(shelf.Shelf{Out: out}))
	}
	os.Exit(m.Run())
}

// each is how many articles a version adds.
const each = 5

// write publishes version after version, and says so, until it is killed.
func write(s shelf.Shelf) int {
	versions, err := s.Versions()
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	next := 0
	if len(versions) > 0 {
		at, err := time.Parse("20060102T150405Z", versions[len(versions)-1].Run)
		if err != nil {
			fmt.Println("error", err)
			return 1
		}
		next = int(at.Sub(began)/time.Minute) + 1
	}
	step := os.Getenv("STORE_TEST_STEP")
	s.Reached = func(reached string) {
		if reached == step {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	if err := s.Clean(); err != nil {
		fmt.Println("error", err)
		return 1
	}
	for n := next; ; n++ {
		if err := publish(context.Background(), s, n, 3, made(n*each, (n+1)*each, 2)...); err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("published", n)
		if _, err := s.Prune(3); err != nil {
			fmt.Println("error", err)
			return 1
		}
	}
}

// readOn opens the published version again and again until stdin ends, and
// prints what is wrong with it.
func readOn(s shelf.Shelf) int {
	ended := make(chan bool)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	reads := 0
	for {
		select {
		case <-ended:
			fmt.Println("reads", reads)
			return 0
		default:
		}
		if problem := look(s); problem != "" {
			fmt.Println("problem", problem)
		}
		reads++
		time.Sleep(50 * time.Millisecond) // or four of them leave the writer no processor
	}
}

// look says what is wrong with the published version: it must be one that was
// published, whole.
func look(s shelf.Shelf) string {
	ctx := context.Background()
	db, err := store.Open(ctx, s.Link())
	if err != nil {
		return err.Error()
	}
	defer db.Close()
	var articles, claims, mentions, runs, last int
	const counts = `SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM claims), (SELECT count(*) FROM mentions),
		(SELECT count(*) FROM runs), (SELECT count(*) FROM untraceable)`
	err = db.Read(ctx, counts, nil, func(scan func(...any) error) error { return scan(&articles, &claims, &mentions, &runs, &last) })
	switch {
	case err != nil:
		return err.Error()
	case articles != runs*each || claims != articles*2 || mentions != articles*2 || last != 0:
		return fmt.Sprintf("%d runs, %d articles, %d claims, %d mentions, %d untraceable", runs, articles, claims, mentions, last)
	}
	return ""
}

func part(t *testing.T, name string, s shelf.Shelf, environment ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STORE_TEST_PART="+name, "STORE_TEST_OUT="+s.Out)
	c.Env = append(c.Env, environment...)
	c.Stderr = os.Stderr
	return c
}

// However the writer dies, what is published is whole, no less than what it
// said it had published, and at most one step further.
func TestSoakKilledWriters(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	random := rand.New(rand.NewPCG(1, 2))
	acknowledged, advances := -1, 0
	check := func(how string, output []byte) {
		t.Helper()
		said := acknowledged
		for line := range strings.Lines(string(output)) {
			if strings.HasPrefix(line, "error") {
				t.Fatalf("%s: %s", how, line)
			}
			if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(line, "published"))); err == nil {
				said = n
			}
		}
		run, ok, err := s.Current()
		if err != nil {
			t.Fatalf("%s: %v", how, err)
		}
		if !ok {
			if said >= 0 {
				t.Fatalf("%s: nothing is published, %d was acknowledged", how, said)
			}
			return
		}
		if problem := look(s); problem != "" {
			t.Fatalf("%s: %s", how, problem)
		}
		at, err := time.Parse("20060102T150405Z", run)
		if err != nil {
			t.Fatal(err)
		}
		now := int(at.Sub(began) / time.Minute)
		if now < said || now > said+1 && said >= 0 {
			t.Fatalf("%s: version %d is published, %d was acknowledged", how, now, said)
		}
		if now > acknowledged {
			advances++
		}
		acknowledged = now
	}
	for _, step := range shelf.Steps {
		c := part(t, "writer", s, "STORE_TEST_STEP="+step)
		output, err := c.Output()
		if err == nil || c.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("step %s: ended with %v, want SIGKILL", step, err)
		}
		check("step "+step, output)
	}
	// killed lets a writer live for a while, or where that is zero until it has
	// published once, and tells how long that took.
	killed := func(how string, life time.Duration) time.Duration {
		c := part(t, "writer", s)
		output, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(output)
		var said string
		if life == 0 {
			if said, err = lines.ReadString('\n'); err != nil {
				t.Fatalf("%s: %v", how, err)
			}
			life = time.Since(start)
			_ = c.Process.Kill()
		} else {
			time.AfterFunc(life, func() { _ = c.Process.Kill() })
		}
		rest, err := io.ReadAll(lines)
		_ = c.Wait() // it was killed
		if err != nil {
			t.Fatal(err)
		}
		check(how, []byte(said+string(rest)))
		return life
	}
	took := killed("after a version", 0) // on this machine, as busy as it is
	kills := storetest.Times(60, 200)
	for i := range kills {
		killed(fmt.Sprintf("kill %d", i), took/4+time.Duration(random.Int64N(int64(2*took))))
	}
	t.Logf("%d kills, %d advances", kills, advances)
	if advances < kills/10 {
		t.Errorf("only %d of %d kills let a version through: the test sees nothing", advances, kills)
	}
}

// Four readers in processes of their own open the link over and over while
// versions are published: no error, nothing torn.
func TestSoakReadersDuringSwaps(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	if err := publish(t.Context(), s, 0, 3, made(0, each, 2)...); err != nil {
		t.Fatal(err)
	}
	type reader struct {
		c     *exec.Cmd
		stdin io.WriteCloser
		lines chan string
	}
	var readers []reader
	for range 4 {
		c := part(t, "reader", s)
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
		lines := make(chan string, 1000)
		go func() {
			defer close(lines)
			for scanner := bufio.NewScanner(stdout); scanner.Scan(); {
				lines <- scanner.Text()
			}
		}()
		readers = append(readers, reader{c, stdin, lines})
	}
	swaps := storetest.Times(50, 150)
	for n := 1; n <= swaps; n++ {
		if err := publish(t.Context(), s, n, 3, made(n*each, (n+1)*each, 2)...); err != nil {
			t.Error(err)
			break
		}
		if _, err := s.Prune(3); err != nil {
			t.Error(err)
		}
	}
	reads := 0
	for _, r := range readers {
		r.stdin.Close()
		for line := range r.lines {
			if n, ok := strings.CutPrefix(line, "reads "); ok {
				i, _ := strconv.Atoi(n)
				reads += i
			} else {
				t.Error(line)
			}
		}
		if err := r.c.Wait(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d swaps, %d reads", swaps, reads)
	if reads < swaps {
		t.Errorf("only %d reads: the test sees nothing", reads)
	}
}

// A log that a dead writer left beside old and new names is never replayed
// into what is published.
func TestForeignLogsNeverMerge(t *testing.T) {
	s := shelf.Shelf{Out: t.TempDir()}
	for n := range 2 {
		if err := publish(t.Context(), s, n, 3, made(n*each, (n+1)*each, 2)...); err != nil {
			t.Fatal(err)
		}
	}
	log := deadWritersLog(t, s.Path(runID(1)))
	for n := range 4 {
		if err := os.WriteFile(s.Path(runID(n))+".wal", log, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish(t.Context(), s, 2, 3, made(2*each, 3*each, 2)...); err != nil {
		t.Fatal(err)
	}
	if problem := look(s); problem != "" {
		t.Error(problem)
	}
	if _, err := os.Stat(s.Path(runID(2)) + ".wal.stray"); err != nil {
		t.Errorf("the log was not kept aside: %v", err)
	}
	strays, err := s.Strays()
	if err != nil || len(strays) != 2 {
		t.Errorf("Strays gives %v, %v, want those of the two older versions", strays, err)
	}
}

// deadWritersLog is a real one: a copy of a version, changed and not checkpointed.
func deadWritersLog(t *testing.T, version string) []byte {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy.duckdb")
	data, err := os.ReadFile(version)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := store.LeaveLog(t.Context(), copied, "DELETE FROM articles"); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(copied + ".wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("no log was left (%v)", err)
	}
	return log
}

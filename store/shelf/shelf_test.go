package shelf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func put(t *testing.T, s Shelf, run, content string) {
	t.Helper()
	path, err := s.Draft(run)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Publish(run); err != nil {
		t.Fatal(err)
	}
}

func TestPublishRollbackPrune(t *testing.T) {
	s := Shelf{Out: t.TempDir()}
	if _, _, err := s.Rollback(); err == nil {
		t.Error("rolled back to nothing")
	}
	for _, run := range []string{"1", "2", "3", "4", "5", "6"} {
		put(t, s, run, "content of "+run)
	}
	content := func() string {
		data, err := os.ReadFile(s.Link())
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	runs := func() string {
		versions, err := s.Versions()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, v := range versions {
			name := v.Run
			if v.Published {
				name += "*"
			}
			names = append(names, name)
		}
		return strings.Join(names, " ")
	}
	if diff := cmp.Diff("1 2 3 4 5 6*", runs()); diff != "" || content() != "content of 6" {
		t.Error(diff, content())
	}
	for _, want := range []string{"5", "4", "3", "2", "1"} {
		if _, to, err := s.Rollback(); err != nil || to != want || content() != "content of "+want {
			t.Fatalf("rolled back to %s, %v, reading %q, want %s", to, err, content(), want)
		}
	}
	if _, _, err := s.Rollback(); err == nil {
		t.Error("rolled back behind the first version")
	}
	if removed, err := s.Prune(3); err != nil || runs() != "1* 5 6" {
		t.Errorf("pruning removed %v, %v, left %s: the published version must stay", removed, err, runs())
	}
	// a link that leads nowhere is mended by going back
	if err := os.Remove(s.Path("1")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Current(); err == nil || !strings.Contains(err.Error(), "rollback") {
		t.Errorf("Current says %v, want what to do", err)
	}
	if _, to, err := s.Rollback(); err != nil || to != "6" {
		t.Errorf("rolled back to %s, %v, want 6", to, err)
	}
}

func TestPublishRefusesAFileWithALog(t *testing.T) {
	for _, log := range logs {
		s := Shelf{Out: t.TempDir()}
		path, err := s.Draft("1")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []string{path, path + log} {
			if err := os.WriteFile(p, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Publish("1"); err == nil {
			t.Errorf("published beside its %s", log)
		}
		if err := s.Clean(); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(filepath.Join(s.Out, "db", "figures-*")); len(left) > 0 {
			t.Errorf("Clean left %v", left)
		}
	}
}

func TestStepsComeInOrder(t *testing.T) {
	var reached []string
	s := Shelf{Out: t.TempDir(), Reached: func(step string) { reached = append(reached, step) }}
	put(t, s, "1", "x")
	if _, err := s.Prune(1); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, step := range Steps {
		if step != "build" { // the loader's
			want = append(want, step)
		}
	}
	if diff := cmp.Diff(want, reached); diff != "" {
		t.Error(diff)
	}
}

func TestLock(t *testing.T) {
	s := Shelf{Out: t.TempDir()}
	lock, err := s.Lock(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	var held *HeldError
	if _, err := s.Lock(t.Context(), 0); !errors.As(err, &held) || held.PID != strconv.Itoa(os.Getpid()) || time.Since(began) > time.Second {
		t.Errorf("second lock: %v after %v, want who holds it, at once", err, time.Since(began))
	}
	if pid := s.Holder(); pid != strconv.Itoa(os.Getpid()) {
		t.Errorf("holder %q", pid)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	if _, err := s.Lock(ctx, time.Minute); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting ended with %v, want the context's error", err)
	}
	time.AfterFunc(200*time.Millisecond, func() { lock.Release() })
	again, err := s.Lock(t.Context(), 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Release(); err != nil {
		t.Error(err)
	}
	if pid := s.Holder(); pid != "" {
		t.Errorf("holder %q after release", pid)
	}
}

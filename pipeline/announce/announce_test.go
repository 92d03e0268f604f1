package announce

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/pipeline"
)

func TestHeartbeat(t *testing.T) {
	var mu sync.Mutex
	var heard []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, r.URL.Path+" "+string(body))
		if strings.HasSuffix(r.URL.Path, "/1") {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer server.Close()
	warned := 0
	a := &Announcer{Heartbeat: server.URL + "/ping/abc/", Warn: func(string, ...any) { warned++ }}
	a.Start(t.Context())
	a.End(t.Context(), time.Now(), Record{Summary: &pipeline.Summary{Run: "1", Added: 2}})
	a.End(t.Context(), time.Now(), Record{ExitCode: 1, Error: "no disk"})
	want := []string{
		"/ping/abc/start ",
		"/ping/abc/0 nothing new: 0 found, 2 added, 0 changed, 0 unchanged, 0 extracted again, 0 rejected; 0 claims in 0 articles",
		"/ping/abc/1 no disk",
	}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Error(diff)
	}
	server.Close()
	a.Start(t.Context()) // nobody listens: a warning, no more
	if warned != 2 {
		t.Errorf("%d warnings, want one for the server's error and one for its absence", warned)
	}
}

func TestRecordAndMetrics(t *testing.T) {
	dir := t.TempDir()
	a := &Announcer{Record: filepath.Join(dir, "run.json"), Metrics: filepath.Join(dir, "prom", "m.prom")}
	success := time.Date(2016, 5, 3, 2, 31, 0, 0, time.UTC)
	a.End(t.Context(), success, Record{Seconds: 1.5, Summary: &pipeline.Summary{Articles: 3, Claims: 7}})
	a.End(t.Context(), success.Add(24*time.Hour), Record{ExitCode: 1, Error: "no disk", Summary: &pipeline.Summary{}})
	var record Record
	data, err := os.ReadFile(a.Record)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &record); err != nil {
		t.Fatal(err)
	}
	if record.ExitCode != 1 || record.Error != "no disk" || record.LastSuccess == nil || !record.LastSuccess.Equal(success) {
		t.Errorf("record %+v: a failed run must remember the last success", record)
	}
	metrics, err := os.ReadFile(a.Metrics)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for line := range strings.Lines(string(metrics)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			t.Errorf("no metric: %q", line)
		}
		values[name] = value
	}
	want := map[string]string{
		"marketfigures_last_run_timestamp_seconds":     "1462329060",
		"marketfigures_last_success_timestamp_seconds": "1462242660",
		"marketfigures_last_run_duration_seconds":      "0",
		"marketfigures_last_run_exit_code":             "1",
	}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Error(diff)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("%v stayed", left)
	}
}

func TestSystemdSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	a := &Announcer{Socket: path}
	a.Start(t.Context())
	buffer := make([]byte, 1000)
	n, err := socket.Read(buffer)
	if got := string(buffer[:n]); err != nil || got != "STATUS=reading articles\nEXTEND_TIMEOUT_USEC=600000000" {
		t.Errorf("systemd hears %q, %v", got, err)
	}
}

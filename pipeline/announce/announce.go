// Package announce tells schedulers and monitors how a run goes: a run.json
// beside the database, a text file for Prometheus' node exporter, pings to a
// heartbeat service, and systemd's notification socket. None of it can make a
// run fail.
package announce

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"marketfigures/pipeline"
)

// Announcer says where to tell it. Empty fields stay silent.
type Announcer struct {
	Record    string // run.json
	Metrics   string // FILE.prom
	Heartbeat string // address; /start and /<exit code> are appended
	Socket    string // NOTIFY_SOCKET
	Client    *http.Client
	// Warn hears what could not be told.
	Warn func(message string, facts ...any)
}

// Record is run.json.
type Record struct {
	ExitCode    int               `json:"exit_code"`
	Error       string            `json:"error,omitempty"`
	Program     string            `json:"program"`
	Seconds     float64           `json:"seconds"`
	LastSuccess *time.Time        `json:"last_success"` // end of the last run that ended with code 0
	Summary     *pipeline.Summary `json:"summary"`
}

// ping bounds how long a heartbeat may hold up a run.
const ping = 5 * time.Second

// Start tells that a run has begun.
func (a *Announcer) Start(ctx context.Context) {
	a.beat(ctx, "/start", "")
	a.Status("reading articles")
}

// Status puts a line into `systemctl status`, and asks for more time.
func (a *Announcer) Status(text string) {
	a.notify("STATUS=" + strings.ReplaceAll(text, "\n", " ") + "\nEXTEND_TIMEOUT_USEC=" + strconv.FormatInt((10*time.Minute).Microseconds(), 10))
}

// End tells how a run ended. It works although the run's context is over.
func (a *Announcer) End(ctx context.Context, now time.Time, r Record) {
	ctx = context.WithoutCancel(ctx)
	r.LastSuccess = a.lastSuccess()
	if r.ExitCode == 0 {
		now := now.UTC().Truncate(time.Second)
		r.LastSuccess = &now
	}
	line := r.Error
	if line == "" && r.Summary != nil {
		line = r.Summary.Line()
	}
	if a.Record != "" {
		data, err := json.MarshalIndent(r, "", "  ")
		if err == nil {
			err = replace(a.Record, append(data, '\n'))
		}
		if err != nil {
			a.warn("could not write the run's record", "error", err)
		}
	}
	if a.Metrics != "" {
		if err := replace(a.Metrics, metrics(now, r)); err != nil {
			a.warn("could not write metrics", "error", err)
		}
	}
	a.notify("STOPPING=1\nSTATUS=" + strings.ReplaceAll(line, "\n", " "))
	a.beat(ctx, "/"+strconv.Itoa(r.ExitCode), line)
}

func (a *Announcer) warn(message string, facts ...any) {
	if a.Warn != nil {
		a.Warn(message, facts...)
	}
}

// Recorded reads run.json, the record of the run before.
func Recorded(path string) (*Record, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the last run's record: %w", err)
	}
	var r Record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("reading the last run's record %s: %w", path, err)
	}
	return &r, nil
}

// lastSuccess is what the record before says.
func (a *Announcer) lastSuccess() *time.Time {
	before, err := Recorded(a.Record)
	if err != nil {
		return nil
	}
	return before.LastSuccess
}

// replace writes a file so that a reader sees the old one or the new one.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	fresh, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = fresh.Write(data)
	err = errors.Join(err, fresh.Chmod(0o644), fresh.Close())
	if err == nil {
		err = os.Rename(fresh.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(fresh.Name()))
	}
	return nil
}

// metrics are in Prometheus' text format, as node_exporter's textfile
// collector reads it.
func metrics(now time.Time, r Record) []byte {
	var b bytes.Buffer
	gauge := func(name, help string, value float64) {
		name = "marketfigures_" + name
		fmt.Fprintf(&b, "# HELP %[1]s %[2]s\n# TYPE %[1]s gauge\n%[1]s %[3]s\n", name, help, strconv.FormatFloat(value, 'f', -1, 64))
	}
	gauge("last_run_timestamp_seconds", "End of the last run.", float64(now.Unix()))
	if r.LastSuccess != nil {
		gauge("last_success_timestamp_seconds", "End of the last run with exit code 0.", float64(r.LastSuccess.Unix()))
	}
	gauge("last_run_duration_seconds", "How long the last run took.", r.Seconds)
	gauge("last_run_exit_code", "Exit code of the last run.", float64(r.ExitCode))
	if s := r.Summary; s != nil && r.ExitCode != 1 {
		gauge("articles", "Articles in the database, newest versions.", float64(s.Articles))
		gauge("claims", "Claims in the database.", float64(s.Claims))
		gauge("last_run_added", "Articles that the last run added.", float64(s.Added))
		gauge("last_run_changed", "Articles of which the last run read a new version.", float64(s.Changed))
		gauge("last_run_rejected", "Inputs that the last run set aside.", float64(s.Rejected))
		if !s.LastNew.IsZero() {
			gauge("last_new_article_timestamp_seconds", "Start of the last run that found something new.", float64(s.LastNew.Unix()))
		}
	}
	return b.Bytes()
}

func (a *Announcer) beat(ctx context.Context, suffix, body string) {
	if a.Heartbeat == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, ping)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(a.Heartbeat, "/")+suffix, strings.NewReader(body))
	if err != nil {
		a.warn("heartbeat", "error", err)
		return
	}
	client := a.Client
	if client == nil {
		client = http.DefaultClient
	}
	response, err := client.Do(request)
	if err != nil {
		a.warn("heartbeat", "error", err)
		return
	}
	_, err = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<16))
	if err = errors.Join(err, response.Body.Close()); err != nil || response.StatusCode >= 300 {
		a.warn("heartbeat", "status", response.Status, "error", err)
	}
}

// notify speaks sd_notify(3): a datagram to the socket, @ stands for an
// abstract one.
func (a *Announcer) notify(message string) {
	if a.Socket == "" {
		return
	}
	name := a.Socket
	if strings.HasPrefix(name, "@") {
		name = "\x00" + name[1:]
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		a.warn("systemd's socket", "error", err)
		return
	}
	_, err = conn.Write([]byte(message))
	if err = errors.Join(err, conn.Close()); err != nil {
		a.warn("systemd's socket", "error", err)
	}
}

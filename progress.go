package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"marketfigures/pipeline"
	"marketfigures/pipeline/source"
)

// tellEvery is how much time lies between two lines of the log that say how
// far a run is.
const tellEvery = 30 * time.Second

// progress tells how far a run is: by a bar on a terminal, where a person is
// watching, by a line of the log now and then elsewhere. What is left is
// reckoned from the bytes of the files; of pages and standard input nobody
// knows how much there is.
type progress struct {
	now         func() time.Time
	log         *slog.Logger
	total       func() int64             // bytes of all files; 0: not known. Asked for when it is told: it takes a walk
	bar         *progressbar.ProgressBar // nil: lines
	began, told time.Time
}

// watch makes a job tell how far it is; end takes the bar off the screen.
func (r *room) watch(ctx context.Context, job *pipeline.Job) (end func()) {
	p := &progress{now: time.Now, log: job.Log, total: sync.OnceValue(func() int64 { return source.Size(ctx, job.Sources, job.Find) })}
	p.began = p.now()
	p.told = p.began
	end = func() {}
	if isTerminal(r.stderr) && r.flags.LogFormat != "json" {
		p.bar = newBar(r.stderr, p.total())
		job.Log = logger(r.flags, &besideBar{r.stderr, p.bar})
		end = func() { _ = p.bar.Clear() } // it is only for show
	}
	job.Progress = p.found
	stage := job.Stage
	job.Stage = func(name string) {
		stage(name)
		p.stage(name)
	}
	return end
}

func newBar(w io.Writer, total int64) *progressbar.ProgressBar {
	known := total > 0
	most := int64(-1)
	if known {
		most = total + 1 // the bar stays until all is published
	}
	return progressbar.NewOptions64(most, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowBytes(known), progressbar.OptionSetPredictTime(known), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())
}

// found hears how many articles were found, and how many bytes of the files
// they took. Only one goroutine calls it.
func (p *progress) found(articles int, read int64) {
	now := p.now()
	took := now.Sub(p.began)
	rate := float64(articles) / max(took.Seconds(), 1e-3)
	if p.bar != nil {
		p.bar.Describe(fmt.Sprintf("%d articles, %.0f/s", articles, rate))
		_ = p.bar.Set64(min(read, p.total()))
		return
	}
	if now.Sub(p.told) < tellEvery {
		return
	}
	p.told = now
	facts := []any{"articles", articles, "per_second", math.Round(rate*10) / 10}
	if total := p.total(); total > 0 && read > 0 {
		read = min(read, total)
		left := time.Duration(float64(took) * float64(total-read) / float64(read))
		facts = append(facts, "percent", 100*read/total, "left", left.Round(time.Second).String())
	}
	p.log.Info("reading", facts...)
}

// stage hears what the run does next.
func (p *progress) stage(name string) {
	if p.bar != nil && (name == "publish" || name == "report") {
		p.bar.Describe(name)
	}
}

// besideBar writes lines where a bar stands, and not into it.
type besideBar struct {
	io.Writer
	bar *progressbar.ProgressBar
}

func (b *besideBar) Write(line []byte) (int, error) {
	_ = b.bar.Clear()
	return b.Writer.Write(line)
}

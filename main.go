// Command marketfigures pulls market figures out of articles into a DuckDB
// file and an HTML report.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"marketfigures/extract"
	"marketfigures/pipeline"
	"marketfigures/pipeline/config"
	"marketfigures/store/shelf"
)

func main() {
	// A limit on the size of files shall be an error with a path. Where the engine
	// writes on a thread of its own, the signal would end the process instead.
	signal.Ignore(syscall.SIGXFSZ)
	ctx, stop := interruptible(context.Background())
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// Exit codes. A run that a signal ended exits with 128 and the signal's number.
const (
	allWell     = 0
	failed      = 1 // nothing published
	wrongUsage  = 2 // or wrong config
	tooManyBad  = 3 // published, but more inputs were set aside than --max-rejects allows
	anotherRuns = 75
)

// usageError is the caller's mistake, not the program's or the machine's.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// codeError ends the program with a code after its command has said why.
type codeError int

func (e codeError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// signalError is why a context ended.
type signalError struct{ os.Signal }

func (e signalError) Error() string { return "stopped by " + e.String() }

// interruptible ends the context at the first SIGINT or SIGTERM; the second
// one kills, because the program no longer asks for it.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(signalError{s})
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, func() { cancel(nil) }
}

// cli is the command line.
type cli struct {
	Config    string      `placeholder:"FILE" help:"Config file; marketfigures.yaml where it is there."`
	Out       string      `placeholder:"DIR" help:"Folder for the database, its versions and the report (out)."`
	Lexicon   []string    `placeholder:"FILE" sep:"none" help:"Lexicon file that adds to the built-in one; repeatable."`
	LogFormat string      `enum:"text,json" default:"text" help:"Form of the log on stderr: text or json."`
	Verbose   bool        `short:"v" help:"Log every stage."`
	Version   versionFlag `env:"-" help:"Print the version."`

	Run        runCommand        `cmd:"" help:"Do the whole batch job: read articles, load and publish the database, render the report."`
	Extract    extractCommand    `cmd:"" help:"Print the figures of files; touch no database."`
	Explain    explainCommand    `cmd:"" help:"Print every figure of a file with the rule and the words that filled each slot."`
	Report     reportCommand     `cmd:"" help:"Render the report again from the published database."`
	Query      queryCommand      `cmd:"" help:"Ask the published database in SQL, read-only; without SQL list its views and tables."`
	Export     exportCommand     `cmd:"" help:"Write every table as Parquet or CSV."`
	Eval       evalCommand       `cmd:"" help:"Score extraction against labelled articles."`
	Diff       diffCommand       `cmd:"" help:"List claims added, changed and gone between two versions."`
	Rollback   rollbackCommand   `cmd:"" help:"Publish the version before."`
	Doctor     doctorCommand     `cmd:"" help:"Say what is wrong here, and what to do about it."`
	Schedule   scheduleCommand   `cmd:"" help:"Print ready units for systemd, cron or Kubernetes."`
	Completion completionCommand `cmd:"" help:"Print shell completion."`
}

// room is what commands work in.
type room struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	flags          *cli
	model          *kong.Kong
	log            *slog.Logger
}

const description = `Pulls market figures out of articles: who, which market, what was measured, how much, for when, says who.

Examples:
  marketfigures run articles/                         the whole job; database and report land in out/
  marketfigures query "from alipay_vs_wechat_pay"     ask the database
  marketfigures explain articles/one.txt              see why each figure became what it is

Every flag has an environment variable: --out is MARKETFIGURES_OUT.
Exit codes: 0 all well, 1 failed with nothing published, 2 wrong usage or config, 3 published but too many inputs set aside, 75 another run is under way.`

// run is the program with everything that it touches handed in.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var flags cli
	left := false
	parser, err := kong.New(&flags,
		kong.Name("marketfigures"), kong.Description(description),
		kong.Writers(stdout, stderr), kong.Exit(func(int) { left = true }), kong.DefaultEnvars("MARKETFIGURES"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}))
	if err != nil {
		fmt.Fprintln(stderr, "marketfigures:", err)
		return failed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if left {
		return allWell
	}
	if err != nil {
		fmt.Fprintf(stderr, "marketfigures: %v; see %s --help\n", err, asked(err))
		return wrongUsage
	}
	r := &room{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, flags: &flags, model: parser, log: logger(&flags, stderr)}
	if err = command.Run(r); err == nil {
		return allWell
	}
	return r.explain(err)
}

// asked is the command that was typed, as far as it was understood.
func asked(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if command := wrong.Context.Selected(); command != nil {
			return "marketfigures " + command.Name
		}
	}
	return "marketfigures"
}

// explain tells the error and gives its exit code.
func (r *room) explain(err error) int {
	if cause := context.Cause(r.ctx); cause != nil {
		err = cause
	}
	code := exitCode(err)
	var silent codeError
	switch {
	case errors.As(err, &silent): // its command has said why
	case r.flags.LogFormat == "json":
		r.log.Error(err.Error(), "exit_code", code)
	default:
		fmt.Fprintln(r.stderr, "marketfigures:", strings.TrimSpace(err.Error()))
	}
	return code
}

// exitCode is what an error ends the program with.
func exitCode(err error) int {
	var code codeError
	var usage usageError
	var held *shelf.HeldError
	var stopped signalError
	switch {
	case err == nil:
		return allWell
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		return wrongUsage
	case errors.As(err, &held):
		return anotherRuns
	case errors.As(err, &stopped):
		if s, ok := stopped.Signal.(syscall.Signal); ok {
			return 128 + int(s)
		}
	}
	return failed
}

func logger(flags *cli, stderr io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	if flags.Verbose {
		options.Level = slog.LevelDebug
	}
	if flags.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(stderr, options))
	}
	return slog.New(slog.NewTextHandler(stderr, options))
}

// settings are the config file with the flags laid over it.
func (r *room) settings() (*config.Config, error) {
	c, err := config.Read(r.flags.Config)
	if err != nil {
		return nil, usageError{err}
	}
	if r.flags.Out != "" {
		c.Out = r.flags.Out
	}
	c.Lexicon = append(c.Lexicon, r.flags.Lexicon...)
	return c, nil
}

// extractor is built once for a command that extracts right away, or explains.
func (r *room) extractor(c *config.Config, explain bool) (*extract.Extractor, error) {
	defer pipeline.CollectAt(1000)() // little of what is built here is garbage
	extract.Prepare(explain)
	words, _, err := c.Words()
	if err != nil {
		return nil, usageError{err}
	}
	build := extract.New
	if explain {
		build = extract.NewExplaining
	}
	x, err := build(words)
	if err != nil {
		return nil, usageError{err}
	}
	return x, nil
}

// clock is the machine's, or stands still where SOURCE_DATE_EPOCH says when.
func clock() (func() time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return time.Now, nil
	}
	var seconds int64
	if _, err := fmt.Sscanf(epoch, "%d", &seconds); err != nil {
		return nil, usageError{fmt.Errorf("SOURCE_DATE_EPOCH=%s is no number of seconds", epoch)}
	}
	return func() time.Time { return time.Unix(seconds, 0).UTC() }, nil
}

// versionFlag prints the version, which no other command draws up.
type versionFlag bool

func (versionFlag) BeforeReset(app *kong.Kong) error {
	fmt.Fprintln(app.Stdout, version())
	app.Exit(allWell)
	return nil
}

// version names the rules of extraction and the commit.
func version() string {
	v := "marketfigures, extraction " + extract.Program()
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v += ", commit " + s.Value[:min(12, len(s.Value))]
		}
	}
	return v + ", " + info.GoVersion
}

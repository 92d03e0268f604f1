package main

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"marketfigures/extract"
	"marketfigures/pipeline/eval"
	"marketfigures/pipeline/show"
	"marketfigures/pipeline/source"
	"marketfigures/pipeline/table"
	"marketfigures/store/row"
)

type extractCommand struct {
	Files  []string `arg:"" name:"file" help:"Files, folders, archives; - is stdin."`
	Format string   `enum:"table,jsonl,csv,json" default:"table" env:"MARKETFIGURES_EXTRACT_FORMAT" help:"table, csv, json (one row a claim), or jsonl (one object an article, with all figures and dates)."`
}

// Help shows examples.
func (extractCommand) Help() string {
	return `Examples:
  marketfigures extract article.html
  marketfigures extract --format jsonl articles/*.txt > extracted.jsonl`
}

// Run prints the figures of files.
func (c *extractCommand) Run(r *room) error {
	rejected := 0
	print := func(a *row.Article) error { return show.JSONL(r.stdout, a) }
	var rows [][]any
	if c.Format != "jsonl" {
		print = func(a *row.Article) error {
			rows = append(rows, show.Rows(a)...)
			return nil
		}
	}
	if err := r.extract(c.Files, false, &rejected, print); err != nil {
		return err
	}
	if c.Format != "jsonl" {
		if err := table.Write(r.stdout, c.Format, table.Table{Columns: show.Columns, Rows: slices.Values(rows)}); err != nil {
			return err
		}
	}
	return bad(rejected)
}

// bad ends with the code for inputs that gave no article.
func bad(rejected int) error {
	if rejected > 0 {
		return codeError(tooManyBad)
	}
	return nil
}

// extract hands each article of the files to do, in the order of the files; with
// reasons for each choice where explain is set. Inputs that give none are told on
// stderr and counted.
func (r *room) extract(files []string, explain bool, rejected *int, do func(*row.Article) error) error {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	if err := source.There(files); err != nil {
		return usageError{err}
	}
	x, err := r.extractor(settings, explain)
	if err != nil {
		return err
	}
	now, err := clock()
	if err != nil {
		return err
	}
	how := x.Extract
	if explain {
		how = x.Explain
	}
	finds := source.Find(r.ctx, files, settings.Finding(now(), r.stdin))
	return inOrder(finds, func(f source.Found) read { return one(how, f) }, func(got read) error {
		if got.reject != nil {
			*rejected++
			fmt.Fprintln(r.stderr, "marketfigures:", told(got.reject))
			return nil
		}
		return do(got.article)
	})
}

// read is what became of a find: an article with its figures, or a reject.
type read struct {
	article *row.Article
	reject  *source.Reject
}

// ahead is how many finds may be worked on or wait for one before them, so that
// a slow one does not keep the others.
const ahead = 64

// inOrder works on finds on all processors and hands over what becomes of them
// in their order, until one fails.
func inOrder[T any](finds iter.Seq2[source.Found, error], work func(source.Found) T, hand func(T) error) error {
	var waiting []chan T
	next := func() error {
		done := waiting[0]
		waiting = waiting[1:]
		return hand(<-done)
	}
	var workers errgroup.Group // work can't fail
	workers.SetLimit(runtime.GOMAXPROCS(0))
	defer func() { _ = workers.Wait() }()
	for f, err := range finds {
		if err != nil {
			return err
		}
		done := make(chan T, 1)
		waiting = append(waiting, done)
		workers.Go(func() error {
			done <- work(f)
			return nil
		})
		if len(waiting) == ahead {
			if err := next(); err != nil {
				return err
			}
		}
	}
	for len(waiting) > 0 {
		if err := next(); err != nil {
			return err
		}
	}
	return nil
}

func one(how func(extract.Article) *extract.Extraction, f source.Found) read {
	item := f.Read()
	if item.Reject != nil {
		return read{reject: item.Reject}
	}
	return read{article: row.Of(row.Source{Address: item.Address, Hash: item.Hash, Raw: item.Raw}, item.Article, how(item.Article))}
}

func told(reject *source.Reject) string {
	s := reject.Address
	if reject.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, reject.Line)
	}
	s += ": " + reject.Reason
	if reject.Hint != "" {
		s += "; " + reject.Hint
	}
	return s
}

type explainCommand struct {
	Files []string `arg:"" name:"file" help:"Files to explain; - is stdin."`
}

// Help shows examples.
func (explainCommand) Help() string {
	return `Examples:
  marketfigures explain article.txt
  echo "Alipay held 54% of the market in 2016." | marketfigures explain -`
}

// Run explains.
func (c *explainCommand) Run(r *room) error {
	style := show.Plain
	if isTerminal(r.stdout) && os.Getenv("NO_COLOR") == "" {
		style = show.Terminal
	}
	rejected := 0
	err := r.extract(c.Files, true, &rejected, func(a *row.Article) error { return show.Explain(r.stdout, a, style) })
	if err != nil {
		return err
	}
	return bad(rejected)
}

type evalCommand struct {
	Gold   string `arg:"" name:"gold" help:"Folder of labelled articles: NAME.txt with NAME.json beside it."`
	Misses bool   `help:"List every miss."`
	Strict bool   `help:"Know the first reading of a slot only."`
}

// Help shows examples.
func (evalCommand) Help() string {
	return `Examples:
  marketfigures eval testdata/gold/dev
  marketfigures eval --misses testdata/gold/dev`
}

// Run scores.
func (c *evalCommand) Run(r *room) error {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	gold, err := eval.Read(c.Gold)
	if err != nil {
		return usageError{err}
	}
	x, err := r.extractor(settings, false)
	if err != nil {
		return err
	}
	score := eval.NewScore(eval.Options{Strict: c.Strict})
	for _, g := range gold {
		var found []source.Found
		for f, err := range source.Find(r.ctx, []string{g.Path}, source.Options{}) {
			if err != nil {
				return err
			}
			found = append(found, f)
		}
		var a *row.Article
		if len(found) == 1 {
			got := one(x.Extract, found[0])
			if a = got.article; got.reject != nil {
				fmt.Fprintln(r.stderr, "marketfigures:", told(got.reject))
			}
		}
		score.Add(g, a)
	}
	if len(gold) == 0 {
		return usageError{errors.New("no labelled articles in " + c.Gold)}
	}
	return score.Print(r.stdout, c.Misses)
}

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"marketfigures/pipeline/table"
	"marketfigures/store"
	"marketfigures/store/shelf"
)

type queryCommand struct {
	SQL    string `arg:"" optional:"" name:"sql" help:"One statement, or the name of a view or table for its columns; - reads stdin."`
	Format string `enum:"table,csv,json" default:"table" help:"table, csv or json."`
	Width  int    `default:"-1" help:"Widest cell of a table; 0: never cut. By default a terminal gets cells of 60, and rows that do not fit it as records."`
}

// Help shows examples.
func (queryCommand) Help() string {
	return `Examples:
  marketfigures query                                  list views and tables
  marketfigures query evidence                         what each column of a view is
  marketfigures query "from alipay_vs_wechat_pay"
  marketfigures query --format csv "select period, source, value from market_share where entity = 'alipay'"
  echo "from contradictions" | marketfigures query -`
}

// Run asks.
func (c *queryCommand) Run(r *room) (err error) {
	db, err := r.published()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.SQL == "-" {
		text, err := io.ReadAll(r.stdin)
		if err != nil {
			return fmt.Errorf("reading the query: %w", err)
		}
		c.SQL = string(text)
	} else if bareName.MatchString(c.SQL) {
		return r.relations(db, c.SQL)
	}
	rows, err := db.Query(r.ctx, c.SQL)
	if err != nil {
		return usageError{fmt.Errorf("query: %w", err)}
	}
	result := table.Table{Columns: rows.Columns, Rows: rows.All(), Width: max(c.Width, 0)}
	if c.Width < 0 && isTerminal(r.stdout) {
		result.Width, result.Screen = 60, r.screen()
	}
	err = table.Write(r.stdout, c.Format, result)
	if err != nil {
		return errors.Join(fmt.Errorf("printing the result: %w", err), rows.Close())
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("query: %w", err)
	}
	return nil
}

// bareName is a name alone, which is no SQL.
var bareName = regexp.MustCompile(`^\w*$`)

// screen is the width of the terminal that is printed to, 0 where it is none.
func (r *room) screen() int {
	if f, ok := r.stdout.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			return w
		}
	}
	return 0
}

// relations lists what there is to ask, or the columns of one view or table.
func (r *room) relations(db *store.Reader, name string) error {
	relations, err := db.Relations(r.ctx)
	if err != nil {
		return err
	}
	wide := r.screen()
	if wide == 0 {
		wide = 110
	}
	var b strings.Builder
	for _, relation := range relations {
		kind := "table"
		if relation.View {
			kind = "view"
		}
		switch {
		case name == "":
			wrap(&b, fmt.Sprintf("%-5s  %-20s  ", kind, relation.Name), relation.Comment, wide)
		case strings.EqualFold(name, relation.Name):
			fmt.Fprintf(&b, "%s %s\n", kind, relation.Name)
			wrap(&b, "  ", relation.Comment, wide)
			b.WriteString("\n")
			columns(&b, relation.Columns, wide)
		}
	}
	switch {
	case b.Len() == 0:
		return usageError{fmt.Errorf("query: %q is no view or table: marketfigures query lists them", name)}
	case name == "":
		b.WriteString("\nThe columns of one: marketfigures query NAME. Its rows: marketfigures query \"from NAME\".\n")
	}
	_, err = io.WriteString(r.stdout, b.String())
	return err
}

func columns(b *strings.Builder, columns []store.Column, wide int) {
	for _, c := range columns {
		kind := c.Type
		if len(kind) > 12 {
			kind = kind[:strings.IndexAny(kind+"(", "(")] + "…"
		}
		wrap(b, fmt.Sprintf("  %-18s %-10s ", c.Name, kind), c.Comment, wide)
	}
}

// wrap writes text in lines, the first one behind head, the others under it.
func wrap(b *strings.Builder, head, text string, wide int) {
	line := head
	for _, word := range strings.Fields(text) {
		if len(line)+len(word) > wide && len(line) > len(head) {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", utf8.RuneCountInString(head))
		}
		line += word + " "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

type exportCommand struct {
	Dir    string `arg:"" help:"Folder to write to; it is made if it is not there."`
	Format string `enum:"parquet,csv" default:"parquet" env:"MARKETFIGURES_EXPORT_FORMAT" help:"parquet or csv."`
	ByYear bool   `help:"Split claims by the year of as_of (claims/year=2015/…), for lakes."`
}

// Help shows examples.
func (exportCommand) Help() string {
	return `Examples:
  marketfigures export lake/
  marketfigures export --format csv tables/           the same content gives the same bytes
  marketfigures export --by-year lake/`
}

// Run exports.
func (c *exportCommand) Run(r *room) error {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	if _, err := r.checked(); err != nil {
		return err
	}
	files, err := store.Export(r.ctx, shelf.Shelf{Out: settings.Out}.Link(), c.Dir, c.Format, c.ByYear)
	if err != nil {
		return err
	}
	for _, f := range files {
		if _, err := fmt.Fprintln(r.stdout, f); err != nil {
			return err
		}
	}
	return nil
}

// checked sees that there is a published database.
func (r *room) checked() (path string, err error) {
	db, err := r.published()
	if err != nil {
		return "", err
	}
	return db.Path, db.Close()
}

type diffCommand struct {
	Before string `arg:"" name:"run" help:"The older run; - is the one before the published one."`
	After  string `arg:"" optional:"" name:"run2" help:"The newer run (the published one)."`
	Format string `enum:"table,csv,json" default:"table" help:"table, csv or json."`
}

// Help shows examples.
func (diffCommand) Help() string {
	return `Examples:
  marketfigures query "select run_id, program, claims_added from runs"
  marketfigures diff 20160101T020000Z 20160102T020000Z
  marketfigures diff -                                 what the last run changed`
}

// Run compares two versions.
func (c *diffCommand) Run(r *room) (err error) {
	settings, err := r.settings()
	if err != nil {
		return err
	}
	versions, err := shelf.Shelf{Out: settings.Out}.Versions()
	if err != nil {
		return err
	}
	before, after, err := c.pick(versions)
	if err != nil {
		return usageError{err}
	}
	changes, err := store.Diff(r.ctx, before, after)
	if err != nil {
		return err
	}
	rows := func(yield func([]any) bool) {
		for _, change := range changes {
			if !yield(change) {
				return
			}
		}
	}
	return table.Write(r.stdout, c.Format, table.Table{Columns: store.DiffColumns, Rows: rows})
}

func (c *diffCommand) pick(versions []shelf.Version) (before, after string, err error) {
	find := func(run string) (string, error) {
		var names []string
		for i, v := range versions {
			switch {
			case v.Run == run, run == "" && v.Published, run == "-" && i+1 < len(versions) && versions[i+1].Published:
				return v.Path, nil
			}
			names = append(names, v.Run)
		}
		switch {
		case len(names) == 0:
			return "", errors.New("there is no version yet: marketfigures run PATH makes one")
		case run == "-":
			return "", errors.New("there is no version before the published one, " + names[len(names)-1])
		}
		return "", fmt.Errorf("there is no version %q on the shelf: %s", run, strings.Join(names, ", "))
	}
	if before, err = find(c.Before); err != nil {
		return "", "", err
	}
	after, err = find(c.After)
	return before, after, err
}

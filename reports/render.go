package reports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Options are what a report depends on beside the data.
type Options struct {
	Comparison Comparison // the zero value is Default()
	Workers    int        // pages rendered at once; the bytes do not depend on it
}

// Summary says what was written.
type Summary struct {
	Files    []string // names in the folder, index.html first
	Claims   int
	SetAside int
	// Unverified is the number of claims whose figure a second reader did not
	// find again: they are flagged and in no chart.
	Unverified int
	// FromNetwork says that the bundle was not built, so that the charts need a
	// network; everything else does not.
	FromNetwork bool
}

// Render writes the report into a folder, index.html first among its files.
// The same data gives the same bytes. Files of an older report that this one
// does not have are removed.
func Render(ctx context.Context, dir string, data *Data, o Options) (Summary, error) {
	if o.Comparison[0].Label == "" {
		o.Comparison = Default()
	}
	l := newLibrary(data, o.Comparison)
	l.lay()
	style, err := loadAssets()
	if err != nil {
		return Summary{}, fmt.Errorf("load the report's style and script: %w", err)
	}
	s := Summary{Claims: len(l.entries), SetAside: len(data.SetAside), Unverified: len(l.unverified), FromNetwork: style.Address != ""}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return s, fmt.Errorf("make the report's folder: %w", err)
	}
	var group *errgroup.Group
	group, ctx = errgroup.WithContext(ctx)
	group.SetLimit(max(1, o.Workers))
	write := func(file string, render func(io.Writer) error) {
		s.Files = append(s.Files, file)
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return replaceFile(filepath.Join(dir, file), render)
		})
	}
	for _, p := range l.pages {
		write(p.file, func(w io.Writer) error { return l.writePage(w, p, style) })
	}
	for _, t := range l.texts {
		write(t.file, func(w io.Writer) error { return l.writeTexts(w, t, style) })
	}
	if err := group.Wait(); err != nil {
		return s, fmt.Errorf("render the report into %s: %w", dir, err)
	}
	return s, removeOld(dir, s.Files)
}

// templates of the pages are part of the program, and parsed when the first page is written.
var templates = sync.OnceValue(func() *template.Template {
	own := template.FuncMap{"panelIn": panelIn, "number": func(n int) string { return grouped(plainInt(n)) }}
	return template.Must(template.New("").Funcs(own).ParseFS(files, "templates/*.html"))
})

func (l *library) writePage(w io.Writer, p *page, a *assets) error {
	v, err := l.view(p, a)
	if err != nil {
		return fmt.Errorf("page %s: %w", p.file, err)
	}
	return templates().ExecuteTemplate(w, "page.html", v)
}

func (l *library) writeTexts(w io.Writer, t *textPage, a *assets) error {
	v := struct {
		*assets
		Title    string
		Articles []articleSection
	}{a, l.comparison[0].Label + " against " + l.comparison[1].Label, nil}
	for _, article := range t.articles {
		v.Articles = append(v.Articles, article.section(func(*entry) bool { return true }, false))
	}
	return templates().ExecuteTemplate(w, "articles.html", v)
}

// replaceFile writes a file aside and renames it into place, so that a reader
// never opens half of one.
func replaceFile(path string, render func(io.Writer) error) (err error) {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	aside := path + ".new"
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(aside))
		}
	}()
	if err := os.WriteFile(aside, b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(aside, path)
}

// removeOld removes pages of an older report.
func removeOld(dir string, keep []string) error {
	for _, pattern := range []string{"page-*.html", "articles-*.html"} {
		old, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, path := range old {
			if slices.Contains(keep, filepath.Base(path)) {
				continue
			}
			if err := os.Remove(path); err != nil {
				return fmt.Errorf("remove a page of an older report: %w", err)
			}
		}
	}
	return nil
}

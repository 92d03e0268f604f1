package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"marketfigures/pipeline/source"
)

// pages is what servers said to recognise pages by, kept beside the database.
// It counts only as long as the version is published that was made with it,
// and the program that read it: else everything is fetched anew.
type pages struct {
	Run     string                      `json:"run"`
	Program string                      `json:"program"`
	Pages   map[string]source.Validator `json:"pages"`
}

func (r *run) pagesPath() string { return filepath.Join(r.Shelf.Out, "db", "pages.json") }

// recallPages hands the fetcher what it need not fetch again.
func (r *run) recallPages() {
	if r.Find.Web == nil {
		return
	}
	r.Find.Web.Known = nil
	var before pages
	data, err := os.ReadFile(r.pagesPath())
	if err != nil || json.Unmarshal(data, &before) != nil {
		return // it saves fetching, no more
	}
	current, ok, err := r.Shelf.Current()
	if err != nil || !ok || before.Run != current || before.Program != r.row.Program {
		return
	}
	r.Find.Web.Known = before.Pages
}

// notePage keeps what recognises the page that a find came from.
func (r *run) notePage(found source.Found) {
	if r.Find.Web == nil {
		return
	}
	page, _, _ := strings.Cut(found.Address, "!/")
	v := found.Validator
	if found.Unchanged {
		v = r.Find.Web.Known[page]
	}
	if v != (source.Validator{}) {
		r.pages[page] = v
	}
}

// rememberPages writes them down for the next run, but for pages of which
// something was set aside: those are read again.
func (r *run) rememberPages() error {
	if r.Find.Web == nil || r.DryRun {
		return nil
	}
	for _, reject := range r.rejects {
		page, _, _ := strings.Cut(reject.Address, "!/")
		delete(r.pages, page)
	}
	current, ok, err := r.Shelf.Current()
	if err != nil || !ok {
		return err
	}
	if len(r.pages) == 0 {
		if err := os.Remove(r.pagesPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("noting fetched pages: %w", err)
		}
		return nil
	}
	data, err := json.MarshalIndent(pages{current, r.row.Program, r.pages}, "", " ")
	if err != nil {
		return fmt.Errorf("noting fetched pages: %w", err)
	}
	fresh := r.pagesPath() + ".next"
	if err = os.WriteFile(fresh, data, 0o644); err == nil {
		err = os.Rename(fresh, r.pagesPath())
	}
	if err != nil {
		return fmt.Errorf("noting fetched pages: %w", err)
	}
	return nil
}

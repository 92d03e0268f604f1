package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

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

// notePages keeps what recognises the pages that a find came from.
func (r *run) notePages(found source.Found) {
	for _, f := range found.Fetched {
		r.pages[f.Page] = f.Validator
	}
}

// forgetPages sees that the pages are read again of which a find was set aside
// or left out.
func (r *run) forgetPages(found source.Found) {
	for _, f := range found.Fetched {
		r.unfinished[f.Page] = true
	}
}

// rememberPages writes them down for the next run, beside those that runs on
// other sources noted.
func (r *run) rememberPages() error {
	if r.Find.Web == nil || r.DryRun {
		return nil
	}
	current, ok, err := r.Shelf.Current()
	if err != nil || !ok {
		return err
	}
	all := maps.Clone(r.Find.Web.Known)
	if all == nil {
		all = map[string]source.Validator{}
	}
	maps.Copy(all, r.pages)
	maps.DeleteFunc(all, func(page string, v source.Validator) bool { return r.unfinished[page] || v == source.Validator{} })
	if len(all) == 0 {
		if err := os.Remove(r.pagesPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("noting fetched pages: %w", err)
		}
		return nil
	}
	data, err := json.MarshalIndent(pages{current, r.row.Program, all}, "", " ")
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

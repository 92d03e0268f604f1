package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"marketfigures/extract"
)

// jsonlKind holds one article a line, as a JSON object with the fields of record.
var jsonlKind = &kind{
	name:    "JSONL",
	endings: []string{".jsonl", ".ndjson"},
	media:   []string{"application/x-ndjson", "application/jsonl", "application/jsonlines", "application/x-jsonlines"},
	starts:  startsLines,
	unpack:  unpackLines,
}

// startsLines recognises an object that ends with its line, or after more bytes
// than anybody indents.
func startsLines(head []byte) bool {
	line, _, cut := bytes.Cut(head, []byte("\n"))
	return bytes.HasPrefix(head, []byte(`{"`)) && (!cut || json.Valid(line))
}

// jsonKind is one line of it, or a file with a single object.
var jsonKind = &kind{
	name:    "JSON",
	endings: []string{".json"},
	media:   []string{"application/json"},
	starts:  func(head []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(head), []byte(`{"`)) },
	read:    readRecord,
}

// record is an article as JSON. Fields that are not listed say nothing.
type record struct {
	ID        any    `json:"id"` // string or number
	URL       string `json:"url"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Published string `json:"published"`
	Language  string `json:"language"`
	Publisher string `json:"publisher"`
	Author    string `json:"author"`
}

func unpackLines(w *walk, in input, r *bufio.Reader) bool {
	for n := 1; ; n++ {
		line, err := readLine(r, w.limits.Article)
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return true
		}
		at := in
		at.address = fmt.Sprintf("%s:%d", in.address, n)
		switch {
		case errors.Is(err, errTooLarge):
			reject := rejectOf(err, w.limits)
			reject.Line = n
			if !w.reject(at.address, reject) {
				return false
			}
		case err != nil && !errors.Is(err, io.EOF):
			return w.broken(in, err)
		case len(bytes.TrimSpace(line)) > 0:
			at.about.line = n
			if !w.found(at, jsonKind, line) {
				return false
			}
		}
		if w.stopped() {
			return false
		}
	}
}

// readLine reads a line without its end. One that is longer than the limit is
// skipped to its end and reported, so that the next one is read all the same.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	over := false
	for {
		part, err := r.ReadSlice('\n')
		if !over {
			line = append(line, part...)
		}
		if int64(len(line)) > limit {
			over, line = true, nil
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if over && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errTooLarge
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

func readRecord(f Found, p page) (extract.Article, *Reject) {
	var r record
	d := json.NewDecoder(strings.NewReader(p.raw))
	d.UseNumber()
	if err := d.Decode(&r); err != nil {
		return extract.Article{}, &Reject{Line: f.about.line, Reason: brokenJSON(f.about.line, err), Hint: "each line is one JSON object with text, and id, url, title, published, language where known"}
	}
	if strings.TrimSpace(r.Text) == "" {
		return extract.Article{}, &Reject{Line: f.about.line, Reason: "no text", Hint: `the object needs a field "text"`}
	}
	a := extract.Article{
		URL: strings.TrimSpace(r.URL), Title: oneLine(r.Title), Publisher: oneLine(r.Publisher), Author: oneLine(r.Author),
		Language: languageTag(r.Language), Text: clean(r.Text),
	}
	if r.ID != nil {
		a.ID = fmt.Sprint(r.ID)
	}
	if day, ok := dayOf(r.Published); ok {
		a.Published, a.PublishedFrom = day, "meta"
	}
	return a, nil
}

func brokenJSON(line int, err error) string {
	why := "broken JSON"
	if line > 0 {
		why = fmt.Sprintf("broken JSON on line %d", line)
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("%s, byte %d: %s", why, syntax.Offset, syntax)
	case errors.As(err, &kind):
		return fmt.Sprintf("%s: field %q is a %s", why, kind.Field, kind.Value)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return why + ": it ends too early"
	}
	return why
}

// midnight is the day of a moment, as written where it was written.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

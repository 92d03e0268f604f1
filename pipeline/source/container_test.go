package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/extract"
	"marketfigures/extract/lexicon"
	"marketfigures/pipeline/source/sourcetest"
)

// seen is what must be the same from every container: the article, and the
// claims that are made of it.
type seen struct {
	Title, Publisher, Author, URL, Language, Published, Text string
	Claims                                                   []string
}

func seenOf(t *testing.T, a extract.Article) seen {
	t.Helper()
	return seen{a.Title, a.Publisher, a.Author, a.URL, a.Language, a.Published.Format(time.DateOnly), a.Text, claimsOf(t, a)}
}

var extractor = sync.OnceValues(func() (*extract.Extractor, error) {
	words, err := lexicon.Builtin()
	if err != nil {
		return nil, err
	}
	return extract.New(words)
})

// claimsOf are an article's claims with every slot and the words of each.
func claimsOf(t *testing.T, a extract.Article) []string {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	claims := []string{}
	for _, c := range x.Extract(a).Claims() {
		claims = append(claims, fmt.Sprintf("%+v", *c))
	}
	return claims
}

// The corpus sees something: most of its articles make claims.
func TestCorpusMakesClaims(t *testing.T) {
	articles, claims := 0, 0
	for _, p := range corpus(t) {
		n := len(claimsOf(t, Found{Address: "x", raw: p.page, kind: htmlKind}.Read().Article))
		claims += n
		if n > 0 {
			articles++
		}
	}
	if articles < 7 || claims < 40 {
		t.Errorf("%d claims in %d of ten articles", claims, articles)
	}
}

// saved is one page of the test corpus.
type saved struct {
	name string
	page []byte
}

func corpus(t *testing.T) []saved {
	t.Helper()
	paths, err := filepath.Glob("testdata/articles/*.html")
	if err != nil || len(paths) != 10 {
		t.Fatalf("testdata/articles has %d pages, want 10 (%v)", len(paths), err)
	}
	sort.Strings(paths)
	var all []saved
	for _, p := range paths {
		page, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		page = bytes.Replace(page, []byte("<!--charset-->"), []byte(`<meta charset="utf-8">`), 1)
		all = append(all, saved{filepath.Base(p), page})
	}
	return all
}

// readAllItems reads what addresses hold and fails on an error of our own.
func readAllItems(t *testing.T, o Options, addresses ...string) []Item {
	t.Helper()
	var items []Item
	for found, err := range Find(context.Background(), addresses, o) {
		if err != nil {
			t.Fatalf("find: %v", err)
		}
		items = append(items, found.Read())
	}
	return items
}

// articlesOf sorts articles by address of the web and wants no rejects.
func articlesOf(t *testing.T, items []Item) []seen {
	t.Helper()
	var all []seen
	for _, item := range items {
		if item.Reject != nil {
			t.Fatalf("%s rejected: %s", item.Reject.Address, item.Reject.Reason)
		}
		all = append(all, seenOf(t, item.Article))
	}
	sort.Slice(all, func(i, j int) bool { return all[i].URL < all[j].URL })
	return all
}

func write(t *testing.T, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func tarred(pages []saved) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, p := range pages {
		w.WriteHeader(&tar.Header{Name: "pages/" + p.name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(p.page)), ModTime: time.Unix(0, 0)})
		w.Write(p.page)
	}
	w.Close()
	return b.Bytes()
}

func zipped(pages []saved) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range pages {
		f, _ := w.Create(p.name)
		f.Write(p.page)
	}
	w.Close()
	return b.Bytes()
}

func warcRecords(pages []saved) [][]byte {
	var records [][]byte
	for _, p := range pages {
		answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(p.page), p.page)
		records = append(records, fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://crawl.example/%s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", p.name, len(answer), answer))
	}
	return records
}

func mailOf(p saved) []byte {
	body := base64.StdEncoding.EncodeToString(p.page)
	var lines strings.Builder
	for ; len(body) > 76; body = body[76:] {
		lines.WriteString(body[:76] + "\r\n")
	}
	lines.WriteString(body)
	return fmt.Appendf(nil, "From: \"Post\" <post@press.example>\r\nTo: reader@press.example\r\nSubject: Today\r\nDate: Mon, 02 Jan 2006 15:04:05 +0000\r\nMessage-ID: <%s@press.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the other part.\r\n--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--cut--\r\n", p.name, lines.String())
}

// The same ten articles come out of every container, word for word.
func TestEveryContainerGivesTheSameArticles(t *testing.T) {
	pages := corpus(t)
	folder := t.TempDir()
	for _, p := range pages {
		write(t, folder, "pages/sub/"+p.name, p.page)
	}
	items := readAllItems(t, Options{}, filepath.Join(folder, "pages"))
	want := articlesOf(t, items)
	if len(want) != 10 {
		t.Fatalf("the folder gave %d articles, want 10", len(want))
	}

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, p := range pages {
			if r.URL.Path == "/"+p.name {
				w.Header().Set("Content-Type", "text/html")
				w.Write(p.page)
				return
			}
		}
		if r.URL.Path == "/feed" {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>Press</title>")
			for _, p := range pages {
				fmt.Fprintf(w, "<item><title>x</title><link>http://%s/%s</link><description>Read on.</description></item>", r.Host, p.name)
			}
			fmt.Fprint(w, "</channel></rss>")
			return
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	web := &Web{Private: true, Interval: time.Millisecond}

	var lines, feed, atom, box, urls bytes.Buffer
	feed.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Press</title>`)
	atom.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title>`)
	for i, p := range pages {
		a := items[i].Article
		json.NewEncoder(&lines).Encode(map[string]any{"id": i, "url": a.URL, "title": a.Title, "text": a.Text, "published": a.Published.Format(time.DateOnly), "language": a.Language, "publisher": a.Publisher, "author": a.Author})
		fmt.Fprintf(&feed, "<item><title>x</title><link>https://press.example/%d</link><content:encoded><![CDATA[%s]]></content:encoded></item>", i, p.page)
		fmt.Fprintf(&atom, `<entry><id>urn:%d</id><title>x</title><content type="html">%s</content></entry>`, i, html.EscapeString(string(p.page)))
		fmt.Fprintf(&box, "From post@press.example Mon Jan  2 15:04:05 2006\n%s\n", bytes.ReplaceAll(mailOf(p), []byte("\r\n"), []byte("\n")))
		fmt.Fprintf(&urls, "# page %d\n%s/%s\n\n", i, server.URL, p.name)
	}
	feed.WriteString("</channel></rss>")
	atom.WriteString("</feed>")
	records := warcRecords(pages)
	var packedRecords []byte
	for _, r := range records {
		packedRecords = append(packedRecords, sourcetest.Gzip(r)...)
	}
	var loose []string
	for _, p := range pages {
		loose = append(loose, write(t, folder, "gz/"+p.name+".gz", sourcetest.Gzip(p.page)))
	}
	var mails []string
	for _, p := range pages {
		mails = append(mails, write(t, folder, "mail/"+p.name+".eml", mailOf(p)))
	}

	tests := []struct {
		name      string
		addresses []string
	}{
		{"gzip", loose},
		{"glob", []string{filepath.Join(folder, "gz", "*.gz")}},
		{"zip", []string{write(t, folder, "a.zip", zipped(pages))}},
		{"tar", []string{write(t, folder, "a.tar", tarred(pages))}},
		{"tar.gz", []string{write(t, folder, "a.tar.gz", sourcetest.Gzip(tarred(pages)))}},
		{"tgz without its ending", []string{write(t, folder, "download", sourcetest.Gzip(tarred(pages)))}},
		{"zip in tar.gz", []string{write(t, folder, "b.tar.gz", sourcetest.Gzip(tarred([]saved{{"inner.zip", zipped(pages)}})))}},
		{"JSONL", []string{write(t, folder, "a.jsonl", lines.Bytes())}},
		{"JSONL.gz", []string{write(t, folder, "a.jsonl.gz", sourcetest.Gzip(lines.Bytes()))}},
		{"RSS", []string{write(t, folder, "a.rss", feed.Bytes())}},
		{"Atom", []string{write(t, folder, "a.xml", atom.Bytes())}},
		{"mail", mails},
		{"mbox", []string{write(t, folder, "a.mbox", box.Bytes())}},
		{"WARC", []string{write(t, folder, "a.warc", bytes.Join(records, nil))}},
		{"WARC.gz", []string{write(t, folder, "a.warc.gz", packedRecords)}},
		{"list of addresses", []string{write(t, folder, "a.urls", urls.Bytes())}},
		{"feed of summaries", []string{server.URL + "/feed"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := articlesOf(t, readAllItems(t, Options{Web: web}, test.addresses...))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("JSONL on standard input", func(t *testing.T) {
		got := articlesOf(t, readAllItems(t, Options{Stdin: bytes.NewReader(lines.Bytes())}, "-"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("standard input", func(t *testing.T) {
		got := articlesOf(t, readAllItems(t, Options{Stdin: bytes.NewReader(sourcetest.Gzip(tarred(pages)))}, "-"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestFolderOrderAndExcludes(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b/2.txt", "b/1.txt", "a.txt", "c.css", ".hidden.txt", "skip/x.txt", "keep/x.txt", "keep/draft-1.md", "keep/draft-2.md", "page_files/a.js"} {
		write(t, folder, name, []byte("Some words of "+name))
	}
	tests := []struct {
		name    string
		exclude []string
		want    []string
	}{
		{"all", nil, []string{"a.txt", "b/1.txt", "b/2.txt", "keep/draft-1.md", "keep/draft-2.md", "keep/x.txt", "skip/x.txt"}},
		{"folder and name", []string{"skip/", "draft-*.md", "!draft-2.md"}, []string{"a.txt", "b/1.txt", "b/2.txt", "keep/draft-2.md", "keep/x.txt"}},
		{"anchored", []string{"/b/1.txt", "**/x.txt", "# nothing"}, []string{"a.txt", "b/2.txt", "keep/draft-1.md", "keep/draft-2.md"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, item := range readAllItems(t, Options{Exclude: test.exclude}, folder) {
				rel, _ := filepath.Rel(folder, item.Article.ID)
				got = append(got, filepath.ToSlash(rel))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

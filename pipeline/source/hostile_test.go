package source

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"marketfigures/pipeline/source/sourcetest"
)

// Forty hostile files give forty rejects with their reasons, in bounded memory
// and time, and the good articles among them are read all the same.
func TestHostileFiles(t *testing.T) {
	folder := t.TempDir()
	want := sourcetest.Hostile(t, folder)
	if len(want) != 40 {
		t.Fatalf("%d hostile files, want 40", len(want))
	}
	write(t, folder, "00-good.txt", []byte("Some words of a good article."))
	write(t, folder, "99-good.md", []byte("# Good\n\nSome words.\n"))
	os.Symlink(folder, filepath.Join(folder, "50-loop"))
	os.Symlink("51-self", filepath.Join(folder, "51-self"))
	syscall.Mkfifo(filepath.Join(folder, "52-pipe.txt"), 0o644)
	want["50-loop"], want["51-self"], want["52-pipe.txt"] = "symlink loop", "symlink loop", "no regular file"

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	good, rejects := 0, map[string][]string{}
	for found, err := range Find(context.Background(), []string{folder}, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		item := found.Read()
		if item.Reject == nil {
			good++
			continue
		}
		if item.Reject.Hint == "" || item.Reject.Address == "" {
			t.Errorf("%s: a reject without hint or address", found.Address)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(item.Reject.Address, folder+"/"), "!/")
		if strings.HasPrefix(name, "http") {
			name = "40-none.urls"
		}
		name, _, _ = strings.Cut(name, ":")
		rejects[name] = append(rejects[name], item.Reject.Reason)
	}
	runtime.ReadMemStats(&after)
	for name, reason := range want {
		got := rejects[name]
		if len(got) != 1 {
			t.Errorf("%s: %d rejects, want one", name, len(got))
		}
		for _, g := range got {
			if !strings.Contains(g, reason) {
				t.Errorf("%s: rejected with %q, want a reason with %q", name, g, reason)
			}
		}
		delete(rejects, name)
	}
	if len(rejects) > 0 {
		t.Errorf("rejects that nobody expected: %q", rejects)
	}
	if good != 2 {
		t.Errorf("%d good articles, want 2", good)
	}
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("took %s", d)
	}
	if grown := int64(after.HeapSys) - int64(before.HeapSys); grown > 400<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
}

func TestHostileLineDoesNotStopTheNext(t *testing.T) {
	folder := t.TempDir()
	long := `{"text":"` + strings.Repeat("a", 70_000) + `"}`
	path := write(t, folder, "a.jsonl", []byte("{\"id\":\"one\",\"text\":\"First.\"}\n"+long+"\nnot json\n\n{\"id\":2,\"text\":\"Second.\"}"))
	var got []string
	for _, item := range readAllItems(t, Options{Limits: Limits{Article: 60_000}}, path) {
		if item.Reject != nil {
			got = append(got, fmt.Sprintf("line %d: %s", item.Reject.Line, strings.SplitN(item.Reject.Reason, ",", 2)[0]))
			continue
		}
		got = append(got, item.Article.ID+" "+item.Article.Text)
	}
	want := "one First.|line 2: too large|line 3: broken JSON on line 3|2 Second."
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestFindStopsWithItsContext(t *testing.T) {
	folder := t.TempDir()
	for i := range 20 {
		write(t, folder, fmt.Sprintf("%02d.txt", i), []byte("Some words."))
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	var last error
	for _, err := range Find(ctx, []string{folder}, Options{}) {
		if n++; n == 5 {
			cancel()
		}
		last = err
	}
	if last == nil || n != 6 {
		t.Errorf("%d finds and the error %v, want 5 and the end of the context", n, last)
	}
}

// A line without end is given up as soon as the context ends.
func TestFindStopsWithinALine(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	var last error
	endless := io.MultiReader(strings.NewReader(`{"a":`+strings.Repeat("a", headSize)), &sourcetest.Zeros{Left: 1 << 50})
	for _, err := range Find(ctx, []string{"-"}, Options{Stdin: endless}) {
		last = err
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %s after the end of the context", took)
	}
	if last == nil {
		t.Error("no error at the end of the context")
	}
}

func TestFindGivesUpWhenNobodyWantsMore(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "a.zip", sourcetest.Zip("a.txt", "b.txt", "c.txt"))
	write(t, folder, "b.txt", []byte("x"))
	n := 0
	for range Find(context.Background(), []string{folder}, Options{}) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d finds after a break at 2", n)
	}
}

func TestMissingFiles(t *testing.T) {
	folder := t.TempDir()
	items := readAllItems(t, Options{}, filepath.Join(folder, "none.txt"), filepath.Join(folder, "*.none"), "-", "https://press.example/")
	var got []string
	for _, item := range items {
		got = append(got, item.Reject.Reason)
	}
	if want := "no such file|no such file|no standard input|no network"; strings.Join(got, "|") != want {
		t.Errorf("rejects %q, want %q", got, want)
	}
}

// fuzzKind reads any bytes as one kind: no panic, valid text, and the same twice.
func fuzzKind(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		for found, err := range Find(context.Background(), []string{path}, Options{Limits: Limits{Article: 1 << 20, Container: 8 << 20}}) {
			if err != nil {
				t.Fatal(err)
			}
			item := found.Read()
			if item.Reject == nil && (strings.TrimSpace(item.Article.Text) == "" || strings.ContainsRune(item.Article.Text, 0) || strings.ToValidUTF8(item.Article.Text, "") != item.Article.Text) {
				t.Errorf("an article without proper text: %q", item.Article.Text)
			}
			if item.Reject != nil && (item.Reject.Reason == "" || item.Reject.Hint == "") {
				t.Errorf("a reject without reason or hint: %+v", item.Reject)
			}
		}
	})
}

func FuzzHTML(f *testing.F) {
	fuzzKind(f, "a.html", []byte("<table><tr><td rowspan=9 colspan=2>a<td>b</table><dl><dt>x<dd>y</dl><pre>a\nb</pre>"), []byte("<html><meta charset=gbk><time datetime=2015-1-1><h1>x</h1><p>"+strings.Repeat("words ", 30)))
}
func FuzzText(f *testing.F) {
	fuzzKind(f, "a.txt", []byte("Home >\n2015/3/12 19:42\nHANGZHOU, March 3 - x\n"), []byte("２０１６年１２月３０日"))
}
func FuzzMarkdown(f *testing.F) {
	fuzzKind(f, "a.md", []byte("---\ntitle: [a, 'b']\ndate: 2015-1-1\n- x\n---\n**a** _b_ [c](d) ![e](f) [^1]\n"), []byte("+++\na=1\n[b]\n+++\n"))
}
func FuzzJSONL(f *testing.F) {
	fuzzKind(f, "a.jsonl", []byte("{\"id\":1,\"text\":\"x\",\"published\":\"2015-01-01\"}\n[]\n"))
}
func FuzzJSON(f *testing.F) {
	fuzzKind(f, "a.json", []byte(`{"id":"1","title":"x","text":"Words.","published":"2015-01-01","language":"en"}`), []byte(`{"text":["x"]}`))
}
func FuzzURLs(f *testing.F) { // without a network: each address is a reject
	fuzzKind(f, "a.urls", []byte("# a list\nhttps://press.example/a\nftp://x\n\n:\n"))
}
func FuzzFeed(f *testing.F) {
	fuzzKind(f, "a.rss", []byte(`<rss version="2.0"><channel><title>t</title><item><title>a</title><link>http://a/</link><description>&lt;p&gt;words</description></item></channel></rss>`))
}
func FuzzMail(f *testing.F) {
	fuzzKind(f, "a.eml", mailOf(saved{"a", []byte("<p>words</p>")}))
}
func FuzzMbox(f *testing.F) {
	fuzzKind(f, "a.mbox", append([]byte("From a@b Mon Jan  2 15:04:05 2006\n"), mailOf(saved{"a", []byte("<p>words</p>")})...))
}
func FuzzWARC(f *testing.F) {
	fuzzKind(f, "a.warc", warcRecords([]saved{{"a", []byte("<p>words</p>")}})[0])
}
func FuzzZip(f *testing.F)  { fuzzKind(f, "a.zip", sourcetest.Zip("a.txt", "b.html")) }
func FuzzTar(f *testing.F)  { fuzzKind(f, "a.tar", tarred([]saved{{"a.txt", []byte("words")}})) }
func FuzzGzip(f *testing.F) { fuzzKind(f, "a.gz", sourcetest.Gzip([]byte("words"))) }

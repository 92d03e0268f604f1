package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
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
)

// zeros is n bytes of one letter, without holding them.
type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.left)
	for i := range p[:n] {
		p[i] = 'a'
	}
	z.left -= n
	return int(n), nil
}

func bombOf(n int64) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	io.Copy(z, &zeros{n})
	z.Close()
	return b.Bytes()
}

func tarOf(headers ...*tar.Header) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		w.WriteHeader(h)
		w.Write(make([]byte, h.Size))
	}
	w.Close()
	return b.Bytes()
}

func zipNamed(names ...string) []byte {
	var pages []saved
	for _, n := range names {
		pages = append(pages, saved{n, []byte("Some words.")})
	}
	return zipped(pages)
}

// hostileFiles writes files that hold no article, each with the words that its
// reject must say.
func hostileFiles(t *testing.T, folder string) map[string]string {
	t.Helper()
	const mib = 1 << 20
	good := []byte("<html><body><h1>Fine</h1><p>" + strings.Repeat("Words of an article. ", 20) + "</p></body></html>")
	nest := good
	for range 5 {
		nest = gzipped(nest)
	}
	encrypted := zipNamed("a.txt")
	encrypted[6] |= 1
	for i := bytes.LastIndex(encrypted, []byte("PK\x01\x02")); i >= 0; i = -1 {
		encrypted[i+8] |= 1
	}
	var zipBomb bytes.Buffer
	zw := zip.NewWriter(&zipBomb)
	f, _ := zw.Create("bomb.txt")
	io.Copy(f, &zeros{64 * mib})
	zw.Close()
	pdf := append([]byte("%PDF-1.7\n"), good...)
	png := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), bytes.Repeat([]byte{0, 1, 2, 3, 0xFF}, 400)...)
	files := []struct {
		name, reason string
		data         []byte
	}{
		{"01-empty.txt", "empty file", nil},
		{"02-empty.html", "empty file", nil},
		{"03-spaces.txt", "no text", []byte(" \n\t \n")},
		{"04-picture.txt", "binary", png},
		{"05-picture.html", "binary", png},
		{"06-pdf.html", "binary", pdf},
		{"07-nul.txt", "binary", make([]byte, 5000)},
		{"08-noise.txt", "undecodable", bytes.Repeat([]byte("a\x81\x8D\x8F\x90\x9D "), 300)},
		{"09-large.txt", "too large", bytes.Repeat([]byte("words "), 400_000)},
		{"10-one-line.jsonl", "too large", append([]byte(`{"text":"`), bytes.Repeat([]byte("a"), 3*mib)...)},
		{"11-broken.jsonl", "broken JSON on line 1", []byte(`{"id": 1, "text": "half`)},
		{"12-kinds.jsonl", "broken JSON on line 1", []byte(`{"text": 5}`)},
		{"13-list.jsonl", "broken JSON on line 1", []byte(`["text"]`)},
		{"14-no-text.jsonl", "no text", []byte(`{"id": 1, "title": "x"}`)},
		{"15-deep.jsonl", "broken JSON on line 1", []byte(strings.Repeat("[", 200_000))},
		{"16-scripts.html", "no text", []byte("<html><body><script>var a = 5;</script></body></html>")},
		{"17-deep.html", "nested too deeply", []byte("<html><body>" + strings.Repeat("<div>", 5000) + "x")},
		{"18-deep-b.html", "nested too deeply", []byte("<html><body>" + strings.Repeat("<b>", 20_000) + "x")},
		{"19-nodes.html", "too large", []byte("<html><body>" + strings.Repeat("<i></i>", 410_000))},
		{"20-truncated.txt.gz", "truncated", gzipped(good)[:60]},
		{"21-broken.txt.gz", "gzip", []byte("\x1f\x8b\x08 this is no gzip at all, but it says so")},
		{"22-bomb.txt.gz", "too large", bombOf(64 * mib)},
		{"23-bomb.tar.gz", "too large", gzipped(tarred([]saved{{"a.txt", bytes.Repeat([]byte("a"), 32*mib)}}))},
		{"24-nest.txt.gz.gz.gz", "nested too deeply", nest},
		{"25-not.zip", "zip", []byte("this is no zip archive, whatever its name says")},
		{"26-cut.zip", "zip", zipNamed("a.txt", "b.txt")[:60]},
		{"27-bomb.zip", "too large", zipBomb.Bytes()},
		{"28-encrypted.zip", "encrypted", encrypted},
		{"29-out.zip", "path leads out", zipNamed("../../etc/out.txt")},
		{"30-absolute.zip", "path leads out", zipNamed("/etc/out.txt")},
		{"31-backslash.zip", "path leads out", zipNamed(`..\..\out.txt`)},
		{"32-office.zip", "office document", zipNamed("[Content_Types].xml", "word/document.xml")},
		{"33-out.tar", "path leads out", tarOf(&tar.Header{Name: "../out.txt", Typeflag: tar.TypeReg, Size: 5})},
		{"34-cut.tar", "truncated", tarOf(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 100_000})[:600]},
		{"35-broken.rss", "broken feed", []byte(`<?xml version="1.0"?><rss><channel><item><title>x`)},
		{"36-entities.xml", "without entries", []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`)},
		{"37-cut.warc", "truncated", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200")},
		{"38-lies.warc", "broken WARC", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n")},
		{"39-none.mbox", "broken mbox", []byte("This is no mail box.\nNot at all.\n")},
		{"40-none.urls", "no network", []byte("http://127.0.0.1:1/\n")},
	}
	want := map[string]string{}
	for _, f := range files {
		write(t, folder, f.name, f.data)
		want[f.name] = f.reason
	}
	return want
}

// Forty hostile files give forty rejects with their reasons, in bounded memory
// and time, and the good articles among them are read all the same.
func TestHostileFiles(t *testing.T) {
	folder := t.TempDir()
	want := hostileFiles(t, folder)
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
	for found, err := range Find(context.Background(), []string{folder}, Options{Limits: Limits{Article: 2 << 20, Container: 1 << 30}}) {
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
		if len(got) == 0 || len(got) > 2 { // a bomb is met twice: by its member, and by what holds it
			t.Errorf("%s: %d rejects", name, len(got))
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
	endless := io.MultiReader(strings.NewReader(`{"a":`+strings.Repeat("a", headSize)), &zeros{1 << 50})
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
	write(t, folder, "a.zip", zipNamed("a.txt", "b.txt", "c.txt"))
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
func FuzzZip(f *testing.F)  { fuzzKind(f, "a.zip", zipNamed("a.txt", "b.html")) }
func FuzzTar(f *testing.F)  { fuzzKind(f, "a.tar", tarred([]saved{{"a.txt", []byte("words")}})) }
func FuzzGzip(f *testing.F) { fuzzKind(f, "a.gz", gzipped([]byte("words"))) }

// Package sourcetest makes input that tries to harm whoever reads it, for the
// tests of the readers and of the whole command.
package sourcetest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Hostile writes forty files that hold no article, and gives for each the words
// that its reject must say. Under the default limits of a job, they cost much
// only where something is not bounded.
func Hostile(t *testing.T, folder string) map[string]string {
	t.Helper()
	const mib = 1 << 20
	good := []byte("<html><body><h1>Fine</h1><p>" + strings.Repeat("Words of an article. ", 20) + "</p></body></html>")
	nest := good
	for range 5 {
		nest = Gzip(nest)
	}
	encrypted := Zip("a.txt")
	encrypted[6] |= 1
	for i := bytes.LastIndex(encrypted, []byte("PK\x01\x02")); i >= 0; i = -1 {
		encrypted[i+8] |= 1
	}
	var zipBomb bytes.Buffer
	zw := zip.NewWriter(&zipBomb)
	f, _ := zw.Create("bomb.txt")
	io.Copy(f, &Zeros{256 * mib})
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
		{"09-large.txt", "too large", bytes.Repeat([]byte("words "), 3*mib)},
		{"10-one-line.jsonl", "too large", append([]byte(`{"text":"`), bytes.Repeat([]byte("a"), 20*mib)...)},
		{"11-broken.jsonl", "broken JSON on line 1", []byte(`{"id": 1, "text": "half`)},
		{"12-kinds.jsonl", "broken JSON on line 1", []byte(`{"text": 5}`)},
		{"13-list.jsonl", "broken JSON on line 1", []byte(`["text"]`)},
		{"14-no-text.jsonl", "no text", []byte(`{"id": 1, "title": "x"}`)},
		{"15-deep.jsonl", "broken JSON on line 1", []byte(strings.Repeat("[", 200_000))},
		{"16-scripts.html", "no text", []byte("<html><body><script>var a = 5;</script></body></html>")},
		{"17-deep.html", "nested too deeply", []byte("<html><body>" + strings.Repeat("<div>", 5000) + "x")},
		{"18-deep-b.html", "nested too deeply", []byte("<html><body>" + strings.Repeat("<b>", 20_000) + "x")},
		{"19-nodes.html", "too large", []byte("<html><body>" + strings.Repeat("<i></i>", 410_000))},
		{"20-truncated.txt.gz", "truncated", Gzip(good)[:60]},
		{"21-broken.txt.gz", "gzip", []byte("\x1f\x8b\x08 this is no gzip at all, but it says so")},
		{"22-bomb.txt.gz", "too large", Bomb(1 << 30)},
		{"23-bomb.tar.gz", "too large", Gzip(Tar(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 64 * mib}))},
		{"24-nest.txt.gz.gz.gz", "nested too deeply", nest},
		{"25-not.zip", "zip", []byte("this is no zip archive, whatever its name says")},
		{"26-cut.zip", "zip", Zip("a.txt", "b.txt")[:60]},
		{"27-bomb.zip", "too large", zipBomb.Bytes()},
		{"28-encrypted.zip", "encrypted", encrypted},
		{"29-out.zip", "path leads out", Zip("../../etc/out.txt")},
		{"30-absolute.zip", "path leads out", Zip("/etc/out.txt")},
		{"31-backslash.zip", "path leads out", Zip(`..\..\out.txt`)},
		{"32-office.zip", "office document", Zip("[Content_Types].xml", "word/document.xml")},
		{"33-out.tar", "path leads out", Tar(&tar.Header{Name: "../out.txt", Typeflag: tar.TypeReg, Size: 5})},
		{"34-cut.tar", "truncated", Tar(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 100_000})[:600]},
		{"35-broken.rss", "broken feed", []byte(`<?xml version="1.0"?><rss><channel><item><title>x`)},
		{"36-entities.xml", "without entries", []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`)},
		{"37-cut.warc", "truncated", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200")},
		{"38-lies.warc", "broken WARC", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n")},
		{"39-none.mbox", "broken mbox", []byte("This is no mail box.\nNot at all.\n")},
		{"40-none.urls", "no network", []byte("http://127.0.0.1:1/\n")},
	}
	want := map[string]string{}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.name), f.data, 0o644); err != nil {
			t.Fatal(err)
		}
		want[f.name] = f.reason
	}
	return want
}

// Zeros is n bytes of one letter, without holding them.
type Zeros struct{ Left int64 }

func (z *Zeros) Read(p []byte) (int, error) {
	if z.Left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.Left)
	for i := range p[:n] {
		p[i] = 'a'
	}
	z.Left -= n
	return int(n), nil
}

// Bomb is so many bytes, packed to a thousandth.
func Bomb(n int64) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	io.Copy(z, &Zeros{n})
	z.Close()
	return b.Bytes()
}

// Gzip packs bytes.
func Gzip(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

// Tar is an archive of members that hold one letter, as often as they are large.
func Tar(headers ...*tar.Header) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		w.WriteHeader(h)
		w.Write(bytes.Repeat([]byte("a"), int(h.Size)))
	}
	w.Close()
	return b.Bytes()
}

// Zip is an archive of members that each hold some words.
func Zip(names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		f, _ := w.Create(n)
		f.Write([]byte("Some words."))
	}
	w.Close()
	return b.Bytes()
}

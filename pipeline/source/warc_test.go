package source

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"marketfigures/pipeline/source/sourcetest"
)

// Crawls keep pages as they came, packed and in chunks, and others unpacked
// under fields that still speak of packing.
func TestAnswersInWebArchives(t *testing.T) {
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x;a=b\r\n%s\r\n0\r\n\r\n", 40, fine[:40], len(fine)-40, fine[40:])
	tests := []struct{ name, status, fields, body, want string }{
		{"plain", "200 OK", "", fine, "ok"},
		{"packed", "200 OK", "Content-Encoding: gzip\r\n", string(sourcetest.Gzip([]byte(fine))), "ok"},
		{"said to be packed", "200 OK", "Content-Encoding: gzip\r\n", fine, "ok"},
		{"said to be packed with br", "200 OK", "Content-Encoding: br\r\n", fine, "ok"},
		{"packed with br", "200 OK", "Content-Encoding: br\r\n", "\x1b\xff\x8f\x02\xa4" + strings.Repeat("\xd0\x00\x9a", 300), "broken HTTP answer in a WARC record: packed with br"},
		{"in chunks", "200 OK", "Transfer-Encoding: chunked\r\n", chunked, "ok"},
		{"said to be in chunks", "200 OK", "Transfer-Encoding: chunked\r\n", fine, "ok"},
		{"packed and in chunks", "200 OK", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(sourcetest.Gzip([]byte(fine))), sourcetest.Gzip([]byte(fine))), "ok"},
		{"another length", "200 OK", "Content-Length: 999999\r\n", fine, "ok"},
		{"moved", "301 Moved", "Location: /x\r\n", fine, ""},
		{"a picture", "200 OK", "Content-Type: image/png\r\n", "\x89PNG", ""},
		{"a long field", "200 OK", "X: " + strings.Repeat("a", 1<<17) + "\r\n", fine, "broken HTTP answer in a WARC record: too large"},
		{"many fields", "200 OK", strings.Repeat("X: a\r\n", 300), fine, "broken HTTP answer in a WARC record: a record with too many fields"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kind := "Content-Type: text/html\r\n"
			if strings.Contains(test.fields, "Content-Type") {
				kind = ""
			}
			page := "HTTP/1.1 " + test.status + "\r\n" + kind + test.fields + "\r\n" + test.body
			record := func(kind, content string) []byte {
				return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://crawl.example/a\r\nContent-Type: application/http; msgtype=%[1]s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, len(content), content)
			}
			archive := bytes.Join([][]byte{record("warcinfo", "software: x\r\n"), record("request", "GET / HTTP/1.1\r\n\r\n"), record("response", page), record("metadata", "a: b")}, nil)
			path := write(t, t.TempDir(), "a.warc", archive)
			if got := reasons(readAllItems(t, Options{}, path)); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

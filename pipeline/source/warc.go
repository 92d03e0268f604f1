package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
	"unicode/utf8"
)

// warcKind is a web archive (ISO 28500): records one behind the other. Pages
// come as responses and resources, text that was taken out of pages as
// conversions. The records are read here and not by a library because they
// must be bounded: the length that a header claims is not believed.
var warcKind = &kind{
	name:    "WARC",
	endings: []string{".warc", ".wet"},
	media:   []string{"application/warc"},
	starts:  func(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/")) },
	certain: true,
	unpack:  unpackWARC,
}

func unpackWARC(w *walk, in input, r *bufio.Reader) bool {
	for {
		header, err := readRecordHeader(r)
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.broken(in, fmt.Errorf("broken WARC: %w", err))
		}
		size, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
		if err != nil || size < 0 {
			return w.broken(in, fmt.Errorf("broken WARC: a record without its length"))
		}
		block := &io.LimitedReader{R: r, N: size}
		if !w.record(in, header, block) {
			return false
		}
		if err := discard(block); err != nil {
			return w.broken(in, err)
		}
		if block.N > 0 {
			return w.broken(in, io.ErrUnexpectedEOF)
		}
		if w.stopped() {
			return false
		}
	}
}

// readRecordHeader reads the version line and the fields of a record.
func readRecordHeader(r *bufio.Reader) (textproto.MIMEHeader, error) {
	for {
		line, err := readLine(r, 1<<16)
		if err != nil && len(line) == 0 {
			return nil, err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue // two empty lines end a record
		}
		if !bytes.HasPrefix(line, []byte("WARC/")) {
			return nil, fmt.Errorf("no record where one should start")
		}
		break
	}
	return readFields(r)
}

// readFields reads the fields of a record or of an answer to the empty line
// behind them. They are bounded in number and length, which net/http is not.
func readFields(r *bufio.Reader) (textproto.MIMEHeader, error) {
	header := textproto.MIMEHeader{}
	for range 200 {
		line, err := readLine(r, 1<<16)
		if errors.Is(err, errTooLarge) {
			return nil, err
		}
		if err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		if len(line) == 0 {
			return header, nil
		}
		key, value, ok := strings.Cut(string(line), ":")
		if ok && line[0] != ' ' && line[0] != '\t' {
			header.Set(strings.TrimSpace(key), strings.TrimSpace(value))
		}
	}
	return nil, fmt.Errorf("a record with too many fields")
}

var (
	okStatus  = lazily(`^HTTP/\d(?:\.\d)? 200\b`)
	chunkSize = lazily(`^[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\n]*)?\r?\n`)
)

// answer reads an HTTP answer: its fields, and its body as it was before it
// was packed for the way. Crawls keep the fields that say how it was packed
// beside bodies that are unpacked already, so that the bytes decide.
func answer(block io.Reader) (header textproto.MIMEHeader, body io.Reader, err error) {
	r := bufio.NewReader(block)
	status, err := readLine(r, 1<<16)
	if err != nil {
		return nil, nil, err
	}
	if !bytes.HasPrefix(status, []byte("HTTP/")) {
		return nil, nil, fmt.Errorf("no status line")
	}
	if header, err = readFields(r); err != nil {
		return nil, nil, err
	}
	if !okStatus().Match(status) {
		return header, nil, nil
	}
	if head, _ := r.Peek(64); strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") && chunkSize().Match(head) {
		r = bufio.NewReader(httputil.NewChunkedReader(r))
	}
	packing := strings.ToLower(header.Get("Content-Encoding"))
	head, _ := r.Peek(2)
	switch {
	case bytes.Equal(head, []byte{0x1F, 0x8B}):
		z, err := gzip.NewReader(r)
		return header, z, err
	case packing == "br" || packing == "zstd":
		if head, _ := r.Peek(headSize); !startsHTML(head) && !utf8.Valid(head[:max(len(head)-utf8.UTFMax, 0)]) {
			return nil, nil, fmt.Errorf("packed with %s", packing)
		}
	}
	return header, r, nil
}

// record hands on what a record holds, if it is a page.
func (w *walk) record(in input, header textproto.MIMEHeader, block io.Reader) bool {
	target := strings.Trim(header.Get("WARC-Target-URI"), "<>")
	at := in
	at.address = in.address + "!/" + target
	at.about = about{url: resolve("", target), language: languageTag(header.Get("WARC-Identified-Content-Language"))}
	body := block
	switch strings.ToLower(header.Get("WARC-Type")) {
	case "response":
		if !strings.HasPrefix(header.Get("Content-Type"), "application/http") {
			return true
		}
		fields, content, err := answer(block)
		if err != nil {
			return w.reject(at.address, &Reject{Reason: "broken HTTP answer in a WARC record: " + err.Error(), Hint: "crawl the page again"})
		}
		if content == nil { // an error page, or one that has moved
			return true
		}
		at.about.media, at.about.charset = mediaType(fields.Get("Content-Type"))
		body = content
	case "resource", "conversion":
		at.about.media, at.about.charset = mediaType(header.Get("Content-Type"))
		if header.Get("WARC-Type") == "conversion" {
			at.about.charset = "utf-8"
		}
	default:
		return true
	}
	if !pageMedia(at.about.media) {
		return true
	}
	raw, err := readAll(metered{body, in.budget}, w.limits.Article)
	if err != nil {
		return w.reject(at.address, rejectOf(err, w.limits))
	}
	if len(raw) == 0 {
		return true
	}
	k := w.kinds.of("", at.about.media, raw[:min(len(raw), headSize)])
	if k == nil || k.read == nil {
		return true // a feed or an archive in a crawl: its articles were crawled as well
	}
	return w.found(at, k, raw)
}

// pageMedia says whether a media type may be that of an article.
func pageMedia(media string) bool {
	switch media {
	case "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown":
		return true
	}
	return false
}

// mediaType cuts a Content-Type into media type and character set.
func mediaType(s string) (media, charset string) {
	media, parameters, err := mime.ParseMediaType(s)
	if err != nil {
		media, _, _ = strings.Cut(s, ";")
		return strings.ToLower(strings.TrimSpace(media)), ""
	}
	return media, parameters["charset"]
}

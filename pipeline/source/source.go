// Package source finds articles and makes them ready for extraction: files
// and folders, archives, feeds, mails, web archives and addresses.
//
// It works in two steps, so that the caller decides how many articles are
// read at once. Find walks what it was given, one input after another, and
// yields what it found as bytes. Found.Read turns one find into an article; it
// is pure and safe to call from any goroutine:
//
//	for found, err := range source.Find(ctx, addresses, source.Options{}) {
//		if err != nil { return err }     // our own disk failed, or ctx ended
//		item := found.Read()             // in any worker
//		if item.Reject != nil { … }      // bad input: counted, stored, and on we go
//	}
//
// The order of finds is the order of the addresses, folders sorted by the
// bytes of their path, members of a container as they stand in it.
package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"strings"
	"time"

	"marketfigures/extract"
)

// Options say how to find and read. The zero value is ready for use.
type Options struct {
	// Exclude leaves out files and folders, with patterns as in .gitignore.
	Exclude []string
	// Limits bound what one input may cost.
	Limits Limits
	// Today refuses dates of publication that lie after it, with a day's grace
	// for time zones. Zero: none is refused.
	Today time.Time
	// Stdin is read for the address "-".
	Stdin io.Reader
	// Web fetches http and https addresses. Nil: they are rejected, and nothing
	// ever leaves the machine.
	Web *Web
}

// Limits bound what one input may cost. A zero means the default.
type Limits struct {
	Article   int64 // bytes of one article, unpacked (16 MiB)
	Container int64 // bytes of all that one outermost container holds, unpacked (64 GiB)
	Ratio     int64 // unpacked bytes for one packed byte, above the first 16 MiB (200)
	Members   int   // members of one container (10 million)
	Depth     int   // containers within containers (4)
}

// Found is an article still in its bytes, or a reject that was met on the way
// to it.
type Found struct {
	// Address says where it was found: a path, a URL, or a container's address,
	// "!/" and the name of the member.
	Address string
	// Hash is the SHA-256, in hex, of the bytes and of all that the container
	// says of them. Same hash, same options and same version of the program:
	// same item.
	Hash string

	// Unchanged says that a page is as Web.Known has it; there is nothing to read.
	Unchanged bool
	// BytesRead is how much of what Size counts was read so far.
	BytesRead int64
	// Fetched are the requests that led to it: none where it lay on this machine,
	// one for a page, two for the page of a feed's entry.
	Fetched []Fetch

	raw    []byte
	about  about
	kind   *kind
	limits Limits
	today  time.Time
	reject *Reject
}

// about is what a container or a server knows of the bytes it holds.
type about struct {
	id, url, title, publisher, author, language string
	published                                   time.Time
	publishedFrom                               string
	charset                                     string // as labelled
	media                                       string // media type, as labelled
	line                                        int    // of a JSONL file, from 1
}

// Size is how many bytes wait to be read.
func (f Found) Size() int64 { return int64(len(f.raw)) }

// Item is an article, or the reason why there is none.
type Item struct {
	Address string
	Hash    string
	Article extract.Article
	Raw     string // what the bytes say, decoded to UTF-8, markup and all
	Charset string // of the bytes, such as utf-8 or gb18030
	Reject  *Reject
}

// Reject is an input that gave no article. It is a result, not an error.
type Reject struct {
	Address string
	Line    int    // from 1, of a JSONL file; 0 where it says nothing
	Reason  string // what is wrong: "empty file", "broken JSON"
	Hint    string // what to do about it
}

// Find yields everything that the addresses hold. An error is one of our own
// (a folder that can't be read, a cancelled context) and the last thing that
// it yields; whatever is wrong with an input is a Found whose Read gives a Reject.
func Find(ctx context.Context, addresses []string, o Options) iter.Seq2[Found, error] {
	return func(yield func(Found, error) bool) {
		w := newWalk(ctx, o, yield)
		for _, address := range addresses {
			if !w.address(address) {
				return
			}
		}
	}
}

// Read decodes and cleans one find. It can't fail: what is no article comes
// back with a Reject, what is Unchanged with neither article nor reject.
func (f Found) Read() Item {
	item := Item{Address: f.Address, Hash: f.Hash, Reject: f.reject}
	if f.reject != nil || f.Unchanged {
		return item
	}
	page, reject := f.decode()
	if reject == nil {
		item.Raw, item.Charset = page.raw, page.charset
		item.Article, reject = f.article(page)
	}
	if reject != nil {
		reject.Address = f.Address
		item.Reject = reject
	}
	return item
}

// hashOf is the content's fingerprint, with what its container says of it.
func hashOf(raw []byte, a about) string {
	h := sha256.New()
	h.Write(raw)
	day := ""
	if !a.published.IsZero() {
		day = a.published.Format(time.DateOnly)
	}
	for _, s := range []string{a.id, a.url, a.title, a.publisher, a.author, a.language, day, a.publishedFrom, a.charset, a.media} {
		h.Write([]byte{0})
		io.WriteString(h, s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// clean makes text valid UTF-8 without NUL bytes and with line ends of one kind.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.TrimPrefix(s, "\uFEFF")
	if strings.ContainsAny(s, "\x00\r") {
		s = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n").Replace(s)
	}
	return s
}

package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"syscall"
)

// walk goes through addresses and hands on what it finds.
type walk struct {
	ctx     context.Context
	options Options
	limits  Limits
	exclude *exclude
	kinds   kinds
	yield   func(Found, error) bool
	fetched []Fetch // the requests that the walk is inside of
	read    int64   // bytes of files, as they lie on the disk
	sizing  bool    // add up the sizes of files in read, and open none
}

// input is a stream of bytes on its way to its kind.
type input struct {
	address string
	name    string // what its ending says counts
	about   about
	depth   int     // containers around it
	budget  *budget // of the outermost container; nil outside one
	file    *os.File
	size    int64  // of file
	hash    string // of the bytes, where they are hashed already
}

func newWalk(ctx context.Context, o Options, yield func(Found, error) bool) *walk {
	w := &walk{ctx: ctx, options: o, limits: o.Limits.orDefault(), exclude: newExclude(o.Exclude), kinds: allKinds()}
	w.yield = func(f Found, err error) bool {
		f.Fetched, f.BytesRead = w.fetched, w.read
		return yield(f, err)
	}
	return w
}

// address walks one address as the caller gave it.
func (w *walk) address(address string) bool {
	switch {
	case w.stopped():
		return false
	case address == "-":
		return w.stdin()
	case strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://"):
		return w.fetch(input{address: address}, address)
	}
	info, err := os.Stat(address)
	if err != nil && strings.ContainsAny(address, "*?[") {
		return w.glob(address)
	}
	if err != nil {
		return w.missing(address, err)
	}
	if info.IsDir() {
		return w.folder(address, "", []fs.FileInfo{info})
	}
	return w.file(address, info)
}

// Size is how many bytes the files have, packed or not, that Find would read:
// what is left of a long walk can be reckoned from it. What comes over the
// network or on standard input counts nothing.
func Size(ctx context.Context, addresses []string, o Options) int64 {
	w := newWalk(ctx, o, func(Found, error) bool { return ctx.Err() == nil })
	w.sizing = true
	for _, a := range addresses {
		if a != "-" && !strings.Contains(a, "://") && !w.address(a) {
			break
		}
	}
	return w.read
}

// There sees that every path and pattern leads somewhere, so that a slip of
// the pen is told before the work starts and not after it.
func There(addresses []string) error {
	for _, a := range addresses {
		if a == "-" || strings.Contains(a, "://") {
			continue
		}
		_, err := os.Stat(a)
		if err != nil && strings.ContainsAny(a, "*?[") {
			if paths, _ := filepath.Glob(a); len(paths) > 0 {
				continue
			}
			err = fmt.Errorf("the pattern %s matches nothing", a)
		}
		if err != nil {
			return fmt.Errorf("nothing to read: %w", err)
		}
	}
	return nil
}

// stopped hands on the end of the context, once.
func (w *walk) stopped() bool {
	if err := w.ctx.Err(); err != nil {
		w.fail(fmt.Errorf("finding articles: %w", context.Cause(w.ctx)))
		return true
	}
	return false
}

func (w *walk) fail(err error) bool {
	w.yield(Found{}, err)
	return false
}

func (w *walk) reject(address string, r *Reject) bool {
	r.Address = address
	return w.yield(Found{Address: address, reject: r}, nil)
}

// missing tells what is wrong with a path from what is wrong with the disk.
func (w *walk) missing(address string, err error) bool {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w.reject(address, &Reject{Reason: "no such file", Hint: "check the path; a relative one starts where the job was started"})
	case errors.Is(err, fs.ErrPermission):
		return w.reject(address, &Reject{Reason: "permission denied", Hint: "let the user who runs the job read it"})
	case strings.Contains(err.Error(), "too many levels of symbolic links"):
		return w.reject(address, &Reject{Reason: "symlink loop", Hint: "remove the link"})
	case strings.Contains(err.Error(), "file name too long"), errors.Is(err, fs.ErrInvalid):
		return w.reject(address, &Reject{Reason: "no path", Hint: "check the address"})
	}
	return w.fail(fmt.Errorf("reading %s: %w", address, err))
}

func (w *walk) glob(pattern string) bool {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		return w.reject(pattern, &Reject{Reason: "no such file", Hint: "the pattern matches nothing"})
	}
	sort.Strings(paths)
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case err != nil:
			if !w.missing(p, err) {
				return false
			}
		case w.exclude.match(filepath.Base(p), info.IsDir()):
		case info.IsDir():
			if !w.folder(p, "", []fs.FileInfo{info}) {
				return false
			}
		default:
			if !w.file(p, info) {
				return false
			}
		}
	}
	return true
}

// folder walks a folder, name by name. Above are the folders that it lies in,
// itself last: a link back to one of them is a loop.
func (w *walk) folder(folder, below string, above []fs.FileInfo) bool {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return w.missing(folder, err)
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		name := e.Name()
		return strings.HasPrefix(name, ".") || w.exclude.match(filepath.ToSlash(filepath.Join(below, name)), e.IsDir()) ||
			!e.IsDir() && e.Type()&fs.ModeSymlink == 0 && !w.kinds.wanted(name)
	})
	ahead := make([]*fileAhead, 0, len(entries))
	for i, e := range entries {
		for next := len(ahead); next < min(i+filesAhead, len(entries)) && (next == i || entries[next-1].Type().IsRegular()); next++ {
			ahead = append(ahead, w.ahead(filepath.Join(folder, entries[next].Name()), entries[next]))
		}
		if w.stopped() {
			return false
		}
		name := e.Name()
		at, rel := filepath.Join(folder, name), filepath.Join(below, name)
		handed, goOn := w.readAhead(at, ahead[i])
		ahead[i] = nil
		if !goOn {
			return false
		}
		if handed {
			continue
		}
		info, err := os.Stat(at)
		if err != nil {
			if !w.missing(at, err) {
				return false
			}
			continue
		}
		switch {
		case info.IsDir() && loops(info, above):
			if !w.reject(at, &Reject{Reason: "symlink loop", Hint: "the link leads back to a folder that it lies in; remove it"}) {
				return false
			}
		case info.IsDir() && len(above) > maxFolders:
			if !w.reject(at, &Reject{Reason: "folders too deep", Hint: fmt.Sprintf("more than %d folders within each other", maxFolders)}) {
				return false
			}
		case info.IsDir():
			if !w.folder(at, rel, append(above[:len(above):len(above)], info)) {
				return false
			}
		case w.kinds.wanted(name):
			if !w.file(at, info) {
				return false
			}
		}
	}
	return true
}

// maxFolders is how many folders may lie within each other.
const maxFolders = 200

func loops(info fs.FileInfo, above []fs.FileInfo) bool {
	for _, a := range above {
		if os.SameFile(a, info) {
			return true
		}
	}
	return false
}

// file walks one file.
func (w *walk) file(path string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() {
		return w.reject(path, &Reject{Reason: "no regular file", Hint: "pipes and devices can't be read twice; pass the bytes on standard input, with the address -"})
	}
	end := w.read + info.Size()
	defer func() { w.read = end }()
	if w.sizing {
		return true
	}
	f, err := os.Open(path)
	if err != nil {
		return w.missing(path, err)
	}
	defer f.Close()
	in := input{address: path, name: filepath.ToSlash(path), file: f, size: info.Size()}
	if w.kinds.byName(path) == urlsKind {
		return w.input(in, cancellable{w.ctx, f}) // what it costs are its pages
	}
	return w.input(in, counted{cancellable{w.ctx, f}, &w.read})
}

// counted is a reader whose bytes are counted.
type counted struct {
	io.Reader
	n *int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.n += int64(n)
	return n, err
}

// cancellable is a reader that ends with its context, however long the line
// or the member is that is read just now.
type cancellable struct {
	ctx context.Context
	io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

func (w *walk) stdin() bool {
	if w.options.Stdin == nil {
		return w.reject("-", &Reject{Reason: "no standard input", Hint: "pipe articles into the job, or leave out the address -"})
	}
	in := input{address: "-", budget: &budget{limits: w.limits}}
	return w.input(in, cancellable{w.ctx, packed{w.options.Stdin, in.budget}})
}

// readers are kept from one article to the next: their buffers are larger than
// most articles.
var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 64<<10) }}

// input tells the kind of a stream, unpacks a container and hands on an article.
func (w *walk) input(in input, r io.Reader) bool {
	buffered := readers.Get().(*bufio.Reader)
	buffered.Reset(r)
	head, err := buffered.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return w.broken(in, err)
	}
	if len(head) == 0 {
		return w.reject(in.address, &Reject{Reason: "empty file", Hint: "there is nothing in it; remove it or fetch it again"})
	}
	k := w.kinds.of(in.name, in.about.media, head)
	if k == nil {
		return w.reject(in.address, &Reject{Reason: "no text: the bytes are binary", Hint: "give text, Markdown, HTML or JSONL, or an archive of them; take the text out of a PDF first"})
	}
	if k.unpack == nil {
		raw, err := readAll(buffered, w.limits.Article)
		buffered.Reset(nil)
		readers.Put(buffered)
		if err != nil {
			return w.broken(in, err)
		}
		return w.found(in, k, raw)
	}
	if len(w.fetched) > 1 {
		return w.reject(in.address, &Reject{Reason: "no article: a feed's entry that leads to a feed, a list or an archive", Hint: "give its address itself if you trust it"})
	}
	if in.depth >= w.limits.Depth {
		return w.reject(in.address, &Reject{Reason: "containers nested too deeply", Hint: fmt.Sprintf("at most %d within each other", w.limits.Depth)})
	}
	in.depth++
	if in.budget == nil {
		in.budget = &budget{packed: in.size, limits: w.limits}
	}
	return k.unpack(w, in, buffered)
}

// broken tells bad input from a bad disk.
func (w *walk) broken(in input, err error) bool {
	if w.stopped() {
		return false
	}
	if isOurs(err) {
		return w.fail(fmt.Errorf("reading %s: %w", in.address, err))
	}
	if b := in.budget; b != nil && (errors.Is(err, errSpent) || errors.Is(err, errBomb) || errors.Is(err, io.ErrUnexpectedEOF)) {
		if b.told { // the containers around the member at which it broke
			return true
		}
		b.told = true
	}
	return w.reject(in.address, rejectOf(err, w.limits))
}

// isOurs says whether an error is that of our own machine and not of the bytes:
// a zip that sends its reader to a negative offset is no broken disk.
func isOurs(err error) bool {
	for _, e := range []syscall.Errno{syscall.EIO, syscall.ESTALE, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EBADF} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// found hands on one article's bytes.
func (w *walk) found(in input, k *kind, raw []byte) bool {
	if w.stopped() {
		return false
	}
	if in.budget != nil {
		in.budget.members++
		if in.budget.members > w.limits.Members {
			return w.reject(in.address, &Reject{Reason: "too many members", Hint: fmt.Sprintf("a container may hold %d articles; cut it, or raise the limit", w.limits.Members)})
		}
	}
	hash := in.hash
	if hash == "" {
		hash = hashOf(raw, in.about)
	}
	return w.yield(Found{
		Address: in.address, Hash: hash,
		raw: raw, about: in.about, kind: k, limits: w.limits, today: w.options.Today,
	}, nil)
}

package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Most runs find most files unchanged, tens of thousands in a folder, and what
// they cost is to be opened, read and hashed. So the next few are read while one
// is looked at, but none beyond a folder that lies between: that may take long.
const (
	filesAhead = 32       // the present one included
	smallFile  = 64 << 10 // larger ones are read in their turn
)

// fileAhead is a small file that is read before its turn.
type fileAhead struct {
	raw  []byte // nil where it is to be read in its turn, whatever the reason
	hash string
	done chan struct{}
}

// ahead starts reading a file that holds an article, by its name; nil for others.
func (w *walk) ahead(path string, e fs.DirEntry) *fileAhead {
	k := w.kinds.byName(path)
	if w.sizing || !e.Type().IsRegular() || k == nil || k.unpack != nil {
		return nil
	}
	f := &fileAhead{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		if raw := readSmall(path); len(raw) > 0 && int64(len(raw)) <= w.limits.Article {
			f.raw, f.hash = raw, hashOf(raw, about{})
		}
	}()
	return f
}

// readSmall reads a small file, nil if it is none or can't be read.
func readSmall(path string) []byte {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // it may have become a pipe
	if err != nil {
		return nil
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > smallFile {
		return nil
	}
	raw := make([]byte, info.Size()+1) // the last byte stays free unless it has grown
	if n, err := file.Read(raw); err != nil || int64(n) != info.Size() {
		return nil
	}
	return raw[:info.Size()]
}

// readAhead hands on a file that was read ahead, if that is an article by its
// bytes as well.
func (w *walk) readAhead(path string, f *fileAhead) (handed, goOn bool) {
	if f == nil {
		return false, true
	}
	select {
	case <-f.done:
	case <-w.ctx.Done():
		return false, !w.stopped()
	}
	in := input{address: path, name: filepath.ToSlash(path), hash: f.hash}
	if f.raw == nil {
		return false, true
	}
	k := w.kinds.of(in.name, "", f.raw[:min(len(f.raw), headSize)])
	if k == nil || k.unpack != nil {
		return false, true
	}
	w.read += int64(len(f.raw))
	return true, w.found(in, k, f.raw)
}

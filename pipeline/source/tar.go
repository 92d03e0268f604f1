package source

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

var tarKind = &kind{
	name:    "tar",
	endings: []string{".tar"},
	media:   []string{"application/x-tar"},
	starts:  func(head []byte) bool { return len(head) > 262 && bytes.HasPrefix(head[257:], []byte("ustar")) },
	certain: true,
	unpack:  unpackTar,
}

func unpackTar(w *walk, in input, r *bufio.Reader) bool {
	t := tar.NewReader(metered{r, in.budget})
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.broken(in, err)
		}
		if h.Typeflag != tar.TypeReg {
			continue // folders hold nothing, and links lead to members that come by themselves
		}
		if !w.member(in, h.Name, t) {
			return false
		}
	}
}

// member walks one member of an archive.
func (w *walk) member(in input, name string, r io.Reader) bool {
	name = strings.ReplaceAll(name, "\\", "/")
	clean := path.Clean(name)
	m := input{address: in.address + "!/" + clean, name: clean, depth: in.depth, budget: in.budget}
	switch {
	case path.IsAbs(clean), clean == "..", strings.HasPrefix(clean, "../"), strings.ContainsRune(clean, 0):
		return w.reject(in.address+"!/"+strings.ReplaceAll(name, "\x00", ""), &Reject{Reason: "path leads out of the archive", Hint: "the archive was made to harm; don't unpack it either"})
	case !w.kinds.wanted(clean) || w.exclude.match(clean, false) || hiddenPath(clean):
		return true
	case w.stopped():
		return false
	}
	return w.input(m, r)
}

// hiddenPath says whether a path goes through a hidden folder.
func hiddenPath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

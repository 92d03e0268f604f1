package source

import (
	"bufio"
	"bytes"
	"path"
	"strings"

	"marketfigures/extract"
)

// kind is one sort of input: a container, which unpacks into more inputs, or
// an article, which is read.
type kind struct {
	name    string
	endings []string // of file names, lower case
	media   []string // media types
	// starts recognises the kind by its first bytes; nil where they say nothing.
	// Certain says that they leave no doubt, whatever the name.
	starts  func(head []byte) bool
	certain bool
	// unpack walks a container. It says false when nobody wants more.
	unpack func(w *walk, in input, r *bufio.Reader) bool
	// read makes an article of decoded text.
	read func(f Found, p page) (extract.Article, *Reject)
	// charset finds the label that the bytes themselves carry, "" for none.
	charset func(raw []byte) string
}

// kinds is a table of kinds.
type kinds []*kind

// allKinds is the table of all kinds, in the order in which first bytes are
// asked. A new kind of source is a file with its reader and a row here.
func allKinds() kinds {
	return kinds{
		gzipKind,
		zipKind,
		tarKind,
		warcKind,
		mboxKind,
		mailKind,
		feedKind,
		urlsKind,
		htmlKind,
		jsonlKind,
		jsonKind,
		markdownKind,
		plainKind,
	}
}

// headSize is how many bytes are looked at to tell a kind.
const headSize = 1024

// of tells what an input is: by a signature that leaves no doubt, by the
// ending of its name, by the media type that its server gave, by how it looks.
// Nil: nothing that holds articles.
func (all kinds) of(name, media string, head []byte) *kind {
	for _, k := range all {
		if k.certain && k.starts(head) {
			return k
		}
	}
	k := all.byName(name)
	if k != nil && k.certain {
		return k // it will say what is wrong with the archive
	}
	if binary(head) {
		return nil
	}
	if k == nil && media != "text/plain" { // servers say it of whatever they don't know
		k = all.byMedia(media)
	}
	switch {
	case k != nil && k.certain:
		k = nil // the server unpacked it on the way
	case k != nil && k.name == feedName && !startsFeed(head) && startsHTML(head):
		return htmlKind // XHTML, or a page that was saved as XML
	case k == htmlKind && startsFeed(head):
		return all.named(feedName)
	}
	if k != nil {
		return k
	}
	for _, k := range all {
		if k.starts != nil && k.starts(head) {
			return k
		}
	}
	return plainKind
}

func (all kinds) named(name string) *kind {
	for _, k := range all {
		if k.name == name {
			return k
		}
	}
	return nil
}

func (all kinds) byMedia(media string) *kind {
	for _, k := range all {
		for _, m := range k.media {
			if m == media {
				return k
			}
		}
	}
	return nil
}

func (all kinds) byName(name string) *kind {
	ending := strings.ToLower(path.Ext(name))
	for _, k := range all {
		for _, e := range k.endings {
			if e == ending {
				return k
			}
		}
	}
	return nil
}

// wanted says whether a file that nobody named, met in a folder or an archive,
// may hold articles: saved pages come with scripts, styles and pictures.
func (all kinds) wanted(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, ".") {
		return false
	}
	ending := path.Ext(base)
	if strings.EqualFold(ending, ".gz") {
		inner := strings.TrimSuffix(base, ending)
		return path.Ext(inner) == "" || all.byName(inner) != nil
	}
	return ending == "" || all.byName(base) != nil && !strings.EqualFold(ending, ".json")
}

// binary says whether bytes are no text in any of the character sets: control
// characters that no text has. UTF-16 has NUL in every other place and is let through.
func binary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return true
	}
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return false
	}
	nul, control := 0, 0
	for _, b := range head {
		switch {
		case b == 0:
			nul++
		case b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B:
			control++
		}
	}
	if nul > 0 && wideText(head) != "" {
		return false
	}
	return nul*10 > len(head) || control*20 > len(head)
}

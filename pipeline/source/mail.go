package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"

	"github.com/jhillyerd/enmime/v2"
)

// mailKind is one mail, such as a newsletter; mboxKind a box of them.
var (
	mailKind = &kind{
		name:    "mail",
		endings: []string{".eml"},
		media:   []string{"message/rfc822"},
		starts:  func(head []byte) bool { return mailStart().Match(head) },
		unpack:  unpackMail,
	}
	mboxKind = &kind{
		name:    "mbox",
		endings: []string{".mbox", ".mbx"},
		media:   []string{"application/mbox"},
		starts:  func(head []byte) bool { return mboxStart().Match(head) },
		unpack:  unpackBox,
	}
)

var (
	mailStart = lazily(`(?i)^(?:(?:Return-Path|Received|Delivered-To|X-[\w-]+|DKIM-Signature|MIME-Version|From|To|Subject|Date|Message-ID|Content-Type|Reply-To|List-[\w-]+): [^\n]*\r?\n(?:[ \t][^\n]*\n)*){3}`)
	mboxStart = lazily(`^From \S+ +\S[^\n]*\d{4}[^\n]*\r?\n[\w-]+:`)
)

// mailFactor is how much larger than its article a mail may be: pictures come
// along in it.
const mailFactor = 4

func unpackMail(w *walk, in input, r *bufio.Reader) bool {
	raw, err := readAll(r, mailFactor*w.limits.Article)
	if err != nil {
		return w.broken(in, err)
	}
	return w.mail(in, raw)
}

func unpackBox(w *walk, in input, r *bufio.Reader) bool {
	var raw []byte
	n, blank, over := 0, true, false
	send := func() bool {
		if n == 0 {
			return true
		}
		at := in
		at.address = fmt.Sprintf("%s!/%d", in.address, n)
		if over {
			return w.reject(at.address, rejectOf(errTooLarge, w.limits))
		}
		return w.mail(at, raw)
	}
	for {
		line, err := r.ReadSlice('\n')
		long := errors.Is(err, bufio.ErrBufferFull)
		if err != nil && !long && !errors.Is(err, io.EOF) {
			return w.broken(in, err)
		}
		if blank && bytes.HasPrefix(line, []byte("From ")) {
			if !send() || w.stopped() {
				return false
			}
			raw, over, n = raw[:0:0], false, n+1
		} else if n > 0 && !over {
			if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
				line = line[1:]
			}
			raw = append(raw, line...)
			if over = int64(len(raw)) > mailFactor*w.limits.Article; over {
				raw = nil
			}
		}
		if err != nil && !long {
			if n == 0 {
				return w.reject(in.address, &Reject{Reason: "broken mbox: no line that starts with From", Hint: "give the mails as .eml files"})
			}
			return send()
		}
		blank = len(bytes.TrimRight(line, "\r\n")) == 0 && !long
	}
}

// mail hands on the article that a mail carries: its HTML, or its plain text.
func (w *walk) mail(in input, raw []byte) bool {
	envelope, err := readMail(raw)
	if err != nil {
		return w.reject(in.address, &Reject{Reason: "broken mail: " + err.Error(), Hint: "export it again as .eml"})
	}
	a := about{
		id:      strings.Trim(envelope.GetHeader("Message-ID"), "<> "),
		title:   oneLine(envelope.GetHeader("Subject")),
		url:     resolve("", strings.Trim(envelope.GetHeader("Archived-At"), "<> ")),
		charset: "utf-8",
	}
	a.language = languageTag(envelope.GetHeader("Content-Language"))
	if from, err := envelope.AddressList("From"); err == nil && len(from) > 0 {
		a.publisher = oneLine(from[0].Name)
	}
	if sent, err := mail.ParseDate(envelope.GetHeader("Date")); err == nil {
		a.published, a.publishedFrom = midnight(sent), "meta"
	}
	in.about = a
	body := envelope.HTML
	if strings.TrimSpace(body) == "" {
		body = envelope.Text
		if strings.TrimSpace(body) == "" {
			return w.reject(in.address, &Reject{Reason: "no text", Hint: "the mail holds neither text nor HTML"})
		}
		return w.found(in, plainKind, []byte(body))
	}
	return w.found(in, htmlKind, []byte(body))
}

// readMail parses a mail, whatever is wrong with it.
func readMail(raw []byte) (envelope *enmime.Envelope, err error) {
	defer func() {
		if p := recover(); p != nil {
			envelope, err = nil, fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	parser := enmime.NewParser(enmime.SkipMalformedParts(true), enmime.DisableTextConversion(true), enmime.MaxStoredPartErrors(10))
	return parser.ReadEnvelope(bytes.NewReader(raw))
}

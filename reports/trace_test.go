package reports

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var marked = regexp.MustCompile(`<mark id=claim-(\w+)>([^<]*)</mark>`)

// TestEveryClaimTraces compares each claim's characters in the article with
// what the page marks.
func TestEveryClaimTraces(t *testing.T) {
	data := synthetic(8, 400)
	dir, _ := render(t, data, Options{})
	found := map[string]string{}
	for _, m := range marked.FindAllStringSubmatch(string(read(t, index(dir))), -1) {
		found[m[1]] = html.UnescapeString(m[2])
	}
	text := map[string][]rune{}
	for _, a := range data.Articles {
		text[a.ID] = []rune(a.Text)
	}
	for _, c := range data.Claims {
		if got := string(text[c.Article][c.Start:c.End]); got != c.Figure || found[c.ID] != c.Figure {
			t.Errorf("claim %s: text %q, page %q, figure %q", c.ID, got, found[c.ID], c.Figure)
		}
	}
	if len(found) != len(data.Claims) {
		t.Errorf("%d figures marked, want %d", len(found), len(data.Claims))
	}
}

// shownEvidence is what the panel shows after a mark was followed.
type shownEvidence struct{ ID, Hit, Figure, Marked, Sentence, About string }

// TestEveryMarkLeads clicks every mark of every chart and reads the panel.
func TestEveryMarkLeads(t *testing.T) {
	data := synthetic(9, 260)
	dir, _ := render(t, data, Options{})
	p := open(t, index(dir), 1280, 900)
	p.drawAll()
	if n := p.followMarks(data); n < 100 {
		t.Errorf("%d marks, want at least 100", n)
	}
	p.quiet()
}

// followMarks clicks the middle of every mark, compares what the panel shows
// with the evidence, and returns how many marks there are.
func (p *tab) followMarks(data *Data) int {
	p.t.Helper()
	claims, articles := map[string]Claim{}, map[string]Article{}
	for _, c := range data.Claims {
		claims[c.ID] = c
	}
	for _, a := range data.Articles {
		articles[a.ID] = a
	}
	shown := eval[[]shownEvidence](p, `
		const out = [];
		for (const link of document.querySelectorAll('.links a')) {
			const panel = document.querySelector('#panel');
			if (panel && !panel.hidden) panel.querySelector('.close').click();
			link.scrollIntoView({ block: 'center' });
			const at = link.getBoundingClientRect();
			const hit = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
			(hit || document.body).click();
			await new Promise((r) => setTimeout(r, 0));
			await new Promise((r) => setTimeout(r, 5));
			const box = document.querySelector('#panel');
			out.push({
				ID: link.dataset.claimId, Hit: hit && hit.dataset.claimId || '', Figure: box.querySelector('.figure').textContent,
				Marked: box.querySelector('blockquote mark').textContent, Sentence: box.querySelector('blockquote').textContent,
				About: box.querySelector('.about').textContent,
			});
		}
		return out;`)
	for _, s := range shown {
		c := claims[s.ID]
		a := articles[c.Article]
		sentence := string([]rune(a.Text)[c.Sentence.Start:c.Sentence.End])
		if s.Hit != s.ID || s.Figure != c.Figure || s.Marked != c.Figure || s.Sentence != sentence {
			p.t.Errorf("mark of claim %s (%s): the click hit %q, the panel shows %q in %q, want %q", s.ID, c.Figure, s.Hit, s.Figure, s.Sentence, sentence)
		}
		want := []string{a.Title, a.Publisher, day(a.Published), a.URL, a.SHA256}
		if !a.Fetched.IsZero() {
			want = append(want, "First read "+a.Fetched.Format("2006-01-02"))
		}
		for _, w := range want {
			if !strings.Contains(s.About, w) {
				p.t.Errorf("panel of claim %s does not name %q", s.ID, w)
			}
		}
	}
	return len(shown)
}

// TestKeyboardLeads follows a mark, a row and the panel with keys alone.
func TestKeyboardLeads(t *testing.T) {
	data := synthetic(9, 60)
	dir, _ := render(t, data, Options{})
	p := open(t, index(dir), 1280, 900)
	p.drawAll()
	eval[bool](p, `document.querySelector('.links a').focus(); return true`)
	p.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.Enter))
	second := eval[string](p, `return document.querySelectorAll('.links a')[1].dataset.claimId`)
	if got := eval[string](p, `return location.hash + ' ' + document.activeElement.id`); got != "#claim-"+second+" panel" {
		t.Errorf("right arrow and Enter on the first mark give %q, want the panel of claim %s", got, second)
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	if got := eval[string](p, `return document.activeElement.dataset.claimId || ''`); got != second {
		t.Errorf("Escape puts the focus on %q, want the mark of %s", got, second)
	}
	eval[bool](p, `document.querySelector('#claims tbody a').focus(); return true`)
	p.do(chromedp.KeyEvent(kb.Enter))
	stepped := map[string]bool{}
	for range data.Claims {
		stepped[eval[string](p, `return location.hash`)] = true
		p.do(chromedp.KeyEvent(kb.ArrowRight))
	}
	if len(stepped) != len(data.Claims) {
		t.Errorf("the right arrow in the panel leads to %d claims, want all %d", len(stepped), len(data.Claims))
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	reached := eval[int](p, `
		const open = [...document.querySelectorAll('#claims tbody a')];
		return open.filter((a) => a.tabIndex === 0 && a.href.includes('#claim-')).length;`)
	if reached != len(data.Claims) {
		t.Errorf("%d claims can be reached by Tab in the ledger, want %d", reached, len(data.Claims))
	}
	p.quiet()
}

// TestDeepLinks opens a claim's address, before and after an article came in.
func TestDeepLinks(t *testing.T) {
	before := synthetic(10, 60)
	after := synthetic(10, 66)
	wanted := before.Claims[7]
	for i, data := range []*Data{before, after} {
		dir, _ := render(t, data, Options{})
		p := open(t, fmt.Sprintf("%s#claim-%s", index(dir), wanted.ID), 1280, 900)
		if got := eval[string](p, `return document.querySelector('#panel .figure').textContent`); got != wanted.Figure {
			t.Errorf("run %d: link to claim %s shows %q, want %q", i+1, wanted.ID, got, wanted.Figure)
		}
		p.quiet()
	}
}

// TestIndexLeadsToPage opens a claim's address on the index of a split report.
func TestIndexLeadsToPage(t *testing.T) {
	data := synthetic(11, 2600)
	dir, s := render(t, data, Options{})
	if len(s.Files) < 4 {
		t.Fatalf("files = %v, want an index and several pages", s.Files)
	}
	p := open(t, index(dir), 1280, 900)
	for _, c := range []Claim{data.Claims[0], data.Claims[len(data.Claims)-1]} {
		p.load(index(dir) + "#claim-" + c.ID)
		got := ""
		for range 100 { // the index leads on to another document
			time.Sleep(50 * time.Millisecond)
			if got = eval[string](p, `return document.querySelector('#panel .figure')?.textContent || ''`); got != "" {
				break
			}
		}
		if got != c.Figure {
			t.Errorf("claim %s shows %q, want %q", c.ID, got, c.Figure)
		}
	}
}

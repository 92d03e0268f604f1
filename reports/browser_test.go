package reports

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browserPath finds Chromium. Without one the test is skipped, loudly; with
// MARKETFIGURES_REQUIRE_BROWSER=1, as in CI, that is a failure.
func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "NO BROWSER: chromium is not installed (apt-get install chromium), so the report was not tested in one"
	if os.Getenv("MARKETFIGURES_REQUIRE_BROWSER") == "1" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

// needsBundle skips what only a built bundle can show: without it charts come
// from the network.
func needsBundle(t *testing.T) {
	t.Helper()
	if _, err := files.ReadFile("web/dist/report.js"); err == nil {
		return
	}
	const missing = "NO BUNDLE: reports/web/dist/report.js is not built (npm ci && npm run build in reports/web)"
	if os.Getenv("MARKETFIGURES_REQUIRE_BROWSER") == "1" {
		t.Fatal(missing)
	}
	t.Skip(missing)
}

// shared is the browser that all tests open tabs in.
var shared struct {
	sync.Once
	context.Context
	stop []context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if samples.program != "" {
		if err := os.RemoveAll(filepath.Dir(samples.program)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	for _, stop := range slices.Backward(shared.stop) {
		stop()
	}
	os.Exit(code)
}

// browser starts Chromium once. It reaches no host.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := browserPath(t)
	shared.Do(func() {
		options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
		options = append(options, chromedp.ExecPath(path), chromedp.NoSandbox,
			chromedp.Flag("disable-gpu", true), chromedp.Flag("no-first-run", true),
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
			chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		)
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		shared.Context, shared.stop = ctx, []context.CancelFunc{stop, cancel}
		shared.err = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	})
	if shared.err != nil {
		t.Fatalf("start %s: %v", path, shared.err)
	}
	return shared.Context
}

// tab is a page in the browser, with all that the browser complained of.
type tab struct {
	context.Context
	t     *testing.T
	mu    sync.Mutex
	wrong []string
}

// open loads a file of the report in a window of the given size.
func open(t *testing.T, path string, width, height int) *tab {
	t.Helper()
	needsBundle(t)
	ctx, cancel := chromedp.NewContext(browser(t))
	t.Cleanup(cancel)
	p := &tab{Context: ctx, t: t}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	limited, cancelTime := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancelTime)
	p.Context = limited
	if _, err := chromedp.Call(p, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(p, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(int64(width), int64(height)))
	p.load(path)
	return p
}

func (p *tab) load(path string) {
	p.t.Helper()
	name, hash, _ := strings.Cut(path, "#")
	address := url.URL{Scheme: "file", Path: name}
	full := address.String()
	if hash != "" {
		full += "#" + hash
	}
	p.do(chromedp.Navigate(full), chromedp.WaitReady(`html[data-ready]`))
}

func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.wrong = append(p.wrong, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			p.wrong = append(p.wrong, fmt.Sprintf("console %s: %v", e.Type, e.Args))
		}
	case *log.EventEntryAdded:
		p.wrong = append(p.wrong, fmt.Sprintf("%s: %s", e.Entry.Source, e.Entry.Text))
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file:") && !strings.HasPrefix(e.Request.URL, "blob:") && !strings.HasPrefix(e.Request.URL, "data:") {
			p.wrong = append(p.wrong, "request: "+e.Request.URL)
		}
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval runs script, which may await, and returns its value.
func eval[T any](p *tab, script string) T {
	p.t.Helper()
	result, err := chromedp.Run(p, chromedp.Evaluate[T]("(async () => {"+script+"})()", chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("run %s: %v", script, err)
	}
	return result
}

// drawAll unfolds and scrolls until every chart is drawn.
func (p *tab) drawAll() int {
	p.t.Helper()
	return eval[int](p, `
		for (const more of document.querySelectorAll('details.more')) more.open = true;
		const charts = [...document.querySelectorAll('.chart')];
		for (const chart of charts) {
			chart.scrollIntoView({ block: 'center' });
			for (let i = 0; i < 200 && chart.dataset.state !== 'drawn'; i++) await new Promise((r) => setTimeout(r, 20));
		}
		return charts.filter((c) => c.dataset.state === 'drawn' && c.querySelector('svg')).length;`)
}

// quiet fails the test for anything that the browser complained of.
func (p *tab) quiet() {
	p.t.Helper()
	eval[bool](p, `await new Promise((r) => setTimeout(r, 50)); return true;`)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.wrong {
		p.t.Errorf("browser: %s", w)
	}
}

// TestComplaintsAreHeard makes a page do what the others must not: a test that
// hears nothing proves nothing.
func TestComplaintsAreHeard(t *testing.T) {
	dir, _ := render(t, synthetic(5, 30), Options{})
	for name, script := range map[string]string{
		"inline style":  `document.body.setAttribute('style', 'color: red');`,
		"inline script": `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.pwned = 1' }));`,
		"event":         `document.body.setAttribute('onclick', 'window.pwned = 1'); document.body.click();`,
		"request":       `new Image().src = 'https://elsewhere.example/x.png';`,
		"console":       `console.error('wrong');`,
		"exception":     `setTimeout(() => { throw new Error('wrong'); });`,
	} {
		p := open(t, index(dir), 800, 600)
		eval[bool](p, script+`await new Promise((r) => setTimeout(r, 300)); return true;`)
		p.mu.Lock()
		if len(p.wrong) == 0 {
			t.Errorf("%s: nothing was heard", name)
		}
		p.mu.Unlock()
		if eval[bool](p, `return 'pwned' in window`) {
			t.Errorf("%s: it ran", name)
		}
	}
}

func index(dir string) string { return filepath.Join(dir, "index.html") }

package reports

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
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

// tab is a page in a browser that reaches no host, with all it complained of.
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
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	options = append(options, chromedp.ExecPath(browserPath(t)), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
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

func index(dir string) string { return filepath.Join(dir, "index.html") }

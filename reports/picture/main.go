// Command picture photographs a report for the README: its first chart, and
// beside it the sentence that one of the marks stands on.
//
//	go run ./reports/picture out/report/index.html reports/sample.png
package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: picture REPORT.html PICTURE.png")
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := take(ctx, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

// follow opens the evidence of the newest plain figure of the first side.
const follow = `(async () => {
	const chart = document.querySelector('.chart');
	for (let i = 0; i < 200 && chart.dataset.state !== 'drawn'; i++) await new Promise((r) => setTimeout(r, 20));
	const row = [...document.querySelectorAll('table[data-table="' + chart.dataset.chart + '"] tr.a')].findLast((r) => r.cells[5].textContent === 'reported');
	chart.querySelector('a[href="' + row.querySelector('a').hash + '"]').click();
	await new Promise((r) => setTimeout(r, 500));
	scrollTo(0, 0);
	return true;
})()`

func take(ctx context.Context, report, picture string) error {
	path, err := filepath.Abs(report)
	if err != nil {
		return err
	}
	ctx, cancel := chromedp.NewContext(ctx)
	defer cancel()
	address := url.URL{Scheme: "file", Path: path}
	err = chromedp.Do(ctx, chromedp.EmulateViewport(1440, 1010), chromedp.Navigate(address.String()), chromedp.WaitReady(`html[data-ready]`))
	if err != nil {
		return fmt.Errorf("open %s: %w", report, err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](follow, chromedp.EvalAwaitPromise)); err != nil {
		return fmt.Errorf("open the evidence of a mark: %w", err)
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return fmt.Errorf("photograph %s: %w", report, err)
	}
	return os.WriteFile(picture, png, 0o644)
}

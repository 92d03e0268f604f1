package reports

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var loading = regexp.MustCompile(`(?i)<(?:script|link|img|iframe|object|embed|source|video|audio|use|image|base|form)\b[^>]*\b(?:src|href|data|action|srcset|poster)\s*=`)

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; script-src &#39;sha256-[\w&#;=/+]+&#39;; style-src &#39;sha256-[\w&#;=/+]+&#39;">`)

// TestNothingLoads looks for elements that would fetch something: links that a
// person clicks are all that may name an address.
func TestNothingLoads(t *testing.T) {
	if _, err := files.ReadFile("web/dist/report.js"); err != nil {
		t.Skip("the bundle is not built: this report names the address of ECharts")
	}
	dir, s := render(t, synthetic(4, 4000), Options{})
	for _, f := range s.Files {
		if m := loading.Find(read(t, filepath.Join(dir, f))); m != nil {
			t.Errorf("%s has an element that loads: %s", f, m)
		}
		if m := policy.Find(read(t, filepath.Join(dir, f))); m == nil {
			t.Errorf("%s lacks the policy that lets nothing but its own script and style run", f)
		}
	}
}

// TestDrawsOffline opens the report with every host mapped to nowhere.
func TestDrawsOffline(t *testing.T) {
	dir, _ := render(t, synthetic(5, 300), Options{})
	charts := bytes.Count(read(t, index(dir)), []byte(`data-chart="`))
	for _, width := range []int{380, 768, 1440} {
		p := open(t, index(dir), width, 900)
		if drawn := p.drawAll(); drawn != charts || charts < 8 {
			t.Errorf("%d px: %d of %d charts drawn", width, drawn, charts)
		}
		p.quiet()
	}
}

// TestFallbackSaysSo renders as a build without Node does.
func TestFallbackSaysSo(t *testing.T) {
	l := newLibrary(synthetic(6, 20), Default())
	l.lay()
	a, err := loadAssets()
	if err != nil {
		t.Fatal(err)
	}
	a.Address, a.Digest = echartsAddress, echartsDigest
	var b bytes.Buffer
	if err := l.writePage(&b, l.pages[0], a); err != nil {
		t.Fatal(err)
	}
	page := html.UnescapeString(b.String())
	for _, want := range []string{"was built without its own copy of ECharts", echartsAddress + `" integrity="` + echartsDigest} {
		if !strings.Contains(page, want) {
			t.Errorf("page lacks %q", want)
		}
	}
}

// TestDigestOfPinnedAddress holds the pinned digest against the package that
// npm installed, where it is installed.
func TestDigestOfPinnedAddress(t *testing.T) {
	content, err := os.ReadFile("web/node_modules/echarts/dist/echarts.min.js")
	if err != nil {
		t.Skip("npm ci was not run in reports/web")
	}
	if got := digest384(content); got != echartsDigest {
		t.Errorf("echarts.min.js has %s, pinned is %s", got, echartsDigest)
	}
}

// digest384 is how an integrity attribute names the bytes of a file.
func digest384(content []byte) string {
	sum := sha512.Sum384(content)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

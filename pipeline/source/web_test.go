package source

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"marketfigures/pipeline/source/sourcetest"
)

var fine = "<html><body><h1>Fine</h1><p>" + strings.Repeat("Words of an article. ", 20) + "</p></body></html>"

// site is a server that counts what it is asked.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	times []time.Time
}

func newSite(t *testing.T, robots string, handle http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		s.times = append(s.times, time.Now())
		s.mu.Unlock()
		if r.URL.Path == "/robots.txt" {
			if robots == "" {
				http.NotFound(w, r)
				return
			}
			io.WriteString(w, robots)
			return
		}
		handle(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func reasons(items []Item) string {
	var all []string
	for _, item := range items {
		if item.Reject != nil {
			all = append(all, item.Reject.Reason)
		} else {
			all = append(all, "ok")
		}
	}
	return strings.Join(all, "|")
}

func TestFetchAnswers(t *testing.T) {
	bomb := sourcetest.Bomb(64 << 20)
	s := newSite(t, "User-agent: *\nDisallow: /secret\n", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/fine", "/index.php":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, fine)
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			z := gzip.NewWriter(w)
			io.WriteString(z, fine)
			z.Close()
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
			io.Copy(z, &sourcetest.Zeros{Left: 24 << 20})
			z.Close()
		case "/bomb.gz":
			w.Write(bomb)
		case "/endless":
			w.Header().Set("Content-Type", "text/plain")
			for r.Context().Err() == nil {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/short":
			w.Header().Set("Content-Length", "100000")
			io.WriteString(w, fine)
		case "/hop":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/to-secret":
			http.Redirect(w, r, "/secret/page", http.StatusFound)
		case "/to-file":
			http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			w.Write([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00"))
		default:
			w.WriteHeader(map[string]int{"/gone": 410, "/login": 403, "/broken": 500}[r.URL.Path])
		}
	})
	tests := []struct{ path, want string }{
		{"/fine", "ok"},
		{"/index.php", "ok"},
		{"/packed", "ok"},
		{"/hop", "ok"},
		{"/bomb", "too large"},
		{"/bomb.gz", "too large"},
		{"/endless", "binary"},
		{"/short", "truncated"},
		{"/round", "too many redirects"},
		{"/secret/page", "refused by robots.txt"},
		{"/to-secret", "refused by robots.txt"},
		{"/to-file", "no web address"},
		{"/slow", "timeout"},
		{"/picture", "binary"},
		{"/gone", "HTTP 410"},
		{"/login", "HTTP 403"},
		{"/broken", "HTTP 500"},
	}
	web := &Web{Private: true, Interval: time.Millisecond, Timeout: time.Second}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			items := readAllItems(t, Options{Web: web, Limits: Limits{Article: 4 << 20}}, s.URL+test.path)
			if got := reasons(items); len(items) != 1 || !strings.Contains(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestRobotsAnswers(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"none", 404, "", "ok"},
		{"forbidden", 403, "", "ok"},
		{"broken", 500, "", "refused by robots.txt"},
		{"disallowed", 200, "User-agent: *\nDisallow: /", "refused by robots.txt"},
		{"allowed by the longer rule", 200, "User-agent: *\nDisallow: /\nAllow: /page", "ok"},
		{"for others only", 200, "User-agent: otherbot\nDisallow: /", "ok"},
		{"for us by name", 200, "User-agent: MarketFigures/2\nDisallow: /\n\nUser-agent: *\nAllow: /", "refused by robots.txt"},
		{"long, with a mark", 200, "\xEF\xBB\xBFUser-agent: *\n" + strings.Repeat("# filler filler filler\n", 20_000) + "Disallow: /page\n", "refused by robots.txt"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(test.status)
					io.WriteString(w, test.body)
					return
				}
				io.WriteString(w, fine)
			}))
			defer server.Close()
			web := &Web{Private: true, Interval: time.Millisecond}
			if got := reasons(readAllItems(t, Options{Web: web}, server.URL+"/page")); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// Redirects of robots.txt are followed, up to five; a host that keeps its
// robots.txt waiting is not asked for pages.
func TestRobotsElsewhere(t *testing.T) {
	tests := []struct {
		name string
		hops int // to robots.txt that refuses all; -1: no answer in time
		want string
	}{
		{"one redirect", 1, "refused by robots.txt"},
		{"five redirects", 5, "refused by robots.txt"},
		{"six redirects", 6, "ok"},
		{"no answer", -1, "timeout"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			asked := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				hop := 0
				switch _, err := fmt.Sscanf(r.URL.Path, "/hop/%d", &hop); {
				case r.URL.Path == "/page":
					asked++
					io.WriteString(w, fine)
				case test.hops < 0:
					select {
					case <-r.Context().Done():
					case <-time.After(10 * time.Second):
					}
				case err == nil && hop == test.hops:
					io.WriteString(w, "User-agent: *\nDisallow: /\n")
				default:
					http.Redirect(w, r, fmt.Sprintf("/hop/%d", hop+1), http.StatusMovedPermanently)
				}
			}))
			defer server.Close()
			web := &Web{Private: true, Interval: time.Millisecond, Timeout: 500 * time.Millisecond}
			if test.hops >= 0 {
				web.Timeout = 0
			}
			if got := reasons(readAllItems(t, Options{Web: web}, server.URL+"/page")); got != test.want || (asked > 0) != (test.want == "ok") {
				t.Errorf("%q, want %q; the page was asked for %d times", got, test.want, asked)
			}
		})
	}
}

func TestRobotsRules(t *testing.T) {
	r := parseRobots("User-agent: a\nUser-agent: marketfigures\nDisallow: /*.pdf$\nDisallow: /p/*/draft\nDisallow: /q?\nAllow: /p/1/\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /\n", "marketfigures")
	tests := []struct {
		address string
		want    bool
	}{
		{"/", true}, {"/x.pdf", false}, {"/x.pdf?y", true}, {"/p/2/draft/3", false}, {"/p/1/draft", false}, {"/p/1/", true}, {"/q?a=1", false}, {"/q", true},
	}
	for _, test := range tests {
		u, _ := url.Parse("https://a.example" + test.address)
		if got := r.allows(u); got != test.want {
			t.Errorf("%s: %v, want %v", test.address, got, test.want)
		}
	}
	if r.delay != 2500*time.Millisecond {
		t.Errorf("delay %s", r.delay)
	}
}

// Whatever a server sends for rules: no panic, an answer for any address, and
// no delay that is negative.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*.pdf$\nAllow: /p/*/x\nCrawl-delay: 2.5\n", "/p/1/x.pdf?y")
	f.Add("\ufeffuser-agent:marketfigures\r\ndisallow:/%7e*a*b*c*d*e*f$", "/~aabbccddeeff")
	f.Fuzz(func(t *testing.T, rules, path string) {
		u, err := url.Parse("https://press.example/" + path)
		if err != nil {
			t.Skip()
		}
		r := parseRobots(rules, "marketfigures")
		r.allows(u)
		if r.delay < 0 {
			t.Errorf("delay %s", r.delay)
		}
	})
}

// A page that is as it was costs one request without a body, also where its
// address redirects.
func TestUnchangedPagesCostNothing(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/a", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, fine)
	})
	for _, path := range []string{"/a", "/moved"} {
		web := &Web{Private: true, Interval: time.Millisecond, Known: map[string]Validator{}}
		var unchanged []bool
		for range 2 {
			for found, err := range Find(context.Background(), []string{s.URL + path}, Options{Web: web}) {
				if err != nil {
					t.Fatal(err)
				}
				if len(found.Fetched) != 1 || found.Fetched[0].Page != s.URL+path {
					t.Fatalf("%s: fetched %+v", path, found.Fetched)
				}
				web.Known[found.Fetched[0].Page] = found.Fetched[0].Validator
				unchanged = append(unchanged, found.Unchanged)
			}
		}
		if diff := cmp.Diff([]bool{false, true}, unchanged); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		if want := (Validator{`"v1"`, "Mon, 02 Jan 2006 15:04:05 GMT"}); web.Known[s.URL+path] != want {
			t.Errorf("%s: validator %+v, want %+v", path, web.Known[s.URL+path], want)
		}
	}
}

// The page of a feed's entry comes with the requests for both.
func TestEntriesNameFeedAndPage(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+r.URL.Path+`"`)
		if r.URL.Path == "/feed" {
			fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>x</title><item><link>http://%s/a</link></item></channel></rss>", r.Host)
			return
		}
		io.WriteString(w, fine)
	})
	var got [][]Fetch
	for found, err := range Find(context.Background(), []string{s.URL + "/feed"}, Options{Web: &Web{Private: true, Interval: time.Millisecond}}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, found.Fetched)
	}
	want := [][]Fetch{{{s.URL + "/feed", Validator{ETag: `"/feed"`}}, {s.URL + "/a", Validator{ETag: `"/a"`}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Feeds are other people's input: their entries lead to pages, not to more
// feeds and not to archives.
func TestFeedsLeadToPagesOnly(t *testing.T) {
	n := 0
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		if n++; n > 10 {
			http.NotFound(w, r)
			return
		}
		if r.URL.Path == "/zip" {
			w.Write(sourcetest.Zip("a.txt"))
			return
		}
		fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>x</title><item><link>http://%[1]s/zip</link></item><item><link>http://%[1]s/%[2]d</link></item></channel></rss>", r.Host, n)
	})
	got := reasons(readAllItems(t, Options{Web: &Web{Private: true, Interval: time.Millisecond}}, s.URL+"/feed"))
	const want = "no article: a feed's entry that leads to a feed, a list or an archive"
	if got != want+"|"+want || n != 3 {
		t.Errorf("%q after %d requests, want 3", got, n)
	}
}

// A host that never answers is asked three times, whatever the list says.
func TestSilentHostsAreGivenUp(t *testing.T) {
	var asked atomic.Int32 // the client may give a request up while the server still counts it
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		panic(http.ErrAbortHandler)
	})
	var pages []string
	for i := range 8 {
		pages = append(pages, fmt.Sprintf("%s/%d", s.URL, i))
	}
	got := strings.Split(reasons(readAllItems(t, Options{Web: &Web{Private: true, Interval: time.Millisecond}}, pages...)), "|")
	n := int(asked.Load())
	if len(got) != 8 || !strings.HasPrefix(got[0], "unreachable: ") || got[7] != "unreachable: its host gave no answer 3 times" || n > patience+1 { // the client asks once more where a connection was used before
		t.Errorf("%q after %d requests, want %d", got, n, patience)
	}
}

func TestHostsAreAskedAtAPoliteRate(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, fine) })
	web := &Web{Private: true, Interval: 60 * time.Millisecond}
	readAllItems(t, Options{Web: web}, s.URL+"/a", s.URL+"/b", s.URL+"/c")
	if diff := cmp.Diff([]string{"/robots.txt", "/a", "/b", "/c"}, s.asked); diff != "" {
		t.Error(diff)
	}
	if took := s.times[3].Sub(s.times[0]); took < 150*time.Millisecond { // three intervals, less what a request takes
		t.Errorf("four requests came within %s", took)
	}
}

func TestBusyServersAreAskedOnceMore(t *testing.T) {
	n := 0
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, fine)
	})
	web := &Web{Private: true, Interval: time.Millisecond}
	if got := reasons(readAllItems(t, Options{Web: web}, s.URL+"/a")); got != "ok" || n != 2 {
		t.Errorf("%q after %d requests, want ok after 2", got, n)
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, fine) })
	web := &Web{Interval: time.Millisecond}
	if got := reasons(readAllItems(t, Options{Web: web}, s.URL+"/a")); got != "private address" {
		t.Errorf("%q, want a private address", got)
	}
	if len(s.asked) > 0 {
		t.Errorf("the server was asked for %q", s.asked)
	}
	tests := []struct {
		address string
		refused bool
	}{
		{"127.0.0.1", true}, {"::1", true}, {"10.1.2.3", true}, {"192.168.0.9", true}, {"172.16.5.5", true}, {"169.254.169.254", true}, {"100.64.0.1", true},
		{"0.0.0.0", true}, {"::ffff:10.0.0.1", true}, {"fd00::1", true}, {"fe80::1", true}, {"224.0.0.1", true}, {"64:ff9b::a00:1", true},
		{"93.184.216.34", false}, {"2606:2800:220:1::1", false},
	}
	for _, test := range tests {
		err := web.control("tcp", netip.AddrPortFrom(netip.MustParseAddr(test.address), 443).String(), nil)
		if (err != nil) != test.refused {
			t.Errorf("%s: %v, want refused %v", test.address, err, test.refused)
		}
	}
}

func TestListsInContainersFetchNothing(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, fine) })
	folder := t.TempDir()
	path := write(t, folder, "a.zip", zipped([]saved{{"a.urls", []byte(s.URL + "/a\n")}}))
	got := reasons(readAllItems(t, Options{Web: &Web{Private: true}}, path))
	if got != "a list of addresses inside a container" || len(s.asked) > 0 {
		t.Errorf("%q, and the server was asked for %q", got, s.asked)
	}
}

func TestUserAgentNamesTheProgram(t *testing.T) {
	var agents []string
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.UserAgent())
		fmt.Fprint(w, fine)
	})
	readAllItems(t, Options{Web: &Web{Private: true, Interval: time.Millisecond}}, s.URL+"/a")
	if len(agents) != 1 || !strings.HasPrefix(agents[0], "marketfigures/") {
		t.Errorf("user agents %q", agents)
	}
}

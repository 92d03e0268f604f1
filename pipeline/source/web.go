package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Web fetches pages, politely: it asks robots.txt, waits between two requests
// to one host, sends back what it remembers of a page so that an unchanged one
// costs nothing, and never talks to private addresses unless it may. The zero
// value is ready for use. It keeps its memory of hosts between runs of Find,
// and is safe for several of them at once.
type Web struct {
	// UserAgent names the program; its first word is the one that robots.txt is
	// asked for.
	UserAgent string
	// Timeout bounds one request, redirects apart (30 s).
	Timeout time.Duration
	// Interval is the least time between two requests to one host (1 s). A
	// longer Crawl-delay in robots.txt counts, up to a minute.
	Interval time.Duration
	// Redirects is how many are followed (5).
	Redirects int
	// Private allows loopback, private and link-local addresses.
	Private bool
	// Known holds, by address, what servers said of a page when it was last
	// stored. A page that has not changed since comes back as Found.Unchanged.
	Known map[string]Validator

	once   sync.Once
	client *http.Client
	mu     sync.Mutex
	hosts  map[string]*host
}

// Validator is what a server said to recognise a version of a page by.
type Validator struct{ ETag, LastModified string }

// Fetch is one request, redirects and all. Store the validators of its page
// once everything that came of it is stored, and hand them back in Web.Known:
// a page of which something was rejected must be read again.
type Fetch struct {
	Page string // the address that was asked for
	Validator
}

// host is what is known of a host.
type host struct {
	mu     sync.Mutex
	next   time.Time // when it may be asked again
	robots *robots   // nil until they were asked for
	silent int       // how often in a row it gave no answer
}

// patience is how often in a row a host may give no answer before the rest of
// its pages is left for the next run.
const patience = 3

var (
	errPrivate = errors.New("private address")
	errSilent  = errors.New("host without answer")
)

// maxWait is the longest that a server's Retry-After or Crawl-delay is waited for.
const maxWait = time.Minute

func (web *Web) setUp() {
	web.once.Do(func() {
		if web.UserAgent == "" {
			web.UserAgent = "marketfigures/1.0"
		}
		if web.Timeout <= 0 {
			web.Timeout = 30 * time.Second
		}
		if web.Interval <= 0 {
			web.Interval = time.Second
		}
		if web.Redirects <= 0 {
			web.Redirects = 5
		}
		web.hosts = map[string]*host{}
		dialer := &net.Dialer{Timeout: 10 * time.Second, Control: web.control}
		web.client = &http.Client{
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{ // no proxy: behind one, addresses could not be checked
				DialContext: dialer.DialContext, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
				TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: web.Timeout, MaxResponseHeaderBytes: 1 << 20,
				ForceAttemptHTTP2: true,
			},
		}
	})
}

// control refuses private addresses after names were resolved, so that no name
// can be made to lead to one.
func (web *Web) control(_, address string, _ syscall.RawConn) error {
	if web.Private {
		return nil
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if ip := at.Addr().Unmap(); !ip.IsGlobalUnicast() || ip.IsPrivate() || shared.Contains(ip) || nat64.Contains(ip) {
		return errPrivate
	}
	return nil
}

// shared are the addresses that carriers give their customers (RFC 6598);
// nat64 wrap an IPv4 address, private ones as well (RFC 6052).
var (
	shared = netip.MustParsePrefix("100.64.0.0/10")
	nat64  = netip.MustParsePrefix("64:ff9b::/96")
)

// fetch walks what an address of the web holds. The input's address names it
// in results; what it is about stays as its container said.
func (w *walk) fetch(in input, address string) bool {
	web := w.options.Web
	if web == nil {
		return w.reject(in.address, &Reject{Reason: "no network", Hint: "allow it in the config, or fetch the page to a file"})
	}
	web.setUp()
	ctx, cancel := context.WithCancel(w.ctx)
	defer cancel()
	outer := w.fetched
	defer func() { w.fetched = outer }()
	w.fetched = append(outer[:len(outer):len(outer)], Fetch{Page: address})
	fetch := &w.fetched[len(outer)]
	response, reject := web.get(ctx, address)
	if w.stopped() {
		return false
	}
	if reject != nil {
		return w.reject(in.address, reject)
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusNotModified {
		fetch.Validator = web.Known[address]
		return w.yield(Found{Address: in.address, Unchanged: true}, nil)
	}
	fetch.Validator = Validator{response.Header.Get("ETag"), response.Header.Get("Last-Modified")}
	final := response.Request.URL
	in.name = path.Base(final.Path)
	if path.Ext(in.name) == "" || in.name == "." || in.name == "/" {
		in.name = ""
	}
	in.about.media, in.about.charset = mediaType(response.Header.Get("Content-Type"))
	if in.about.url == "" {
		in.about.url = final.String()
	}
	if pageMedia(in.about.media) && in.about.media != "" {
		in.name = "" // the server knows better than the ending: index.php, post.xml
	}
	limits := w.limits
	limits.Container = min(limits.Container, maxRemote)
	in.budget = &budget{limits: limits}
	timer := time.AfterFunc(10*web.Timeout, cancel) // a server that drips bytes
	defer timer.Stop()
	return w.input(in, packed{response.Body, in.budget})
}

// maxRemote is how many unpacked bytes one address may cost.
const maxRemote = 4 << 30

// get asks for an address and follows its redirects.
func (web *Web) get(ctx context.Context, address string) (*http.Response, *Reject) {
	known := web.Known[address]
	for range web.Redirects + 1 {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, &Reject{Reason: "no web address", Hint: "an address starts with http:// or https:// and names a host"}
		}
		if reject := web.mayFetch(ctx, u); reject != nil {
			return nil, reject
		}
		response, err := web.ask(ctx, u, known)
		if err != nil {
			return nil, webReject(err)
		}
		switch s := response.StatusCode; {
		case s == http.StatusOK, s == http.StatusNotModified:
			return response, nil
		case s == 301 || s == 302 || s == 303 || s == 307 || s == 308:
			next, err := u.Parse(response.Header.Get("Location"))
			response.Body.Close()
			if err != nil || response.Header.Get("Location") == "" {
				return nil, &Reject{Reason: "a redirect that leads nowhere", Hint: "check the address in a browser"}
			}
			address = next.String()
		default:
			response.Body.Close()
			return nil, &Reject{Reason: "HTTP " + strconv.Itoa(s), Hint: statusHint(s)}
		}
	}
	return nil, &Reject{Reason: "too many redirects", Hint: fmt.Sprintf("more than %d; give the address at which the page ends up", web.Redirects)}
}

func statusHint(status int) string {
	switch {
	case status == 404 || status == 410:
		return "the page is gone; take its address off the list"
	case status == 401 || status == 403:
		return "the page wants a login; save it to a file"
	case status == 429 || status >= 500:
		return "the server is busy or broken; the next run tries again"
	}
	return "check the address in a browser"
}

func webReject(err error) *Reject {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, errPrivate):
		return &Reject{Reason: "private address", Hint: "allow private addresses in the config if the host is your own"}
	case errors.Is(err, errSilent):
		return &Reject{Reason: fmt.Sprintf("unreachable: its host gave no answer %d times", patience), Hint: "the next run tries again"}
	case errors.As(err, &dns):
		return &Reject{Reason: "no such host", Hint: "check the address"}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Reject{Reason: "timeout", Hint: "the server was too slow; the next run tries again"}
	}
	return &Reject{Reason: "unreachable: " + cause(err), Hint: "check the address and the network; the next run tries again"}
}

// cause is an error without the address around it.
func cause(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error()
}

// ask sends one request when the host may be asked again. A server that is
// busy is asked once more after the time that it names.
func (web *Web) ask(ctx context.Context, u *url.URL, known Validator) (*http.Response, error) {
	h := web.host(u)
	if h.givenUp() {
		return nil, errSilent
	}
	for attempt := 0; ; attempt++ {
		if err := web.wait(ctx, u); err != nil {
			return nil, err
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return nil, err
		}
		request.Header.Set("User-Agent", web.UserAgent)
		request.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5")
		if known.ETag != "" {
			request.Header.Set("If-None-Match", known.ETag)
		}
		if known.LastModified != "" {
			request.Header.Set("If-Modified-Since", known.LastModified)
		}
		response, err := web.client.Do(request)
		h.answered(err == nil)
		if err != nil {
			return nil, err
		}
		busy := response.StatusCode == http.StatusTooManyRequests || response.StatusCode == http.StatusServiceUnavailable
		if !busy || attempt > 0 {
			return response, nil
		}
		response.Body.Close()
		web.hold(u, retryAfter(response.Header.Get("Retry-After")))
	}
}

func retryAfter(s string) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return min(max(time.Duration(seconds)*time.Second, 0), maxWait)
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(time.Until(t), 0), maxWait)
	}
	return 5 * time.Second
}

func (web *Web) host(u *url.URL) *host {
	web.mu.Lock()
	defer web.mu.Unlock()
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	h := web.hosts[key]
	if h == nil {
		h = &host{}
		web.hosts[key] = h
	}
	return h
}

func (h *host) answered(yes bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.silent++
	if yes {
		h.silent = 0
	}
}

func (h *host) givenUp() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.silent >= patience
}

// wait sleeps until a host may be asked, and books the next time.
func (web *Web) wait(ctx context.Context, u *url.URL) error {
	h := web.host(u)
	h.mu.Lock()
	now := time.Now()
	at := h.next
	if at.Before(now) {
		at = now
	}
	interval := web.Interval
	if h.robots != nil {
		interval = max(interval, min(h.robots.delay, maxWait))
	}
	h.next = at.Add(interval)
	h.mu.Unlock()
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// hold puts off the next request to a host.
func (web *Web) hold(u *url.URL, d time.Duration) {
	h := web.host(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if at := time.Now().Add(d); at.After(h.next) {
		h.next = at
	}
}

// mayFetch asks the host's robots.txt, once.
func (web *Web) mayFetch(ctx context.Context, u *url.URL) *Reject {
	h := web.host(u)
	h.mu.Lock()
	known := h.robots
	h.mu.Unlock()
	if known == nil {
		var reject *Reject
		if known, reject = web.askRobots(ctx, u); reject != nil {
			return reject
		}
		h.mu.Lock()
		h.robots = known
		h.mu.Unlock()
	}
	if !known.allows(u) {
		return &Reject{Reason: "refused by robots.txt", Hint: "ask the site, or save the page to a file"}
	}
	return nil
}

// askRobots fetches robots.txt as RFC 9309 says: none there, all is allowed; a
// host that can't answer allows nothing.
func (web *Web) askRobots(ctx context.Context, u *url.URL) (*robots, *Reject) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range web.Redirects + 1 {
		response, err := web.ask(ctx, at, Validator{})
		if err != nil {
			return nil, webReject(err)
		}
		body, readErr := io.ReadAll(io.LimitReader(response.Body, maxRobots))
		response.Body.Close()
		switch s := response.StatusCode; {
		case s == http.StatusOK && readErr == nil:
			return parseRobots(string(body), agentName(web.UserAgent)), nil
		case s >= 300 && s < 400:
			next, err := at.Parse(response.Header.Get("Location"))
			if err != nil || response.Header.Get("Location") == "" {
				return &robots{}, nil
			}
			at = next
			continue
		case s >= 400 && s < 500 && s != http.StatusTooManyRequests:
			return &robots{}, nil
		}
		return &robots{refuse: true}, nil
	}
	return &robots{}, nil // RFC 9309: five redirects on, it counts as not there
}

// packed counts what comes over the network against what it unpacks to.
type packed struct {
	io.Reader
	budget *budget
}

func (p packed) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.budget.packed += int64(n)
	return n, err
}

// urlsKind is a list of addresses, one a line; lines that start with # say nothing.
var urlsKind = &kind{
	name:    "list of addresses",
	endings: []string{".urls"},
	media:   []string{"text/uri-list"},
	unpack:  unpackURLs,
}

func unpackURLs(w *walk, in input, r *bufio.Reader) bool {
	if in.depth > 1 || len(w.fetched) > 0 {
		return w.reject(in.address, &Reject{Reason: "a list of addresses inside a container", Hint: "give the list itself: what others packed may not choose what is fetched"})
	}
	for {
		line, err := readLine(r, 1<<16)
		address := strings.TrimSpace(strings.TrimPrefix(string(line), "\xEF\xBB\xBF"))
		switch {
		case errors.Is(err, errTooLarge):
			if !w.reject(in.address, rejectOf(err, w.limits)) {
				return false
			}
			err = nil
		case address == "" || strings.HasPrefix(address, "#"):
		default:
			if !w.fetch(input{address: address}, address) {
				return false
			}
		}
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.broken(in, err)
		}
	}
}

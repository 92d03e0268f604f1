package reports

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// drawn is what a browser drew for one mark: its shapes, each by its form, how
// it is filled and whether its edge is dashed.
type drawn struct {
	ID     string
	Shapes []string
}

// shapes reads the shapes around the marks of the first chart, in the order of
// its table, and the furthest that a line between figures reaches.
const shapes = `
	const chart = document.querySelector('.chart');
	const own = /^var\(--(a|b)\)$/;
	const paths = [...chart.querySelectorAll('svg path')].filter((p) => own.test(p.getAttribute('fill')) || own.test(p.getAttribute('stroke')));
	const frame = chart.getBoundingClientRect();
	const box = (p) => { const b = p.getBBox(); return { x: b.x + b.width / 2, y: b.y + b.height / 2, w: b.width, h: b.height, right: b.x + b.width }; };
	const form = (p, dy) => {
		const d = p.getAttribute('d'), b = box(p);
		const way = dy < -2 ? ' up' : dy > 2 ? ' down' : '';
		if (/A/.test(d)) return 'dot';
		if (/C/.test(d)) return 'tilde';
		if (b.h < 1) return 'cap' + way;
		if (b.w < 1) return (b.h > 20 ? 'whisker' : 'stem') + way;
		return /^M[^L]*L[^L]*L[^L]*Z$/.test(d) ? 'arrow' + way : 'square';
	};
	const marks = [...chart.querySelectorAll('.links a')].map((link) => {
		const at = link.getBoundingClientRect();
		const [cx, cy] = [at.left + at.width / 2 - frame.left, at.top + at.height / 2 - frame.top];
		const near = paths.filter((p) => { const b = box(p); return b.w < 20 && Math.abs(b.x - cx) < 9 && Math.abs(b.y - cy) < 40; });
		return { ID: link.dataset.claimId, Shapes: near.map((p) => [form(p, box(p).y - cy), p.getAttribute('fill') === 'var(--paper)' ? 'open' : p.getAttribute('fill') === 'none' ? 'line' : 'solid', p.getAttribute('stroke-dasharray') ? 'dashed' : ''].filter(Boolean).join(' ')).sort() };
	});
	const lines = paths.map(box).filter((b) => b.w >= 20);
	const place = (id) => { const at = chart.querySelector('[data-claim-id="' + id + '"]').getBoundingClientRect(); return at.left + at.width / 2 - frame.left; };
	const area = chart.querySelector('svg path[fill="var(--forecast)"]');
	return { Marks: marks, Lines: lines.length, Reach: Math.max(0, ...lines.map((b) => b.right)), Last: place('2'), Forecast: [place('5'), area ? area.getBBox().x : 0, place('6')], Words: [...chart.querySelectorAll('svg text')].map((t) => t.textContent) };`

// TestDrawnAsSaid looks at what stands on the page for each bound and status,
// not at what was asked for.
func TestDrawnAsSaid(t *testing.T) {
	of := func(id, period string, change func(*Claim)) Claim {
		return said(id, func(c *Claim) {
			c.Period, c.Source = period, "iResearch"
			if change != nil {
				change(c)
			}
		})
	}
	dir, _ := render(t, told(
		of("1", "2014", nil),
		of("2", "2015", func(c *Claim) { c.Bound = "about" }),
		of("3", "2016", func(c *Claim) { c.Bound = "above" }),
		of("4", "2017", func(c *Claim) { c.Bound, c.Entity = "below", "tenpay" }),
		of("5", "2018", func(c *Claim) { c.Bound, c.Figure, c.Low, c.High = "range", "40% to 60%", 40, 60 }),
		of("6", "2020", func(c *Claim) { c.Status = "forecast" }),
		of("7", "2021", func(c *Claim) { c.Status = "target" }),
	), Options{})
	p := open(t, index(dir), 1280, 900)
	p.drawAll()
	got := eval[struct {
		Marks       []drawn
		Lines       int
		Reach, Last float64
		Forecast    []float64
		Words       []string
	}](p, shapes)
	want := []drawn{
		{"1", []string{"dot solid"}},
		{"2", []string{"dot open", "tilde line"}},
		{"3", []string{"arrow up solid", "dot solid", "stem up line dashed"}},
		{"4", []string{"arrow down solid", "square solid", "stem down line dashed"}},
		{"5", []string{"cap down line", "cap up line", "dot solid", "whisker line"}},
		{"6", []string{"dot open dashed"}},
		{"7", []string{"dot open dashed"}},
	}
	if d := cmp.Diff(want, got.Marks); d != "" {
		t.Errorf("marks (-want +drawn):\n%s", d)
	}
	if got.Lines != 1 || got.Reach > got.Last+1 {
		t.Errorf("%d lines, the furthest to %.0f px; want one from the first to the second mark at %.0f", got.Lines, got.Reach, got.Last)
	}
	if !slices.IsSorted(got.Forecast) || !slices.Contains(got.Words, "forecast") {
		t.Errorf("last reported, begin of the area, first forecast at %v px, words %q", got.Forecast, got.Words)
	}
	p.quiet()
}

// TestSeenWithoutColour photographs the two sides' marks as eyes without
// colour, or without red and green, see them: still 3:1 apart, and from the
// ground.
func TestSeenWithoutColour(t *testing.T) {
	dir, _ := render(t, told(said("1", nil), said("2", func(c *Claim) { c.Period, c.Entity = "2015", "tenpay" }), said("3", func(c *Claim) { c.Period = "2016" })), Options{})
	p := open(t, index(dir), 1280, 900)
	p.drawAll()
	for _, scheme := range []string{"light", "dark"} {
		p.prefers(scheme, "")
		places := eval[[][]float64](p, `
			scrollTo(0, 0);
			const at = (id) => { const b = document.querySelector('.chart [data-claim-id="' + id + '"]').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; };
			return [at('1'), at('2'), [4, 4]];`)
		for _, eyes := range []emulation.SetEmulatedVisionDeficiencyType{"achromatopsia", "deuteranopia", "protanopia", "tritanopia"} {
			if _, err := chromedp.Call(p, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: eyes}); err != nil {
				t.Fatal(err)
			}
			shot, err := chromedp.Run(p, chromedp.CaptureScreenshot())
			if err != nil {
				t.Fatal(err)
			}
			picture, err := png.Decode(bytes.NewReader(shot))
			if err != nil {
				t.Fatal(err)
			}
			a, b, ground := pixel(picture, places[0]), pixel(picture, places[1]), pixel(picture, places[2])
			if contrast(a, b) < 3 || contrast(a, ground) < 3 || contrast(b, ground) < 3 {
				t.Errorf("%s, %s: marks %v and %v on %v: contrasts %.1f, %.1f, %.1f", scheme, eyes, a, b, ground, contrast(a, b), contrast(a, ground), contrast(b, ground))
			}
		}
		if _, err := chromedp.Call(p, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: "none"}); err != nil {
			t.Fatal(err)
		}
	}
}

func pixel(picture image.Image, at []float64) []float64 {
	r, g, b, _ := picture.At(int(at[0]), int(at[1])).RGBA()
	return []float64{float64(r >> 8), float64(g >> 8), float64(b >> 8)}
}

// TestThemeSwitch presses the switch through its three states and opens the
// page again: the choice stays.
func TestThemeSwitch(t *testing.T) {
	dir, _ := render(t, synthetic(15, 20), Options{})
	p := open(t, index(dir), 1280, 900)
	p.prefers("light", "")
	const state = `return document.querySelector('.theme').textContent + ', ' + getComputedStyle(document.documentElement).colorScheme;`
	for _, want := range []string{"Theme: light, light", "Theme: dark, dark"} {
		if got := eval[string](p, `document.querySelector('.theme').click();`+state); got != want {
			t.Errorf("switched to %q, want %q", got, want)
		}
	}
	p.load(index(dir))
	if got := eval[string](p, state); got != "Theme: dark, dark" {
		t.Errorf("opened again: %q, want it dark still", got)
	}
	if got := eval[string](p, `document.querySelector('.theme').click();`+state); got != "Theme: system, light" {
		t.Errorf("switched back to %q, want the system's light", got)
	}
	p.quiet()
}

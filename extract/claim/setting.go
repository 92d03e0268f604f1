package claim

import (
	"slices"
	"strings"

	"marketfigures/extract/lexicon"
	"marketfigures/extract/text"
)

// A text sets a period and goes on in it: what it says of another one in
// passing, to compare or to look back, does not move it on.

// asideAt says whether a period may be named in passing: compared with, or
// looked back at, as in "it had been 9% in 2012". A plain past says so as well;
// the models weigh it.
func (s *scene) asideAt(p *spot, compared bool) bool {
	if compared {
		return true
	}
	first := max(s.starts[p.sentence], p.item-8)
	for i := p.item - 1; i >= first && !s.items[i].class.Is(lexicon.ClauseEnd); i-- {
		class := s.items[i].class
		if class.Is(lexicon.LookingBack) || class.Is(lexicon.MeasuredFrom) && p.item-i <= 3 {
			return true
		}
	}
	for i := p.item + 1; i < min(s.starts[p.sentence+1], p.item+6) && s.items[i].kind != figure; i++ {
		if s.items[i].class.Is(lexicon.LookingBack) {
			return true
		}
	}
	return false
}

// findDated finds the blocks that open with a date for all that they say, as
// the entries of a timeline do: "July 2009. It passes 200 million users."
func (s *scene) findDated() {
	d := s.Document
	s.dated = make([]string, len(d.Blocks))
	entries := 0
	last := -1
	for k := range s.spots[periodSlot] {
		p := &s.spots[periodSlot][k]
		block := d.Sentences[p.sentence].Block
		b := &d.Blocks[block]
		if block == last || b.Kind == text.Row || b.Boilerplate {
			continue
		}
		last = block
		if p.item > s.itemAt[b.First]+1 || p.item > s.itemAt[b.First] && s.items[p.item-1].kind != word {
			continue
		}
		next := s.itemAt[p.last-1] + 1
		if next < s.starts[p.sentence+1] && !s.items[next].class.Is(lexicon.LabelEnd) {
			continue
		}
		s.dated[block] = p.value
		entries++
	}
	s.timeline = entries >= 3
}

// setting is the period that the text was in when it came to the sentence of a
// figure.
type setting struct {
	period string
	where  string // how far back it was set
	own    string // whether the sentence sets one itself, before the figure
}

func (s *scene) settingOf(f *frame) setting {
	own := "none here"
	if slices.ContainsFunc(f.before, func(k int) bool { return !s.spots[periodSlot][k].aside }) {
		own = "set here"
	}
	return setting{f.period, f.set, own}
}

// setBefore is the last period before the sentence of a figure that was not
// named in passing, and how far back it stands.
func (s *scene) setBefore(f *frame) (period, where string) {
	spots := s.spots[periodSlot]
	block := s.Document.Sentences[f.sentence].Block
	end := s.firstSpot(periodSlot, f.first-1)
	for k := end - 1; k >= max(0, end-placesBack); k-- {
		p := &spots[k]
		if p.aside || strings.HasSuffix(p.kind, "-news") || strings.HasSuffix(p.kind, "-ahead") {
			continue
		}
		switch b := s.Document.Sentences[p.sentence].Block; {
		case b == block:
			return p.value, "block"
		case block-b == 1:
			return p.value, "block before"
		case s.heads[b] == s.heads[block]:
			return p.value, "section"
		}
		return p.value, "beyond"
	}
	return "", "never"
}

// weighSetting tells whether a period is the one that the text is in.
func (s *scene) weighSetting(f *frame, c *candidate, tier string, w *pair) {
	o, is := &f.setting, "other"
	if c.value == o.period {
		is = "setting"
	}
	w.both(is, o.where, o.own)
	w.both(is, o.where, tier)
	w.both(is, o.own, tier)
	if label := s.dated[s.Document.Sentences[f.sentence].Block]; label != "" {
		as := "entry"
		if s.timeline {
			as = "timeline"
		}
		if label == c.value {
			w.both(as, "label")
			w.both(as, "label", o.own)
		} else {
			w.both(as, "other", tier)
		}
	}
	for _, k := range c.spots {
		if p := &s.spots[periodSlot][k]; p.sentence == f.sentence && p.aside {
			side := "before"
			if p.item > f.at {
				side = "after"
			}
			w.both("aside", side, tier)
		}
	}
}

package period

import (
	"testing"

	"marketfigures/extract/text"
)

func TestFromPublication(t *testing.T) {
	check(t, published, []example{
		{"last year, this year, next year", "2014 2015 2016"},
		{"last month and next month", "2015-02 2015-04"},
		{"this quarter and last quarter", "2015-Q1 2014-Q4"},
		{"yesterday, tomorrow, the day before yesterday", "2015-03-11 2015-03-13 2015-03-10"},
		{"two years ago and seven years ago", "2013 2008"},
		{"three months ago", "2014-12"},
		{"a year ago today", "2014-03-12"},
		{"the year before last", "2013"},
		{"at the end of last year", "2014"},
		{"It took ten years. They waited two months.", ""},
		{"Recently, in the past, so far", ""},
		{"over the next five years", ""},
		{"Today everybody pays by phone.", ""},
		{"The bank today announced results.", "2015-03-12"},
		{"This morning it rose; last night it fell.", "2015-03-12 2015-03-11"},
	})
}

func TestWeekdays(t *testing.T) {
	check(t, published, []example{
		{"It said on Monday that sales rose.", "2015-03-09"},
		{"It said on Thursday that sales rose.", "2015-03-12"},
		{"It will report on Monday.", "2015-03-16"},
		{"Ahead of Monday's call", "2015-03-16"},
		{"Last Tuesday it closed.", "2015-03-10"},
		{"It closed on Thursday of last week.", "2015-03-05"},
		{"Black Friday and Cyber Monday", ""},
		{"on a Friday, every Monday, on Sundays", ""},
	})
	check(t, "2016-01-01", []example{{"It said on Thursday that it grew.", "2015-12-31"}})
}

func TestMonthsWithoutYear(t *testing.T) {
	check(t, published, []example{
		{"In November it rose.", "2014-11"},
		{"It will open in November.", "2015-11"},
		{"by June it should reach 5%", "2015-06"},
		{"It looks at people, and finds that in December most opened it.", "2014-12"},
		{"It looks to sell more in December.", "2015-12"},
		{"It looks certain to open in December.", "2015-12"},
		{"It has 2,370 shops and wants 4,500 by December.", "2015-12"},
		{"It intends to spend 3 billion between July and September.", "2015-Q3"},
		{"It opened on 5 April.", "2014-04-05"},
		{"In August 5, 2013 it began. In February 13, 2014 it stopped. This helped the rival in March 4th.", "2013-08-05 2014-02-13 2014-03-04"},
		{"It told reporters on 18 January that it had 5% at the end of 2013.", "2015-01-18 2013"},
	})
}

func TestWithoutPublication(t *testing.T) {
	check(t, "", []example{
		{"last year, yesterday, on Monday", ""},
		{"In 2013 it rose, and again in June.", "2013 2013-06"},
	})
}

func TestComparedPeriods(t *testing.T) {
	check(t, published, []example{
		{"In the third quarter of 2014 it was 8%, against 7% a year earlier.", "2014-Q3 2013-Q3"},
		{"In the third quarter of 2014 it was 8%; in the previous quarter it was 7%.", "2014-Q3 2014-Q2"},
		{"8% in June 2014, 7% in the same period last year", "2014-06 2013-06"},
		{"In the first nine months of 2014 it took 8%, 7% more than in the same period of 2013.", "2014-01/2014-09 2013-01/2013-09"},
		{"It was 7.9% in 2013, and 6.2% the year before.", "2013 2012"},
		{"It had 8% in the fourth quarter of 2013, up from 5% a year ago.", "2013-Q4 2012-Q4"},
		{"It opened in 2011 and four years earlier there was nothing.", "2011 2007"},
		{"On 28 January 2014 it opened. Two days later it closed.", "2014-01-28 2014-01-30"},
		{"By the end of June 2014 it had 8%, three months earlier 7%.", "2014-06 2014-03"},
		{"In Q2 2014 it had 8%, 5% more than three months before.", "2014-Q2 2014-Q1"},
		{"It began in 2012; by the following year it led.", "2012 2013"},
		{"On 29 February 2012 it had 8%; a year later 9%.", "2012-02-29 2013-02-28"},
		{"in the same shop, at the same time", ""},
		{"In the third quarter of 2014 it lost; in the quarter it also moved.", "2014-Q3"},
	})
}

// What had happened in another month moves the text on to none: "the month" is
// still the one before.
func TestLookedBack(t *testing.T) {
	g := builtin(t)
	for said, want := range map[string]string{
		"In September 2014 it lost users. It had raised its prices in July.\n\nIt ended the month with 8 million.":                     "2014-09",
		"In September 2014 it lost users. It raised its prices in July.\n\nIt ended the month with 8 million.":                         "2014-07",
		"In September 2014 it had 9 million users in July's count.\n\nIt ended the month with 8 million.":                              "2014-07",
		"In September 2014 it lost users. They had seven in ten in July.\n\nIt ended the month with 8 million.":                        "2014-07",
		"In September 2014 it lost users. It had won some, and in July many.\n\nIt ended the month with 8 million.":                    "2014-07",
		"It said that in September 2014 it had users. It said it had raised its prices in July.\n\nIt ended the month with 8 million.": "2014-07",
		"It had opened 12 branches in May 2009 and added three in June.":                                                               "2009-06",
	} {
		found := g.find(text.Parse(said), date(t, published), false)
		if last := found[len(found)-1]; last.Value != want {
			t.Errorf("%q: the month is %s, not %s", said, last.Value, want)
		}
	}
}

func TestFestivals(t *testing.T) {
	g := builtin(t)
	for said, want := range map[string]string{
		"On Singles' Day it sold more.":        "2014-11-11",
		"This year's Double 11 will be larger": "2015-11-11",
		"Singles' Day 2012":                    "2012-11-11",
		"during the Spring Festival of 2014":   "2014",
	} {
		found := false
		for _, x := range g.find(text.Parse(said), date(t, published), false) {
			if x.Value == want && !x.Listed {
				found = true
			}
		}
		if !found {
			t.Errorf("%q: no unlisted %s", said, want)
		}
	}
}

package period

import "testing"

func TestAbsoluteDates(t *testing.T) {
	check(t, published, []example{
		{"In August 5, 2013, WeChat released version 5.", "2013-08-05"},
		{"It happened on the 12th of March 2014.", "2014-03-12"},
		{"It opened on 12 March 2014, a Wednesday.", "2014-03-12"},
		{"Sept. 30, 2014 was the last day.", "2014-09-30"},
		{"On 2014-09-30 and 2014/9/3 and 2014.9.3 it rained.", "2014-09-30 2014-09-03 2014-09-03"},
		{"It was signed on 31/12/2013.", "2013-12-31"},
		{"It was signed on 12/31/2013.", "2013-12-31"},
		{"2013年3月12日, and 2013年5月", "2013-03-12 2013-05"},
		{"the twenty-third of June, 2014", "2014-06-23"},
		{"February 29, 2016 is a day.", "2016-02-29"},
		{"February 29, 2015 is none.", "2015"},
		{"on Monday, March 9, 2015 it said", "2015-03-09"},
		{"from March 3 to 5 million people", "2015-03-03"},
	})
}

func TestYears(t *testing.T) {
	check(t, published, []example{
		{"It grew in 2013 and fell in 2012.", "2013 2012"},
		{"Founded in 2000 by students.", "2000"},
		{"Sales in 2013-2014 doubled.", "2013/2014"},
		{"the plan for 2014–18", "2014/2018"},
		{"In '14 it was more.", "2014"},
		{"A table: 2016E 2017f 2018", "2016 2017 2018"},
		{"Phones of the 1990s", "1990/1999"},
		{"(Zhang, 2013)", "2013"},
		{"It has 2000 merchants and 2,013 shops.", ""},
		{"They paid RMB 2015 million and $2014.", ""},
		{"Call 400-2014-2015 now.", ""},
		{"some 1000 - 2000 of them", ""},
		{"between 1/4 and 3/4 of them", ""},
		{"the 2014 annual report", "2014"},
		{"the year 2014 as a whole", "2014"},
		{"In 2014, 2.5 million people paid.", "2014"},
		{"for 2014 RMB 13.2 trillion", "2014"},
	})
}

func TestMonths(t *testing.T) {
	check(t, published, []example{
		{"In January it rose.", "2015-01"},
		{"In Jan. 2014 it rose.", "2014-01"},
		{"this January", "2015-01"},
		{"June of last year was hot.", "2014-06"},
		{"In last November 11 it sold out.", "2014-11-11"},
		{"On November 11 this year it will sell out.", "2015-11-11"},
		{"In the month of May 2014", "2014-05"},
		{"They may march. May I? Theresa May resigned.", ""},
		{"each March and every October", ""},
		{"early June 2014, mid-August 2014, late-November 2013", "2014-06 2014-08 2013-11"},
		{"From November 2013 to February 2014 it snowed.", "2013-11/2014-02"},
		{"from November to February 2014", "2013-11/2014-02"},
		{"July and August 2014", "2014-07/2014-08"},
		{"in June and November 2013", "2013-06 2013-11"},
		{"Q1, Q2 and Q3 2013", "2013-Q1 2013-Q2 2013-Q3"},
	})
}

func TestDayRanges(t *testing.T) {
	check(t, published, []example{
		{"between 3 and 5 January it snowed", "2015-01-03/2015-01-05"},
		{"November 10th to 12th, 2014", "2014-11-10/2014-11-12"},
		{"June 1-18, 2014", "2014-06-01/2014-06-18"},
		{"from June 1 to June 18 last year", "2014-06-01/2014-06-18"},
		{"between August 4 and October 10, 2014", "2014-08-04/2014-10-10"},
		{"between 10 January 2014 and the end of March 2014", "2014-01-10/2014-03"},
	})
}

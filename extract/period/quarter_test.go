package period

import "testing"

func TestQuarters(t *testing.T) {
	check(t, published, []example{
		{"Q4 2013, 4Q13, 2Q 2014, 2014-Q4, 2014 Q1, Q3'13, 2013Q2", "2013-Q4 2013-Q4 2014-Q2 2014-Q4 2014-Q1 2013-Q3 2013-Q2"},
		{"In the fourth quarter it rose.", "2014-Q4"},
		{"the December quarter", "2014-Q4"},
		{"the July-September quarter of 2014", "2014-Q3"},
		{"it swells every first quarter", ""},
		{"Shares in 2013:\n\n| Firm | Q1 2014 | Q1 2014 | Q2 2014 |\n| Alipay | 5 | 6 | 7 |", "2013 2014-Q1 2014-Q2"},
		{"fourth-quarter revenue", "2014-Q4"},
		{"last year's third quarter", "2014-Q3"},
		{"In the last quarter of 2013", "2013-Q4"},
		{"the first quarter of this year will be slow", "2015-Q1"},
		{"A quarter of the shops, three quarters of the people", ""},
		{"H1 2014, 2H13, the first half of 2012", "2014-H1 2013-H2 2012-H1"},
		{"in the first half of the book", ""},
		{"the first half of June 2014", "2014-06"},
		{"It had 6% in the third quarter of 2014 but 5% in the second.", "2014-Q3 2014-Q2"},
	})
}

func TestParts(t *testing.T) {
	check(t, published, []example{
		{"the first nine months of 2014", "2014-01/2014-09"},
		{"the first three quarters of 2014", "2014-01/2014-09"},
		{"the first six months of 2014", "2014-H1"},
		{"the last three months of 2013", "2013-Q4"},
		{"the first 20 days of December 2014", "2014-12-01/2014-12-20"},
		{"the second week of 2014", "2014-01-06/2014-01-12"},
		{"the last Sunday of March 2014", "2014-03-30"},
		{"in its first three months", ""},
		{"the second month of 2014", "2014-02"},
	})
}

func TestFiscalPeriods(t *testing.T) {
	check(t, published, []example{
		{"the three months ended September 30, 2014", "2014-Q3"},
		{"the three months ended September 30", "2014-Q3"},
		{"twelve months to September 2014", "2013-10/2014-09"},
		{"the year to March 2014", "2013-04/2014-03"},
		{"the 12 weeks to 1 December 2014", "2014-09-09/2014-12-01"},
		{"the nine-month period ended December 31, 2013", "2013-04/2013-12"},
		{"the quarter to July 31, 2014", "2014-05/2014-07"},
		{"the three months ended October 1, 2014", "2014-Q3"},
		{"FY2014 and FY13 and fiscal 2012", "2014 2013 2012"},
		{"In the fiscal year that ended on March 31, 2014 it grew; last fiscal year was good.", "2013-04/2014-03 2013-04/2014-03"},
		{"In the fiscal year ended March 31, 2014 it grew. In the first quarter of fiscal 2015 it fell.", "2013-04/2014-03 2014-Q2"},
		{"a fiscal year that ends in March", ""},
		{"last fiscal year", "2014"},
	})
}

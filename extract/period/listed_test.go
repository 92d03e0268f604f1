package period

import "testing"

func TestBylines(t *testing.T) {
	body := "\n\nAlipay had more than half of the market in 2013, the firm said.\n"
	check(t, published, []example{
		{"Who pays\n\n2015/3/12 19:42:00 24" + body, "2013"},
		{"Who pays\n\nBy Jane Doe | March 12, 2015 | 4 min read" + body, "2013"},
		{"Who pays\n\nPosted on 12 March 2015" + body, "2013"},
		{"Who pays\n\nSHENZHEN, March 12, 2015 - Phones pay for more." + body, "2015-03-12 2013"},
		{"Who pays\n\nHANGZHOU, March 3 - Phones pay for more." + body, "2015-03-03 2013"},
		{"It opened on March 12, 2015, the firm said." + body, "2015-03-12 2013"},
	})
}

func TestEndsOfAChange(t *testing.T) {
	check(t, published, []example{
		{"Sales rose by a third from 2010 to 2014.", "2010 2014"},
		{"They sold a million phones from 2010 to 2014.", "2010/2014"},
		{"between 2010 and 2014", "2010/2014"},
		{"Sales from January to October fell.", "2014-01/2014-10"},
	})
}

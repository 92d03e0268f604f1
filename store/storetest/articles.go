// Package storetest makes articles for tests of loading: any number of them,
// the same from the same numbers, each with figures, claims, dates and names
// at their true places.
package storetest

import (
	"fmt"
	"strings"
	"time"

	"marketfigures/store/row"
)

// Article makes the nth article with so many claims.
func Article(n, claims int) *row.Article {
	var text strings.Builder
	points := int32(0)
	write := func(s string) row.Span {
		start := points
		text.WriteString(s)
		points += int32(len([]rune(s)))
		return row.Span{Start: start, End: points}
	}
	address := fmt.Sprintf("made/%06d.txt", n)
	a := &row.Article{
		Address: address, Hash: fmt.Sprintf("%064x", n), Name: address, Title: fmt.Sprintf("Article %d", n),
		Publisher: fmt.Sprintf("Paper %d", n%7), Language: "en", PublishedFrom: "meta",
		Published: time.Date(2012+n%6, time.Month(1+n%12), 1+n%28, 0, 0, 0, 0, time.UTC),
	}
	a.ID = row.ArticleID(a.Address, a.Hash)
	a.Boilerplate = []row.Span{write("Menu 支付")}
	write("\n\n")
	for i := range claims {
		entity := []struct{ id, name string }{{"alipay", "支付宝"}, {"wechat_pay", "WeChat Pay"}, {"tenpay", "Tenpay"}}[(n+i)%3]
		value := float64((n*31 + i*17) % 100)
		sentence := row.Span{Start: points}
		name := write(entity.name)
		write(" held ")
		figure := write(fmt.Sprintf("%g%%", value))
		write(" of the market in ")
		year := 2010 + (n+i)%8
		period := write(fmt.Sprint(year))
		sentence.End = write(" 👩‍👧.").End
		write(" ")
		a.Mentions = append(a.Mentions, row.Mention{Span: name, Entity: entity.id, Text: entity.name, Listed: true})
		starts := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		a.Dates = append(a.Dates, row.Date{Span: period, Text: fmt.Sprint(year), Value: fmt.Sprint(year), Starts: starts, Ends: starts.AddDate(1, 0, 0), Listed: true})
		f := row.Figure{Span: figure, Figure: fmt.Sprintf("%g%%", value), Value: value, Unit: "percent", Bound: "exact", Sentence: sentence, Claimed: true}
		f.ID = row.ClaimID(a.ID, f.Span, f.Figure)
		a.Figures = append(a.Figures, f)
		c := row.Claim{
			Figure: f, Measure: "market_share", Entity: entity.id, Market: "mobile_payment", Period: fmt.Sprint(year),
			Status: "reported", Confidence: 0.9, Rule: "made",
			Because: []row.Reason{{Slot: "entity", Value: entity.id, Span: name, Why: "subject"}},
		}
		c.Resolve(a.Published)
		a.Claims = append(a.Claims, c)
	}
	a.Text = text.String()
	return a
}

// Listed are the entities that the articles name.
var Listed = []row.Entity{
	{ID: "alipay", Name: "Alipay", Kind: "brand"}, {ID: "tenpay", Name: "Tenpay", Kind: "brand"},
	{ID: "wechat_pay", Name: "WeChat Pay", Kind: "brand"},
}

// Places are some, China home.
var Places = []row.Place{
	{ID: "china", Name: "China", Home: true}, {ID: "hangzhou", Name: "Hangzhou", Within: "china"}, {ID: "india", Name: "India"},
}

// Sides set Alipay against WeChat Pay and Tenpay.
var Sides = []row.Side{
	{Comparison: "alipay_vs_wechat_pay", Position: 1, Side: "alipay", Name: "Alipay", Entity: "alipay"},
	{Comparison: "alipay_vs_wechat_pay", Position: 2, Side: "wechat_pay", Name: "WeChat Pay", Entity: "wechat_pay"},
	{Comparison: "alipay_vs_wechat_pay", Position: 3, Side: "wechat_pay", Name: "WeChat Pay", Entity: "tenpay"},
}

package text

// cues are the words of page furniture, by what they make boilerplate. They
// were collected from the pages of newspapers, portals, blogs, newsletters,
// forums and releases, in English, in machine translation from Chinese, and in
// Chinese; each group stands with texts that it marks and texts that it must
// not mark in boilerplate_test.go.
//
// They live here and not in a lexicon file because lexicons are built on this
// package, and because they say something of pages, not of the trade.
var cues = []struct {
	place   place
	effect  effect
	end     end
	phrases []string
}{
	{opening, tail, closed, []string{
		"read the next article", "next article", "read next article", "read the next", "previous article", "previous articles", "previous posts",
		"past articles", "past issues", "wonderful past", "wonderful review", "comments", "reader comments", "user comments", "latest comments", "leave a comment", "leave a reply", "post a comment",
		"上一篇", "下一篇", "往期回顾", "往期精彩", "精彩回顾", "网友评论", "最新评论", "评论区",
	}},
	{opening, list, closed, []string{
		"related reading", "related articles", "related article", "related news", "related topics", "related topic", "related posts", "related stories", "related content", "related links", "extended reading", "further reading",
		"recommended reading", "recommended articles", "recommended for you", "recommendations", "you may also like", "you might also like", "you may like", "guess you like", "people also read", "readers also liked",
		"more from", "more on this", "more on this topic", "more articles", "more news", "more stories", "more reading", "more studies", "more like this", "read also", "also read", "read next", "what to read next", "up next",
		"liked this ? read next", "if you liked this", "most read", "most popular", "most viewed", "most commented", "trending now", "popular posts", "popular articles", "editor's picks", "editors' picks", "latest news", "latest articles", "latest posts", "recent posts", "in other news", "other news", "other topics", "other articles", "other stories",
		"hot search", "hot searches", "hot articles", "hot articles of this week", "hot articles of the week", "hot news", "hot posts", "hot topics", "hot topic", "hot spots", "hot dialogue", "hot list", "ranking list", "24h ranking", "instant news", "daily headlines",
		"next up", "next post", "previous post", "selected articles", "past selections", "wonderful recommendation",
		"相关阅读", "相關閱讀", "相关新闻", "相關新聞", "相关文章", "相关报道", "相關報道", "相關報導", "相关专题", "相关链接", "相关推荐", "推荐阅读", "推薦閱讀", "延伸阅读", "延伸閱讀", "阅读推荐", "更多阅读", "更多新闻", "更多新聞", "更多文章", "更多精彩",
		"热门推荐", "热门文章", "热门新闻", "热门搜索", "热点推荐", "热搜", "猜你喜欢", "你可能喜欢", "您可能感兴趣", "精彩推荐", "编辑推荐", "今日推荐", "阅读榜", "阅读排行", "点击排行", "排行榜", "大家都在看", "看过本文的人还看了",
	}},
	// short words that open a section of the article as well: only before a colon
	{opening, list, colon, []string{
		"ranking", "hot", "next", "previous", "related", "recommended", "recommend", "trending", "special topic", "read more", "see also", "comments",
	}},
	{opening, self, colon, []string{
		"share", "forward", "posts", "points", "contact", "cooperation", "editor", "tags", "tag", "telephone", "tel", "hotline", "declaration", "reprint", "corrections", "signature", "next week", "next month", "next issue", "contacts", "ratings",
		"声明", "聲明", "编辑", "編輯", "校对", "监制", "审核", "标签", "热线", "分享", "原标题", "字号",
	}},
	{anywhere, list, closed, []string{"selected articles", "小时阅读榜", "小时热文"}},
	{opening, notice, closed, []string{
		"safe harbor statement", "safe harbor", "safe harbour statement", "safe harbour", "safe harbor statements", "forward-looking statements", "forward looking statements", "forward-looking statement", "cautionary note", "cautionary statement", "cautionary statements", "cautionary note regarding forward-looking statements", "cautionary note on forward-looking statements",
		"important disclosures", "important disclosure", "important information", "important notice", "disclosure appendix", "analyst certification", "disclaimer", "disclaimers", "legal disclaimer", "legal notice", "media contact", "media contacts", "press contact", "press contacts", "investor contact", "investor contacts", "for more information", "for further information", "news provided by", "cookie notice", "cookie policy", "privacy notice",
		"免责声明", "免責聲明", "风险提示", "版权声明", "特别声明", "郑重声明", "媒体联系", "投资者联系",
	}},
	{opening, self, closed, []string{
		"notes for editors", "note to editors", "notes to editors", "responsible editor", "editor in charge", "edited by", "keywords", "key words", "filed under", "categories", "share to", "share this", "share this article", "share on", "tip line", "contact us", "business cooperation", "manuscript mailbox", "rating key", "suggested citation", "did this answer help", "was this helpful", "was this page helpful", "table of contents", "coming next", "users browsing this forum", "last visit", "last edited by",
		"责任编辑", "責任編輯", "责编", "責編", "關鍵字", "关键词", "分享到", "分享至", "举报电话", "新聞專線", "新闻热线", "客服热线", "投稿邮箱", "联系邮箱", "商务合作", "转载请注明", "扫码关注", "扫一扫", "更多精彩请", "字号",
	}},
	{opening, self, free, []string{
		"copyright", "©", "newspaper hotline", "news hotline", "all rights reserved", "click on the \" blue", "click the \" blue", "click on the blue", "click the blue word", "long press", "scan the code", "scan the qr code", "scan the two-dimensional code", "scan code", "sweep the code", "you get this letter because", "you get this because", "you received this", "you are receiving this", "you're receiving this", "unsubscribe", "subscribe to", "subscribe now", "sign up for", "sign up to", "join our", "follow us", "write to us", "write to the editor", "corrections to", "reply to this letter", "liked this ?", "did this answer help", "welcome to transfer", "welcome to forward", "welcome to share", "welcome to reprint", "share this guide", "return to the home page", "go back to the home page", "set as home page", "mobile version", "add to favorites", "skip to content", "users browsing this forum", "this article comes from the network", "the pictures come from the network", "this article is original", "this article is reprinted", "we use cookies", "by using this site", "we and our", "we value your privacy", "this site uses cookies", "this website uses cookies", "more by this developer", "listen to the full text", "reading 10w", "font size", "first published in the print",
		"扫码关注", "扫描二维码", "长按二维码", "长按识别", "长按图片", "点击上方", "点击蓝字", "点击关注", "关注我们", "关注公众号", "版权所有", "未经授权", "未经许可", "转载请注明", "转载须注明", "本文来源", "本文来自网络", "图片来源", "更多精彩请", "欢迎转发", "欢迎关注",
	}},
	{anywhere, self, closed, []string{
		"all rights reserved", "unsubscribe", "icp no", "long press", "scan the qr code", "qr code below", "pay attention to us", "follow our wechat", "follow our official account", "please indicate the source", "must indicate the source", "indicate the source", "if there is infringement", "we use cookies", "use of cookies", "cookie policy", "accept all cookies", "terms of use", "privacy policy", "does not constitute investment advice", "not constitute investment", "is not investment advice", "views of this article represent", "view of the author only", "represents the author only", "represent the author only", "sponsor us from", "newsletter has", "read in browser", "view in browser", "use promo code",
		"ICP备", "icp证", "不构成投资建议", "不代表本站", "不代表本报", "仅代表作者", "转载请注明", "转载须注明", "轉載請註明", "长按二维码", "扫码关注", "微信群满", "未经许可不得转载", "举报电话",
	}},
	{weak, self, closed, []string{
		"views", "view", "reads", "read", "people read", "clicks", "click", "hits", "browse", "look", "word count", "reading needs", "popularity", "comments", "comment", "reply", "replies", "posts", "participation", "likes", "like", "praise", "claps", "retweets", "shares", "bookmarks", "followers", "min", "mins", "min read", "minute read", "minutes read", "reading time", "word count", "rating", "ratings", "people found this useful", "found this useful", "page",
		"阅读", "阅读量", "浏览", "点击", "评论", "点赞", "在看", "转发", "参与", "跟帖", "閱讀", "瀏覽", "評論",
	}},
	{byline, self, closed, []string{
		"posted", "posted on", "posted by", "published", "published on", "published by", "updated", "last updated", "issued", "by", "written by", "words", "author", "editor", "reporter", "publisher", "source", "time", "date", "post time",
		"来源", "來源", "作者", "记者", "記者", "编辑", "編輯", "整理", "责任编辑", "发布时间", "时间", "日期", "文",
	}},
}

package text

// findBoilerplate marks the blocks that are no part of the article.
func (d *Document) findBoilerplate() {}

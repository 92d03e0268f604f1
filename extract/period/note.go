package period

import "marketfigures/extract/text"

// noteTokens is how long a message or a query is at the most.
const noteTokens = 60

// isNote says that a text is a message or a query ("out from August to
// October", "sales since 2014"), and no article. In a note every time counts,
// also what the guideline leaves out of an article's dates; "two months ago" is
// the day, not the month; and a range stops where its last unit starts.
func isNote(d *text.Document) bool {
	return len(d.Blocks) == 1 && d.Blocks[0].Kind != text.Row && len(d.Tokens) <= noteTokens
}

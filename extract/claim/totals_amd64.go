package claim

// totalRows adds up the rows found[i]*width of some rows, in units: of mostFeatures at
// most, for their sums have sixteen bits. The compiler has no register left for what
// that takes and keeps sums in memory: with instructions that every such processor has,
// it takes a third of the time.
//
//go:noescape
func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32)

// totalChoice adds up, of mostFeatures at most that have width rows each, the factors in
// their first rows, in units, and the weight of a column of those behind, as numberAt has
// it, of which there are eight in each row. Of the factors it says what the squares of
// the sums come to, and their products with those outside. A feature beyond the rows
// panics, as in totalRows; that there is such a column is not looked at.
//
//go:noescape
func totalChoice(rows []bytesRow, width int, found []int32, column int, unit float32, outside *numbers) (weight int32, own, others float32)

package claim

// totalRows adds up the rows found[i]*width of some rows, in units: of mostFeatures at
// most, for their sums have sixteen bits. The compiler has no register left for what
// that takes and keeps sums in memory: with instructions that every such processor has,
// it takes a third of the time.
//
//go:noescape
func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32)

// totalNumbers adds up, of some features that have width rows each, a number of
// sixteen bits: that of a column of those behind the first row, as numberAt has it, of
// which there are eight in each row.
//
//go:noescape
func totalNumbers(rows []bytesRow, width int, found []int32, column int) int32

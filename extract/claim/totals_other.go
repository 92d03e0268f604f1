//go:build !amd64

package claim

func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32) {
	totalInWords(sum, rows, width, found, unit)
}

func totalNumbers(rows []bytesRow, width int, found []int32, column int) int32 {
	return totalNumbersInWords(rows, width, found, column)
}

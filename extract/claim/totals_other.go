//go:build !amd64

package claim

func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32) {
	totalInWords(sum, rows, width, found, unit)
}

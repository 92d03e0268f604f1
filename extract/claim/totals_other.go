//go:build !amd64

package claim

func totalRows(sum *numbers, rows []bytesRow, width int, found []int32, unit float32) {
	totalInWords(sum, rows, width, found, unit)
}

func totalChoice(rows []bytesRow, width int, found []int32, column int, unit float32, outside *numbers) (weight int32, own, others float32) {
	return totalChoiceInWords(rows, width, found, column, unit, outside)
}

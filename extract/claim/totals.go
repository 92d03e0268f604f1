package claim

// totalInWords is totalRows for processors that we write no instructions for: eight
// bytes at a time, in words that hold four sums of sixteen bits.
func totalInWords(sum *numbers, rows []bytesRow, width int, found []int32, unit float32) {
	const even = 0x00ff00ff00ff00ff // the other bytes are room for sums
	var a0, a1, b0, b1 uint64
	for _, k := range found {
		row := &rows[int(k)*width]
		a0 += row[0] & even
		a1 += row[0] >> 8 & even
		b0 += row[1] & even
		b1 += row[1] >> 8 & even
	}
	zeros := 128 * len(found)
	for j := range 4 {
		at := 16 * j
		sum[2*j] = unit * float32(int(uint16(a0>>at))-zeros)
		sum[2*j+1] = unit * float32(int(uint16(a1>>at))-zeros)
		sum[8+2*j] = unit * float32(int(uint16(b0>>at))-zeros)
		sum[8+2*j+1] = unit * float32(int(uint16(b1>>at))-zeros)
	}
}

// numberAt is where the number of sixteen bits of a column lies, of those behind the
// first row of a feature: in which word, and how far from its end.
func numberAt(rows []bytesRow, width int, feature int32, column int) (word *uint64, shift int) {
	return &rows[width*int(feature)+1+column/8][column/4%2], 16 * (column % 4)
}

// totalChoiceInWords is totalChoice for other processors.
func totalChoiceInWords(rows []bytesRow, width int, found []int32, column int, unit float32, outside *numbers) (weight int32, own, others float32) {
	var all numbers
	totalInWords(&all, rows, width, found, unit)
	for _, feature := range found {
		weight += numberOf(rows, width, feature, column)
	}
	return weight, all.dot(&all), all.dot(outside)
}

// numberOf is the number that numberAt finds.
func numberOf(rows []bytesRow, width int, feature int32, column int) int32 {
	word, shift := numberAt(rows, width, feature, column)
	return int32(int16(*word >> shift))
}

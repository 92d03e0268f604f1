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

package claim

// bytesRow are sixteen small numbers of a feature, each a byte that counts from
// -128. Those of many features are added up a row at a time, and four rows share a
// line of the cache.
type bytesRow [2]uint64

// rowWidth is how many numbers a row has.
const rowWidth = 16

// numbers are those of a row, or sums of them.
type numbers [rowWidth]float32

// dot is the sum of the products of two lots of numbers, one each.
func (n *numbers) dot(o *numbers) float32 {
	var a, b, c, d float32 // four sums, for each addition waits for the one before
	for j := 0; j < len(n); j += 4 {
		a += n[j] * o[j]
		b += n[j+1] * o[j+1]
		c += n[j+2] * o[j+2]
		d += n[j+3] * o[j+3]
	}
	return a + b + c + d
}

// nought is the row of no feature: zeros.
var nought = bytesRow{0x8080808080808080, 0x8080808080808080}

// byteRows are a few rows a feature, side by side: the first ones of all features
// have a unit that their numbers are multiples of, and so have the second ones.
type byteRows struct {
	units []float32
	rows  []bytesRow
}

// mostUnits is how many units a byte holds, of either sign.
const mostUnits = 127

// newByteRows makes rows for n features out of what of says of each and a unit,
// sixteen numbers at most: rounded, and cut where they are more than mostUnits.
func newByteRows(n int, units []float32, of func(feature, part int) []float32) byteRows {
	b := byteRows{units, make([]bytesRow, n*len(units))}
	for k := range b.rows {
		part := k % len(units)
		b.rows[k] = bytesOf(of(k/len(units), part), units[part])
	}
	return b
}

// bytesOf are numbers in a unit, sixteen of them at most.
func bytesOf(all []float32, unit float32) bytesRow {
	row := nought
	for j, x := range all {
		if x != 0 {
			row[j/8] += uint64(inUnits(x, unit)) << (8 * (j % 8))
		}
	}
	return row
}

// byteRowsFrom1 are those of n features that count from 1: row 0 is that of none. Of is
// asked for features from 0 on.
func byteRowsFrom1(n int, units []float32, of func(feature, part int) []float32) byteRows {
	return newByteRows(1+n, units, func(row, part int) []float32 {
		if row == 0 {
			return nil
		}
		return of(row-1, part)
	})
}

// inUnits is how many units are nearest to a number.
func inUnits(x, unit float32) int {
	if unit == 0 {
		return 0 // as all numbers are
	}
	n := int(x/unit*2+2*mostUnits+1)/2 - mostUnits
	return max(-mostUnits, min(n, mostUnits)) // of whole numbers: that of others looks for NaN
}

// of are the numbers of a feature's row.
func (b *byteRows) of(feature, part int) numbers { return b.total([]int32{int32(feature)}, part) }

// mostFeatures are so many that their numbers add up in sixteen bits: more than
// any text has for one choice.
const mostFeatures = 257

// total adds up one of the rows of features, of mostFeatures at most.
func (b *byteRows) total(found []int32, part int) (sum numbers) {
	totalRows(&sum, b.rows[part:], len(b.units), found, b.units[part])
	return sum
}

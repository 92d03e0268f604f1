package claim

import "fmt"

// packed are small whole numbers, three to a word, that are added up all at once:
// that of lane 0 in the lowest bits, and negative ones borrow from the lane above,
// which unpack gives back. So a feature's weight and factors lie side by side, and
// adding them takes as many steps as there are words.
type packed [packedWords]int64

const (
	packedWords = 6
	lanes       = 3 * packedWords
	laneBits    = 21
	// largest is how large a packed number may be, so that as many as mostFeatures
	// add up within a lane: more than any text has for one choice.
	largest      = 4000
	mostFeatures = 1 << (laneBits - 1) / largest
)

// put sets a lane to a number.
func (p *packed) put(lane int, number int) error {
	if number > largest || number < -largest {
		return fmt.Errorf("%d thousandths are more than the %d that a weight or a factor may have", number, largest)
	}
	p[lane/3] += int64(number) << (laneBits * (lane % 3))
	return nil
}

func (p *packed) add(o *packed) {
	p[0] += o[0]
	p[1] += o[1]
	p[2] += o[2]
	p[3] += o[3]
	p[4] += o[4]
	p[5] += o[5]
}

// unpack are the numbers of all lanes.
func (p *packed) unpack() (numbers [lanes]float32) {
	for i, word := range p {
		low := word << (64 - laneBits) >> (64 - laneBits)
		word = (word - low) >> laneBits
		middle := word << (64 - laneBits) >> (64 - laneBits)
		numbers[3*i], numbers[3*i+1], numbers[3*i+2] = float32(low), float32(middle), float32((word-middle)>>laneBits)
	}
	return numbers
}

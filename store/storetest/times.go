package storetest

import (
	"os"
	"strconv"
)

// Times is how often a test tries its luck, or with how much: few in an
// ordinary run; in a soak as many percent of many as MARKETFIGURES_SOAK says,
// but no fewer.
func Times(few, many int) int {
	percent, err := strconv.Atoi(os.Getenv("MARKETFIGURES_SOAK"))
	if err != nil {
		return few
	}
	return max(few, many*percent/100)
}

package duplicate

import "strings"

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hashOf is the FNV hash of a text.
func hashOf(s string) uint64 { return hashBehind(fnvOffset, s) }

// hashBehind goes on from the hash of what stands before a text.
func hashBehind(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

// spacedHash is that of a text's words with a space between them.
func spacedHash(s string) uint64 {
	h, space := uint64(fnvOffset), ""
	for word := range strings.FieldsSeq(s) {
		h = hashBehind(hashBehind(h, space), word)
		space = " "
	}
	return h
}

// mix is the finishing step of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// scatter spreads a counter over 32 bits.
func scatter(x uint32) uint32 {
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	return x ^ x>>16
}

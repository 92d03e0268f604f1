package entity

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
)

// gob reads what encoding/gob wrote, where it is known what that is: strings,
// numbers, and lists and maps of these. Reading prose's model by reflection
// takes three times as long and leaves 100 MB behind.
type gob struct {
	rest   string
	broken bool
}

var errGob = errors.New("not the gob that it should be")

// openGob goes to the value of the stream, behind the descriptions of its types.
func openGob(data string) *gob {
	g := &gob{rest: data}
	for !g.broken && g.rest != "" {
		n := g.length()
		message := &gob{rest: g.rest[:n]}
		if id := message.uint(); id&1 == 0 { // a negative id describes a type
			if message.uint() != 0 {
				message.broken = true
			}
			return message
		}
		g.rest = g.rest[n:]
	}
	return &gob{broken: true}
}

func (g *gob) uint() uint64 {
	if g.rest == "" {
		g.broken = true
		return 0
	}
	b := g.rest[0]
	if b < 0x80 {
		g.rest = g.rest[1:]
		return uint64(b)
	}
	n := int(-int8(b))
	if n > 8 || len(g.rest) < 1+n {
		g.broken, g.rest = true, ""
		return 0
	}
	var whole [8]byte
	copy(whole[8-n:], g.rest[1:1+n])
	g.rest = g.rest[1+n:]
	return binary.BigEndian.Uint64(whole[:])
}

// length is a number of bytes or members that can still follow.
func (g *gob) length() int {
	n := g.uint()
	if n > uint64(len(g.rest)) {
		g.broken, g.rest = true, ""
		return 0
	}
	return int(n)
}

func (g *gob) int() int {
	u := g.uint()
	if u&1 != 0 {
		return ^int(u >> 1)
	}
	return int(u >> 1)
}

func (g *gob) float() float64 { return math.Float64frombits(bits.ReverseBytes64(g.uint())) }

func (g *gob) string() string {
	n := g.length()
	s := g.rest[:n]
	g.rest = g.rest[n:]
	return s
}

func (g *gob) strings() []string {
	list := make([]string, 0, g.length())
	for range cap(list) {
		list = append(list, g.string())
	}
	return list
}

func (g *gob) err() error {
	if g.broken {
		return errGob
	}
	return nil
}

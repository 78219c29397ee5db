package channel

import (
	"encoding/binary"
	"errors"
)

// Kinds of pointers and sizes of list elements.
const (
	pointerStruct = 0
	pointerList   = 1
	pointerFar    = 2

	sizeByte      = 2
	sizeComposite = 7
)

var errMessage = errors.New("damaged message")

// reader reads a message. The first thing that makes no sense is its err; what is read after it is
// empty.
type reader struct {
	segments [][]byte
	err      error
}

func (r *reader) fail() { r.err = errMessage }

func newReader(packed []byte) *reader {
	r := &reader{}
	data, err := unpack(packed)
	if err != nil || len(data) < 8 {
		r.fail()
		return r
	}
	count := int(binary.LittleEndian.Uint32(data)) + 1
	table := (4 + 4*count + 7) / 8 * 8
	if count < 1 || count > 512 || table > len(data) {
		r.fail()
		return r
	}
	rest := data[table:]
	for n := range count {
		size := int(binary.LittleEndian.Uint32(data[4+4*n:])) * 8
		if size > len(rest) {
			r.fail()
			return r
		}
		r.segments, rest = append(r.segments, rest[:size]), rest[size:]
	}
	return r
}

// place is a word of a message.
type place struct{ segment, word int }

func (r *reader) word(p place) uint64 {
	if r.err != nil || p.segment < 0 || p.segment >= len(r.segments) || p.word < 0 || (p.word+1)*8 > len(r.segments[p.segment]) {
		r.fail()
		return 0
	}
	return binary.LittleEndian.Uint64(r.segments[p.segment][p.word*8:])
}

// span is `words` words from p on.
func (r *reader) span(p place, words int) []byte {
	if r.err != nil || p.segment >= len(r.segments) || p.word < 0 || words < 0 || (p.word+words)*8 > len(r.segments[p.segment]) {
		r.fail()
		return nil
	}
	return r.segments[p.segment][p.word*8 : (p.word+words)*8]
}

// follow gives the pointer at p, and where it leads to, over pointers into other segments.
func (r *reader) follow(p place) (pointer uint64, to place) {
	pointer = r.word(p)
	if pointer&3 != pointerFar {
		return pointer, place{p.segment, p.word + 1 + int(int32(pointer)>>2)}
	}
	landing := place{int(pointer >> 32), int(uint32(pointer) >> 3)}
	if pointer&4 == 0 {
		pointer = r.word(landing)
		if pointer&3 == pointerFar {
			r.fail()
		}
		return pointer, place{landing.segment, landing.word + 1 + int(int32(pointer)>>2)}
	}
	far := r.word(landing)
	return r.word(place{landing.segment, landing.word + 1}), place{int(far >> 32), int(uint32(far) >> 3)}
}

// view is a struct that is read. Fields that it does not have are zero.
type view struct {
	r        *reader
	data     []byte
	first    place
	pointers int
}

func (r *reader) root() view { return r.structAt(place{}) }

func (r *reader) structAt(p place) view {
	pointer, to := r.follow(p)
	if pointer == 0 || r.err != nil {
		return view{r: r}
	}
	if pointer&3 != pointerStruct {
		r.fail()
		return view{r: r}
	}
	return r.structOf(pointer, to)
}

// structOf is a struct of the sizes that the pointer has.
func (r *reader) structOf(pointer uint64, at place) view {
	data, pointers := int(uint16(pointer>>32)), int(pointer>>48)
	r.span(at, data+pointers)
	return view{r, r.span(at, data), place{at.segment, at.word + data}, pointers}
}

func (v view) uint16(field int) uint16 {
	if len(v.data) < field*2+2 {
		return 0
	}
	return binary.LittleEndian.Uint16(v.data[field*2:])
}

func (v view) pointer(n int) (place, bool) {
	return place{v.first.segment, v.first.word + n}, n < v.pointers
}

func (v view) inner(n int) view {
	p, ok := v.pointer(n)
	if !ok {
		return view{r: v.r}
	}
	return v.r.structAt(p)
}

// bytes is the data that a pointer leads to; ok tells empty data from none.
func (v view) bytes(n int) (data []byte, ok bool) {
	p, ok := v.pointer(n)
	if !ok {
		return nil, false
	}
	pointer, to := v.r.follow(p)
	if pointer == 0 || v.r.err != nil {
		return nil, false
	}
	count := int(pointer >> 35)
	if pointer&3 != pointerList || pointer>>32&7 != sizeByte {
		v.r.fail()
		return nil, false
	}
	words := v.r.span(to, (count+7)/8)
	if v.r.err != nil {
		return nil, false
	}
	return words[:count], true
}

func (v view) text(n int) (text string, ok bool) {
	data, ok := v.bytes(n)
	if !ok || len(data) == 0 {
		return "", ok
	}
	return string(data[:len(data)-1]), true
}

// list is a list of structs.
func (v view) list(n int) []view {
	p, ok := v.pointer(n)
	if !ok {
		return nil
	}
	pointer, to := v.r.follow(p)
	if pointer == 0 || v.r.err != nil {
		return nil
	}
	if pointer&3 != pointerList || pointer>>32&7 != sizeComposite {
		v.r.fail()
		return nil
	}
	tag := v.r.word(to)
	count, each := int(uint32(tag)>>2), int(uint16(tag>>32))+int(tag>>48)
	if count*each != int(pointer>>35) {
		v.r.fail()
		return nil
	}
	all := make([]view, 0, count)
	for n := range count {
		all = append(all, v.r.structOf(tag, place{to.segment, to.word + 1 + n*each}))
	}
	return all
}

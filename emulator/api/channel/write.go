package channel

import "encoding/binary"

// builder makes a message of one segment.
type builder struct{ words []byte }

// structure is a struct of a message being made: where its words begin, and where its pointers do.
type structure struct {
	b              *builder
	data, pointers int
}

func (b *builder) alloc(words int) int {
	at := len(b.words) / 8
	b.words = append(b.words, make([]byte, words*8)...)
	return at
}

func (b *builder) put(at int, word uint64) {
	binary.LittleEndian.PutUint64(b.words[at*8:], word)
}

// newStruct makes a struct that the pointer at `at` leads to.
func (b *builder) newStruct(at, data, pointers int) structure {
	start := b.alloc(data + pointers)
	b.put(at, uint64(uint32(start-at-1)<<2)|uint64(data)<<32|uint64(pointers)<<48)
	return structure{b, start, start + data}
}

// uint16 sets a field of 16 bits, counted in such fields.
func (s structure) uint16(field int, v uint16) {
	binary.LittleEndian.PutUint16(s.b.words[s.data*8+field*2:], v)
}

func (s structure) uint32(field int, v uint32) {
	binary.LittleEndian.PutUint32(s.b.words[s.data*8+field*4:], v)
}

// inner makes a struct that a pointer of s leads to.
func (s structure) inner(pointer, data, pointers int) structure {
	return s.b.newStruct(s.pointers+pointer, data, pointers)
}

// bytes sets a pointer to data.
func (s structure) bytes(pointer int, v []byte) {
	start := s.b.alloc((len(v) + 7) / 8)
	copy(s.b.words[start*8:], v)
	at := s.pointers + pointer
	s.b.put(at, uint64(uint32(start-at-1)<<2|pointerList)|uint64(sizeByte|len(v)<<3)<<32)
}

// text sets a pointer to a text, which ends with a zero.
func (s structure) text(pointer int, v string) { s.bytes(pointer, append([]byte(v), 0)) }

// list makes a list of structs and gives the first; the next are each data+pointers words on.
func (s structure) list(pointer, count, data, pointers int) []structure {
	each := data + pointers
	start := s.b.alloc(1 + count*each)
	at := s.pointers + pointer
	s.b.put(at, uint64(uint32(start-at-1)<<2|pointerList)|uint64(sizeComposite|count*each<<3)<<32)
	s.b.put(start, uint64(count<<2)|uint64(data)<<32|uint64(pointers)<<48)
	all := make([]structure, count)
	for n := range all {
		first := start + 1 + n*each
		all[n] = structure{s.b, first, first + data}
	}
	return all
}

// message is the whole, with its table of segments.
func (b *builder) message() []byte {
	head := binary.LittleEndian.AppendUint32(nil, 0)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(b.words)/8))
	return pack(append(head, b.words...))
}

package channel

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// pack compresses words as Cap'n Proto does: each begins with a byte whose bits tell which of its
// bytes are not zero; those follow. A word of zeros, or one without any, is followed by a count of
// further ones like it.
func pack(words []byte) []byte {
	var out bytes.Buffer
	for len(words) > 0 {
		word := words[:8]
		words = words[8:]
		at := out.Len()
		out.WriteByte(0)
		var tag byte
		for n, b := range word {
			if b != 0 {
				tag |= 1 << n
				out.WriteByte(b)
			}
		}
		out.Bytes()[at] = tag
		switch tag {
		case 0:
			more := 0
			for more < 255 && len(words) > 0 && binary.LittleEndian.Uint64(words) == 0 {
				words, more = words[8:], more+1
			}
			out.WriteByte(byte(more))
		case 0xff:
			// Words with at most one zero go on as they are: packed they would be no shorter.
			more := 0
			for more < 255 && (more+1)*8 <= len(words) && bytes.Count(words[more*8:more*8+8], []byte{0}) < 2 {
				more++
			}
			out.WriteByte(byte(more))
			out.Write(words[:more*8])
			words = words[more*8:]
		}
	}
	return out.Bytes()
}

var errPacked = errors.New("packed data ends too early")

// maxUnpacked bounds what a damaged count can ask for.
const maxUnpacked = 64 << 20

func unpack(data []byte) ([]byte, error) {
	var out []byte
	for len(data) > 0 {
		tag := data[0]
		data = data[1:]
		var word [8]byte
		for n := range word {
			if tag&(1<<n) == 0 {
				continue
			}
			if len(data) == 0 {
				return nil, errPacked
			}
			word[n], data = data[0], data[1:]
		}
		out = append(out, word[:]...)
		if tag != 0 && tag != 0xff {
			continue
		}
		if len(data) == 0 {
			return nil, errPacked
		}
		more := int(data[0]) * 8
		data = data[1:]
		if tag == 0 {
			out = append(out, make([]byte, more)...)
		} else {
			if len(data) < more {
				return nil, errPacked
			}
			out, data = append(out, data[:more]...), data[more:]
		}
		if len(out) > maxUnpacked {
			return nil, errPacked
		}
	}
	return out, nil
}

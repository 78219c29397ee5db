package nodezlib

import (
	"encoding/binary"
	"io"
	"iter"

	"github.com/klauspost/compress/zstd"
)

// zstdFrame finds where a frame ends (RFC 8878, section 3.1), which the library does not tell.
type zstdFrame struct {
	head []byte // what of the next part's beginning was seen
	skip uint64 // bytes to pass until that
	part func(f *zstdFrame) (wanted int)
	// checksum tells that four bytes follow the last block.
	checksum bool
	done     bool
	wrong    bool // it is no frame
}

const (
	zstdMagic         = 0xfd2fb528
	zstdSkippable     = 0x184d2a50
	zstdSkippableMask = 0xfffffff0
	zstdBlockRLE      = 1
)

func (f *zstdFrame) complete() bool { return f.done && f.skip == 0 }

// scan tells how much of the data belongs to the frame.
func (f *zstdFrame) scan(data []byte) (n int) {
	if f.part == nil {
		f.part = (*zstdFrame).magic
	}
	for n < len(data) && !f.wrong && !f.complete() {
		if f.skip > 0 {
			passed := min(f.skip, uint64(len(data)-n))
			f.skip -= passed
			n += int(passed)
			continue
		}
		f.head = append(f.head, data[n])
		n++
		if f.part(f) == len(f.head) {
			f.head = f.head[:0]
		}
	}
	return n
}

// magic and the other parts return how many bytes they are made of. With all of these they say what
// comes next.
func (f *zstdFrame) magic() int {
	if len(f.head) < 4 {
		return 4
	}
	switch number := binary.LittleEndian.Uint32(f.head); {
	case number == zstdMagic:
		f.part = (*zstdFrame).descriptor
	case number&zstdSkippableMask == zstdSkippable:
		f.part = (*zstdFrame).skippable
	default:
		f.wrong = true
	}
	return 4
}

func (f *zstdFrame) skippable() int {
	if len(f.head) == 4 {
		f.skip = uint64(binary.LittleEndian.Uint32(f.head))
		f.done = true
	}
	return 4
}

func (f *zstdFrame) descriptor() int {
	flags := f.head[0]
	single := flags >> 5 & 1
	f.checksum = flags>>2&1 == 1
	size := [...]uint64{uint64(single), 2, 4, 8}[flags>>6]
	dictionary := [...]uint64{0, 1, 2, 4}[flags&3]
	f.skip = uint64(1-single) + dictionary + size
	f.part = (*zstdFrame).block
	return 1
}

func (f *zstdFrame) block() int {
	if len(f.head) < 3 {
		return 3
	}
	header := uint32(f.head[0]) | uint32(f.head[1])<<8 | uint32(f.head[2])<<16
	last, kind, size := header&1 == 1, header>>1&3, uint64(header>>3)
	if kind == zstdBlockRLE {
		size = 1
	}
	f.skip = size
	if last {
		f.done = true
		if f.checksum {
			f.skip += 4
		}
	}
	return 3
}

// zstdReader runs the library's decoder, which reads, as a coroutine: it goes on when there is input
// and room, and waits where one of them is used up.
type zstdReader struct {
	resume func() (struct{}, bool)
	stop   func()
	wait   func(struct{}) bool

	input, room []byte
	complete    bool // no more input will come
	ended       bool
	err         error
}

func newZstdReader(maxWindow uint64) *zstdReader {
	r := &zstdReader{}
	r.resume, r.stop = iter.Pull(func(wait func(struct{}) bool) {
		r.wait = wait
		r.err = r.decode(maxWindow)
		r.ended = true
	})
	return r
}

func (r *zstdReader) decode(maxWindow uint64) error {
	decoder, err := zstd.NewReader(zstdInput{r},
		zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return err
	}
	defer decoder.Close()
	chunk := make([]byte, 4<<10)
	for {
		n, err := decoder.Read(chunk)
		if !r.give(chunk[:n]) || err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// give puts data where there is room for it, and waits for that; false says that it need not go on.
func (r *zstdReader) give(data []byte) bool {
	for {
		n := copy(r.room, data)
		r.room, data = r.room[n:], data[n:]
		if len(data) == 0 {
			return true
		}
		if !r.wait(struct{}{}) {
			return false
		}
	}
}

// read decodes input into out.
func (r *zstdReader) read(input []byte, complete bool, out []byte) (produced int, err error) {
	if r.ended {
		return 0, r.err
	}
	// It may be kept for long, and the script's bytes may change.
	r.input = append(r.input, input...)
	r.room, r.complete = out, complete
	r.resume()
	return len(out) - len(r.room), r.err
}

// zstdInput is the input of a zstdReader.
type zstdInput struct{ r *zstdReader }

func (in zstdInput) Read(p []byte) (int, error) {
	for len(in.r.input) == 0 {
		if in.r.complete || !in.r.wait(struct{}{}) {
			return 0, io.EOF
		}
	}
	n := copy(p, in.r.input)
	in.r.input = in.r.input[n:]
	return n, nil
}

// Package zlib is zlib itself, the C library in Go, for what Go's compress packages cannot do: every
// strategy, window and kind of flush, changes in the middle of a stream, and the library's own
// messages, all of which scripts see. It is the home of modernc.org/z.
package zlib

import (
	"runtime"
	"unsafe"

	"modernc.org/libc"
	z "modernc.org/z/lib"
)

// Code is what a call of zlib returned.
type Code int32

// The codes and the kinds of flush that callers look at.
const (
	OK          Code = z.Z_OK
	StreamEnd   Code = z.Z_STREAM_END
	NeedDict    Code = z.Z_NEED_DICT
	StreamError Code = z.Z_STREAM_ERROR
	DataError   Code = z.Z_DATA_ERROR
	BufError    Code = z.Z_BUF_ERROR

	NoFlush = z.Z_NO_FLUSH
	Finish  = z.Z_FINISH
)

var names = map[Code]string{
	OK: "Z_OK", StreamEnd: "Z_STREAM_END", NeedDict: "Z_NEED_DICT", z.Z_ERRNO: "Z_ERRNO", StreamError: "Z_STREAM_ERROR",
	DataError: "Z_DATA_ERROR", z.Z_MEM_ERROR: "Z_MEM_ERROR", BufError: "Z_BUF_ERROR", z.Z_VERSION_ERROR: "Z_VERSION_ERROR",
}

// String is the name that zlib.h has for the code.
func (c Code) String() string { return names[c] }

// A Stream compresses or decompresses. It is not safe for use by several goroutines at once. What it
// holds is freed by Close, or with it by the garbage collector.
type Stream struct {
	*memory
	cleanup runtime.Cleanup
	deflate bool
}

// memory is what lies outside of Go's heap: z_stream and the buffers it points to.
type memory struct {
	tls    *libc.TLS
	stream uintptr
	in     buffer
	out    buffer
	end    func(*libc.TLS, uintptr) int32
}

// buffer is a part of the memory outside that grows.
type buffer struct {
	at   uintptr
	size int
}

// version is what zlib compares with its own; only the first character counts.
var version = [...]byte{z.ZLIB_VERSION[0], 0}

// Deflate opens a stream that compresses, as deflateInit2 does.
func Deflate(level, windowBits, memLevel, strategy int) (*Stream, Code) {
	return open(true, z.XdeflateEnd, func(m *memory, version uintptr) int32 {
		return z.XdeflateInit2_(m.tls, m.stream, int32(level), z.Z_DEFLATED, int32(windowBits), int32(memLevel), int32(strategy), version, streamSize)
	})
}

// Inflate opens a stream that decompresses, as inflateInit2 does.
func Inflate(windowBits int) (*Stream, Code) {
	return open(false, z.XinflateEnd, func(m *memory, version uintptr) int32 {
		return z.XinflateInit2_(m.tls, m.stream, int32(windowBits), version, streamSize)
	})
}

const streamSize = int32(unsafe.Sizeof(z.Z_stream{}))

func open(deflate bool, end func(*libc.TLS, uintptr) int32, start func(m *memory, version uintptr) int32) (*Stream, Code) {
	m := &memory{tls: libc.NewTLS()}
	m.stream = libc.Xcalloc(m.tls, 1, libc.Tsize_t(streamSize))
	m.in.hold(m.tls, version[:])
	if code := Code(start(m, m.in.at)); code != OK {
		m.free()
		return nil, code
	}
	m.end = end
	s := &Stream{memory: m, deflate: deflate}
	s.cleanup = runtime.AddCleanup(s, (*memory).free, m)
	return s, OK
}

// Close frees the stream. It may be closed twice, and is of no use afterwards.
func (s *Stream) Close() {
	s.cleanup.Stop()
	s.free()
}

func (m *memory) free() {
	if m.stream == 0 {
		return
	}
	if m.end != nil {
		m.end(m.tls, m.stream)
	}
	for _, at := range []uintptr{m.in.at, m.out.at, m.stream} {
		libc.Xfree(m.tls, at)
	}
	m.tls.Close()
	*m = memory{}
}

func (m *memory) state() *z.Z_stream { return (*z.Z_stream)(pointer(m.stream)) }

// pointer makes one of an address outside of Go's heap.
func pointer(at uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&at)) }

func (b *buffer) bytes(n int) []byte { return unsafe.Slice((*byte)(pointer(b.at)), n) }

// grow makes room for n bytes; what was there is lost.
func (b *buffer) grow(tls *libc.TLS, n int) {
	if n = max(n, 1); b.size >= n {
		return
	}
	libc.Xfree(tls, b.at)
	b.at, b.size = libc.Xmalloc(tls, libc.Tsize_t(n)), n
}

func (b *buffer) hold(tls *libc.TLS, data []byte) {
	b.grow(tls, len(data))
	copy(b.bytes(len(data)), data)
}

// pieceSize is how much input zlib is given at once, so that little is copied again and again where
// the output has less room than the input needs.
const pieceSize = 256 << 10

// Run works until the input is used up or the output is full, and tells how much of both it took.
func (s *Stream) Run(in, out []byte, flush int) (consumed, produced int, code Code) {
	for {
		piece := in[consumed:min(len(in), consumed+pieceSize)]
		last := consumed+len(piece) == len(in)
		how := flush
		if !last {
			how = NoFlush
		}
		took, gave, code := s.step(piece, out[produced:], how)
		consumed += took
		produced += gave
		if code != OK || last || produced == len(out) {
			return consumed, produced, code
		}
	}
}

func (s *Stream) step(in, out []byte, flush int) (consumed, produced int, code Code) {
	s.in.hold(s.tls, in)
	s.out.grow(s.tls, len(out))
	state := s.state()
	state.Fnext_in, state.Favail_in = s.in.at, uint32(len(in))
	state.Fnext_out, state.Favail_out = s.out.at, uint32(len(out))
	if s.deflate {
		code = Code(z.Xdeflate(s.tls, s.stream, int32(flush)))
	} else {
		code = Code(z.Xinflate(s.tls, s.stream, int32(flush)))
	}
	consumed, produced = len(in)-int(state.Favail_in), len(out)-int(state.Favail_out)
	copy(out, s.out.bytes(produced))
	state.Favail_in, state.Favail_out = 0, 0
	return consumed, produced, code
}

// SetDictionary gives the bytes that the data may refer to before its own.
func (s *Stream) SetDictionary(dictionary []byte) Code {
	s.in.hold(s.tls, dictionary)
	if s.deflate {
		return Code(z.XdeflateSetDictionary(s.tls, s.stream, s.in.at, uint32(len(dictionary))))
	}
	return Code(z.XinflateSetDictionary(s.tls, s.stream, s.in.at, uint32(len(dictionary))))
}

// Reset begins anew.
func (s *Stream) Reset() Code {
	if s.deflate {
		return Code(z.XdeflateReset(s.tls, s.stream))
	}
	return Code(z.XinflateReset(s.tls, s.stream))
}

// Params changes how the input from now on is compressed.
func (s *Stream) Params(level, strategy int) Code {
	return Code(z.XdeflateParams(s.tls, s.stream, int32(level), int32(strategy)))
}

// Message is what zlib says of the last error, or "".
func (s *Stream) Message() string {
	if at := s.state().Fmsg; at != 0 {
		return libc.GoString(at)
	}
	return ""
}

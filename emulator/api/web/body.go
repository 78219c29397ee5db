package web

import (
	"bytes"
	"io"
)

// Body is the body of a message: complete bytes, or a stream that can be read once.
//
// Its bytes and its Reader may be used on any goroutine.
type Body struct {
	data   []byte
	stream io.ReadCloser
	length int64
	// once is set for complete bytes that were a stream to the script that sent them.
	once bool
}

// NewBytesBody is a body of complete bytes, which nobody may change from then on.
func NewBytesBody(data []byte) *Body {
	return &Body{data: data, length: int64(len(data))}
}

// NewStreamBody is a body that is still to come; length is -1 where it is not known. Closing r
// must unblock a Read.
func NewStreamBody(r io.ReadCloser, length int64) *Body {
	return &Body{stream: r, length: length}
}

// Bytes are the bytes of a body that is complete.
func (b *Body) Bytes() ([]byte, bool) {
	if b == nil {
		return nil, true
	}
	return b.data, b.stream == nil
}

// Length is the length in bytes, or -1 where it is not known.
func (b *Body) Length() int64 {
	if b == nil {
		return 0
	}
	return b.length
}

// Reader reads the body; for a stream it may be called once. Reading drives the source, and
// nothing is read ahead of the reader beyond a small buffer. Close tells the source that nobody
// reads any more.
func (b *Body) Reader() io.ReadCloser {
	if b == nil {
		return io.NopCloser(bytes.NewReader(nil))
	}
	if b.stream == nil {
		return io.NopCloser(bytes.NewReader(b.data))
	}
	return b.stream
}

// Close drops a body that nobody is going to read.
func (b *Body) Close() {
	if b != nil && b.stream != nil {
		_ = b.stream.Close()
	}
}

// rewindable says whether the body can be sent twice. What was a stream cannot, even where all
// of it is there.
func (b *Body) rewindable() bool { return b == nil || b.stream == nil && b.length >= 0 && !b.once }

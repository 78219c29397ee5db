package web

import (
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"

	"github.com/andybalholm/brotli"
)

// decoded reads through a decoder, which is made when the first bytes are asked for: making one
// reads from the network.
type decoded struct {
	source io.ReadCloser
	open   func(io.Reader) (io.Reader, error)
	reader io.Reader
}

func (d *decoded) Read(p []byte) (int, error) {
	if d.reader == nil {
		r, err := d.open(d.source)
		if err != nil {
			return 0, err
		}
		d.reader = r
	}
	return d.reader.Read(p)
}

// Close closes the source.
func (d *decoded) Close() error { return d.source.Close() }

// Decode reads a body of the given content-encoding as plain bytes; ok is false for encodings
// that the runtime leaves alone.
func Decode(body io.ReadCloser, encoding string) (plain io.ReadCloser, ok bool) {
	switch encoding {
	case "gzip":
		return &decoded{source: body, open: func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }}, true
	case "br":
		return &decoded{source: body, open: func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }}, true
	case "deflate":
		return &decoded{source: body, open: func(r io.Reader) (io.Reader, error) { return zlib.NewReader(r) }}, true
	}
	return nil, false
}

// Encoder compresses to w by a content-encoding; ok is false for encodings that the runtime
// leaves alone. What was written is sent on with Flush, and the end with Close.
func Encoder(w io.Writer, encoding string) (enc EncodeWriter, ok bool) {
	switch encoding {
	case "gzip":
		return gzip.NewWriter(w), true
	case "br":
		return brotli.NewWriter(w), true
	case "deflate":
		z, err := zlib.NewWriterLevel(w, flate.DefaultCompression)
		return z, err == nil
	}
	return nil, false
}

// EncodeWriter is a compressor.
type EncodeWriter interface {
	io.WriteCloser
	Flush() error
}

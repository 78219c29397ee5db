package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
)

// compressor reads its source compressed.
type compressor struct {
	source *pipe
	buffer bytes.Buffer
	writer io.WriteCloser
	input  []byte
	err    error
}

func newCompressor(source *pipe, format string) *compressor {
	c := &compressor{source: source}
	switch format {
	case "gzip":
		c.writer = gzip.NewWriter(&c.buffer)
	case "deflate":
		c.writer = zlib.NewWriter(&c.buffer)
	default:
		c.writer, _ = flate.NewWriter(&c.buffer, flate.DefaultCompression)
	}
	return c
}

func (c *compressor) Read(b []byte) (int, error) {
	if c.input == nil {
		c.input = make([]byte, 32<<10)
	}
	for c.buffer.Len() == 0 && c.err == nil {
		n, err := c.source.Read(c.input)
		_, _ = c.writer.Write(c.input[:n])
		if err == io.EOF {
			_ = c.writer.Close()
		}
		c.err = err
	}
	if c.buffer.Len() > 0 {
		return c.buffer.Read(b)
	}
	return 0, c.err
}

func (c *compressor) Close() error        { return c.source.Close() }
func (c *compressor) cancel(reason error) { c.source.cancel(reason) }

// decompressor reads its source decompressed. Unlike a content-encoding, the data must end
// where the source does.
type decompressor struct {
	source *pipe
	format string
	input  *byteReader
	reader io.Reader
	err    error
}

func (d *decompressor) Read(b []byte) (int, error) {
	if d.err != nil {
		return 0, d.err
	}
	if d.reader == nil {
		if d.err = d.open(); d.err != nil {
			return 0, d.err
		}
	}
	n, err := d.reader.Read(b)
	if err != nil {
		d.err = d.verdict(err)
	}
	if n > 0 {
		return n, nil
	}
	return 0, d.err
}

func (d *decompressor) open() (err error) {
	d.input = &byteReader{source: d.source}
	switch d.format {
	case "gzip":
		var z *gzip.Reader
		if z, err = gzip.NewReader(d.input); err == nil {
			z.Multistream(false)
			d.reader = z
		}
	case "deflate":
		d.reader, err = zlib.NewReader(d.input)
	default:
		d.reader = flate.NewReader(d.input)
	}
	if err != nil {
		return d.verdict(err)
	}
	return nil
}

// verdict is what the script hears of the end of the compressed data.
func (d *decompressor) verdict(err error) error {
	if d.input.err != nil && d.input.err != io.EOF {
		return d.input.err
	}
	if err == io.EOF && d.reader != nil {
		if _, more := d.input.ReadByte(); more == nil {
			return &Error{Class: "TypeError", Message: msgTrailingBytes}
		}
		return io.EOF
	}
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{Class: "TypeError", Message: msgIncomplete}
	}
	return &Error{Class: "TypeError", Message: msgDecompression}
}

func (d *decompressor) Close() error        { return d.source.Close() }
func (d *decompressor) cancel(reason error) { d.source.cancel(reason) }

// byteReader keeps the decoders from reading beyond the end of their data, which they do of a
// source that is no io.ByteReader.
type byteReader struct {
	source io.Reader
	buffer [4096]byte
	data   []byte
	err    error
}

func (r *byteReader) fill() error {
	for len(r.data) == 0 {
		if r.err != nil {
			return r.err
		}
		var n int
		n, r.err = r.source.Read(r.buffer[:])
		r.data = r.buffer[:n]
	}
	return nil
}

func (r *byteReader) Read(b []byte) (int, error) {
	if err := r.fill(); err != nil {
		return 0, err
	}
	n := copy(b, r.data)
	r.data = r.data[n:]
	return n, nil
}

func (r *byteReader) ReadByte() (byte, error) {
	if err := r.fill(); err != nil {
		return 0, err
	}
	c := r.data[0]
	r.data = r.data[1:]
	return c, nil
}

package web

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"iter"
)

// codec turns the bytes that are written into a pipe into those that are read from it. Like in
// the real runtime a write is where the work is done and where wrong data is found out.
type codec interface {
	// write gives the output that there is for data and all that came before.
	write(data []byte) ([]byte, error)
	// finish gives the rest.
	finish() ([]byte, error)
	// stop frees what an unfinished codec holds.
	stop()
}

// compressor. Unlike workerd, which uses zlib, its bytes are those of Go's library.
type compressor struct {
	buffer bytes.Buffer
	writer io.WriteCloser
}

// unixOS is what zlib writes as the operating system in the header of gzip.
const unixOS = 3

func newCompressor(format string) *compressor {
	c := &compressor{}
	switch format {
	case "gzip":
		z := gzip.NewWriter(&c.buffer)
		z.OS = unixOS
		c.writer = z
	case "deflate":
		c.writer = zlib.NewWriter(&c.buffer)
	default:
		c.writer, _ = flate.NewWriter(&c.buffer, flate.DefaultCompression)
	}
	return c
}

func (c *compressor) write(data []byte) ([]byte, error) {
	_, err := c.writer.Write(data)
	return c.take(), err
}

func (c *compressor) finish() ([]byte, error) {
	err := c.writer.Close()
	return c.take(), err
}

func (c *compressor) take() []byte {
	data := bytes.Clone(c.buffer.Bytes())
	c.buffer.Reset()
	return data
}

func (*compressor) stop() {}

// decompressor runs a decoder, which reads, as a coroutine: it goes on when something is
// written, and waits where it has read all of that.
type decompressor struct {
	format string
	resume func() (struct{}, bool)
	halt   func()
	wait   func(struct{}) bool

	input    []byte
	complete bool // no more input will come
	output   bytes.Buffer
	ended    bool
	err      error // why it ended, nil at the end of the data
}

func newDecompressor(format string) *decompressor {
	d := &decompressor{format: format}
	d.resume, d.halt = iter.Pull(func(wait func(struct{}) bool) {
		d.wait = wait
		d.err = d.decode()
		d.ended = true
	})
	return d
}

func (d *decompressor) write(data []byte) ([]byte, error) {
	d.input = data
	return d.run()
}

func (d *decompressor) finish() ([]byte, error) {
	d.complete = true
	return d.run()
}

func (d *decompressor) run() ([]byte, error) {
	if !d.ended {
		d.resume()
	}
	if d.err != nil {
		return nil, d.err
	}
	if d.ended && len(d.input) > 0 {
		return nil, &Error{Class: "TypeError", Message: msgTrailingBytes}
	}
	output := bytes.Clone(d.output.Bytes())
	d.output.Reset()
	return output, nil
}

func (d *decompressor) stop() { d.halt() }

func (d *decompressor) decode() error {
	r, err := d.open()
	if err == nil {
		_, err = io.Copy(&d.output, r)
	}
	switch {
	case err == nil:
		return nil
	case d.complete && (err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF)):
		return &Error{Class: "TypeError", Message: msgIncomplete}
	}
	return &Error{Class: "TypeError", Message: msgDecompression}
}

func (d *decompressor) open() (io.Reader, error) {
	switch d.format {
	case "gzip":
		z, err := gzip.NewReader(d)
		if err != nil {
			return nil, err
		}
		z.Multistream(false)
		return z, nil
	case "deflate":
		return zlib.NewReader(d)
	}
	return flate.NewReader(d), nil
}

// fill waits for input.
func (d *decompressor) fill() error {
	for len(d.input) == 0 {
		if d.complete || !d.wait(struct{}{}) {
			return io.EOF
		}
	}
	return nil
}

func (d *decompressor) Read(b []byte) (int, error) {
	if err := d.fill(); err != nil {
		return 0, err
	}
	n := copy(b, d.input)
	d.input = d.input[n:]
	return n, nil
}

// ReadByte keeps the decoders from reading beyond the end of their data.
func (d *decompressor) ReadByte() (byte, error) {
	if err := d.fill(); err != nil {
		return 0, err
	}
	c := d.input[0]
	d.input = d.input[1:]
	return c, nil
}

package nodezlib

import (
	"errors"
	"io"
	"reflect"
	"strings"

	"github.com/andybalholm/brotli"
)

// Brotli's operations and parameters.
const (
	brotliFlush  = 1
	brotliFinish = 2

	brotliQuality           = 1
	brotliWindow            = 2
	brotliNoLiteralContexts = 4
	brotliLastParameter     = 9

	brotliDefaultQuality = 11
	brotliDefaultWindow  = 22
	brotliMinWindow      = 10
	brotliMaxWindow      = 24
)

// brotliEncoder compresses. Unlike workerd, it takes no notice of the mode and of other parameters
// that the library does not offer: they change what the data looks like, not what it says.
type brotliEncoder struct {
	writer  *brotli.Writer
	options brotli.WriterOptions
	output  output
	// done tells that the end is written, failed that something was to come after it.
	done, failed bool
}

func newBrotliEncoder() *brotliEncoder {
	return &brotliEncoder{options: brotli.WriterOptions{Quality: brotliDefaultQuality, LGWin: brotliDefaultWindow}}
}

func (e *brotliEncoder) set(key, value int) *failure {
	switch {
	case key < 0 || key > brotliLastParameter || key == brotliNoLiteralContexts && value&^1 != 0:
		return &failure{-1, "ERR_BROTLI_PARAM_SET_FAILED", msgParameter}
	case key == brotliQuality:
		// The parameter is unsigned: a negative number is a large one.
		if e.options.Quality = value; value < 0 {
			e.options.Quality = brotliDefaultQuality
		}
	case key == brotliWindow:
		if e.options.LGWin = max(value, brotliMinWindow); value < 0 {
			e.options.LGWin = brotliMaxWindow
		}
	}
	return nil
}

func (e *brotliEncoder) work(in, out []byte, flush int) (consumed, produced int) {
	if e.writer == nil {
		e.writer = brotli.NewWriterOptions(&e.output, e.options)
	}
	// An operation is not done again where only its output did not fit.
	if len(e.output.data) == 0 || len(in) > 0 {
		consumed = e.write(in, flush)
	}
	return consumed, e.output.take(out)
}

func (e *brotliEncoder) write(in []byte, flush int) int {
	if e.done {
		e.failed = len(in) > 0
		return 0
	}
	n, err := e.writer.Write(in)
	switch {
	case err != nil:
	case flush == brotliFinish:
		err = e.writer.Close()
		e.done = true
	case flush == brotliFlush:
		err = e.writer.Flush()
	}
	e.failed = err != nil
	return n
}

func (e *brotliEncoder) failure(bool) *failure {
	if e.failed {
		return &failure{-1, "ERR_BROTLI_COMPRESSION_FAILED", "Compression failed"}
	}
	return nil
}

func (e *brotliEncoder) ended() bool { return e.done && len(e.output.data) == 0 }

// reset forgets the parameters too, as in workerd.
func (e *brotliEncoder) reset() *failure {
	*e = *newBrotliEncoder()
	return nil
}

func (e *brotliEncoder) close() { e.writer = nil }

// brotliDecoder decompresses.
type brotliDecoder struct {
	reader *brotli.Reader
	input  []byte
	flush  int
	// ahead is a byte of output that had no room: whether there is more is known by having it.
	ahead []byte
	done  bool
	err   error
}

func newBrotliDecoder() *brotliDecoder {
	d := &brotliDecoder{}
	d.reader = brotli.NewReader(d)
	return d
}

func (d *brotliDecoder) set(key, value int) *failure {
	if key != 0 && key != 1 {
		return &failure{-1, "ERR_BROTLI_PARAM_SET_FAILED", msgParameter}
	}
	return nil
}

// Read gives the reader the input. It comes back where it finds none, and can be called again then.
func (d *brotliDecoder) Read(p []byte) (int, error) {
	if len(d.input) == 0 {
		return 0, io.EOF
	}
	n := copy(p, d.input)
	d.input = d.input[n:]
	return n, nil
}

func (d *brotliDecoder) work(in, out []byte, flush int) (consumed, produced int) {
	d.flush = flush
	d.input = in
	produced = copy(out, d.ahead)
	d.ahead = d.ahead[produced:]
	for produced < len(out) {
		n, more := d.read(out[produced:])
		produced += n
		if !more {
			return len(in) - d.unread(), produced
		}
	}
	if len(d.ahead) > 0 {
		return len(in) - d.unread(), produced
	}
	next := make([]byte, 1)
	for n, more := 0, true; more && n == 0; {
		n, more = d.read(next)
		d.ahead = next[:n]
	}
	return len(in) - d.unread(), produced
}

// read reads some output; more is false where there is none without more input.
func (d *brotliDecoder) read(out []byte) (n int, more bool) {
	if d.done || d.err != nil {
		return 0, false
	}
	n, err := d.reader.Read(out)
	switch {
	case err == nil:
		return n, true
	case err == io.EOF || err.Error() == msgExcessiveInput:
		d.done = true
	case err != io.ErrUnexpectedEOF:
		d.err = err
	}
	return n, false
}

// msgExcessiveInput is the library's for what follows the end.
const msgExcessiveInput = "brotli: excessive input"

// unread counts the input after the end of the data. What the reader holds of it, it does not tell.
func (d *brotliDecoder) unread() int {
	if !d.done {
		return len(d.input)
	}
	return len(d.input) + reflect.ValueOf(d.reader).Elem().FieldByName("in").Len()
}

func (d *brotliDecoder) failure(bool) *failure {
	if d.err != nil {
		return &failure{-1, "ERR__ERROR_" + brotliError(d.err), "Compression failed"}
	}
	if d.flush == brotliFinish && !d.done && len(d.ahead) == 0 {
		return &failure{errnoBuf, codeBufError, "Unexpected end of file"}
	}
	return nil
}

// brotliError is the name that Brotli has for what is wrong with the data.
func brotliError(err error) string {
	if errors.Is(err, io.ErrShortBuffer) {
		return "UNREACHABLE"
	}
	name := strings.TrimPrefix(err.Error(), "brotli: ")
	switch name {
	case "DICTIONARY_NOT_SET", "INVALID_ARGUMENTS", "UNREACHABLE":
		return name
	}
	return "FORMAT_" + name
}

func (d *brotliDecoder) ended() bool { return d.done && len(d.ahead) == 0 }

func (d *brotliDecoder) reset() *failure {
	*d = brotliDecoder{}
	d.reader = brotli.NewReader(d)
	return nil
}

func (d *brotliDecoder) close() {}

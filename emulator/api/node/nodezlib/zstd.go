package nodezlib

import (
	"fmt"
	"runtime"

	"github.com/klauspost/compress/zstd"
)

// Zstandard's operations and parameters.
const (
	zstdFlush = 1
	zstdEnd   = 2

	zstdLevel       = 100
	zstdWindow      = 101
	zstdChecksum    = 201
	zstdMaxWindow   = 100 // of a decoder
	zstdNoSize      = -1
	zstdParamFailed = "ERR_ZSTD_PARAM_SET_FAILED"

	msgOutOfBound = msgParameter + ": Parameter is out of bound"
)

// zstdBounds are the least and the greatest value of each parameter. Zero always stands for the
// default; the values of those without bounds here are clamped.
var zstdBounds = map[int][2]int{
	zstdLevel: {}, zstdWindow: {10, 31}, 102: {6, 30}, 103: {6, 30}, 104: {1, 30}, 105: {3, 7}, 106: {0, 131072}, 107: {1, 9},
	130: {}, 160: {0, 2}, 161: {6, 30}, 162: {4, 4096}, 163: {1, 8}, 164: {0, 25}, 200: {}, zstdChecksum: {}, 202: {},
	400: {}, 401: {}, 402: {},
}

// zstdEncoder compresses. Unlike workerd, it takes no notice of the parameters that shape the
// search, which the library derives from the level.
type zstdEncoder struct {
	encoder *zstd.Encoder
	options []zstd.EOption
	output  output
	// size is what the frame was said to hold, written what it holds so far.
	size, written int64
	sizeWrong     bool
	// open tells that a frame is begun, finished that one is complete.
	open, finished bool
}

func newZstdEncoder() *zstdEncoder {
	return &zstdEncoder{size: zstdNoSize, options: []zstd.EOption{
		zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithZeroFrames(true), zstd.WithSingleSegment(true),
	}}
}

func (e *zstdEncoder) set(key, value int) *failure {
	bounds, known := zstdBounds[key]
	if !known {
		return &failure{-1, zstdParamFailed, fmt.Sprintf("Unsupported Zstd compression parameter: %d", key)}
	}
	if value != 0 && bounds[1] != 0 && (value < bounds[0] || value > bounds[1]) {
		return &failure{-1, zstdParamFailed, msgOutOfBound}
	}
	switch key {
	case zstdLevel:
		e.options = append(e.options, zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(value)))
	case zstdChecksum:
		e.options = append(e.options, zstd.WithEncoderCRC(value != 0))
	case zstdWindow:
		if value != 0 {
			e.options = append(e.options, zstd.WithWindowSize(1<<min(value, 29)))
		}
	}
	return nil
}

func (e *zstdEncoder) work(in, out []byte, flush int) (consumed, produced int) {
	if len(e.output.data) == 0 || len(in) > 0 {
		consumed = len(in)
		e.write(in, flush)
	}
	return consumed, e.output.take(out)
}

func (e *zstdEncoder) write(in []byte, flush int) {
	e.written += int64(len(in))
	if e.finished && len(in) == 0 && flush == zstdEnd {
		return
	}
	if e.encoder == nil {
		e.encoder, _ = zstd.NewWriter(nil, e.options...)
	}
	e.finished = false
	if flush == zstdEnd {
		e.end(in)
		return
	}
	e.begin()
	e.encoder.Write(in)
	if flush == zstdFlush {
		e.encoder.Flush()
	}
	e.sizeWrong = e.size != zstdNoSize && e.written > e.size
}

func (e *zstdEncoder) begin() {
	if !e.open {
		e.encoder.Reset(&e.output)
		e.open = true
	}
}

// end writes a frame's end, or a whole one, which tells how much it holds.
func (e *zstdEncoder) end(in []byte) {
	e.sizeWrong = e.size != zstdNoSize && e.written != e.size
	if e.open {
		e.encoder.Write(in)
		e.encoder.Close()
	} else {
		e.output.Write(e.encoder.EncodeAll(in, nil))
	}
	e.open, e.finished = false, true
	e.size, e.written = zstdNoSize, 0
}

func (e *zstdEncoder) failure(bool) *failure {
	if e.sizeWrong {
		return &failure{-1, "ERR_ZSTD_COMPRESSION_FAILED", "Zstd compression failed: Src size is incorrect"}
	}
	return nil
}

func (e *zstdEncoder) ended() bool { return e.finished && len(e.output.data) == 0 }

// reset begins a new frame; the parameters stay.
func (e *zstdEncoder) reset() *failure {
	e.output.data = nil
	e.open, e.finished, e.sizeWrong = false, false, false
	e.size, e.written = zstdNoSize, 0
	return nil
}

func (e *zstdEncoder) close() { e.encoder = nil }

// zstdDecoder decompresses one frame after the other.
type zstdDecoder struct {
	frame     *zstdFrame
	reader    *zstdReader
	maxWindow uint64
	flush     int
	done      bool
	err       *failure
}

func newZstdDecoder() *zstdDecoder { return &zstdDecoder{maxWindow: 1 << 27} }

func (d *zstdDecoder) set(key, value int) *failure {
	if key != zstdMaxWindow {
		return &failure{-1, zstdParamFailed, fmt.Sprintf("Unsupported Zstd decompression parameter: %d", key)}
	}
	if value != 0 && (value < 10 || value > 31) {
		return &failure{-1, zstdParamFailed, msgOutOfBound}
	}
	if value != 0 {
		d.maxWindow = 1 << value
	}
	return nil
}

// work takes the input of one frame at most.
func (d *zstdDecoder) work(in, out []byte, flush int) (consumed, produced int) {
	d.flush = flush
	if d.err != nil {
		return 0, 0
	}
	if d.frame == nil {
		if len(in) == 0 {
			return 0, 0
		}
		d.begin()
	}
	if !d.frame.complete() {
		consumed = d.frame.scan(in)
	}
	if d.frame.wrong {
		d.err = zstdFailure(zstd.ErrMagicMismatch)
		return consumed, 0
	}
	produced, err := d.reader.read(in[:consumed], d.frame.complete(), out)
	if err != nil {
		d.err = zstdFailure(err)
		return consumed, produced
	}
	if d.done = d.frame.complete() && d.reader.ended; d.done {
		d.end()
	}
	return consumed, produced
}

func (d *zstdDecoder) begin() {
	d.done = false
	d.frame = &zstdFrame{}
	d.reader = newZstdReader(d.maxWindow)
	// A stream that is never closed must not leave its reader waiting.
	runtime.AddCleanup(d, func(r *zstdReader) { r.stop() }, d.reader)
}

func (d *zstdDecoder) end() {
	if d.reader != nil {
		d.reader.stop()
	}
	d.frame, d.reader = nil, nil
}

func (d *zstdDecoder) failure(room bool) *failure {
	if d.err != nil {
		return d.err
	}
	if room && d.flush == zstdEnd && d.frame != nil {
		return &failure{-1, zstdDecompressionFailed, "unexpected end of file"}
	}
	return nil
}

func (d *zstdDecoder) ended() bool { return d.done }

func (d *zstdDecoder) reset() *failure {
	d.end()
	return nil
}

func (d *zstdDecoder) close() { d.end() }

const zstdDecompressionFailed = "ERR_ZSTD_DECOMPRESSION_FAILED"

// zstdFailure says in Zstandard's words what is wrong with the data.
func zstdFailure(err error) *failure {
	reason := "Data corruption detected"
	switch err {
	case zstd.ErrMagicMismatch:
		reason = "Unknown frame descriptor"
	case zstd.ErrCRCMismatch:
		reason = "Restored data doesn't match checksum"
	case zstd.ErrWindowSizeExceeded:
		reason = "Frame requires too much memory for decoding"
	case zstd.ErrUnknownDictionary:
		reason = "Dictionary mismatch"
	}
	return &failure{-1, zstdDecompressionFailed, "Zstd decompression failed: " + reason}
}

// Package nodezlib has the Go functions under node:zlib: streams of zlib, Brotli and Zstandard, as
// the C libraries have them, with the errors that workerd makes of theirs.
//
// The JavaScript in js/internal/zlib checks arguments and keeps the classes; a handle that it holds
// is a Go value of this package.
package nodezlib

// mode is what a stream does, numbered as in node:zlib's constants.
type mode int

const (
	modeNone mode = iota
	modeDeflate
	modeInflate
	modeGzip
	modeGunzip
	modeDeflateRaw
	modeInflateRaw
	modeUnzip
	modeBrotliDecode
	modeBrotliEncode
	modeZstdEncode
	modeZstdDecode
)

// codec works on a stream of data.
type codec interface {
	// work goes on until the input is used up or the output is full, and tells how much of both it took.
	work(in, out []byte, flush int) (consumed, produced int)
	// failure is why the last work failed, or nil. room tells that its output was not filled.
	failure(room bool) *failure
	// ended tells whether the stream is complete.
	ended() bool
	reset() *failure
	close()
}

// failure is an error with what Node gives besides the message.
type failure struct {
	errno   int
	code    string
	message string
}

func (f *failure) Error() string { return f.message }

const (
	msgParameter = "Setting parameter failed"

	codeBufError = "Z_BUF_ERROR"
	errnoBuf     = -5
)

// output is what a codec made and nobody has taken yet.
type output struct{ data []byte }

func (o *output) Write(p []byte) (int, error) {
	o.data = append(o.data, p...)
	return len(p), nil
}

func (o *output) take(out []byte) int {
	n := copy(out, o.data)
	if o.data = o.data[n:]; len(o.data) == 0 {
		o.data = nil
	}
	return n
}

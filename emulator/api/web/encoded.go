package web

import (
	"bytes"
	"io"
	"strconv"

	"github.com/devdo/devdo/emulator/isolate"
)

// ReadEncoded reads the body of a response off the loop, as it would leave: encoded by its
// content-encoding. The response's content-length becomes that of the body, where it was known
// before. done is called on the loop; loop only.
func ReadEncoded(iso *isolate.Isolate, resp *Response, done func(body []byte, err error)) {
	reader := resp.Body.Reader()
	var encoded bytes.Buffer
	var err error
	enc, encodes := Encoder(&encoded, resp.Headers.Get("content-encoding"))
	if encodes = encodes && !resp.ManualEncoding; !encodes {
		enc = plainWriter{&encoded}
	}
	resp.Headers.Delete("content-length")
	if length := resp.Body.Length(); length >= 0 && !encodes {
		resp.Headers.Set("content-length", strconv.FormatInt(length, 10))
	}
	stateOf(iso).work(reader, func() {
		if _, err = io.Copy(enc, reader); err == nil {
			err = enc.Close()
		}
		_ = reader.Close()
	}, func() { done(encoded.Bytes(), err) })
}

// plainWriter is an encoder that changes nothing.
type plainWriter struct{ *bytes.Buffer }

func (plainWriter) Close() error { return nil }
func (plainWriter) Flush() error { return nil }

package websocket

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/gobwas/httphead"
	"github.com/klauspost/compress/flate"
)

// Compression is what both sides agreed on for permessage-deflate (RFC 7692). A nil Compression
// is none.
type Compression struct {
	client, server direction
}

// direction is how the messages of one side are compressed.
type direction struct {
	// fresh makes every message stand alone (no_context_takeover).
	fresh bool
	// window is the binary logarithm of how far back a message may refer, 0 if nothing was said.
	window int
}

// Names of the extension and its parameters.
const (
	extension       = "permessage-deflate"
	clientFresh     = "client_no_context_takeover"
	serverFresh     = "server_no_context_takeover"
	clientWindow    = "client_max_window_bits"
	serverWindow    = "server_max_window_bits"
	minBits, maxBit = 8, 15
)

// Negotiate takes the first of a client's offers that can be had; nil if there is none.
func Negotiate(offers string) *Compression {
	options, ok := httphead.ParseOptions([]byte(offers), nil)
	if !ok {
		return nil
	}
	for _, o := range options {
		if c := parse(o, true); c != nil {
			return c
		}
	}
	return nil
}

// What is wrong with a server's answer, in workerd's words.
var (
	errSeveral        = errors.New("expected exactly one extension (permessage-deflate) but received more than one.")
	errOtherExtension = errors.New("response included a Sec-WebSocket-Extensions value that was not permessage-deflate.")
	errBadParameters  = errors.New("the Sec-WebSocket-Extensions header in the Response included an invalid value.")
)

// Agreed is what a server's answer says; nil for no compression.
func Agreed(answer string) (*Compression, error) {
	if answer == "" {
		return nil, nil
	}
	options, ok := httphead.ParseOptions([]byte(answer), nil)
	switch {
	case !ok || len(options) == 0:
		return nil, errOtherExtension
	case len(options) > 1:
		return nil, errSeveral
	case !strings.EqualFold(string(options[0].Name), extension):
		return nil, errOtherExtension
	}
	c := parse(options[0], false)
	if c == nil {
		return nil, errBadParameters
	}
	return c, nil
}

// parse reads an offer, in which a client may leave its window open, or an answer.
func parse(o httphead.Option, offer bool) *Compression {
	if !strings.EqualFold(string(o.Name), extension) {
		return nil
	}
	c, ok := &Compression{}, true
	o.Parameters.ForEach(func(key, value []byte) bool {
		switch string(key) {
		case clientFresh:
			ok, c.client.fresh = len(value) == 0 && !c.client.fresh, true
		case serverFresh:
			ok, c.server.fresh = len(value) == 0 && !c.server.fresh, true
		case clientWindow:
			if offer && len(value) == 0 {
				c.client.window = maxBit
				break
			}
			c.client.window, ok = bits(value)
		case serverWindow:
			c.server.window, ok = bits(value)
		default:
			ok = false
		}
		return ok
	})
	if !ok {
		return nil
	}
	return c
}

func bits(value []byte) (int, bool) {
	n, err := strconv.Atoi(string(value))
	return n, err == nil && n >= minBits && n <= maxBit
}

// Header is the server's answer.
func (c *Compression) Header() string {
	text := extension
	for _, p := range []struct {
		name string
		is   bool
	}{{clientFresh, c.client.fresh}, {serverFresh, c.server.fresh}} {
		if p.is {
			text += "; " + p.name
		}
	}
	for _, p := range []struct {
		name   string
		window int
	}{{clientWindow, c.client.window}, {serverWindow, c.server.window}} {
		if p.window != 0 {
			text += "; " + p.name + "=" + strconv.Itoa(p.window)
		}
	}
	return text
}

// flushed ends what a compressor has flushed, and is left out of messages; final ends a stream.
var (
	flushed = []byte{0, 0, 0xff, 0xff}
	final   = []byte{1, 0, 0, 0xff, 0xff}
)

// deflater compresses the messages of one side. Its memory is taken with the first message.
type deflater struct {
	direction
	w   *flate.Writer
	out bytes.Buffer
}

func (d *deflater) compress(message []byte) []byte {
	d.out.Reset()
	switch {
	case d.w == nil:
		d.w = d.writer()
	case d.fresh:
		d.w.Reset(&d.out)
	}
	_, _ = d.w.Write(message) // into memory
	_ = d.w.Flush()
	return bytes.TrimSuffix(d.out.Bytes(), flushed)
}

func (d *deflater) writer() *flate.Writer {
	if d.window != 0 && d.window < maxBit {
		if w, err := flate.NewWriterWindow(&d.out, 1<<d.window); err == nil {
			return w
		}
	}
	w, err := flate.NewWriter(&d.out, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is valid
	}
	return w
}

// inflater decompresses the messages of the other side.
type inflater struct {
	direction
	r    io.ReadCloser
	past []byte // what messages may refer to
}

// errTooLarge is the error of a message that grows beyond MaxMessage.
var errTooLarge = errors.New(reasonTooLarge)

func (f *inflater) decompress(message []byte) ([]byte, error) {
	in := io.MultiReader(bytes.NewReader(message), bytes.NewReader(flushed), bytes.NewReader(final))
	if f.r == nil {
		f.r = flate.NewReaderDict(in, f.past)
	} else if err := f.r.(flate.Resetter).Reset(in, f.past); err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(f.r, MaxMessage+1))
	if err != nil {
		return nil, err
	}
	if len(out) > MaxMessage {
		return nil, errTooLarge
	}
	if !f.fresh {
		f.remember(out)
	}
	return out, nil
}

func (f *inflater) remember(out []byte) {
	const size = 1 << maxBit
	all := append(f.past, out...)
	if len(all) > size {
		all = append([]byte(nil), all[len(all)-size:]...)
	}
	f.past = all
}

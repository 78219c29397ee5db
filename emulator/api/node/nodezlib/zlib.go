package nodezlib

import "github.com/devdo/devdo/emulator/zlib"

// zlibCodec is a stream of zlib. The stream is opened by the first work.
type zlibCodec struct {
	mode                                  mode
	level, windowBits, memLevel, strategy int
	dictionary                            []byte

	stream *zlib.Stream
	code   zlib.Code
	flush  int
	// magicRead counts the bytes of gzip's mark that modeUnzip has seen.
	magicRead int
}

const (
	gzipID1 = 0x1f
	gzipID2 = 0x8b
)

// bits are the window's, with what else zlib wants to be told by them.
func (c *zlibCodec) bits() int {
	switch c.mode {
	case modeGzip, modeGunzip:
		return c.windowBits + 16
	case modeUnzip:
		return c.windowBits + 32
	case modeDeflateRaw, modeInflateRaw:
		return -c.windowBits
	}
	return c.windowBits
}

func (c *zlibCodec) compresses() bool {
	return c.mode == modeDeflate || c.mode == modeGzip || c.mode == modeDeflateRaw
}

// open opens the stream where it is not; false says that zlib refuses.
func (c *zlibCodec) open() bool {
	if c.stream != nil {
		return true
	}
	if c.mode == modeNone {
		return false
	}
	if c.compresses() {
		c.stream, c.code = zlib.Deflate(c.level, c.bits(), c.memLevel, c.strategy)
	} else {
		c.stream, c.code = zlib.Inflate(c.bits())
	}
	if c.code != zlib.OK {
		c.dictionary = nil
		c.mode = modeNone
		return false
	}
	c.setDictionary()
	return true
}

func (c *zlibCodec) setDictionary() *failure {
	if len(c.dictionary) == 0 {
		return nil
	}
	c.code = zlib.OK
	switch c.mode {
	case modeDeflate, modeDeflateRaw, modeInflateRaw:
		c.code = c.stream.SetDictionary(c.dictionary)
	}
	if c.code != zlib.OK {
		return c.fail("Failed to set dictionary")
	}
	return nil
}

func (c *zlibCodec) work(in, out []byte, flush int) (consumed, produced int) {
	c.flush = flush
	if !c.open() {
		return 0, 0
	}
	if c.compresses() {
		consumed, produced, c.code = c.stream.Run(in, out, flush)
		return consumed, produced
	}
	if c.mode == modeUnzip {
		c.detect(in)
	}
	return c.inflate(in, out)
}

// detect sees what modeUnzip has to do with.
func (c *zlibCodec) detect(in []byte) {
	marks := [...]byte{gzipID1, gzipID2}
	for _, b := range in {
		if b != marks[c.magicRead] {
			c.mode = modeInflate
			return
		}
		if c.magicRead++; c.magicRead == len(marks) {
			c.mode = modeGunzip
			return
		}
	}
}

func (c *zlibCodec) inflate(in, out []byte) (consumed, produced int) {
	run := func() {
		var took, gave int
		took, gave, c.code = c.stream.Run(in[consumed:], out[produced:], c.flush)
		consumed += took
		produced += gave
	}
	run()
	if c.code == zlib.NeedDict && c.mode != modeInflateRaw && len(c.dictionary) > 0 {
		switch c.code = c.stream.SetDictionary(c.dictionary); c.code {
		case zlib.OK:
			run()
		case zlib.DataError:
			c.code = zlib.NeedDict // a wrong dictionary, not wrong data
		}
	}
	// What follows a member may be another. Zeros are padding.
	for c.mode == modeGunzip && c.code == zlib.StreamEnd && consumed < len(in) && in[consumed] != 0 {
		c.reset()
		run()
	}
	return consumed, produced
}

func (c *zlibCodec) failure(room bool) *failure {
	switch c.code {
	case zlib.OK, zlib.BufError:
		if room && c.flush == zlib.Finish {
			return c.fail("unexpected end of file")
		}
		return nil
	case zlib.StreamEnd:
		return nil
	case zlib.NeedDict:
		if len(c.dictionary) == 0 {
			return c.fail("Missing dictionary")
		}
		return c.fail("Bad dictionary")
	}
	return c.fail("Zlib error")
}

// fail prefers what zlib says itself.
func (c *zlibCodec) fail(message string) *failure {
	if c.stream != nil {
		if text := c.stream.Message(); text != "" {
			message = text
		}
	}
	return &failure{int(c.code), c.code.String(), message}
}

func (c *zlibCodec) ended() bool { return c.code == zlib.StreamEnd }

func (c *zlibCodec) reset() *failure {
	if !c.open() {
		return c.fail("Failed to init stream before reset")
	}
	if c.code = c.stream.Reset(); c.code != zlib.OK {
		return c.fail("Failed to reset stream")
	}
	return c.setDictionary()
}

// params changes how a stream that compresses goes on. Nothing is written: where something has to
// be, zlib says so, and it comes with the next work.
func (c *zlibCodec) params(level, strategy int) *failure {
	if !c.open() {
		return c.failure(false)
	}
	c.code = zlib.OK
	if c.mode == modeDeflate || c.mode == modeDeflateRaw {
		c.code = c.stream.Params(level, strategy)
	}
	return c.failure(false)
}

func (c *zlibCodec) close() {
	if c.stream != nil {
		c.stream.Close()
		c.stream = nil
	}
	c.mode = modeNone
}

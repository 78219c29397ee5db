package htmlrewriter

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// charset converts between the document's encoding and UTF-8.
type charset struct {
	encoding encoding.Encoding
	utf8     bool
}

// newCharset finds an encoding by its label.
func newCharset(label string) (charset, error) {
	if label == "" {
		label = "utf-8"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return charset{}, parserError(msgUnknownEncoding)
	}
	switch name, _ := htmlindex.Name(e); name {
	case "utf-16le", "utf-16be", "iso-2022-jp", "replacement":
		return charset{}, parserError(msgNotASCII)
	case "utf-8":
		return charset{unicode.UTF8, true}, nil
	}
	return charset{encoding: e}, nil
}

func (c charset) decode(b []byte) string {
	if c.utf8 && utf8.Valid(b) {
		return string(b)
	}
	s, _ := c.encoding.NewDecoder().Bytes(b)
	return string(s)
}

// encode writes what the encoding lacks as character references.
func (c charset) encode(s string) []byte {
	if c.utf8 {
		return []byte(s)
	}
	b, _ := encoding.HTMLEscapeUnsupported(c.encoding.NewEncoder()).Bytes([]byte(s))
	return b
}

// encodable is encode for where there are no character references.
func (c charset) encodable(s string) (string, bool) {
	if c.utf8 {
		return s, true
	}
	out, err := c.encoding.NewEncoder().String(s)
	return out, err == nil
}

// textDecoder decodes a text that comes in pieces, which may break characters.
type textDecoder struct {
	decoder *encoding.Decoder
	rest    []byte
}

func (d *textDecoder) decode(c charset, b []byte, end bool) string {
	if c.utf8 && len(d.rest) == 0 && utf8.Valid(b) {
		return string(b)
	}
	if d.decoder == nil {
		d.decoder = c.encoding.NewDecoder()
	}
	src := append(d.rest, b...)
	var out []byte
	buffer := make([]byte, 3*len(src)+utf8.UTFMax)
	for {
		written, read, err := d.decoder.Transform(buffer, src, end)
		out, src = append(out, buffer[:written]...), src[read:]
		if err != transform.ErrShortDst {
			break
		}
	}
	d.rest = src
	if end {
		d.decoder, d.rest = nil, nil
	}
	return string(out)
}

package encoding

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"github.com/devdo/devdo/emulator/isolate"
)

// ErrMalformed is input that a fatal Decoder refuses.
var ErrMalformed = errors.New("Failed to decode input.")

// Options are those of TextDecoder.
type Options struct{ Fatal, IgnoreBOM bool }

// Decoder turns bytes of one encoding into JavaScript strings, in pieces where wanted; loop only.
type Decoder struct {
	Options
	rt      *goja.Runtime
	name    string
	bytes   *charmap.Charmap      // for encodings of one byte a character
	legacy  transform.Transformer // for all others but UTF-8 and UTF-16
	pending []byte                // the beginning of a character
	begun   bool                  // past the place of a byte order mark
}

// Lookup finds an encoding by one of its labels and gives the name that the standard has for it.
func Lookup(label string) (name string, ok bool) {
	_, name, ok = lookup(label)
	return name, ok
}

func lookup(label string) (encoding.Encoding, string, bool) {
	e, err := htmlindex.Get(label)
	if err != nil || e == encoding.Replacement {
		return nil, "", false
	}
	name, err := htmlindex.Name(e)
	if name == "gbk" {
		e = simplifiedchinese.GB18030 // the standard decodes both alike
	}
	if e == charmap.ISO8859_8I || e == charmap.ISO8859_8E {
		e = charmap.ISO8859_8 // they differ in the direction of the text, and these two are no Charmap
	}
	// x/text has one encoding for what the standard has under two names.
	if strings.HasSuffix(strings.ToLower(strings.TrimSpace(label)), "8859-8-i") {
		name = "iso-8859-8-i"
	}
	return e, name, err == nil
}

// NewDecoder makes a decoder by the label of its encoding.
func NewDecoder(iso *isolate.Isolate, label string, o Options) (*Decoder, bool) {
	e, name, ok := lookup(label)
	if !ok {
		return nil, false
	}
	d := &Decoder{Options: o, rt: iso.Runtime(), name: name}
	if d.bytes, ok = e.(*charmap.Charmap); !ok && name != "utf-8" && !d.wide() {
		d.legacy = e.NewDecoder().Transformer
	}
	return d, true
}

// Name is the standard's name of the encoding.
func (d *Decoder) Name() string { return d.name }

func (d *Decoder) wide() bool { return d.name == "utf-16le" || d.name == "utf-16be" }

// Decode decodes data; with more to come, a character that is not whole yet is kept for the
// next call. The only error is ErrMalformed.
func (d *Decoder) Decode(data []byte, more bool) (goja.Value, error) {
	if len(d.pending) > 0 {
		data = append(d.pending, data...)
		d.pending = nil
	}
	text, err := d.decode(data, more)
	if err != nil || !more {
		d.reset()
	}
	return text, err
}

func (d *Decoder) reset() {
	d.pending, d.begun = nil, false
	if d.legacy != nil {
		d.legacy.Reset()
	}
}

func (d *Decoder) decode(data []byte, more bool) (goja.Value, error) {
	switch {
	case d.bytes != nil:
		return d.decodeBytes(data)
	case d.legacy != nil:
		return d.decodeLegacy(data, more)
	case d.wide():
		return d.decodeUTF16(data, more)
	}
	whole := len(data)
	if more {
		whole -= incomplete(data)
		d.pending = append(d.pending, data[whole:]...)
	}
	if d.Fatal && !utf8.Valid(data[:whole]) {
		return nil, ErrMalformed
	}
	text := ReplaceInvalid(data[:whole])
	if d.atMark(len(text) > 0) {
		text = strings.TrimPrefix(text, bom)
	}
	return d.rt.ToValue(text), nil
}

// atMark reports whether output begins where a byte order mark would be dropped.
func (d *Decoder) atMark(output bool) bool {
	at := output && !d.begun && !d.IgnoreBOM
	d.begun = d.begun || output
	return at
}

// incomplete is the length of the beginning of a character that ends data.
func incomplete(data []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		if tail := data[len(data)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return n
			}
			return 0
		}
	}
	return 0
}

// decodeUTF16 lets lone surrogates through, as workerd does.
func (d *Decoder) decodeUTF16(data []byte, more bool) (goja.Value, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if d.name == "utf-16be" {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(data)/2+1)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	switch {
	case len(data) > 0 && more:
		d.pending = append(d.pending, data...)
	case len(data) > 0 && d.Fatal:
		return nil, ErrMalformed
	case len(data) > 0 && len(units) > 0 && utf16.IsSurrogate(rune(units[len(units)-1])):
		units[len(units)-1] = utf8.RuneError
	case len(data) > 0:
		units = append(units, utf8.RuneError)
	}
	if d.atMark(len(units) > 0) && units[0] == 0xfeff {
		units = units[1:]
	}
	return goja.StringFromUTF16(units), nil
}

// decodeBytes gives the control characters their places in the Windows code pages, which the
// standard does and x/text does not.
func (d *Decoder) decodeBytes(data []byte) (goja.Value, error) {
	text := make([]byte, 0, len(data)+len(data)/2)
	for _, b := range data {
		r := d.bytes.DecodeByte(b)
		if r == utf8.RuneError && b < 0xa0 {
			r = rune(b)
		}
		if r == utf8.RuneError && d.Fatal {
			return nil, ErrMalformed
		}
		text = utf8.AppendRune(text, r)
	}
	return d.rt.ToValue(string(text)), nil
}

func (d *Decoder) decodeLegacy(data []byte, more bool) (goja.Value, error) {
	var out []byte
	buffer := make([]byte, max(64, 3*len(data)))
	for {
		written, read, err := d.legacy.Transform(buffer, data, !more)
		out = append(out, buffer[:written]...)
		data = data[read:]
		if err == transform.ErrShortDst {
			continue
		}
		if err == transform.ErrShortSrc {
			d.pending = append(d.pending, data...)
		}
		break
	}
	// The decoders of x/text have no strict mode, but nothing else becomes this character.
	text := string(out)
	if d.Fatal && strings.ContainsRune(text, utf8.RuneError) {
		return nil, ErrMalformed
	}
	return d.rt.ToValue(text), nil
}

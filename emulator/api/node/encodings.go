package node

import (
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/encoding"
)

// encode are the bytes of a string in one of Buffer's encodings. What is no digit ends hexadecimal
// text and is left out of base64.
func encode(text goja.String, name string) []byte {
	switch name {
	case "utf8":
		return []byte(text.String())
	case "latin1", "ascii":
		return units(text, 1)
	case "utf16le":
		return units(text, 2)
	case "hex":
		return decodeHex(text.String())
	default:
		return decodeBase64(text.String())
	}
}

// units are the UTF-16 units of a string, the low byte or both of each.
func units(text goja.String, size int) []byte {
	out := make([]byte, 0, text.Length()*size)
	for i := range text.Length() {
		unit := text.CharAt(i)
		out = append(out, byte(unit))
		if size == 2 {
			out = append(out, byte(unit>>8))
		}
	}
	return out
}

func decodeHex(text string) []byte {
	out := make([]byte, len(text)/2)
	n, _ := hex.Decode(out, []byte(text[:len(text)&^1]))
	return out[:n]
}

// decodeBase64 takes both alphabets and ends at padding.
func decodeBase64(text string) []byte {
	digits := make([]byte, 0, len(text))
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '=':
			return base64Digits(digits)
		case c == '-':
			c = '+'
		case c == '_':
			c = '/'
		}
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			digits = append(digits, c)
		}
	}
	return base64Digits(digits)
}

func base64Digits(digits []byte) []byte {
	if len(digits)%4 == 1 {
		digits = digits[:len(digits)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
	n, _ := base64.RawStdEncoding.Decode(out, digits)
	return out[:n]
}

// decode is the string of bytes in one of Buffer's encodings.
func decode(rt *goja.Runtime, data []byte, name string) goja.Value {
	switch name {
	case "utf8":
		return rt.ToValue(encoding.ReplaceInvalid(data))
	case "latin1":
		return narrow(rt, data, 0xff)
	case "ascii":
		return narrow(rt, data, 0x7f)
	case "utf16le":
		wide := make([]uint16, len(data)/2)
		for i := range wide {
			wide[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
		}
		return goja.StringFromUTF16(wide)
	case "hex":
		return rt.ToValue(hex.EncodeToString(data))
	case "base64url":
		return rt.ToValue(base64.RawURLEncoding.EncodeToString(data))
	default:
		return rt.ToValue(base64.StdEncoding.EncodeToString(data))
	}
}

// narrow makes each byte a character.
func narrow(rt *goja.Runtime, data []byte, mask byte) goja.Value {
	wide := make([]uint16, len(data))
	ascii := true
	for i, c := range data {
		wide[i] = uint16(c & mask)
		ascii = ascii && wide[i] < utf8.RuneSelf
	}
	if !ascii {
		return goja.StringFromUTF16(wide)
	}
	plain := make([]byte, len(data))
	for i, c := range data {
		plain[i] = c & mask
	}
	return rt.ToValue(string(plain))
}

// byteLength is how many bytes a string takes; for base64 and hexadecimal text, by its length.
func byteLength(text goja.String, name string) int {
	n := text.Length()
	switch name {
	case "utf8":
		return len(text.String())
	case "latin1", "ascii":
		return n
	case "utf16le":
		return 2 * n
	case "hex":
		return n / 2
	}
	for range 2 {
		if n > 1 && text.CharAt(n-1) == '=' {
			n--
		}
	}
	return n * 3 / 4
}

package wire

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	surrogateMin = 0xd800
	surrogateMax = 0xdfff
)

// FromUTF16 is the WTF-8 form of a JavaScript string.
func FromUTF16(units []uint16) string {
	buf := make([]byte, 0, len(units))
	for k := 0; k < len(units); k++ {
		r := rune(units[k])
		if r < surrogateMin || r > surrogateMax {
			buf = utf8.AppendRune(buf, r)
			continue
		}
		if k+1 < len(units) {
			if pair := utf16.DecodeRune(r, rune(units[k+1])); pair != utf8.RuneError {
				buf = utf8.AppendRune(buf, pair)
				k++
				continue
			}
		}
		buf = append(buf, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0x3f, 0x80|byte(r)&0x3f)
	}
	return string(buf)
}

// toUTF16 is the inverse of FromUTF16. Bytes that are not WTF-8 become U+FFFD.
func toUTF16(s string) []uint16 {
	units := make([]uint16, 0, len(s))
	for len(s) > 0 {
		if u, ok := loneSurrogate(s); ok {
			units = append(units, u)
			s = s[3:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		units = utf16.AppendRune(units, r)
		s = s[size:]
	}
	return units
}

// loneSurrogate decodes the surrogate that s begins with, which UTF-8 does not allow.
func loneSurrogate(s string) (uint16, bool) {
	if len(s) < 3 || s[0] != 0xed || s[1] < 0xa0 || s[1] > 0xbf || s[2]&0xc0 != 0x80 {
		return 0, false
	}
	return surrogateMin | uint16(s[1]&0x1f)<<6 | uint16(s[2]&0x3f), true
}

// hasLoneSurrogate tells whether s is not plain UTF-8.
func hasLoneSurrogate(s string) bool { return !utf8.ValidString(s) }

// fromLatin1 is the UTF-8 form of a one-byte string.
func fromLatin1(b []byte) string {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			buf := make([]byte, 0, len(b)+8)
			for _, c := range b {
				buf = utf8.AppendRune(buf, rune(c))
			}
			return string(buf)
		}
	}
	return string(b)
}

// validUTF8 replaces what is not UTF-8 by U+FFFD.
func validUTF8(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

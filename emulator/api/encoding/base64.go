package encoding

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

const (
	msgBadBase64 = "atob() called with invalid base64-encoded data. (Only whitespace, '+', '/', alphanumeric ASCII, and up to two terminal '=' signs when the input data length is divisible by 4 are allowed.)"
	msgNotLatin1 = "btoa() can only operate on characters in the Latin1 (ISO/IEC 8859-1) range."
)

// spaces are what forgiving-base64 decoding leaves out.
var spaces = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\f", "", "\r", "")

// DecodeBase64 is the forgiving-base64 decode of the infra standard.
func DecodeBase64(s string) ([]byte, bool) {
	if strings.ContainsAny(s, " \t\n\f\r") {
		s = spaces.Replace(s)
	}
	if len(s)%4 == 0 {
		s = strings.TrimSuffix(strings.TrimSuffix(s, "="), "=")
	}
	data, err := base64.RawStdEncoding.DecodeString(s)
	return data, err == nil
}

// latin1Bytes turns each character into a byte; ok is false if one does not fit.
func latin1Bytes(s string) (data []byte, ok bool) {
	data = make([]byte, 0, len(s))
	for _, r := range s {
		if r > 0xff {
			return nil, false
		}
		data = append(data, byte(r))
	}
	return data, true
}

// latin1 makes a string with one character for each byte.
func latin1(rt *goja.Runtime, data []byte) goja.Value {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return wide(data)
		}
	}
	return rt.ToValue(string(data))
}

func wide(data []byte) goja.Value {
	units := make([]uint16, len(data))
	for i, b := range data {
		units[i] = uint16(b)
	}
	return goja.StringFromUTF16(units)
}

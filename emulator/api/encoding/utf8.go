package encoding

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// bom is the byte order mark in UTF-8.
const bom = "\ufeff"

// DecodeUTF8 turns bytes into text as Body.text() does: without a byte order mark, and with
// U+FFFD for every maximal part of a malformed sequence.
func DecodeUTF8(data []byte) string {
	if len(data) >= 3 && string(data[:3]) == bom {
		data = data[3:]
	}
	return ReplaceInvalid(data)
}

// ReplaceInvalid is DecodeUTF8 for bytes in which a byte order mark has no meaning.
func ReplaceInvalid(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	text, err := unicode.UTF8.NewDecoder().Bytes(data)
	if err != nil {
		// The decoder has no errors: it replaces.
		return string(data)
	}
	return string(text)
}

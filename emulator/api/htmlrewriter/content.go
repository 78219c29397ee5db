package htmlrewriter

import (
	"strings"
	"unicode/utf8"
)

// Content is what a script puts into the document: a text, or a stream of the caller's that is
// asked for when its place is reached.
type Content struct {
	Text   string
	Stream any // nil for a text
	HTML   bool
}

var textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// mutations are what a script does to one token.
type mutations struct {
	before, replacement, after []Content
	removed                    bool
}

// Before puts content in front of the token, behind what was put there already.
func (m *mutations) Before(c Content) { m.before = append(m.before, c) }

// After puts content behind the token, in front of what was put there already.
func (m *mutations) After(c Content) { m.after = prepend(m.after, c) }

// Replace puts content in the place of the token.
func (m *mutations) Replace(c Content) {
	m.removed = true
	m.replacement = []Content{c}
}

// Remove leaves the token out.
func (m *mutations) Remove() { m.removed = true }

// Removed reports whether the token was removed or replaced.
func (m *mutations) Removed() bool { return m.removed }

func prepend(list []Content, c Content) []Content { return append([]Content{c}, list...) }

// utf8Chunks checks a stream of UTF-8 whose chunks may break characters.
type utf8Chunks struct{ rest []byte }

// take gives what is complete.
func (u *utf8Chunks) take(chunk []byte) (string, error) {
	b := append(u.rest, chunk...)
	n := len(b)
	// At most the last three bytes can be the beginning of a character.
	for i := len(b) - 1; i >= 0 && i >= len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				n = i
			}
			break
		}
	}
	if !utf8.Valid(b[:n]) {
		return "", parserError(msgInvalidUTF8)
	}
	u.rest = append([]byte(nil), b[n:]...)
	return string(b[:n]), nil
}

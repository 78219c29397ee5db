package htmlrewriter

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// lexer reads the tokens of CSS that selectors are made of. Parsing goes on after the first
// error only to unwind, so an error is kept and everything after it looks like the end.
type lexer struct {
	text string
	err  error
}

func (l *lexer) fail(message string) {
	if l.err == nil {
		l.err = parserError(message)
	}
	l.text = ""
}

// adopt takes over the error of a block.
func (l *lexer) adopt(inner *lexer) {
	if inner.err != nil {
		l.err, l.text = inner.err, ""
	}
}

func (l *lexer) ended() bool { return l.text == "" }

// peek is the next byte, 0 at the end.
func (l *lexer) peek() byte {
	if l.text == "" {
		return 0
	}
	return l.text[0]
}

func (l *lexer) skip(n int) { l.text = l.text[n:] }

// take skips c where it is next.
func (l *lexer) take(c byte) bool {
	if l.peek() != c || l.ended() {
		return false
	}
	l.skip(1)
	return true
}

// space skips white space and comments and says whether there was any white space.
func (l *lexer) space() bool {
	any := false
	for {
		trimmed := strings.TrimLeft(l.text, whitespace)
		any = any || len(trimmed) < len(l.text)
		l.text = trimmed
		if !strings.HasPrefix(l.text, "/*") {
			return any
		}
		_, l.text, _ = strings.Cut(l.text[2:], "*/")
	}
}

// isIdent says whether an identifier begins here.
func (l *lexer) isIdent() bool {
	s := l.text
	if strings.HasPrefix(s, "--") {
		return true
	}
	s = strings.TrimPrefix(s, "-")
	return s != "" && (isNameStart(s[0]) || isEscape(s))
}

func isEscape(s string) bool { return len(s) > 1 && s[0] == '\\' && s[1] != '\n' }

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= utf8.RuneSelf || c == 0
}

func isName(c byte) bool { return isNameStart(c) || '0' <= c && c <= '9' || c == '-' }

// name reads name characters.
func (l *lexer) name() string {
	var b strings.Builder
	for !l.ended() {
		switch {
		case isName(l.text[0]):
			b.WriteByte(l.text[0])
			l.skip(1)
		case isEscape(l.text):
			b.WriteString(l.escape())
		default:
			return b.String()
		}
	}
	return b.String()
}

// escape reads an escaped character.
func (l *lexer) escape() string {
	l.skip(1)
	n := 0
	for n < len(l.text) && n < 6 && strings.IndexByte("0123456789abcdefABCDEF", l.text[n]) >= 0 {
		n++
	}
	if n == 0 {
		_, size := utf8.DecodeRuneInString(l.text)
		c := l.text[:size]
		l.skip(size)
		return c
	}
	code, _ := strconv.ParseUint(l.text[:n], 16, 32)
	l.skip(n)
	if !l.ended() && strings.IndexByte(whitespace, l.text[0]) >= 0 {
		l.skip(1)
	}
	if code == 0 || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		return "\ufffd"
	}
	return string(rune(code))
}

// quoted reads a string; ok is false where there is none.
func (l *lexer) quoted() (s string, ok bool) {
	quote := l.peek()
	if quote != '"' && quote != '\'' {
		return "", false
	}
	l.skip(1)
	var b strings.Builder
	for !l.ended() {
		switch c := l.text[0]; {
		case c == quote:
			l.skip(1)
			return b.String(), true
		case c == '\n':
			return "", false
		case strings.HasPrefix(l.text, "\\\n"):
			l.skip(2)
		case isEscape(l.text):
			b.WriteString(l.escape())
		default:
			b.WriteByte(c)
			l.skip(1)
		}
	}
	return b.String(), true
}

// block reads what is between here, behind an opening bracket, and its closing one.
func (l *lexer) block(closing byte) *lexer {
	inner := &lexer{text: l.text}
	var open []byte
	for rest := (lexer{text: l.text}); !rest.ended(); {
		c := rest.peek()
		switch {
		case c == closing && len(open) == 0:
			inner.text = l.text[:len(l.text)-len(rest.text)]
			l.text = rest.text[1:]
			return inner
		case c == '"' || c == '\'':
			if _, ok := rest.quoted(); ok {
				continue
			}
		case c == '\\' && len(rest.text) > 1:
			rest.skip(1)
		case c == '(':
			open = append(open, ')')
		case c == '[':
			open = append(open, ']')
		case len(open) > 0 && c == open[len(open)-1]:
			open = open[:len(open)-1]
		}
		if !rest.ended() {
			rest.skip(1)
		}
	}
	// A block that is not closed ends with the text.
	l.text = ""
	return inner
}

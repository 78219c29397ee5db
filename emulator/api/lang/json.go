package lang

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// jsonHost has what json.js wants: why, the text with which V8 refuses a JSON text, or
// undefined for one that is sound.
func jsonHost(iso *isolate.Isolate) *goja.Object {
	return iso.Object(map[string]func(goja.FunctionCall) goja.Value{
		"why": func(call goja.FunctionCall) goja.Value {
			if why := jsonProblem(units(call.Argument(0).ToString().(goja.String))); why != "" {
				return iso.Runtime().ToValue(why)
			}
			return goja.Undefined()
		},
	})
}

func units(s goja.String) []uint16 {
	all := make([]uint16, s.Length())
	for i := range all {
		all[i] = s.CharAt(i)
	}
	return all
}

// jsonScanner goes through a JSON text as V8 does, up to the first problem.
type jsonScanner struct {
	src     []uint16
	at      int
	problem string
}

func jsonProblem(src []uint16) string {
	s := &jsonScanner{src: src}
	s.space()
	if s.value(); s.problem == "" {
		if s.space(); s.at < len(src) {
			s.here("Unexpected non-whitespace character after JSON")
		}
	}
	return s.problem
}

// peek is the character here, or -1 at the end.
func (s *jsonScanner) peek() rune {
	if s.at >= len(s.src) {
		return -1
	}
	return rune(s.src[s.at])
}

func (s *jsonScanner) space() {
	for s.at < len(s.src) && strings.ContainsRune(" \t\n\r", rune(s.src[s.at])) {
		s.at++
	}
}

// here is a problem that is told with its place.
func (s *jsonScanner) here(text string) bool {
	line, start := 1, 0
	for i := 0; i < s.at; i++ {
		if s.src[i] == '\r' && i+1 < s.at && s.src[i+1] == '\n' {
			i++
		}
		if s.src[i] == '\n' || s.src[i] == '\r' {
			line, start = line+1, i+1
		}
	}
	s.problem = fmt.Sprintf("%s at position %d (line %d column %d)", text, s.at, line, s.at-start+1)
	return false
}

const (
	contextLength = 10 // characters shown on either side
	wholeLength   = 2*contextLength + 1
)

// unexpected is the problem of what stands here.
func (s *jsonScanner) unexpected() bool {
	c := s.peek()
	text := string(utf16.Decode(s.src))
	switch {
	case c < 0:
		s.problem = "Unexpected end of JSON input"
	case c == '-' || c >= '0' && c <= '9':
		return s.here("Unexpected number in JSON")
	case c == '"':
		return s.here("Unexpected string in JSON")
	case text == "NaN" || text == "undefined" || text == "Infinity" || text == "[object Object]":
		s.problem = `"` + text + `" is not valid JSON`
	default:
		s.problem = fmt.Sprintf("Unexpected token '%s', %s is not valid JSON", string(utf16.Decode(s.src[s.at:s.at+1])), s.context())
	}
	return false
}

// context quotes the text around here.
func (s *jsonScanner) context() string {
	from, to, before, after := 0, len(s.src), "", ""
	if len(s.src) >= wholeLength {
		if s.at >= contextLength {
			from, before = s.at-contextLength, "..."
		}
		if s.at < len(s.src)-contextLength {
			to, after = s.at+contextLength, "..."
		}
	}
	return before + `"` + string(utf16.Decode(s.src[from:to])) + `"` + after
}

func (s *jsonScanner) value() bool {
	switch c := s.peek(); {
	case c == '{':
		return s.object()
	case c == '[':
		return s.array()
	case c == '"':
		return s.text()
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	}
	return s.unexpected()
}

func (s *jsonScanner) literal(word string) bool {
	for _, c := range word {
		if s.peek() != c {
			return s.unexpected()
		}
		s.at++
	}
	return true
}

func (s *jsonScanner) object() bool {
	s.at++
	if s.space(); s.peek() == '}' {
		s.at++
		return true
	}
	for expected := "Expected property name or '}' in JSON"; ; expected = "Expected double-quoted property name in JSON" {
		if s.space(); s.peek() != '"' {
			return s.here(expected)
		}
		if !s.text() {
			return false
		}
		if s.space(); s.peek() != ':' {
			return s.here("Expected ':' after property name in JSON")
		}
		s.at++
		if s.space(); !s.value() {
			return false
		}
		switch s.space(); s.peek() {
		case ',':
			s.at++
		case '}':
			s.at++
			return true
		default:
			return s.here("Expected ',' or '}' after property value in JSON")
		}
	}
}

func (s *jsonScanner) array() bool {
	s.at++
	if s.space(); s.peek() == ']' {
		s.at++
		return true
	}
	for {
		if s.space(); !s.value() {
			return false
		}
		switch s.space(); s.peek() {
		case ',':
			s.at++
		case ']':
			s.at++
			return true
		default:
			return s.here("Expected ',' or ']' after array element in JSON")
		}
	}
}

func (s *jsonScanner) text() bool {
	s.at++
	for {
		switch c := s.peek(); {
		case c < 0:
			return s.here("Unterminated string in JSON")
		case c == '"':
			s.at++
			return true
		case c < ' ':
			return s.here("Bad control character in string literal in JSON")
		case c == '\\':
			if s.at++; !s.escape() {
				return false
			}
		default:
			s.at++
		}
	}
}

func (s *jsonScanner) escape() bool {
	c := s.peek()
	if c < 0 {
		return s.unexpected()
	}
	if c != 'u' {
		if !strings.ContainsRune(`"\/bfnrt`, c) {
			return s.here("Bad escaped character in JSON")
		}
		s.at++
		return true
	}
	s.at++
	for range 4 {
		if c := s.peek(); c < 0 || !strings.ContainsRune("0123456789abcdefABCDEF", c) {
			return s.here("Bad Unicode escape in JSON")
		}
		s.at++
	}
	return true
}

func (s *jsonScanner) digit() bool { c := s.peek(); return c >= '0' && c <= '9' }

func (s *jsonScanner) digits() {
	for s.digit() {
		s.at++
	}
}

func (s *jsonScanner) number() bool {
	if s.peek() == '-' {
		if s.at++; !s.digit() {
			return s.here("No number after minus sign in JSON")
		}
	}
	if s.peek() == '0' {
		if s.at++; s.digit() {
			return s.here("Unexpected number in JSON")
		}
	}
	s.digits()
	if s.peek() == '.' {
		if s.at++; !s.digit() {
			return s.here("Unterminated fractional number in JSON")
		}
		s.digits()
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.at++
		if c := s.peek(); c == '+' || c == '-' {
			s.at++
		}
		if !s.digit() {
			return s.here("Exponent part is missing a number in JSON")
		}
		s.digits()
	}
	return true
}

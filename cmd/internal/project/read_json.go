package project

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/tailscale/hujson"
)

// parseJSONC reads JSON with comments and trailing commas.
func parseJSONC(src string) (*node, error) {
	src += "\n" // hujson wants an end even of a comment on the last line
	lines := newLineTable(src)
	value, err := hujson.Parse([]byte(src))
	if err != nil {
		return nil, jsonError(src, lines, err)
	}
	r := jsonReader{lines}
	root := r.node(value)
	if root.kind != object {
		return nil, &syntaxError{pos: root.pos, text: fmt.Sprintf("Expected the configuration to be an object but got %s.", root.json())}
	}
	return root, nil
}

type jsonReader struct{ lines *lineTable }

func (r jsonReader) node(v hujson.Value) *node {
	n := &node{pos: r.lines.at(v.StartOffset)}
	switch value := v.Value.(type) {
	case *hujson.Object:
		n.kind = object
		for _, m := range value.Members {
			name, pos := m.Name.Value.(hujson.Literal).String(), r.lines.at(m.Name.StartOffset)
			if n.has(name) {
				n.twice = append(n.twice, entry{key: name, pos: pos})
			}
			n.set(name, pos, r.node(m.Value))
		}
	case *hujson.Array:
		n.kind = array
		for _, item := range value.Elements {
			n.items = append(n.items, r.node(item))
		}
	case hujson.Literal:
		r.literal(n, value)
	}
	return n
}

func (r jsonReader) literal(n *node, lit hujson.Literal) {
	switch lit.Kind() {
	case '"':
		n.kind, n.str = text, lit.String()
	case 't', 'f':
		n.kind, n.bool = boolean, lit.Bool()
	case '0':
		n.kind, n.num = number, lit.Float()
	}
}

// hujsonPlace matches the front of a hujson error: the place and then the complaint.
var hujsonPlace = regexp.MustCompile(`^hujson: line (\d+), column (\d+): (?s:(.*))$`)

// jsonError words a syntax error as wrangler does, by the name of its parser's error code, and
// keeps the reader's own sentence as the hint.
func jsonError(src string, lines *lineTable, err error) error {
	m := hujsonPlace.FindStringSubmatch(err.Error())
	if m == nil {
		return &syntaxError{pos: position{1, 1}, text: err.Error()}
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	offset := min(lines.starts[line-1]+column-1, len(src)-1) // not past the end we added
	code, offset := jsonErrorCode(src, offset, m[3])
	return &syntaxError{pos: lines.at(offset), text: code, hint: jsonHints[code]}
}

// jsonErrorCode finds the code and the place for hujson's complaint at an offset.
func jsonErrorCode(src string, offset int, complaint string) (string, int) {
	next := byte(0) // stays so at the end of the file
	if strings.TrimSpace(src[offset:]) != "" {
		next = src[offset]
	}
	switch {
	case strings.HasPrefix(complaint, "parsing comment"):
		return "UnexpectedEndOfComment", offset
	case strings.HasPrefix(complaint, "parsing string"):
		return "UnexpectedEndOfString", stringStart(src, offset)
	case strings.HasPrefix(complaint, "invalid literal"):
		return literalCode(src, offset)
	case strings.HasSuffix(complaint, "parsing object after value: unexpected EOF"):
		return "CloseBraceExpected", offset
	case strings.HasSuffix(complaint, "parsing array after value: unexpected EOF"):
		return "CloseBracketExpected", offset
	case strings.HasSuffix(complaint, "parsing object after name: unexpected EOF"):
		return "ColonExpected", offset
	case next == 0 || strings.IndexByte(",:{}[]\"", next) < 0 && !literalStart(src[offset:]):
		return endCode(src, offset, next), offset
	case strings.Contains(complaint, "at start of object name"):
		if next == ',' && previous(src, offset) == '{' {
			return "ValueExpected", offset
		}
		return "PropertyNameExpected", offset
	case strings.Contains(complaint, "after object name"):
		return "ColonExpected", offset
	case strings.Contains(complaint, "after top-level value"):
		return "EndOfFileExpected", offset
	case strings.Contains(complaint, "after object value"), strings.Contains(complaint, "after array value"):
		return "CommaExpected", offset
	}
	return "ValueExpected", offset
}

// endCode is for a place where nothing of JSON starts: the end of the file, or a foreign character.
func endCode(src string, offset int, next byte) string {
	if next != 0 {
		return "InvalidSymbol"
	}
	switch previous(src, offset) {
	case '{':
		return "CloseBraceExpected"
	case '[':
		return "CloseBracketExpected"
	}
	return "ValueExpected"
}

// literalCode tells what is wrong with the literal at an offset.
func literalCode(src string, offset int) (string, int) {
	rest := src[offset:]
	if rest[0] != '"' {
		if digits := strings.TrimLeft(rest, "-"); digits != "" && digits[0] >= '0' && digits[0] <= '9' {
			return "UnexpectedEndOfNumber", offset
		}
		return "InvalidSymbol", offset
	}
	for i := 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			return "InvalidCharacter", offset
		case c == '\n' || c == '\r':
			return "UnexpectedEndOfString", offset
		case c < 0x20:
			return "InvalidCharacter", offset
		case c == '\\' && i+1 < len(rest):
			i++
			if rest[i] == 'u' && !hexDigits(rest[i+1:]) {
				return "InvalidUnicode", offset
			}
			if strings.IndexByte(`"\/bfnrtu`, rest[i]) < 0 {
				return "InvalidEscapeCharacter", offset
			}
		}
	}
	return "UnexpectedEndOfString", offset
}

func hexDigits(s string) bool {
	if len(s) < 4 {
		return false
	}
	_, err := strconv.ParseUint(s[:4], 16, 32)
	return err == nil
}

func literalStart(s string) bool {
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return s[0] >= '0' && s[0] <= '9'
}

// stringStart finds the quote that opens the string unfinished at the end of src.
func stringStart(src string, offset int) int {
	if offset < len(src) && src[offset] == '"' {
		return offset
	}
	line := strings.LastIndexByte(src[:offset], '\n') + 1
	if i := strings.LastIndexByte(src[line:offset], '"'); i >= 0 {
		return line + i
	}
	return max(0, strings.LastIndexByte(src[:offset], '"'))
}

func previous(src string, offset int) byte {
	s := strings.TrimRight(src[:offset], " \t\r\n")
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

// jsonHints explain wrangler's error codes.
var jsonHints = map[string]string{
	"CloseBraceExpected":     "a closing } is missing",
	"CloseBracketExpected":   "a closing ] is missing",
	"ColonExpected":          "a colon is missing between the name and its value",
	"CommaExpected":          "a comma is missing before this",
	"EndOfFileExpected":      "there is more text after the configuration's closing }",
	"InvalidCharacter":       "this string holds a control character; write it as an escape, such as \\t",
	"InvalidEscapeCharacter": "this string holds an escape JSON does not have; write a backslash as \\\\",
	"InvalidSymbol":          "names and text are written in double quotes",
	"InvalidUnicode":         "\\u is followed by four hexadecimal digits",
	"PropertyNameExpected":   "a name in double quotes was expected here",
	"UnexpectedEndOfComment": "this comment is never closed with */",
	"UnexpectedEndOfNumber":  "this number is not complete",
	"UnexpectedEndOfString":  "this string is never closed with a double quote",
	"ValueExpected":          "a value was expected here",
}

package bundler

// When esbuild bundles, a class at the top of a file becomes a variable: `var Counter = class
// _Counter {` if it refers to itself, `var Counter2 = class {` if another file has a Counter.
// Workers print this.constructor.name and put it into errors, so a wrong name is seen at once.
// esbuild's answer, KeepNames, wraps every closure as well, which this engine feels. Hence the
// few classes concerned get their name from a static block of ours, put at the end of the line
// that opens the class, where it moves nothing that the source map knows. A class whose heritage
// takes several lines keeps esbuild's name.
//
// Functions keep esbuild's name: it differs on a collision only, and hardly anybody looks.

import (
	"bytes"
	"fmt"
	"regexp"
)

// nameHelper leaves alone a class with a static member called name.
const nameHelper = `const __devdo_name = (c, is, name) => { c.name === is && Object.defineProperty(c, "name", { value: name, configurable: true }); };`

// classHead matches a line that opens a class: the variable, the name, the heritage.
var classHead = regexp.MustCompile(`^\s*(?:(?:(?:var|let|const) )?([\p{L}\p{Nd}_$]+) = )?class(?: ([\p{L}\p{Nd}_$]+))?( extends .*)? \{$`)

// opening is a class whose name may need to be put right.
type opening struct {
	end      int // offset of the line's end
	line     int // from 0
	at       int // offset in the line of the identifier that esbuild may have renamed
	variable string
	own      string // name after the keyword, if any
	seen     bool   // the source map has a place for the identifier: it is code, not text
	original string // what the source map says it was called
}

// restoreNames gives classes that esbuild renamed their name back, and reports whether nameHelper
// is needed.
func restoreNames(code, sourceMap []byte) (fixed []byte, used bool, err error) {
	found := findClasses(code)
	if len(found) == 0 {
		return code, false, nil
	}
	mappings, names, err := mapParts(sourceMap)
	if err != nil {
		return nil, false, err
	}
	lookUp(found, mappings, names)
	var out bytes.Buffer
	done := 0
	for _, c := range found {
		is, name := c.names()
		if !c.seen || is == name {
			continue
		}
		out.Write(code[done:c.end])
		fmt.Fprintf(&out, " static { __devdo_name(this, %s, %s); }", quote(is), quote(name))
		done = c.end
	}
	if done == 0 {
		return code, false, nil
	}
	out.Write(code[done:])
	return out.Bytes(), true, nil
}

// names are what the engine would call the class, and what its author did.
func (c *opening) names() (is, name string) {
	is = c.own
	if is == "" {
		is = c.variable
	}
	switch {
	case c.original != "":
		return is, c.original
	case c.own == "_"+c.variable:
		return is, c.variable
	}
	return is, is
}

func findClasses(code []byte) []*opening {
	var found []*opening
	line, counted := 0, 0
	for at := 0; ; {
		next := bytes.Index(code[at:], []byte("class"))
		if next < 0 {
			return found
		}
		at += next
		start := bytes.LastIndexByte(code[:at], '\n') + 1
		length := bytes.IndexByte(code[at:], '\n')
		if length < 0 {
			return found
		}
		line += bytes.Count(code[counted:start], []byte("\n"))
		counted = start
		end := at + length
		at = end
		if c := parseClassHead(code[start:end]); c != nil {
			c.line, c.end = line, end
			found = append(found, c)
		}
	}
}

func parseClassHead(text []byte) *opening {
	m := classHead.FindSubmatchIndex(text)
	if m == nil {
		return nil
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return string(text[m[2*i]:m[2*i+1]])
	}
	// A brace within unclosed parentheses belongs to the heritage, not to the class.
	if heritage := group(3); bytes.Count([]byte(heritage), []byte("(")) != bytes.Count([]byte(heritage), []byte(")")) {
		return nil
	}
	c := &opening{variable: group(1), own: group(2), at: m[2]}
	if c.variable == "" {
		c.at = m[4]
	}
	if c.at < 0 {
		return nil
	}
	return c
}

// lookUp fills in seen and original. The classes are in the order of the code.
func lookUp(classes []*opening, mappings string, names []string) {
	name, next := 0, 0
	for line := 0; next < len(classes); line++ {
		end := indexOrEnd(mappings, ';')
		wanted := classes[next].line == line
		if wanted || len(names) > 0 { // an index counts from the last one, wherever that was
			name = scanLine(mappings[:end], name, func(column, index int) {
				if !wanted || column != classes[next].at {
					return
				}
				classes[next].seen = true
				if index >= 0 && index < len(names) {
					classes[next].original = names[index]
				}
			})
		}
		if wanted {
			next++
		}
		if end == len(mappings) {
			return
		}
		mappings = mappings[end+1:]
	}
}

// scanLine decodes one line of mappings: each segment's column and, if it has one, the index of
// its name, else -1. It returns the last index.
func scanLine(line string, name int, visit func(column, name int)) int {
	column := 0
	for line != "" {
		end := indexOrEnd(line, ',')
		segment := line[:end]
		line = line[min(end+1, len(line)):]
		index := -1
		for field := 0; segment != ""; field++ {
			var value int
			value, segment = decodeVLQ(segment)
			switch field {
			case 0:
				column += value
			case 4:
				name += value
				index = name
			}
		}
		visit(column, index)
	}
	return name
}

func indexOrEnd(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return len(s)
}

// decodeVLQ reads one number in base 64 with continuation bits and the sign in the lowest bit.
func decodeVLQ(s string) (value int, rest string) {
	for i, shift := 0, 0; i < len(s); i, shift = i+1, shift+5 {
		digit := base64Digit(s[i])
		value |= (digit & 31) << shift
		if digit&32 == 0 {
			s = s[i+1:]
			if value&1 != 0 {
				return -(value >> 1), s
			}
			return value >> 1, s
		}
	}
	return 0, ""
}

func base64Digit(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c >= '0' && c <= '9':
		return int(c-'0') + 52
	case c == '+':
		return 62
	}
	return 63
}

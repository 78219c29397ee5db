package testing

import (
	"fmt"
	"sort"
	"strings"
)

// edit replaces source[from:to].
type edit struct {
	from, to int
	text     string
}

// insertInline writes snapshots into the calls of a source file.
func insertInline(source string, list []InlineSnapshot) (string, error) {
	var edits []edit
	for _, snapshot := range list {
		e, err := inlineEdit(source, snapshot)
		if err != nil {
			return "", err
		}
		edits = append(edits, e)
	}
	sort.Slice(edits, func(i, j int) bool { return edits[i].from > edits[j].from })
	for _, e := range edits {
		source = source[:e.from] + e.text + source[e.to:]
	}
	return source, nil
}

// inlineEdit finds the call of a snapshot and the part of its arguments to replace: nothing, an
// old string, or what follows an object of property matchers.
func inlineEdit(source string, snapshot InlineSnapshot) (edit, error) {
	call := findCall(source, snapshot)
	if call < 0 {
		return edit{}, fmt.Errorf("no call of %s at %d:%d", snapshot.AssertionName, snapshot.Line, snapshot.Column)
	}
	literal := templateLiteral(snapshot.Snapshot, indentationAt(source, call))
	open := skipSpace(source, call+len(snapshot.AssertionName))
	at := skipSpace(source, open+1)
	end := callEnd(source, open)
	switch {
	case open >= len(source) || source[open] != '(' || end < 0:
		return edit{}, fmt.Errorf("call of %s at %d:%d is not understood", snapshot.AssertionName, snapshot.Line, snapshot.Column)
	case at == end:
		return edit{at, at, literal}, nil
	case source[at] == '{':
		shape := callEnd(source, at) + 1
		return edit{shape, end, ", " + literal}, nil
	}
	stop := skipString(source, at)
	return edit{at, stop, literal}, nil
}

// findCall gives the offset of the matcher's name. Engines report the start of the call, of the
// name, or of the bracket behind it.
func findCall(source string, snapshot InlineSnapshot) int {
	at := positionOffset(source, snapshot.Line, snapshot.Column)
	from := max(0, at-len(snapshot.AssertionName))
	if i := strings.Index(source[from:min(len(source), at+len(snapshot.AssertionName))], snapshot.AssertionName); i >= 0 {
		return from + i
	}
	if i := strings.Index(source[at:], snapshot.AssertionName); i >= 0 {
		return at + i
	}
	return -1
}

// positionOffset is the byte offset of a 1-based line and column.
func positionOffset(source string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(source[at:], '\n')
		if i < 0 {
			return len(source)
		}
		at += i + 1
	}
	end := at + len(source[at:])
	if i := strings.IndexByte(source[at:], '\n'); i >= 0 {
		end = at + i
	}
	for i := range source[at:end] {
		if column <= 1 {
			return at + i
		}
		column--
	}
	return end
}

// skipSpace passes white space and comments.
func skipSpace(source string, at int) int {
	for at < len(source) {
		switch {
		case strings.ContainsRune(" \t\r\n", rune(source[at])):
			at++
		case strings.HasPrefix(source[at:], "//"):
			at = after(source, at, "\n")
		case strings.HasPrefix(source[at:], "/*"):
			at = after(source, at+2, "*/")
		default:
			return at
		}
	}
	return at
}

func after(source string, at int, mark string) int {
	if i := strings.Index(source[at:], mark); i >= 0 {
		return at + i + len(mark)
	}
	return len(source)
}

// callEnd is the offset of the bracket that closes the one at open, or -1.
func callEnd(source string, open int) int {
	depth := 0
	for at := open; at < len(source); {
		switch source[at] {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			if depth--; depth == 0 {
				return at
			}
		case '"', '\'', '`':
			at = skipString(source, at)
			continue
		case '/':
			if next := skipSpace(source, at); next > at {
				at = next
				continue
			}
		}
		at++
	}
	return -1
}

// skipString passes a string or template with its tag, or returns the end of the source.
func skipString(source string, at int) int {
	for at < len(source) && !strings.ContainsRune("\"'`", rune(source[at])) {
		at++
	}
	if at == len(source) {
		return at
	}
	quote := source[at]
	for at++; at < len(source); at++ {
		switch source[at] {
		case '\\':
			at++
		case quote:
			return at + 1
		}
	}
	return len(source)
}

func indentationAt(source string, at int) string {
	start := strings.LastIndexByte(source[:at], '\n') + 1
	line := source[start:]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// templateLiteral prints a snapshot as vitest does: one line as it is, more lines indented one
// step deeper than the call.
func templateLiteral(snapshot, indentation string) string {
	step := "  "
	if strings.Contains(indentation, "\t") {
		step = "\t"
	}
	escape := strings.NewReplacer(`\`, `\\`, "`", "\\`", "${", "\\${")
	lines := strings.Split(escape.Replace(strings.TrimSpace(snapshot)), "\n")
	if len(lines) == 1 {
		return "`" + lines[0] + "`"
	}
	for i, line := range lines {
		if line != "" {
			lines[i] = indentation + step + line
		}
	}
	return "`\n" + strings.Join(lines, "\n") + "\n" + indentation + "`"
}

package testing

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// frame is one place of a stack.
type frame struct {
	function, file string
	line, column   int
}

// Two forms are read: V8's "at f (file:1:2)" and goja's, which adds the pc in brackets.
var frameLine = regexp.MustCompile(`^\s*at (?:async )?(?:(.*?) \()?(.*?):(\d+):(\d+)(?:\(\d+\))?\)?$`)

// isOwnFile tells code of devdo's from the user's.
func isOwnFile(file string) bool { return strings.HasPrefix(file, "devdo:") }

// parseStack reads the frames of a stack that are in the user's own files: not in devdo, in
// built-in functions or in dependencies.
func parseStack(stack string) []frame {
	var list []frame
	for _, line := range strings.Split(stack, "\n") {
		m := frameLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		file := filepath.ToSlash(strings.TrimPrefix(m[2], "file://"))
		if isOwnFile(file) || strings.HasPrefix(file, "node:") || file == "native" || strings.Contains(file, "node_modules/") {
			continue
		}
		f := frame{function: m[1], file: file}
		f.line, _ = strconv.Atoi(m[3])
		f.column, _ = strconv.Atoi(m[4])
		list = append(list, f)
	}
	return list
}

// sourceOf reads the file of a frame; it has none where the file is not there.
func sourceOf(root, file string) (string, bool) {
	data, err := os.ReadFile(resolve(root, file))
	return string(data), err == nil
}

// pointAtName moves the place of a call from its bracket, where goja sees it, to the name before
// it, where V8 does.
func pointAtName(source string, f frame) frame {
	at := positionOffset(source, f.line, f.column)
	if at >= len(source) || source[at] != '(' {
		return f
	}
	name := strings.TrimRightFunc(source[:at], isNameRune)
	f.column -= utf8.RuneCountInString(source[len(name):at])
	return f
}

func isNameRune(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// relativeTo shortens a path to one below root where it is.
func relativeTo(root, file string) string {
	if !filepath.IsAbs(filepath.FromSlash(file)) {
		return file
	}
	relative, err := filepath.Rel(root, filepath.FromSlash(file))
	if err != nil || strings.HasPrefix(relative, "..") {
		return file
	}
	return filepath.ToSlash(relative)
}

const (
	frameRange   = 2
	frameWidth   = 80 - 5 - frameIndent
	frameIndent  = 4
	longestFrame = 200
)

// codeFrame shows the lines around a place and points at it. Lines as of minified files give
// no frame.
func codeFrame(p palette, source string, line, column int) string {
	lines := strings.Split(strings.ReplaceAll(source, "\r\n", "\n"), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	var out []string
	number := func(text string) string {
		return strings.Repeat(" ", frameIndent) + p.gray(strings.Repeat(" ", max(0, 3-len(text)))+text+"|")
	}
	for n := max(1, line-frameRange); n <= min(len(lines), line+frameRange); n++ {
		if strings.HasPrefix(lines[n-1], "//# sourceMappingURL") {
			continue
		}
		if len(lines[n-1]) > longestFrame {
			return ""
		}
		text := strings.TrimRight(truncate(strings.ReplaceAll(lines[n-1], "\t", " "), frameWidth), " ")
		if text != "" {
			text = " " + text
		}
		out = append(out, number(strconv.Itoa(n))+text)
		if n == line {
			out = append(out, number("")+strings.Repeat(" ", max(1, column))+p.red("^"))
		}
	}
	return strings.Join(out, "\n")
}

func truncate(text string, width int) string {
	runes := []rune(text)
	if len(runes) <= width {
		return text
	}
	return string(runes[:width-1]) + "…"
}

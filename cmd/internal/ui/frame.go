package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/cmd/internal/project"
)

// place is where something is wrong, with the line of code there.
type place struct {
	file         string
	line, column int
	// length is how many characters the mark covers.
	length int
	source string
}

// frame is the place and its code, with a mark under what is meant:
//
//	src/index.ts:3:9:
//	  3 │ let b = ;
//	    ╵         ^
func (f place) frame() string {
	if f.file == "" {
		return ""
	}
	head := fmt.Sprintf("%s:%d:%d:", f.file, f.line, f.column)
	if f.source == "" {
		return head
	}
	number := fmt.Sprint(f.line)
	mark := "^"
	if f.length > 1 {
		mark = strings.Repeat("~", f.length)
	}
	source := strings.ReplaceAll(f.source, "\t", "  ")
	before := f.column - 1 + strings.Count(prefix(f.source, f.column-1), "\t")
	return fmt.Sprintf("%s\n  %s │ %s\n  %s ╵ %s%s", head, number, source,
		strings.Repeat(" ", len(number)), strings.Repeat(" ", max(0, before)), mark)
}

// prefix is the first n characters of s.
func prefix(s string, n int) string {
	for at := range s {
		if n == 0 {
			return s[:at]
		}
		n--
	}
	return s
}

// Diagnostics writes what a project's configuration got wrong.
func (p *Printer) Diagnostics(list []project.Diagnostic, relative func(string) string) {
	for _, d := range list {
		text := d.String()
		var places []string
		d.Leaves(func(leaf project.Diagnostic) {
			if leaf.Hint != "" {
				places = append(places, leaf.Hint)
			}
			f := place{relative(leaf.File), leaf.Line, leaf.Column, 1, leaf.Source}
			if leaf.File != "" && leaf.Line > 0 {
				places = append(places, f.frame())
			}
		})
		if len(places) > 0 {
			text += "\n\n" + strings.Join(places, "\n")
		}
		if d.Severity == project.SeverityError {
			p.Error(text)
		} else {
			p.Warn(text)
		}
	}
}

// BuildMessages writes what the bundler found.
func (p *Printer) BuildMessages(list []bundler.Message) {
	for _, m := range list {
		text := m.Text
		if frame := messageFrame(m.File, m.Line, m.Column, m.Length, m.LineText); frame != "" {
			text += "\n" + frame
		}
		for _, n := range m.Notes {
			text += "\n\n" + n.Text
			if frame := messageFrame(n.File, n.Line, n.Column, n.Length, n.LineText); frame != "" {
				text += "\n" + frame
			}
		}
		if m.Severity == bundler.SeverityWarning {
			p.Warn(text)
		} else {
			p.Error(text)
		}
	}
}

// messageFrame counts the bundler's bytes in characters.
func messageFrame(file string, line, column, length int, source string) string {
	if file == "" {
		return ""
	}
	start := min(max(0, column-1), len(source))
	end := min(start+length, len(source))
	return place{
		file, line, utf8.RuneCountInString(source[:start]) + 1,
		max(1, utf8.RuneCountInString(source[start:end])), source,
	}.frame()
}

// CodeError writes an error at a place in the user's code.
func (p *Printer) CodeError(text, file string, line, column int, source string) {
	p.Error(text + "\n" + place{file, line, column, 1, source}.frame())
}

package project

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// source is a file as read, ready to point into.
type source struct {
	path  string
	lines *lineTable
}

// diagnostic makes a finding at a place of the file.
func (s *source) diagnostic(severity Severity, pos position, msg string) Diagnostic {
	d := Diagnostic{Severity: severity, Text: msg}
	if s == nil {
		return d
	}
	d.File = s.path
	if pos == (position{}) {
		pos = position{1, 1}
	}
	d.Line, d.Column, d.Source = pos.line, pos.col, s.lines.line(pos.line)
	return d
}

// syntaxError is a parser's complaint, before it is tied to a file.
type syntaxError struct {
	pos  position
	text string
	hint string
}

func (e *syntaxError) Error() string { return e.text }

// parseConfig reads the text of a configuration file by the ending of its name.
func parseConfig(path, src string) (*node, error) {
	if strings.HasSuffix(path, ".toml") {
		return parseTOML(src)
	}
	return parseJSONC(src)
}

// readConfig reads a configuration file. The diagnostic tells why it could not.
func readConfig(path, shown string) (*node, *source, *Diagnostic) {
	if ext := filepath.Ext(path); ext != ".toml" && ext != ".json" && ext != ".jsonc" {
		return nil, nil, &Diagnostic{
			Severity: SeverityError,
			Text:     fmt.Sprintf("Unsupported configuration file: %s", shown),
			File:     path,
			Hint:     "a configuration file is named *.json, *.jsonc or *.toml",
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, &Diagnostic{
			Severity: SeverityError,
			Text:     fmt.Sprintf("Could not read file: %s", shown),
			File:     path,
			Hint:     readHint(path, err),
		}
	}
	if encoding := foreignEncoding(content); encoding != "" {
		return nil, nil, &Diagnostic{
			Severity: SeverityError,
			Text:     fmt.Sprintf("Configuration file contains %s byte order marker", encoding),
			File:     path, Line: 1, Column: 1,
			Hint: fmt.Sprintf("The file %q appears to be encoded as %s. Please save the file as UTF-8 without BOM.", shown, encoding),
		}
	}

	src := decodeText(content)
	file := &source{path, newLineTable(src)}
	root, err := parseConfig(path, src)
	if err != nil {
		d := file.diagnostic(SeverityError, position{1, 1}, err.Error())
		if bad := new(syntaxError); errors.As(err, &bad) {
			d = file.diagnostic(SeverityError, bad.pos, bad.text)
			d.Hint = bad.hint
		}
		return nil, file, &d
	}
	return root, file, nil
}

// decodeText drops the UTF-8 byte order mark and replaces bytes that are not UTF-8.
func decodeText(content []byte) string {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	return strings.ToValidUTF8(string(content), "\uFFFD")
}

func foreignEncoding(content []byte) string {
	for _, bom := range []struct{ mark, name string }{
		{"\x00\x00\xfe\xff", "UTF-32 BE"},
		{"\xff\xfe\x00\x00", "UTF-32 LE"},
		{"\xfe\xff", "UTF-16 BE"},
		{"\xff\xfe", "UTF-16 LE"},
	} {
		if bytes.HasPrefix(content, []byte(bom.mark)) {
			return bom.name
		}
	}
	return ""
}

func readHint(path string, err error) string {
	if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
		return "it is a directory; name the configuration file inside it"
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}

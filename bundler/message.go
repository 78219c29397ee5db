package bundler

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Severity says whether a Message stopped the build.
type Severity string

// The severities of a Message.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Message is one finding of a build, in esbuild's words.
type Message struct {
	Severity Severity
	Text     string
	// File is relative to Options.Dir, with forward slashes. Empty when there is no place.
	File string
	// Line and Column start at 1. Column and Length count bytes of LineText.
	Line, Column, Length int
	LineText             string
	Notes                []Note
}

// Note adds to a Message. Its place is optional and counted as in Message.
type Note struct {
	Text                 string
	File                 string
	Line, Column, Length int
	LineText             string
}

// Error is a failed build.
type Error struct {
	// Messages holds the errors, then the warnings.
	Messages []Message
	// Inputs are the absolute paths of the files whose change may mend the build: those that
	// were read and those that were looked for.
	Inputs []string
}

// Error gives the first message with its place.
func (e *Error) Error() string {
	if len(e.Messages) == 0 {
		return "build failed"
	}
	m := e.Messages[0]
	text := m.Text
	if m.File != "" {
		text = fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text)
	}
	if n := e.count(SeverityError); n > 1 {
		text += fmt.Sprintf(" (and %d more errors)", n-1)
	}
	return text
}

func (e *Error) count(s Severity) int {
	n := 0
	for _, m := range e.Messages {
		if m.Severity == s {
			n++
		}
	}
	return n
}

// newError converts what esbuild reported; inputs is what the build read before it failed.
func newError(errs, warns []api.Message, o *Options, inputs []string) *Error {
	e := &Error{Inputs: inputs}
	for _, m := range errs {
		msg := convertMessage(m, SeverityError)
		explainUnresolved(&msg, o)
		e.Messages = append(e.Messages, msg)
		e.Inputs = append(e.Inputs, soughtFiles(m, o.Dir)...)
	}
	for _, m := range warns {
		e.Messages = append(e.Messages, convertMessage(m, SeverityWarning))
	}
	return e
}

func convertMessage(m api.Message, s Severity) Message {
	out := Message{Severity: s, Text: m.Text}
	if l := m.Location; l != nil && l.File != entryName {
		out.File, out.Line, out.Column, out.Length, out.LineText = l.File, l.Line, l.Column+1, l.Length, l.LineText
	}
	for _, n := range m.Notes {
		note := Note{Text: n.Text}
		if l := n.Location; l != nil && l.File != entryName {
			note.File, note.Line, note.Column, note.Length, note.LineText = l.File, l.Line, l.Column+1, l.Length, l.LineText
		}
		out.Notes = append(out.Notes, note)
	}
	return out
}

var unresolved = regexp.MustCompile(`^Could not resolve "(.+)"$`)

// Notes that name esbuild's API are of no use here; Wrangler replaces the same two.
const (
	noteBuiltIntoNode = "wasn't found on the file system but is built into node"
	noteMarkExternal  = "as external to exclude it from the bundle"
)

// explainUnresolved replaces esbuild's advice about an import that was not found by Wrangler's.
func explainUnresolved(m *Message, o *Options) {
	match := unresolved.FindStringSubmatch(m.Text)
	if match == nil {
		return
	}
	name := match[1]
	switch {
	case hasNote(m, noteBuiltIntoNode):
		m.Notes = []Note{{Text: nodeNote(name, o.NodeCompat)}}
	case strings.HasPrefix(name, "cloudflare:") || strings.HasPrefix(name, "node:"):
		m.Notes = []Note{{Text: fmt.Sprintf("The runtime has no module %q.", name)}}
	case hasNote(m, noteMarkExternal):
		m.Notes = append(dropNotes(m.Notes, noteMarkExternal), Note{Text: noteAlias})
	}
}

const noteAlias = `To fix this, you can add an entry to "alias" in your Wrangler configuration.
For more guidance see: https://developers.cloudflare.com/workers/wrangler/configuration/#bundling-issues
`

func nodeNote(name string, compat bool) string {
	if compat {
		return fmt.Sprintf("The module %q is built into node, but devdo does not provide it.", name)
	}
	return fmt.Sprintf("The package %q %s.\n", name, noteBuiltIntoNode) +
		"- Add the \"nodejs_compat\" compatibility flag to your project.\n"
}

func hasNote(m *Message, text string) bool {
	for _, n := range m.Notes {
		if strings.Contains(n.Text, text) {
			return true
		}
	}
	return false
}

func dropNotes(notes []Note, text string) []Note {
	var kept []Note
	for _, n := range notes {
		if !strings.Contains(n.Text, text) {
			kept = append(kept, n)
		}
	}
	return kept
}

// soughtExtensions are the spellings under which esbuild looks for a relative import.
var soughtExtensions = []string{"", ".tsx", ".ts", ".jsx", ".js", ".css", ".json", "/index.tsx", "/index.ts", "/index.jsx", "/index.js"}

// soughtFiles lists the files that would resolve a relative import esbuild did not find, so that
// creating one of them can start the next build.
func soughtFiles(m api.Message, dir string) []string {
	match := unresolved.FindStringSubmatch(m.Text)
	if match == nil || m.Location == nil || !strings.HasPrefix(match[1], ".") {
		return nil
	}
	path, _, _ := strings.Cut(match[1], "?")
	base := filepath.Join(dir, filepath.FromSlash(m.Location.File), "..", filepath.FromSlash(path))
	stem := strings.TrimSuffix(base, ".js")
	var files []string
	for _, ext := range soughtExtensions {
		files = append(files, base+filepath.FromSlash(ext))
	}
	if stem != base { // TypeScript's "./x.js" may mean ./x.ts
		files = append(files, stem+".ts", stem+".tsx")
	}
	return files
}

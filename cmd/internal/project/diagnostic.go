package project

import "strings"

// Severity says whether a finding stops the command.
type Severity int

// The severities. A SeverityError makes Load fail.
const (
	SeverityWarning Severity = iota
	SeverityError
)

// Diagnostic is something to tell the user about their project.
//
// One with Children is a heading, such as "Processing wrangler.jsonc configuration:"; the findings
// are its leaves.
type Diagnostic struct {
	Severity Severity
	Text     string // wrangler's wording where wrangler has one; may span lines
	File     string // absolute path of the file at fault; empty when none is
	Line     int    // 1-based; 0 when there is no file
	Column   int    // 1-based, in characters
	Source   string // the line of the file at fault, for a code frame
	Hint     string // what to do about it, in our words
	Children []Diagnostic
}

// String renders the diagnostic as wrangler prints it: children as a nested list. It leaves out
// place and hint.
func (d Diagnostic) String() string {
	if len(d.Children) == 0 {
		return d.Text
	}
	var leaves, headings []string
	for _, child := range d.Children {
		if len(child.Children) == 0 {
			leaves = append(leaves, "- "+indent(child.Text))
			continue
		}
		headings = append(headings, "\n- "+child.String())
	}
	return indent(d.Text + "\n" + strings.Join(leaves, "\n") + strings.Join(headings, "\n"))
}

// Leaves calls yield for the diagnostic itself or, under a heading, for each finding.
func (d Diagnostic) Leaves(yield func(Diagnostic)) {
	if len(d.Children) == 0 {
		yield(d)
		return
	}
	for _, child := range d.Children {
		child.Leaves(yield)
	}
}

// indent moves every line but the first two columns right.
func indent(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if i > 0 {
			line = "  " + line
		}
		if strings.TrimSpace(line) == "" {
			line = ""
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

// Error is why Load gave no project.
type Error struct {
	Diagnostics []Diagnostic // at least one SeverityError, and the warnings found before it
	Watched     []string     // files that, when changed, make another Load worthwhile
}

// Error lists the errors, as wrangler words them.
func (e *Error) Error() string {
	var texts []string
	for _, d := range e.Diagnostics {
		if d.Severity == SeverityError {
			texts = append(texts, d.String())
		}
	}
	return strings.Join(texts, "\n")
}

func hasErrors(list []Diagnostic) bool {
	for _, d := range list {
		if d.Severity == SeverityError {
			return true
		}
	}
	return false
}

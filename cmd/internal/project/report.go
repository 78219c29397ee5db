package project

import "fmt"

// report collects findings under a heading, as wrangler groups them: the errors and the warnings
// of a heading become two blocks.
type report struct {
	heading  string
	file     *source
	errors   []Diagnostic
	warnings []Diagnostic
	children []*report
}

// error adds an error. The result is for setting a hint.
func (r *report) error(at position, format string, args ...any) *Diagnostic {
	r.errors = append(r.errors, r.file.diagnostic(SeverityError, at, fmt.Sprintf(format, args...)))
	return &r.errors[len(r.errors)-1]
}

// warn adds a warning. The result is for setting a hint.
func (r *report) warn(at position, format string, args ...any) *Diagnostic {
	r.warnings = append(r.warnings, r.file.diagnostic(SeverityWarning, at, fmt.Sprintf(format, args...)))
	return &r.warnings[len(r.warnings)-1]
}

// child opens a heading inside this one.
func (r *report) child(heading string) *report {
	child := &report{heading: heading, file: r.file}
	r.children = append(r.children, child)
	return child
}

// blocks gives the warnings and the errors as one diagnostic each, without the empty ones.
func (r *report) blocks() []Diagnostic {
	var list []Diagnostic
	for _, severity := range []Severity{SeverityWarning, SeverityError} {
		if block, ok := r.block(severity); ok {
			list = append(list, block)
		}
	}
	return list
}

func (r *report) block(severity Severity) (Diagnostic, bool) {
	own := r.warnings
	if severity == SeverityError {
		own = r.errors
	}
	block := Diagnostic{Severity: severity, Text: r.heading, Children: append([]Diagnostic(nil), own...)}
	for _, child := range r.children {
		if inner, ok := child.block(severity); ok {
			block.Children = append(block.Children, inner)
		}
	}
	if len(block.Children) == 0 {
		return Diagnostic{}, false
	}
	first := block.Children[0]
	block.File, block.Line, block.Column, block.Source = first.File, first.Line, first.Column, first.Source
	return block, true
}

package testing

import (
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// diffText compares two strings that are neither equal nor empty, character by character.
func diffText(p palette, expected, received string) string {
	if !strings.Contains(expected, "\n") && !strings.Contains(received, "\n") {
		return diffOneLine(p, expected, received)
	}
	diffs := diffChars(expected+"\n", received+"\n")
	if !haveCommon(diffs) {
		return diffLines(p, expected, received, expected, received, false)
	}
	align := aligner{palette: p, removed: changes{op: '-'}, added: changes{op: '+'}}
	for _, d := range diffs {
		align.take(d)
	}
	align.flush()
	return printDiff(p, align.lines, false)
}

func diffChars(a, b string) []diffmatchpatch.Diff {
	d := newDiffer()
	return d.DiffCleanupSemantic(d.DiffMain(a, b, false))
}

// haveCommon tells whether the strings share more than the newline added to both.
func haveCommon(diffs []diffmatchpatch.Diff) bool {
	for i, d := range diffs {
		if d.Type == diffmatchpatch.DiffEqual && (i != len(diffs)-1 || d.Text != "\n") {
			return true
		}
	}
	return false
}

func diffOneLine(p palette, expected, received string) string {
	diffs := diffChars(expected, received)
	isPartly := false
	for _, d := range diffs {
		isPartly = isPartly || d.Type == diffmatchpatch.DiffEqual
	}
	side := func(op diffmatchpatch.Operation) string {
		var b strings.Builder
		for _, d := range diffs {
			switch {
			case d.Type == op && isPartly:
				b.WriteString(p.inverse(d.Text))
			case d.Type == op || d.Type == diffmatchpatch.DiffEqual:
				b.WriteString(d.Text)
			}
		}
		return `"` + b.String() + `"`
	}
	return "Expected: " + p.green(side(diffmatchpatch.DiffDelete)) + "\n" +
		"Received: " + p.red(side(diffmatchpatch.DiffInsert))
}

// changes collects the pieces of the line that is being removed or added.
type changes struct {
	op    byte
	line  []diffmatchpatch.Diff
	lines []diffLine
}

func (c *changes) endLine(p palette) {
	if len(c.line) == 1 {
		c.lines = append(c.lines, diffLine{c.op, c.line[0].Text})
		c.line = nil
		return
	}
	var b strings.Builder
	for _, d := range c.line {
		if d.Type == diffmatchpatch.DiffEqual || d.Text == "" {
			b.WriteString(d.Text)
			continue
		}
		b.WriteString(p.inverse(d.Text))
	}
	c.lines = append(c.lines, diffLine{c.op, b.String()})
	c.line = nil
}

func (c *changes) add(p palette, d diffmatchpatch.Diff) {
	pieces := strings.Split(d.Text, "\n")
	for i, piece := range pieces {
		isLast := i == len(pieces)-1
		if !isLast || len(pieces) == 1 || piece != "" {
			c.line = append(c.line, diffmatchpatch.Diff{Type: d.Type, Text: piece})
		}
		if !isLast {
			c.endLine(p)
		}
	}
}

// aligner turns differences of characters into lines, keeping a changed line's old and new form
// together.
type aligner struct {
	palette        palette
	removed, added changes
	lines          []diffLine
}

func (a *aligner) take(d diffmatchpatch.Diff) {
	switch d.Type {
	case diffmatchpatch.DiffDelete:
		a.removed.add(a.palette, d)
	case diffmatchpatch.DiffInsert:
		a.added.add(a.palette, d)
	default:
		a.takeCommon(d)
	}
}

func (a *aligner) takeCommon(d diffmatchpatch.Diff) {
	pieces := strings.Split(d.Text, "\n")
	last := len(pieces) - 1
	for i, piece := range pieces {
		part := diffmatchpatch.Diff{Type: d.Type, Text: piece}
		switch {
		case last == 0:
			a.addToBoth(part)
		case i == 0 && len(a.removed.line) == 0 && len(a.added.line) == 0:
			a.flush()
			a.lines = append(a.lines, diffLine{' ', piece})
		case i == 0:
			a.addToBoth(part)
			a.flush()
		case i < last:
			a.lines = append(a.lines, diffLine{' ', piece})
		case piece != "":
			a.addToBoth(part)
		}
	}
}

func (a *aligner) addToBoth(d diffmatchpatch.Diff) {
	for _, c := range []*changes{&a.removed, &a.added} {
		if d.Text != "" || len(c.line) == 0 {
			c.line = append(c.line, d)
		}
	}
}

func (a *aligner) flush() {
	for _, c := range []*changes{&a.removed, &a.added} {
		if len(c.line) > 0 {
			c.endLine(a.palette)
		}
		a.lines = append(a.lines, c.lines...)
		c.lines = nil
	}
}

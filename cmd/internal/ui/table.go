package ui

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Table is rows under a header, in columns as wide as their widest cell.
type Table struct {
	Header []string
	Rows   [][]string
	// Widest is where cells are cut, in characters; 0 for nowhere.
	Widest int
	// Indent is how many spaces go before each line.
	Indent int
}

// tableGap is how far columns are apart.
const tableGap = 3

// Table writes a table. Cells stay on their line: control characters are shown escaped.
func (p *Printer) Table(t Table) {
	all := [][]string{t.cells(t.Header)}
	for _, row := range t.Rows {
		all = append(all, t.cells(row))
	}
	widths := make([]int, len(t.Header))
	for _, row := range all {
		for n, cell := range row {
			widths[n] = max(widths[n], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(all))
	for n, row := range all {
		line := tableLine(row, widths)
		if n == 0 {
			line = p.paint(dim, line)
		}
		lines[n] = strings.Repeat(" ", t.Indent) + line
	}
	p.Print(strings.Join(lines, "\n"))
}

func tableLine(row []string, widths []int) string {
	var b strings.Builder
	for n, cell := range row {
		b.WriteString(pad(cell, widths[n]+tableGap))
	}
	return strings.TrimRight(b.String(), " ")
}

// cells makes a row exactly as long as the header, of cells that are fit to print.
func (t Table) cells(row []string) []string {
	cells := make([]string, len(t.Header))
	for n := range cells {
		if n < len(row) {
			cells[n] = t.cut(OneLine(row[n]))
		}
	}
	return cells
}

func (t Table) cut(cell string) string {
	if t.Widest == 0 || utf8.RuneCountInString(cell) <= t.Widest {
		return cell
	}
	return string([]rune(cell)[:t.Widest-1]) + "…"
}

// Bold makes text stand out.
func (p *Printer) Bold(text string) string { return p.paint(bold, text) }

// OneLine escapes control characters, so that data can neither break the line nor command the
// terminal.
func OneLine(s string) string { return escapeControls(s, "") }

// Lines is OneLine for text of several lines.
func Lines(s string) string { return escapeControls(s, "\n\t") }

func escapeControls(s, except string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == utf8.RuneError, !unicode.IsControl(r) && r != '\u2028' && r != '\u2029', strings.ContainsRune(except, r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

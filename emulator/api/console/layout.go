package console

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

var ansi = regexp.MustCompile("\x1b\\[\\d+m")

// width is the number of columns that s takes.
func (in *inspector) width(s string) int {
	if in.Colors {
		s = ansi.ReplaceAllString(s, "")
	}
	return utf8.RuneCountInString(s)
}

// layout puts what is between braces on one line, where it is simple enough, or one line each.
func (in *inspector) layout(output []string, s shape, level int) string {
	entries := len(output)
	if s.array && entries > 6 {
		output = in.columns(output, s.numeric)
	}
	base := s.base
	if base != "" {
		base += " "
	}
	if in.deepest-level < compact && entries == len(output) {
		open := s.open
		if s.record != "" {
			open = s.record
		}
		start := len(output) + in.indent + in.width(open) + in.width(s.base) + 10
		if in.fits(output, start, s.base) {
			joined := strings.Join(output, ", ")
			if !strings.Contains(joined, "\n") {
				return base + s.open + " " + joined + " " + s.close
			}
		}
	}
	line := "\n" + spaces(in.indent)
	return base + s.open + line + "  " + strings.Join(output, ","+line+"  ") + line + s.close
}

func (in *inspector) fits(output []string, start int, base string) bool {
	total := len(output) + start
	if total+len(output) > breakLength {
		return false
	}
	for _, s := range output {
		if total += in.width(s); total > breakLength {
			return false
		}
	}
	return !strings.Contains(base, "\n")
}

// columns arranges many short elements of an array in a table that looks square.
func (in *inspector) columns(output []string, numeric bool) []string {
	const gap = 2
	n := len(output)
	if n > maxArrayLength {
		n-- // "... more items"
	}
	widths := make([]int, n)
	total, widest := 0, 0
	for i := range n {
		widths[i] = in.width(output[i])
		total += widths[i] + gap
		widest = max(widest, widths[i])
	}
	cell := widest + gap
	if cell*3+in.indent >= breakLength || float64(total)/float64(cell) <= 5 && widest > 6 {
		return output
	}
	bias := math.Sqrt(float64(cell) - float64(total)/float64(len(output)))
	biased := math.Max(float64(cell)-3-bias, 1)
	columns := min(int(math.Round(math.Sqrt(2.5*biased*float64(n))/biased)), (breakLength-in.indent)/cell, compact*4, 15)
	if columns <= 1 {
		return output
	}
	var lines []string
	for i := 0; i < n; i += columns {
		lines = append(lines, row(output, widths, columnWidths(widths, columns), i, min(i+columns, n), numeric))
	}
	return append(lines, output[n:]...)
}

func columnWidths(widths []int, columns int) []int {
	out := make([]int, columns)
	for i, w := range widths {
		out[i%columns] = max(out[i%columns], w)
	}
	return out
}

// row is one line of such a table; numbers stand on the right of their columns.
func row(output []string, widths, columns []int, from, to int, numeric bool) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		pad := spaces(columns[i-from] - widths[i])
		last := i == to-1
		switch {
		case numeric && last:
			b.WriteString(pad + output[i])
		case numeric:
			b.WriteString(pad + output[i] + ", ")
		case last:
			b.WriteString(output[i])
		default:
			b.WriteString(output[i] + ", " + pad)
		}
	}
	return b.String()
}

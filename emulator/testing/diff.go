package testing

import (
	"fmt"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// contextLines is how many equal lines stay around a change.
const contextLines = 5

// diffLine is one line of a comparison: '-' expected only, '+' received only, ' ' both.
type diffLine struct {
	op   byte
	text string
}

// diffLines compares two printed values line by line. What is compared is aCompare and bCompare;
// what is shown are the lines of a and b where their number is the same, so that values which
// differ in nesting only still line up.
func diffLines(p palette, a, b, aCompare, bCompare string, omitAnnotation bool) string {
	aShown, bShown := splitLines(a), splitLines(b)
	aLines, bLines := splitLines(aCompare), splitLines(bCompare)
	if len(aShown) != len(aLines) || len(bShown) != len(bLines) {
		aLines, bLines = aShown, bShown
	}
	lines := compareLines(aLines, bLines)
	i, j := 0, 0
	for n := range lines {
		switch lines[n].op {
		case '-':
			lines[n].text = aShown[i]
			i++
		case '+':
			lines[n].text = bShown[j]
			j++
		default:
			lines[n].text = bShown[j]
			i, j = i+1, j+1
		}
	}
	return printDiff(p, lines, omitAnnotation)
}

func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func compareLines(a, b []string) []diffLine {
	// Each distinct line becomes one rune; the surrogate range is no valid text and is left out.
	runes := map[string]rune{}
	encode := func(lines []string) []rune {
		out := make([]rune, len(lines))
		for i, line := range lines {
			if _, ok := runes[line]; !ok {
				r := rune(len(runes) + 1)
				if r >= 0xd800 {
					r += 0x800
				}
				runes[line] = r
			}
			out[i] = runes[line]
		}
		return out
	}
	left, right := encode(a), encode(b)
	var lines []diffLine
	i, j := 0, 0
	for _, d := range newDiffer().DiffMainRunes(left, right, false) {
		for range []rune(d.Text) {
			switch d.Type {
			case diffmatchpatch.DiffDelete:
				lines = append(lines, diffLine{'-', a[i]})
				i++
			case diffmatchpatch.DiffInsert:
				lines = append(lines, diffLine{'+', b[j]})
				j++
			default:
				lines = append(lines, diffLine{' ', b[j]})
				i, j = i+1, j+1
			}
		}
	}
	return lines
}

func newDiffer() *diffmatchpatch.DiffMatchPatch {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // a limit of time would make reports differ from run to run
	return d
}

func printDiff(p palette, lines []diffLine, omitAnnotation bool) string {
	body := strings.Join(printHunks(p, lines), "\n")
	if omitAnnotation {
		return body
	}
	return p.green("- Expected") + "\n" + p.red("+ Received") + "\n\n" + body
}

// hunk is a run of lines that is shown; from and to are indexes.
type hunk struct{ from, to int }

// hunks cuts away equal lines that are far from any change.
func hunks(lines []diffLine) []hunk {
	var list []hunk
	for i := 0; i < len(lines); i++ {
		if lines[i].op == ' ' {
			continue
		}
		from := max(0, i-contextLines)
		to := i
		for to < len(lines) && lines[to].op != ' ' {
			to++
		}
		i = to
		to = min(len(lines), to+contextLines)
		if n := len(list); n > 0 && list[n-1].to >= from {
			list[n-1].to = to
			continue
		}
		list = append(list, hunk{from, to})
	}
	return list
}

func printHunks(p palette, lines []diffLine) []string {
	list := hunks(lines)
	isWhole := len(list) == 1 && list[0].from == 0 && list[0].to == len(lines)
	var out []string
	a, b, at := 0, 0, 0
	for _, h := range list {
		for ; at < h.from; at++ {
			a, b = a+1, b+1
		}
		aLen, bLen := 0, 0
		body := make([]string, 0, h.to-h.from)
		for ; at < h.to; at++ {
			if lines[at].op != '+' {
				aLen++
			}
			if lines[at].op != '-' {
				bLen++
			}
			body = append(body, printLine(p, lines[at]))
		}
		if !isWhole {
			out = append(out, p.yellow(fmt.Sprintf("@@ -%d,%d +%d,%d @@", a+1, aLen, b+1, bLen)))
		}
		out = append(out, body...)
		a, b = a+aLen, b+bLen
	}
	return out
}

func printLine(p palette, line diffLine) string {
	text := string(line.op)
	if line.text != "" {
		text += " " + line.text
	}
	switch line.op {
	case '-':
		return p.green(text)
	case '+':
		return p.red(text)
	}
	if line.text == "" {
		return ""
	}
	return p.dim(text)
}

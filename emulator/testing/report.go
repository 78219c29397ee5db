package testing

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"
)

// Reporter prints results in vitest's default form.
type Reporter struct {
	// Out receives everything.
	Out io.Writer
	// Root is what paths are relative to and where code frames are read.
	Root string
	// Title stands in the first line behind " RUN "; empty leaves the line out.
	Title string
	// Color uses ANSI colours.
	Color bool
	// Width is the terminal's; 0 means 30, as vitest assumes where there is no terminal.
	Width int
	// Verbose lists every test, also of files that passed.
	Verbose bool
}

// slowTest is the duration from which a passed test is listed with its time.
const slowTest = 300 * time.Millisecond

func (r *Reporter) palette() palette { return palette(r.Color) }

func (r *Reporter) println(parts ...string) { fmt.Fprintln(r.Out, strings.Join(parts, "")) }

// Start prints the head of the report.
func (r *Reporter) Start() {
	p := r.palette()
	if r.Title != "" {
		r.println("\n", p.bold(p.cyan(" RUN ")), " ", r.Title, "\n")
	}
}

// File prints the line of a file that has ended, with its tests where one failed or was slow.
func (r *Reporter) File(f *FileResult) {
	p := r.palette()
	tests := f.tests()
	counts := map[State]int{}
	for _, t := range tests {
		counts[t.State]++
	}
	state := p.dim(plural(len(tests), "test"))
	if len(tests) == 0 {
		state = p.dim("0 test")
	}
	add := func(s State, paint func(string) string, word string) {
		if counts[s] > 0 {
			state += p.dim(" | ") + paint(fmt.Sprintf("%d %s", counts[s], word))
		}
	}
	add(Failed, p.red, "failed")
	add(Skipped, p.yellow, "skipped")
	add(Todo, p.gray, "todo")
	suffix := ""
	if f.Duration > 0 {
		suffix = r.duration(f.Duration)
	}
	r.println(" ", r.symbol(&f.Task), " ", f.Path, " ", p.dim("("), state, p.dim(")"), suffix)
	r.tasks(f.Tasks, 1, r.Verbose || f.State == Failed)
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func (r *Reporter) symbol(t *Task) string {
	p := r.palette()
	switch {
	case t.State == Todo:
		return p.dim(p.gray("□"))
	case t.State == Skipped:
		return p.dim(p.gray("↓"))
	case t.State == Failed && t.Type == "suite":
		return p.red("❯")
	case t.State == Failed:
		return p.red("×")
	}
	return p.green("✓")
}

func (r *Reporter) tasks(tasks []*Task, depth int, all bool) {
	for _, t := range tasks {
		indent := strings.Repeat("  ", depth)
		if t.Type == "suite" {
			if r.Verbose {
				r.println(" ", indent, r.symbol(t), " ", t.Name, " ", r.palette().dim(fmt.Sprintf("(%d)", len(t.tests()))))
			}
			r.tasks(t.Tasks, depth+1, all)
			continue
		}
		r.test(t, indent, all)
	}
}

func (r *Reporter) test(t *Task, indent string, all bool) {
	p := r.palette()
	switch {
	case t.State == Failed:
		r.println(p.red(" "+indent+"× "+t.Name), r.testSuffix(t))
	case t.Duration > slowTest:
		r.println(" ", indent, p.yellow(p.dim("✓")), " ", t.Name, " ", r.testSuffix(t))
	case all:
		r.println(" ", indent, r.symbol(t), " ", t.Name, r.testSuffix(t))
	}
}

func (r *Reporter) testSuffix(t *Task) string {
	p := r.palette()
	suffix := ""
	if t.Ran {
		suffix = r.duration(t.Duration)
	}
	if t.Retries > 0 {
		suffix += p.yellow(fmt.Sprintf(" (retry x%d)", t.Retries))
	}
	if t.Repeats > 0 {
		suffix += p.yellow(fmt.Sprintf(" (repeat x%d)", t.Repeats))
	}
	if t.State == Skipped && t.Note != "" {
		suffix += p.dim(p.gray(" [" + t.Note + "]"))
	}
	return suffix
}

func (r *Reporter) duration(d time.Duration) string {
	p := r.palette()
	paint := p.green
	if d > slowTest {
		paint = p.yellow
	}
	return paint(fmt.Sprintf(" %d", roundMs(d)) + p.dim("ms"))
}

func roundMs(d time.Duration) int64 { return int64(math.Round(float64(d) / float64(time.Millisecond))) }

// End prints the failures and the totals.
func (r *Reporter) End(s Summary) {
	if len(s.Files) == 0 {
		r.println(r.palette().red("No test files found"))
		return
	}
	r.failures(s)
	r.totals(s)
}

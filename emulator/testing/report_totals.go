package testing

import (
	"fmt"
	"path"
	"strings"
	"time"
)

func (r *Reporter) totals(s Summary) {
	p := r.palette()
	line := func(title, text string) { r.println(p.dim(fmt.Sprintf("%11s ", title)), " ", text) }
	var files, tests []*Task
	var collect, run time.Duration
	unhandled := 0
	for _, f := range s.Files {
		files = append(files, &f.Task)
		tests = append(tests, f.tests()...)
		collect += f.Collect
		run += f.Duration
		unhandled += len(f.Unhandled)
	}
	r.println()
	snapshots := r.snapshotTotals(s)
	for i, text := range snapshots {
		line(map[bool]string{true: "Snapshots"}[i == 0], text)
	}
	if len(snapshots) > 1 {
		r.println()
	}
	line("Test Files", r.counts(files))
	line("Tests", r.counts(tests))
	if unhandled > 0 {
		line("Errors", p.bold(p.red(plural(unhandled, "error"))))
	}
	line("Start at", s.Start.Format("15:04:05"))
	line("Duration", shortTime(s.Duration)+p.dim(fmt.Sprintf(" (import %s, tests %s)", shortTime(collect), shortTime(run))))
	r.println()
}

func shortTime(d time.Duration) string {
	if d > time.Second {
		return fmt.Sprintf("%.2fs", d.Seconds())
	}
	return fmt.Sprintf("%dms", roundMs(d))
}

// counts is "1 failed | 2 passed (3)".
func (r *Reporter) counts(tasks []*Task) string {
	p := r.palette()
	if len(tasks) == 0 {
		return p.dim("no tests")
	}
	n := map[State]int{}
	expected := 0
	for _, t := range tasks {
		if t.State == Passed && t.ExpectedToFail {
			expected++
			continue
		}
		n[t.State]++
	}
	var parts []string
	add := func(n int, word string, paint func(string) string) {
		if n > 0 {
			parts = append(parts, paint(fmt.Sprintf("%d %s", n, word)))
		}
	}
	add(n[Failed], "failed", func(s string) string { return p.bold(p.red(s)) })
	add(n[Passed], "passed", func(s string) string { return p.bold(p.green(s)) })
	add(expected, "expected fail", p.cyan)
	add(n[Skipped], "skipped", p.yellow)
	add(n[Todo], "todo", p.gray)
	return strings.Join(parts, p.dim(" | ")) + p.gray(fmt.Sprintf(" (%d)", len(tasks)))
}

func (r *Reporter) snapshotTotals(s Summary) []string {
	p := r.palette()
	var total SnapshotResult
	var obsolete []string
	count := 0
	for _, f := range s.Files {
		total.Added += f.Snapshots.Added
		total.Unmatched += f.Snapshots.Unmatched
		total.Updated += f.Snapshots.Updated
		if len(f.Snapshots.Unchecked) == 0 {
			continue
		}
		count += len(f.Snapshots.Unchecked)
		obsolete = append(obsolete, p.gray("↳")+" "+p.dim(path.Dir(f.Path)+"/")+p.bold(path.Base(f.Path)))
		for _, key := range f.Snapshots.Unchecked {
			obsolete = append(obsolete, "  "+p.gray("·")+" "+key)
		}
	}
	var lines []string
	add := func(n int, word string, paint func(string) string) {
		if n > 0 {
			lines = append(lines, p.bold(paint(fmt.Sprintf("%d %s", n, word))))
		}
	}
	add(total.Added, "written", p.green)
	add(total.Unmatched, "failed", p.red)
	add(total.Updated, "updated", p.green)
	add(count, "obsolete", p.yellow)
	return append(lines, obsolete...)
}

package testing

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// failure is one error and the tasks it happened in.
type failure struct {
	err   Error
	names []string
}

func (r *Reporter) failures(s Summary) {
	var suites, tests []*namedTask
	total := 0
	for _, f := range s.Files {
		for _, suite := range f.suites() {
			if len(suite.Errors) > 0 {
				suites = append(suites, &namedTask{f, suite})
				total += len(suite.Errors)
			}
		}
		for _, test := range f.tests() {
			if test.State == Failed {
				tests = append(tests, &namedTask{f, test})
				total += len(test.Errors)
			}
		}
	}
	current := 0
	divide := func() {
		current++
		p := r.palette()
		r.println(p.red(p.dim(r.divider(fmt.Sprintf("[%d/%d]", current, total), 1))), "\n")
	}
	r.section("Failed Suites", suites, divide)
	r.section("Failed Tests", tests, divide)
	r.unhandled(s)
}

type namedTask struct {
	file *FileResult
	task *Task
}

func (t namedTask) name(p palette) string {
	if t.task == &t.file.Task {
		return t.file.Path + p.dim(" [ "+t.file.Path+" ]")
	}
	return t.file.Path + p.dim(" > ") + strings.ReplaceAll(t.task.FullName, " > ", p.dim(" > "))
}

func (r *Reporter) section(title string, tasks []*namedTask, divide func()) {
	if len(tasks) == 0 {
		return
	}
	p := r.palette()
	r.println("\n", r.banner(fmt.Sprintf("%s %d", title, len(tasks))), "\n")
	for _, f := range mergeFailures(p, tasks) {
		for _, name := range f.names {
			r.println(p.onRed(p.bold(" FAIL ")), " ", name)
		}
		r.error(f.err, true)
		divide()
	}
}

// mergeFailures shows an error that several tasks share once.
func mergeFailures(p palette, tasks []*namedTask) []*failure {
	var list []*failure
	for _, t := range tasks {
		for _, err := range t.task.Errors {
			var same *failure
			for _, f := range list {
				if err.Stack != "" && f.err.Stack == err.Stack && f.err.Diff == err.Diff {
					same = f
				}
			}
			if same == nil {
				same = &failure{err: err}
				list = append(list, same)
			}
			same.names = append(same.names, t.name(p))
		}
	}
	return list
}

func (r *Reporter) error(err Error, withFrame bool) {
	p := r.palette()
	r.println(p.red(p.bold(err.Name) + ": " + err.Message))
	if err.Diff != "" {
		r.println("\n", err.Diff, "\n")
	}
	frames := parseStack(err.Stack)
	shown := !withFrame
	for _, f := range frames {
		source, ok := sourceOf(r.Root, f.file)
		if ok {
			f = pointAtName(source, f)
		}
		isNearest := ok && !shown
		r.frame(f, isNearest)
		if isNearest {
			shown = true
			if text := codeFrame(p, source, f.line, f.column); text != "" {
				r.println(text)
			}
		}
	}
	if len(frames) > 0 {
		r.println()
	}
	if err.Properties != "" {
		r.println(p.red(p.dim(strings.Repeat("⎯", r.width()))))
		r.println(p.red(p.bold("Serialized Error:")), " ", p.gray(err.Properties))
	}
	if err.Cause != nil {
		cause := *err.Cause
		cause.Name = "Caused by: " + cause.Name
		r.error(cause, false)
	}
}

func (r *Reporter) frame(f frame, isNearest bool) {
	p := r.palette()
	paint := p.gray
	if isNearest {
		paint = p.cyan
	}
	place := relativeTo(r.Root, f.file) + ":" + p.dim(fmt.Sprintf("%d:%d", f.line, f.column))
	if f.function != "" {
		place = f.function + " " + place
	}
	r.println(paint(" " + p.dim("❯") + " " + place))
}

func (r *Reporter) unhandled(s Summary) {
	var list []Error
	for _, f := range s.Files {
		list = append(list, f.Unhandled...)
	}
	if len(list) == 0 {
		return
	}
	p := r.palette()
	r.println("\n", r.banner("Unhandled Errors"))
	r.println(p.red(fmt.Sprintf("\ndevdo caught %s during the test run.", plural(len(list), "unhandled error"))))
	r.println(p.red("This might cause false positive tests. Resolve unhandled errors to make sure your tests are not affected."), "\n")
	for _, err := range list {
		r.println(r.banner("Unhandled Error"))
		r.error(err, true)
	}
	r.println()
}

func (r *Reporter) width() int {
	if r.Width > 0 {
		return r.Width
	}
	return 30
}

func (r *Reporter) banner(text string) string {
	p := r.palette()
	text = " " + text + " "
	space := r.width() - utf8.RuneCountInString(text)
	left := max(0, space/2)
	right := max(0, space-left)
	return p.red(strings.Repeat("⎯", left)) + p.bold(p.onRed(text)) + p.red(strings.Repeat("⎯", right))
}

func (r *Reporter) divider(text string, right int) string {
	left := max(0, r.width()-utf8.RuneCountInString(text)-right)
	return strings.Repeat("⎯", left) + text + strings.Repeat("⎯", right)
}

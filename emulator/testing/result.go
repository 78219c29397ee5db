package testing

import (
	"encoding/json"
	"fmt"
	"time"
)

// State is how a test, suite or file ended.
type State string

// The states are vitest's. A file or suite passes when nothing in it failed.
const (
	Passed  State = "pass"
	Failed  State = "fail"
	Skipped State = "skip"
	Todo    State = "todo"
)

// Task is a suite or a test with its result.
type Task struct {
	// Type is "suite" or "test".
	Type string
	// Name is its own title, FullName the titles from the outermost suite on, joined by " > ".
	Name, FullName string
	State          State
	// Ran tells tests that were started from those that were not.
	Ran      bool
	Duration time.Duration
	// Retries and Repeats count the extra runs of a test.
	Retries, Repeats int
	// Note is the reason a test gave for skipping itself.
	Note string
	// ExpectedToFail marks tests that pass when they throw.
	ExpectedToFail bool
	Errors         []Error
	Tasks          []*Task
}

// Error is something thrown, as text.
type Error struct {
	Name, Message, Stack string
	// Diff compares Expected and Actual where both are known.
	Diff, Expected, Actual string
	// Properties are the other fields of the error, inspected.
	Properties string
	Cause      *Error
}

// FileResult is what came of one test file.
type FileResult struct {
	// Path is relative to the root, with forward slashes.
	Path string
	Task
	// Collect is the time that bundling, loading and collecting took.
	Collect   time.Duration
	Snapshots SnapshotResult
	// Unhandled are errors outside of tests, such as rejections nobody handled.
	Unhandled []Error
}

// Summary is the outcome of a run. A caller exits with 1 unless OK.
type Summary struct {
	Files    []*FileResult
	Start    time.Time
	Duration time.Duration
}

// OK tells whether files were found and nothing failed.
func (s Summary) OK() bool {
	for _, f := range s.Files {
		if f.State == Failed || len(f.Unhandled) > 0 {
			return false
		}
	}
	return len(s.Files) > 0
}

// tests lists the tests of a task and of the suites in it.
func (t *Task) tests() []*Task {
	if t.Type == "test" {
		return []*Task{t}
	}
	var list []*Task
	for _, child := range t.Tasks {
		list = append(list, child.tests()...)
	}
	return list
}

// suites lists the suites in a task, itself first.
func (t *Task) suites() []*Task {
	if t.Type == "test" {
		return nil
	}
	list := []*Task{t}
	for _, child := range t.Tasks {
		list = append(list, child.suites()...)
	}
	return list
}

// wireTask is a task as the runner's JSON has it.
type wireTask struct {
	Type, Name, FullName, Note string
	State                      State
	DurationMs, CollectMs      float64
	RetryCount, RepeatCount    int
	Fails, Ran                 bool
	Errors                     []Error
	Tasks                      []wireTask
	Snapshots                  SnapshotResult
}

func (w wireTask) task() *Task {
	t := &Task{
		Type: w.Type, Name: w.Name, FullName: w.FullName, State: w.State, Note: w.Note, Ran: w.Ran,
		Duration: milliseconds(w.DurationMs), Retries: w.RetryCount, Repeats: w.RepeatCount,
		ExpectedToFail: w.Fails, Errors: w.Errors,
	}
	for _, child := range w.Tasks {
		t.Tasks = append(t.Tasks, child.task())
	}
	return t
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// decodeFile reads what the runner's run() resolved to.
func decodeFile(path string, data []byte) (*FileResult, error) {
	var w wireTask
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("decode result of %s: %w", path, err)
	}
	return &FileResult{Path: path, Task: *w.task(), Collect: milliseconds(w.CollectMs), Snapshots: w.Snapshots}, nil
}

// failedFile is the result of a file that could not be run at all.
func failedFile(path string, err Error) *FileResult {
	return &FileResult{Path: path, Task: Task{Type: "suite", Name: path, State: Failed, Errors: []Error{err}}}
}

package testing

import (
	"container/heap"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// bench is a bare runtime with timers on a virtual clock: enough to run the runner in.
type bench struct {
	t      *testing.T
	rt     *goja.Runtime
	now    time.Time
	timers timerQueue
	nextID int64
	runner *goja.Object
	// scriptName is the file of evaluated code.
	scriptName string
}

type benchTimer struct {
	id, order int64
	at        time.Time
	every     time.Duration
	fn        goja.Callable
	args      []goja.Value
}

type timerQueue []*benchTimer

func (q timerQueue) Len() int { return len(q) }
func (q timerQueue) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].order < q[j].order
	}
	return q[i].at.Before(q[j].at)
}
func (q timerQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *timerQueue) Push(x any)   { *q = append(*q, x.(*benchTimer)) }
func (q *timerQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func newBench(t *testing.T, h Host) *bench {
	t.Helper()
	b := benchRuntime(t)
	b.load(h)
	return b
}

func benchRuntime(t *testing.T) *bench {
	b := &bench{t: t, scriptName: "test.js", rt: goja.New(), now: time.UnixMilli(1_700_000_000_000)}
	b.rt.SetTimeSource(func() time.Time { return b.now })
	b.rt.SetMaxCallStackSize(2000)
	b.installTimers()
	return b
}

func (b *bench) load(h Host) {
	b.t.Helper()
	h.File, h.Root = "test.js", "/p"
	h.Now = func() time.Time { return b.now }
	if h.Warn == nil {
		h.Warn = func(text string) { b.t.Logf("warning: %s", text) }
	}
	runner, err := load(b.rt, h)
	if err != nil {
		b.t.Fatal(err)
	}
	b.runner = runner
}

func (b *bench) installTimers() {
	add := func(repeat bool) func(goja.FunctionCall) goja.Value {
		return func(call goja.FunctionCall) goja.Value {
			fn, _ := goja.AssertFunction(call.Argument(0))
			wait := time.Duration(call.Argument(1).ToInteger()) * time.Millisecond
			b.nextID++
			timer := &benchTimer{id: b.nextID, order: b.nextID, at: b.now.Add(wait), fn: fn}
			if repeat {
				timer.every = max(wait, time.Millisecond)
			}
			if len(call.Arguments) > 2 {
				timer.args = call.Arguments[2:]
			}
			heap.Push(&b.timers, timer)
			return b.rt.ToValue(b.nextID)
		}
	}
	remove := func(call goja.FunctionCall) goja.Value {
		id := call.Argument(0).ToInteger()
		for i, timer := range b.timers {
			if timer.id == id {
				heap.Remove(&b.timers, i)
				break
			}
		}
		return goja.Undefined()
	}
	for name, fn := range map[string]any{
		"setTimeout": add(false), "setInterval": add(true), "clearTimeout": remove, "clearInterval": remove,
	} {
		if err := b.rt.Set(name, fn); err != nil {
			b.t.Fatal(err)
		}
	}
}

// wait runs timers until the promise is settled.
func (b *bench) wait(value goja.Value) goja.Value {
	b.t.Helper()
	promise := value.Export().(*goja.Promise)
	for steps := 0; promise.State() == goja.PromiseStatePending; steps++ {
		if b.timers.Len() == 0 || steps > 1e6 {
			b.t.Fatal("the promise never settles")
		}
		timer := heap.Pop(&b.timers).(*benchTimer)
		if timer.at.After(b.now) {
			b.now = timer.at
		}
		if timer.every > 0 {
			again := *timer
			again.at = timer.at.Add(timer.every)
			heap.Push(&b.timers, &again)
		}
		if _, err := timer.fn(goja.Undefined(), timer.args...); err != nil {
			b.t.Errorf("timer: %v", err)
		}
	}
	if promise.State() == goja.PromiseStateRejected {
		b.t.Fatalf("rejected: %v", promise.Result().ToObject(b.rt).Get("stack"))
	}
	return promise.Result()
}

func (b *bench) call(name string, args ...any) goja.Value {
	b.t.Helper()
	fn, _ := goja.AssertFunction(b.runner.Get(name))
	values := make([]goja.Value, len(args))
	for i, arg := range args {
		values[i] = b.rt.ToValue(arg)
	}
	value, err := fn(goja.Undefined(), values...)
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}

// eval runs code that sees the exports of vitest and cloudflare:test as variables.
func (b *bench) eval(code string) goja.Value {
	b.t.Helper()
	global := b.rt.GlobalObject()
	_ = global.Set("log", b.rt.NewArray())
	for module := range Builtins() {
		exports := b.runner.Get("modules").ToObject(b.rt).Get(module).ToObject(b.rt)
		for _, name := range exports.Keys() {
			_ = global.Set(name, exports.Get(name))
		}
	}
	value, err := b.rt.RunScript(b.scriptName, code)
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}

// runCode runs code as a test file.
func runCode(t *testing.T, h Host, code string) *FileResult {
	t.Helper()
	return newBench(t, h).run(code)
}

func (b *bench) run(code string) *FileResult {
	b.t.Helper()
	b.eval(code)
	result, err := decodeFile("test.js", []byte(b.wait(b.call("run")).String()))
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// outline is one line per suite and test: indentation, name, state.
func outline(tasks []*Task, depth int) string {
	var b strings.Builder
	for _, task := range tasks {
		fmt.Fprintf(&b, "%s%s: %s\n", strings.Repeat("  ", depth), task.Name, task.State)
		b.WriteString(outline(task.Tasks, depth+1))
	}
	return b.String()
}

// mustPass fails for each test of the code that fails.
func mustPass(t *testing.T, h Host, code string) *FileResult {
	t.Helper()
	result := runCode(t, h, code)
	for _, err := range result.Errors {
		t.Errorf("%s: %s\n%s", err.Name, err.Message, err.Stack)
	}
	for _, task := range append(result.suites()[1:], result.tests()...) {
		for _, err := range task.Errors {
			t.Errorf("%s: %s: %s\n%s\n%s", task.FullName, err.Name, err.Message, err.Diff, err.Stack)
		}
	}
	return result
}

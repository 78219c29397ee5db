package testing

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/isolate"
)

// Options say what to run.
type Options struct {
	// Root is the absolute project directory.
	Root string
	// Filters choose files by parts of their paths.
	Filters []string
	// Main is the Worker's main module and Setup modules to load before each test file, all
	// relative to Root or absolute.
	Main  string
	Setup []string
	// Open loads a file. Worker makes the host side of "cloudflare:test" for its isolate; it may
	// be nil.
	Open   Open
	Worker func(*isolate.Isolate) *Worker

	// NamePattern runs only tests whose full name matches this JavaScript regular expression.
	NamePattern string
	// Update says which snapshots may be written. Default: UpdateNew.
	Update Update
	// ForbidOnly makes .only a failure.
	ForbidOnly bool
	// TestTimeout defaults to 5 s, HookTimeout to 10 s.
	TestTimeout, HookTimeout time.Duration
	// Retry repeats failed tests.
	Retry int
	// Globals defines describe, it, expect and the rest as globals.
	Globals bool
	// Provided are the values of inject().
	Provided map[string]any
	// Color makes messages and diffs coloured.
	Color bool
	// Parallel is how many files run at a time. Default: the number of processors.
	Parallel int

	// OnStart is told the files before the first is run, OnFile each result as it comes; one
	// call at a time.
	OnStart func(files []string)
	OnFile  func(*FileResult)
}

// Run runs the tests of a project. Failures are in the Summary; the error is for what kept the
// run from happening. When ctx ends, files that have not ended fail.
func Run(ctx context.Context, o Options) (Summary, error) {
	s := Summary{Start: time.Now()}
	files, err := Collect(o.Root, o.Filters)
	if err != nil {
		return s, err
	}
	if o.OnStart != nil {
		o.OnStart(files)
	}
	results := make(chan *FileResult)
	go runAll(ctx, o, files, results)
	var failure error
	for f := range results {
		if err := saveSnapshots(o.Root, filepath.Join(o.Root, f.Path), f.Snapshots); err != nil && failure == nil {
			failure = err
		}
		s.Files = append(s.Files, f)
		if o.OnFile != nil {
			o.OnFile(f)
		}
	}
	s.Duration = time.Since(s.Start)
	return s, failure
}

// runAll runs files on a few goroutines and closes results after the last.
func runAll(ctx context.Context, o Options, files []string, results chan<- *FileResult) {
	defer close(results)
	parallel := o.Parallel
	if parallel <= 0 {
		parallel = runtime.GOMAXPROCS(0)
	}
	queue := make(chan string, len(files))
	for _, file := range files {
		queue <- file
	}
	close(queue)
	var running sync.WaitGroup
	for range min(parallel, len(files)) {
		running.Go(func() {
			for file := range queue {
				results <- runFile(ctx, o, file)
			}
		})
	}
	running.Wait()
}

// runFile bundles, loads and runs one file.
func runFile(ctx context.Context, o Options, file string) *FileResult {
	var lost unhandled
	started := time.Now()
	result, err := openAndRun(ctx, o, file, &lost, started)
	if err != nil {
		result = failedFile(file, errorOf(err.Error()))
	}
	result.Unhandled = lost.list()
	return result
}

func openAndRun(ctx context.Context, o Options, file string, lost *unhandled, started time.Time) (_ *FileResult, err error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	path := filepath.Join(o.Root, filepath.FromSlash(file))
	stored, err := loadSnapshots(path, o.Update)
	if err != nil {
		return nil, err
	}
	loaded := &loadedFile{}
	host := o.host(file, stored)
	host.OnTest = func(name string) { loaded.last.Store(name) }
	session, err := o.Open(ctx, Spec{
		File:     file,
		Entry:    entrySource(o.Main, file, o.Setup),
		Builtins: Builtins(),
		Module:   newModule(host, loaded, o.Worker, o.Globals),
		Uncaught: lost.add,
		loaded:   loaded,
	})
	if err != nil {
		return nil, err
	}
	defer func() {
		if closing := session.Close(); closing != nil && err == nil {
			err = fmt.Errorf("close emulator of %s: %w", file, closing)
		}
	}()
	if loaded.iso == nil {
		return failedFile(file, Error{Name: "Error", Message: "No test suite found in file " + filepath.ToSlash(path)}), nil
	}
	loading := time.Since(started)
	json, err := loaded.run(ctx, session.Failed())
	if err != nil {
		return nil, err
	}
	result, err := decodeFile(file, []byte(json))
	if err != nil {
		return nil, err
	}
	result.Collect += loading
	return result, nil
}

func (o Options) host(file string, stored StoredSnapshots) Host {
	dir := filepath.Dir(filepath.Join(o.Root, filepath.FromSlash(file)))
	h := Host{
		File: file, Root: o.Root, Color: o.Color, NamePattern: o.NamePattern, ForbidOnly: o.ForbidOnly,
		TestTimeout: o.TestTimeout, HookTimeout: o.HookTimeout, Retry: o.Retry, Snapshots: stored, Provided: o.Provided,
		ReadFile: func(path string) (string, bool) {
			data, err := os.ReadFile(resolve(dir, path))
			return string(data), err == nil
		},
	}
	return h
}

// unhandled collects errors from outside of tests.
type unhandled struct {
	mu    sync.Mutex // guards texts
	texts []string
}

func (u *unhandled) add(text string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.texts = append(u.texts, text)
}

func (u *unhandled) list() []Error {
	u.mu.Lock()
	defer u.mu.Unlock()
	var list []Error
	for _, text := range u.texts {
		list = append(list, errorOf(text))
	}
	return list
}

var errorHead = regexp.MustCompile(`^(?:Uncaught (?:\(in promise\) )?)?([A-Z]\w*): `)

// errorOf reads an error from the text of its stack.
func errorOf(text string) Error {
	message, stack := text, ""
	if i := strings.Index(text, "\n    at "); i >= 0 {
		message, stack = text[:i], text[i:]
	}
	e := Error{Name: "Error", Message: message, Stack: stack}
	if m := errorHead.FindStringSubmatch(message); m != nil {
		e.Name, e.Message = m[1], message[len(m[0]):]
	}
	return e
}

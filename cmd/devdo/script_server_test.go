package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

type scriptServerKey struct{}

// scriptServer is the server that a script has started with dev.
type scriptServer struct {
	environ []string
	dir     string
	args    []string
	cmd     *exec.Cmd // nil while none is running
	exited  chan struct{}
	output  transcript
	seen    int // how much of the output waitlog has passed
}

func serverOf(ts *testscript.TestScript) *scriptServer {
	return ts.Value(scriptServerKey{}).(*scriptServer)
}

// transcript collects what processes print, and can be waited on.
type transcript struct {
	mu    sync.Mutex // guards the fields below
	text  strings.Builder
	grown chan struct{}
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.grown != nil {
		close(t.grown)
		t.grown = nil
	}
	return t.text.Write(p)
}

// read is the text so far, and a channel that is closed when there is more.
func (t *transcript) read() (string, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.grown == nil {
		t.grown = make(chan struct{})
	}
	return t.text.String(), t.grown
}

// await waits until the output from seen on matches, and passes the match.
func (s *scriptServer) await(ts *testscript.TestScript, pattern string) []string {
	re, err := regexp.Compile("(?m)" + pattern)
	ts.Check(err)
	deadline := time.After(scriptWait)
	for {
		text, grown := s.output.read()
		rest := text[s.seen:]
		if at := re.FindStringIndex(rest); at != nil {
			s.seen += at[1]
			return re.FindStringSubmatch(rest)
		}
		select {
		case <-grown:
		case <-s.exited:
			if now, _ := s.output.read(); len(now) > len(text) {
				continue
			}
			ts.Fatalf("the server ended (%v) and has not printed %q", s.cmd.ProcessState, pattern)
		case <-deadline:
			ts.Fatalf("the server has not printed %q", pattern)
		}
	}
}

// scriptDev starts a server on a free port and sets $URL: dev [-default-port] [arg...].
// It waits until the server listens, even if the Worker has not loaded.
func scriptDev(ts *testscript.TestScript, neg bool, args []string) {
	s := serverOf(ts)
	if neg || s.cmd != nil {
		ts.Fatalf("usage: dev [-default-port] [arg...], one at a time")
	}
	if len(args) > 0 && args[0] == "-default-port" {
		args = args[1:]
	} else {
		args = append([]string{"--port", "0"}, args...)
	}
	if s.args == nil {
		ts.Defer(func() {
			s.end(os.Kill)
			text, _ := s.output.read()
			ts.Logf("[devdo dev]\n%s", text)
		})
	}
	s.args = append([]string{"dev"}, args...)
	s.start(ts)
}

func (s *scriptServer) start(ts *testscript.TestScript) {
	s.cmd = exec.Command("devdo", s.args...)
	s.cmd.Dir, s.cmd.Env = ts.MkAbs("."), s.environ
	s.cmd.Stdout, s.cmd.Stderr = &s.output, &s.output
	text, _ := s.output.read()
	s.seen = len(text)
	ts.Check(s.cmd.Start())
	exited, cmd := make(chan struct{}), s.cmd
	s.exited = exited
	go func() {
		_ = cmd.Wait()
		close(exited)
	}()
	ts.Setenv("URL", s.await(ts, `(?:Ready on|the server is at) (http://\S+)`)[1])
}

// end sends a signal, waits for the end, and returns the exit code.
func (s *scriptServer) end(sig os.Signal) (int, error) {
	if s.cmd == nil {
		return 0, errors.New("no server is running")
	}
	cmd := s.cmd
	s.cmd = nil
	if err := cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		_ = cmd.Process.Kill() // Windows has no other signal
	}
	select {
	case <-s.exited:
		return cmd.ProcessState.ExitCode(), nil
	case <-time.After(scriptWait):
		_ = cmd.Process.Kill()
		<-s.exited
		return 0, fmt.Errorf("the server has not ended after %v", sig)
	}
}

// scriptRestart stops the server, if it runs, and starts it again with the same arguments.
func scriptRestart(ts *testscript.TestScript, neg bool, args []string) {
	s := serverOf(ts)
	if neg || len(args) > 0 || s.args == nil {
		ts.Fatalf("usage: restart, after dev")
	}
	if s.cmd != nil {
		_, err := s.end(os.Interrupt)
		ts.Check(err)
	}
	s.start(ts)
}

var scriptSignals = map[string]os.Signal{"INT": os.Interrupt, "TERM": syscall.SIGTERM, "HUP": syscall.Signal(1)}

// scriptQuit ends the server: quit [SIGNAL [exit code]].
func scriptQuit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 2 {
		ts.Fatalf("usage: quit [SIGNAL [exit code]]")
	}
	sig := os.Interrupt
	if len(args) > 0 {
		var ok bool
		if sig, ok = scriptSignals[args[0]]; !ok {
			ts.Fatalf("unknown signal %s", args[0])
		}
	}
	code, err := serverOf(ts).end(sig)
	ts.Check(err)
	if len(args) == 2 && args[1] != strconv.Itoa(code) {
		ts.Fatalf("exit code: got %d, want %s", code, args[1])
	}
}

// scriptKill ends the server without a chance to tidy up.
func scriptKill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: kill9")
	}
	_, err := serverOf(ts).end(os.Kill)
	ts.Check(err)
}

// scriptWaitLog waits until the server prints something new: waitlog REGEXP.
func scriptWaitLog(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitlog REGEXP")
	}
	serverOf(ts).await(ts, args[0])
}

// scriptLog checks all that servers have printed so far: [!] log [-count=N] REGEXP.
func scriptLog(ts *testscript.TestScript, neg bool, args []string) {
	want := -1
	if len(args) == 2 && strings.HasPrefix(args[0], "-count=") {
		n, err := strconv.Atoi(strings.TrimPrefix(args[0], "-count="))
		ts.Check(err)
		want, args = n, args[1:]
	}
	if len(args) != 1 {
		ts.Fatalf("usage: [!] log [-count=N] REGEXP")
	}
	re, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	text, _ := serverOf(ts).output.read()
	got := len(re.FindAllString(text, -1))
	switch {
	case neg && got > 0:
		ts.Fatalf("the server has printed %q", args[0])
	case !neg && got == 0:
		ts.Fatalf("the server has not printed %q", args[0])
	case want >= 0 && got != want:
		ts.Fatalf("the server has printed %q %d times, want %d", args[0], got, want)
	}
}

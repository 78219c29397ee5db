package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// server is a development server in a process of its own: devdo, or wrangler to compare with.
type server struct {
	t    testing.TB
	cmd  *exec.Cmd
	url  string
	http *http.Client

	mu     sync.Mutex // guards the fields below
	output bytes.Buffer
	grown  chan struct{}
	ended  bool
}

// buildDevdo builds the command as its users have it.
func buildDevdo(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "devdo")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build devdo: %v\n%s", err, out)
	}
	return binary
}

// What the server prints: both tools print readyLine, with the address.
var (
	readyLine   = regexp.MustCompile(`Ready on (http://\S+)`)
	updatedLine = regexp.MustCompile(`Local server updated and ready`)
)

// startLimit is far more than a start takes: it only keeps a hanging server from hanging a test.
const startLimit = 2 * time.Minute

// stopLimit is when a server that was asked to end is killed.
const stopLimit = 10 * time.Second

// startServer starts a development server in dir and waits until it is ready. It is killed when
// the test ends, if it still runs.
func startServer(t testing.TB, dir string, command ...string) *server {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	s := &server{
		t: t, cmd: exec.Command(command[0], command[1:]...), grown: make(chan struct{}),
		http: &http.Client{Transport: transport},
	}
	s.cmd.Dir = dir
	s.cmd.Env = append(os.Environ(), "NO_COLOR=1", "WRANGLER_SEND_METRICS=false")
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = s.cmd.Stdout
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go s.collect(out)
	t.Cleanup(func() {
		s.kill()
		transport.CloseIdleConnections()
		if t.Failed() {
			t.Logf("output of %s:\n%s", command[0], s.text())
		}
	})
	s.url = s.waitFor(readyLine, 1)[1]
	return s
}

func (s *server) collect(out io.Reader) {
	in := bufio.NewReader(out)
	for {
		line, err := in.ReadBytes('\n')
		s.mu.Lock()
		s.output.Write(line)
		s.ended = err != nil
		close(s.grown)
		s.grown = make(chan struct{})
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (s *server) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.String()
}

// waitFor waits until the output has n matches, and returns the last of them.
func (s *server) waitFor(pattern *regexp.Regexp, n int) []string {
	s.t.Helper()
	limit := time.After(startLimit)
	for {
		s.mu.Lock()
		text, grown, ended := s.output.String(), s.grown, s.ended
		s.mu.Unlock()
		if all := pattern.FindAllStringSubmatch(text, n); len(all) == n {
			return all[n-1]
		}
		if ended {
			s.t.Fatalf("the server ended before it printed %q:\n%s", pattern, text)
		}
		select {
		case <-grown:
		case <-limit:
			s.t.Fatalf("the server has not printed %q after %s:\n%s", pattern, startLimit, text)
		}
	}
}

// kill ends the server without a chance to tidy up, and waits until it is gone.
func (s *server) kill() {
	if s.cmd.ProcessState != nil {
		return
	}
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// stop asks the server to end and waits until it is gone.
func (s *server) stop() {
	s.t.Helper()
	if runtime.GOOS == "windows" { // where no process can send another an interrupt
		s.kill()
		return
	}
	hangs := time.AfterFunc(stopLimit, func() { _ = s.cmd.Process.Kill() })
	defer hangs.Stop()
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// ask sends a request and returns the body of the answer, which must be a success.
func (s *server) ask(method, path string) string {
	s.t.Helper()
	status, body, err := s.try(method, path)
	if err != nil {
		s.t.Fatalf("%s %s: %v", method, path, err)
	}
	if status != http.StatusOK {
		s.t.Fatalf("%s %s: got %d %s", method, path, status, body)
	}
	return body
}

func (s *server) try(method, path string) (status int, body string, err error) {
	r, err := http.NewRequest(method, s.url+path, nil)
	if err != nil {
		return 0, "", err
	}
	resp, err := s.http.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data), err
}

// writeProject puts files into a new directory, which it returns.
func writeProject(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.TrimLeft(text, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

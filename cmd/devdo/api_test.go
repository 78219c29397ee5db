package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/devdo/devdo/bundler"
	"github.com/devdo/devdo/cmd/internal/project"
	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/isolate"
)

// apiDir holds areas of the API: Workers whose cases say what they observe. What the real runtime
// answered is recorded beside them.
const apiDir = "../../testdata/api"

// area is a Worker of apiDir with one of its configurations.
type area struct {
	name, dir, config string
	// others are the configurations of Workers that run beside: X.wrangler.jsonc.
	others []string
	// recorded are the real runtime's answers; deviations those of devdo where they are others
	// on purpose, each with its reason.
	recorded, deviations string
}

// areas lists them. A configuration wrangler.X.jsonc has its answers in recorded.X.json.
func areas(t *testing.T) []area {
	t.Helper()
	configs, err := filepath.Glob(filepath.Join(apiDir, "*", "wrangler*.jsonc"))
	if err != nil || len(configs) == 0 {
		t.Fatalf("list %s: %v, %v", apiDir, configs, err)
	}
	var all []area
	for _, config := range configs {
		dir := filepath.Dir(config)
		others, _ := filepath.Glob(filepath.Join(dir, "*.wrangler.jsonc"))
		variant := strings.TrimPrefix(strings.TrimSuffix(filepath.Base(config), ".jsonc"), "wrangler")
		all = append(all, area{
			name: filepath.Base(dir) + variant, dir: dir, config: config, others: others,
			recorded:   filepath.Join(dir, "recorded"+variant+".json"),
			deviations: filepath.Join(dir, "deviations"+variant+".json"),
		})
	}
	return all
}

// TestAPI runs every case on devdo and wants the real runtime's answer.
//
// The cases order what happens by timers of a few milliseconds, since the real runtime has no
// other clock. A machine that is busy with the areas beside may be late for them, so a case that
// answers otherwise is asked again when all areas have ended, and then its answer counts.
func TestAPI(t *testing.T) {
	var mu sync.Mutex
	again := map[string][]string{}
	all := areas(t)
	t.Run("together", func(t *testing.T) {
		for _, a := range all {
			t.Run(a.name, func(t *testing.T) {
				t.Parallel()
				got, want := newAPIServer(t, a).all(t), a.wanted(t)
				late := differing(t, got, want)
				for _, name := range late {
					delete(got, name)
					delete(want, name)
				}
				compareAnswers(t, got, want)
				mu.Lock()
				defer mu.Unlock()
				again[a.name] = late
			})
		}
	})
	for _, a := range all {
		if len(again[a.name]) == 0 {
			continue
		}
		t.Run("alone/"+a.name, func(t *testing.T) {
			s, got, want := newAPIServer(t, a), map[string]json.RawMessage{}, map[string]json.RawMessage{}
			for _, name := range again[a.name] {
				got[name], want[name] = askCase(t, s, name), a.wanted(t)[name]
			}
			compareAnswers(t, got, want)
		})
	}
}

// wanted are the answers that devdo is to give: the recorded ones but for its deviations.
func (a area) wanted(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	want := a.read(t, a.recorded)
	for name, d := range a.readDeviations(t) {
		if _, recorded := want[name]; !recorded {
			t.Errorf("%s: there is no case %s", a.deviations, name)
		}
		want[name] = d.Got
	}
	return want
}

// differing names the cases that have an answer and not the wanted one.
func differing(t *testing.T, got, want map[string]json.RawMessage) []string {
	t.Helper()
	var names []string
	for name, answer := range got {
		if answer != nil && want[name] != nil && len(differences("", canonical(t, answer), canonical(t, want[name]))) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// TestAPIRecorded runs every case on the real wrangler, which DEVDO_WRANGLER names, and wants
// the recorded answer. With UPDATE set the answers are recorded anew.
func TestAPIRecorded(t *testing.T) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		t.Skip("DEVDO_WRANGLER does not name a wrangler")
	}
	// wrangler writes into the project.
	scratch := t.TempDir()
	if err := os.CopyFS(scratch, os.DirFS(apiDir)); err != nil {
		t.Fatal(err)
	}
	for _, a := range areas(t) {
		t.Run(a.name, func(t *testing.T) {
			dir := filepath.Join(scratch, filepath.Base(a.dir))
			args := []string{wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false", "--persist-to", t.TempDir()}
			for _, config := range append([]string{a.config}, a.others...) {
				args = append(args, "--config", filepath.Base(config))
			}
			s := startServer(t, dir, args...)
			defer s.stop()
			got := remote{s.url}.all(t)
			if os.Getenv("UPDATE") != "" {
				a.record(t, got)
				return
			}
			compareAnswers(t, got, a.read(t, a.recorded))
		})
	}
}

func (a area) read(t *testing.T, file string) map[string]json.RawMessage {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var answers map[string]json.RawMessage
	if err := json.Unmarshal(data, &answers); err != nil {
		t.Fatalf("decode %s: %v", file, err)
	}
	return answers
}

// deviation is devdo's own answer where it differs from the real runtime on purpose.
type deviation struct {
	Why string          `json:"why"`
	Got json.RawMessage `json:"got"`
}

func (a area) readDeviations(t *testing.T) map[string]deviation {
	t.Helper()
	data, err := os.ReadFile(a.deviations)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var all map[string]deviation
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		t.Fatalf("read %s: %v", a.deviations, err)
	}
	return all
}

func (a area) record(t *testing.T, answers map[string]json.RawMessage) {
	t.Helper()
	data := encodeAnswers(t, answers)
	if err := os.WriteFile(a.recorded, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// encodeAnswers writes one line for each part of an answer, which shows changes well.
func encodeAnswers(t *testing.T, answers map[string]json.RawMessage) []byte {
	t.Helper()
	names := make([]string, 0, len(answers))
	for name := range answers {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	out.WriteString("{")
	for n, name := range names {
		if n > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n  %q: ", name)
		encodeAnswer(&out, answers[name], "  ")
	}
	out.WriteString("\n}\n")
	if !json.Valid(out.Bytes()) {
		t.Fatal("the answers are no JSON")
	}
	return out.Bytes()
}

// answerWidth is how long a value may be to stay on one line.
const answerWidth = 120

func encodeAnswer(out *bytes.Buffer, answer json.RawMessage, indent string) {
	var members orderedMembers
	if len(answer) <= answerWidth || !members.decode(answer) {
		out.Write(answer)
		return
	}
	out.WriteByte(answer[0])
	for n, m := range members {
		if n > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n" + indent + "  " + m.name)
		encodeAnswer(out, m.value, indent+"  ")
	}
	out.WriteString("\n" + indent)
	out.WriteByte(answer[len(answer)-1])
}

// orderedMembers are the members of an object, with their names, or the elements of an array.
type orderedMembers []struct {
	name  string
	value json.RawMessage
}

// decode reports false for what is neither.
func (m *orderedMembers) decode(data json.RawMessage) bool {
	in := json.NewDecoder(bytes.NewReader(data))
	open, err := in.Token()
	if err != nil || open != json.Delim('{') && open != json.Delim('[') {
		return false
	}
	for in.More() {
		var name []byte
		var value json.RawMessage
		if open == json.Delim('{') {
			key, err := in.Token()
			if err != nil {
				return false
			}
			name, _ = json.Marshal(key)
			name = append(name, ": "...)
		}
		if in.Decode(&value) != nil {
			return false
		}
		*m = append(*m, struct {
			name  string
			value json.RawMessage
		}{string(name), value})
	}
	return true
}

func compareAnswers(t *testing.T, got, want map[string]json.RawMessage) {
	t.Helper()
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is recorded but not there", name)
		}
	}
	for name, answer := range got {
		t.Run(name, func(t *testing.T) {
			if want[name] == nil {
				t.Fatalf("nothing is recorded; got %s", answer)
			}
			for _, d := range differences("", canonical(t, answer), canonical(t, want[name])) {
				t.Error(d)
			}
		})
	}
}

func canonical(t *testing.T, data json.RawMessage) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("decode %q: %v", data, err)
	}
	return v
}

// differences lists the places where two answers differ.
func differences(at string, got, want any) []string {
	g, isObject := got.(map[string]any)
	w, both := want.(map[string]any)
	if !isObject || !both {
		x, _ := json.Marshal(got)
		y, _ := json.Marshal(want)
		if bytes.Equal(x, y) {
			return nil
		}
		return []string{fmt.Sprintf("%s:\n got %s\nwant %s", at, x, y)}
	}
	if isAbout(g, w) {
		return nil
	}
	keys := map[string]bool{}
	for k := range g {
		keys[k] = true
	}
	for k := range w {
		keys[k] = true
	}
	var all []string
	for k := range keys {
		gv, inGot := g[k]
		wv, inWant := w[k]
		switch {
		case !inGot:
			all = append(all, fmt.Sprintf("%s.%s is missing", at, k))
		case !inWant:
			all = append(all, fmt.Sprintf("%s.%s should not be there", at, k))
		default:
			all = append(all, differences(at+"."+k, gv, wv)...)
		}
	}
	slices.Sort(all)
	return all
}

// isAbout reports whether both are a number that a case marks as one that need not be exact, and
// are not far apart.
func isAbout(got, want map[string]any) bool {
	g, ok := got["$about"].(float64)
	w, both := want["$about"].(float64)
	return ok && both && math.Abs(g-w) <= max(4, w/2)
}

// answerer is a running area.
type answerer interface {
	get(path string) (int, []byte, error)
}

// remote is an area in another process.
type remote struct{ url string }

func (r remote) get(path string) (int, []byte, error) {
	resp, err := http.Get(r.url + path)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, body, err
}

func (r remote) all(t *testing.T) map[string]json.RawMessage { return askAll(t, r) }

// caseLimit is far more than a case takes: it only keeps one that hangs from hanging the test.
const caseLimit = 30 * time.Second

// local is an area on devdo in this process. Its Workers can reach it at host as well.
type local struct {
	handler http.Handler
	host    string
}

func (l local) get(path string) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), caseLimit)
	defer cancel()
	answer := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	r.Host = l.host
	l.handler.ServeHTTP(answer, r)
	if err := ctx.Err(); err != nil {
		return 0, nil, err
	}
	return answer.Code, answer.Body.Bytes(), nil
}

func (l local) all(t *testing.T) map[string]json.RawMessage { return askAll(t, l) }

// askAll runs every case: the slow ones side by side, then the others one by one.
func askAll(t *testing.T, a answerer) map[string]json.RawMessage {
	t.Helper()
	status, body, err := a.get("/__cases")
	var cases []struct {
		Name string
		Slow bool
	}
	if err == nil {
		err = json.Unmarshal(body, &cases)
	}
	if err != nil {
		t.Fatalf("list the cases: %v, %d %s", err, status, body)
	}
	answers := map[string]json.RawMessage{}
	var mu sync.Mutex
	ask := func(name string) {
		answer := askCase(t, a, name)
		mu.Lock()
		defer mu.Unlock()
		answers[name] = answer
	}
	var slow sync.WaitGroup
	for _, c := range cases {
		if c.Slow {
			slow.Go(func() { ask(c.Name) })
		}
	}
	for _, c := range cases {
		if c.Slow {
			continue
		}
		if ask(c.Name); answers[c.Name] == nil {
			break // what hangs once would hang every time
		}
	}
	slow.Wait()
	return answers
}

// askCase is the answer of one case. Whatever is no JSON, such as an error's stack, is a string.
func askCase(t *testing.T, a answerer, name string) json.RawMessage {
	status, body, err := a.get("/__case?name=" + url.QueryEscape(name))
	if err != nil {
		t.Errorf("ask %s: %v", name, err)
		return nil
	}
	if status == http.StatusOK && json.Valid(body) {
		return body
	}
	first, _, _ := strings.Cut(string(body), "\n")
	text, _ := json.Marshal(fmt.Sprintf("%d %s", status, first))
	return text
}

// newAPIServer runs an area on devdo.
func newAPIServer(t *testing.T, a area) local {
	t.Helper()
	e, err := emulator.Open(emulator.Config{StateDir: t.TempDir(), Clock: isolate.NewClock(), Bundle: bundleDynamic, Events: emulator.Events{
		Uncaught: func(from api.Source, stack string) { t.Logf("%s %s: %s", from.Class, from.Object, stack) },
		Bug:      func(value any, stack []byte) { t.Errorf("bug: %v\n%s", value, stack) },
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, config := range append([]string{a.config}, a.others...) {
		if err := e.Reload(buildWorker(t, config)); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	return local{e, strings.TrimPrefix(server.URL, "http://")}
}

// buildWorker is the Worker of a configuration, with its code.
func buildWorker(t *testing.T, config string) emulator.Worker {
	t.Helper()
	config, err := filepath.Abs(config)
	if err != nil {
		t.Fatal(err)
	}
	p, err := project.Load(project.Options{Dir: filepath.Dir(config), ConfigPath: config, Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	b, err := bundler.New(bundleOptions(p))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	bundle, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w := newWorker(p)
	addCode(&w, bundle)
	w.Classes, _ = classes(p, bundle.Exports)
	return w
}

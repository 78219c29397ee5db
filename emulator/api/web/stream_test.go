package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/isolate"
)

// handle runs a handler in its own event and gives what it returned, once that has settled.
func handle(t testing.TB, e *apitest.Env, req *web.Request, code string, seen ...func(*isolate.Context)) (*web.Response, error) {
	t.Helper()
	type answer struct {
		resp *web.Response
		err  error
	}
	answers := make(chan answer, 1)
	ctx := &isolate.Context{Owner: &owner{}}
	for _, look := range seen {
		look(ctx)
	}
	e.Iso.Post(ctx, func() {
		rt := e.Iso.Runtime()
		v, err := rt.RunString("(" + code + ")")
		if err != nil {
			answers <- answer{nil, err}
			return
		}
		handler, _ := goja.AssertFunction(v)
		result, err := handler(goja.Undefined(), web.NewRequest(e.Iso, req))
		if err != nil {
			answers <- answer{nil, err}
			return
		}
		extract := func(v goja.Value) {
			resp, err := web.ExtractResponse(e.Iso, v)
			answers <- answer{resp, err}
		}
		then, _ := goja.AssertFunction(result.ToObject(rt).Get("then"))
		_, _ = then(result, e.Iso.Func(func(call goja.FunctionCall) goja.Value {
			extract(call.Argument(0))
			return goja.Undefined()
		}), e.Iso.Func(func(call goja.FunctionCall) goja.Value {
			answers <- answer{nil, errors.New(e.Iso.Describe(call.Argument(0)))}
			return goja.Undefined()
		}))
	})
	select {
	case a := <-answers:
		return a.resp, a.err
	case <-time.After(20 * time.Second):
		t.Fatal("the handler never settled")
		return nil, nil
	}
}

// counting is a source of n bytes that counts what was read of it and how it was closed.
type counting struct {
	left   int64
	read   atomic.Int64
	closed atomic.Bool
}

func (c *counting) Read(b []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(b)), c.left))
	c.left -= int64(n)
	c.read.Add(int64(n))
	return n, nil
}

func (c *counting) Close() error {
	c.closed.Store(true)
	return nil
}

func post(body *web.Body) *web.Request {
	return &web.Request{Method: "POST", URL: "http://example.com/", Body: body}
}

const gigabyte = 1 << 30

// A body that no script looks at passes through without being read ahead or copied.
func TestStream_PassesThrough(t *testing.T) {
	for name, code := range map[string]string{
		"body":        `async (r) => new Response(r.body)`,
		"request":     `async (r) => new Response(new Request(r).body)`,
		"response":    `async (r) => { const a = new Response(r.body); return new Response(a.body, a) }`,
		"identity":    `async (r) => new Response(r.body.pipeThrough(new IdentityTransformStream()))`,
		"pipeTo":      `async (r) => { const t = new IdentityTransformStream(); r.body.pipeTo(t.writable); return new Response(t.readable) }`,
		"fixed":       `async (r) => new Response(r.body.pipeThrough(new FixedLengthStream(1 << 30)))`,
		"transform":   `async (r) => new Response(r.body.pipeThrough(new TransformStream()))`,
		"user stream": `async (r) => { const reader = r.body.getReader(); return new Response(new ReadableStream({ async pull(c) { const { value, done } = await reader.read(); if (done) c.close(); else c.enqueue(value) }, cancel: () => reader.cancel() })) }`,
	} {
		t.Run(name, func(t *testing.T) {
			e := environment(t)
			source := &counting{left: gigabyte}
			resp, err := handle(t, e, post(web.NewStreamBody(source, gigabyte)), code)
			if err != nil {
				t.Fatal(err)
			}
			r := resp.Body.Reader()
			if _, err := io.CopyN(io.Discard, r, 1<<20); err != nil {
				t.Fatal(err)
			}
			const ahead = 1 << 20
			if n := source.read.Load(); n > 1<<20+ahead {
				t.Errorf("%d bytes were read for a reader of one megabyte", n)
			}
			_ = r.Close()
			eventually(t, "the source is closed", source.closed.Load)
		})
	}
}

func TestStream_WholeBody(t *testing.T) {
	const size = 3<<20 + 17
	for name, code := range map[string]string{
		"body":      `async (r) => new Response(r.body)`,
		"identity":  `async (r) => new Response(r.body.pipeThrough(new IdentityTransformStream()))`,
		"transform": `async (r) => new Response(r.body.pipeThrough(new TransformStream()))`,
		"gzip":      `async (r) => new Response(r.body.pipeThrough(new CompressionStream("gzip")).pipeThrough(new DecompressionStream("gzip")))`,
		"tee":       `async (r) => { const [a, b] = r.body.tee(); b.cancel(); return new Response(a) }`,
		"clone":     `async (r) => { const c = new Request(r).clone(); return new Response(c.body) }`,
		"buffer":    `async (r) => new Response(await r.arrayBuffer())`,
		"bytes":     `async (r) => new Response((await r.bytes()).subarray(0))`,
		"byob":      `async (r) => { const reader = r.body.getReader({ mode: "byob" }); return new Response(new ReadableStream({ type: "bytes", async pull(c) { const { value, done } = await reader.read(new Uint8Array(9999)); if (done) c.close(); else c.enqueue(value) } })) }`,
		"iterate":   `async (r) => { const it = r.body.values(); return new Response(ReadableStream.from(it)) }`,
	} {
		t.Run(name, func(t *testing.T) {
			e := environment(t)
			resp, err := handle(t, e, post(web.NewStreamBody(&counting{left: size}, -1)), code)
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, resp.Body.Reader())
			if n != size || err != nil {
				t.Errorf("read %d bytes, %v; want %d", n, err, size)
			}
		})
	}
}

func TestStream_BytesNeedNoStream(t *testing.T) {
	for name, code := range map[string]string{
		"string": `async () => new Response("hello")`,
		"bytes":  `async () => new Response(new TextEncoder().encode("hello"))`,
		"body":   `async () => new Response(new Response("hello").body)`,
		"closed": `async () => new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("hello")); c.close() } }))`,
		"blob":   `async () => new Response(new Blob(["hel", "lo"]))`,
		"read":   `async (r) => new Response(await r.text())`,
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := handle(t, environment(t), post(web.NewBytesBody([]byte("hello"))), code)
			if err != nil {
				t.Fatal(err)
			}
			if data, ok := resp.Body.Bytes(); !ok || string(data) != "hello" {
				t.Errorf("body %q, there: %v", data, ok)
			}
		})
	}
}

// The reader's end reaches the script, and the script's failure the reader.
func TestStream_Ends(t *testing.T) {
	e := environment(t)
	resp, err := handle(t, e, post(nil), `async () => {
		globalThis.cancelled = false;
		return new Response(new ReadableStream({ async pull(c) { await null; c.enqueue(new Uint8Array(10)) }, cancel() { cancelled = true } }))
	}`)
	if err != nil {
		t.Fatal(err)
	}
	r := resp.Body.Reader()
	if _, err := io.ReadFull(r, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
	eventually(t, "the stream is cancelled", func() bool { return e.Eval("cancelled") == "true" })

	resp, err = handle(t, e, post(nil), `async () => new Response(new ReadableStream({
		async pull(c) { await null; if (globalThis.n) c.error(new RangeError("x")); else { globalThis.n = 1; c.enqueue(new Uint8Array(1)) } }
	}))`)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(resp.Body.Reader())
	if err == nil || err.Error() != "x" {
		t.Errorf("error = %v", err)
	}
}

// A stream that a script fills over time arrives piece by piece.
func TestStream_Arrives(t *testing.T) {
	e := environment(t)
	resp, err := handle(t, e, post(nil), `async () => {
		const { readable, writable } = new TransformStream();
		const w = writable.getWriter();
		globalThis.say = (text) => { w.write(new TextEncoder().encode(text)) };
		globalThis.bye = () => { w.close() };
		return new Response(readable);
	}`)
	if err != nil {
		t.Fatal(err)
	}
	r := resp.Body.Reader()
	buffer := make([]byte, 10)
	for _, text := range []string{"one", "two", "three"} {
		e.Eval("say('" + text + "')")
		if n, err := r.Read(buffer); string(buffer[:n]) != text || err != nil {
			t.Errorf("read %q, %v; want %q", buffer[:n], err, text)
		}
	}
	e.Eval("bye()")
	if _, err := r.Read(buffer); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
}

// A reader that waits when the isolate ends is let go.
func TestStream_IsolateEnds(t *testing.T) {
	e := environment(t)
	resp, err := handle(t, e, post(nil), `async () => new Response(new ReadableStream({}))`)
	if err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(resp.Body.Reader())
		failed <- err
	}()
	e.Iso.Close()
	if err := <-failed; err == nil {
		t.Error("the reader saw an orderly end")
	}
}

// A reader is told when the object behind its stream is no more.
func TestStream_OwnerEnds(t *testing.T) {
	e := environment(t)
	var o isolate.Owner
	resp, err := handle(t, e, post(nil), `async () => new Response(new ReadableStream({}))`, func(ctx *isolate.Context) { o = ctx.Owner })
	if err != nil {
		t.Fatal(err)
	}
	e.Do(func() { web.OwnerEnded(e.Iso, o, web.NewError("reset")) })
	if _, err := io.ReadAll(resp.Body.Reader()); err == nil || err.Error() != "reset" {
		t.Errorf("error = %v", err)
	}
}

func TestFetch_StreamsUpAndDown(t *testing.T) {
	source := &counting{left: gigabyte}
	var received atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.CopyN(io.Discard, r.Body, 1<<20)
		received.Store(n)
		w.WriteHeader(http.StatusOK)
		_, _ = io.Copy(w, &counting{left: gigabyte})
	}))
	defer server.Close()
	resp, err := handle(t, environment(t), post(web.NewStreamBody(source, -1)), strings.ReplaceAll(`async (r) => {
		const answer = await fetch("URL", { method: "POST", body: r.body });
		return new Response(answer.body, answer);
	}`, "URL", server.URL))
	if err != nil {
		t.Fatal(err)
	}
	body := resp.Body.Reader()
	if _, err := io.CopyN(io.Discard, body, 1<<20); err != nil {
		t.Error(err)
	}
	_ = body.Close()
	if n := received.Load(); n != 1<<20 {
		t.Errorf("the server received %d bytes", n)
	}
	if n := source.read.Load(); n > 32<<20 {
		t.Errorf("%d bytes were sent to a server that read one megabyte", n)
	}
}

// The connection of an answer that nobody reads is closed once the script has dropped it.
func TestFetch_AbandonedBody(t *testing.T) {
	gone := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusOK)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(gone)
	}))
	defer server.Close()
	e := environment(t)
	if _, err := handle(t, e, post(nil), `async () => { await fetch("`+server.URL+`"); return new Response() }`); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server hears of it", func() bool {
		e.Eval("1")
		runtime.GC()
		select {
		case <-gone:
			return true
		default:
			return false
		}
	})
}

func TestFetch_TooManyRedirects(t *testing.T) {
	hops := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hops++
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer server.Close()
	_, err := handle(t, environment(t), post(nil), `async () => fetch("`+server.URL+`")`)
	if err == nil || !strings.Contains(err.Error(), "TypeError: Too many redirects.") || hops != 21 {
		t.Errorf("after %d requests: %v", hops, err)
	}
}

// Output of an object is held until what it wrote is durable.
func TestFetch_WaitsForTheOutputGate(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	e := environment(t)
	var held []func()
	e.Do(func() {
		web.SetHooks(e.Iso, web.Hooks{Outbound: func(send func()) { held = append(held, send) }})
	})
	resp, err := handle(t, e, post(nil), `async () => { fetch("`+server.URL+`").then(() => { globalThis.came = true }); return new Response() }`)
	if err != nil || resp.Status != 200 {
		t.Fatal(err)
	}
	if asked.Load() != 0 {
		t.Error("the request was sent before the gate opened")
	}
	e.Iso.Post(&isolate.Context{Owner: &owner{}}, func() { held[0]() })
	eventually(t, "the answer came", func() bool { return e.Eval("globalThis.came") == "true" })
}

// DO-ID-21.
func TestFetch_AtModuleScope(t *testing.T) {
	got := environment(t).Eval(`fetch("http://example.com")`)
	if !strings.HasPrefix(got, "REJECT Error|Error: Disallowed operation called within global scope.") {
		t.Error(got)
	}
}

// DO-ID-55, DO-ARG-5.
func TestExtractResponse_Errors(t *testing.T) {
	for code, want := range map[string]string{
		`async () => 5`:                "TypeError: Incorrect type for Promise: the Promise did not resolve to 'Response'.",
		`async () => ({})`:             "TypeError: Incorrect type for Promise: the Promise did not resolve to 'Response'.",
		`async () => Response.error()`: "TypeError: Return value from serve handler must not be an error response (like Response.error())",
		`async () => { const r = new Response("x"); await r.text(); return r }`: "TypeError: Body has already been used. It can only be used once. Use tee() first if you need to read it twice.",
	} {
		_, err := handle(t, environment(t), post(nil), code)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// eventually waits for something that another goroutine brings about.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !ok(); {
		if time.Now().After(deadline) {
			t.Fatal("never: " + what)
		}
		time.Sleep(time.Millisecond)
	}
}

package web_test

import (
	"strconv"
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
)

// benchHandler measures a handler from the Request in Go to the Response in Go.
func benchHandler(b *testing.B, code string) {
	e := environment(b)
	e.Do(func() {
		rt := e.Iso.Runtime()
		v, err := rt.RunString("(" + code + ")")
		if err != nil {
			b.Fatal(err)
		}
		handler, _ := goja.AssertFunction(v)
		b.ReportAllocs()
		b.ResetTimer()
		for range b.N {
			var req web.Request
			req.Method, req.URL = "GET", "http://example.com/path?q=1"
			req.Headers.Add("host", "example.com")
			req.Headers.Add("user-agent", "bench")
			v, err := handler(goja.Undefined(), web.NewRequest(e.Iso, &req))
			if err != nil {
				b.Fatal(err)
			}
			if p, ok := v.Export().(*goja.Promise); ok {
				v = p.Result()
			}
			resp, err := web.ExtractResponse(e.Iso, v)
			if err != nil || resp.Status != 200 {
				b.Fatal(err, resp)
			}
		}
	})
}

func BenchmarkHandler_Hello(b *testing.B) {
	benchHandler(b, `async function fetch(request) { return new Response("hello") }`)
}

func BenchmarkHandler_JSON(b *testing.B) {
	benchHandler(b, `async function fetch(request) { return Response.json({ hello: "world", n: 1 }) }`)
}

func BenchmarkHandler_ReadsRequest(b *testing.B) {
	benchHandler(b, `async function fetch(request) {
		return new Response(request.method + request.url + request.headers.get("user-agent"), { headers: { "x-a": "1", "x-b": "2" } });
	}`)
}

func BenchmarkHandler_Nothing(b *testing.B) {
	e := environment(b)
	e.Do(func() {
		v, _ := e.Iso.Runtime().RunString(`(async function fetch() { return 1 })`)
		handler, _ := goja.AssertFunction(v)
		b.ReportAllocs()
		for range b.N {
			if _, err := handler(goja.Undefined()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchCode(b *testing.B, setup, code string) { environment(b).Bench(b, setup, code) }

func BenchmarkHeaders_Get(b *testing.B) {
	benchCode(b, `const h = new Headers({ a: "1", b: "2", "user-agent": "x" })`, `h.get("user-agent")`)
}

func BenchmarkHeaders_New(b *testing.B) { benchCode(b, ``, `new Headers({ a: "1", b: "2" })`) }

func BenchmarkResponse_New(b *testing.B) { benchCode(b, ``, `new Response("hello")`) }

func BenchmarkResponse_JSON(b *testing.B) { benchCode(b, ``, `Response.json({ a: 1 })`) }

func BenchmarkResponse_Text(b *testing.B) { benchCode(b, ``, `new Response("hello").text()`) }

func BenchmarkRequest_New(b *testing.B) { benchCode(b, ``, `new Request("http://example.com/a?b=c")`) }

// benchStream measures an asynchronous function that handles b.N chunks.
func benchStream(b *testing.B, code string) {
	e := environment(b)
	b.ReportAllocs()
	b.ResetTimer()
	if got := e.Eval(`(async (n) => {` + code + `})(` + strconv.Itoa(b.N) + `)`); got != "P:undefined" {
		b.Error(got)
	}
}

const numbers = `new ReadableStream({ pull(c) { if (n-- > 0) c.enqueue(n); else c.close() } })`

func BenchmarkStream_Read(b *testing.B) {
	benchStream(b, `const r = `+numbers+`.getReader(); while (!(await r.read()).done);`)
}

func BenchmarkStream_PipeTo(b *testing.B) {
	benchStream(b, `await `+numbers+`.pipeTo(new WritableStream({ write() {} }))`)
}

func BenchmarkStream_PipeThrough(b *testing.B) {
	benchStream(b, `const r = `+numbers+`.pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x) } })).getReader(); while (!(await r.read()).done);`)
}

func BenchmarkStream_Text(b *testing.B) {
	benchStream(b, `const chunk = new Uint8Array(1024); await new Response(new ReadableStream({ pull(c) { if (n-- > 0) c.enqueue(chunk); else c.close() } })).arrayBuffer()`)
}

func BenchmarkStream_NativeRead(b *testing.B) {
	benchStream(b, `const r = new Response(new Uint8Array(n * 1024)).body.getReader({ mode: "byob" }); let v = new Uint8Array(1024); for (;;) { const { value, done } = await r.read(v); if (done) break; v = value }`)
}

func BenchmarkStream_Identity(b *testing.B) {
	benchStream(b, `const t = new IdentityTransformStream(), w = t.writable.getWriter(), r = t.readable.getReader(); const chunk = new Uint8Array(1024);
		for (let i = 0; i < n; i++) { const p = w.write(chunk); await r.read(); await p }`)
}

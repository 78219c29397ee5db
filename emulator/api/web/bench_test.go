package web_test

import (
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

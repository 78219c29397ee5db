package web_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
)

func TestHeadersOf(t *testing.T) {
	e := environment(t)
	e.Do(func() {
		rt := e.Iso.Runtime()
		made, err := rt.RunString(`new Headers([["a", "b"], ["set-cookie", "x"], ["set-cookie", "y"]])`)
		if err != nil {
			t.Error(err)
			return
		}
		h, immutable, ok := web.HeadersOf(e.Iso, made)
		if !ok || immutable || h.Len() != 3 || h.Get("a") != "b" {
			t.Errorf("got %v, %v, %v", h, immutable, ok)
			return
		}
		copied := h.Clone()
		_ = rt.Set("h", web.NewHeaders(e.Iso, &copied, true))
		got, err := rt.RunString(`let e; try { h.set("a", "c") } catch (x) { e = x.message }
			h.get("a") + h.getSetCookie() + (h instanceof Headers) + e`)
		if want := "bx,ytrueCan't modify immutable headers."; err != nil || got.String() != want {
			t.Errorf("got %v, %v, want %s", got, err, want)
		}
	})
}

func TestBlobOf(t *testing.T) {
	e := environment(t)
	e.Do(func() {
		rt := e.Iso.Runtime()
		made, err := rt.RunString(`new Blob(["0123"], { type: "A/b" }).slice(1, 3, "C/d")`)
		if err != nil {
			t.Error(err)
			return
		}
		data, contentType, ok := web.BlobOf(e.Iso, made)
		if !ok || string(data) != "12" || contentType != "c/d" {
			t.Errorf("got %q, %q, %v", data, contentType, ok)
		}
		_ = rt.Set("b", web.NewBlob(e.Iso, []byte("xyz"), "e/f"))
		got, err := rt.RunString(`b.size + b.type + (b instanceof Blob)`)
		if want := "3e/ftrue"; err != nil || got.String() != want {
			t.Errorf("got %v, %v, want %s", got, err, want)
		}
	})
}

func TestClonable_Others(t *testing.T) {
	e := environment(t)
	for _, code := range []string{"1", "undefined", "({})", "Object.create(Headers.prototype)", "Object.create(Blob.prototype)", "new FormData()", `new File(["a"], "n")`} {
		e.Do(func() {
			v, err := e.Iso.Runtime().RunString(code)
			if err != nil {
				t.Error(err)
				return
			}
			_, _, headers := web.HeadersOf(e.Iso, v)
			_, _, blob := web.BlobOf(e.Iso, v)
			if headers || blob || web.IsRequest(e.Iso, v) || web.IsResponse(e.Iso, v) {
				t.Errorf("%s: headers %v, blob %v", code, headers, blob)
			}
		})
	}
}

func TestConstruct(t *testing.T) {
	e := environment(t)
	e.Do(func() {
		rt := e.Iso.Runtime()
		init, err := rt.RunString(`globalThis.Request = undefined; globalThis.Response = undefined; ({ method: "PUT", status: 201 })`)
		if err != nil {
			t.Error(err)
			return
		}
		req, err := web.ConstructRequest(e.Iso, "http://a/b", init)
		if err != nil || !web.IsRequest(e.Iso, req) || req.Get("method").String() != "PUT" {
			t.Errorf("got request %v, %v", req, err)
		}
		resp, err := web.ConstructResponse(e.Iso, goja.Null(), init)
		if err != nil || !web.IsResponse(e.Iso, resp) || resp.Get("status").ToInteger() != 201 {
			t.Errorf("got response %v, %v", resp, err)
		}
		if _, err := web.ConstructRequest(e.Iso, "nowhere", init); err == nil {
			t.Error("a URL that is none was accepted")
		}
	})
}

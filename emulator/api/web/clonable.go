package web

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// What a structured clone needs of the classes that can be cloned: Headers, Blob, Request and
// Response. All of it is loop only, inside a turn.

// HeadersOf are the fields behind a Headers object, shared with it; ok is false for every other
// value. Immutable headers refuse changes by scripts.
func HeadersOf(iso *isolate.Isolate, v goja.Value) (h *Headers, immutable, ok bool) {
	s := stateOf(iso)
	if !s.test("headers", "isHeaders", v) {
		return nil, false, false
	}
	held := heldHeaders(isolate.Must(s.call("headers", "handle", v)))
	return held.headers, held.immutable, true
}

// NewHeaders makes a Headers object over h, which belongs to it from then on.
func NewHeaders(iso *isolate.Isolate, h *Headers, immutable bool) *goja.Object {
	s := stateOf(iso)
	handle := s.rt.NewDynamicObject(&headersHandle{headers: h, immutable: immutable})
	return isolate.Must(s.call("headers", "wrap", handle)).(*goja.Object)
}

// BlobOf are the bytes of a Blob, shared with it, and its type; ok is false for every other
// value, and for a File, which workerd does not clone.
func BlobOf(iso *isolate.Isolate, v goja.Value) (data []byte, contentType string, ok bool) {
	s := stateOf(iso)
	if !s.test("blob", "isBlob", v) || s.test("blob", "isFile", v) {
		return nil, "", false
	}
	handle := heldBody(isolate.Must(s.call("blob", "handleOf", v)))
	return handle.data, isolate.Must(s.call("blob", "typeOf", v)).String(), true
}

// NewBlob makes a Blob over data, which belongs to it from then on. The type is taken as it is.
func NewBlob(iso *isolate.Isolate, data []byte, contentType string) *goja.Object {
	s := stateOf(iso)
	handle := s.bodyValue(NewBytesBody(data))
	return isolate.Must(s.call("blob", "wrap", handle, s.rt.ToValue(contentType))).(*goja.Object)
}

// IsRequest says whether v is a Request.
func IsRequest(iso *isolate.Isolate, v goja.Value) bool {
	return stateOf(iso).test("request", "isRequest", v)
}

// IsResponse says whether v is a Response.
func IsResponse(iso *isolate.Isolate, v goja.Value) bool {
	return stateOf(iso).test("response", "isResponse", v)
}

// ConstructRequest is `new Request(url, init)`, whatever scripts have made of the global.
func ConstructRequest(iso *isolate.Isolate, url string, init goja.Value) (*goja.Object, error) {
	s := stateOf(iso)
	return s.rt.New(iso.Use("request").Get("Request"), s.rt.ToValue(url), init)
}

// ConstructResponse is `new Response(body, init)`, whatever scripts have made of the global.
func ConstructResponse(iso *isolate.Isolate, body, init goja.Value) (*goja.Object, error) {
	return stateOf(iso).rt.New(iso.Use("response").Get("Response"), body, init)
}

// test calls a predicate of a module.
func (s *state) test(module, predicate string, v goja.Value) bool {
	return isolate.Must(s.call(module, predicate, v)).ToBoolean()
}

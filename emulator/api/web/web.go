// Package web has the Web APIs that move bytes: Headers, Request, Response, Blob, File,
// FormData, streams of every kind, compression and fetch.
//
// A message between places (the HTTP front door, other isolates, the network) is a Request or a
// Response of Go with a Body, free of JavaScript. NewRequest and NewResponse show one to a
// script, ExtractRequest and ExtractResponse take one from it. Everything in between is lazy: a
// body that no script looks at stays in Go, as bytes or as a stream, however many objects it
// passes through.
//
// Streams come in two sorts behind one class. Those that scripts make follow the standard, in
// JavaScript. Native ones have their source in Go; reading all of one, piping one into another
// or sending one off runs in Go and costs no promise per chunk.
package web

import (
	"context"
	"embed"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

//go:embed *.js
var sources embed.FS

func source(name string) string {
	data, err := sources.ReadFile(name + ".js")
	if err != nil {
		panic(err)
	}
	return string(data)
}

func module(name string, host func(*isolate.Isolate) *goja.Object, globals ...string) *isolate.Module {
	return &isolate.Module{Name: name, Source: source(name), Host: host, Globals: globals}
}

// Modules returns the modules of this package, one for each of its JavaScript files.
func Modules() []*isolate.Module { return modules }

var modules = []*isolate.Module{
	module("headers", headersHost, "Headers"),
	module("body", bodyHost, "Body"),
	module("request", requestHost, "Request"),
	module("response", responseHost, "Response"),
	module("fetch", fetchHost, "fetch"),
	module("event_source", eventSourceHost, "EventSource"),
	module("blob", blobHost, "Blob", "File"),
	module("formdata", formDataHost, "FormData"),
	module("stream_util", nil),
	module("readable", readableHost, "ReadableStream"),
	module("readable_default", nil, "ReadableStreamDefaultController"),
	module("readable_byte", transferHost, "ReadableByteStreamController", "ReadableStreamBYOBRequest"),
	module("readable_native", nativeHost),
	module("reader", transferHost, "ReadableStreamDefaultReader", "ReadableStreamBYOBReader"),
	module("stream_tee", nil),
	module("stream_pipe", pipeHost),
	module("writable_state", nil),
	module("writable", nil, "WritableStream", "WritableStreamDefaultWriter", "WritableStreamDefaultController"),
	module("transform", nil, "TransformStream", "TransformStreamDefaultController"),
	module("native_transform", transformHost, "IdentityTransformStream", "FixedLengthStream", "CompressionStream", "DecompressionStream"),
	module("text_streams", textHost, "TextEncoderStream", "TextDecoderStream"),
	module("html_rewriter", rewriterHost, "HTMLRewriter"),
	module("queuing", nil, "ByteLengthQueuingStrategy", "CountQueuingStrategy"),
}

// state is what this package keeps with an isolate.
type state struct {
	iso *isolate.Isolate
	rt  *goja.Runtime
	// Functions of the modules, found at first use.
	functions map[function]goja.Callable
	// sent is where send of request.js and response.js puts what it sends.
	sentRequest  *Request
	sentResponse *Response
	sentBody     *Body
	// pumps are the streams that scripts of an owner fill for readers elsewhere.
	pumps map[isolate.Owner]map[*pump]struct{}
	// life is cancelled when the isolate ends; see ended.
	life          context.Context
	moduleContext *isolate.Context
}

// function names an exported function of a module.
type function struct{ module, name string }

type stateKey struct{}

func stateOf(iso *isolate.Isolate) *state {
	if s, ok := iso.Value(stateKey{}).(*state); ok {
		return s
	}
	s := &state{iso: iso, rt: iso.Runtime(), functions: map[function]goja.Callable{}, pumps: map[isolate.Owner]map[*pump]struct{}{}, moduleContext: &isolate.Context{}}
	iso.SetValue(stateKey{}, s)
	return s
}

// call calls an exported function of a module.
func (s *state) call(module, name string, args ...goja.Value) (goja.Value, error) {
	key := function{module, name}
	fn := s.functions[key]
	if fn == nil {
		fn, _ = goja.AssertFunction(s.iso.Use(module).Get(name))
		s.functions[key] = fn
	}
	return fn(goja.Undefined(), args...)
}

// text is a JavaScript string, or undefined for "".
func (s *state) text(v string) goja.Value {
	if v == "" {
		return goja.Undefined()
	}
	return s.rt.ToValue(v)
}

// textOf is text's inverse.
func textOf(v goja.Value) string {
	if v == nil || goja.IsUndefined(v) {
		return ""
	}
	return v.String()
}

package api

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/wasm"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/clone/wire"
)

// platform serialises the objects of the Workers API that can be cloned (DO-STORAGE-53, byte for
// byte DO-DISK-26) and tells the others, which cannot, from plain objects.
type platform struct{ w *Worker }

// WriteHost writes the platform objects that have a form of their own.
func (p platform) WriteHost(o *goja.Object, out *clone.Writer) (bool, error) {
	if refusal := p.onlyByRPC(o, out.Mode()); refusal != "" {
		return false, out.Throw("DataCloneError", refusal)
	}
	switch class := wasm.ClassOf(p.w.iso, o); {
	case class == "Module" && out.Mode() == clone.StructuredClone:
		return false, out.Throw("Error", "Unable to deserialize cloned data.")
	case class != "":
		return false, out.Throw("DataCloneError", "#<"+class+"> could not be cloned.")
	}
	name, ok := webidl.ClassName(p.w.iso, o)
	if !ok {
		return false, nil
	}
	switch name {
	case "DOMException":
		p.writeException(o, out)
	case "Headers":
		p.writeHeaders(o, out)
	case "Blob":
		data, contentType, _ := web.BlobOf(p.w.iso, o)
		out.Blob(&wire.Blob{Type: contentType, Data: data})
	case "Request":
		out.Host(wire.HostRequest)
		out.Text(o.Get("url").String())
		return true, p.writeInit(o, out, requestFields)
	case "Response":
		out.Host(wire.HostResponse)
		if !goja.IsNull(o.Get("body")) {
			return false, out.Throw("DataCloneError", msgStreamOnlyRPC)
		}
		out.Tag(wire.TagNull)
		return true, p.writeInit(o, out, responseFields)
	default:
		if text := refusals[name]; text != "" {
			return false, out.Throw("DataCloneError", text)
		}
		return false, nil
	}
	return true, nil
}

// onlyByRPC is why a value that RPC passes by reference cannot be cloned, or "".
func (p platform) onlyByRPC(o *goja.Object, mode clone.Mode) string {
	w := p.w
	kind := w.call("rpc", "kindOf", o)
	switch {
	case !goja.IsUndefined(w.call("rpc", "handleOf", o)):
		if mode == clone.StructuredClone {
			return "#<RpcStub> could not be cloned."
		}
		return "RpcStub cannot be serialized in this context."
	case w.isFacetStub(o):
		return msgFacetStub
	case w.classOf(o) != nil:
		return msgClassContext
	case !goja.IsUndefined(kind):
		if mode == clone.StructuredClone {
			return "#<" + kind.String() + "> could not be cloned."
		}
		return fmt.Sprintf(msgNotSerializable, kind)
	case w.IsStub(o), w.entryOf(o) != nil, w.d1Of(o) != nil:
		return "ServiceStub cannot be serialized in this context."
	case w.iso.Runtime().InstanceOf(o, w.export("workers", "RpcTarget").(*goja.Object)):
		return "Remote RPC references can only be serialized for RPC."
	}
	return ""
}

// refusals are the classes with words of their own.
var refusals = map[string]string{
	"ReadableStream": msgStreamOnlyRPC,
	"WritableStream": "WritableStream can only be serialized for RPC.",
	"AbortSignal":    "AbortSignal serialization is not enabled.",
	"KvNamespace":    "A KV namespace binding cannot be serialized.",
	"R2Bucket":       "An R2 bucket binding cannot be serialized.",
}

func (p platform) writeException(o *goja.Object, out *clone.Writer) {
	text := func(property string) string {
		if v := o.Get(property); v != nil && !goja.IsUndefined(v) {
			return v.String()
		}
		return ""
	}
	out.DOMException(&wire.DOMException{Name: text("name"), Message: text("message"), Stack: text("stack")})
}

func (p platform) writeHeaders(o *goja.Object, out *clone.Writer) {
	h, immutable, _ := web.HeadersOf(p.w.iso, o)
	guard := uint32(wire.GuardNone)
	if immutable {
		guard = wire.GuardImmutable
	}
	written := &wire.Headers{Guard: guard}
	for _, f := range h.Sorted() {
		written.Fields = append(written.Fields, wire.HeaderField{Name: f.Name, Value: f.Value})
	}
	out.Headers(written)
}

// initField is a member of the object that describes a Request or Response, as the constructor
// takes it. One with its usual value is left out, or undefined at newer dates.
type initField struct {
	name  string
	usual any
	// absent fields are never written.
	absent bool
}

var requestFields = []initField{
	{name: "method", usual: "GET"}, {name: "headers"}, {name: "body"}, {name: "redirect", usual: "follow"}, {name: "fetcher", absent: true},
	{name: "cf", usual: goja.Undefined()}, {name: "cache", usual: "default"}, {name: "integrity", absent: true}, {name: "signal", absent: true},
	{name: "encodeResponseBody", absent: true},
}

var responseFields = []initField{
	{name: "status", usual: int64(200)}, {name: "statusText", usual: "OK"}, {name: "headers"}, {name: "cf", usual: goja.Undefined()},
	{name: "webSocket", absent: true}, {name: "encodeBody", absent: true},
}

func (p platform) writeInit(o *goja.Object, out *clone.Writer, fields []initField) error {
	if body := o.Get("body"); body != nil && !goja.IsNull(body) {
		return out.Throw("DataCloneError", msgStreamOnlyRPC)
	}
	all := p.w.options.Flags.Has("enable_fast_jsg_struct")
	init := p.w.iso.Runtime().NewObject()
	for _, f := range fields {
		v := o.Get(f.name)
		if f.absent || v == nil || isUsual(v, f.usual) {
			v = goja.Undefined()
		}
		if all || !goja.IsUndefined(v) {
			_ = init.Set(f.name, v)
		}
	}
	return out.Value(init)
}

func isUsual(v goja.Value, usual any) bool {
	switch usual := usual.(type) {
	case nil:
		return false
	case goja.Value:
		return goja.IsUndefined(v) || goja.IsNull(v)
	default:
		exported := v.Export()
		return exported == usual || exported == ""
	}
}

// ReadHost reads them.
func (p platform) ReadHost(tag uint32, r *clone.Reader) (goja.Value, error) {
	switch tag {
	case wire.HostDOMException:
		return p.readException(r)
	case wire.HostHeaders:
		return p.readHeaders(r)
	case wire.HostBlob:
		blob := r.Blob()
		if r.Err() != nil {
			return nil, r.Err()
		}
		return web.NewBlob(p.w.iso, append([]byte{}, blob.Data...), blob.Type), nil
	case wire.HostRequest:
		url := r.Text()
		init := r.Value()
		if r.Err() != nil {
			return nil, r.Err()
		}
		return web.ConstructRequest(p.w.iso, url, init)
	case wire.HostResponse:
		body, init := r.Value(), r.Value()
		if r.Err() != nil {
			return nil, r.Err()
		}
		return web.ConstructResponse(p.w.iso, body, init)
	}
	return nil, nil
}

func (p platform) readException(r *clone.Reader) (goja.Value, error) {
	e := r.DOMException()
	if r.Err() != nil {
		return nil, r.Err()
	}
	o := p.w.iso.NewDOMException(e.Name, e.Message)
	if e.Stack != "" {
		_ = o.Set("stack", e.Stack)
	}
	return o, nil
}

func (p platform) readHeaders(r *clone.Reader) (goja.Value, error) {
	read := r.Headers()
	if r.Err() != nil {
		return nil, r.Err()
	}
	h := &web.Headers{}
	for _, f := range read.Fields {
		h.Add(f.Name, f.Value)
	}
	return web.NewHeaders(p.w.iso, h, read.Guard == wire.GuardImmutable), nil
}

// IsPlatform names the class of a platform object.
func (p platform) IsPlatform(o *goja.Object) (string, bool) { return webidl.ClassName(p.w.iso, o) }

// isLoopback tells the kinds of what ctx.exports has, which are for this Worker alone.
func isLoopback(kind goja.Value) bool { return strings.HasPrefix(kind.String(), "Loopback") }

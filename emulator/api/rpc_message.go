package api

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/clone/wire"
)

// message is a serialised value and what it passes by reference. It may go to another isolate.
type message struct {
	data []byte
	refs []ref
	// disposer is set for a result whose disposer is to run when the caller disposes of it.
	disposer bool
}

// ref is something passed by reference.
type ref interface {
	// arrive makes the JavaScript value of it in the receiving Worker.
	arrive(w *Worker) *goja.Object
}

// packing is the serialisation of one message.
type packing struct {
	w    *Worker
	refs []ref
	// first is the value of the first reference.
	first *goja.Object
	// params tells the arguments of a call from a result.
	params bool
	// lasting is set for props, which outlive the event that made them.
	lasting bool
	// moved are stubs that their holder loses.
	moved []*rpcStub
	// stubs are those made for a message that was received, so that they can be disposed of.
	stubs []*rpcStub
}

// packParams serialises the arguments of a call.
func (w *Worker) packParams(v goja.Value) (message, error) {
	p := &packing{w: w, params: true}
	m, err := p.pack(v)
	disposeAll(p.moved)
	return m, err
}

// pack serialises a value. What goes along is kept until the message arrives.
func (p *packing) pack(v goja.Value) (message, error) {
	w := p.w
	options := w.cloneOptions(clone.RPC)
	options.Host = p
	data, err := w.codec.Serialize(v, options)
	m := message{data: data, refs: p.refs}
	if p.lasting {
		return m, err
	}
	for _, c := range m.capabilities() {
		c.stubs.Add(1)
	}
	if err == nil {
		err = w.checkSize(m)
	}
	if err != nil {
		m.arrived()
	}
	return m, err
}

// capabilities are what the message has stubs of.
func (m message) capabilities() []*capability {
	var all []*capability
	for _, r := range m.refs {
		if c := capabilityOf(r); c != nil {
			all = append(all, c)
		}
	}
	return all
}

// capabilityOf is what a reference leads to if it is a stub, nil for everything else.
func capabilityOf(r ref) *capability {
	switch r := r.(type) {
	case *capability:
		return r
	case *stubRef:
		return r.capability
	}
	return nil
}

// arrived says that nobody else will make the value of the message.
func (m message) arrived() {
	for _, c := range m.capabilities() {
		c.release()
	}
}

// unpack makes the value of a message, and the stubs that are in it.
func (w *Worker) unpack(m message) (goja.Value, []*rpcStub, error) {
	defer m.arrived()
	return w.decode(m)
}

// decode is unpack for a message that others will get as well.
func (w *Worker) decode(m message) (goja.Value, []*rpcStub, error) {
	p := &packing{w: w, refs: m.refs}
	options := w.cloneOptions(clone.RPC)
	options.Host = p
	options.FreshStacks = true
	v, err := w.codec.Deserialize(m.data, options)
	return v, p.stubs, err
}

// WriteHost passes functions, RpcTargets and stubs by reference.
func (p *packing) WriteHost(o *goja.Object, out *clone.Writer) (bool, error) {
	r, err := p.referenceOf(o)
	if err != nil {
		return false, err
	}
	if r == nil {
		return p.w.platform.WriteHost(o, out)
	}
	if p.lasting {
		out.Host(hostTag(r))
	} else {
		out.Host(wire.HostRPCStub)
	}
	out.Uint32(uint32(len(p.refs)))
	if len(p.refs) == 0 {
		p.first = o
	}
	p.refs = append(p.refs, r)
	return true, nil
}

// reference is o as something passed by reference, or nil.
func (p *packing) reference(o *goja.Object) ref {
	w := p.w
	if kind := w.call("rpc", "kindOf", o); !goja.IsUndefined(kind) {
		panic(w.cloneError("DataCloneError", fmt.Sprintf(msgNotSerializable, kind)))
	}
	if p.lasting {
		return p.propsRef(o)
	}
	if handle := w.call("rpc", "handleOf", o); !goja.IsUndefined(handle) {
		return p.passStub(held[*rpcStub](handle))
	}
	if w.IsStub(o) {
		return w.stubOf(o)
	}
	if r := w.targetRef(o); r != nil {
		return r
	}
	if target := p.passed(o); target != nil {
		return w.newCapability(target)
	}
	return p.messageRef(o)
}

// passed is what a stub leads to that stands for o in the message, nil where o is not passed by
// reference.
func (p *packing) passed(o *goja.Object) *goja.Object {
	rt := p.w.iso.Runtime()
	_, isProxy := o.Export().(goja.Proxy)
	duplicated := p.params && p.w.options.Flags.Has("rpc_params_dup_stubs")
	target, _ := p.w.call("rpc_receiver", "passed", o, rt.ToValue(isProxy), rt.ToValue(duplicated)).(*goja.Object)
	return target
}

// targetRef is o as something that needs no running event: a stub of an object or an entrypoint,
// a class or a database. It is nil for everything else.
func (w *Worker) targetRef(o *goja.Object) ref {
	switch entry := w.entryOf(o).(type) {
	case *restored:
		return entry
	case *stub:
		if entry.find != nil {
			panic(w.cloneError("DataCloneError", msgFacetStub))
		}
		return entry
	case *entrypoint:
		return w.passEntry(entry)
	}
	if c := w.classOf(o); c != nil {
		return c
	}
	if db := w.d1Of(o); db != nil {
		return d1Ref{db}
	}
	return nil
}

// lastingRef is o as something that can outlive the running event, nil where it is nothing like it.
func (w *Worker) lastingRef(o *goja.Object) ref {
	if isLoopback(w.call("rpc", "kindOf", o)) {
		return nil
	}
	if w.IsStub(o) {
		return w.stubOf(o)
	}
	if handle := w.call("rpc", "handleOf", o); !goja.IsUndefined(handle) {
		s := held[*rpcStub](handle)
		if s.channel == nil {
			panic(w.cloneError("DataCloneError", msgNotPersistent))
		}
		return &stubRef{s.capability, s.channel}
	}
	return w.targetRef(o)
}

// propsRef is reference for props.
func (p *packing) propsRef(o *goja.Object) ref {
	if r := p.w.lastingRef(o); r != nil {
		return r
	}
	if refusal := p.w.platform.onlyByRPC(o, clone.RPC); refusal != "" {
		panic(p.w.cloneError("DataCloneError", refusal))
	}
	return nil
}

// referenceOf is reference with what it throws as an error.
func (p *packing) referenceOf(o *goja.Object) (r ref, err error) {
	if ex := p.w.iso.Runtime().Try(func() { r = p.reference(o) }); ex != nil {
		return nil, ex
	}
	return r, nil
}

// entryOf is what a fetcher leads to, nil for everything else.
func (w *Worker) entryOf(o *goja.Object) any {
	switch entry := w.call("fetcher", "entryOf", o).Export().(type) {
	case *stub:
		return entry
	case *entrypoint:
		return entry
	case *restored:
		return entry
	}
	return nil
}

// ReadHost makes the value of a reference.
func (p *packing) ReadHost(tag uint32, r *clone.Reader) (goja.Value, error) {
	switch tag {
	case wire.HostRPCStub, wire.HostServiceStub, wire.HostClass, wire.HostBinding:
	default:
		return p.w.platform.ReadHost(tag, r)
	}
	n := r.Uint32()
	if int(n) >= len(p.refs) {
		r.Fail("reference %d of %d", n, len(p.refs))
		return nil, r.Err()
	}
	o := p.refs[n].arrive(p.w)
	if handle := p.w.call("rpc", "handleOf", o); !goja.IsUndefined(handle) {
		p.stubs = append(p.stubs, held[*rpcStub](handle))
	}
	return o, nil
}

// IsPlatform names platform objects, which cannot be passed by value.
func (p *packing) IsPlatform(o *goja.Object) (string, bool) { return p.w.platform.IsPlatform(o) }

// arrive makes a fetcher of the same object for its new holder (DO-RPC-33).
func (s *stub) arrive(w *Worker) *goja.Object {
	t := &stub{object: s.object, id: s.id, owner: w.iso.Current().Owner, storable: s.storable, existing: s.existing}
	return w.call("fetcher", "makeFetcher", w.handle(t)).(*goja.Object)
}

// arrive makes a fetcher of the same entrypoint for its new holder.
func (e *entrypoint) arrive(w *Worker) *goja.Object {
	t := *e
	if t.service == w.self() {
		t.service = nil
	}
	return w.call("fetcher", "makeFetcher", w.handle(&t)).(*goja.Object)
}

// passEntry is an entrypoint as other Workers know it.
func (w *Worker) passEntry(e *entrypoint) ref {
	t := *e
	if t.service == nil {
		t.service = w.self()
	}
	return &t
}

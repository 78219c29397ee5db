package api

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/channel"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/clone/wire"
)

// servicePrefix comes before a Worker's name where wrangler names it to workerd.
const servicePrefix = "core:user:"

// storesStubs reports whether the Worker allows that its stubs are stored, and may store some.
func (w *Worker) storesStubs() bool { return w.options.Flags.Has("allow_irrevocable_stub_storage") }

// tokenOf is the stored form of what can be found again; it throws for what may not be stored.
func (w *Worker) tokenOf(r ref) []byte {
	t := &channel.Token{}
	switch r := r.(type) {
	case *entrypoint:
		t.Storable = r.storable
		t.Service = w.serviceOf(r.service, r.export, r.props)
	case *actorClass:
		t.Type, t.Storable = channel.Class, r.storable
		t.Service = w.serviceOf(r.w.self(), r.export, r.props)
	case *stub:
		id, err := hex.DecodeString(r.id.Hex)
		if err != nil {
			panic(err)
		}
		t.Storable = r.storable
		t.Object = &channel.Object{Namespace: r.object.Namespace().Key, ID: id, Name: r.id.Name, Named: r.id.Named}
	case *restored:
		if r.rpcType {
			t.Type = channel.RPC
		}
		t.Storable = r.storable
		t.Restored = &channel.Restored{Vendor: w.tokenOf(r.vendor), Arg: w.storedValue(r.arg)}
	case *stubRef:
		return w.tokenOf(r.channel)
	}
	if !t.Storable {
		panic(w.cloneError("DataCloneError", msgNotStorable))
	}
	return t.Encode()
}

func (w *Worker) serviceOf(of Service, export string, props message) *channel.Service {
	if export == defaultExport {
		export = ""
	}
	return &channel.Service{Name: servicePrefix + of.Name(), Entrypoint: export, Props: w.storedValue(props)}
}

// storedValue is the stored form of props.
func (w *Worker) storedValue(m message) channel.Value {
	v := channel.Value{V8: m.data}
	for _, r := range m.refs {
		v.Refs = append(v.Refs, channel.Ref{Type: tokenType(r), Token: w.tokenOf(r)})
	}
	return v
}

func tokenType(r ref) channel.Type {
	switch r := r.(type) {
	case *actorClass:
		return channel.Class
	case *stubRef:
		return channel.RPC
	case *restored:
		if r.rpcType {
			return channel.RPC
		}
	}
	return channel.Stub
}

// hostTag is how a reference is marked in the value that has it.
func hostTag(r ref) uint32 {
	if _, ok := r.(d1Ref); ok {
		return wire.HostBinding
	}
	switch tokenType(r) {
	case channel.Class:
		return wire.HostClass
	case channel.RPC:
		return wire.HostRPCStub
	}
	return wire.HostServiceStub
}

var errTokenType = errors.New("channel token type mismatch")

// refOf is what a stored token stands for.
func (w *Worker) refOf(data []byte, want channel.Type) (ref, error) {
	t, err := channel.Decode(data)
	if err != nil {
		return nil, err
	}
	if t.Type != want || t.Service == nil && want == channel.Class || t.Restored == nil && want == channel.RPC {
		return nil, errTokenType
	}
	switch {
	case t.Service != nil:
		return w.serviceRef(t.Service, want)
	case t.Object != nil:
		return w.objectRef(t.Object)
	}
	vendor, err := w.refOf(t.Restored.Vendor, channel.Stub)
	if err != nil {
		return nil, err
	}
	arg, err := w.loadedValue(t.Restored.Arg)
	return &restored{vendor: vendor, arg: arg, rpcType: want == channel.RPC, storable: true}, err
}

func (w *Worker) serviceRef(s *channel.Service, want channel.Type) (ref, error) {
	service := w.serviceNamed(s.Name)
	if service == nil {
		return nil, errors.New("no such service: " + s.Name)
	}
	export := s.Entrypoint
	if export == "" {
		export = defaultExport
	}
	props, err := w.loadedValue(s.Props)
	if err != nil {
		return nil, err
	}
	if want == channel.Class {
		if service != w.self() {
			return nil, errors.New("no such class in this Worker: " + s.Name + " " + export)
		}
		return &actorClass{w: w, export: export, props: props, storable: true}, nil
	}
	return &entrypoint{service: service, export: export, props: props, storable: true}, nil
}

// serviceNamed is the Worker of this name: this one or one that it has a binding of. It is nil
// where there is none.
func (w *Worker) serviceNamed(text string) Service {
	name, ok := strings.CutPrefix(text, servicePrefix)
	if !ok {
		return nil
	}
	if name == w.options.Name {
		return w.self()
	}
	for _, b := range w.options.Bindings {
		if b.Service != nil && b.Service.Name() == name {
			return b.Service
		}
	}
	return nil
}

func (w *Worker) objectRef(o *channel.Object) (ref, error) {
	for _, n := range w.options.Namespaces {
		if n.Key == o.Namespace {
			id := actor.ID{Hex: hex.EncodeToString(o.ID), Name: o.Name, Named: o.Named}
			return &stub{object: n.Object(id.Hex), id: id, storable: true}, nil
		}
	}
	return nil, errors.New("no such Durable Object namespace: " + o.Namespace)
}

// loadedValue is the inverse of storedValue.
func (w *Worker) loadedValue(v channel.Value) (message, error) {
	if v.JSON != "" {
		return w.packProps(w.parseJSON(v.JSON)), nil
	}
	m := message{data: sameFormat(v.V8)}
	for _, r := range v.Refs {
		found, err := w.refOf(r.Token, r.Type)
		if err != nil {
			return message{}, err
		}
		m.refs = append(m.refs, found)
	}
	return m, nil
}

// sameFormat is a value of the format's version 16, which workerd writes for props only, as one of
// version 15: what a value can hold is written alike in both.
func sameFormat(data []byte) []byte {
	if len(data) < 2 || data[0] != 0xff || data[1] != 16 {
		return data
	}
	data = bytes.Clone(data)
	data[1] = wire.Version
	return data
}

// storing is the serialisation of one stored value.
type storing struct {
	w *Worker
	// tokens are those that are kept beside the value: of what is passed by reference.
	tokens [][]byte
}

// packStored is the stored form of the value of a key, and the tokens beside it.
func (w *Worker) packStored(v goja.Value) ([]byte, [][]byte) {
	if !w.storesStubs() {
		return w.serializeStored(v), nil
	}
	s := &storing{w: w}
	options := w.cloneOptions(clone.Storage)
	options.Host = s
	data, err := w.codec.Serialize(v, options)
	if err != nil {
		panic(err)
	}
	return data, s.tokens
}

// WriteHost writes the stubs and classes that can be stored.
func (s *storing) WriteHost(o *goja.Object, out *clone.Writer) (handled bool, err error) {
	if ex := s.w.iso.Runtime().Try(func() { handled = s.write(o, out) }); ex != nil {
		return false, ex
	}
	if handled {
		return true, nil
	}
	return s.w.platform.WriteHost(o, out)
}

func (s *storing) write(o *goja.Object, out *clone.Writer) bool {
	r := s.w.lastingRef(o)
	if r == nil {
		return false
	}
	token := s.w.tokenOf(r)
	out.Host(hostTag(r))
	if tokenType(r) == channel.RPC {
		s.tokens = append(s.tokens, token)
	} else {
		out.LengthPrefixed(token)
	}
	return true
}

// ReadHost is not used: values are read with loading.
func (s *storing) ReadHost(tag uint32, r *clone.Reader) (goja.Value, error) {
	return s.w.platform.ReadHost(tag, r)
}

// IsPlatform names platform objects.
func (s *storing) IsPlatform(o *goja.Object) (string, bool) { return s.w.platform.IsPlatform(o) }

// loading is the reading of one stored value.
type loading struct {
	platform
	// stubs are those whose tokens are beside the value, in their order.
	stubs []*rpcStub
}

// ReadHost makes stubs and classes.
func (l *loading) ReadHost(tag uint32, r *clone.Reader) (goja.Value, error) {
	w := l.w
	switch tag {
	case wire.HostServiceStub, wire.HostClass:
		token := r.LengthPrefixed()
		if r.Err() != nil {
			return nil, r.Err()
		}
		want := channel.Stub
		if tag == wire.HostClass {
			want = channel.Class
		}
		found, err := w.refOf(token, want)
		if err != nil {
			return nil, err
		}
		return found.arrive(w), nil
	case wire.HostRPCStub:
		s := &rpcStub{}
		l.stubs = append(l.stubs, s)
		return w.call("rpc", "makeStub", w.handle(s)), nil
	}
	return w.platform.ReadHost(tag, r)
}

// unfilled are the stubs of a value that has been read while its tokens could not be.
type unfilled struct {
	key   string
	stubs []*rpcStub
}

// fill gives the stubs of the values that have just been read their tokens.
func (w *Worker) fill(externals func(key string) ([][]byte, error)) {
	if len(w.unfilled) == 0 {
		return
	}
	list := w.unfilled
	w.unfilled = nil
	for _, u := range list {
		tokens, err := externals(u.key)
		if err == nil && len(tokens) != len(u.stubs) {
			err = errors.New("it has not as many tokens as stubs")
		}
		for n := 0; err == nil && n < len(tokens); n++ {
			var found ref
			if found, err = w.refOf(tokens[n], channel.RPC); err == nil {
				u.stubs[n].channel = found.(*restored)
			}
		}
		if err != nil {
			w.iso.Throw("Error", w.internalError(&DamagedValueError{Key: u.key, Err: err}))
		}
	}
}

package api

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/wasm"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/compat"
)

// DynamicCode is the code of a Worker that another one loads.
type DynamicCode struct {
	// Main is the name of the main module.
	Main    string
	Modules []DynamicModule
	Flags   compat.Set
}

// DynamicModule is one module; Kind is "js", "cjs", "text", "data", "json" or "wasm".
type DynamicModule struct {
	Name, Kind string
	Data       []byte
}

// loader is a binding of worker_loaders: the Workers that it has loaded, by their names.
type loader struct{ loaded map[string]*dynamic }

// dynamic is a Worker that another one has loaded, or is loading.
type dynamic struct {
	mu sync.Mutex // guards the fields below
	// worker is there once it runs, failed if it does not.
	worker  *Worker
	failed  *actor.Error
	waiting []func()
}

// Enter gives others the Worker, once it runs (Service).
func (d *dynamic) Enter(use func(*Worker, func()), refuse func(*actor.Error)) {
	d.mu.Lock()
	worker, failed := d.worker, d.failed
	if worker == nil && failed == nil {
		d.waiting = append(d.waiting, func() { d.Enter(use, refuse) })
	}
	d.mu.Unlock()
	switch {
	case worker != nil:
		use(worker, func() {})
	case failed != nil:
		refuse(failed)
	}
}

// hasFailed reports whether the Worker did not start, or has ended: the next get tries again.
func (d *dynamic) hasFailed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.failed != nil
}

// Name is empty: nobody can find it by a name.
func (d *dynamic) Name() string { return "" }

func (d *dynamic) settle(worker *Worker, failed *actor.Error) {
	d.mu.Lock()
	d.worker, d.failed = worker, failed
	waiting := d.waiting
	d.waiting = nil
	d.mu.Unlock()
	for _, fn := range waiting {
		fn()
	}
}

// loaderFunctions serve worker_loader.js.
func (w *Worker) loaderFunctions() functions {
	return functions{
		"experimental": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("experimental"))
		},
		"isModule": func(call goja.FunctionCall) goja.Value {
			_, ok := wasm.Binary(w.iso, call.Argument(0))
			return w.iso.Runtime().ToValue(ok)
		},
		"checkFlags": func(call goja.FunctionCall) goja.Value {
			w.flagsOf(call.Argument(0), call.Argument(1))
			return goja.Undefined()
		},
		"get": func(call goja.FunctionCall) goja.Value {
			w.requireRequest()
			l, name := held[*loader](call.Argument(0)), call.Argument(1)
			if goja.IsNull(name) {
				return w.handle(w.loadDynamic("", call.Argument(2)))
			}
			d := l.loaded[name.String()]
			if d == nil || d.hasFailed() {
				d = w.loadDynamic(name.String(), call.Argument(2))
				l.loaded[name.String()] = d
			}
			return w.handle(d)
		},
		"entrypoint": func(call goja.FunctionCall) goja.Value {
			return w.handle(&entrypoint{
				service: held[*dynamic](call.Argument(0)), export: call.Argument(1).String(), props: w.packProps(call.Argument(2)),
			})
		},
		"objectClass": func(call goja.FunctionCall) goja.Value {
			return w.handle(&actorClass{
				w: w, service: held[*dynamic](call.Argument(0)), export: call.Argument(1).String(), props: w.packProps(call.Argument(2)),
			})
		},
	}
}

// loadDynamic asks getCode for a Worker's code, in a turn of its own, and starts it.
func (w *Worker) loadDynamic(name string, getCode goja.Value) *dynamic {
	d := &dynamic{}
	fail := func(reason goja.Value) {
		d.settle(nil, &actor.Error{Message: describeReason(reason), Cause: w.capture(reason)})
	}
	ask, _ := goja.AssertFunction(getCode)
	w.reply().post(func() {
		result, err := ask(goja.Undefined())
		if err != nil {
			fail(w.exceptionValue(err))
			return
		}
		w.settle(result, func(parts goja.Value) {
			if ex := w.iso.Runtime().Try(func() { w.startDynamic(d, name, parts.ToObject(w.iso.Runtime())) }); ex != nil {
				fail(ex.Value())
			}
		}, fail)
	})
	return d
}

// flagsOf are the flags of a date and a list; it throws what is wrong with them.
func (w *Worker) flagsOf(date, list goja.Value) compat.Set {
	var flags []string
	if err := w.iso.Runtime().ExportTo(list, &flags); err != nil {
		panic(err)
	}
	set, findings := compat.Evaluate(date.String(), flags)
	for _, f := range findings {
		if f.Fatal {
			w.iso.Throw("Error", f.Text)
		}
	}
	return set
}

// startDynamic starts a Worker of the parts that worker_loader.js has checked.
func (w *Worker) startDynamic(d *dynamic, name string, parts *goja.Object) {
	part := func(n int) goja.Value { return parts.Get(fmt.Sprint(n)) }
	code := DynamicCode{Main: part(2).String(), Flags: w.flagsOf(part(0), part(1))}
	w.iso.Runtime().ForOf(part(3), func(v goja.Value) bool {
		code.Modules = append(code.Modules, w.dynamicModule(v.ToObject(w.iso.Runtime())))
		return true
	})
	o := Options{
		Name: w.options.Name, Flags: code.Flags, Self: d, Env: w.packProps(part(4)), Load: w.options.Load, Caches: w.options.Caches,
		Clock: w.options.Clock, CPULimit: w.options.CPULimit, Events: w.options.Events, Limits: w.options.Limits,
		Outbound: w.outboundOf(part(5)),
	}
	if name != "" {
		o.Name += "/" + name
	}
	o.Events.Condemned = func(_ *Worker, cause error) { d.settle(nil, &actor.Error{Message: cause.Error()}) }
	w.iso.Go(func() {
		child, err := w.options.Load(o, code)
		if err != nil {
			d.settle(nil, &actor.Error{Message: err.Error()})
			return
		}
		if !w.adopt(child) {
			d.settle(nil, connectionLost())
			return
		}
		d.settle(child, nil)
	}, func() {})
}

func (w *Worker) dynamicModule(o *goja.Object) DynamicModule {
	m := DynamicModule{Name: o.Get("0").String(), Kind: o.Get("1").String()}
	switch m.Kind {
	case "py":
		w.iso.Throw("Error", fmt.Sprintf("Module %q: devdo does not run modules of the kind %q in dynamic Workers yet.", m.Name, m.Kind))
	case "data", "wasm":
		if binary, ok := wasm.Binary(w.iso, o.Get("2")); ok && m.Kind == "wasm" {
			m.Data = binary
			return m
		}
		data, ok := webidl.Bytes(w.iso, o.Get("2"))
		switch {
		case !ok && m.Kind == "wasm":
			w.iso.TypeError("Incorrect type for the 'wasm' field on 'Module': the provided value is not of type 'Array or WasmModuleObject'.")
		case !ok:
			w.iso.TypeError(fmt.Sprintf("Incorrect type for the 'data' field on 'Module': the provided value is not of type 'ArrayBuffer or ArrayBufferView' (%s).", m.Name))
		}
		m.Data = bytes.Clone(data)
	default:
		m.Data = []byte(o.Get("2").String())
	}
	return m
}

// Outbound is where the global fetch of a dynamic Worker goes; nil means the network.
type Outbound struct{ entry *entrypoint }

// outboundOf is the meaning of globalOutbound: a fetcher, null for nowhere, or undefined for where
// the loading Worker's own goes.
func (w *Worker) outboundOf(v goja.Value) *Outbound {
	switch {
	case goja.IsUndefined(v):
		return w.options.Outbound
	case goja.IsNull(v):
		return &Outbound{}
	}
	o, _ := v.(*goja.Object)
	e, ok := w.entryOf(o).(*entrypoint)
	if !ok {
		w.iso.TypeError("Incorrect type for the 'globalOutbound' field on 'WorkerCode': the provided value is not of type 'Fetcher'.")
	}
	t := *e
	if t.service == nil {
		t.service = w.self()
	}
	return &Outbound{&t}
}

// globalFetch is fetch() of a Worker whose requests do not go to the network.
func (w *Worker) globalFetch(input, init goja.Value) goja.Value {
	if w.options.Outbound.entry == nil {
		return w.iso.Rejected(w.iso.NewError("Error", msgNoOutbound))
	}
	return w.loopback(w.options.Outbound.entry, input, init)
}

const msgNoOutbound = "This worker is not permitted to access the internet via global functions like fetch(). It must use capabilities (such as bindings in 'env') to talk to the outside world."

// children are the Workers that a Worker has loaded; they end with it.
type children struct {
	mu     sync.Mutex // guards the fields below
	all    []*Worker
	closed bool
}

// adopt makes child end with w; it reports false, with child closed, where w has ended.
func (w *Worker) adopt(child *Worker) bool {
	w.children.mu.Lock()
	closed := w.children.closed
	if !closed {
		w.children.all = append(w.children.all, child)
	}
	w.children.mu.Unlock()
	if closed {
		child.Close()
	}
	return !closed
}

func (w *Worker) closeChildren() {
	w.children.mu.Lock()
	all := w.children.all
	w.children.all, w.children.closed = nil, true
	w.children.mu.Unlock()
	for _, child := range all {
		child.Close()
	}
}

package api

import (
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/crypto"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/filesystem"
	"github.com/devdo/devdo/emulator/api/intl"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/node"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/urlpattern"
	"github.com/devdo/devdo/emulator/api/wasm"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// families are the Web APIs below this package, in the order they are installed.
var families = []func() []*isolate.Module{
	webidl.Modules, lang.Modules, intl.Modules, events.Modules, url.Modules, urlpattern.Modules, encoding.Modules,
	timers.Modules, console.Modules, crypto.Modules, web.Modules, filesystem.Modules, node.Modules, wasm.Modules,
}

// install gives the isolate its globals and env.
func (w *Worker) install() error {
	for _, family := range families {
		if err := w.iso.Install(family()...); err != nil {
			return err
		}
	}
	for _, globals := range [][]*isolate.Module{events.Globals(w.options.Flags), timers.Globals(w.options.Flags), filesystem.Globals(w.options.Flags), node.Globals(w.options.Flags)} {
		if err := w.iso.Install(globals...); err != nil {
			return err
		}
	}
	node.SetExit(w.iso, w.exit)
	node.SetOwnership(w.iso, w.requireOwner)
	filesystem.SetModules(w.iso, w.bundled)
	node.SetRequire(w.iso, func(_, specifier string) goja.Value { return w.moduleNamed(specifier) })
	if err := w.iso.Install(modules...); err != nil {
		return err
	}
	if err := w.iso.Install(w.options.Modules...); err != nil {
		return err
	}
	console.SetSink(w.iso, func(m console.Message) {
		if w.options.Events.Console != nil {
			w.options.Events.Console(w.source(m.Context), m)
		}
	})
	hooks := web.Hooks{Subrequest: w.trySubrequest, Outbound: w.output, Socket: w.newSocket}
	if w.options.Outbound != nil {
		hooks.Fetch = w.globalFetch
	}
	web.SetHooks(w.iso, hooks)
	if err := w.makeCodec(); err != nil {
		return err
	}
	err := w.iso.Scope().DefineDataProperty("structuredClone", webidl.Method(w.iso, "structuredClone", w.structuredClone), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	if err != nil {
		return err
	}
	if err := w.makeEnv(); err != nil {
		return err
	}
	node.SetEnv(w.iso, w.env)
	return nil
}

// makeEnv makes the bindings.
func (w *Worker) makeEnv() error {
	rt := w.iso.Runtime()
	w.env = rt.NewObject()
	if w.options.Env.data != nil {
		var env goja.Value
		if ex := rt.Try(func() { env = w.unpackProps(w.options.Env) }); ex != nil {
			return ex
		}
		w.env = env.ToObject(rt)
	}
	for _, b := range w.options.Bindings {
		v, err := w.binding(b)
		if err != nil {
			return fmt.Errorf("make binding %s: %w", b.Name, err)
		}
		if err := w.env.Set(b.Name, v); err != nil {
			return err
		}
	}
	return nil
}

func (w *Worker) binding(b Binding) (v goja.Value, err error) {
	ex := w.iso.Runtime().Try(func() {
		switch {
		case b.Namespace != nil:
			v = w.call("durable_object_id", "makeNamespace", w.handle(b.Namespace))
		case b.KV != nil:
			v = w.call("kv", "makeKv", w.handle(b.KV))
		case b.D1 != nil:
			v = w.call("d1", "makeD1", w.handle(b.D1))
		case b.R2 != nil:
			v = w.call("r2", "makeR2", w.handle(b.R2))
		case b.Queue != nil:
			v = w.call("queue", "makeQueueBinding", w.handle(b.Queue))
		case b.Entrypoint != "":
			e := &entrypoint{service: b.Service, export: b.Entrypoint}
			if b.Props != "" {
				e.props = w.packProps(w.parseJSON(b.Props))
			}
			v = w.call("fetcher", "makeFetcher", w.handle(e))
			if b.Workflow {
				v = w.call("workflow", "makeWorkflow", v)
			}
		case b.Files != nil:
			v = w.filesBinding(b.Files)
		case b.Loader:
			v = w.call("worker_loader", "makeLoader", w.handle(&loader{map[string]*dynamic{}}))
		case b.Fails != "":
			v = w.failing(b.Fails)
		default:
			var product bool
			if v, product = w.product(b); product {
				return
			}
			v = w.parseJSON(b.JSON)
		}
	})
	if ex != nil {
		return nil, ex
	}
	return v, nil
}

// failing is a binding that is there but says, when used, that devdo does not emulate it.
func (w *Worker) failing(message string) goja.Value {
	rt := w.iso.Runtime()
	fail := func() { w.iso.Throw("Error", message) }
	proxy := rt.NewProxy(rt.NewObject(), &goja.ProxyTrapConfig{
		Get: func(_ *goja.Object, name string, _ goja.Value) goja.Value {
			if name != "then" && name != "toJSON" {
				fail()
			}
			return goja.Undefined()
		},
	})
	return rt.ToValue(proxy)
}

// parseJSON makes the value of a JSON text.
func (w *Worker) parseJSON(text string) goja.Value {
	parse, _ := goja.AssertFunction(w.iso.Runtime().Get("JSON").ToObject(w.iso.Runtime()).Get("parse"))
	return isolate.Must(parse(goja.Undefined(), w.text(text)))
}

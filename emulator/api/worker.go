package api

import (
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/clone"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/persist"
)

// Options describe a Worker.
type Options struct {
	// Name is the Worker's name as configured.
	Name string
	// Script is the compiled bundle, and Main the name of its file.
	Script *isolate.Script
	Main   string
	// Flags are the compatibility flags that are on.
	Flags compat.Set
	// Bindings are the properties of env, in order.
	Bindings []Binding
	// Load starts a Worker that this one loads, of options without a script and its code.
	Load func(Options, DynamicCode) (*Worker, error)
	// Env, in a Worker that another one has loaded, is its env instead of Bindings.
	Env message
	// Outbound is where the global fetch goes; nil means the network.
	Outbound *Outbound
	// Caches gives a cache of the Cache API: "default", or one that is "named:" something.
	Caches func(name string) *persist.KV
	// Self is how other Workers reach this one; nil where there are none.
	Self Service
	// Namespaces are the Worker's own Durable Object classes, bound or not.
	Namespaces []*actor.Namespace
	// Optional are classes of Namespaces that need not be exported.
	Optional map[string]bool
	// Data are modules of bytes, by name.
	Data map[string][]byte
	// Extra are further runtime modules by name, for devdo test.
	Extra Extra
	// Modules are further isolate modules, for devdo test.
	Modules []*isolate.Module
	// Context is what the script runs in; nil means module scope.
	Context *isolate.Context
	// Clock is the emulator's.
	Clock *isolate.Clock
	// CPULimit bounds one turn; 0 means no limit.
	CPULimit time.Duration
	Limits   Limits
	Events   Events
}

// Extra are modules of the runtime by name, beside its own.
type Extra map[string]func(*Worker) goja.Value

// Binding is one property of env. Exactly one of the fields after Name is set.
type Binding struct {
	Name string
	// JSON is a variable's value.
	JSON string
	// Namespace is a Durable Object namespace.
	Namespace *actor.Namespace
	// KV is a KV namespace.
	KV *persist.KV
	// D1 is a D1 database.
	D1 *persist.D1
	// R2 is an R2 bucket.
	R2 *persist.R2
	// Queue is a queue that can be sent to.
	Queue *Queue
	// Entrypoint is an export of a Worker, and Props its ctx.props as JSON ("" for none). Service
	// is the Worker, nil for this one.
	Entrypoint, Props string
	Service           Service
	// Workflow is set where Service and Entrypoint are the engine of a workflow.
	Workflow bool
	// Files are the Worker's static files.
	Files Files
	// Loader is set for a binding that loads Workers.
	Loader bool
	// RateLimit, Analytics, Secret, Hyperdrive and Email are bindings of products.
	RateLimit  *RateLimit
	Analytics  bool
	Secret     *Secret
	Hyperdrive *Hyperdrive
	Email      *Email
	// Fails is the message of a binding that is not emulated: using it throws.
	Fails string
}

// Worker is one running Worker: an isolate, its exports and its bindings.
type Worker struct {
	options Options
	iso     *isolate.Isolate
	place   *actor.Place
	codec   *clone.Codec
	// platform serialises platform objects.
	platform platform
	visits   visits
	children children

	// loop-owned
	exports   *goja.Object
	env       *goja.Object
	then      goja.Callable
	loopbacks *goja.Object
	// unfilled are stubs of stored values that are being read.
	unfilled []unfilled
	// outgoing are the turn's calls by RPC; spare is room for the next turn's.
	outgoing, spare []outgoing
	// unanswered are the events that have no answer yet, and how to fail them.
	unanswered map[*requestContext]func(reason goja.Value)
	// warned are the places and limits that have been warned of.
	warned map[string]bool
	// working counts work in progress of the Worker's own events.
	working int
	// mailDir is where outgoing mail goes.
	mailDir string
}

// New builds a Worker's isolate and runs its module scope. A Worker whose code throws there is
// not made: the error is a *ScriptError.
func New(o Options) (*Worker, error) {
	w := &Worker{options: o, unanswered: map[*requestContext]func(goja.Value){}}
	w.platform = platform{w}
	w.iso = isolate.New(isolate.Options{Clock: o.Clock, CPULimit: o.CPULimit, Strict: o.Limits.Strict, Flag: o.Flags.Has, Hooks: isolate.Hooks{
		OverCPU:    w.overCPU,
		AfterTurn:  func() { w.place.AfterTurn(); w.flush() },
		AfterBatch: func() { w.place.AfterBatch(); w.findHung() },
		Rejected:   w.rejected,
		Uncaught:   w.uncaught,
		Condemned:  w.condemned,
		Bug:        o.Events.bug,
	}})
	w.place = actor.NewPlace(w.iso, w)
	loaded := make(chan error, 1)
	w.iso.Post(o.Context, func() { w.load(func(err error) { loaded <- err }) })
	select {
	case err := <-loaded:
		if err != nil {
			w.iso.Close()
			return nil, err
		}
	case <-time.After(loadLimit):
		w.iso.Close()
		return nil, &ScriptError{Text: "the Worker's module scope did not finish within " + loadLimit.String()}
	}
	return w, nil
}

// loadLimit bounds top-level await.
const loadLimit = 30 * time.Second

// ScriptError is a failure of the Worker's own module scope.
type ScriptError struct {
	// Text is the stack, mapped to the user's source.
	Text string
}

func (e *ScriptError) Error() string { return e.Text }

// load installs the APIs and runs the script; loop only.
func (w *Worker) load(done func(error)) {
	w.iso.SetValue(workerKey{}, w)
	if err := w.install(); err != nil {
		done(err)
		return
	}
	rt := w.iso.Runtime()
	ran := false
	register := func(call goja.FunctionCall) goja.Value {
		w.exports = call.Argument(0).ToObject(rt)
		return goja.Undefined()
	}
	fail := func(reason goja.Value) {
		if !ran {
			ran = true
			done(&ScriptError{Text: w.iso.Describe(reason)})
		}
	}
	if !w.options.Flags.Has("enable_weak_ref") {
		for _, name := range []string{"WeakRef", "FinalizationRegistry"} {
			_ = w.iso.Runtime().GlobalObject().Delete(name)
		}
	}
	// Code may be made of strings while the module runs, and not later.
	lang.AllowEval(w.iso, w.options.Flags.Has("allow_eval_during_startup"))
	value, err := w.iso.Run(w.options.Script)
	if err != nil {
		done(loadError(w, err))
		return
	}
	start, ok := goja.AssertFunction(value)
	if !ok {
		done(errors.New("the bundle is not a function"))
		return
	}
	result, err := start(goja.Undefined(), rt.ToValue(register), rt.ToValue(w.runtimeModule))
	if err != nil {
		done(loadError(w, err))
		return
	}
	w.settle(result, func(goja.Value) {
		if ran {
			return
		}
		ran = true
		lang.AllowEval(w.iso, false)
		if w.exports == nil {
			done(errors.New("the bundle registered no module"))
			return
		}
		done(w.checkExports())
	}, fail)
}

func loadError(w *Worker, err error) error {
	var ex *goja.Exception
	if errors.As(err, &ex) {
		return &ScriptError{Text: w.iso.Describe(ex.Value())}
	}
	return err
}

// checkExports looks for the classes that the Worker's objects need.
func (w *Worker) checkExports() error {
	var missing []string
	for _, n := range w.options.Namespaces {
		if _, ok := goja.AssertConstructor(w.exported(n.Class)); !ok && !w.options.Optional[n.Class] {
			missing = append(missing, n.Class)
		}
	}
	if len(missing) > 0 {
		return &MissingClassError{Classes: missing}
	}
	return nil
}

// MissingClassError names Durable Object classes that the entry module does not export.
type MissingClassError struct{ Classes []string }

func (e *MissingClassError) Error() string {
	return fmt.Sprintf("Durable Object classes are not exported: %v", e.Classes)
}

// exported is an export of the entry module, undefined where there is none.
func (w *Worker) exported(name string) goja.Value {
	if w.exports == nil {
		return goja.Undefined()
	}
	if v := w.exports.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// Exports lists the names that the entry module exports; loop only.
func (w *Worker) Exports() []string { return w.exports.Keys() }

// Name is the Worker's name.
func (w *Worker) Name() string { return w.options.Name }

// Isolate is the Worker's isolate.
func (w *Worker) Isolate() *isolate.Isolate { return w.iso }

// Place is where the Worker's Durable Objects live.
func (w *Worker) Place() *actor.Place { return w.place }

// Close ends the Worker's isolate, and fails what others still wait for.
func (w *Worker) Close() {
	w.closeChildren()
	w.iso.Close()
	w.closeChildren()
	w.endVisits(connectionLost())
}

// settle calls ok or fail when v, a promise or a plain value, has settled. A promise that has
// settled already is not put off: an answer that is there can go at once.
func (w *Worker) settle(v goja.Value, ok, fail func(goja.Value)) {
	if o, isObject := v.(*goja.Object); !isObject {
		ok(v)
		return
	} else if p, isPromise := o.Export().(*goja.Promise); isPromise && p.State() == goja.PromiseStateFulfilled {
		ok(p.Result())
		return
	}
	callback := func(f func(goja.Value)) goja.Value {
		return w.iso.Func(func(call goja.FunctionCall) goja.Value {
			f(call.Argument(0))
			return goja.Undefined()
		})
	}
	if w.then == nil {
		w.then, _ = goja.AssertFunction(isolate.Must(w.iso.Runtime().RunProgram(thenProgram)))
	}
	isolate.Must(w.then(goja.Undefined(), v, callback(ok), callback(fail)))
}

// thenProgram is a then that no user code can have replaced.
var thenProgram = goja.MustCompile("devdo:then", `
	((resolve, then, P) => (value, ok, fail) => { Reflect.apply(then, resolve.call(P, value), [ok, fail]) })
	(Promise.resolve, Promise.prototype.then, Promise)`, true)

// promise makes a promise and the functions that settle it; they are for the loop.
func (w *Worker) promise() (p goja.Value, resolve, reject func(goja.Value)) {
	promise, ok, fail := w.iso.Runtime().NewPromise()
	settle := func(f func(any) error) func(goja.Value) {
		return func(v goja.Value) {
			if err := f(v); err != nil {
				panic(err)
			}
		}
	}
	return w.iso.Runtime().ToValue(promise), settle(ok), settle(fail)
}

package emulator

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/devdo/devdo/emulator/actor"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/compat"
	"github.com/devdo/devdo/emulator/isolate"
	"github.com/devdo/devdo/emulator/queue"
	"github.com/devdo/devdo/emulator/workflow"
	"github.com/devdo/devdo/persist"
)

// Defaults of Config.
const (
	// DefaultCPULimit bounds one turn of JavaScript.
	DefaultCPULimit = 30 * time.Second
	// reloadGrace is how long work in progress may hold up an object's move to new code.
	reloadGrace = time.Second
)

// Config describes an emulator. The zero value of a field means its default.
type Config struct {
	// StateDir is where state is kept, wrangler's ".wrangler/state/v3".
	StateDir string
	// TempDir is where mail goes that Workers send (default: in StateDir).
	TempDir string
	// Durability says what a commit waits for.
	Durability persist.Durability
	// CPULimit bounds one turn of JavaScript (default DefaultCPULimit).
	CPULimit time.Duration
	// Limits say what becomes of production's limits. Where they are strict, CPULimit bounds an
	// event and not a turn.
	Limits api.Limits
	// Clock is the emulator's time (default: the real one).
	Clock *isolate.Clock
	// TestScheduled adds the path /__scheduled, which runs the scheduled handler.
	TestScheduled bool
	// Bundle makes the code of Workers that Workers load; nil where none can be loaded.
	Bundle func(api.DynamicCode) (Bundled, error)
	Events Events
}

// Bundled is code in the form of a Worker's: see there.
type Bundled struct {
	Code      string
	SourceMap []byte
	Data      map[string][]byte
}

// Worker is one Worker's code and configuration.
type Worker struct {
	Name string
	// Code and SourceMap are the bundle: an async function expression of two parameters, the
	// function that registers the entry module and the one that gives modules of the runtime.
	Code      string
	SourceMap []byte
	// Main is the name that the bundle has as a file, "" for a usual one.
	Main  string
	Flags compat.Set
	// Vars are the variables, as JSON texts.
	Vars []Var
	// Objects are the Durable Object bindings.
	Objects []ObjectBinding
	// Classes are the Worker's own Durable Object classes.
	Classes []Class
	// Steps are what the configuration says about the lives of its classes, in order; nil leaves
	// the state alone and remembers nothing.
	Steps []persist.Step
	KV    []KVBinding
	D1    []D1Binding
	R2    []R2Binding
	// Queues are bindings that send to queues, and Consumers the queues that the Worker consumes.
	Queues    []QueueBinding
	Consumers []queue.Consumer
	// Products are bindings of further products.
	Products Products
	// Workflows are bindings to workflows.
	Workflows []WorkflowBinding
	// Services are bindings to Workers, of which those can be reached that run when they are called.
	Services []ServiceBinding
	// Upstream is where the Worker believes to be served, nil for where it is.
	Upstream *url.URL
	// Assets are the static files, nil for none.
	Assets *Assets
	// Crons are the times of the scheduled handler, for RunCrons.
	Crons []string
	// Loaders are the names of bindings that load Workers.
	Loaders []string
	// Failing are bindings that are not emulated: using one throws its message.
	Failing []FailingBinding
	// Data are the modules of the bundle that are bytes, by the names that the code asks for.
	Data map[string][]byte
	// Extra are further modules of the runtime, Modules what they are made of, and Context what
	// the script runs in: for devdo test.
	Extra   api.Extra
	Modules []*isolate.Module
	Context *isolate.Context
}

// Var is a variable of env.
type Var struct{ Name, JSON string }

// ObjectBinding binds a Durable Object class; Script is empty for the Worker's own.
type ObjectBinding struct{ Name, Class, Script string }

// Class is a Durable Object class of the Worker.
type Class struct {
	Name string
	SQL  bool
	// Optional classes may be missing among the exports; using one fails.
	Optional bool
}

// ServiceBinding binds an entrypoint of a Worker ("" for the default export); Props is JSON.
type ServiceBinding struct{ Name, Service, Entrypoint, Props string }

// KVBinding binds a KV namespace.
type KVBinding struct{ Name, ID string }

// D1Binding binds a D1 database.
type D1Binding struct{ Name, ID string }

// R2Binding binds an R2 bucket.
type R2Binding struct{ Name, Bucket string }

// QueueBinding binds a queue; Delay, in seconds, is for messages that do not say theirs.
type QueueBinding struct {
	Name, Queue string
	Delay       int
}

// Products are the bindings of products that need little locally.
type Products struct {
	RateLimits  []RateLimitBinding
	Analytics   []string // names
	Secrets     []SecretBinding
	Hyperdrives []HyperdriveBinding
	Emails      []EmailBinding
}

// RateLimitBinding binds a rate limiter, which all bindings with its namespace share.
type RateLimitBinding struct {
	Name, Namespace string
	Limit, Period   int // calls, seconds
}

// SecretBinding binds a secret of a secrets store.
type SecretBinding struct{ Name, Store, Secret string }

// HyperdriveBinding binds a database.
type HyperdriveBinding struct {
	Name string
	URL  *url.URL
}

// EmailBinding binds the sending of mail; see api.Email.
type EmailBinding struct {
	Name, Destination     string
	Destinations, Senders []string
}

// WorkflowBinding binds a workflow, whose class is in the Worker of the name Script, or in this one.
// Steps limits its steps where it is not 0; Flags are the compatibility flags as configured.
type WorkflowBinding struct {
	Name, Workflow, Script, Class string
	Steps                         int
	Flags                         []string
}

// FailingBinding is a binding that explains itself when used.
type FailingBinding struct{ Name, Message string }

// Emulator runs Workers and their Durable Objects: each Worker in an isolate of its own, all with
// one state. One of them, the primary, answers HTTP.
type Emulator struct {
	config    Config
	store     *persist.Store
	clock     *isolate.Clock
	scheduler *actor.Scheduler
	sockets   connections
	queues    *queue.Broker

	mu         sync.Mutex // guards the fields below
	namespaces map[string]*actor.Namespace
	services   map[string]*service
	primary    string
	closed     bool
	retired    sync.WaitGroup
	limiters   map[string]*api.RateLimiter  // by namespace
	evolved    map[string]persist.Lifecycle // what was last applied, by Worker
	workflows  map[string]WorkflowBinding   // those whose engines run, by workflow
}

// Open opens the state directory. No Worker runs until Reload.
func Open(c Config) (*Emulator, error) {
	if c.Clock == nil {
		c.Clock = isolate.NewClock()
	}
	if c.CPULimit == 0 {
		c.CPULimit = DefaultCPULimit
	}
	store, err := persist.Open(c.StateDir, persist.Options{Durability: c.Durability, Now: c.Clock.Now, StrictLimits: c.Limits.Strict})
	if err != nil {
		return nil, fmt.Errorf("open state: %w", err)
	}
	e := &Emulator{
		config: c, store: store, clock: c.Clock,
		scheduler:  actor.NewScheduler(c.Clock),
		namespaces: map[string]*actor.Namespace{},
		evolved:    map[string]persist.Lifecycle{},
		limiters:   map[string]*api.RateLimiter{},
		workflows:  map[string]WorkflowBinding{},
		services:   map[string]*service{},
	}
	e.queues = queue.New(c.Clock, queue.Hooks{Deliver: e.deliverBatch, Delivered: c.Events.Queue, Warn: c.Events.Warn})
	return e, nil
}

// ErrClosed is returned by an emulator that was closed.
var ErrClosed = errors.New("the emulator is closed")

// Reload makes w the running version of the Worker of its name. If its code does not load, the
// error says why and the version before goes on. Workers may be reloaded at the same time.
func (e *Emulator) Reload(w Worker) error {
	script, err := isolate.Compile("worker.js", w.Code, w.SourceMap)
	if err != nil {
		return err
	}
	return e.start(w, script)
}

// start runs compiled code in a new isolate and lets it take over.
func (e *Emulator) start(w Worker, script *isolate.Script) error {
	own, fresh, err := e.ownNamespaces(w)
	if err != nil {
		return err
	}
	options := api.Options{
		Name: w.Name, Script: script, Main: w.Main, Flags: w.Flags, Bindings: e.bindings(w), Namespaces: own, Self: e.service(w.Name), Load: e.load, Caches: e.store.Cache,
		Data: w.Data, Extra: w.Extra, Modules: w.Modules, Context: w.Context, Optional: optional(w.Classes),
		Clock: e.clock, CPULimit: e.config.CPULimit, Limits: e.config.Limits, Events: e.events(),
	}
	worker, err := api.New(options)
	if err != nil {
		return err
	}
	next := &generation{worker: worker, source: w, script: script, site: newSite(w.Assets), condemned: make(chan struct{})}
	if err := e.startEngines(w); err != nil {
		worker.Close()
		return err
	}
	moved, err := e.evolve(w)
	if err != nil {
		worker.Close()
		e.resume(w.Name)
		return err
	}
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		worker.Close()
		return ErrClosed
	}
	if e.primary == "" && !isEngine(w.Name) {
		e.primary = w.Name
	}
	last, waiting := e.services[w.Name].set(next)
	e.mu.Unlock()
	defer callAll(waiting)
	e.configureQueues(w)
	for _, n := range own {
		n.Move(worker.Place(), reloadGrace)
	}
	for _, n := range own {
		if !slices.Contains(fresh, n) && !slices.Contains(moved, n) {
			continue
		}
		if err := e.scheduler.Load(n); err != nil {
			return err
		}
	}
	e.retire(last)
	return nil
}

// ownNamespaces are the namespaces of the Worker's classes; fresh ones were not there before.
func (e *Emulator) ownNamespaces(w Worker) (own, fresh []*actor.Namespace, err error) {
	for _, c := range w.Classes {
		n, isNew := e.namespace(w.Name, c.Name)
		n.SetSQL(c.SQL)
		own = append(own, n)
		if !isNew {
			continue
		}
		fresh = append(fresh, n)
		if err := n.Store().OpenMetadata(); err != nil {
			return nil, nil, fmt.Errorf("open alarms of %s: %w", n.Key, err)
		}
	}
	return own, fresh, nil
}

// optional are the classes that need not be exported.
func optional(classes []Class) map[string]bool {
	names := map[string]bool{}
	for _, c := range classes {
		names[c.Name] = c.Optional
	}
	return names
}

func (e *Emulator) namespace(worker, class string) (n *actor.Namespace, isNew bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := worker + "-" + class
	if n = e.namespaces[key]; n != nil {
		return n, n.Place() == nil
	}
	if workflowName, ok := strings.CutPrefix(worker, engines); ok {
		n = actor.NewWorkflow(worker, class, workflow.NamespaceKey(workflowName), e.store, e.scheduler)
	} else {
		n = actor.NewNamespace(worker, class, e.store, e.scheduler)
	}
	e.namespaces[key] = n
	return n, true
}

// Namespace is the namespace of a class of the primary Worker, or nil.
func (e *Emulator) Namespace(class string) *actor.Namespace {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.namespaces[e.primary+"-"+class]
}

// bindings makes the properties of env, in the order of their kinds.
func (e *Emulator) bindings(w Worker) []api.Binding {
	var all []api.Binding
	for _, b := range w.Objects {
		script := b.Script
		if script == "" {
			script = w.Name
		}
		n, _ := e.namespace(script, b.Class)
		all = append(all, api.Binding{Name: b.Name, Namespace: n})
	}
	for _, b := range w.KV {
		all = append(all, api.Binding{Name: b.Name, KV: e.store.KV(b.ID)})
	}
	for _, b := range w.D1 {
		all = append(all, api.Binding{Name: b.Name, D1: e.store.D1(b.ID)})
	}
	for _, b := range w.R2 {
		all = append(all, api.Binding{Name: b.Name, R2: e.store.R2(b.Bucket)})
	}
	for _, b := range w.Queues {
		all = append(all, api.Binding{Name: b.Name, Queue: &api.Queue{Name: b.Queue, Broker: e.queues}})
	}
	all = append(all, e.products(w.Products)...)
	for _, b := range w.Workflows {
		all = append(all, api.Binding{Name: b.Name, Workflow: true, Service: e.service(engineName(b.Workflow)), Entrypoint: "default"})
	}
	for _, b := range w.Services {
		all = append(all, e.serviceBinding(w, b))
	}
	if w.Assets != nil && w.Assets.Binding != "" {
		all = append(all, api.Binding{Name: w.Assets.Binding, Files: newSite(w.Assets)})
	}
	for _, name := range w.Loaders {
		all = append(all, api.Binding{Name: name, Loader: true})
	}
	for _, b := range w.Failing {
		all = append(all, api.Binding{Name: b.Name, Fails: b.Message})
	}
	for _, v := range w.Vars {
		all = append(all, api.Binding{Name: v.Name, JSON: v.JSON})
	}
	return all
}

func (e *Emulator) serviceBinding(w Worker, b ServiceBinding) api.Binding {
	export := b.Entrypoint
	if export == "" {
		export = "default"
	}
	bound := api.Binding{Name: b.Name, Entrypoint: export, Props: b.Props}
	if b.Service != w.Name {
		bound.Service = e.service(b.Service)
	}
	return bound
}

// products makes the bindings of products.
func (e *Emulator) products(p Products) []api.Binding {
	var all []api.Binding
	for _, b := range p.RateLimits {
		all = append(all, api.Binding{Name: b.Name, RateLimit: &api.RateLimit{Limiter: e.limiter(b.Namespace), Limit: b.Limit, Period: b.Period}})
	}
	for _, name := range p.Analytics {
		all = append(all, api.Binding{Name: name, Analytics: true})
	}
	for _, b := range p.Secrets {
		all = append(all, api.Binding{Name: b.Name, Secret: &api.Secret{Store: e.store.Secrets(b.Store), Name: b.Secret}})
	}
	for _, b := range p.Hyperdrives {
		all = append(all, api.Binding{Name: b.Name, Hyperdrive: &api.Hyperdrive{URL: b.URL}})
	}
	for _, b := range p.Emails {
		dir := e.config.TempDir
		if dir == "" {
			dir = filepath.Join(e.config.StateDir, "tmp")
		}
		all = append(all, api.Binding{Name: b.Name, Email: &api.Email{Destination: b.Destination, Destinations: b.Destinations, Senders: b.Senders, Dir: dir}})
	}
	return all
}

// limiter is the rate limiter of a namespace.
func (e *Emulator) limiter(namespace string) *api.RateLimiter {
	e.mu.Lock()
	defer e.mu.Unlock()
	l := e.limiters[namespace]
	if l == nil {
		l = &api.RateLimiter{}
		e.limiters[namespace] = l
	}
	return l
}

// Isolate is where the running version of the primary Worker lives, or nil.
func (e *Emulator) Isolate() *isolate.Isolate {
	g, _, _ := e.primaryService().state()
	if g == nil {
		return nil
	}
	return g.worker.Isolate()
}

// Running reports whether some version of the Worker of this name is running.
func (e *Emulator) Running(name string) bool {
	g, _, _ := e.service(name).state()
	return g != nil
}

// Clock is the emulator's time.
func (e *Emulator) Clock() *isolate.Clock { return e.clock }

// Scheduler fires the alarms.
func (e *Emulator) Scheduler() *actor.Scheduler { return e.scheduler }

// Store is the emulator's state.
func (e *Emulator) Store() *persist.Store { return e.store }

// Close stops everything and closes the state. It may be called twice.
func (e *Emulator) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	var last []*generation
	var waiting []func()
	for _, s := range e.services {
		g, w := s.set(nil)
		if waiting = append(waiting, w...); g != nil {
			last = append(last, g)
		}
	}
	e.mu.Unlock()
	callAll(waiting)
	e.scheduler.Close()
	e.queues.Close()
	for _, g := range last {
		g.worker.Close()
	}
	e.sockets.close()
	e.retired.Wait()
	return e.store.Close()
}

// Tune sets the garbage collector for a server whose garbage is short-lived and whose live
// heap is small.
func Tune() { debug.SetGCPercent(400) }

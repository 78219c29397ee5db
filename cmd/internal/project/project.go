package project

import (
	"encoding/json"
	"time"

	"github.com/devdo/devdo/emulator/compat"
)

// Options say which project to load and what the command line overrides.
type Options struct {
	Dir        string // directory to start from and to resolve relative paths in; default: the working directory
	Assets     string // directory of static files given on the command line
	Script     string // entry file given on the command line; overrides main
	ConfigPath string // configuration file given on the command line; switches the look-up off
	Env        string // environment; when empty, CLOUDFLARE_ENV chooses
	EnvSet     bool   // Env was given even though it is empty: CLOUDFLARE_ENV does not count

	Vars     []string // --var NAME:VALUE
	EnvFiles []string // --env-file, relative to the configuration; .dev.vars is then not read

	// StateOnly is for work on state: the code need not be there.
	StateOnly bool

	Name               string   // --name
	CompatibilityDate  string   // --compatibility-date
	CompatibilityFlags []string // --compatibility-flags; replace the configuration's

	Getenv  func(string) string // environment variables; nil for none
	Environ []string            // all of them as NAME=VALUE, for CLOUDFLARE_INCLUDE_PROCESS_ENV and secrets.required
	Now     time.Time           // what counts as today; default: the current time
}

// Project is a wrangler project, its environment chosen and its defaults filled in.
type Project struct {
	ConfigPath     string // file that was read; "" when there is none
	UserConfigPath string // file the user wrote; differs from ConfigPath after a redirect
	Root           string // directory of the user's configuration, or Options.Dir
	Name           string // Worker name, with the environment appended
	NameDerived    bool   // no name was given: Name comes from the directory
	Env            string // chosen environment; "" for the top level
	Main           string // absolute path of the entry file; "" when there is none

	CompatibilityDate  string
	CompatibilityFlags []string
	Compat             compat.Set // what date and flags switch on

	Vars           []Var
	DurableObjects []DOBinding
	Migrations     []Migration
	Exports        map[string]Export
	KVNamespaces   []KVNamespace
	D1Databases    []D1Database
	R2Buckets      []R2Bucket
	QueueProducers []QueueProducer
	QueueConsumers []QueueConsumer
	Workflows      []Workflow
	Services       []Service
	Routes         []Route
	Crons          []string
	Assets         *Assets

	Bundle Bundle
	Build  Build
	Dev    Dev

	Products

	// WorkerLoaders are the names of the bindings that load Workers.
	WorkerLoaders []string
	// UnsupportedBindings lists the bindings of kinds that are not emulated.
	UnsupportedBindings []UnsupportedBinding

	// Raw is the resolved configuration, every key of the chosen environment with its JSON value.
	Raw map[string]json.RawMessage

	Diagnostics []Diagnostic // warnings; errors make Load fail
	Notes       []string     // lines to print, such as "Using secrets defined in .dev.vars"
	Watched     []string     // files that, when changed or created, make another Load worthwhile

	classes map[string]Storage
	sources map[string]position // places worth pointing at later
	config  *source
}

// Storage is what a Durable Object class may store.
type Storage int

// The kinds of storage.
const (
	StorageNone   Storage = iota // the class has no namespace
	StorageLegacy                // key-value only: the sql and kv APIs are refused
	StorageSQLite
)

// String names the storage as wrangler's configuration does.
func (s Storage) String() string {
	switch s {
	case StorageLegacy:
		return "legacy-kv"
	case StorageSQLite:
		return "sqlite"
	}
	return "none"
}

// Var is a value on env: from vars, a secrets file, or the command line.
type Var struct {
	Name   string
	Value  json.RawMessage
	Kind   VarKind
	Hidden bool   // the value is not to be shown
	Source string // where it comes from: the path of a file, "process.env", or "--var"
}

// VarKind says what a Var is to the runtime.
type VarKind int

// The kinds of variables.
const (
	PlainText VarKind = iota
	JSON
	SecretText
)

// DOBinding is a binding to a Durable Object class.
type DOBinding struct {
	Name        string
	ClassName   string
	ScriptName  string // Worker that owns the class; "" for this one
	Environment string
	Line        int // place in the configuration, for later findings
}

// Migration is one entry of migrations.
type Migration struct {
	Tag              string
	NewClasses       []string
	NewSQLiteClasses []string
	RenamedClasses   []Move
	DeletedClasses   []string
	Transferred      []Move
}

// Move is a renamed or transferred class.
type Move struct {
	From, FromScript, To string
}

// Export is one entry of exports.
type Export struct {
	Type    string // "durable-object", "worker" or "workflow"
	State   string // of a Durable Object; "created" by default
	Storage string // "sqlite" or "legacy-kv"
	Raw     json.RawMessage

	RenamedTo     string // class, in state "renamed"
	TransferredTo string // Worker, in state "transferred"
	TransferFrom  string // Worker, in state "expecting-transfer"
}

// KVNamespace is a binding to a KV namespace. ID falls back to the binding's name.
type KVNamespace struct {
	Binding string
	ID      string
}

// Service is a binding to another Worker.
type Service struct {
	Binding     string
	Service     string
	Environment string
	Entrypoint  string
	Props       json.RawMessage
}

// Route is a route of the Worker; locally it only gives the origin's host.
type Route struct {
	Pattern      string
	ZoneName     string
	CustomDomain bool
}

// Assets are the static files beside the Worker. Raw keeps every setting.
type Assets struct {
	// HTMLHandling, NotFoundHandling and the rest are wrangler's settings of these names.
	HTMLHandling, NotFoundHandling string
	// RunWorkerFirst sends all requests to the Worker first; WorkerPaths only those that match, and
	// AssetPaths (written with a !) exempt some of them.
	RunWorkerFirst          bool
	WorkerPaths, AssetPaths []string

	Directory string // absolute
	Binding   string
	Raw       json.RawMessage
}

// Bundle is what the configuration says about bundling.
type Bundle struct {
	NoBundle              bool
	Minify                bool
	KeepNames             bool // default true
	FindAdditionalModules bool
	PreserveFileNames     bool
	BaseDir               string // absolute; "" for the entry's directory
	Rules                 []Rule
	Define                map[string]string
	Alias                 map[string]string
	Tsconfig              string // absolute; "" for the nearest
	JSXFactory            string
	JSXFragment           string
}

// Rule gives a module type to files.
type Rule struct {
	Type        string
	Globs       []string
	Fallthrough bool
}

// Build is the custom build command.
type Build struct {
	Command  string
	Cwd      string   // absolute: where to run it
	WatchDir []string // absolute
}

// Dev is the dev section. Ports are 0 when not given.
type Dev struct {
	IP               string
	Port             int
	InspectorPort    int
	InspectorIP      string
	LocalProtocol    string // "http" by default
	UpstreamProtocol string // LocalProtocol by default
	Host             string
}

// UnsupportedBinding is a binding of a kind that is not emulated.
type UnsupportedBinding struct {
	Kind   string // key in the configuration, such as "r2_buckets"
	Name   string // name on env
	Detail string // wrangler's name for the kind, such as "R2 Bucket"
	Line   int
}

// ClassStorage tells what a class of this Worker may store, from migrations and exports. A bound
// class that neither names, or only as one of the past, is a legacy class (DO-MIG-15, DO-MIG-23).
func (p *Project) ClassStorage(class string) Storage {
	if s := p.classes[class]; s != StorageNone {
		return s
	}
	for _, b := range p.DurableObjects {
		if b.ClassName == class && p.owns(b) {
			return StorageLegacy
		}
	}
	return StorageNone
}

// Classes lists the Durable Object classes of this Worker that have a namespace, bound or not.
func (p *Project) Classes() []string {
	seen := map[string]bool{}
	for class, s := range p.classes {
		seen[class] = s != StorageNone
	}
	for _, b := range p.DurableObjects {
		if p.owns(b) && p.ClassStorage(b.ClassName) != StorageNone {
			seen[b.ClassName] = true
		}
	}
	return sortedKeys(seen)
}

// owns reports whether a binding means a class of this Worker (DO-MIG-30).
func (p *Project) owns(b DOBinding) bool {
	return b.ScriptName == "" || b.ScriptName == p.Name
}

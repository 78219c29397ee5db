package webidl

import (
	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// registry knows what define has made, for the console.
type registry struct {
	classes    map[*goja.Object]*goja.Object
	prototypes map[*goja.Object]Prototype
}

// Prototype is what the console wants to know of a class that define has made.
type Prototype struct {
	// Inspect is the option of that name, or nil.
	Inspect goja.Callable
}

type registryKey struct{}

func registered(iso *isolate.Isolate) *registry {
	if r, ok := iso.Value(registryKey{}).(*registry); ok {
		return r
	}
	r := &registry{map[*goja.Object]*goja.Object{}, map[*goja.Object]Prototype{}}
	iso.SetValue(registryKey{}, r)
	return r
}

func register(iso *isolate.Isolate, public, class, prototype, options *goja.Object) {
	r := registered(iso)
	r.classes[public], r.classes[class] = class, class
	var p Prototype
	if options != nil {
		p.Inspect, _ = goja.AssertFunction(options.Get("inspect"))
	}
	r.prototypes[prototype] = p
}

// Class returns the class behind a constructor that define has made; loop only.
func Class(iso *isolate.Isolate, o *goja.Object) (class *goja.Object, ok bool) {
	class, ok = registered(iso).classes[o]
	return class, ok
}

// PrototypeOf tells whether o is the prototype of such a class; loop only.
func PrototypeOf(iso *isolate.Isolate, o *goja.Object) (p Prototype, ok bool) {
	p, ok = registered(iso).prototypes[o]
	return p, ok
}

package wasm

import (
	"context"
	"runtime"
	"sync"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// The engine keeps every module until it is closed, and what a module has refers to others in ways
// that the garbage collector does not see. So each object of this package has a life, the modules
// that end when the object is garbage, and the objects refer to whatever can reach theirs:
//
//   - an instance to all it imports, and what it exports to the instance;
//   - a table, a global and a function that take references to the instances that share them, whose
//     functions may be in there;
//   - the engine's functions of JavaScript weakly to what they call, which the instance keeps.
//
// A function that JavaScript itself puts somewhere keeps its instance for good.

// life is what ends with an object.
type life struct {
	modules []api.Module
	code    []wazero.CompiledModule
}

func (l *life) add(m api.Module) { l.modules = append(l.modules, m) }

// dead are the lives of objects that are garbage. It must not lead to any object.
type dead struct {
	mu    sync.Mutex // guards lives
	lives []*life
}

func (d *dead) take() []*life {
	d.mu.Lock()
	defer d.mu.Unlock()
	lives := d.lives
	d.lives = nil
	return lives
}

// endWith makes l end with the object.
func endWith[T any](d *dead, object *T, l *life) {
	runtime.AddCleanup(object, func(l *life) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.lives = append(d.lives, l)
	}, l)
}

// spare is how many bytes of memories there may be whose modules nobody has looked for since.
const spare = 128 << 20

// allocate looks for garbage before memories of so many pages are made: what a memory has becomes
// free only by the second collection after its end, and by then there may be many.
func (e *engine) allocate(pages uint32) {
	if e.fresh += uint64(pages) << 16; e.fresh > spare {
		e.fresh = 0
		runtime.GC()
	}
	e.reap()
}

// reap closes the modules of objects that are garbage.
func (e *engine) reap() {
	lives := e.dead.take()
	for _, l := range lives {
		e.mu.Lock()
		for _, m := range l.modules {
			delete(e.stops, m)
		}
		e.mu.Unlock()
		for _, m := range l.modules {
			_ = m.Close(context.Background())
		}
		for _, code := range l.code {
			_ = code.Close(context.Background())
		}
	}
	if len(lives) == 0 {
		return
	}
	prune(e.instances)
	prune(e.memories)
	prune(e.objects)
	prune(e.functions)
	prune(e.externs.tables)
	prune(e.externs.globals)
}

func prune[K comparable, T any](all map[K]weak.Pointer[T]) {
	for key, p := range all {
		if p.Value() == nil {
			delete(all, key)
		}
	}
}

// functionObject is the function that an object is, or nil.
func (e *engine) functionObject(o *goja.Object) *function {
	if o == nil {
		return nil
	}
	return e.objects[weak.Make(o)].Value()
}

package wasm

import (
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// maxPages is the engine's limit of a memory.
const maxPages = 65536

// memory is a memory that JavaScript has seen.
type memory struct {
	e      *engine
	typ    limits
	memory api.Memory
	origin
	object *goja.Object
	// buffer shows the memory's bytes as they were at a size.
	buffer *goja.Object
	bytes  goja.ArrayBuffer
	size   uint32
}

func (e *engine) memoryOf(t limits, from origin) *memory {
	m := &memory{e: e, typ: t, memory: from.module.ExportedMemory(from.name), origin: from}
	e.memories[weak.Make(m)] = weak.Make(m)
	return m
}

func (m *memory) value() goja.Value { return m.e.wrap("Memory", &m.object, m) }

func (m *memory) pages() uint32 {
	pages, _ := m.memory.Grow(0)
	return pages
}

// view is the memory's buffer.
func (m *memory) view() goja.Value {
	if m.buffer == nil {
		m.size = m.pages()
		data, _ := m.memory.Read(0, uint32(min(uint64(m.size)<<16, 1<<32-1)))
		m.bytes = m.e.rt.NewArrayBuffer(data)
		m.buffer = m.e.rt.ToValue(m.bytes).(*goja.Object)
		webidl.Pin(m.e.iso, m.buffer)
	}
	return m.buffer
}

// detach ends the buffer.
func (m *memory) detach() {
	if m.buffer != nil {
		m.bytes.Detach()
		m.buffer, m.bytes = nil, goja.ArrayBuffer{}
	}
}

func (m *memory) grow(pages uint32) (before uint32, ok bool) {
	limit := uint32(maxPages)
	if m.typ.bounded {
		limit = min(limit, m.typ.max)
	}
	if uint64(m.pages())+uint64(pages) > uint64(limit) {
		return 0, false
	}
	if before, ok = m.memory.Grow(pages); ok {
		m.detach()
	}
	return before, ok
}

// detachGrown ends the buffers of memories that a module has grown, before JavaScript can see
// them.
func (e *engine) detachGrown() {
	for _, p := range e.memories {
		if m := p.Value(); m != nil && m.buffer != nil && m.pages() != m.size {
			m.detach()
		}
	}
}

// table is a table that JavaScript has seen.
type table struct {
	e   *engine
	typ tableType
	origin
	object *goja.Object
	access api.Module
	ways   map[string]api.Function // to call functions of access
	life   *life                   // of access
	// users may have put their functions into it.
	users []*instance
}

func (e *engine) newTable(t tableType, from origin) *table {
	made := &table{e: e, typ: t, origin: from, life: &life{}}
	endWith(&e.dead, made, made.life)
	if t.element == typeExtern {
		e.externs.tables[weak.Make(made)] = weak.Make(made)
	}
	return made
}

func (t *table) value() goja.Value { return t.e.wrap("Table", &t.object, t) }

// do runs a function of tableAccess.
func (t *table) do(name string, args ...uint64) (uint64, bool) {
	if t.access == nil {
		t.access = t.e.synthetic(tableAccess(t.typ.element, t.name), only(t.module))
		t.life.add(t.access)
		t.ways = map[string]api.Function{}
	}
	way := t.ways[name]
	if way == nil {
		way = t.access.ExportedFunction(name)
		t.ways[name] = way
	}
	results, err := way.Call(t.e.ctx, args...)
	if err != nil || len(results) == 0 {
		return 0, err == nil
	}
	return results[0], true
}

func (t *table) size() uint32 {
	n, _ := t.do("size")
	return uint32(n)
}

// global is a global that JavaScript has seen.
type global struct {
	e      *engine
	typ    globalType
	global api.Global
	origin
	object *goja.Object
	// users may have put their functions into it.
	users []*instance
}

func (e *engine) globalOf(t globalType, from origin) *global {
	return &global{e: e, typ: t, global: from.module.ExportedGlobal(from.name), origin: from}
}

// newGlobal makes a global with a value.
func (e *engine) newGlobal(t globalType, bits uint64) *global {
	from := e.define(external{kind: kindGlobal, global: t}, bits)
	g := e.globalOf(t, from)
	endWith(&e.dead, g, from.life())
	if t.value == typeExtern {
		e.externs.globals[weak.Make(g)] = weak.Make(g)
	}
	if t.value.isReference() {
		g.set(bits)
	}
	return g
}

func (g *global) value() goja.Value { return g.e.wrap("Global", &g.object, g) }

func (g *global) set(bits uint64) { g.global.(api.MutableGlobal).Set(bits) }

// tag is a tag that JavaScript has seen.
type tag struct {
	e   *engine
	typ functionType
	origin
	object *goja.Object
}

func (t *tag) value() goja.Value { return t.e.wrap("Tag", &t.object, t) }

// define makes a module for one object of JavaScript's own, with which it is to end.
func (e *engine) define(t external, value uint64) origin {
	e.allocate(t.memory.min)
	return origin{module: e.synthetic(definition(t, value), nil), name: item}
}

// life is that of the origin's module.
func (o origin) life() *life { return &life{modules: []api.Module{o.module}} }

// wrap is the object of the class that holds v, made the first time.
func (e *engine) wrap(class string, object **goja.Object, v any) goja.Value {
	if *object == nil {
		*object = must(e.scripts["wrap"](goja.Undefined(), e.rt.ToValue(class), e.rt.ToValue(v))).(*goja.Object)
	}
	return *object
}

// handle is the Go side of an object of one of the classes.
func handle[T any](e *engine, v goja.Value) (T, bool) {
	var none T
	if _, ok := v.(*goja.Object); !ok {
		return none, false
	}
	h, ok := must(e.scripts["handleOf"](goja.Undefined(), v)).Export().(T)
	return h, ok
}

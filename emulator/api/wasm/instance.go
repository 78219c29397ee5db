package wasm

import (
	"fmt"
	"slices"
	"strconv"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// instance is a module with its imports.
type instance struct {
	e      *engine
	code   *compiledModule
	module api.Module
	// What it imports and exports that JavaScript has seen, by index.
	functions map[uint32]*function
	tables    map[uint32]*table
	memories  map[uint32]*memory
	globals   map[uint32]*global
	tags      map[uint32]*tag
	// hosts are the imports that are functions of JavaScript.
	hosts map[uint32]*hostFunction
	// users share functions with it through the function that takes or gives them.
	users []*instance
	// identified is set once e.functions has the functions.
	identified bool
	// stores are those of its tables and globals that hold values of JavaScript.
	stores []store
	life   *life
}

// origin is where an import comes from.
type origin struct {
	module api.Module
	name   string
	owner  *instance // of the module, if it is an instance's
}

// linker gathers the imports of an instance.
type linker struct {
	*instance
	where string // the function of the API that messages name
	links []link
	from  []api.Module
	// constants are the values of immutable globals, for bounds of segments.
	constants []uint64
}

// instantiate makes an instance and gives its exports; where is how messages begin.
func (e *engine) instantiate(code *compiledModule, imports goja.Value, where string) goja.Value {
	in := &instance{
		e: e, code: code, functions: map[uint32]*function{}, hosts: map[uint32]*hostFunction{}, tables: map[uint32]*table{}, memories: map[uint32]*memory{},
		globals: map[uint32]*global{}, tags: map[uint32]*tag{}, life: &life{},
	}
	var pages uint32
	for _, m := range code.description.memories[code.imported(kindMemory):] {
		pages += m.min
	}
	e.allocate(pages)
	endWith(&e.dead, in, in.life)
	l := &linker{instance: in, where: where}
	values := l.values(imports)
	for n := range values {
		l.link(n, values[n])
	}
	compiled, err := code.code()
	if err != nil {
		e.throw("CompileError", where+err.Error())
	}
	from := l.group()
	l.checkSegments()
	if in.module, err = e.instance(compiled, only(from)); err != nil {
		e.fail(err, code, l.where)
		return goja.Undefined()
	}
	in.life.add(in.module)
	in.addStores()
	e.stoppable(in.module)
	// What it has put into tables is there even where it does not start.
	e.instances[weak.Make(in)] = weak.Make(in)
	if code.starts {
		e.enter(in.function(code.start), nil)
	}
	return in.exports()
}

// values looks all imports up.
func (l *linker) values(imports goja.Value) []goja.Value {
	list := l.code.imports
	if len(list) == 0 {
		return nil
	}
	all, ok := imports.(*goja.Object)
	if !ok {
		l.e.iso.TypeError(l.where + "Imports argument must be present and must be an object")
	}
	values := make([]goja.Value, len(list))
	for n, i := range list {
		given, ok := all.Get(i.module).(*goja.Object)
		if !ok {
			l.e.iso.TypeError(l.where + fmt.Sprintf("Import #%d %s: module is not an object or function", n, quote(i.module)))
		}
		if values[n] = given.Get(i.name); values[n] == nil {
			values[n] = goja.Undefined()
		}
	}
	return values
}

func quote(s string) string { return `"` + s + `"` }

// linkError throws what is wrong with an import.
func (l *linker) linkError(n int, format string, args ...any) {
	i := l.code.imports[n]
	l.e.throw("LinkError", l.where+fmt.Sprintf("Import #%d %s %s: ", n, quote(i.module), quote(i.name))+fmt.Sprintf(format, args...))
}

// link checks that an import fits, and adds it.
func (l *linker) link(n int, v goja.Value) {
	i := l.code.imports[n]
	switch i.kind {
	case kindFunction:
		l.linkFunction(n, i.external, v)
	case kindTable:
		l.linkTable(n, i.table, v)
	case kindMemory:
		l.linkMemory(n, i.memory, v)
	case kindGlobal:
		l.linkGlobal(n, i.global, v)
	case kindTag:
		t, ok := handle[*tag](l.e, v)
		if !ok || !t.typ.equal(i.function) {
			l.linkError(n, "imported tag does not match the expected type")
		}
		l.tags[uint32(len(l.tags))] = t
		l.add(i.external, t.origin)
	}
}

func (l *linker) add(t external, from origin) {
	l.links = append(l.links, link{external: t, from: strconv.Itoa(len(l.from)), name: from.name})
	l.from = append(l.from, from.module)
}

func (l *linker) linkFunction(n int, t external, v goja.Value) {
	call, ok := goja.AssertFunction(v)
	if !ok {
		l.linkError(n, "function import requires a callable")
	}
	index := uint32(len(l.functions))
	if f := l.e.functionObject(v.(*goja.Object)); f != nil && f.host == nil {
		if !f.typ.equal(t.function) {
			l.linkError(n, "imported function does not match the expected type")
		}
		l.functions[index] = f
		if slices.ContainsFunc(slices.Concat(t.function.params, t.function.results), valueType.isFunction) {
			f.in.users = append(f.in.users, l.instance)
		}
		l.add(t, origin{module: f.in.module, name: hiddenFunction(f.index)})
		return
	}
	// Its object is made when something asks for it.
	l.functions[index], l.hosts[index] = nil, &hostFunction{l.e, t.function, call}
	l.links = append(l.links, link{external: t, from: hidden, name: strconv.Itoa(n)})
}

func (l *linker) linkTable(n int, t tableType, v goja.Value) {
	given, ok := handle[*table](l.e, v)
	if !ok {
		l.linkError(n, "table import requires a WebAssembly.Table")
	}
	// V8 names these differently from all other errors.
	fail := func(format string, args ...any) {
		l.e.throw("LinkError", l.where+fmt.Sprintf("table import %d ", n)+fmt.Sprintf(format, args...))
	}
	switch size := given.size(); {
	case size < t.min:
		fail("is smaller than initial %d, got %d", t.min, size)
	case t.bounded && !given.typ.bounded:
		fail("has no maximum length; required: %d", t.max)
	case t.bounded && given.typ.max > t.max:
		fail("has a larger maximum size %d than the module's declared maximum %d", given.typ.max, t.max)
	case given.typ.element != t.element:
		l.linkError(n, "imported table does not match the expected type")
	}
	l.tables[uint32(len(l.tables))] = given
	given.users = append(given.users, l.instance)
	l.add(external{kind: kindTable, table: t}, given.origin)
}

func (l *linker) linkMemory(n int, t limits, v goja.Value) {
	given, ok := handle[*memory](l.e, v)
	if !ok {
		l.linkError(n, "memory import must be a WebAssembly.Memory object")
	}
	switch size := given.pages(); {
	case size < t.min:
		l.linkError(n, "memory import has %d pages which is smaller than the declared initial of %d", size, t.min)
	case t.bounded && !given.typ.bounded:
		l.linkError(n, "memory import has no maximum limit, expected at most %d", uint32(1<<32-1))
	case t.bounded && given.typ.max > t.max:
		l.linkError(n, "memory import has a larger maximum size %d than the module's declared maximum %d", given.typ.max, t.max)
	case t.shared != given.typ.shared:
		l.linkError(n, "mismatch in shared state of memory, declared = %d, imported = %d", number(t.shared), number(given.typ.shared))
	}
	l.memories[uint32(len(l.memories))] = given
	l.add(external{kind: kindMemory, memory: t}, given.origin)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (l *linker) linkGlobal(n int, t globalType, v goja.Value) {
	index := uint32(len(l.globals))
	if given, ok := handle[*global](l.e, v); ok {
		switch {
		case given.typ.mutable != t.mutable:
			l.linkError(n, "imported global does not match the expected mutability")
		case given.typ.value != t.value:
			l.linkError(n, "imported global does not match the expected type")
		}
		l.globals[index] = given
		if t.value.isReference() {
			given.users = append(given.users, l.instance)
		}
		l.constants = append(l.constants, given.global.Get())
		l.add(external{kind: kindGlobal, global: t}, given.origin)
		return
	}
	if t.mutable {
		l.linkError(n, "imported mutable global must be a WebAssembly.Global object")
	}
	bits, ok := l.globalValue(t.value, v)
	if !ok {
		l.linkError(n, "global import must be a number, valid Wasm reference, or WebAssembly.Global object")
	}
	l.constants = append(l.constants, bits)
	if t.value.isReference() {
		made := l.e.newGlobal(t, bits)
		l.globals[index] = made
		l.add(external{kind: kindGlobal, global: t}, made.origin)
		return
	}
	l.globals[index] = nil
	l.links = append(l.links, link{external: external{kind: kindGlobal, global: t}, number: bits})
}

// globalValue is what an immutable global that is imported begins with.
func (l *linker) globalValue(t valueType, v goja.Value) (bits uint64, ok bool) {
	kind := must(l.e.scripts["typeOf"](goja.Undefined(), v)).String()
	switch {
	case t == typeExtern:
		return l.e.toWasm(v, t), true
	case t.isFunction():
		return l.e.toReference(v)
	case t == typeI64 && kind == "bigint", t != typeI64 && t != typeV128 && kind == "number":
		return l.e.toWasm(v, t), true
	}
	return 0, false
}

// group is the module that all imports come from.
func (l *linker) group() api.Module {
	if len(l.links) == 0 {
		return nil
	}
	host := l.hostModule()
	if len(l.hosts) == len(l.links) {
		return host
	}
	made := l.e.synthetic(group(l.links), func(name string) api.Module {
		if name == hidden {
			return host
		}
		n, _ := strconv.Atoi(name)
		return l.from[n]
	})
	l.life.add(made)
	return made
}

// hostModule has the imports that are functions of JavaScript.
func (l *linker) hostModule() api.Module {
	if len(l.hosts) == 0 {
		return nil
	}
	b := l.e.wazero.NewHostModuleBuilder(hidden)
	index := uint32(0)
	for n, k := range l.links {
		h := l.hosts[index]
		if k.kind == kindFunction {
			index++
		}
		if k.from != hidden {
			continue
		}
		b.NewFunctionBuilder().WithGoFunction(hostCall{weak.Make(h)}, apiTypes(h.typ.params), apiTypes(h.typ.results)).Export(strconv.Itoa(n))
	}
	code, err := b.Compile(l.e.ctx)
	if err != nil {
		panic(err)
	}
	made, err := l.e.wazero.InstantiateModule(l.e.ctx, code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		panic(err)
	}
	l.life.add(made)
	l.life.code = append(l.life.code, code)
	return made
}

func apiTypes(list []valueType) []api.ValueType {
	out := make([]api.ValueType, len(list))
	for n, t := range list {
		out[n] = t[0]
	}
	return out
}

// checkSegments throws where an active segment does not fit. The engine has no texts for it, and
// ignores elements that do not.
func (l *linker) checkSegments() {
	for _, s := range l.code.elements {
		if offset, ok := l.offset(s); ok && offset+uint64(s.length) > uint64(l.tableSize(s.target)) {
			l.e.throw("RuntimeError", l.where+"table index is out of bounds")
		}
	}
	for _, s := range l.code.data {
		offset, ok := l.offset(s)
		if size := l.memorySize(s.target); ok && offset+uint64(s.length) > size {
			l.e.throw("RuntimeError", l.where+fmt.Sprintf("data segment %d is out of bounds (offset %d, length %d, memory size %d)", s.index, offset, s.length, size))
		}
	}
}

func (l *linker) offset(s segment) (uint64, bool) {
	switch {
	case s.offset.isConst:
		return uint64(uint32(s.offset.value)), true
	case s.offset.isGlobal && s.offset.value < uint64(len(l.constants)):
		return uint64(uint32(l.constants[s.offset.value])), true
	}
	return 0, false
}

func (l *linker) tableSize(index uint32) uint32 {
	if t := l.tables[index]; t != nil {
		return t.size()
	}
	return l.code.tables[index].min
}

func (l *linker) memorySize(index uint32) uint64 {
	if m := l.memories[index]; m != nil {
		return uint64(m.pages()) << 16
	}
	return uint64(l.code.description.memories[index].min) << 16
}

// exports is the exports object.
func (in *instance) exports() goja.Value {
	e := in.e
	names, values := make([]any, 0, len(in.code.exports)), make([]any, 0, len(in.code.exports))
	for _, x := range in.code.exports {
		names = append(names, x.name)
		values = append(values, in.export(x))
	}
	return must(e.scripts["makeExports"](goja.Undefined(), e.rt.NewArray(names...), e.rt.NewArray(values...)))
}

func (in *instance) export(x exportEntry) goja.Value {
	from := origin{in.module, x.name, in}
	switch x.kind {
	case kindFunction:
		return in.function(x.index).object
	case kindTable:
		if in.tables[x.index] == nil {
			in.tables[x.index] = in.e.newTable(in.code.tables[x.index], from)
		}
		return in.tables[x.index].value()
	case kindMemory:
		if in.memories[x.index] == nil {
			in.memories[x.index] = in.e.memoryOf(in.code.description.memories[x.index], from)
		}
		return in.memories[x.index].value()
	case kindGlobal:
		if in.globals[x.index] == nil {
			in.globals[x.index] = in.e.globalOf(in.code.description.globals[x.index], from)
		}
		return in.globals[x.index].value()
	}
	if in.tags[x.index] == nil {
		in.tags[x.index] = &tag{e: in.e, typ: in.code.types[in.code.description.tags[x.index]], origin: from}
	}
	return in.tags[x.index].value()
}

// function is a function by its index.
func (in *instance) function(index uint32) *function {
	f := in.functions[index]
	if f == nil {
		f = in.e.newFunction(in, index, in.code.functionType(index))
		f.host = in.hosts[index]
		in.functions[index] = f
	}
	return f
}

// identifyFunctions makes the functions known by their references.
func (in *instance) identifyFunctions() {
	if in.identified || len(in.code.referenced) == 0 {
		return
	}
	in.identified = true
	from := in.e.synthetic(references(in.code.description, in.code.referenced), only(in.module))
	in.life.add(from)
	get := from.ExportedFunction(item)
	for n, index := range in.code.referenced {
		result, err := get.Call(in.e.ctx, uint64(n))
		if err != nil {
			panic(err)
		}
		f := in.function(index)
		if f.ref == 0 {
			f.ref = result[0]
		}
		if id := identify(result[0]); in.e.functions[id].Value() == nil {
			in.e.functions[id] = weak.Make(f)
		}
	}
}

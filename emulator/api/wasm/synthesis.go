package wasm

import (
	"encoding/binary"
	"strconv"
)

// The engine lets only modules have memories, tables, globals and tags, and only modules refer to
// functions, so this file writes small ones that do.

// hidden is what the names of exports that JavaScript does not see begin with.
const hidden = "devdo:"

// item is the name of the one export of most modules here, and importing the module that what is
// imported comes from.
const (
	item      = "item"
	importing = "i"
)

func hiddenFunction(index uint32) string { return hiddenName(kindFunction, index) }

func hiddenName(kind byte, index uint32) string {
	return hidden + kindNames[kind] + strconv.Itoa(int(index))
}

// writer puts together a binary.
type writer struct {
	out   []byte
	types []functionType
	parts map[byte][][]byte // the entries of sections
}

func newWriter() *writer { return &writer{parts: map[byte][][]byte{}} }

func unsigned(n uint64) []byte { return binary.AppendUvarint(nil, n) }

func text(s string) []byte { return append(unsigned(uint64(len(s))), s...) }

func signed(v int64) (out []byte) {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 || v == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// add adds an entry to a section and returns its number there.
func (w *writer) add(section byte, entry ...[]byte) uint32 {
	w.parts[section] = append(w.parts[section], join(entry...))
	return uint32(len(w.parts[section]) - 1)
}

func (t functionType) encode() []byte {
	out := []byte{0x60}
	for _, list := range [][]valueType{t.params, t.results} {
		out = append(out, unsigned(uint64(len(list)))...)
		for _, v := range list {
			out = append(out, v...)
		}
	}
	return out
}

func (w *writer) typeIndex(t functionType) []byte {
	for n, known := range w.types {
		if known.equal(t) {
			return unsigned(uint64(n))
		}
	}
	w.types = append(w.types, t)
	w.add(sectionType, t.encode())
	return unsigned(uint64(len(w.types) - 1))
}

func (l limits) encode() []byte {
	var flags byte
	if l.bounded {
		flags |= 1
	}
	if l.shared {
		flags |= 2
	}
	out := append([]byte{flags}, unsigned(uint64(l.min))...)
	if l.bounded {
		out = append(out, unsigned(uint64(l.max))...)
	}
	return out
}

func (t tableType) encode() []byte { return append([]byte(t.element), t.limits.encode()...) }

// encode makes globals of references mutable: that is the only way to give them a value.
func (g globalType) encode() []byte {
	if g.mutable || g.value.isReference() {
		return append([]byte(g.value), 1)
	}
	return append([]byte(g.value), 0)
}

// encode is the type of an import without its kind.
func (w *writer) encode(t external) []byte {
	switch t.kind {
	case kindFunction:
		return w.typeIndex(t.function)
	case kindTable:
		return t.table.encode()
	case kindMemory:
		return t.memory.encode()
	case kindGlobal:
		return t.global.encode()
	}
	return append([]byte{0}, w.typeIndex(t.function)...)
}

func (w *writer) imports(module, name string, t external) {
	w.add(sectionImport, text(module), text(name), []byte{t.kind}, w.encode(t))
}

func (w *writer) exports(name string, kind byte, index uint32) {
	w.add(sectionExport, text(name), []byte{kind}, unsigned(uint64(index)))
}

// function adds a function without locals; imported is how many come before it.
func (w *writer) function(imported int, name string, t functionType, body ...byte) {
	n := w.add(sectionFunction, w.typeIndex(t))
	body = append(append([]byte{0}, body...), 0x0b)
	w.add(sectionCode, unsigned(uint64(len(body))), body)
	w.exports(name, kindFunction, n+uint32(imported))
}

// order is the order that sections must have.
var order = []byte{
	sectionType, sectionImport, sectionFunction, sectionTable, sectionMemory, sectionTag, sectionGlobal, sectionExport, sectionElement, sectionCode,
}

func (w *writer) bytes() []byte {
	w.out = []byte(header)
	for _, id := range order {
		entries := w.parts[id]
		if len(entries) == 0 {
			continue
		}
		content := append(unsigned(uint64(len(entries))), join(entries...)...)
		w.out = append(append(append(w.out, id), unsigned(uint64(len(content)))...), content...)
	}
	return w.out
}

// definition is a module that has one memory, table or tag, or one global with a value.
func definition(t external, value uint64) []byte {
	w := newWriter()
	switch t.kind {
	case kindMemory:
		w.add(sectionMemory, w.encode(t))
	case kindTable:
		w.add(sectionTable, w.encode(t))
	case kindGlobal:
		w.add(sectionGlobal, w.encode(t), initial(t.global.value, value))
	case kindTag:
		w.add(sectionTag, w.encode(t))
	}
	w.exports(item, t.kind, 0)
	return w.bytes()
}

// initial is the expression for a value; references begin as null.
func initial(t valueType, value uint64) []byte {
	var out []byte
	switch t {
	case typeI32:
		out = append([]byte{0x41}, signed(int64(int32(value)))...)
	case typeI64:
		out = append([]byte{0x42}, signed(int64(value))...)
	case typeF32:
		out = binary.LittleEndian.AppendUint32([]byte{0x43}, uint32(value))
	case typeF64:
		out = binary.LittleEndian.AppendUint64([]byte{0x44}, value)
	default:
		out = append([]byte{0xd0}, t...)
	}
	return append(out, 0x0b)
}

// link is one import of an instance: an export of another module, or a number.
type link struct {
	external
	from   string // what the resolver knows the module by; "" for a number
	name   string // of the export there
	number uint64
}

// group is a module that exports links by their numbers.
func group(links []link) []byte {
	w := newWriter()
	index := map[byte]uint32{}
	for n, l := range links {
		if l.from == "" {
			continue
		}
		w.imports(l.from, l.name, l.external)
		w.exports(strconv.Itoa(n), l.kind, index[l.kind])
		index[l.kind]++
	}
	for n, l := range links {
		if l.from == "" {
			own := w.add(sectionGlobal, l.global.encode(), initial(l.global.value, l.number))
			w.exports(strconv.Itoa(n), kindGlobal, index[kindGlobal]+own)
		}
	}
	return w.bytes()
}

// tableAccess is a module with the functions that JavaScript has for a table, which another one
// exports by a name.
func tableAccess(element valueType, name string) []byte {
	w := newWriter()
	w.imports(importing, name, external{kind: kindTable, table: tableType{element: element}})
	i32, ref := []valueType{typeI32}, []valueType{element}
	w.function(0, "get", functionType{i32, ref}, 0x20, 0, 0x25, 0)
	w.function(0, "set", functionType{[]valueType{typeI32, element}, nil}, 0x20, 0, 0x20, 1, 0x26, 0)
	w.function(0, "size", functionType{nil, i32}, 0xfc, 16, 0)
	w.function(0, "grow", functionType{[]valueType{typeI32, element}, i32}, 0x20, 1, 0x20, 0, 0xfc, 15, 0)
	return w.bytes()
}

// references is a module that gives references to functions of another one, by their places in
// the list.
func references(d *description, functions []uint32) []byte {
	w := newWriter()
	content := []byte{0, 0x41, 0, 0x0b} // active, from 0
	content = append(content, unsigned(uint64(len(functions)))...)
	for n, f := range functions {
		w.imports(importing, hiddenFunction(f), external{kind: kindFunction, function: d.functionType(f)})
		content = append(content, unsigned(uint64(n))...)
	}
	w.add(sectionTable, tableType{typeFunc, limits{min: uint32(len(functions))}}.encode())
	w.add(sectionElement, content)
	w.function(len(functions), item, functionType{[]valueType{typeI32}, []valueType{typeFunc}}, 0x20, 0, 0x25, 0)
	return w.bytes()
}

// prepare makes the binary that the engine gets of a module's: imports are named by their
// numbers, since one name may stand for several of different types, functions that something can
// refer to are exported, the start function is left to instantiate, code is instrumented, and
// functions are named for trap.go. A binary that is not as it should be stays as it is, for the engine to say why.
func prepare(data []byte, d *description) (out []byte) {
	defer func() {
		if recover() != nil {
			out = data
		}
	}()
	changed := append([]byte(nil), data...)
	for _, at := range d.mutable {
		changed[at] = 1
	}
	parts, names := map[byte][]byte{}, []byte(nil)
	_ = sections(changed, func(id byte, r *reader) {
		switch {
		case id != sectionCustom:
			parts[id] = r.data[r.at:]
		case (&reader{r.data, r.at}).text() == "name":
			names = r.data[r.at:]
		}
	})
	if imports := parts[sectionImport]; imports != nil {
		parts[sectionImport] = renameImports(&reader{imports, 0})
	}
	delete(parts, sectionStart)
	hide(parts, d)
	if len(parts[sectionCode]) > 0 {
		d.additions().add(parts)
	}
	out = []byte(header)
	for _, id := range fullOrder {
		if content, ok := parts[id]; ok {
			out = append(append(append(out, id), unsigned(uint64(len(content)))...), content...)
		}
	}
	names = numberedNames(d, names)
	return append(append(append(out, sectionCustom), unsigned(uint64(len(names)))...), names...)
}

// fullOrder is the order of all sections.
var fullOrder = []byte{
	sectionType, sectionImport, sectionFunction, sectionTable, sectionMemory, sectionTag, sectionGlobal, sectionExport,
	sectionElement, sectionDataCount, sectionCode, sectionData,
}

// hide adds the exports that only this package sees.
func hide(parts map[byte][]byte, d *description) {
	var entries []byte
	for _, f := range d.referenced {
		entries = append(entries, join(text(hiddenFunction(f)), []byte{kindFunction}, unsigned(uint64(f)))...)
	}
	stores := d.externStores()
	for _, s := range stores {
		entries = append(entries, join(text(s.name), []byte{s.kind}, unsigned(uint64(s.index)))...)
	}
	extend(parts, sectionExport, len(d.referenced)+len(stores), entries)
}

// externStores are the tables and globals that hold values of JavaScript, as hidden exports.
func (d *description) externStores() (all []exportEntry) {
	add := func(kind byte, n int) {
		all = append(all, exportEntry{hiddenName(kind, uint32(n)), kind, uint32(n)})
	}
	for n, t := range d.tables {
		if t.element == typeExtern {
			add(kindTable, n)
		}
	}
	for n, g := range d.globals {
		if g.value == typeExtern {
			add(kindGlobal, n)
		}
	}
	return all
}

// add adds what instrumented code needs.
func (a additions) add(parts map[byte][]byte) {
	extend(parts, sectionType, 1, functionType{}.encode())
	extend(parts, sectionFunction, 1, unsigned(uint64(a.typ)))
	extend(parts, sectionTable, 1, tableType{element: typeFunc}.encode())
	counter := globalType{typeI32, true}.encode()
	extend(parts, sectionGlobal, 2, join(counter, initial(typeI32, budget), counter, initial(typeI32, 0)))
	extend(parts, sectionExport, 1, join(text(hiddenStop), []byte{kindGlobal}, unsigned(uint64(a.stop))))
	parts[sectionCode] = a.instrument(parts[sectionCode])
}

// extend adds entries to a section.
func extend(parts map[byte][]byte, id byte, more int, entries []byte) {
	content := parts[id]
	if content == nil {
		content = []byte{0}
	}
	r := &reader{content, 0}
	count := r.uint()
	parts[id] = join(unsigned(count+uint64(more)), content[r.at:], entries)
}

func renameImports(r *reader) []byte {
	count := r.uint()
	out := unsigned(count)
	for n := range int(count) {
		r.text()
		r.text()
		start := r.at
		skipImportType(r)
		out = join(out, text(importing), text(strconv.Itoa(n)), r.data[start:r.at])
	}
	return out
}

func skipImportType(r *reader) {
	switch r.byte() {
	case kindFunction:
		r.u32()
	case kindTable:
		r.valueType()
		r.limits()
	case kindMemory:
		r.limits()
	case kindGlobal:
		r.valueType()
		r.byte()
	case kindTag:
		r.byte()
		r.u32()
	}
}

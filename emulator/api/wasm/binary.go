package wasm

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// The kinds of imports and exports, as binaries number them.
const (
	kindFunction = iota
	kindTable
	kindMemory
	kindGlobal
	kindTag
)

var kindNames = []string{"function", "table", "memory", "global", "tag"}

// The sections that matter here.
const (
	sectionCustom    = 0
	sectionType      = 1
	sectionImport    = 2
	sectionFunction  = 3
	sectionTable     = 4
	sectionMemory    = 5
	sectionGlobal    = 6
	sectionExport    = 7
	sectionStart     = 8
	sectionElement   = 9
	sectionCode      = 10
	sectionData      = 11
	sectionDataCount = 12
	sectionTag       = 13
)

// valueType is a type of values as binaries encode it: one byte, or more for a reference to a
// type of the module's own.
type valueType string

const (
	typeI32    valueType = "\x7f"
	typeI64    valueType = "\x7e"
	typeF32    valueType = "\x7d"
	typeF64    valueType = "\x7c"
	typeV128   valueType = "\x7b"
	typeFunc   valueType = "\x70"
	typeExtern valueType = "\x6f"
)

// isReference reports whether values of the type refer to something.
func (t valueType) isReference() bool { return t[0] <= typeFunc[0] }

// isFunction reports whether values of the type are functions. A reference to a type of the
// module's own is one: there are no other types.
func (t valueType) isFunction() bool { return t.isReference() && t != typeExtern && t[0] != 0x69 }

// name is what messages call the type.
func (t valueType) name() string {
	switch {
	case t == typeExtern:
		return "externref"
	case t.isFunction():
		return "funcref"
	}
	return map[valueType]string{typeI32: "i32", typeI64: "i64", typeF32: "f32", typeF64: "f64", typeV128: "v128"}[t]
}

type functionType struct{ params, results []valueType }

func (t functionType) equal(u functionType) bool {
	return slices.Equal(t.params, u.params) && slices.Equal(t.results, u.results)
}

// crosses reports whether JavaScript can call functions of the type.
func (t functionType) crosses() bool {
	return !slices.Contains(t.params, typeV128) && !slices.Contains(t.results, typeV128)
}

// limits are the sizes of a table or memory.
type limits struct {
	min, max uint32
	bounded  bool // max is there
	shared   bool
}

type tableType struct {
	element valueType
	limits
}

type globalType struct {
	value   valueType
	mutable bool
}

// external is the type of what is imported or exported; which field counts, kind tells.
type external struct {
	kind     byte
	function functionType
	table    tableType
	memory   limits
	global   globalType
	tag      uint32 // its type's index
}

type importEntry struct {
	module, name string
	external
}

type exportEntry struct {
	name  string
	kind  byte
	index uint32
}

type customSection struct {
	name string
	data []byte
}

// segment is an active segment of data or elements.
type segment struct {
	index  int // among all segments
	target uint32
	offset constant
	length int
}

// constant is a constant expression of one instruction; others are of no kind.
type constant struct {
	isConst  bool   // value is it
	isGlobal bool   // value is the index of a global
	value    uint64 //
}

// description is what a binary says of its module.
type description struct {
	types     []functionType
	imports   []importEntry
	functions []uint32 // the types of all functions, imported ones first
	tables    []tableType
	memories  []limits
	globals   []globalType
	tags      []uint32
	exports   []exportEntry
	customs   []customSection
	// referenced are the functions that something may hold a reference to.
	referenced []uint32
	data       []segment
	elements   []segment
	// start is what an instance begins with.
	start  uint32
	starts bool
	// mutable are the places of the flags that make globals mutable, in the binary.
	mutable []int
}

// imported is how many imports are of a kind; those come first in the kind's indices.
func (d *description) imported(kind byte) (n int) {
	for _, i := range d.imports {
		if i.kind == kind {
			n++
		}
	}
	return n
}

func (d *description) functionType(index uint32) functionType { return d.types[d.functions[index]] }

var errMalformed = errors.New("malformed module")

// reader reads the parts of a binary; it panics with errMalformed where one is cut short.
type reader struct {
	data []byte
	at   int
}

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		panic(errMalformed)
	}
	b := r.data[r.at]
	r.at++
	return b
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data)-r.at {
		panic(errMalformed)
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b
}

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 {
		panic(errMalformed)
	}
	r.at += n
	return v
}

func (r *reader) u32() uint32 { return uint32(r.uint()) }

func (r *reader) int() int64 {
	var v int64
	for shift := 0; ; shift += 7 {
		b := r.byte()
		v |= int64(b&0x7f) << min(shift, 63)
		if b&0x80 != 0 {
			continue
		}
		if shift+7 < 64 && b&0x40 != 0 {
			v |= -1 << (shift + 7)
		}
		return v
	}
}

func (r *reader) text() string { return string(r.bytes(int(r.u32()))) }

func (r *reader) valueType() valueType {
	start := r.at
	if b := r.byte(); b == 0x63 || b == 0x64 {
		r.int()
	}
	return valueType(r.data[start:r.at])
}

func (r *reader) valueTypes() []valueType {
	var list []valueType
	for range r.u32() {
		list = append(list, r.valueType())
	}
	return list
}

func (r *reader) limits() limits {
	flags := r.byte()
	l := limits{min: r.u32(), shared: flags&2 != 0}
	if flags&1 != 0 {
		l.bounded, l.max = true, r.u32()
	}
	return l
}

// describe reads a binary that need not be valid.
func describe(data []byte) (d *description, err error) {
	defer func() {
		if p := recover(); p != nil {
			d, err = nil, fmt.Errorf("%w: %v", errMalformed, p)
		}
	}()
	d = &description{}
	err = sections(data, func(id byte, r *reader) { d.section(id, r) })
	if err != nil {
		return nil, err
	}
	slices.Sort(d.referenced)
	d.referenced = slices.Compact(d.referenced)
	return d, nil
}

const header = "\x00asm\x01\x00\x00\x00"

// sections calls fn with a reader of each section's content, which ends where that does.
func sections(data []byte, fn func(id byte, r *reader)) error {
	if len(data) < len(header) || string(data[:len(header)]) != header {
		return errMalformed
	}
	r := &reader{data, len(header)}
	for r.at < len(data) {
		id, size := r.byte(), int(r.u32())
		start := r.at
		r.bytes(size)
		fn(id, &reader{data[:start+size], start})
	}
	return nil
}

func (d *description) section(id byte, r *reader) {
	if id == sectionCustom {
		name := r.text()
		d.customs = append(d.customs, customSection{name, r.data[r.at:]})
		return
	}
	if id == sectionStart {
		d.start, d.starts = r.u32(), true
		d.referenced = append(d.referenced, d.start)
		return
	}
	read := map[byte]func(*reader, int){
		sectionType: d.readType, sectionImport: d.readImport, sectionFunction: d.readFunction, sectionTable: d.readTable,
		sectionMemory: d.readMemory, sectionGlobal: d.readGlobal, sectionExport: d.readExport, sectionElement: d.readElement,
		sectionData: d.readData, sectionTag: d.readTag,
	}[id]
	if read == nil {
		return
	}
	for n := range int(r.u32()) {
		read(r, n)
	}
}

func (d *description) readType(r *reader, _ int) {
	switch form := r.byte(); form {
	case 0x60:
		d.types = append(d.types, functionType{r.valueTypes(), r.valueTypes()})
	case 0x4e: // a group of types
		for n := range int(r.u32()) {
			d.readType(r, n)
		}
	case 0x4f, 0x50: // a subtype
		for range r.u32() {
			r.u32()
		}
		d.readType(r, 0)
	default:
		panic(errMalformed)
	}
}

func (d *description) readImport(r *reader, _ int) {
	i := importEntry{module: r.text(), name: r.text()}
	i.kind = r.byte()
	switch i.kind {
	case kindFunction:
		index := r.u32()
		i.function = d.types[index]
		d.functions = append(d.functions, index)
	case kindTable:
		i.table = tableType{r.valueType(), r.limits()}
		d.tables = append(d.tables, i.table)
	case kindMemory:
		i.memory = r.limits()
		d.memories = append(d.memories, i.memory)
	case kindGlobal:
		i.global = d.globalType(r)
		d.globals = append(d.globals, i.global)
	case kindTag:
		r.byte()
		i.tag = r.u32()
		i.function = d.types[i.tag]
		d.tags = append(d.tags, i.tag)
	}
	d.imports = append(d.imports, i)
}

func (d *description) readFunction(r *reader, _ int) { d.functions = append(d.functions, r.u32()) }

func (d *description) readTable(r *reader, _ int) {
	initialised := r.data[r.at] == 0x40
	if initialised {
		r.bytes(2)
	}
	d.tables = append(d.tables, tableType{r.valueType(), r.limits()})
	if initialised {
		d.expression(r)
	}
}

func (d *description) readMemory(r *reader, _ int) { d.memories = append(d.memories, r.limits()) }

func (d *description) globalType(r *reader) globalType {
	g := globalType{value: r.valueType()}
	if g.value.isReference() {
		d.mutable = append(d.mutable, r.at)
	}
	g.mutable = r.byte() == 1
	return g
}

func (d *description) readGlobal(r *reader, _ int) {
	d.globals = append(d.globals, d.globalType(r))
	d.expression(r)
}

func (d *description) readTag(r *reader, _ int) {
	r.byte()
	d.tags = append(d.tags, r.u32())
}

func (d *description) readExport(r *reader, _ int) {
	e := exportEntry{r.text(), r.byte(), r.u32()}
	d.exports = append(d.exports, e)
	if e.kind == kindFunction {
		d.referenced = append(d.referenced, e.index)
	}
}

func (d *description) readElement(r *reader, n int) {
	flags := r.u32()
	s := segment{index: n}
	active := flags&1 == 0
	if active {
		if flags&2 != 0 {
			s.target = r.u32()
		}
		s.offset = d.expression(r)
	}
	expressions := flags&4 != 0
	switch {
	case flags&3 == 0: // no kind or type of elements is given
	case expressions:
		r.valueType()
	default:
		r.byte()
	}
	s.length = int(r.u32())
	for range s.length {
		if expressions {
			d.expression(r)
			continue
		}
		d.referenced = append(d.referenced, r.u32())
	}
	if active {
		d.elements = append(d.elements, s)
	}
}

func (d *description) readData(r *reader, n int) {
	flags := r.u32()
	s := segment{index: n}
	if flags == 2 {
		s.target = r.u32()
	}
	if flags != 1 {
		s.offset = d.expression(r)
	}
	s.length = len(r.bytes(int(r.u32())))
	if flags != 1 {
		d.data = append(d.data, s)
	}
}

// expression reads a constant expression and notes the functions that it refers to.
func (d *description) expression(r *reader) (c constant) {
	for n := 0; ; n++ {
		var read constant
		switch op := r.byte(); op {
		case 0x0b:
			if n > 1 {
				return constant{}
			}
			return c
		case 0x23:
			read = constant{isGlobal: true, value: r.uint()}
		case 0x41, 0x42:
			read = constant{isConst: true, value: uint64(r.int())}
		case 0x43:
			r.bytes(4)
		case 0x44:
			r.bytes(8)
		case 0xd0:
			r.int()
		case 0xd2:
			d.referenced = append(d.referenced, r.u32())
		case 0xfd:
			r.uint()
			r.bytes(16)
		case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e: // arithmetic
		default:
			panic(errMalformed)
		}
		c = read
	}
}

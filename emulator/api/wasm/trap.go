package wasm

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"strconv"
	"strings"
)

// The engine's text of a trap ends with the functions that calls were in. prepare gives these
// names that begin with their indices, which leads to what traps are about and to V8's stacks.

// frameLine is one of those: the module's name, and a function's.
var frameLine = regexp.MustCompile(`^\t[^#]*#(\d+) (.*?)\(`)

// trap is what ended a call.
type trap struct {
	text string
	// functions are the indices of those that calls were in, the last call first.
	functions []uint32
	names     []string
}

func readTrap(err error) (t trap) {
	first, rest, _ := strings.Cut(strings.TrimPrefix(err.Error(), "wasm error: "), "\n")
	t.text = first
	for line := range strings.Lines(rest) {
		m := frameLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n, _ := strconv.Atoi(m[1])
		t.functions, t.names = append(t.functions, uint32(n)), append(t.names, m[2])
	}
	return t
}

// stack is the trap's part of a stack in V8's form.
func (t trap) stack(m *compiledModule) string {
	var b strings.Builder
	hash := crc32.ChecksumIEEE(m.binary)
	for n, index := range t.functions {
		place := fmt.Sprintf("wasm://wasm/%08x:wasm-function[%d]", hash, index)
		if name := t.names[n]; name != "" {
			place = name + " (" + place + ")"
		}
		b.WriteString("\n    at " + place)
	}
	return b.String()
}

// traps are V8's texts by the engine's.
var traps = map[string]string{
	"unreachable":                   "unreachable",
	"out of bounds memory access":   "memory access out of bounds",
	"integer divide by zero":        "divide by zero",
	"integer overflow":              "float unrepresentable in integer range",
	"invalid conversion to integer": "float unrepresentable in integer range",
	"invalid table access":          "table index is out of bounds",
	"indirect call type mismatch":   "function signature mismatch",
	"null reference":                "dereferencing a null pointer",
	"unaligned atomic":              "operation does not support unaligned accesses",
	"expected shared memory":        "Atomics.wait cannot be called in this context",
}

// message is V8's text. Some of the engine's stand for two of V8's; what the function does that
// trapped tells which one it is, unless it does both. Unlike workerd, a call by a place outside of
// a table is taken for a call of null, which it is nearly always.
func (t trap) message(m *compiledModule) (text string, known bool) {
	text, known = traps[t.text]
	if !known || len(t.functions) == 0 {
		return text, known
	}
	does := m.instructions(t.functions[0])
	switch {
	case t.text == "integer divide by zero" && does.remainder && !does.division:
		return "remainder by zero", true
	case t.text == "integer overflow" && does.division && !does.conversion:
		return "divide result unrepresentable", true
	case t.text == "invalid table access" && does.indirect && !does.table:
		return "null function", true
	}
	return text, true
}

// instructions says which kinds of instructions a function has.
type instructions struct{ division, remainder, conversion, indirect, table bool }

func (m *compiledModule) instructions(index uint32) (does instructions) {
	defer func() { _ = recover() }() // a module that does not compile does not trap
	at := int(index) - m.imported(kindFunction)
	_ = sections(m.binary, func(id byte, r *reader) {
		if id != sectionCode {
			return
		}
		for range min(at, int(r.u32())) {
			r.bytes(int(r.u32()))
		}
		does.read(&reader{r.bytes(int(r.u32())), 0})
	})
	return does
}

func (i *instructions) read(r *reader) {
	for range r.u32() { // locals
		r.u32()
		r.valueType()
	}
	for r.at < len(r.data) {
		op, start := r.byte(), r.at
		skipImmediates(r, op)
		switch {
		case op == 0x6d, op == 0x6e, op == 0x7f, op == 0x80:
			i.division = true
		case op == 0x6f, op == 0x70, op == 0x81, op == 0x82:
			i.remainder = true
		case op >= 0xa8 && op <= 0xab, op >= 0xae && op <= 0xb1:
			i.conversion = true
		case op == 0x11, op == 0x13:
			i.indirect = true
		case op == 0x25, op == 0x26, op == 0xfc && r.data[start] >= 12:
			i.table = true
		}
	}
}

// numberedNames is the content of a name section that names all functions, with their indices.
// What names has is that of the module's own, or nil.
func numberedNames(d *description, names []byte) []byte {
	given := map[uint32]string{}
	if names != nil {
		readNames(names, given)
	}
	list := unsigned(uint64(len(d.functions)))
	for n := range d.functions {
		list = join(list, unsigned(uint64(n)), text(fmt.Sprintf("#%d %s", n, given[uint32(n)])))
	}
	return join(text("name"), []byte{1}, unsigned(uint64(len(list))), list)
}

// readNames reads the names of functions, as far as they are well-formed.
func readNames(content []byte, names map[uint32]string) {
	defer func() { _ = recover() }()
	r := &reader{content, 0}
	r.text()
	for r.at < len(r.data) {
		id := r.byte()
		part := &reader{r.bytes(int(r.u32())), 0}
		if id != 1 {
			continue
		}
		for range part.u32() {
			index := part.u32()
			names[index] = part.text()
		}
	}
}

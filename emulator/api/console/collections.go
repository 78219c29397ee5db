package console

import (
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
)

// iterable is the shape of arrays, typed arrays, maps and sets, and of the runtime's classes
// that have entries.
func (in *inspector) iterable(o *goja.Object, constructor, tag string) (shape, bool) {
	size := func(n int) string { return "(" + itoa(n) + ")" }
	switch o.ClassName() {
	case "Array":
		n := length(o)
		p := ""
		if constructor != "Array" || tag != "" {
			p = prefix(constructor, tag, "Array", size(n))
		}
		s := shape{open: p + "[", close: "]", empty: p + "[]", array: true, skip: isIndex, numeric: true}
		if n > 0 {
			s.entries = func(level int) []string { return in.array(o, n, level) }
			s.numeric = in.allNumbers(o, min(n, maxArrayLength))
		}
		return s, true
	}
	switch o.ExportType() {
	case setType:
		return in.collection(o, prefix(constructor, tag, "Set", size(sizeOf(o))), sizeOf(o), in.builtin.iterateSet, false), true
	case mapType:
		return in.collection(o, prefix(constructor, tag, "Map", size(sizeOf(o))), sizeOf(o), in.builtin.iterateMap, true), true
	}
	if webidl.BufferKind(in.iso, o) == webidl.TypedArray {
		n := length(o)
		p := prefix(constructor, tag, tag, size(n))
		s := shape{open: p + "[", close: "]", empty: p + "[]", array: true, skip: isIndex, numeric: true}
		if n > 0 {
			s.entries = func(int) []string { return in.typedArray(o, n) }
		}
		return s, true
	}
	return in.entries(o, constructor, tag)
}

// What the engine's sets and maps say they export to.
var (
	setType = reflect.TypeFor[[]any]()
	mapType = reflect.TypeFor[[][2]any]()
)

func length(o *goja.Object) int { return int(o.Get("length").ToInteger()) }
func sizeOf(o *goja.Object) int { return int(o.Get("size").ToInteger()) }

func (in *inspector) allNumbers(o *goja.Object, n int) bool {
	for i := range n {
		p, ok := in.lookup(o, in.rt.ToValue(i))
		if !ok || p.value == nil || !isNumber(p.value) {
			return false
		}
	}
	return true
}

func isNumber(v goja.Value) bool {
	if _, object := v.(*goja.Object); object || v.ExportType() == nil {
		return false
	}
	switch v.Export().(type) {
	case int64, float64:
		return true
	}
	return v.ExportType() == bigIntType
}

func remaining(n int) string { return fmt.Sprintf("... %d more item%s", n, plural(n)) }

// array shows elements, and runs of holes as one.
func (in *inspector) array(o *goja.Object, n, level int) []string {
	var output []string
	holes, i := 0, 0
	flush := func() {
		if holes > 0 {
			output = append(output, in.style(fmt.Sprintf("<%d empty item%s>", holes, plural(holes)), styleUndefined))
		}
		holes = 0
	}
	for ; i < n && len(output) < maxArrayLength; i++ {
		p, ok := in.lookup(o, in.rt.ToValue(i))
		if !ok {
			if holes++; holes > 1000 {
				// A huge array that is all holes: do not look at each of them.
				holes, i = n-i+holes-1, n
			}
			continue
		}
		if flush(); len(output) == maxArrayLength {
			break
		}
		output = append(output, in.propertyValue(p, level))
	}
	flush()
	if i < n {
		output = append(output, remaining(n-i))
	}
	return output
}

func (in *inspector) typedArray(o *goja.Object, n int) []string {
	var output []string
	for i := range min(n, maxArrayLength) {
		output = append(output, in.primitive(o.Get(itoa(i))))
	}
	if n > maxArrayLength {
		output = append(output, remaining(n-maxArrayLength))
	}
	return output
}

// collection is a Map, whose items show their keys, or a Set.
func (in *inspector) collection(o *goja.Object, p string, n int, each goja.Callable, keys bool) shape {
	s := shape{open: p + "{", close: "}", empty: p + "{}"}
	if n == 0 {
		return s
	}
	s.entries = func(level int) []string {
		var output []string
		_, err := each(o, in.rt.ToValue(func(call goja.FunctionCall) goja.Value {
			if len(output) == maxArrayLength {
				return goja.Undefined()
			}
			item := in.nested(call.Argument(0), level)
			if keys {
				item = in.nested(call.Argument(1), level) + " => " + item
			}
			output = append(output, item)
			return goja.Undefined()
		}))
		if err == nil && n > maxArrayLength {
			output = append(output, remaining(n-maxArrayLength))
		}
		return output
	}
	return s
}

// entries is the shape of the runtime's own lists of pairs: Headers, FormData, URLSearchParams.
func (in *inspector) entries(o *goja.Object, constructor, tag string) (shape, bool) {
	prototype, ok := in.listPrototype(o)
	if !ok {
		return shape{}, false
	}
	fn, ok := goja.AssertFunction(prototype.Get("entries"))
	if !ok {
		return shape{}, false
	}
	list, err := fn(o)
	if err != nil {
		return shape{}, false
	}
	var pairs [][2]goja.Value
	in.rt.ForOf(list, func(v goja.Value) bool {
		pair := v.ToObject(in.rt)
		pairs = append(pairs, [2]goja.Value{pair.Get("0"), pair.Get("1")})
		return true
	})
	class, _ := webidl.PrototypeOf(in.iso, prototype)
	p := prefix(constructor, tag, tag, "("+itoa(len(pairs))+")")
	s := shape{open: p + "{", close: "}", empty: p + "{}", known: true, record: "Object(" + itoa(len(pairs)) + ") {"}
	s.properties = append(in.properties(o, nil), in.extras(o, class)...)
	if len(pairs) > 0 {
		s.entries = func(level int) []string { return in.pairs(pairs, level) }
	}
	return s, true
}

func (in *inspector) listPrototype(o *goja.Object) (*goja.Object, bool) {
	for p := o.Prototype(); p != nil; p = p.Prototype() {
		if _, ok := webidl.PrototypeOf(in.iso, p); !ok {
			continue
		}
		if d, ok := in.lookup(p, in.rt.ToValue("entries")); ok && d.value != nil {
			return p, true
		}
	}
	return nil, false
}

func (in *inspector) pairs(pairs [][2]goja.Value, level int) []string {
	var output []string
	for i, pair := range pairs {
		if i == maxArrayLength {
			return append(output, remaining(len(pairs)-i))
		}
		output = append(output, in.nested(pair[0], level)+" => "+in.nested(pair[1], level))
	}
	return output
}

func (in *inspector) promise(o *goja.Object, level int) []string {
	p, ok := o.Export().(*goja.Promise)
	if !ok || p.State() == goja.PromiseStatePending {
		return []string{in.style("<pending>", styleSpecial)}
	}
	shown := in.nested(p.Result(), level)
	if p.State() == goja.PromiseStateRejected {
		shown = in.style("<rejected>", styleSpecial) + " " + shown
	}
	return []string{shown}
}

func (in *inspector) arrayBuffer(o *goja.Object) []string {
	data, _ := webidl.Bytes(in.iso, o)
	var b strings.Builder
	for i, c := range data[:min(len(data), maxArrayLength)] {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(hex.EncodeToString([]byte{c}))
	}
	if more := len(data) - maxArrayLength; more > 0 {
		fmt.Fprintf(&b, " ... %d more byte%s", more, plural(more))
	}
	return []string{
		in.style("[Uint8Contents]", styleSpecial) + ": <" + b.String() + ">",
		"byteLength: " + in.style(itoa(len(data)), styleNumber),
	}
}

// getters shows some inherited attributes.
func (in *inspector) getters(o *goja.Object, level int, names ...string) []string {
	var output []string
	for _, name := range names {
		output = append(output, name+": "+in.nested(o.Get(name), level))
	}
	return output
}

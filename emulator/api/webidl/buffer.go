package webidl

import (
	"maps"
	"reflect"
	"weak"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

var (
	bytesType       = reflect.TypeFor[[]byte]()
	arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()
	objectType      = reflect.TypeFor[map[string]any]()
)

var typedArrayBufferProgram = goja.MustCompile("devdo:typedarraybuffer.js",
	"Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'buffer').get", true)

var dataViewBufferProgram = goja.MustCompile("devdo:dataviewbuffer.js",
	"Object.getOwnPropertyDescriptor(DataView.prototype, 'buffer').get", true)

// Kind says what sort of buffer a value is.
type Kind int

// The kinds of buffers.
const (
	NotABuffer Kind = iota
	ArrayBuffer
	TypedArray
	DataView
)

// BufferKind says whether v is an ArrayBuffer, a typed array, a DataView or none of them.
func BufferKind(iso *isolate.Isolate, v goja.Value) Kind {
	o, ok := v.(*goja.Object)
	if !ok {
		return NotABuffer
	}
	t := o.ExportType()
	switch {
	case t == nil:
		return NotABuffer
	case t == arrayBufferType:
		return ArrayBuffer
	case t == bytesType || t.Kind() == reflect.Slice && isNumber(t.Elem().Kind()):
		return TypedArray
	case t == objectType:
		if _, err := builtins(iso).dataViewLength(o); err == nil {
			return DataView
		}
	}
	return NotABuffer
}

func isNumber(k reflect.Kind) bool {
	return k >= reflect.Int && k <= reflect.Float64
}

// Bytes are the bytes that an ArrayBuffer, a typed array or a DataView shows, shared with it
// and not copied; ok is false for every other value. A detached buffer has none.
func Bytes(iso *isolate.Isolate, v goja.Value) (data []byte, ok bool) {
	switch BufferKind(iso, v) {
	case NotABuffer:
		return nil, false
	case ArrayBuffer:
		buffer := v.Export().(goja.ArrayBuffer)
		if buffer.Detached() {
			return nil, true
		}
		return buffer.Bytes(), true
	}
	return viewBytes(iso, v), true
}

// viewBytes are the bytes of a view; none where its buffer is detached, which goja cannot export.
func viewBytes(iso *isolate.Isolate, v goja.Value) (data []byte) {
	if isDetached(iso, v) {
		return nil
	}
	if data, ok := v.Export().([]byte); ok {
		return data
	}
	if err := iso.Runtime().ExportTo(v, &data); err != nil {
		return nil
	}
	return data
}

// isDetached reports whether the buffer of a typed array or a DataView is detached.
func isDetached(iso *isolate.Isolate, v goja.Value) bool {
	in := builtins(iso)
	for _, buffer := range []goja.Callable{in.typedArrayBuffer, in.dataViewBuffer} {
		b, err := buffer(v)
		if err != nil {
			continue
		}
		ab, ok := b.Export().(goja.ArrayBuffer)
		return ok && ab.Detached()
	}
	return false
}

// NewArrayBuffer makes an ArrayBuffer over data, which belongs to it from then on.
func NewArrayBuffer(iso *isolate.Isolate, data []byte) goja.Value {
	return iso.Runtime().ToValue(iso.Runtime().NewArrayBuffer(data))
}

// NewUint8Array makes a Uint8Array over data, which belongs to it from then on.
func NewUint8Array(iso *isolate.Isolate, data []byte) *goja.Object {
	o, err := iso.Runtime().New(builtins(iso).uint8Array, NewArrayBuffer(iso, data))
	if err != nil {
		panic(err)
	}
	return o
}

type pinnedKey struct{}

// pinned are buffers; they do not live longer for it.
type pinned map[weak.Pointer[goja.Object]]bool

// Pin keeps JavaScript from detaching a buffer.
func Pin(iso *isolate.Isolate, buffer *goja.Object) {
	all, ok := iso.Value(pinnedKey{}).(pinned)
	if !ok {
		all = pinned{}
		iso.SetValue(pinnedKey{}, all)
	}
	if len(all) > 1000 {
		maps.DeleteFunc(all, func(p weak.Pointer[goja.Object], _ bool) bool { return p.Value() == nil })
	}
	all[weak.Make(buffer)] = true
}

// Pinned reports whether v is a buffer that JavaScript cannot detach.
func Pinned(iso *isolate.Isolate, v goja.Value) bool {
	all, _ := iso.Value(pinnedKey{}).(pinned)
	o, ok := v.(*goja.Object)
	return ok && len(all) > 0 && all[weak.Make(o)]
}

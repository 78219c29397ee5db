package lang

import (
	"reflect"
	"unsafe"
	"weak"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// resizing makes buffers of which the size can change, which the engine has not. A buffer is made
// as large as it may become, and what the engine notes of the sizes of it and of its views is
// changed; the bytes stay where they are, so nothing that still looks at them can go wrong. Where
// the engine does not keep its notes in the form that is known here, resizable buffers are absent,
// as feature detection expects.
type resizing struct{ iso *isolate.Isolate }

// resizable is the buffer's own part; it lives as long as the buffer.
type resizable struct {
	max   int
	views []*bufferView
}

// bufferView is a typed array or a DataView of a resizable buffer.
type bufferView struct {
	object weak.Pointer[goja.Object]
	// offset and length are in bytes; length is -1 for a view that follows the buffer's end.
	offset, length, element int
}

// note finds what the engine notes of an object under a name, as a T.
func note[T any](o *goja.Object, name string) *T {
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	if !self.IsValid() || self.Kind() != reflect.Interface || self.IsNil() {
		return nil
	}
	kept := self.Elem()
	if kept.Kind() != reflect.Pointer || kept.Elem().Kind() != reflect.Struct {
		return nil
	}
	field := kept.Elem().FieldByName(name)
	if !field.IsValid() || field.Type() != reflect.TypeFor[T]() {
		return nil
	}
	return (*T)(unsafe.Pointer(field.UnsafeAddr()))
}

// possible reports whether the engine's notes are as they are known here.
func (r resizing) possible() bool {
	rt := r.iso.Runtime()
	buffer := rt.ToValue(rt.NewArrayBuffer(make([]byte, 8))).(*goja.Object)
	array, err := rt.New(rt.Get("Uint8Array"), buffer)
	if err != nil {
		return false
	}
	dataView, err := rt.New(rt.Get("DataView"), buffer)
	if err != nil {
		return false
	}
	data, length, offset := note[[]byte](buffer, "data"), note[int](array, "length"), note[int](array, "offset")
	return data != nil && len(*data) == 8 && length != nil && *length == 8 && offset != nil && note[int](dataView, "byteLen") != nil
}

// functions serve resizable.js.
func (r resizing) functions() map[string]func(goja.FunctionCall) goja.Value {
	rt := r.iso.Runtime()
	of := func(call goja.FunctionCall) *resizable { return call.Argument(0).Export().(*resizable) }
	integer := func(call goja.FunctionCall, n int) int { return int(call.Argument(n).ToInteger()) }
	return map[string]func(goja.FunctionCall) goja.Value{
		"possible": func(goja.FunctionCall) goja.Value { return rt.ToValue(r.possible()) },
		// make(buffer, length) shows no more than length bytes of a new buffer.
		"make": func(call goja.FunctionCall) goja.Value {
			data := note[[]byte](call.Argument(0).(*goja.Object), "data")
			made := &resizable{max: len(*data)}
			*data = (*data)[:integer(call, 1)]
			return rt.ToValue(made)
		},
		"max": func(call goja.FunctionCall) goja.Value { return rt.ToValue(of(call).max) },
		// track(state, view, offset, length, size of an element)
		"track": func(call goja.FunctionCall) goja.Value {
			state := of(call)
			state.views = append(state.views, &bufferView{
				weak.Make(call.Argument(1).(*goja.Object)), integer(call, 2), integer(call, 3), integer(call, 4),
			})
			return goja.Undefined()
		},
		// resize(state, buffer, length)
		"resize": func(call goja.FunctionCall) goja.Value {
			of(call).resize(call.Argument(1).(*goja.Object), integer(call, 2))
			return goja.Undefined()
		},
	}
}

// resize changes the buffer's length. Bytes that it gains are zero.
func (s *resizable) resize(buffer *goja.Object, length int) {
	data := note[[]byte](buffer, "data")
	old := len(*data)
	*data = (*data)[:length]
	if length < old {
		clear((*data)[length:old])
	}
	kept := s.views[:0]
	for _, v := range s.views {
		if o := v.object.Value(); o != nil {
			v.fit(o, length)
			kept = append(kept, v)
		}
	}
	clear(s.views[len(kept):])
	s.views = kept
}

// fit gives the view the length that it has in a buffer of this size: none, where it is beyond it.
func (v *bufferView) fit(o *goja.Object, size int) {
	length := v.length
	if length < 0 {
		length = (size - v.offset) / v.element * v.element
	}
	if v.offset > size || v.offset+length > size {
		length = 0
	}
	if n := note[int](o, "byteLen"); n != nil {
		*n = length
		return
	}
	*note[int](o, "length") = length / v.element
}

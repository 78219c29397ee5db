package clone

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

func (r *Reader) denseArray() goja.Value {
	length := r.Uint32()
	if uint64(length) > uint64(r.Remaining()) {
		r.Fail("array of %d elements in %d bytes", length, r.Remaining())
		return goja.Undefined()
	}
	id := r.reserve()
	r.objects[id].array = true
	elements := make([]any, length)
	holes := false
	for k := range elements {
		if r.Take(wire.TagHole) {
			holes = true
			continue
		}
		v := r.value()
		if r.Err() != nil {
			return goja.Undefined()
		}
		if r.Version() < 11 && goja.IsUndefined(v) {
			holes = true
			continue
		}
		elements[k] = v
	}
	array := r.newArray(id, elements, holes)
	n := r.properties(array, wire.TagEndDenseArray)
	r.Count(n)
	r.Count(int(length))
	return array
}

// newArray makes the array, or fills the one that was needed before.
func (r *Reader) newArray(id int, elements []any, holes bool) *goja.Object {
	array := r.objects[id].object
	if array == nil && !holes {
		array = r.c.rt.NewArray(elements...)
		r.objects[id].object = array
		return array
	}
	if array == nil {
		array = r.c.rt.NewArray()
		r.objects[id].object = array
	}
	for k, v := range elements {
		if v != nil {
			r.set(array, strconv.Itoa(k), v.(goja.Value))
		}
	}
	r.setLength(array, uint32(len(elements)))
	return array
}

func (r *Reader) setLength(array *goja.Object, length uint32) {
	if err := array.Set("length", length); err != nil {
		r.Abort(err)
	}
}

func (r *Reader) sparseArray() goja.Value {
	length := r.Uint32()
	array := r.add(r.c.rt.NewArray())
	r.setLength(array, length)
	n := r.properties(array, wire.TagEndSparseArray)
	r.Count(n)
	if got := array.Get("length").ToInteger(); r.Err() == nil && got != int64(length) {
		r.Fail("array of length %d has length %d", length, got)
	}
	if end := r.Uint32(); r.Err() == nil && end != length {
		r.Fail("array of length %d ends with length %d", length, end)
	}
	return array
}

package clone

import (
	"encoding/binary"
	"math"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// buffer reads an ArrayBuffer. The bytes are copied: goja shares what it is given.
func (r *Reader) buffer(t wire.Tag) goja.Value {
	id := r.reserve()
	length := r.Uint32()
	if t == wire.TagTransferBuffer {
		return r.transferred(id, length)
	}
	if t == wire.TagResizableBuffer {
		if maximum := r.Uint32(); length > maximum {
			r.Fail("resizable buffer longer than its maximum")
		}
	}
	raw := r.Raw(length)
	if r.Err() != nil {
		return goja.Undefined()
	}
	return r.newBuffer(id, r.c.rt.NewArrayBuffer(append([]byte{}, raw...)))
}

func (r *Reader) newBuffer(id int, b goja.ArrayBuffer) goja.Value {
	o := r.c.rt.ToValue(b).(*goja.Object)
	r.objects[id].object = o
	return o
}

func (r *Reader) transferred(id int, number uint32) goja.Value {
	if uint64(number) >= uint64(len(r.transfers)) {
		r.Fail("unknown transferred buffer %d", number)
		return goja.Undefined()
	}
	return r.newBuffer(id, r.transfers[number])
}

// view reads a view on the buffer that was read just before.
func (r *Reader) view(o *goja.Object) goja.Value {
	if r.c.types.kindOf(o) != kindBuffer {
		r.Fail("view on something that is no buffer")
		return goja.Undefined()
	}
	data := o.Export().(goja.ArrayBuffer).Bytes()
	h := r.View(len(data))
	id := r.reserve()
	if r.Err() != nil {
		return goja.Undefined()
	}
	size := h.Type.ElementSize()
	if h.LengthTracking {
		h.Length = (uint32(len(data)) - h.Offset) / size * size
	}
	class := r.c.newView[h.Type]
	if class == nil {
		return r.halfFloats(id, data[h.Offset:h.Offset+h.Length])
	}
	rt := r.c.rt
	return r.make(id, class, o, rt.ToValue(h.Offset), rt.ToValue(h.Length/size))
}

// halfFloats makes a Float32Array of half-precision floats.
//
// Unlike workerd, it shares no buffer with other views and loses its class: this engine has no
// Float16Array.
func (r *Reader) halfFloats(id int, data []byte) goja.Value {
	wide := make([]byte, 0, 2*len(data))
	for k := 0; k+1 < len(data); k += 2 {
		f := float32(wire.Float16(binary.LittleEndian.Uint16(data[k:])))
		wide = binary.LittleEndian.AppendUint32(wide, math.Float32bits(f))
	}
	return r.make(id, r.c.newView[wire.Float32Array], r.c.rt.ToValue(r.c.rt.NewArrayBuffer(wide)))
}

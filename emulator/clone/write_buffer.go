package clone

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

func (w *Writer) buffer(o *goja.Object) error {
	if id := slices.Index(w.transfers, o); id >= 0 {
		w.Tag(wire.TagTransferBuffer)
		w.Uint32(uint32(id))
		return nil
	}
	buffer := o.Export().(goja.ArrayBuffer)
	if buffer.Detached() {
		return w.Throw(dataCloneError, msgDetached)
	}
	w.Tag(wire.TagArrayBuffer)
	w.LengthPrefixed(buffer.Bytes())
	return nil
}

// bufferOf is the buffer of a view.
func (c *Codec) bufferOf(view *goja.Object, k kind) *goja.Object {
	get := c.viewBuffer
	if k == kindDataView {
		get = c.dataViewBuffer
	}
	return get(goja.FunctionCall{This: view}).(*goja.Object)
}

// view writes a view; its buffer was written just before.
func (w *Writer) view(o *goja.Object, k kind) error {
	this := goja.FunctionCall{This: o}
	h := wire.ViewHeader{Type: wire.DataView}
	// The getters of a DataView throw if it is detached, which only a transfer can leave it here.
	if k == kindDataView {
		h.Offset, h.Length = uint32(w.c.dataViewOffset(this).ToInteger()), uint32(w.c.dataViewLength(this).ToInteger())
		w.View(h)
		return nil
	}
	h.Type, _ = wire.ViewTypeOf(w.c.viewClass(this).String())
	h.Offset, h.Length = uint32(w.c.viewOffset(this).ToInteger()), uint32(w.c.viewLength(this).ToInteger())
	w.View(h)
	return nil
}

// transferList checks what structuredClone is to move.
func (c *Codec) transferList(list []goja.Value, opts Options) ([]*goja.Object, error) {
	var buffers []*goja.Object
	for _, v := range list {
		buffer, err := c.transferable(v, opts)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(buffers, buffer) {
			buffers = append(buffers, buffer)
		}
	}
	return buffers, nil
}

func (c *Codec) transferable(v goja.Value, opts Options) (buffer *goja.Object, err error) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, c.throw(opts, "TypeError", msgTransferable)
	}
	switch k := c.types.kindOf(o); k {
	case kindBuffer:
		return o, nil
	case kindTyped, kindDataView:
		if ex := c.rt.Try(func() { buffer = c.bufferOf(o, k) }); ex != nil {
			return nil, ex
		}
		return buffer, nil
	}
	return nil, c.throw(opts, "TypeError", msgTransferable)
}

// detach takes the memory of buffers away from them and gives it to new ones.
func (c *Codec) detach(buffers []*goja.Object) []goja.ArrayBuffer {
	moved := make([]goja.ArrayBuffer, len(buffers))
	for k, o := range buffers {
		old := o.Export().(goja.ArrayBuffer)
		moved[k] = c.rt.NewArrayBuffer(old.Bytes())
		old.Detach()
	}
	return moved
}

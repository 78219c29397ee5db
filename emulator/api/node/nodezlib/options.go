package nodezlib

import (
	"fmt"
	"strconv"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// options reads the fields of an options object, as far as they are there.
type options struct {
	i      *isolate.Isolate
	object *goja.Object
}

func (o options) field(name string) (goja.Value, bool) {
	v := o.object.Get(name)
	return v, v != nil && !goja.IsUndefined(v)
}

func (o options) int(name string, standard int) int {
	if v, ok := o.field(name); ok {
		return int(webidl.Int32(o.i, v))
	}
	return standard
}

func (o options) unsigned(name string, standard int) int {
	if v, ok := o.field(name); ok {
		return int(webidl.Uint32(o.i, v))
	}
	return standard
}

func (o options) bytes(name string) []byte {
	v, ok := o.field(name)
	if !ok {
		return nil
	}
	data, ok := webidl.Bytes(o.i, v)
	if !ok {
		o.i.TypeError(webidl.MsgField("Options", name, "ArrayBuffer or ArrayBufferView"))
	}
	return append([]byte(nil), data...)
}

// params calls set with each of the numbered parameters.
func (o options) params(set func(key, value int) *failure) {
	v, ok := o.field("params")
	if !ok {
		return
	}
	object, ok := v.(*goja.Object)
	if !ok {
		o.i.TypeError(webidl.MsgField("Options", "params", "object"))
	}
	for _, name := range object.Keys() {
		value := int(webidl.Int32(o.i, object.Get(name)))
		key, err := strconv.Atoi(name)
		if err != nil {
			key = -1
		}
		if f := set(key, value); f != nil {
			o.i.Throw("Error", f.message)
		}
	}
}

// inRange throws where a value is not between two.
func (o options) inRange(name string, value, low, high int) int {
	o.inRangeOf(name, value, low, high, value)
	return value
}

func (o options) inRangeOf(name string, value, low, high, shown int) {
	if value < low || value > high {
		o.i.Throw("RangeError", fmt.Sprintf("The value of \"options.%s\" is out of range. It must be >= %d and <= %d. Received %d", name, low, high, shown))
	}
}

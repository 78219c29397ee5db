package clone

import "github.com/dop251/goja"

// Map is a JavaScript Map that Go fills, whatever user code has done to Map.prototype.
type Map struct {
	Object *goja.Object
	c      *Codec
}

// NewMap makes an empty Map; within Runtime.Try, as Set.
func (c *Codec) NewMap() Map {
	o, err := c.rt.New(c.newMap)
	if err != nil {
		panic(err)
	}
	return Map{o, c}
}

// Set adds an entry.
func (m Map) Set(key string, v goja.Value) {
	m.c.mapSet(goja.FunctionCall{This: m.Object, Arguments: []goja.Value{m.c.rt.ToValue(key), v}})
}

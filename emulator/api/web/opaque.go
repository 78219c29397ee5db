package web

import "github.com/dop251/goja"

// opaque makes a Go value something that JavaScript can hold and hand back but not look into.
// As a goja.DynamicObject it is the cheapest object to make.
type opaque struct{}

func (opaque) Get(string) goja.Value       { return nil }
func (opaque) Set(string, goja.Value) bool { return false }
func (opaque) Has(string) bool             { return false }
func (opaque) Delete(string) bool          { return false }
func (opaque) Keys() []string              { return nil }

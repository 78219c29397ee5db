package clone

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

//go:embed intrinsics.js
var intrinsicsSource string

var intrinsicsProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("devdo:clone.js", intrinsicsSource, true)
})

// native is a function without the wrapping that Callable adds: exceptions are panics, and no
// microtask runs. It may be called only inside Runtime.Try.
type native = func(goja.FunctionCall) goja.Value

// intrinsics are built-ins as they were before user code could change them.
type intrinsics struct {
	objectPrototype *goja.Object
	objectToString  goja.Value
	global          *goja.Object

	apply, functionToString, ownKeys, getOwnPropertyDescriptor, reflectGet, define native

	mapForEach, mapSet, setForEach, setAdd         native
	stringValueOf                                  native
	viewClass, viewBuffer, viewOffset, viewLength  native
	dataViewBuffer, dataViewOffset, dataViewLength native
	regExpSource                                   native
	regExpFlags                                    map[byte]native
	newMap, newSet, newDate, newRegExp, newNumber  *goja.Object
	newString, newBoolean, newObject               *goja.Object
	newError                                       map[wire.ErrorKind]*goja.Object
	errorPrototypes                                map[*goja.Object]bool
	newView                                        map[wire.ViewType]*goja.Object
	capturer                                       goja.Value
}

// capture reads the built-ins.
func (c *Codec) capture() error {
	v, err := c.rt.RunProgram(intrinsicsProgram())
	if err != nil {
		return err
	}
	from := v.ToObject(c.rt)
	c.global = c.rt.GlobalObject()
	c.objectPrototype = object(from, "objectPrototype")
	c.objectToString = from.Get("objectToString")
	for name, fn := range map[string]*native{
		"apply": &c.apply, "functionToString": &c.functionToString, "ownKeys": &c.ownKeys,
		"getOwnPropertyDescriptor": &c.getOwnPropertyDescriptor, "reflectGet": &c.reflectGet, "define": &c.define,
		"mapForEach": &c.mapForEach, "mapSet": &c.mapSet,
		"setForEach": &c.setForEach, "setAdd": &c.setAdd, "stringValueOf": &c.stringValueOf,
		"viewClass": &c.viewClass, "viewBuffer": &c.viewBuffer,
		"viewOffset": &c.viewOffset, "viewLength": &c.viewLength,
		"dataViewBuffer": &c.dataViewBuffer, "dataViewOffset": &c.dataViewOffset,
		"dataViewLength": &c.dataViewLength, "regExpSource": &c.regExpSource,
	} {
		if *fn = function(from.Get(name)); *fn == nil {
			return fmt.Errorf("%s is no function", name)
		}
	}
	for name, ctor := range map[string]**goja.Object{
		"Map": &c.newMap, "Set": &c.newSet, "Date": &c.newDate, "RegExp": &c.newRegExp,
		"Number": &c.newNumber, "String": &c.newString, "Boolean": &c.newBoolean, "Object": &c.newObject,
	} {
		*ctor = object(from, name)
	}
	c.captureClasses(from)
	c.capturer = c.rt.ToValue(func(call goja.FunctionCall) goja.Value {
		c.captured = call.Arguments
		return goja.Undefined()
	})
	return nil
}

// captureClasses reads families of classes, whose members an engine may lack.
func (c *Codec) captureClasses(from *goja.Object) {
	flags := object(from, "regExpFlags")
	c.regExpFlags = map[byte]native{}
	for _, letter := range flags.Keys() {
		if get := function(flags.Get(letter)); get != nil {
			c.regExpFlags[letter[0]] = get
		}
	}
	views := object(from, "views")
	c.newView = map[wire.ViewType]*goja.Object{}
	for _, name := range views.Keys() {
		if t, ok := wire.ViewTypeOf(name); ok {
			c.newView[t] = object(views, name)
		}
	}
	errors := object(from, "errors")
	c.newError = map[wire.ErrorKind]*goja.Object{}
	c.errorPrototypes = map[*goja.Object]bool{}
	for _, name := range errors.Keys() {
		class := object(errors, name)
		c.newError[wire.ErrorKindOf(name)] = class
		c.errorPrototypes[object(class, "prototype")] = true
	}
}

func object(from *goja.Object, name string) *goja.Object {
	o, _ := from.Get(name).(*goja.Object)
	return o
}

func function(v goja.Value) native {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	fn, _ := o.Export().(native)
	return fn
}

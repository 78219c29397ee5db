package console

import (
	"reflect"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/emulator/isolate"
)

// The limits of what is shown, those of node and workerd.
const (
	defaultDepth    = 2
	maxArrayLength  = 100
	maxStringLength = 10000
	breakLength     = 80
	// compact is how many inner levels may share a line.
	compact = 3
)

// Unlimited is the depth that shows everything.
const Unlimited = 1 << 30

// Options say how Inspect shows a value. Depth is how many levels of objects to open.
type Options struct {
	Depth  int
	Colors bool
	// Raw leaves inspection methods of objects alone.
	Raw bool
}

// Inspect shows a value as console.log does; loop only. It never throws.
func Inspect(iso *isolate.Isolate, v goja.Value, o Options) string {
	in := newInspector(iso, o)
	text := "[unprintable value]"
	if ex := iso.Runtime().Try(func() { text = in.value(v, 0) }); ex != nil {
		return "[unprintable value]"
	}
	return text
}

// inspector is one inspection. The rules are those of node's util.inspect, which workerd uses.
type inspector struct {
	Options
	iso     *isolate.Isolate
	rt      *goja.Runtime
	builtin *builtins

	indent   int // of the line being made
	deepest  int // level of the innermost object opened last
	seen     []*goja.Object
	circular map[*goja.Object]int
}

func newInspector(iso *isolate.Isolate, o Options) *inspector {
	return &inspector{Options: o, iso: iso, rt: iso.Runtime(), builtin: builtinsOf(iso)}
}

// builtins are functions of the language as they were before user code could replace them.
type builtins struct {
	descriptor, iterateMap, iterateSet, functionText, regexpText, dateText, symbolValue goja.Callable
	custom                                                                              *goja.Symbol
}

type builtinsKey struct{}

func builtinsOf(iso *isolate.Isolate) *builtins {
	if b, ok := iso.Value(builtinsKey{}).(*builtins); ok {
		return b
	}
	v, err := iso.Runtime().RunProgram(builtinsProgram)
	if err != nil {
		panic(err)
	}
	o := v.ToObject(iso.Runtime())
	b := &builtins{custom: o.Get("custom").(*goja.Symbol)}
	for name, fn := range map[string]*goja.Callable{
		"descriptor": &b.descriptor, "map": &b.iterateMap, "set": &b.iterateSet,
		"fn": &b.functionText, "regexp": &b.regexpText, "date": &b.dateText, "symbol": &b.symbolValue,
	} {
		*fn, _ = goja.AssertFunction(o.Get(name))
	}
	iso.SetValue(builtinsKey{}, b)
	return b
}

var builtinsProgram = goja.MustCompile("devdo:inspect.js", `({
  descriptor: Object.getOwnPropertyDescriptor, map: Map.prototype.forEach, set: Set.prototype.forEach,
  fn: Function.prototype.toString, regexp: RegExp.prototype.toString, date: Date.prototype.toISOString,
  symbol: Symbol.prototype.valueOf,
  custom: Symbol.for("nodejs.util.inspect.custom"),
})`, true)

var proxyType = reflect.TypeFor[goja.Proxy]()

// value shows any value; level counts the objects around it.
func (in *inspector) value(v goja.Value, level int) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return in.primitive(v)
	}
	if class, ok := webidl.Class(in.iso, o); ok {
		return in.object(class, level)
	}
	if o.ExportType() == proxyType {
		return in.proxy(o, level)
	}
	if !in.Raw {
		if text, ok := in.customText(o, level); ok {
			return text
		}
	}
	if in.isOpen(o) {
		return in.style("[Circular *"+itoa(in.reference(o))+"]", styleSpecial)
	}
	return in.object(o, level)
}

// proxy shows what is behind a proxy without asking its traps.
func (in *inspector) proxy(o *goja.Object, level int) string {
	target := o.Export().(goja.Proxy).Target()
	if target == nil {
		return in.style("<Revoked Proxy>", styleSpecial)
	}
	return "Proxy(" + in.value(target, level) + ")"
}

// customText is what an object's own inspection method says.
func (in *inspector) customText(o *goja.Object, level int) (string, bool) {
	fn, ok := goja.AssertFunction(o.GetSymbol(in.builtin.custom))
	if !ok {
		return "", false
	}
	options := in.rt.NewObject()
	_ = options.Set("depth", in.Depth-level)
	_ = options.Set("colors", in.Colors)
	_ = options.Set("stylize", func(call goja.FunctionCall) goja.Value { return call.Argument(0) })
	again := func(call goja.FunctionCall) goja.Value { return inspectFunction(in.iso, call) }
	v := isolate.Must(fn(o, in.rt.ToValue(in.Depth-level), options, in.rt.ToValue(again)))
	if v.SameAs(o) {
		return "", false
	}
	if v.ExportType() != nil && v.ExportType().Kind() == reflect.String {
		return in.indented(v.String()), true
	}
	return in.value(v, level), true
}

func (in *inspector) isOpen(o *goja.Object) bool {
	for _, s := range in.seen {
		if s == o {
			return true
		}
	}
	return false
}

// reference is the number of an object that contains itself.
func (in *inspector) reference(o *goja.Object) int {
	if in.circular == nil {
		in.circular = map[*goja.Object]int{}
	}
	if in.circular[o] == 0 {
		in.circular[o] = len(in.circular) + 1
	}
	return in.circular[o]
}

// nested shows v inside of what is shown now.
func (in *inspector) nested(v goja.Value, level int) string {
	in.indent += 2
	defer func() { in.indent -= 2 }()
	return in.value(v, level)
}

package console

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// Format shows the arguments of console.log: a format string and what it asks for, then the
// rest, with spaces between; loop only. It never throws.
func Format(iso *isolate.Isolate, args []goja.Value, o Options) string {
	var parts []string
	if len(args) > 1 && isString(args[0]) {
		f := formatter{iso: iso, options: o, args: args[1:]}
		parts = append(parts, f.run(args[0].String()))
		args = f.args
	}
	for _, v := range args {
		if isString(v) {
			parts = append(parts, v.String())
			continue
		}
		parts = append(parts, Inspect(iso, v, o))
	}
	return strings.Join(parts, " ")
}

func isString(v goja.Value) bool {
	_, ok := v.(goja.String)
	return ok
}

// formatter takes the arguments that a format string asks for from the front of args.
type formatter struct {
	iso     *isolate.Isolate
	options Options
	args    []goja.Value
}

func (f *formatter) run(format string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 || i+1 == len(format) {
			b.WriteString(format)
			return b.String()
		}
		b.WriteString(format[:i])
		directive := format[i : i+2]
		format = format[i+2:]
		switch {
		case directive == "%%":
			b.WriteByte('%')
		case len(f.args) > 0 && strings.Contains("sdifjoOc", directive[1:]):
			v := f.args[0]
			f.args = f.args[1:]
			b.WriteString(f.directive(directive[1], v))
		default:
			b.WriteByte('%')
			format = directive[1:] + format
		}
	}
}

func (f *formatter) directive(directive byte, v goja.Value) string {
	o := f.options
	switch directive {
	case 's':
		return f.text(v)
	case 'd':
		return f.number(v, "Number")
	case 'i':
		return f.number(v, "parseInt")
	case 'f':
		return f.number(v, "parseFloat")
	case 'j':
		return f.json(v)
	case 'o':
		o.Depth = 4
		return Inspect(f.iso, v, o)
	case 'O':
		return Inspect(f.iso, v, o)
	}
	return "" // %c is for browsers
}

// text is %s: the value as a string where it says itself how that is.
func (f *formatter) text(v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		if isString(v) {
			return v.String()
		}
		return Inspect(f.iso, v, Options{})
	}
	if _, function := goja.AssertFunction(o); !function && !f.hasToString(o) {
		return Inspect(f.iso, v, Options{Depth: 0})
	}
	text := ""
	if ex := f.iso.Runtime().Try(func() { text = o.String() }); ex != nil {
		return Inspect(f.iso, v, Options{Depth: 0})
	}
	return text
}

// hasToString reports whether an object has a toString that is not one of the language's, which
// say less than Inspect does.
func (f *formatter) hasToString(o *goja.Object) bool {
	in := newInspector(f.iso, Options{})
	key := f.iso.Runtime().ToValue("toString")
	for p := o; p != nil; p = p.Prototype() {
		d, ok := in.lookup(p, key)
		if !ok {
			continue
		}
		fn, ok := d.value.(*goja.Object)
		if !ok {
			return false
		}
		source, err := in.builtin.functionText(fn)
		return err == nil && !strings.Contains(source.String(), "[native code]")
	}
	return false
}

func (f *formatter) number(v goja.Value, with string) string {
	if _, ok := v.(*goja.Symbol); ok {
		return "NaN"
	}
	if _, object := v.(*goja.Object); !object && v.ExportType() == bigIntType {
		return v.String() + "n"
	}
	text := "NaN"
	_ = f.iso.Runtime().Try(func() {
		convert, _ := goja.AssertFunction(f.iso.Runtime().Get(with))
		text = numberText(isolate.Must(convert(goja.Undefined(), v)))
	})
	return text
}

func (f *formatter) json(v goja.Value) string {
	text := "undefined"
	ex := f.iso.Runtime().Try(func() {
		o := f.iso.Runtime().Get("JSON").ToObject(f.iso.Runtime())
		stringify, _ := goja.AssertFunction(o.Get("stringify"))
		text = isolate.Must(stringify(goja.Undefined(), v)).String()
	})
	if ex != nil {
		return "[Circular]"
	}
	return text
}

package wire

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Limits bound what Format writes; zero means no limit.
type Limits struct {
	Depth int // containers within containers
	Items int // members of one container, elements of one buffer
	Text  int // bytes of one string
}

// Short are limits that keep most values to a line or a few.
var Short = Limits{Depth: 4, Items: 100, Text: 200}

// maxFormat bounds the whole output: a few bytes of references can stand for a value of any size.
const maxFormat = 16 << 20

// Format writes a value for people, on one line, much as Node's util.inspect does.
func Format(v Value, limits Limits) string {
	f := &formatter{limits: limits, open: map[Value]bool{}, circular: map[Value]int{}}
	f.findCircles(v, map[Value]bool{})
	f.value(v)
	return f.out.String()
}

type formatter struct {
	limits   Limits
	out      strings.Builder
	depth    int
	open     map[Value]bool // being written
	circular map[Value]int  // referred to from within, and their numbers
}

// findCircles numbers the objects that contain themselves.
func (f *formatter) findCircles(v Value, done map[Value]bool) {
	if f.open[v] {
		if f.circular[v] == 0 {
			f.circular[v] = len(f.circular) + 1
		}
		return
	}
	if !isContainer(v) || done[v] {
		return
	}
	done[v] = true
	f.open[v] = true
	forEachChild(v, func(child Value) { f.findCircles(child, done) })
	delete(f.open, v)
}

func isContainer(v Value) bool {
	switch v.(type) {
	case *Object, *Array, *Map, *Set, *ErrorObject, *Request, *Response:
		return true
	}
	return false
}

func forEachChild(v Value, visit func(Value)) {
	switch v := v.(type) {
	case *Object:
		visitProperties(v.Properties, visit)
	case *Array:
		for _, e := range v.Elements {
			visit(e.Value)
		}
		visitProperties(v.Properties, visit)
	case *Map:
		for _, e := range v.Entries {
			visit(e.Key)
			visit(e.Value)
		}
	case *Set:
		for _, item := range v.Items {
			visit(item)
		}
	case *ErrorObject:
		if v.Name != nil {
			visit(v.Name)
		}
		if v.Message != nil {
			visit(v.Message)
		}
		visitProperties(v.Properties, visit)
	case *Request:
		visit(v.Init)
	case *Response:
		visit(v.Body)
		visit(v.Init)
	}
}

func visitProperties(list []Property, visit func(Value)) {
	for _, p := range list {
		visit(p.Value)
	}
}

func (f *formatter) print(s string)                 { f.out.WriteString(s) }
func (f *formatter) printf(format string, a ...any) { fmt.Fprintf(&f.out, format, a...) }

func (f *formatter) value(v Value) {
	if f.out.Len() > maxFormat {
		f.print("…")
		return
	}
	switch v := v.(type) {
	case Undefined:
		f.print("undefined")
	case Null:
		f.print("null")
	case Bool:
		f.print(strconv.FormatBool(bool(v)))
	case Number:
		f.print(formatNumber(float64(v)))
	case BigInt:
		f.print(v.Int.String() + "n")
	case String:
		f.text(string(v))
	default:
		f.object(v)
	}
}

func formatNumber(n float64) string {
	if n == 0 && math.Signbit(n) {
		return "-0"
	}
	return NumberString(n)
}

func (f *formatter) object(v Value) {
	number := f.circular[v]
	if f.open[v] {
		f.printf("[Circular *%d]", number)
		return
	}
	if f.limits.Depth > 0 && f.depth >= f.limits.Depth && isContainer(v) {
		f.printf("[%s]", className(v))
		return
	}
	if number > 0 {
		f.printf("<ref *%d> ", number)
	}
	f.open[v] = true
	f.depth++
	f.body(v)
	f.depth--
	delete(f.open, v)
}

func className(v Value) string {
	if e, ok := v.(*ErrorObject); ok {
		return e.ClassName()
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", v), "*wire.")
}

func (f *formatter) body(v Value) {
	switch v := v.(type) {
	case *Object:
		f.properties(v.Properties)
	case *Array:
		f.array(v)
	case *Date:
		f.print(formatDate(v.Milliseconds))
	case *Map:
		f.printf("Map(%d) ", len(v.Entries))
		f.list('{', '}', len(v.Entries), func(k int) {
			f.value(v.Entries[k].Key)
			f.print(" => ")
			f.value(v.Entries[k].Value)
		})
	case *Set:
		f.printf("Set(%d) ", len(v.Items))
		f.list('{', '}', len(v.Items), func(k int) { f.value(v.Items[k]) })
	case *RegExp:
		f.printf("/%s/%s", v.Source, Flags(v.Bits))
	case *Boxed:
		f.boxed(v)
	case *ArrayBuffer:
		f.printf("ArrayBuffer(%d) ", len(v.Data))
		f.hex(v.Data)
	case *View:
		f.view(v)
	default:
		f.platform(v)
	}
}

func (f *formatter) platform(v Value) {
	switch v := v.(type) {
	case *ErrorObject:
		f.error(v)
	case *Headers:
		f.print("Headers ")
		f.list('{', '}', len(v.Fields), func(k int) {
			f.printf("%s: ", formatKey(v.Fields[k].Name))
			f.text(v.Fields[k].Value)
		})
	case *Request:
		f.printf("Request %s ", Quote(v.URL))
		f.value(v.Init)
	case *Response:
		f.print("Response ")
		if v.Body != (Null{}) {
			f.value(v.Body)
			f.print(" ")
		}
		f.value(v.Init)
	case *DOMException:
		f.printf("[%s: %s]", v.Name, v.Message)
	case *Blob:
		f.printf("Blob(%d) ", len(v.Data))
		if v.Type != "" {
			f.print(Quote(v.Type) + " ")
		}
		f.hex(v.Data)
	}
}

package rewrite

import (
	"reflect"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/dop251/goja"
)

const (
	// minAppend is the length from which strings are built in buffers: shorter ones are copied
	// faster than found.
	minAppend = 512
	// buffers is how many strings can be in the making at a time.
	buffers = 4
	// maxString is the most bytes of a string: what is longer is on its way to the end of memory,
	// of which a Worker has 128 MB.
	maxString = 1 << 28
)

// Appender adds strings for the code that Appends makes. It belongs to one runtime.
//
// A string that was made here is a view of a buffer, and as long as it is all of what the buffer
// holds, adding to it writes behind it: what a view shows never changes. Views of ASCII buffers
// are parts of one string that the engine has scanned; others the engine scans when something
// looks into them.
type Appender struct {
	rt                     *goja.Runtime
	add                    goja.Callable
	ascii, imported, units reflect.Type
	buffers                [buffers]buffer
	next, max              int
}

type buffer struct {
	data []byte
	// whole is a string of all the buffer's capacity, where the buffer is ASCII.
	whole goja.String
}

var addProgram = goja.MustCompile("devdo:append.js", "(a, b) => a + b", true)

// NewAppender makes an Appender; loop only.
func NewAppender(rt *goja.Runtime) *Appender {
	v, err := rt.RunProgram(addProgram)
	if err != nil {
		panic(err)
	}
	a := &Appender{
		rt:       rt,
		max:      maxString,
		ascii:    reflect.TypeOf(rt.ToValue("a")),
		imported: reflect.TypeOf(rt.ToValue(strings.Repeat("a", 64))),
		units:    reflect.TypeOf(goja.StringFromUTF16([]uint16{0x2603})),
	}
	a.add, _ = goja.AssertFunction(v)
	return a
}

// Append is `a + b`, for call.Arguments a and b.
func (a *Appender) Append(call goja.FunctionCall) goja.Value {
	left, right := call.Arguments[0], call.Arguments[1]
	kind := reflect.TypeOf(left)
	if kind == a.ascii || kind == a.imported || kind == a.units {
		if text, ok := a.text(right); ok {
			if v, ok := a.append(left.(goja.String), kind, text); ok {
				return v
			}
		}
	}
	v, err := a.add(goja.Undefined(), left, right)
	if err != nil {
		panic(err)
	}
	return v
}

// text is a primitive value as a string; ok is false for what the engine has to convert, or
// what UTF-8 cannot hold.
func (a *Appender) text(v goja.Value) (text string, ok bool) {
	switch v.(type) {
	case *goja.Object, *goja.Symbol:
		return "", false
	}
	text = v.String()
	if reflect.TypeOf(v) == a.units && strings.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	return text, true
}

func (a *Appender) append(left goja.String, kind reflect.Type, text string) (goja.Value, bool) {
	if kind == a.units {
		// What the engine made: a buffer may begin with it.
		if left.Length() < minAppend {
			return nil, false
		}
		s := left.String()
		if strings.ContainsRune(s, utf8.RuneError) {
			return nil, false
		}
		return a.begin(s, text, false), true
	}
	s := left.String()
	if len(s) < minAppend {
		return nil, false
	}
	if b := a.holder(s); b != nil {
		return a.extend(b, text), true
	}
	return a.begin(s, text, kind == a.ascii || isASCII(s)), true
}

// holder is the buffer that s is all of.
func (a *Appender) holder(s string) *buffer {
	for i := range a.buffers {
		b := &a.buffers[i]
		if len(b.data) == len(s) && unsafe.StringData(s) == unsafe.SliceData(b.data) {
			return b
		}
	}
	return nil
}

// begin puts s into a buffer of its own, in place of the one that was begun first.
func (a *Appender) begin(s, text string, ascii bool) goja.Value {
	if !utf8.ValidString(s) {
		// A string that Go gave to JavaScript and that is not UTF-8: keep what it shows as.
		s = strings.ToValidUTF8(s, string(utf8.RuneError))
	}
	b := &a.buffers[a.next]
	a.next = (a.next + 1) % buffers
	*b = buffer{}
	a.grow(b, s, len(s)+len(text), ascii)
	return a.extend(b, text)
}

// grow moves what the buffer holds to one with room for n bytes and more.
func (a *Appender) grow(b *buffer, held string, n int, ascii bool) {
	data := make([]byte, len(held), max(n, min(2*n, a.max)))
	copy(data, held)
	*b = buffer{data: data}
	if ascii {
		all := unsafe.String(unsafe.SliceData(data), cap(data))
		b.whole = a.rt.ToValue(all).(goja.String)
	}
}

func (a *Appender) extend(b *buffer, text string) goja.Value {
	if len(b.data)+len(text) > a.max {
		panic(rangeError(a.rt, "Invalid string length"))
	}
	ascii := b.whole != nil && isASCII(text)
	if n := len(b.data) + len(text); n > cap(b.data) {
		a.grow(b, unsafe.String(unsafe.SliceData(b.data), len(b.data)), n, ascii)
	}
	b.data = append(b.data, text...)
	if !ascii {
		b.whole = nil
		return a.rt.ToValue(unsafe.String(unsafe.SliceData(b.data), len(b.data)))
	}
	return b.whole.Substring(0, len(b.data))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

package clone

import (
	"math/big"
	"reflect"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

const (
	// maxDepth is about where V8 runs out of stack.
	maxDepth = 3500
	// maxSpare is how large a buffer is kept for the next value.
	maxSpare = 64 << 10
)

// Writer writes one value. A Host may use all of wire.Writer, and Value for values within.
type Writer struct {
	*wire.Writer
	c         *Codec
	opts      Options
	ids       idTable
	depth     int
	transfers []*goja.Object
}

// writer is a Writer that has written the header. A getter may need one while another is in use.
func (c *Codec) writer(opts Options) *Writer {
	w := c.spare
	c.spare = nil
	if w == nil {
		w = &Writer{Writer: &wire.Writer{}, c: c}
	}
	w.opts = opts
	w.Header()
	return w
}

func (c *Codec) release(w *Writer) {
	if cap(w.Bytes()) > maxSpare || len(w.ids.objects) > maxSpare/8 {
		return
	}
	w.Reset(w.Bytes()[:0])
	w.ids.reset()
	w.opts, w.transfers, w.depth = Options{}, nil, 0
	c.spare = w
}

// Mode is what the value is written for.
func (w *Writer) Mode() Mode { return w.opts.Mode }

// Value writes a value within the one being written. It may run user code, whose exceptions are
// panics, as in all of goja.
func (w *Writer) Value(v goja.Value) error {
	switch v := v.(type) {
	case *goja.Object:
		return w.object(v)
	case goja.String:
		w.str(v)
		return nil
	case *goja.Symbol:
		return w.refuse("Symbol(" + v.String() + ")")
	case nil:
		w.Tag(wire.TagUndefined)
		return nil
	}
	t := &w.c.types
	switch reflect.TypeOf(v) {
	case t.integer:
		w.Int(v.ToInteger())
	case t.float:
		w.Number(v.ToFloat())
	case t.boolean:
		w.Bool(v.ToBoolean())
	case t.bigInt:
		i, _ := v.Export().(*big.Int)
		w.BigInt(i)
	default:
		w.oddball(v)
	}
	return nil
}

func (w *Writer) oddball(v goja.Value) {
	if goja.IsNull(v) {
		w.Tag(wire.TagNull)
		return
	}
	w.Tag(wire.TagUndefined)
}

// str writes a string. goja keeps ASCII, UTF-16, and Go strings that it has not looked at yet.
func (w *Writer) str(s goja.String) {
	t := reflect.TypeOf(s)
	if t == w.c.types.ascii {
		w.ASCII(s.String())
		return
	}
	if t != w.c.types.unicode {
		if text := s.String(); utf8.ValidString(text) {
			w.String(text)
			return
		}
	}
	w.UTF16(units(s))
}

func units(s goja.String) []uint16 {
	list := make([]uint16, s.Length())
	for k := range list {
		list[k] = s.CharAt(k)
	}
	return list
}

func (w *Writer) object(o *goja.Object) error {
	k := w.c.types.kindOf(o)
	if (k == kindTyped || k == kindDataView) && !w.ids.has(o) {
		if err := w.object(w.c.bufferOf(o, k)); err != nil {
			return err
		}
	}
	if id, ok := w.ids.add(o); ok {
		w.Reference(id)
		return nil
	}
	if w.depth++; w.depth > maxDepth {
		return w.c.throw(w.opts, "RangeError", msgStackOverflow)
	}
	err := w.newObject(o, k)
	w.depth--
	return err
}

func (w *Writer) newObject(o *goja.Object, k kind) error {
	switch k {
	case kindPlain:
		return w.plain(o)
	case kindArray:
		return w.array(o)
	case kindDate:
		w.Tag(wire.TagDate)
		w.RawDouble(milliseconds(o))
	case kindMap:
		return w.mapping(o)
	case kindSet:
		return w.set(o)
	case kindRegExp:
		w.regExp(o)
	case kindError:
		return w.error(o)
	case kindBuffer:
		return w.buffer(o)
	case kindTyped, kindDataView:
		return w.view(o, k)
	case kindBoxed:
		return w.boxed(o)
	case kindBoxedString:
		w.Tag(wire.TagStringObject)
		w.str(w.c.stringValueOf(goja.FunctionCall{This: o}).(goja.String))
	default:
		return w.other(o, k)
	}
	return nil
}

// plain writes an object that may be an instance of a class, or a platform object.
func (w *Writer) plain(o *goja.Object) error {
	proto := o.Prototype()
	if proto == w.c.objectPrototype && o != w.c.global {
		return w.properties(o)
	}
	if o == w.c.global {
		return w.refuse("#<ServiceWorkerGlobalScope>")
	}
	if proto != nil {
		handled, err := w.host(o)
		if handled || err != nil {
			return err
		}
	}
	if w.opts.Mode == RPC {
		return w.RefuseType(w.c.constructorName(o))
	}
	return w.properties(o)
}

// host offers an object to the host, and refuses it if it is a platform object.
func (w *Writer) host(o *goja.Object) (handled bool, err error) {
	host := w.opts.Host
	if host == nil {
		return false, nil
	}
	handled, err = host.WriteHost(o, w)
	if handled || err != nil {
		return handled, err
	}
	if name, ok := host.IsPlatform(o); ok {
		return false, w.RefuseType(name)
	}
	return false, nil
}

// other writes what is neither data nor a plain object: functions, proxies, Go's own objects.
func (w *Writer) other(o *goja.Object, k kind) error {
	if k == kindRefused || k == kindIterator {
		return w.Refuse(o)
	}
	if handled, err := w.host(o); handled || err != nil {
		return err
	}
	if _, callable := goja.AssertFunction(o); callable || k == kindProxy {
		return w.Refuse(o)
	}
	return w.properties(o)
}

// properties writes the own enumerable properties with string keys.
func (w *Writer) properties(o *goja.Object) error {
	w.Tag(wire.TagObject)
	n, err := w.members(o, o.Keys())
	w.Tag(wire.TagEndObject)
	w.Uint32(uint32(n))
	return err
}

// members writes properties, as far as they are still there when their turn comes.
func (w *Writer) members(o *goja.Object, keys []string) (int, error) {
	for _, key := range keys {
		if !plainKey(key) {
			return w.membersByValue(o)
		}
	}
	n := 0
	for _, key := range keys {
		v := o.Get(key)
		if v == nil {
			continue
		}
		w.Key(key)
		if err := w.Value(v); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// plainKey tells whether a key is surely what the property is called. Goja's Go interface turns
// lone surrogates into U+FFFD.
func plainKey(key string) bool {
	for _, r := range key {
		if r == utf8.RuneError {
			return false
		}
	}
	return true
}

// membersByValue is members for keys that no Go string can hold.
func (w *Writer) membersByValue(o *goja.Object) (int, error) {
	n := 0
	list := w.c.ownKeys(goja.FunctionCall{Arguments: []goja.Value{o}}).(*goja.Object)
	for _, key := range w.c.elementsOf(list) {
		name, ok := key.(goja.String)
		if !ok || !w.c.enumerable(o, name) {
			continue
		}
		if index, ok := wire.ArrayIndex(name.String()); ok {
			w.Int(int64(index))
		} else {
			w.str(name)
		}
		if err := w.Value(w.c.get(o, name)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (w *Writer) refuse(what string) error {
	return w.c.throw(w.opts, dataCloneError, what+msgNotCloned)
}

// Refuse is the error V8 gives for an object that cannot be cloned.
func (w *Writer) Refuse(o *goja.Object) error { return w.refuse(w.c.describe(o)) }

// RefuseType is the error workerd gives for an object of a class that cannot be cloned.
func (w *Writer) RefuseType(name string) error {
	return w.c.throw(w.opts, dataCloneError, typeMessage(name))
}

// Throw is an exception as the options make it.
func (w *Writer) Throw(name, message string) error { return w.c.throw(w.opts, name, message) }

// idTable numbers objects in the order in which they begin.
type idTable struct {
	objects []*goja.Object // nil: an object that is not JavaScript's
	index   map[*goja.Object]uint32
}

// linear is up to how many objects looking at each is quicker than hashing.
const linear = 16

func (t *idTable) reset() {
	clear(t.objects)
	t.objects = t.objects[:0]
	t.index = nil
}

func (t *idTable) has(o *goja.Object) bool {
	_, ok := t.find(o)
	return ok
}

func (t *idTable) find(o *goja.Object) (uint32, bool) {
	if t.index != nil {
		id, ok := t.index[o]
		return id, ok
	}
	for id, other := range t.objects {
		if other == o {
			return uint32(id), true
		}
	}
	return 0, false
}

// add gives o the next number, or tells the one it has.
func (t *idTable) add(o *goja.Object) (id uint32, known bool) {
	if id, known = t.find(o); known {
		return id, true
	}
	id = uint32(len(t.objects))
	t.objects = append(t.objects, o)
	if t.index != nil {
		t.index[o] = id
	} else if len(t.objects) > linear {
		t.build()
	}
	return id, false
}

// skip uses up a number.
func (t *idTable) skip() { t.objects = append(t.objects, nil) }

func (t *idTable) build() {
	t.index = make(map[*goja.Object]uint32, 4*linear)
	for id, o := range t.objects {
		if o != nil {
			t.index[o] = uint32(id)
		}
	}
}

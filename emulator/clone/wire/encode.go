package wire

import "fmt"

// Encode writes a value, with a header, in the forms that V8 would choose.
func Encode(v Value) ([]byte, error) {
	e := &encoder{w: NewWriter(), ids: map[Value]uint32{}}
	if err := e.write(v, 0); err != nil {
		return nil, err
	}
	return e.w.Bytes(), nil
}

type encoder struct {
	w   *Writer
	ids map[Value]uint32
	// next is the next id; some objects on the wire are none in the tree.
	next uint32
}

func (e *encoder) write(v Value, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("encode value: nested too deeply")
	}
	switch v := v.(type) {
	case nil:
		return fmt.Errorf("encode value: missing value")
	case Undefined:
		e.w.Tag(TagUndefined)
		return nil
	case Null:
		e.w.Tag(TagNull)
		return nil
	case Bool:
		e.w.Bool(bool(v))
		return nil
	case Number:
		e.w.Number(float64(v))
		return nil
	case String:
		e.w.String(string(v))
		return nil
	case BigInt:
		e.w.BigInt(v.Int)
		return nil
	}
	if view, ok := v.(*View); ok && !e.seen(v) {
		if err := e.write(view.Buffer, depth+1); err != nil {
			return err
		}
	}
	if e.seen(v) {
		e.w.Reference(e.ids[v])
		return nil
	}
	e.ids[v] = e.next
	e.next++
	return e.object(v, depth+1)
}

func (e *encoder) seen(v Value) bool {
	_, ok := e.ids[v]
	return ok
}

func (e *encoder) object(v Value, depth int) error {
	switch v := v.(type) {
	case *Object:
		return e.plain(v.Properties, depth)
	case *Array:
		return e.array(v, depth)
	case *Map:
		return e.mapping(v, depth)
	case *Set:
		return e.set(v, depth)
	case *ErrorObject:
		return e.error(v, depth)
	case *Request:
		e.w.Host(HostRequest)
		e.w.Text(v.URL)
		return e.write(v.Init, depth)
	case *Response:
		e.w.Host(HostResponse)
		if err := e.write(v.Body, depth); err != nil {
			return err
		}
		return e.write(v.Init, depth)
	}
	return e.leaf(v)
}

func (e *encoder) leaf(v Value) error {
	switch v := v.(type) {
	case *Date:
		e.w.Tag(TagDate)
		e.w.RawDouble(v.Milliseconds)
	case *RegExp:
		e.w.Tag(TagRegExp)
		e.w.String(v.Source)
		e.w.Uint32(v.Bits)
	case *Boxed:
		return e.boxed(v.Value)
	case *ArrayBuffer:
		e.buffer(v)
	case *View:
		e.w.View(v.ViewHeader)
	case *Headers:
		e.w.Headers(v)
	case *DOMException:
		e.w.DOMException(v)
	case *Blob:
		e.w.Blob(v)
	default:
		return fmt.Errorf("encode value: unknown type %T", v)
	}
	return nil
}

func (e *encoder) boxed(v Value) error {
	switch v := v.(type) {
	case Bool:
		if v {
			e.w.Tag(TagTrueObject)
		} else {
			e.w.Tag(TagFalseObject)
		}
	case Number:
		e.w.Tag(TagNumberObject)
		e.w.RawDouble(float64(v))
	case BigInt:
		e.w.Tag(TagBigIntObject)
		e.w.RawBigInt(v.Int)
	case String:
		e.w.Tag(TagStringObject)
		e.w.String(string(v))
	default:
		return fmt.Errorf("encode value: no object form of %T", v)
	}
	return nil
}

func (e *encoder) buffer(b *ArrayBuffer) {
	if b.Resizable {
		e.w.Tag(TagResizableBuffer)
		e.w.Uint32(uint32(len(b.Data)))
		e.w.Uint32(b.MaxLength)
		e.w.Raw(b.Data)
		return
	}
	e.w.Tag(TagArrayBuffer)
	e.w.LengthPrefixed(b.Data)
}

func (e *encoder) plain(properties []Property, depth int) error {
	e.w.Tag(TagObject)
	if err := e.properties(properties, depth); err != nil {
		return err
	}
	e.w.Tag(TagEndObject)
	e.w.Uint32(uint32(len(properties)))
	return nil
}

func (e *encoder) properties(properties []Property, depth int) error {
	for _, p := range properties {
		e.w.Key(p.Key)
		if err := e.write(p.Value, depth); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) array(a *Array, depth int) error {
	if uint32(len(a.Elements)) == a.Length && !onlyNumbersAndUndefined(a.Elements) {
		return e.denseArray(a, depth)
	}
	e.w.Tag(TagSparseArray)
	e.w.Uint32(a.Length)
	for _, element := range a.Elements {
		e.w.Int(int64(element.Index))
		if err := e.write(element.Value, depth); err != nil {
			return err
		}
	}
	if err := e.properties(a.Properties, depth); err != nil {
		return err
	}
	e.w.Tag(TagEndSparseArray)
	e.w.Uint32(uint32(len(a.Elements) + len(a.Properties)))
	e.w.Uint32(a.Length)
	return nil
}

func (e *encoder) denseArray(a *Array, depth int) error {
	e.w.Tag(TagDenseArray)
	e.w.Uint32(a.Length)
	doubles := onlyDoubles(a.Elements)
	for _, element := range a.Elements {
		if doubles {
			e.w.Double(float64(element.Value.(Number)))
			continue
		}
		if err := e.write(element.Value, depth); err != nil {
			return err
		}
	}
	if err := e.properties(a.Properties, depth); err != nil {
		return err
	}
	e.w.Tag(TagEndDenseArray)
	e.w.Uint32(uint32(len(a.Properties)))
	e.w.Uint32(a.Length)
	return nil
}

// onlyNumbersAndUndefined tells whether V8 keeps such elements as doubles and holes, which are
// written sparsely: numbers only, and undefined at least once.
func onlyNumbersAndUndefined(elements []Element) bool {
	undefined := false
	for _, element := range elements {
		switch element.Value.(type) {
		case Number:
		case Undefined:
			undefined = true
		default:
			return false
		}
	}
	return undefined
}

// onlyDoubles tells whether V8 keeps such elements as doubles, small integers too.
func onlyDoubles(elements []Element) bool {
	fraction := false
	for _, element := range elements {
		n, ok := element.Value.(Number)
		if !ok {
			return false
		}
		fraction = fraction || !IsSmallInt(float64(n))
	}
	return fraction
}

func (e *encoder) mapping(m *Map, depth int) error {
	e.w.Tag(TagMap)
	for _, entry := range m.Entries {
		if err := e.write(entry.Key, depth); err != nil {
			return err
		}
		if err := e.write(entry.Value, depth); err != nil {
			return err
		}
	}
	e.w.Tag(TagEndMap)
	e.w.Uint32(uint32(2 * len(m.Entries)))
	return nil
}

func (e *encoder) set(s *Set, depth int) error {
	e.w.Tag(TagSet)
	for _, item := range s.Items {
		if err := e.write(item, depth); err != nil {
			return err
		}
	}
	e.w.Tag(TagEndSet)
	e.w.Uint32(uint32(len(s.Items)))
	return nil
}

func (e *encoder) error(v *ErrorObject, depth int) error {
	if v.Legacy {
		return e.legacyError(v, depth)
	}
	e.w.Host(HostNativeError)
	e.w.Uint32(uint32(v.Kind))
	if v.Kind == ErrorOther {
		if err := e.write(v.Name, depth); err != nil {
			return err
		}
	}
	message := v.Message
	if message == nil {
		message = String("")
	}
	if err := e.write(message, depth); err != nil {
		return err
	}
	e.next++ // the object of properties
	return e.plain(v.Properties, depth)
}

func (e *encoder) legacyError(v *ErrorObject, depth int) error {
	message, ok := v.Message.(String)
	cause := v.Property("cause")
	stack, hasStack := v.Property("stack").(String)
	e.w.LegacyError(v.Kind)
	if ok {
		e.w.LegacyErrorPart(PartMessage)
		e.w.String(string(message))
	}
	if hasStack {
		e.w.LegacyErrorPart(PartStack)
		e.w.String(string(stack))
	}
	if cause != nil {
		e.w.LegacyErrorPart(PartCause)
		if err := e.write(cause, depth); err != nil {
			return err
		}
	}
	e.w.LegacyErrorPart(PartEnd)
	return nil
}

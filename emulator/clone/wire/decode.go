package wire

// maxDepth bounds how deeply a value may be nested. V8 stops at about 1500.
const maxDepth = 10000

// Decode reads a value into Go. The result shares no memory with data.
func Decode(data []byte) (Value, error) {
	r := NewReader(data)
	d := &decoder{r: r}
	v := d.read()
	if r.err == nil && r.Remaining() > 0 && !r.onlyPadding() {
		r.Fail("%d bytes left over", r.Remaining())
	}
	if r.err != nil {
		return nil, r.err
	}
	return v, nil
}

func (r *Reader) onlyPadding() bool {
	for _, b := range r.data[r.pos:] {
		if Tag(b) != TagPadding {
			return false
		}
	}
	return true
}

type decoder struct {
	r       *Reader
	objects []Value // by id; nil while not complete
	depth   int
}

// reserve takes the next object id.
func (d *decoder) reserve() int {
	d.objects = append(d.objects, nil)
	return len(d.objects) - 1
}

// add gives v the next object id.
func (d *decoder) add(v Value) { d.objects = append(d.objects, v) }

// read reads a value, and the view on it if it is a buffer.
func (d *decoder) read() Value {
	if d.depth++; d.depth > maxDepth {
		d.r.Fail("nested too deeply")
	}
	defer func() { d.depth-- }()
	v := d.readTag(d.r.Tag())
	buffer, ok := v.(*ArrayBuffer)
	if !ok || !d.r.Take(TagArrayBufferView) {
		return v
	}
	view := &View{ViewHeader: d.r.View(len(buffer.Data)), Buffer: buffer}
	d.add(view)
	return view
}

func (d *decoder) readTag(t Tag) Value {
	r := d.r
	if r.err != nil {
		return Undefined{}
	}
	switch t {
	case TagObjectCount:
		r.Uint32()
		return d.read()
	case TagUndefined:
		return Undefined{}
	case TagNull:
		return Null{}
	case TagTrue, TagFalse:
		return Bool(t == TagTrue)
	case TagInt32:
		return Number(r.Int32())
	case TagUint32:
		return Number(r.Uint32())
	case TagDouble:
		return Number(r.Double())
	case TagBigInt:
		return BigInt{r.BigInt()}
	case TagUTF8String, TagOneByteString, TagTwoByteString:
		return String(r.String(t))
	case TagReference:
		return d.reference()
	}
	return d.readObject(t)
}

func (d *decoder) reference() Value {
	at := d.r.pos
	id := d.r.Uint32()
	if uint64(id) >= uint64(len(d.objects)) || d.objects[id] == nil {
		d.r.failAt(at, "reference to unknown object %d", id)
		return Undefined{}
	}
	return d.objects[id]
}

func (d *decoder) readObject(t Tag) Value {
	switch t {
	case TagObject:
		return d.object()
	case TagDenseArray:
		return d.denseArray()
	case TagSparseArray:
		return d.sparseArray()
	case TagMap:
		return d.readMap()
	case TagSet:
		return d.readSet()
	case TagError:
		return d.legacyError()
	case TagHostObject:
		return d.host()
	}
	v := d.leaf(t)
	if v == nil {
		d.r.failAt(max(d.r.pos-1, 0), "unexpected %s", t)
		return Undefined{}
	}
	d.add(v)
	return v
}

// leaf reads an object that holds no others, or returns nil.
func (d *decoder) leaf(t Tag) Value {
	r := d.r
	switch t {
	case TagDate:
		return &Date{r.Double()}
	case TagRegExp:
		return &RegExp{r.TaggedString(), r.RegExpFlags()}
	case TagTrueObject, TagFalseObject:
		return &Boxed{Bool(t == TagTrueObject)}
	case TagNumberObject:
		return &Boxed{Number(r.Double())}
	case TagBigIntObject:
		return &Boxed{BigInt{r.BigInt()}}
	case TagStringObject:
		return &Boxed{String(r.TaggedString())}
	case TagArrayBuffer:
		return &ArrayBuffer{Data: clone(r.LengthPrefixed())}
	case TagResizableBuffer:
		length, maximum := r.Uint32(), r.Uint32()
		if length > maximum {
			r.Fail("resizable buffer longer than its maximum")
		}
		return &ArrayBuffer{Data: clone(r.Raw(length)), Resizable: true, MaxLength: maximum}
	}
	return nil
}

func clone(b []byte) []byte { return append([]byte{}, b...) }

func (d *decoder) object() Value {
	o := &Object{}
	d.add(o)
	o.Properties = d.properties(TagEndObject)
	d.r.Count(len(o.Properties))
	return o
}

// properties reads keys and values up to the tag end.
func (d *decoder) properties(end Tag) []Property {
	var list []Property
	for d.r.err == nil && !d.r.Take(end) {
		list = append(list, Property{d.key(), d.read()})
	}
	if key, ok := repeatedKey(list); ok {
		d.r.Fail("property %s occurs twice", Quote(key))
	}
	return list
}

func repeatedKey(list []Property) (string, bool) {
	seen := make(map[string]struct{}, len(list))
	for _, p := range list {
		if _, ok := seen[p.Key]; ok {
			return p.Key, true
		}
		seen[p.Key] = struct{}{}
	}
	return "", false
}

func (d *decoder) key() string {
	at := d.r.pos
	switch key := d.readTag(d.r.Tag()).(type) {
	case String:
		return string(key)
	case Number:
		return NumberString(float64(key))
	}
	d.r.failAt(at, "property key is neither string nor number")
	return ""
}

func (d *decoder) denseArray() Value {
	at := d.r.pos
	a := &Array{Length: d.r.Uint32()}
	d.add(a)
	if uint64(a.Length) > uint64(d.r.Remaining()) {
		d.r.failAt(at, "array of %d elements in %d bytes", a.Length, d.r.Remaining())
	}
	for k := uint32(0); k < a.Length && d.r.err == nil; k++ {
		if d.r.Take(TagHole) {
			continue
		}
		v := d.read()
		if v == (Undefined{}) && d.r.version < 11 {
			continue
		}
		a.Elements = append(a.Elements, Element{k, v})
	}
	a.Properties = d.properties(TagEndDenseArray)
	d.r.Count(len(a.Properties))
	d.arrayEnd(a)
	return a
}

func (d *decoder) sparseArray() Value {
	a := &Array{Length: d.r.Uint32()}
	d.add(a)
	all := d.properties(TagEndSparseArray)
	d.r.Count(len(all))
	for _, p := range all {
		index, ok := ArrayIndex(p.Key)
		if !ok {
			a.Properties = append(a.Properties, p)
			continue
		}
		if last := len(a.Elements) - 1; index >= a.Length || last >= 0 && index <= a.Elements[last].Index {
			d.r.Fail("array index %d out of place", index)
			break
		}
		a.Elements = append(a.Elements, Element{index, p.Value})
	}
	d.arrayEnd(a)
	return a
}

func (d *decoder) arrayEnd(a *Array) {
	if length := d.r.Uint32(); d.r.err == nil && length != a.Length {
		d.r.Fail("array of length %d ends with length %d", a.Length, length)
	}
}

func (d *decoder) readMap() Value {
	m := &Map{}
	d.add(m)
	for d.r.err == nil && !d.r.Take(TagEndMap) {
		m.Entries = append(m.Entries, Entry{d.read(), d.read()})
	}
	d.r.Count(2 * len(m.Entries))
	return m
}

func (d *decoder) readSet() Value {
	s := &Set{}
	d.add(s)
	for d.r.err == nil && !d.r.Take(TagEndSet) {
		s.Items = append(s.Items, d.read())
	}
	d.r.Count(len(s.Items))
	return s
}

package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"sort"
)

// FromJSON reads a value from plain JSON, or from what ToJSON wrote.
func FromJSON(data []byte) (Value, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	tree, err := readJSON(d)
	if err != nil {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("read JSON: more than one value")
	}
	p := &jsonParser{shared: map[string]Value{}}
	v, err := p.value(tree)
	if err != nil {
		return nil, fmt.Errorf("read JSON value: %w", err)
	}
	return v, nil
}

// EncodeJSON is the bytes of the value that FromJSON reads.
func EncodeJSON(data []byte) ([]byte, error) {
	v, err := FromJSON(data)
	if err != nil {
		return nil, err
	}
	return Encode(v)
}

// jsonObject keeps the order of members, which encoding/json's maps lose.
type jsonObject []jsonMember

type jsonMember struct {
	key   string
	value any
}

func (o jsonObject) get(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

func (o jsonObject) has(key string) bool {
	for _, m := range o {
		if m.key == key {
			return true
		}
	}
	return false
}

// readJSON reads one value: nil, bool, json.Number, string, []any or jsonObject.
func readJSON(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err == io.EOF {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		return readJSONArray(d)
	case json.Delim('{'):
		return readJSONObject(d)
	}
	return token, nil
}

func readJSONArray(d *json.Decoder) (any, error) {
	list := []any{}
	for d.More() {
		v, err := readJSON(d)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := d.Token()
	return list, err
}

func readJSONObject(d *json.Decoder) (any, error) {
	o := jsonObject{}
	at := map[string]int{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := readJSON(d)
		if err != nil {
			return nil, err
		}
		name := key.(string)
		if k, ok := at[name]; ok {
			o[k].value = v
			continue
		}
		at[name] = len(o)
		o = append(o, jsonMember{name, v})
	}
	_, err := d.Token()
	return o, err
}

type jsonParser struct {
	shared map[string]Value // by "$id"
}

func (p *jsonParser) value(tree any) (Value, error) {
	switch v := tree.(type) {
	case nil:
		return Null{}, nil
	case bool:
		return Bool(v), nil
	case string:
		return String(v), nil
	case json.Number:
		return parseNumber(v)
	case []any:
		return p.array(v)
	}
	o := tree.(jsonObject)
	if o.has("$type") {
		return p.tagged(o)
	}
	list := make([]Property, 0, len(o))
	for _, m := range o {
		v, err := p.value(m.value)
		if err != nil {
			return nil, err
		}
		list = append(list, Property{m.key, v})
	}
	sortIndexes(list)
	return &Object{list}, nil
}

func parseNumber(n json.Number) (Value, error) {
	f, err := n.Float64()
	if err != nil && !math.IsInf(f, 0) {
		return nil, err
	}
	return Number(f), nil
}

func (p *jsonParser) array(list []any) (Value, error) {
	a := &Array{Length: uint32(len(list))}
	for k, item := range list {
		v, err := p.value(item)
		if err != nil {
			return nil, err
		}
		a.Elements = append(a.Elements, Element{uint32(k), v})
	}
	return a, nil
}

// sortIndexes puts array indexes first, in ascending order, as objects do.
func sortIndexes(list []Property) {
	sort.SliceStable(list, func(a, b int) bool {
		i, isIndex := ArrayIndex(list[a].Key)
		j, isIndexToo := ArrayIndex(list[b].Key)
		return isIndex && (!isIndexToo || i < j)
	})
}

// tagged reads an object with a "$type".
func (p *jsonParser) tagged(o jsonObject) (Value, error) {
	f := &fields{p: p, o: o}
	name := f.text("$type")
	if name == "ref" {
		return p.reference(f)
	}
	v := primitive(name, f)
	if v == nil {
		v = p.newObject(name)
		if v == nil {
			return nil, fmt.Errorf("unknown $type %q", name)
		}
		if o.has("$id") {
			p.shared[f.number("$id").String()] = v
		}
		f.object(v)
	}
	if f.err != nil {
		return nil, fmt.Errorf("%s: %w", name, f.err)
	}
	return v, nil
}

func (p *jsonParser) reference(f *fields) (Value, error) {
	v := p.shared[f.number("id").String()]
	if v == nil {
		return nil, fmt.Errorf("reference to unknown object %s", f.number("id"))
	}
	return v, nil
}

// primitive reads a primitive value that JSON lacks; nil if name is none.
func primitive(name string, f *fields) Value {
	switch name {
	case "undefined":
		return Undefined{}
	case "number":
		return f.specialNumber()
	case "bigint":
		return f.bigInt()
	case "string":
		return f.utf16()
	}
	return nil
}

// newObject makes an empty object of the named type, or nil.
func (p *jsonParser) newObject(name string) Value {
	switch name {
	case "Object":
		return &Object{}
	case "Array":
		return &Array{}
	case "Date":
		return &Date{}
	case "Map":
		return &Map{}
	case "Set":
		return &Set{}
	case "RegExp":
		return &RegExp{}
	case "Number", "String", "Boolean", "BigInt":
		return &Boxed{}
	case "ArrayBuffer":
		return &ArrayBuffer{}
	case "Error":
		return &ErrorObject{}
	case "Headers":
		return &Headers{}
	case "Request":
		return &Request{}
	case "Response":
		return &Response{}
	case "DOMException":
		return &DOMException{}
	case "Blob":
		return &Blob{}
	}
	if t, ok := ViewTypeOf(name); ok {
		return &View{ViewHeader: ViewHeader{Type: t}}
	}
	return nil
}

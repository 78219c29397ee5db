package channel

import (
	"encoding/binary"
	"errors"
)

// Type is what a token stands for.
type Type uint16

// The types of tokens.
const (
	// Stub is an entrypoint of a Worker or a Durable Object.
	Stub Type = iota
	// Class is a Durable Object class.
	Class
	// RPC is something passed by reference, which only Restored can make again.
	RPC
)

// Token says how to find what it stands for. One of its pointers is set.
type Token struct {
	Type Type
	// Storable is set if the Worker it leads to allows that its stubs are stored.
	Storable bool

	Service  *Service
	Object   *Object
	Restored *Restored
}

// Service is an export of a Worker. Entrypoint is "" for the default one.
type Service struct {
	Name, Entrypoint string
	Props            Value
}

// Object is a Durable Object, its id as 32 bytes.
type Object struct {
	Namespace string
	ID        []byte
	Name      string
	Named     bool
}

// Restored is what the [restore] method behind another token gives for an argument.
type Restored struct {
	Vendor []byte
	Arg    Value
}

// Value is a value in its serialised form, or as JSON, with the tokens of what it refers to. The
// zero value is an object without properties.
type Value struct {
	V8   []byte
	JSON string
	Refs []Ref
}

// Ref is something that a Value refers to.
type Ref struct {
	Type  Type
	Token []byte
}

// storageMagic begins a token that is stored.
const storageMagic = 0x9082806d

const (
	whichService, whichActor, whichRestored = 0, 1, 2
	whichEmpty, whichJSON, whichV8          = 0, 1, 2
)

// Encode is the token's stored form.
func (t *Token) Encode() []byte {
	b := &builder{}
	root := b.newStruct(b.alloc(1), 1, 3)
	root.uint16(0, uint16(t.Type))
	if t.Storable {
		root.uint16(2, 1)
	}
	switch {
	case t.Service != nil:
		root.uint16(1, whichService)
		root.text(0, t.Service.Name)
		if t.Service.Entrypoint != "" {
			root.text(1, t.Service.Entrypoint)
		}
		t.Service.Props.write(root, 2)
	case t.Object != nil:
		root.uint16(1, whichActor)
		root.text(0, t.Object.Namespace)
		root.bytes(1, t.Object.ID)
		if t.Object.Named {
			root.text(2, t.Object.Name)
		}
	default:
		root.uint16(1, whichRestored)
		root.bytes(0, t.Restored.Vendor)
		t.Restored.Arg.write(root, 1)
	}
	return append(binary.LittleEndian.AppendUint32(nil, storageMagic), b.message()...)
}

func (v Value) write(s structure, pointer int) {
	value := s.inner(pointer, 2, 4)
	value.uint32(1, uint32(len(v.Refs)))
	switch {
	case v.V8 != nil:
		value.uint16(0, whichV8)
		value.bytes(0, v.V8)
	case v.JSON != "":
		value.uint16(0, whichJSON)
		value.text(0, v.JSON)
	}
	if len(v.Refs) == 0 {
		return
	}
	for n, item := range value.inner(3, 0, 1).list(0, len(v.Refs), 1, 1) {
		item.uint16(0, uint16(v.Refs[n].Type)+1)
		item.bytes(0, v.Refs[n].Token)
	}
}

// ErrToken is returned for bytes that are no stored token.
var ErrToken = errors.New("invalid channel token for storage")

// Decode reads a token's stored form.
func Decode(data []byte) (*Token, error) {
	if len(data) < 4 || binary.LittleEndian.Uint32(data) != storageMagic {
		return nil, ErrToken
	}
	r := newReader(data[4:])
	root := r.root()
	// Tokens of before there was this field were stored, so they may be.
	t := &Token{Type: Type(root.uint16(0)), Storable: true}
	switch root.uint16(1) {
	case whichService:
		t.Service = &Service{Props: readValue(root.inner(2))}
		t.Service.Name, _ = root.text(0)
		t.Service.Entrypoint, _ = root.text(1)
	case whichActor:
		t.Object = &Object{}
		t.Object.Namespace, _ = root.text(0)
		t.Object.ID, _ = root.bytes(1)
		t.Object.Name, t.Object.Named = root.text(2)
	case whichRestored:
		t.Restored = &Restored{Arg: readValue(root.inner(1))}
		t.Restored.Vendor, _ = root.bytes(0)
	default:
		r.fail()
	}
	if r.err != nil {
		return nil, r.err
	}
	return t, nil
}

func readValue(v view) Value {
	var value Value
	switch v.uint16(0) {
	case whichEmpty:
	case whichJSON:
		value.JSON, _ = v.text(0)
	case whichV8:
		value.V8, _ = v.bytes(0)
	default:
		v.r.fail()
	}
	for _, item := range v.inner(3).list(0) {
		token, _ := item.bytes(0)
		kind := item.uint16(0)
		if kind == 0 {
			v.r.fail()
			break
		}
		value.Refs = append(value.Refs, Ref{Type(kind - 1), token})
	}
	return value
}

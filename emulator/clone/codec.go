package clone

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/clone/wire"
)

// Mode is what a value is serialised for.
type Mode int

const (
	// Storage flattens instances of classes to plain objects.
	Storage Mode = iota
	// RPC refuses instances of classes, and lets the host pass functions and proxies by reference.
	RPC
	// StructuredClone is the global structuredClone: as Storage, and with a transfer list.
	StructuredClone
)

// Host serialises platform objects. A nil Host has none.
type Host interface {
	// WriteHost is asked about every function, every proxy, and every object or error whose
	// prototype is not a built-in one. To write the object it calls w.Host with the object's tag
	// and writes the body. If it returns false it must not have written anything.
	WriteHost(o *goja.Object, w *Writer) (handled bool, err error)
	// ReadHost reads the body of a host object that WriteHost, or workerd, wrote.
	ReadHost(tag uint32, r *Reader) (goja.Value, error)
	// IsPlatform tells whether o, which WriteHost did not handle, is a platform object, which
	// has state that its properties do not show, and the name of its class.
	IsPlatform(o *goja.Object) (name string, ok bool)
}

// Options are how a value is written or read. The zero value is storage without a host.
type Options struct {
	Mode Mode
	// EnhancedErrors writes errors with their names and own properties (DO-LIFE-62), and not in
	// the form of dates before 2026-04-21. Both are always read.
	EnhancedErrors bool
	// FreshStacks gives errors that are read the stack of the reader, as for RPC arguments.
	FreshStacks bool
	// FormatStack turns the stack of an error that is written from goja's form into V8's.
	FormatStack func(string) string
	Host        Host
	// Throw makes the error that stands for a JavaScript exception: a DOMException if name is
	// "DataCloneError", otherwise an instance of the built-in class of that name.
	Throw func(name, message string) error
}

// Texts of exceptions.
const (
	dataCloneError    = "DataCloneError"
	msgNotCloned      = " could not be cloned."
	msgDetached       = "An ArrayBuffer is detached and could not be cloned."
	msgType           = "Could not serialize object of type \"%s\". This type does not support serialization."
	msgStackOverflow  = "Maximum call stack size exceeded"
	msgUnreadable     = "Unable to deserialize cloned data."
	msgErrorMessage   = "Deserialization failed: error message is not a string"
	msgTransferable   = "Object is not transferable"
	msgTransferShared = "Object is not transferable."
)

// Codec serialises values of one runtime.
type Codec struct {
	rt *goja.Runtime
	intrinsics
	types types
	keys  map[string]string // property keys that were read, to make each string once
	spare *Writer
	// captured receives the arguments of elementsOf's call.
	captured []goja.Value
}

// NewCodec captures the built-ins of rt.
func NewCodec(rt *goja.Runtime) (*Codec, error) {
	c := &Codec{rt: rt, types: engineTypes(), keys: map[string]string{}}
	if err := c.capture(); err != nil {
		return nil, fmt.Errorf("capture intrinsics: %w", err)
	}
	return c, nil
}

// Serialize is the bytes of v.
func (c *Codec) Serialize(v goja.Value, opts Options) ([]byte, error) {
	return c.serialize(v, opts, nil)
}

func (c *Codec) serialize(v goja.Value, opts Options, transfers []*goja.Object) (data []byte, err error) {
	w := c.writer(opts)
	defer c.release(w)
	w.transfers = transfers
	ex := c.rt.Try(func() { err = w.Value(v) })
	if ex != nil {
		return nil, ex
	}
	if err != nil {
		return nil, err
	}
	return append([]byte(nil), w.Bytes()...), nil
}

// Deserialize makes a value of bytes.
func (c *Codec) Deserialize(data []byte, opts Options) (goja.Value, error) {
	return c.deserialize(data, opts, nil)
}

func (c *Codec) deserialize(data []byte, opts Options, transfers []goja.ArrayBuffer) (v goja.Value, err error) {
	r := &Reader{Reader: wire.NewReader(data), c: c, opts: opts, transfers: transfers}
	ex := c.rt.Try(func() { v = r.Value() })
	if ex != nil {
		return nil, ex
	}
	err = r.Err()
	if err == nil {
		return v, nil
	}
	var bad *wire.Error
	if opts.Mode != Storage && errors.As(err, &bad) {
		err = c.throw(opts, "Error", msgUnreadable)
	}
	return nil, err
}

// Clone is the global structuredClone. The buffers in transfer, or of the views in it, are moved
// and not copied.
func (c *Codec) Clone(v goja.Value, transfer []goja.Value, opts Options) (goja.Value, error) {
	opts.Mode = StructuredClone
	objects, err := c.transferList(transfer, opts)
	if err != nil {
		return nil, err
	}
	data, err := c.serialize(v, opts, objects)
	if err != nil {
		return nil, err
	}
	return c.deserialize(data, opts, c.detach(objects))
}

// throw makes an exception as the options say.
func (c *Codec) throw(opts Options, name, message string) error {
	if opts.Throw != nil {
		return opts.Throw(name, message)
	}
	return fmt.Errorf("%s: %s", name, message)
}

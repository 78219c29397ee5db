package api

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/persist"
)

// Limits of KV, enforced locally as by the real tools.
const (
	maxKVKey      = 512
	maxKVValue    = 25 << 20
	minExpiration = 60
)

// kvFunctions serve kv.js. Files are read and written off the loop.
func (w *Worker) kvFunctions() functions {
	return functions{"get": w.kvGet, "put": w.kvPut, "delete": w.kvDelete, "list": w.kvList, "text": func(call goja.FunctionCall) goja.Value {
		data, _ := webidl.Bytes(w.iso, call.Argument(0))
		return w.text(string(data))
	}}
}

// async runs work off the loop and settles a promise with what result makes of it.
func (w *Worker) async(work func() error, result func() goja.Value) goja.Value {
	w.requireRequest()
	w.subrequest()
	promise, resolve, reject := w.promise()
	var err error
	w.iso.Go(func() { err = work() }, func() {
		if err != nil {
			reject(w.iso.NewError("Error", err.Error()))
			return
		}
		resolve(result())
	})
	return promise
}

// kvKey checks a key.
func (w *Worker) kvKey(method, key string) {
	switch {
	case key == "":
		w.iso.TypeError("Key name cannot be empty.")
	case key == "." || key == "..":
		w.iso.TypeError(fmt.Sprintf("%q is not allowed as a key name.", key))
	case len(key) > maxKVKey:
		w.iso.Throw("Error", fmt.Sprintf("KV %s failed: 414 UTF-8 encoded length of %d exceeds key length limit of %d.", method, len(key), maxKVKey))
	}
}

func (w *Worker) kvGet(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	w.kvKey("GET", key)
	now := w.iso.Clock().Now()
	var entry persist.KVEntry
	var found bool
	return w.async(func() (err error) {
		entry, found, err = kv.Get(key, now)
		return err
	}, func() goja.Value {
		o := w.iso.Runtime().NewObject()
		value := goja.Null()
		if found {
			value = webidl.NewArrayBuffer(w.iso, entry.Value)
		}
		_ = o.Set("value", value)
		_ = o.Set("metadata", entry.Metadata)
		return o
	})
}

func (w *Worker) kvPut(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	w.kvKey("PUT", key)
	now := w.iso.Clock().Now()
	entry := persist.KVEntry{Key: key, Metadata: call.Argument(3).String(), Expiration: w.expiration(call, now)}
	if data, ok := webidl.Bytes(w.iso, call.Argument(2)); ok {
		entry.Value = append([]byte{}, data...)
	} else {
		entry.Value = []byte(webidl.String(w.iso, call.Argument(2)))
	}
	if len(entry.Value) > maxKVValue {
		w.iso.Throw("Error", fmt.Sprintf("KV PUT failed: 413 Value length of %d exceeds limit of %d.", len(entry.Value), maxKVValue))
	}
	return w.async(func() error { return kv.Put(entry, now) }, goja.Undefined)
}

// expiration is when a value ends: at a time in seconds, or so many seconds from now.
func (w *Worker) expiration(call goja.FunctionCall, now time.Time) time.Time {
	at, ttl := call.Argument(4).ToInteger(), call.Argument(5).ToInteger()
	switch {
	case ttl != 0 && ttl < minExpiration:
		w.iso.Throw("Error", fmt.Sprintf("KV PUT failed: 400 Invalid expiration_ttl of %d. Expiration TTL must be at least %d.", ttl, minExpiration))
	case ttl != 0:
		return now.Add(time.Duration(ttl) * time.Second)
	case at != 0 && at < now.Unix()+minExpiration:
		w.iso.Throw("Error", fmt.Sprintf("KV PUT failed: 400 Invalid expiration of %d. Expiration times must be at least %d seconds in the future.", at, minExpiration))
	case at != 0:
		return time.Unix(at, 0)
	}
	return time.Time{}
}

func (w *Worker) kvDelete(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	w.kvKey("DELETE", key)
	return w.async(func() error { return kv.Delete(key) }, goja.Undefined)
}

func (w *Worker) kvList(call goja.FunctionCall) goja.Value {
	kv, prefix, cursor := held[*persist.KV](call.Argument(0)), call.Argument(1).String(), call.Argument(3).String()
	limit := int(call.Argument(2).ToInteger())
	if limit < 1 || limit > 1000 {
		w.iso.Throw("Error", fmt.Sprintf("KV GET failed: 400 Invalid key_count_limit of %d. Please specify an integer less than 1000.", limit))
	}
	now := w.iso.Clock().Now()
	var page persist.KVList
	return w.async(func() (err error) {
		page, err = kv.List(prefix, limit, cursor, now)
		return err
	}, func() goja.Value {
		rt := w.iso.Runtime()
		keys := make([]any, len(page.Entries))
		for n, e := range page.Entries {
			o := rt.NewObject()
			_ = o.Set("name", e.Key)
			if !e.Expiration.IsZero() {
				_ = o.Set("expiration", e.Expiration.Unix())
			}
			_ = o.Set("metadata", e.Metadata)
			keys[n] = o
		}
		o := rt.NewObject()
		_ = o.Set("keys", rt.NewArray(keys...))
		_ = o.Set("cursor", page.Cursor)
		return o
	})
}

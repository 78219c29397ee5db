package api

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/persist"
)

// Limits of KV, enforced locally as by the real tools.
const (
	maxKVKey      = 512
	maxKVValue    = 25 << 20
	maxKVMetadata = 1024
	maxKVBulk     = 100
	maxKVList     = 1000
	minExpiration = 60
	minCacheTTL   = 30
)

// kvFunctions serve kv.js. Files are read and written off the loop.
func (w *Worker) kvFunctions() functions {
	return functions{
		"get": w.kvGet, "getMany": w.kvGetMany, "put": w.kvPut, "delete": w.kvDelete, "list": w.kvList,
		"checkKey": func(call goja.FunctionCall) goja.Value {
			w.kvKey(call.Argument(0).String(), call.Argument(1).String())
			return goja.Undefined()
		},
		"text": func(call goja.FunctionCall) goja.Value {
			data, _ := webidl.Bytes(w.iso, call.Argument(0))
			return w.text(wellFormed(string(data)))
		},
	}
}

// async accesses something outside of the Worker and settles a promise with what result makes of it.
func (w *Worker) async(work func() error, result func() goja.Value) goja.Value {
	w.requireRequest()
	w.subrequest()
	promise, resolve, reject := w.promise()
	var err error
	w.access(func() { err = work() }, func() {
		if err != nil {
			reject(w.iso.NewError("Error", err.Error()))
			return
		}
		resolve(result())
	})
	return promise
}

// kvFail throws what a request to the namespace failed with.
func (w *Worker) kvFail(method string, status int, format string, args ...any) {
	w.iso.Throw("Error", fmt.Sprintf("KV %s failed: %d %s", method, status, fmt.Sprintf(format, args...)))
}

// kvKey checks a key.
func (w *Worker) kvKey(method, key string) {
	switch {
	case key == "":
		w.iso.TypeError("Key name cannot be empty.")
	case key == "." || key == "..":
		w.iso.TypeError(fmt.Sprintf("%q is not allowed as a key name.", key))
	}
	w.kvLength(method, key)
}

func (w *Worker) kvLength(method, key string) {
	if len(key) > maxKVKey {
		w.kvFail(method, 414, "UTF-8 encoded length of %d exceeds key length limit of %d.", len(key), maxKVKey)
	}
}

func (w *Worker) kvCacheTTL(method string, v goja.Value) {
	if ttl := v.ToInteger(); !goja.IsUndefined(v) && ttl < minCacheTTL {
		w.kvFail(method, 400, "Invalid cache_ttl of %d. Cache TTL must be at least %d.", ttl, minCacheTTL)
	}
}

func (w *Worker) kvGet(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	w.kvKey("GET", key)
	w.kvCacheTTL("GET", call.Argument(2))
	now := w.iso.Clock().Now()
	var entry persist.KVEntry
	var found bool
	return w.async(func() (err error) {
		entry, found, err = kv.Get(key, now)
		return err
	}, func() goja.Value { return w.kvFound(key, entry, found) })
}

// kvFound is an entry as kv.js takes it.
func (w *Worker) kvFound(key string, entry persist.KVEntry, found bool) *goja.Object {
	o := w.iso.Runtime().NewObject()
	value := goja.Null()
	if found {
		value = webidl.NewArrayBuffer(w.iso, entry.Value)
	}
	_ = o.Set("key", key)
	_ = o.Set("value", value)
	_ = o.Set("metadata", entry.Metadata)
	return o
}

func (w *Worker) kvGetMany(call goja.FunctionCall) goja.Value {
	const method = "GET_BULK"
	kv, keys, valueType := held[*persist.KV](call.Argument(0)), w.strings(call.Argument(1)), call.Argument(2).String()
	switch {
	case valueType != "" && valueType != "text" && valueType != "json":
		w.kvFail(method, 400, "\"%s\" is not a valid type. Use \"json\" or \"text\"", valueType)
	case len(keys) > maxKVBulk:
		w.kvFail(method, 400, "You can request a maximum of %d keys", maxKVBulk)
	case len(keys) == 0:
		w.kvFail(method, 400, "You must request a minimum of 1 key")
	}
	for _, key := range keys {
		switch key {
		case "":
			w.kvFail(method, 400, "Key names must not be empty")
		case ".", "..":
			w.kvFail(method, 400, "Illegal key name %q. Please use a different name.", key)
		}
		w.kvLength(method, key)
		w.kvCacheTTL(method, call.Argument(3))
	}
	now := w.iso.Clock().Now()
	entries, found := make([]persist.KVEntry, len(keys)), make([]bool, len(keys))
	return w.async(func() (err error) {
		size := 0
		for i, key := range keys {
			if entries[i], found[i], err = kv.Get(key, now); err != nil {
				return err
			}
			size += len(entries[i].Value)
		}
		if size > maxKVValue {
			return fmt.Errorf("KV %s failed: 413 Total size of request exceeds the limit of %dMB", method, maxKVValue>>20)
		}
		return nil
	}, func() goja.Value {
		all := make([]any, len(keys))
		for i, key := range keys {
			all[i] = w.kvFound(key, entries[i], found[i])
		}
		return w.iso.Runtime().NewArray(all...)
	})
}

func (w *Worker) kvPut(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	now := w.iso.Clock().Now()
	entry := persist.KVEntry{Key: key, Metadata: call.Argument(3).String(), Expiration: w.expiration(call.Argument(4), call.Argument(5), now)}
	if n := len(entry.Metadata); n > maxKVMetadata {
		w.kvFail("PUT", 413, "Metadata length of %d exceeds limit of %d.", n, maxKVMetadata)
	}
	body := w.kvBody(call.Argument(2))
	return w.async(func() (err error) {
		if entry.Value, err = readKVValue(body); err != nil {
			return err
		}
		return kv.Put(entry, now)
	}, goja.Undefined)
}

// kvBody is the value that kv.js hands over, copied if a script could change it.
func (w *Worker) kvBody(v goja.Value) *web.Body {
	if data, ok := webidl.Bytes(w.iso, v); ok {
		return web.NewBytesBody(bytes.Clone(data))
	}
	if text, ok := v.(goja.String); ok {
		return web.NewBytesBody([]byte(text.String()))
	}
	resp, err := web.ExtractResponse(w.iso, v)
	if err != nil {
		panic(w.exceptionValue(err))
	}
	return resp.Body
}

// readKVValue reads a value up to the limit.
func readKVValue(body *web.Body) ([]byte, error) {
	value, whole := body.Bytes()
	if !whole {
		r := body.Reader()
		defer r.Close()
		var err error
		if value, err = io.ReadAll(io.LimitReader(r, maxKVValue+1)); err != nil {
			return nil, err
		}
	}
	if n := len(value); n > maxKVValue {
		return nil, fmt.Errorf("KV PUT failed: 413 Value length of %d exceeds limit of %d.", max(int64(n), body.Length()), maxKVValue)
	}
	return value, nil
}

// expiration is when a value ends: so many seconds from now, or else at a time in seconds.
func (w *Worker) expiration(at, ttl goja.Value, now time.Time) time.Time {
	const past = "Please specify integer greater than the current number of seconds since the UNIX epoch."
	seconds := at.ToInteger()
	switch n := ttl.ToInteger(); {
	case goja.IsUndefined(ttl):
	case n <= 0:
		w.kvFail("PUT", 400, "Invalid expiration_ttl of %d. Please specify integer greater than 0.", n)
	case n < minExpiration:
		w.kvFail("PUT", 400, "Invalid expiration_ttl of %d. Expiration TTL must be at least %d.", n, minExpiration)
	default:
		return time.Unix(now.Unix()+n, 0)
	}
	switch {
	case goja.IsUndefined(at):
		return time.Time{}
	case seconds <= now.Unix():
		w.kvFail("PUT", 400, "Invalid expiration of %d. %s", seconds, past)
	case seconds < now.Unix()+minExpiration:
		w.kvFail("PUT", 400, "Invalid expiration of %d. Expiration times must be at least %d seconds in the future.", seconds, minExpiration)
	}
	return time.Unix(seconds, 0)
}

func (w *Worker) kvDelete(call goja.FunctionCall) goja.Value {
	kv, key := held[*persist.KV](call.Argument(0)), call.Argument(1).String()
	w.kvKey("DELETE", key)
	return w.async(func() error { return kv.Delete(key) }, goja.Undefined)
}

func (w *Worker) kvList(call goja.FunctionCall) goja.Value {
	kv, prefix, cursor := held[*persist.KV](call.Argument(0)), call.Argument(1).String(), call.Argument(3).String()
	limit := int(call.Argument(2).ToInteger())
	if limit <= 0 {
		limit = maxKVList
	}
	if limit > maxKVList {
		w.kvFail("GET", 400, "Invalid key_count_limit of %d. Please specify an integer less than %d.", limit, maxKVList)
	}
	w.kvLength("GET", prefix)
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

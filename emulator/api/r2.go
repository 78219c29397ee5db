package api

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"
	"github.com/devdo/devdo/persist"
)

// msgUnknownLength refuses a stream that does not say how long it is.
const msgUnknownLength = "Provided readable stream must have a known length (request/response body or readable half of FixedLengthStream)"

// r2OptionFunctions serve r2_options.js.
func (w *Worker) r2OptionFunctions() functions {
	return functions{
		"hex": func(call goja.FunctionCall) goja.Value {
			data, _ := webidl.Bytes(w.iso, call.Argument(0))
			return w.text(hex.EncodeToString(data))
		},
		"honorsInclude": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("r2_list_honor_include"))
		},
	}
}

// r2Functions serve r2.js. Values are read and written off the loop.
func (w *Worker) r2Functions() functions {
	return functions{
		"head": w.r2Head, "get": w.r2Get, "put": w.r2Put, "delete": w.r2Delete, "list": w.r2List,
		"create": w.r2Create, "uploadPart": w.r2UploadPart, "complete": w.r2Complete, "abort": w.r2Abort,
		"bytes": func(call goja.FunctionCall) goja.Value {
			data, _ := hex.DecodeString(call.Argument(0).String())
			return webidl.NewArrayBuffer(w.iso, data)
		},
		"fullResults": func(goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(w.options.Flags.Has("enable_fast_jsg_struct"))
		},
	}
}

// r2Call accesses a bucket and settles a promise with what result makes of it. A failure
// begins with the name of the operation.
func (w *Worker) r2Call(operation string, work func() error, result func() goja.Value) goja.Value {
	w.requireRequest()
	w.subrequest()
	promise, resolve, reject := w.promise()
	var err error
	w.access(func() { err = work() }, func() {
		if err != nil {
			reject(w.r2Error(operation, err))
			return
		}
		resolve(result())
	})
	return promise
}

func (w *Worker) r2Error(operation string, err error) goja.Value {
	var known *persist.R2Error
	var source *web.Error
	switch {
	case errors.As(err, &known):
		return w.iso.NewError("Error", operation+": "+known.Error())
	case errors.As(err, &source):
		return web.ErrorValue(w.iso, err)
	}
	return w.iso.NewError("Error", w.internalError(err))
}

func r2Bucket(call goja.FunctionCall) (bucket *persist.R2, key string) {
	return held[*persist.R2](call.Argument(0)), call.Argument(1).String()
}

// decode reads one of the JSON texts that r2_options.js makes; "" leaves v as it is.
func decode(text goja.Value, v any) {
	if s := text.String(); s != "" {
		if err := json.Unmarshal([]byte(s), v); err != nil {
			panic(err) // not of our own making
		}
	}
}

// r2Conditions reads conditions; nil for none.
func r2Conditions(text goja.Value) *persist.R2Conditions {
	var c *struct {
		Matches, DoesNotMatch []persist.R2ETag
		Before, After         *float64
		Seconds               bool
	}
	decode(text, &c)
	if c == nil {
		return nil
	}
	at := func(ms *float64) *time.Time {
		if ms == nil {
			return nil
		}
		t := time.UnixMilli(int64(*ms))
		return &t
	}
	return &persist.R2Conditions{Matches: c.Matches, DoesNotMatch: c.DoesNotMatch, Before: at(c.Before), After: at(c.After), Seconds: c.Seconds}
}

// r2Object is an object as r2.js takes it, without a range.
func (w *Worker) r2Object(o *persist.R2Object) *goja.Object {
	rt := w.iso.Runtime()
	v, sums := rt.NewObject(), rt.NewObject()
	_ = v.Set("key", o.Key)
	_ = v.Set("version", o.Version)
	_ = v.Set("size", o.Size)
	_ = v.Set("etag", o.ETag)
	_ = v.Set("uploaded", o.Uploaded.UnixMilli())
	_ = v.Set("http", w.parseJSON(o.HTTP))
	_ = v.Set("custom", w.parseJSON(o.Custom))
	for _, sum := range []struct{ name, hex string }{
		{"md5", o.Checksums.MD5}, {"sha1", o.Checksums.SHA1}, {"sha256", o.Checksums.SHA256},
		{"sha384", o.Checksums.SHA384}, {"sha512", o.Checksums.SHA512},
	} {
		if sum.hex != "" {
			_ = sums.Set(sum.name, sum.hex)
		}
	}
	_ = v.Set("checksums", sums)
	return v
}

func (w *Worker) r2Head(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	var o persist.R2Object
	var found bool
	return w.r2Call("head", func() (err error) {
		o, found, err = bucket.Head(key)
		return err
	}, func() goja.Value {
		if !found {
			return goja.Null()
		}
		v := w.r2Object(&o)
		_ = v.Set("offset", 0)
		_ = v.Set("length", o.Size)
		return v
	})
}

func (w *Worker) r2Get(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	conditions := r2Conditions(call.Argument(2))
	var want persist.R2Range
	decode(call.Argument(3), &want)
	var got persist.R2Got
	var found bool
	return w.r2Call("get", func() (err error) {
		got, found, err = bucket.Get(key, conditions, want)
		return err
	}, func() goja.Value {
		if !found {
			return goja.Null()
		}
		v := w.r2Object(&got.R2Object)
		_ = v.Set("offset", got.Offset)
		_ = v.Set("length", got.Length)
		if !got.Unmet {
			body := web.NewBytesBody(got.Value)
			if got.Reader != nil {
				body = web.NewStreamBody(got.Reader, got.Length)
			}
			_ = v.Set("response", web.NewResponse(w.iso, &web.Response{Status: 200, Body: body}))
		}
		return v
	})
}

// r2Value is what reads a value that r2.js hands over, and its length.
func (w *Worker) r2Value(v goja.Value) (r io.ReadCloser, size int64) {
	if data, ok := webidl.Bytes(w.iso, v); ok {
		return io.NopCloser(bytes.NewReader(bytes.Clone(data))), int64(len(data))
	}
	if _, isText := v.(goja.String); isText {
		text := webidl.String(w.iso, v)
		return io.NopCloser(bytes.NewReader([]byte(text))), int64(len(text))
	}
	resp, err := web.ExtractResponse(w.iso, v)
	if err != nil {
		panic(w.exceptionValue(err))
	}
	if size = resp.Body.Length(); size < 0 {
		resp.Body.Close()
		w.iso.TypeError(msgUnknownLength)
	}
	return resp.Body.Reader(), size
}

func (w *Worker) r2Put(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	put := persist.R2Put{Key: key, HTTP: call.Argument(3).String(), Custom: call.Argument(4).String(), Conditions: r2Conditions(call.Argument(6))}
	decode(call.Argument(5), &put.Checksums)
	r, size := w.r2Value(call.Argument(2))
	put.Size = size
	var o persist.R2Object
	var stored bool
	return w.r2Call("put", func() (err error) {
		defer r.Close()
		o, stored, err = bucket.Put(put, r)
		return err
	}, func() goja.Value {
		if !stored {
			return goja.Null()
		}
		return w.r2Object(&o)
	})
}

func (w *Worker) r2Delete(call goja.FunctionCall) goja.Value {
	bucket, _ := r2Bucket(call)
	keys := w.strings(call.Argument(1))
	return w.r2Call("delete", func() error { return bucket.Delete(keys) }, goja.Undefined)
}

func (w *Worker) r2List(call goja.FunctionCall) goja.Value {
	bucket, _ := r2Bucket(call)
	var options persist.R2ListOptions
	decode(call.Argument(1), &options)
	var page persist.R2List
	return w.r2Call("list", func() (err error) {
		page, err = bucket.List(options)
		return err
	}, func() goja.Value {
		rt := w.iso.Runtime()
		objects, prefixes := make([]any, len(page.Objects)), make([]any, len(page.Prefixes))
		for i := range page.Objects {
			objects[i] = w.r2Object(&page.Objects[i])
		}
		for i, prefix := range page.Prefixes {
			prefixes[i] = prefix
		}
		v := rt.NewObject()
		_ = v.Set("objects", rt.NewArray(objects...))
		_ = v.Set("prefixes", rt.NewArray(prefixes...))
		if page.Cursor != "" {
			_ = v.Set("cursor", page.Cursor)
		}
		return v
	})
}

func (w *Worker) r2Create(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	httpMetadata, custom := call.Argument(2).String(), call.Argument(3).String()
	var id string
	return w.r2Call("createMultipartUpload", func() (err error) {
		id, err = bucket.CreateUpload(key, httpMetadata, custom)
		return err
	}, func() goja.Value { return w.text(id) })
}

func (w *Worker) r2UploadPart(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	id, number := call.Argument(2).String(), int(call.Argument(3).ToInteger())
	r, size := w.r2Value(call.Argument(4))
	var etag string
	return w.r2Call("uploadPart", func() (err error) {
		defer r.Close()
		etag, err = bucket.UploadPart(key, id, number, r, size)
		return err
	}, func() goja.Value { return w.text(etag) })
}

func (w *Worker) r2Complete(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	id := call.Argument(2).String()
	var parts []persist.R2Part
	decode(call.Argument(3), &parts)
	var o persist.R2Object
	return w.r2Call("completeMultipartUpload", func() (err error) {
		o, err = bucket.CompleteUpload(key, id, parts)
		return err
	}, func() goja.Value { return w.r2Object(&o) })
}

func (w *Worker) r2Abort(call goja.FunctionCall) goja.Value {
	bucket, key := r2Bucket(call)
	id := call.Argument(2).String()
	return w.r2Call("abortMultipartUpload", func() error { return bucket.AbortUpload(key, id) }, goja.Undefined)
}

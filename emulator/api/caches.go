package api

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/api/httpcache"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/persist"
)

const (
	msgCacheURL     = "Invalid URL. Cache API keys must be fully-qualified, valid URLs."
	msgCacheMethod  = "Cannot cache response to non-GET request."
	msgCacheRange   = "Cannot cache response to a range request (206 Partial Content)."
	msgCacheVary    = "Cannot cache response with 'Vary: *' header."
	msgCacheNothing = "Ignoring attempt to Cache.put() a 304 status response. 304 responses are not meaningful to cache, and a potential source of bugs. Consider validating that the response status is meaningful to cache before calling Cache.put()."
)

// cacheFunctions serve caches.js. What is stored is read and written off the loop.
func (w *Worker) cacheFunctions() functions {
	return functions{
		"requireRequest": func(goja.FunctionCall) goja.Value {
			w.requireRequest()
			return goja.Undefined()
		},
		"length": func(call goja.FunctionCall) goja.Value {
			return w.iso.Runtime().ToValue(len(call.Argument(0).String()))
		},
		"match":  w.cacheMatch,
		"put":    w.cachePut,
		"delete": w.cacheDelete,
	}
}

// cacheOf is the cache of a name as caches.js counts them.
func (w *Worker) cacheOf(v goja.Value) *persist.KV { return w.options.Caches(v.String()) }

// cacheRequest is what a cache is asked by. Before fetch_standard_url no Request had a URL that
// was looked at, so that the cache is the first to find fault with it.
func (w *Worker) cacheRequest(input goja.Value) *web.Request {
	req, err := web.RequestHead(w.iso, input)
	if err == nil {
		return req
	}
	if _, object := input.(*goja.Object); !object && w.iso.Without("fetch_standard_url") {
		w.iso.TypeError(msgCacheURL)
	}
	panic(w.exceptionValue(err))
}

var cacheURL = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)`)

// cacheKey is what a request's response is stored under.
func (w *Worker) cacheKey(req *web.Request) string {
	found := cacheURL.FindStringSubmatch(req.URL)
	if found == nil || strings.Contains(found[1], "@") {
		w.iso.TypeError(msgCacheURL)
	}
	address, ok := url.Parse(req.URL, "")
	if !ok || !strings.HasPrefix(address, "http") {
		refusal := w.iso.NewError("TypeError", "Fetch API cannot load: "+req.URL)
		_ = refusal.Set("remote", true)
		panic(refusal)
	}
	var cf struct{ CacheKey any }
	if req.CF != "" {
		_ = json.Unmarshal([]byte(req.CF), &cf)
	}
	switch key := cf.CacheKey.(type) {
	case nil:
	case string:
		if key != "" {
			return key
		}
	default:
		return w.iso.Runtime().ToValue(key).String()
	}
	return web.StripFragment(address)
}

// cacheAccess reads or writes a cache when what the running object has written is durable.
func (w *Worker) cacheAccess(access func() error, result func() goja.Value) goja.Value {
	if refusal := w.trySubrequest(); refusal != nil {
		return w.iso.Rejected(refusal)
	}
	promise, resolve, reject := w.promise()
	var err error
	w.access(func() { err = access() }, func() {
		if err != nil {
			reject(w.iso.NewError("Error", err.Error()))
			return
		}
		resolve(result())
	})
	return promise
}

func (w *Worker) resolved(v goja.Value) goja.Value {
	promise, resolve, _ := w.promise()
	resolve(v)
	return promise
}

func (w *Worker) cacheMatch(call goja.FunctionCall) goja.Value {
	req := w.cacheRequest(call.Argument(1))
	if req.Method != "GET" && !call.Argument(2).ToBoolean() {
		return w.resolved(goja.Undefined())
	}
	cache, key, now := w.cacheOf(call.Argument(0)), w.cacheKey(req), w.iso.Clock().Now()
	var entry persist.KVEntry
	var stored httpcache.Metadata
	var found bool
	return w.cacheAccess(func() (err error) {
		entry, found, err = cache.Get(key, now)
		// What cannot be read is not there: a cache may forget.
		found = found && json.Unmarshal([]byte(entry.Metadata), &stored) == nil
		return err
	}, func() goja.Value {
		if !found {
			return goja.Undefined()
		}
		return w.cachedResponse(httpcache.Match(cacheHeader(&req.Headers), stored, entry.Value))
	})
}

// cachedResponse is the Response of a cache's answer.
func (w *Worker) cachedResponse(a httpcache.Answer) goja.Value {
	resp := &web.Response{Status: a.Status, StatusText: web.StatusText(a.Status), Immutable: true}
	for _, f := range a.Header {
		resp.Headers.Add(f[0], f[1])
	}
	if a.Body != nil {
		resp.Body = web.NewBytesBody(a.Body)
	}
	return web.NewResponse(w.iso, resp)
}

// cacheHeader are headers, each with one value.
func cacheHeader(headers *web.Headers) httpcache.Header {
	h := httpcache.Header{}
	for _, f := range headers.Sorted() {
		h.Set(f.Name, f.Value)
	}
	return h
}

func (w *Worker) cachePut(call goja.FunctionCall) goja.Value {
	req := w.cacheRequest(call.Argument(1))
	w.requireRequest()
	if req.Method != "GET" {
		w.iso.TypeError(msgCacheMethod)
	}
	response := call.Argument(2).(*goja.Object)
	w.requireCacheable(response)
	if response.Get("status").ToInteger() == http.StatusNotModified {
		w.Log(msgCacheNothing)
		return w.resolved(goja.Undefined())
	}
	resp, err := web.ExtractResponse(w.iso, response)
	if err != nil {
		panic(w.exceptionValue(err))
	}
	if resp.WebSocket != nil {
		w.iso.TypeError(msgNoUpgrade)
	}
	cache, key := w.cacheOf(call.Argument(0)), w.cacheKey(req)
	promise, resolve, reject := w.promise()
	web.ReadEncoded(w.iso, resp, func(body []byte, err error) {
		if err != nil {
			reject(web.ErrorValue(w.iso, err))
			return
		}
		resolve(w.cacheStore(cache, key, cacheHeader(&req.Headers), resp, body))
	})
	return promise
}

// requireCacheable throws where no cache would take a response.
func (w *Worker) requireCacheable(response *goja.Object) {
	if response.Get("status").ToInteger() == http.StatusPartialContent {
		w.iso.TypeError(msgCacheRange)
	}
	headers := response.Get("headers").(*goja.Object)
	get, _ := goja.AssertFunction(headers.Get("get"))
	vary, err := get(headers, w.text("vary"))
	if err == nil && !goja.IsNull(vary) && strings.Contains(vary.String(), "*") {
		w.iso.TypeError(msgCacheVary)
	}
}

// cacheStore stores a response if that is allowed, and promises undefined either way.
func (w *Worker) cacheStore(cache *persist.KV, key string, request httpcache.Header, resp *web.Response, body []byte) goja.Value {
	// The cache is another server: what is said about the connection does not reach it.
	resp.Headers.Delete("connection")
	now := w.iso.Clock().Now()
	header, ttl, ok := httpcache.Keep(request, cacheHeader(&resp.Headers), resp.Status, now)
	if !ok || resp.Status == http.StatusNoContent {
		return goja.Undefined()
	}
	metadata, err := json.Marshal(httpcache.Metadata{Header: header, Status: resp.Status, Size: len(body)})
	if err != nil {
		panic(err)
	}
	return w.cacheAccess(func() error {
		return cache.Put(persist.KVEntry{Key: key, Value: body, Metadata: string(metadata), Expiration: now.Add(ttl)}, now)
	}, goja.Undefined)
}

func (w *Worker) cacheDelete(call goja.FunctionCall) goja.Value {
	rt := w.iso.Runtime()
	req := w.cacheRequest(call.Argument(1))
	if req.Method != "GET" && !call.Argument(2).ToBoolean() {
		return w.resolved(rt.ToValue(false))
	}
	cache, key, now := w.cacheOf(call.Argument(0)), w.cacheKey(req), w.iso.Clock().Now()
	var deleted bool
	return w.cacheAccess(func() (err error) {
		deleted, err = cache.Remove(key, now)
		return err
	}, func() goja.Value { return rt.ToValue(deleted) })
}

package web

import (
	"net/http"
	"strings"

	"github.com/dop251/goja"

	"github.com/devdo/devdo/emulator/isolate"
)

// maxRedirects is how many redirects a fetch follows.
const maxRedirects = 20

// Redirect is the request that follows a response, or nil where resp is the answer: the caller
// wanted redirects as they are, or resp is none. A body that was a stream is gone by then, and
// the redirect fails.
func Redirect(req *Request, resp *Response, hops int) (*Request, error) {
	location := resp.Headers.Get("location")
	switch resp.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	if location == "" || req.Redirect != "" && req.Redirect != "follow" {
		return nil, nil
	}
	if hops >= maxRedirects {
		return nil, &Error{Class: "TypeError", Message: "Too many redirects."}
	}
	target, ok := resolveURL(req.URL, location)
	if !ok {
		return nil, &Error{Class: "TypeError", Message: "Invalid URL: " + location}
	}
	next := *req
	next.URL, next.Headers = StripFragment(target), req.Headers.Clone()
	switch {
	case becomesGet(req.Method, resp.Status):
		next.Method, next.Body = http.MethodGet, nil
		for _, name := range []string{"content-length", "content-type", "content-encoding", "content-language", "content-location"} {
			next.Headers.Delete(name)
		}
	case !req.Body.rewindable():
		return nil, &Error{Class: "TypeError", Message: "A request with a one-time-use body (it was initialized from a stream, not a buffer) encountered a redirect requiring the body to be retransmitted. To avoid this error in the future, construct this request from a buffer-like body initializer."}
	}
	if origin(next.URL) != origin(req.URL) {
		next.Headers.Delete("authorization")
	}
	return &next, nil
}

// ErrorValue is the exception for an error of this package; loop only, inside a turn.
func ErrorValue(iso *isolate.Isolate, err error) goja.Value { return stateOf(iso).errorValue(err) }

// becomesGet is the Fetch standard's rule for the method of a redirected request.
func becomesGet(method string, status int) bool {
	method = strings.ToUpper(method)
	if status == http.StatusSeeOther {
		return method != http.MethodGet && method != http.MethodHead
	}
	return method == http.MethodPost && (status == http.StatusMovedPermanently || status == http.StatusFound)
}

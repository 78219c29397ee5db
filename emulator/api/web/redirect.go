package web

import (
	"net/http"
	"slices"
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
	location, found := resp.Headers.Lookup("location")
	if !found || !isRedirect(resp.Status) || req.Redirect == "manual" {
		return nil, nil
	}
	target, ok := resolveURL(req.URL, location)
	if !ok || !strings.Contains(target, "://") {
		return nil, &Error{Class: "TypeError", Message: msgBadLocation}
	}
	if hops >= maxRedirects {
		return nil, &Error{Class: "TypeError", Message: msgTooManyRedirects + strings.Join(append(req.passed, req.URL), ", ")}
	}
	next := *req
	next.passed = append(slices.Clip(req.passed), StripFragment(req.URL))
	next.URL, next.Headers = StripFragment(target), req.Headers.Clone()
	if origin(next.URL) != origin(req.URL) {
		next.Headers.Delete("authorization")
	}
	if resp.Status != http.StatusSeeOther && !req.Body.rewindable() {
		return nil, &Error{Class: "TypeError", Message: msgOneTimeBody}
	}
	// Unlike the standard, workerd keeps the headers that describe the body.
	if becomesGet(req.Method, resp.Status) {
		next.Method, next.Body = http.MethodGet, nil
	}
	return &next, nil
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// becomesGet is the Fetch standard's rule for the method of a redirected request.
func becomesGet(method string, status int) bool {
	if status == http.StatusSeeOther {
		return method != http.MethodHead
	}
	return method == http.MethodPost && (status == http.StatusMovedPermanently || status == http.StatusFound)
}

// ErrorValue is the exception for an error of this package; loop only, inside a turn.
func ErrorValue(iso *isolate.Isolate, err error) goja.Value { return stateOf(iso).errorValue(err) }

package api

import (
	"net/http"
	"strings"

	"github.com/nlnwa/whatwg-url/url"

	"github.com/devdo/devdo/emulator/api/web"
)

// redirect is the request that follows a response, or nil where resp is the answer: the caller
// wanted redirects as they are, or resp is none.
func (w *Worker) redirect(req *web.Request, resp *web.Response, hops int) (*web.Request, error) {
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
		return nil, w.exception(w.iso.NewError("TypeError", "Too many redirects."))
	}
	target, err := url.ParseRef(req.URL, location)
	if err != nil {
		return nil, w.exception(w.iso.NewError("TypeError", "Invalid URL: "+location))
	}
	next := *req
	next.URL, next.Headers = web.StripFragment(target.Href(false)), req.Headers.Clone()
	if becomesGet(req.Method, resp.Status) {
		next.Method, next.Body = http.MethodGet, nil
		for _, name := range []string{"content-length", "content-type", "content-encoding", "content-language", "content-location"} {
			next.Headers.Delete(name)
		}
	}
	return &next, nil
}

// becomesGet is the Fetch standard's rule for the method of a redirected request.
func becomesGet(method string, status int) bool {
	method = strings.ToUpper(method)
	if status == http.StatusSeeOther {
		return method != http.MethodGet && method != http.MethodHead
	}
	return method == http.MethodPost && (status == http.StatusMovedPermanently || status == http.StatusFound)
}

package emulator

import (
	"net/http"
	"net/url"
	"os"

	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/assets"
)

// Assets are a Worker's static files. Binding is the name they have in env, "" for none. A Worker
// that is Alone consists of nothing else.
type Assets struct {
	assets.Config
	Binding string
	Alone   bool
}

// site serves static files to the network and to bindings.
type site struct {
	*assets.Site
	alone bool
}

func newSite(a *Assets) *site {
	if a == nil {
		return nil
	}
	return &site{assets.New(a.Config), a.Alone}
}

// Serve answers a request of a binding.
func (s *site) Serve(req *web.Request) *web.Response {
	u, err := url.Parse(req.URL)
	if err != nil {
		return &web.Response{Status: http.StatusNotFound}
	}
	header := http.Header{}
	for _, f := range req.Headers.All() {
		header.Add(f.Name, f.Value)
	}
	return s.respond(req.Method, u, u.Host, header)
}

// answer is the files' answer to a request from the network, nil if the Worker is to answer.
func (s *site) answer(r *http.Request) *web.Response {
	if s == nil {
		return nil
	}
	whole := r.Clone(r.Context())
	whole.URL.Scheme, whole.URL.Host = "http", r.Host
	if !s.alone && s.WantsWorker(whole) {
		return nil
	}
	return s.respond(r.Method, whole.URL, r.Host, r.Header)
}

func (s *site) respond(method string, u *url.URL, host string, header http.Header) *web.Response {
	found := s.Site.Serve(method, u, host, header)
	resp := &web.Response{Status: found.Status}
	for name, values := range found.Header {
		for _, v := range values {
			resp.Headers.Add(name, v)
		}
	}
	if found.Path == "" {
		return resp
	}
	file, err := os.Open(found.Path)
	if err != nil {
		return &web.Response{Status: http.StatusNotFound}
	}
	length := int64(-1)
	if info, err := file.Stat(); err == nil {
		length = info.Size()
	}
	resp.Body = web.NewStreamBody(file, length)
	return resp
}

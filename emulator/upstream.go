package emulator

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/devdo/devdo/emulator/api/web"
)

// upstream makes a Worker believe that it is served where it will be deployed: requests name that
// place instead of this server, and answers the other way round.
type upstream struct {
	here, there *url.URL
}

// upstream is that of a request, or nil.
func (g *generation) upstream(r *http.Request) *upstream {
	if g.source.Upstream == nil {
		return nil
	}
	return &upstream{here: &url.URL{Scheme: scheme(r), Host: r.Host}, there: g.source.Upstream}
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}

// request changes the Worker's request, whose host is in the header mf-original-hostname too, as
// the real tool has it.
func (u *upstream) request(req *web.Request, target string) {
	req.URL = u.there.Scheme + "://" + u.there.Host + target
	rewriteURLs(&req.Headers, u.here, u.there)
	req.Headers.Set("host", u.there.Host)
	req.Headers.Set("mf-original-hostname", u.there.Host)
}

// response changes the Worker's answer.
func (u *upstream) response(resp *web.Response) {
	rewriteURLs(&resp.Headers, u.there, u.here)
}

// absoluteURL finds URLs in a header, as an origin and the rest.
var absoluteURL = regexp.MustCompile(`(?i)(https?://[^/?#\s,;"']+)([^\s,;"']*)`)

// rewriteURLs puts one origin in place of another in the URLs of all headers, and in the domains of
// cookies. What is inside a URL's query stays.
func rewriteURLs(headers *web.Headers, from, to *url.URL) {
	all := slices.Clone(headers.All())
	changed := false
	for n, f := range all {
		value := f.Value
		if f.Name == "set-cookie" {
			value = rewriteCookie(value, from.Hostname(), to.Hostname())
		} else if strings.Contains(value, from.Host) {
			value = rewriteValue(value, from, to)
		}
		changed = changed || value != f.Value
		all[n].Value = value
	}
	if !changed {
		return
	}
	*headers = web.Headers{}
	for _, f := range all {
		headers.Add(f.Name, f.Value)
	}
}

func rewriteValue(value string, from, to *url.URL) string {
	return absoluteURL.ReplaceAllStringFunc(value, func(match string) string {
		parts := absoluteURL.FindStringSubmatch(match)
		origin, err := url.Parse(parts[1])
		if err != nil || !strings.EqualFold(origin.Host, from.Host) {
			return match
		}
		return to.Scheme + "://" + to.Host + parts[2]
	})
}

func rewriteCookie(cookie, from, to string) string {
	before, after, found := strings.Cut(cookie, "Domain="+from)
	if !found || after != "" && after[0] != ';' && after[0] != ',' {
		return cookie
	}
	return before + "Domain=" + to + after
}

package url

import "strings"

// Parts are the components of a URL in its normal form. The URL itself is the only state that
// a URL object has: finding a component in it costs less than keeping them all.
type Parts struct {
	Protocol           string // with the colon
	Username, Password string
	Host               string // with the port
	Hostname, Port     string
	Pathname           string
	Search, Hash       string // with the ? and #, unless nothing follows

	// places in the URL
	path, query, fragment int
	hasQuery, hasFragment bool
}

// Split takes a URL that Parse returned apart.
func Split(href string) Parts {
	p := Parts{fragment: len(href)}
	if i := strings.IndexByte(href, '#'); i >= 0 {
		p.fragment, p.hasFragment = i, true
		if i+1 < len(href) {
			p.Hash = href[i:]
		}
	}
	p.query = p.fragment
	if i := strings.IndexByte(href[:p.fragment], '?'); i >= 0 {
		p.query, p.hasQuery = i, true
		if i+1 < p.fragment {
			p.Search = href[i:p.fragment]
		}
	}
	colon := strings.IndexByte(href, ':')
	p.Protocol = href[:colon+1]
	p.path = colon + 1
	rest := href[p.path:p.query]
	switch {
	case strings.HasPrefix(rest, "//"):
		p.path += 2
		p.authority(rest[2:])
	case strings.HasPrefix(rest, "/.//"):
		// What keeps an empty first segment from looking like a host.
		p.path += 2
	}
	p.Pathname = href[p.path:p.query]
	return p
}

func (p *Parts) authority(s string) {
	end := strings.IndexByte(s, '/')
	if end < 0 {
		end = len(s)
	}
	p.path += end
	s = s[:end]
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		p.Username, p.Password, _ = strings.Cut(s[:at], ":")
		s = s[at+1:]
	}
	p.Host, p.Hostname = s, s
	if i := strings.LastIndexByte(s, ':'); i >= 0 && !strings.HasSuffix(s, "]") {
		p.Hostname, p.Port = s[:i], s[i+1:]
	}
}

// Origin is what the origin attribute of a URL in its normal form says.
func Origin(href string) string {
	p := Split(href)
	switch p.Protocol {
	case "http:", "https:", "ws:", "wss:", "ftp:":
		return p.Protocol + "//" + p.Host
	case "blob:":
		inner, ok := Parse(p.Pathname, "")
		if ok && (strings.HasPrefix(inner, "http:") || strings.HasPrefix(inner, "https:")) {
			return Origin(inner)
		}
	}
	return "null"
}

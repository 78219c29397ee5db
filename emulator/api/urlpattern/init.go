package urlpattern

import (
	"strings"

	"github.com/devdo/devdo/emulator/api/url"
)

// parts are those of a URL in its normal form, without the characters between them.
func parts(href string) [Components]string {
	p := url.Split(href)
	return [Components]string{
		strings.TrimSuffix(p.Protocol, ":"), p.Username, p.Password, p.Hostname, p.Port, p.Pathname,
		strings.TrimPrefix(p.Search, "?"), strings.TrimPrefix(p.Hash, "#"),
	}
}

// URL takes a URL apart to match it; ok is false for what is none.
func URL(input string, base *string, o Options) (all [Components]string, ok bool) {
	if base == nil {
		if href, ok := url.Parse(input, ""); ok {
			return parts(href), true
		}
		return relative(input, o)
	}
	href, ok := url.Parse(*base, "")
	if !ok {
		return all, false
	}
	if href, ok = url.Parse(input, href); !ok {
		return all, false
	}
	return parts(href), true
}

// relative takes a URL apart that has nothing to be relative to. Unlike the standard, the runtime
// matches it as one without a protocol.
func relative(input string, o Options) (all [Components]string, ok bool) {
	if o.Legacy {
		return all, false
	}
	href, ok := url.Parse(input, noBase)
	if !ok {
		return all, false
	}
	all = parts(href)
	all[Protocol] = ""
	return all, true
}

// noBase resolves what is relative without adding anything but its scheme.
const noBase = "fake://"

// process fills in from the base URL what init does not have, as far as nothing before it in a URL
// is given. The parts of patterns stay as they are, those of URLs are brought into normal form.
func process(init Init, pattern bool, o Options) (Init, error) {
	result := Init{}
	base, hasBase, err := baseParts(init, pattern)
	if err != nil {
		return result, err
	}
	if hasBase {
		for c := range base {
			if inherits(init, Component(c), pattern, o) {
				result.Parts[c] = &base[c]
			}
		}
	}
	for c, given := range init.Parts {
		if given == nil {
			continue
		}
		text := *given
		switch Component(c) {
		case Protocol:
			text = strings.TrimSuffix(text, ":")
		case Search:
			text = strings.TrimPrefix(text, "?")
		case Hash:
			text = strings.TrimPrefix(text, "#")
		case Pathname:
			if hasBase && !isAbsolute(text, pattern) && !isOpaque(*init.Base) {
				if slash := strings.LastIndexByte(base[Pathname], '/'); slash >= 0 {
					text = base[Pathname][:slash+1] + text
				}
			}
		}
		if !pattern {
			if text, err = canonicalOf(Component(c), text, result, o); err != nil {
				return result, err
			}
		}
		result.Parts[c] = &text
	}
	return result, nil
}

// baseParts are the parts of the base URL, as patterns or as they are.
func baseParts(init Init, pattern bool) (base [Components]string, ok bool, err error) {
	if init.Base == nil {
		return base, false, nil
	}
	href, ok := url.Parse(*init.Base, "")
	if !ok {
		return base, false, errBase
	}
	base = parts(href)
	if pattern {
		for c := range base {
			base[c] = escapePattern(base[c])
		}
	}
	return base, true, nil
}

// inherits reports whether a part that is not given is that of the base URL.
func inherits(init Init, c Component, pattern bool, o Options) bool {
	if o.Legacy {
		return init.Parts[c] == nil
	}
	before := []Component{Protocol}
	switch c {
	case Username, Password:
		if pattern {
			return false
		}
		before = []Component{Protocol, Hostname, Port, Username, Password}[:3+c]
	case Hostname, Port, Pathname, Search, Hash:
		before = []Component{Protocol, Hostname, Port, Pathname, Search, Hash}[:c-Hostname+2]
	}
	for _, b := range before {
		if init.Parts[b] != nil {
			return false
		}
	}
	return true
}

func isAbsolute(pathname string, pattern bool) bool {
	return strings.HasPrefix(pathname, "/") || pattern && (strings.HasPrefix(pathname, `\/`) || strings.HasPrefix(pathname, "{/"))
}

// isOpaque reports whether a URL has a path that is no list of segments.
func isOpaque(base string) bool {
	href, _ := url.Parse(base, "")
	p := url.Split(href)
	return p.Host == "" && !strings.HasPrefix(p.Pathname, "/")
}

// canonicalOf is a part of a URL in normal form; the parts before it are in result.
func canonicalOf(c Component, text string, result Init, o Options) (string, error) {
	scheme := ""
	if result.Parts[Protocol] != nil {
		scheme = *result.Parts[Protocol]
	}
	_, isSpecial := special[scheme]
	switch c {
	case Port:
		return canonicalPortOf(text, scheme)
	case Pathname:
		if scheme != "" && !isSpecial {
			return canonicalOpaquePathname(text)
		}
	}
	return o.canonicalizer(c)(text)
}

var canonicalizers = [Components]canonicalizer{
	canonicalProtocol, canonicalUsername, canonicalPassword, canonicalHostname, canonicalPort, canonicalPathname, canonicalSearch, canonicalHash,
}

func (o Options) canonicalizer(c Component) canonicalizer {
	if o.Legacy && c == Hostname {
		return canonicalLegacyHostname
	}
	return canonicalizers[c]
}

// Process brings the parts of a URL into normal form, to match them; those not given are empty.
func Process(init Init, o Options) (all [Components]string, err error) {
	processed, err := process(init, false, o)
	if err != nil {
		return all, err
	}
	for c, text := range processed.Parts {
		if text != nil {
			all[c] = *text
		}
	}
	return all, nil
}

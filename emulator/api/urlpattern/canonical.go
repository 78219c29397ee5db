package urlpattern

import (
	"strings"

	"github.com/devdo/devdo/emulator/api/url"
)

// canonicalizer brings text of a pattern, or a part of a URL, into the form that it has in URLs.
type canonicalizer func(text string) (string, error)

// A URL to put parts into; its scheme is not special, so that its parts are encoded least.
const dummy = "fake://dummy.test"

func canonicalProtocol(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	href, ok := url.Parse(text+"://dummy.test", "")
	if !ok {
		return "", errProtocol
	}
	return strings.TrimSuffix(url.Split(href).Protocol, ":"), nil
}

func set(href string, c url.Component, text string) url.Parts {
	href, _ = url.Set(href, c, text)
	return url.Split(href)
}

func canonicalUsername(text string) (string, error) {
	return set(dummy, url.Username, text).Username, nil
}

func canonicalPassword(text string) (string, error) {
	return set(dummy, url.Password, text).Password, nil
}

func canonicalHostname(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	// One of the two hosts changes if the text is a host at all.
	one := set("https://dummy.test", url.Hostname, text).Hostname
	if one == "dummy.test" && set("https://dummy.other", url.Hostname, text).Hostname != one {
		return "", errHostname
	}
	return one, nil
}

// canonicalLegacyHostname knows no internationalised names.
func canonicalLegacyHostname(text string) (string, error) {
	if strings.ContainsAny(text, "\x00\t\n\r #%/:<>?@[\\]^|") {
		return "", errHostname
	}
	return set(dummy, url.Hostname, text).Hostname, nil
}

func canonicalIPv6(text string) (string, error) {
	for _, c := range text {
		if !strings.ContainsRune("0123456789abcdefABCDEF[]:", c) {
			return "", errHostname
		}
	}
	return strings.ToLower(text), nil
}

func canonicalPort(text string) (string, error) { return canonicalPortOf(text, "fake") }

// canonicalPortOf is the port of a URL of a scheme, whose usual port is none.
func canonicalPortOf(text, scheme string) (string, error) {
	if text == "" {
		return "", nil
	}
	// What follows a number is ignored, as by the setter of a URL.
	text = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(text)
	rest := strings.TrimLeft(text, "0123456789")
	if text = strings.TrimSuffix(text, rest); text == "" {
		return "", errPort
	}
	if scheme == "" {
		scheme = "fake"
	}
	href, ok := url.Parse(scheme+"://dummy.test:"+text, "")
	if !ok {
		return "", errPort
	}
	return url.Split(href).Port, nil
}

func canonicalPathname(text string) (string, error) {
	switch {
	case text == "":
		return "", nil
	case text[0] == '/':
		return set(dummy, url.Pathname, text).Pathname, nil
	}
	// Text between groups need not begin a segment.
	return set(dummy, url.Pathname, "/-"+text).Pathname[2:], nil
}

func canonicalOpaquePathname(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	href, ok := url.Parse("fake:"+text, "")
	if !ok {
		return "", errPathname
	}
	return url.Split(href).Pathname, nil
}

func canonicalSearch(text string) (string, error) {
	return strings.TrimPrefix(set(dummy, url.Search, "?"+text).Search, "?"), nil
}

func canonicalHash(text string) (string, error) {
	return strings.TrimPrefix(set(dummy, url.Hash, "#"+text).Hash, "#"), nil
}

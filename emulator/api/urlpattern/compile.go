package urlpattern

import "strings"

// CompileText compiles a pattern in one text, relative to a base URL unless that is nil.
func CompileText(text string, base *string, o Options) (*Pattern, error) {
	init, err := parseText(text, o)
	if err != nil {
		return nil, err
	}
	if base == nil && init.Parts[Protocol] == nil {
		return nil, errRelative
	}
	init.Base = base
	return Compile(init, o)
}

// Compile compiles a pattern in parts.
func Compile(init Init, o Options) (*Pattern, error) {
	processed, err := process(init, true, o)
	if err != nil {
		return nil, err
	}
	var given [Components]string
	for c := range given {
		given[c] = "*"
		if text := processed.Parts[c]; text != nil {
			given[c] = *text
		}
	}
	if usual := special[given[Protocol]]; usual != "" && given[Port] == usual && !o.Legacy {
		given[Port] = ""
	}
	p := &Pattern{}
	if p[Protocol], err = compile(given[Protocol], syntax{greedy: o.Legacy}, canonicalProtocol); err != nil {
		return nil, err
	}
	isSpecial, err := isSpecialProtocol(p[Protocol], o)
	if err != nil {
		return nil, err
	}
	for c := Username; c <= Hash; c++ {
		s, encode := syntax{greedy: o.Legacy}, o.canonicalizer(c)
		switch {
		case c == Hostname:
			s.delimiter = "."
			if isIPv6(given[c]) {
				encode = canonicalIPv6
			}
		case c == Pathname && isSpecial:
			s.delimiter, s.prefix = "/", "/"
		case c == Pathname:
			encode = canonicalOpaquePathname
		}
		if p[c], err = compile(given[c], s, encode); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// isIPv6 reports whether a pattern is one of addresses in brackets.
func isIPv6(hostname string) bool {
	return len(hostname) > 1 && (hostname[0] == '[' || strings.HasPrefix(hostname, "{[") || strings.HasPrefix(hostname, `\[`))
}

// Package urlpattern compiles URL patterns by the WHATWG URLPattern standard: from a pattern, in
// text or in parts, to what a regular expression engine matches each part of a URL with.
//
// The expressions are those of JavaScript, so matching is left to its engine. That rules out the
// library that there is for Go, github.com/dunglas/go-urlpattern: it matches by RE2, which knows
// neither lookaheads nor the flags u and v.
//
// The runtime has two implementations. The older one differs in Options.Legacy.
package urlpattern

import "errors"

// Component is a part of a URL.
type Component int

// The parts of a URL, in the order that urlpattern.js counts them.
const (
	Protocol Component = iota
	Username
	Password
	Hostname
	Port
	Pathname
	Search
	Hash
	// Components is how many there are.
	Components int = iota
)

// Init are the parts of a pattern, or of a URL to match; nil for those that are not given.
type Init struct {
	Parts [Components]*string
	Base  *string
}

// Part is a compiled part of a pattern.
type Part struct {
	// Pattern is the pattern in its normal form.
	Pattern string
	// Expression is the source of a regular expression, Names those of its groups in order.
	Expression string
	Names      []string
	// HasGroups is set where the pattern has regular expressions of its own.
	HasGroups bool
}

// Pattern is a compiled pattern.
type Pattern [Components]Part

// Options of a pattern.
type Options struct {
	// Legacy is the behaviour of the runtime before its flag urlpattern_standard.
	Legacy bool
	// Match reports whether a regular expression matches; it fails for one that is none.
	Match func(expression, input string) (bool, error)
}

// Errors of patterns, in the words of the runtime before urlpattern_standard, which shows them.
var (
	errSyntax    = errors.New("Syntax error in URL Pattern")
	errBase      = errors.New("Invalid base URL.")
	errRelative  = errors.New("Syntax error in URL Pattern: a relative pattern must have a base URL.")
	errProtocol  = errors.New("Invalid URL protocol component")
	errHostname  = errors.New("Invalid URL hostname component")
	errPort      = errors.New("Invalid URL port component")
	errPathname  = errors.New("Invalid URL pathname component")
	errBaseGiven = errors.New("A baseURL is not allowed when input is an object.")
)

// special are the schemes that the URL standard calls so, with their usual ports.
var special = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21", "file": ""}

package htmlrewriter

import (
	"strings"
)

// A Selector is a parsed list of CSS selectors, of the subset that can be matched while the
// document passes by.
type Selector struct{ chains []chain }

// chain is one selector: compounds from left to right. child[i] says that compound i must be a
// child, not just a descendant, of compound i-1.
type chain struct {
	compounds []compound
	child     []bool
}

// compound is what one element must fulfil.
type compound []condition

// condition is a simple selector.
type condition interface {
	match(e *subject) bool
}

type (
	typeIs   string
	idIs     string
	hasClass string
	not      []compound
	nth      struct {
		a, b   int
		ofType bool
	}
	attribute struct {
		name, value string
		operator    byte // 0 for presence, otherwise the character before "=", or "=" itself
		fold        bool // ASCII case does not matter
		foldInHTML  bool // nor does it in elements of HTML
	}
	anything struct{}
	nothing  struct{}
)

// subject is an element while it is matched.
type subject struct {
	tag             *startTag
	index, ofType   int // places among its siblings, from 1
	namespaceIsHTML bool
}

func (anything) match(*subject) bool { return true }

func (nothing) match(*subject) bool { return false }

func (t typeIs) match(e *subject) bool { return string(t) == e.tag.lowerName }

func (id idIs) match(e *subject) bool {
	v, ok := e.tag.rawValue("id")
	return ok && v == string(id)
}

func (c hasClass) match(e *subject) bool {
	v, ok := e.tag.rawValue("class")
	return ok && hasWord(v, func(word string) bool { return word == string(c) })
}

func (n not) match(e *subject) bool {
	for _, c := range n {
		if c.match(e) {
			return false
		}
	}
	return true
}

func (n nth) match(e *subject) bool {
	i := e.index
	if n.ofType {
		i = e.ofType
	}
	if n.a == 0 {
		return i == n.b
	}
	return (i-n.b)%n.a == 0 && (i-n.b)/n.a >= 0
}

func (a attribute) match(e *subject) bool {
	v, ok := e.tag.rawValue(a.name)
	if !ok || a.operator == 0 {
		return ok
	}
	want := a.value
	if a.fold || a.foldInHTML && e.namespaceIsHTML {
		v, want = lowerASCII(v), lowerASCII(want)
	}
	if want == "" && a.operator != '=' && a.operator != '|' {
		return false
	}
	switch a.operator {
	case '~':
		return hasWord(v, func(word string) bool { return word == want })
	case '|':
		return v == want || strings.HasPrefix(v, want+"-")
	case '^':
		return strings.HasPrefix(v, want)
	case '$':
		return strings.HasSuffix(v, want)
	case '*':
		return strings.Contains(v, want)
	}
	return v == want
}

func (c compound) match(e *subject) bool {
	for _, condition := range c {
		if !condition.match(e) {
			return false
		}
	}
	return true
}

// hasWord looks at the parts of s between white space, which may be empty.
func hasWord(s string, is func(string) bool) bool {
	for {
		i := strings.IndexAny(s, whitespace)
		if i < 0 {
			return is(s)
		}
		if is(s[:i]) {
			return true
		}
		s = s[i+1:]
	}
}

const whitespace = " \n\r\t\f"

// lowerASCII leaves everything but A to Z alone.
func lowerASCII(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' }) < 0 {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// usesType says whether elements must be counted by their type.
func (s *Selector) usesType() bool {
	for _, c := range s.chains {
		for _, compound := range c.compounds {
			if compound.usesType() {
				return true
			}
		}
	}
	return false
}

func (c compound) usesType() bool {
	for _, condition := range c {
		switch condition := condition.(type) {
		case nth:
			if condition.ofType {
				return true
			}
		case not:
			for _, inner := range condition {
				if inner.usesType() {
					return true
				}
			}
		}
	}
	return false
}

package htmlrewriter

import (
	"slices"
	"strings"
)

// Namespaces of elements.
const (
	namespaceHTML   = "http://www.w3.org/1999/xhtml"
	namespaceSVG    = "http://www.w3.org/2000/svg"
	namespaceMathML = "http://www.w3.org/1998/Math/MathML"
)

// context is as much of the state of an HTML parser as a stream of tags gives away: the
// namespace, and whether content is text. Where that cannot be told, it refuses to go on.
type context struct {
	layers []layer // inside of the outermost, which is HTML
	guard  guard
}

// layer is a namespace inside of another. Of HTML inside of a foreign element, open are the
// elements that have begun there.
type layer struct {
	namespace string
	open      []string
}

func (c *context) namespace() string { return c.at(0) }

// at is the namespace above the current one by that many steps.
func (c *context) at(above int) string {
	if i := len(c.layers) - 1 - above; i >= 0 {
		return c.layers[i].namespace
	}
	return namespaceHTML
}

func (c *context) enter(namespace string) { c.layers = append(c.layers, layer{namespace: namespace}) }

func (c *context) leave() {
	if len(c.layers) > 0 {
		c.layers = c.layers[:len(c.layers)-1]
	}
}

var (
	textElements   = strings.Fields("textarea title plaintext script style iframe xmp noembed noframes noscript")
	leavingForeign = strings.Fields("b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li " +
		"listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var")
	integrationSVG    = strings.Fields("desc title foreignobject")
	integrationMathML = strings.Fields("mi mo mn ms mtext")
	voidElements      = strings.Fields("area base basefont bgsound br col embed hr img input keygen link meta param source track wbr")
)

// start follows a start tag. It gives the namespace of the element, and says whether its
// content is text.
func (c *context) start(t *startTag) (namespace string, text bool, err error) {
	if err := c.guard.start(t.lowerName); err != nil {
		return "", false, err
	}
	name := t.lowerName
	switch foreign := c.namespace() != namespaceHTML; {
	case name == "svg":
		c.enter(namespaceSVG)
	case name == "math":
		c.enter(namespaceMathML)
	case foreign && (slices.Contains(leavingForeign, name) || name == "font" && t.hasAny("color", "size", "face")):
		c.leave()
	case foreign:
		namespace = c.namespace()
		if !t.selfClosing && c.isIntegrationPoint(t) {
			c.enter(namespaceHTML)
		}
		return namespace, false, nil
	default:
		text = slices.Contains(textElements, name)
	}
	namespace = c.namespace()
	if n := len(c.layers); n > 0 && namespace == namespaceHTML && !slices.Contains(voidElements, name) {
		c.layers[n-1].open = append(c.layers[n-1].open, name)
	}
	return namespace, text, nil
}

// isIntegrationPoint tells whether there is HTML inside of a foreign element.
func (c *context) isIntegrationPoint(t *startTag) bool {
	if c.namespace() == namespaceSVG {
		return slices.Contains(integrationSVG, t.lowerName)
	}
	return slices.Contains(integrationMathML, t.lowerName) || t.lowerName == "annotation-xml" && t.isHTMLAnnotation()
}

func (t *startTag) hasAny(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, ok := t.rawValue(name)
		return ok
	})
}

func (t *startTag) isHTMLAnnotation() bool {
	v, _ := t.rawValue("encoding")
	v = lowerASCII(v)
	return v == "text/html" || v == "application/xhtml+xml"
}

// end follows an end tag.
func (c *context) end(name string) {
	c.guard.end(name)
	n := len(c.layers)
	if n == 0 {
		return
	}
	switch top := &c.layers[n-1]; top.namespace {
	case namespaceHTML:
		// While an element is open inside, the end of the foreign one around it is not heeded.
		for i := len(top.open) - 1; i >= 0; i-- {
			if top.open[i] == name {
				top.open = top.open[:i]
				return
			}
		}
		if len(top.open) == 0 && c.endsIntegrationPoint(name) {
			c.leave()
		}
	case namespaceSVG:
		if name == "svg" || name == "p" || name == "br" {
			c.leave()
		}
	case namespaceMathML:
		if name == "math" || name == "p" || name == "br" {
			c.leave()
		}
	}
}

func (c *context) endsIntegrationPoint(name string) bool {
	if c.at(1) == namespaceSVG {
		return slices.Contains(integrationSVG, name)
	}
	return name == "annotation-xml" || slices.Contains(integrationMathML, name)
}

// guard finds the places where a parser of HTML may ignore a tag behind which content is text.
type guard struct {
	inSelect, afterFrameset bool
	templates               int // open inside of the select
}

func (g *guard) start(name string) error {
	text := slices.Contains(textElements, name)
	switch {
	case g.afterFrameset:
		if text && name != "noframes" {
			return ambiguous(name)
		}
	case g.templates > 0:
		if name == "template" {
			g.templates++
		} else if text {
			return ambiguous(name)
		}
	case g.inSelect:
		switch name {
		case "select", "textarea", "input", "keygen":
			g.inSelect = false
		case "template":
			g.templates = 1
		case "script":
		default:
			if text {
				return ambiguous(name)
			}
		}
	default:
		g.inSelect = name == "select"
		g.afterFrameset = name == "frameset"
	}
	return nil
}

func (g *guard) end(name string) {
	switch {
	case g.templates > 0:
		if name == "template" {
			g.templates--
		}
	case g.inSelect && name == "select":
		g.inSelect = false
	}
}

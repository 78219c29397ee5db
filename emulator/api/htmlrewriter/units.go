package htmlrewriter

import (
	"slices"
	"strings"
)

// Element is a start tag, and by it the whole element.
type Element struct {
	mutations     // of the start tag
	tag           *startTag
	namespace     string
	charset       charset
	hasContent    bool
	removeContent bool
	end           *endChanges
}

// endChanges are what an element's handlers want of its end tag.
type endChanges struct {
	mutations
	changed bool
	name    string
	// handler is the caller's, nil for none.
	handler any
}

func (e *Element) endTag() *endChanges {
	if e.end == nil {
		e.end = &endChanges{}
	}
	return e.end
}

func (e *Element) endMutations() *mutations {
	end := e.endTag()
	end.changed = true
	return &end.mutations
}

// TagName is the name in lower case.
func (e *Element) TagName() string { return lowerASCII(e.charset.decode([]byte(e.tag.name))) }

// SetTagName changes the name of both tags.
func (e *Element) SetTagName(name string) error {
	switch {
	case name == "":
		return parserError(msgEmptyTag)
	case !isLetter(name[0]):
		return parserError(msgTagStart)
	}
	if i := strings.IndexAny(name, whitespace+"/>"); i >= 0 {
		return forbidden(name[i], "tag")
	}
	encoded, ok := e.charset.encodable(name)
	if !ok {
		return parserError(msgTagUnencodable)
	}
	if e.hasContent {
		e.endTag().name = encoded
	}
	e.tag.name, e.tag.raw = encoded, ""
	return nil
}

// Namespace is the URI of the element's namespace.
func (e *Element) Namespace() string { return e.namespace }

// Attributes are names, in lower case, and values, as written.
func (e *Element) Attributes() [][2]string {
	list := make([][2]string, len(e.tag.attributes))
	for i, a := range e.tag.attributes {
		list[i] = [2]string{lowerASCII(e.charset.decode([]byte(a.name))), e.charset.decode([]byte(a.value))}
	}
	return list
}

// Attribute is the value of an attribute.
func (e *Element) Attribute(name string) (string, bool) {
	encoded, err := e.attributeName(name)
	if err != nil {
		return "", false
	}
	v, ok := e.tag.rawValue(encoded)
	return e.charset.decode([]byte(v)), ok
}

// SetAttribute adds or changes an attribute.
func (e *Element) SetAttribute(name, value string) error {
	name, err := e.attributeName(name)
	if err != nil {
		return err
	}
	e.tag.raw = ""
	value = string(e.charset.encode(value))
	for i, a := range e.tag.attributes {
		if strings.EqualFold(a.name, name) {
			e.tag.attributes[i] = attr{name: a.name, value: value}
			return nil
		}
	}
	e.tag.attributes = append(e.tag.attributes, attr{name: name, value: value})
	return nil
}

// RemoveAttribute removes an attribute where it is there.
func (e *Element) RemoveAttribute(name string) {
	name, err := e.attributeName(name)
	if err != nil {
		return
	}
	n := len(e.tag.attributes)
	e.tag.attributes = slices.DeleteFunc(e.tag.attributes, func(a attr) bool { return strings.EqualFold(a.name, name) })
	if len(e.tag.attributes) < n {
		e.tag.raw = ""
	}
}

func (e *Element) attributeName(name string) (string, error) {
	if name == "" {
		return "", parserError(msgEmptyAttr)
	}
	if i := strings.IndexAny(name, whitespace+"/>="); i >= 0 {
		return "", forbidden(name[i], "attribute")
	}
	encoded, ok := e.charset.encodable(lowerASCII(name))
	if !ok {
		return "", parserError(msgAttrUnencodable)
	}
	return encoded, nil
}

// After puts content behind the element.
func (e *Element) After(c Content) {
	if e.hasContent {
		e.endMutations().After(c)
		return
	}
	e.mutations.After(c)
}

// Prepend puts content behind the start tag; an element that has no content ignores it.
func (e *Element) Prepend(c Content) {
	if e.hasContent {
		e.tag.selfClosing = false
		e.mutations.After(c)
	}
}

// Append puts content in front of the end tag.
func (e *Element) Append(c Content) {
	if e.hasContent {
		e.tag.selfClosing = false
		e.endMutations().Before(c)
	}
}

// SetInnerContent replaces what is between the tags.
func (e *Element) SetInnerContent(c Content) {
	if e.hasContent {
		e.tag.selfClosing = false
		e.dropContent()
		e.mutations.After(c)
	}
}

func (e *Element) dropContent() {
	e.after = nil
	if e.end != nil {
		e.end.before = nil
	}
	e.removeContent = true
}

// Replace replaces the element.
func (e *Element) Replace(c Content) {
	e.mutations.Replace(c)
	e.removeRest()
}

// Remove removes the element with its content.
func (e *Element) Remove() {
	e.mutations.Remove()
	e.removeRest()
}

func (e *Element) removeRest() {
	if e.hasContent {
		e.dropContent()
		e.endMutations().Remove()
	}
}

// RemoveAndKeepContent removes the tags.
func (e *Element) RemoveAndKeepContent() {
	e.mutations.Remove()
	if e.hasContent {
		e.endMutations().Remove()
	}
}

// OnEndTag sets what is called at the end tag; it takes the place of what was set before.
func (e *Element) OnEndTag(handler any) error {
	if !e.hasContent {
		return parserError(msgNoEndTag)
	}
	e.endTag().handler = handler
	return nil
}

// EndTag is an end tag that somebody waits for.
type EndTag struct {
	mutations
	raw, name string
	charset   charset
}

// Name is the name in lower case.
func (t *EndTag) Name() string { return lowerASCII(t.charset.decode([]byte(t.name))) }

// SetName changes the name, whatever that does to the document.
func (t *EndTag) SetName(name string) { t.name, t.raw = string(t.charset.encode(name)), "" }

func (t *EndTag) source() string {
	if t.raw != "" {
		return t.raw
	}
	return "</" + t.name + ">"
}

// Comment is a comment, or what HTML takes for one.
type Comment struct {
	mutations
	raw, text string
	charset   charset
}

func newComment(raw string, c charset) *Comment {
	text, proper := strings.CutPrefix(raw, "<!--")
	switch {
	case proper && (text == ">" || text == "->"):
		text = ""
	case proper:
		text = commentText(text)
	case strings.HasPrefix(raw, "<?"):
		text = strings.TrimSuffix(raw[1:], ">")
	default: // "<!" or "</"
		text = strings.TrimSuffix(raw[2:], ">")
	}
	return &Comment{raw: raw, text: text, charset: c}
}

// commentText is a comment without its end, of which a document that ends may have a part.
func commentText(s string) string {
	for _, end := range []string{"--!>", "-->", "--!", "--", "-"} {
		if text, ok := strings.CutSuffix(s, end); ok {
			return text
		}
	}
	return s
}

// Text is what the comment says.
func (c *Comment) Text() string { return c.charset.decode([]byte(c.text)) }

// SetText changes it.
func (c *Comment) SetText(text string) error {
	if strings.Contains(text, "-->") || strings.Contains(text, "--!>") || strings.HasPrefix(text, ">") || strings.HasPrefix(text, "->") {
		return parserError(msgCommentClosed)
	}
	encoded, ok := c.charset.encodable(text)
	if !ok {
		return parserError(msgCommentUnencodable)
	}
	c.text, c.raw = encoded, ""
	return nil
}

func (c *Comment) source() string {
	if c.raw != "" {
		return c.raw
	}
	return "<!--" + c.text + "-->"
}

// Text is a part of a text. The last of a text is empty.
type Text struct {
	mutations
	text string
	last bool
}

// Text is the part as it is written, with its character references.
func (t *Text) Text() string { return t.text }

// Last says whether the text has ended.
func (t *Text) Last() bool { return t.last }

// DocumentEnd is the end of the document.
type DocumentEnd struct{ appended []Content }

// Append puts content there.
func (d *DocumentEnd) Append(c Content) { d.appended = append(d.appended, c) }

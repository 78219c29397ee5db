package htmlrewriter

import "strings"

// startTag is the source of a start tag and what its parts are. Values of attributes are as
// they are written: character references stay.
type startTag struct {
	raw         string
	name        string // as written
	lowerName   string
	attributes  []attr
	selfClosing bool
}

// attr is one attribute; source is "" where it was changed.
type attr struct{ name, value, source string }

func (t *startTag) rawValue(name string) (string, bool) {
	for i := range t.attributes {
		if strings.EqualFold(t.attributes[i].name, name) {
			return t.attributes[i].value, true
		}
	}
	return "", false
}

// parseStartTag takes a complete start tag apart, as the tokenizer of HTML does.
func parseStartTag(raw string) *startTag {
	t := &startTag{raw: raw}
	rest := raw[1 : len(raw)-1]
	end := indexOr(rest, whitespace+"/")
	t.name, rest = rest[:end], rest[end:]
	t.lowerName = lowerASCII(t.name)
	for {
		rest = strings.TrimLeft(rest, whitespace)
		switch {
		case rest == "":
			return t
		case rest == "/":
			t.selfClosing = true
			return t
		case rest[0] == '/':
			rest = rest[1:]
			continue
		}
		var a attr
		a, rest = parseAttr(rest)
		t.attributes = append(t.attributes, a)
	}
}

// parseAttr takes one attribute off s.
func parseAttr(s string) (a attr, rest string) {
	// An equals sign in front belongs to the name.
	end := 1 + indexOr(s[1:], whitespace+"/=")
	a.name, a.source = s[:end], s[:end]
	rest = strings.TrimLeft(s[end:], whitespace)
	if !strings.HasPrefix(rest, "=") {
		return a, s[end:]
	}
	rest = strings.TrimLeft(rest[1:], whitespace)
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		var closed bool
		quote := rest[:1]
		a.value, rest, closed = strings.Cut(rest[1:], quote)
		if !closed {
			rest = ""
		}
	} else {
		end := indexOr(rest, whitespace)
		a.value, rest = rest[:end], rest[end:]
	}
	a.source = s[:len(s)-len(rest)]
	return a, rest
}

// indexOr is strings.IndexAny, or the length.
func indexOr(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}

// source writes the tag: as it was, or anew where something was changed.
func (t *startTag) source() string {
	if t.raw != "" {
		return t.raw
	}
	var b strings.Builder
	b.WriteString("<" + t.name)
	for _, a := range t.attributes {
		b.WriteByte(' ')
		if a.source != "" {
			b.WriteString(a.source)
			continue
		}
		b.WriteString(a.name + `="` + strings.ReplaceAll(a.value, `"`, "&quot;") + `"`)
	}
	switch {
	case t.selfClosing && len(t.attributes) > 0:
		b.WriteString(" />")
	case t.selfClosing:
		b.WriteString("/>")
	default:
		b.WriteByte('>')
	}
	return b.String()
}

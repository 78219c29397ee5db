package htmlrewriter

import "strings"

// Doctype is a document type; nil stands for a part that is not there.
type Doctype struct{ Name, PublicID, SystemID *string }

// parseDoctype takes a declaration apart, as the tokenizer of HTML does.
func parseDoctype(raw string, c charset) *Doctype {
	const opening = "<!doctype"
	rest := strings.TrimLeft(strings.TrimSuffix(raw[len(opening):], ">"), whitespace)
	d := &Doctype{}
	if rest == "" {
		return d
	}
	end := indexOr(rest, whitespace)
	name := lowerASCII(c.decode([]byte(rest[:end])))
	d.Name = &name
	rest = strings.TrimLeft(rest[end:], whitespace)
	switch {
	case len(rest) >= 6 && strings.EqualFold(rest[:6], "public"):
		d.PublicID, rest = doctypeID(rest[6:], c)
		if d.PublicID != nil {
			d.SystemID, _ = doctypeID(rest, c)
		}
	case len(rest) >= 6 && strings.EqualFold(rest[:6], "system"):
		d.SystemID, _ = doctypeID(rest[6:], c)
	}
	return d
}

// doctypeID takes a quoted identifier off s.
func doctypeID(s string, c charset) (id *string, rest string) {
	s = strings.TrimLeft(s, whitespace)
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return nil, s
	}
	text, rest, _ := strings.Cut(s[1:], s[:1])
	text = c.decode([]byte(text))
	return &text, rest
}

package web

import "strings"

// mimeType is a parsed content type. Parameter names are lower-case.
type mimeType struct {
	essence string
	params  []Field
}

// parseMIME parses a content type leniently, as the MIME standard does.
func parseMIME(s string) (mimeType, bool) {
	essence, rest, _ := strings.Cut(s, ";")
	essence = strings.ToLower(strings.Trim(essence, " \t\r\n"))
	kind, sub, ok := strings.Cut(essence, "/")
	if !ok || kind == "" || sub == "" || !validName(kind) || !validName(sub) {
		return mimeType{}, false
	}
	m := mimeType{essence: essence}
	for rest != "" {
		var name, value string
		name, value, rest = nextParam(rest)
		if name == "" || !validName(name) || m.has(name) {
			continue
		}
		m.params = append(m.params, Field{name, value})
	}
	return m, true
}

// nextParam takes one `name=value` off s, which begins behind a semicolon.
func nextParam(s string) (name, value, rest string) {
	end := strings.IndexAny(s, ";=")
	if end < 0 || s[end] == ';' {
		_, rest, _ = strings.Cut(s, ";")
		return "", "", rest
	}
	name = strings.ToLower(strings.Trim(s[:end], " \t\r\n"))
	s = s[end+1:]
	if !strings.HasPrefix(s, `"`) {
		value, rest, _ = strings.Cut(s, ";")
		if value = strings.Trim(value, " \t\r\n"); value == "" {
			name = ""
		}
		return name, value, rest
	}
	var b strings.Builder
	i := 1
	for ; i < len(s) && s[i] != '"'; i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	_, rest, _ = strings.Cut(s[min(i, len(s)):], ";")
	return name, b.String(), rest
}

func (m mimeType) has(name string) bool {
	for _, p := range m.params {
		if p.Name == name {
			return true
		}
	}
	return false
}

func (m mimeType) param(name string) string {
	for _, p := range m.params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// normalizeType writes a content type as the MIME standard does, "" for what is none.
func normalizeType(s string) string {
	m, ok := parseMIME(s)
	if !ok {
		return ""
	}
	var b strings.Builder
	b.WriteString(m.essence)
	for _, p := range m.params {
		b.WriteString(";" + p.Name + "=")
		if p.Value != "" && validName(p.Value) {
			b.WriteString(p.Value)
			continue
		}
		b.WriteString(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(p.Value) + `"`)
	}
	return b.String()
}

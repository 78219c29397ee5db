package web

import (
	"slices"
	"strings"
)

// Field is one header field; the name is lower-case.
type Field struct{ Name, Value string }

// Headers are header fields in the order they came in. The zero value is empty and ready.
type Headers struct{ fields []Field }

// Get is the value of a header, several fields joined with ", "; "" when there is none.
func (h *Headers) Get(name string) string {
	v, _ := h.Lookup(name)
	return v
}

// Lookup is Get that tells an empty value from none.
func (h *Headers) Lookup(name string) (string, bool) {
	name = strings.ToLower(name)
	var values []string
	first, n := "", 0
	for i := range h.fields {
		if h.fields[i].Name != name {
			continue
		}
		switch n++; n {
		case 1:
			first = h.fields[i].Value
		case 2:
			values = append(values, first)
			fallthrough
		default:
			values = append(values, h.fields[i].Value)
		}
	}
	if n > 1 {
		return strings.Join(values, ", "), true
	}
	return first, n == 1
}

// Values are the fields of one name, not joined.
func (h *Headers) Values(name string) []string {
	name = strings.ToLower(name)
	var values []string
	for _, f := range h.fields {
		if f.Name == name {
			values = append(values, f.Value)
		}
	}
	return values
}

// Has says whether there is such a header.
func (h *Headers) Has(name string) bool {
	_, ok := h.Lookup(name)
	return ok
}

// Add appends a field.
func (h *Headers) Add(name, value string) {
	h.fields = append(h.fields, Field{strings.ToLower(name), value})
}

// Set replaces all fields of that name by one, in the place of the first.
func (h *Headers) Set(name, value string) {
	name = strings.ToLower(name)
	for i := range h.fields {
		if h.fields[i].Name != name {
			continue
		}
		h.fields[i].Value = value
		rest := slices.DeleteFunc(h.fields[i+1:], func(f Field) bool { return f.Name == name })
		h.fields = h.fields[:i+1+len(rest)]
		return
	}
	h.fields = append(h.fields, Field{name, value})
}

// setDefault sets a header that is not there.
func (h *Headers) setDefault(name, value string) {
	if !h.Has(name) {
		h.Add(name, value)
	}
}

// Delete removes all fields of that name.
func (h *Headers) Delete(name string) {
	name = strings.ToLower(name)
	h.fields = slices.DeleteFunc(h.fields, func(f Field) bool { return f.Name == name })
}

// Len is the number of fields.
func (h *Headers) Len() int { return len(h.fields) }

// All are the fields in order; the caller must not change them.
func (h *Headers) All() []Field { return h.fields }

// Clone is a copy that shares nothing.
func (h *Headers) Clone() Headers { return Headers{slices.Clone(h.fields)} }

// Sorted is what iteration shows: sorted by name, fields of one name joined, except Set-Cookie.
func (h *Headers) Sorted() []Field {
	sorted := slices.Clone(h.fields)
	slices.SortStableFunc(sorted, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	joined := sorted[:0]
	for _, f := range sorted {
		if last := len(joined) - 1; last >= 0 && joined[last].Name == f.Name && f.Name != "set-cookie" {
			joined[last].Value += ", " + f.Value
			continue
		}
		joined = append(joined, f)
	}
	return joined
}

// validName says whether name may name a header. Unlike the standard, workerd accepts "".
func validName(name string) bool {
	for i := range len(name) {
		if !tokenChar(name[i]) {
			return false
		}
	}
	return true
}

func tokenChar(c byte) bool {
	if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		return true
	}
	return c != 0 && strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// normalizeValue trims a header's value; ok is false for one that cannot be sent.
func normalizeValue(value string) (trimmed string, ok bool) {
	value = strings.Trim(value, " \t\r\n")
	return value, !strings.ContainsAny(value, "\x00\r\n")
}

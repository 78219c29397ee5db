package wire

import (
	"fmt"
	"math"
	"time"
)

// list writes n members between brackets, as many as the limit allows.
func (f *formatter) list(begin, end byte, n int, member func(int)) {
	f.out.WriteByte(begin)
	for k := range n {
		if k > 0 {
			f.print(", ")
		}
		if f.limits.Items > 0 && k == f.limits.Items || f.out.Len() > maxFormat {
			f.printf("… %d more", n-k)
			break
		}
		member(k)
	}
	f.out.WriteByte(end)
}

func (f *formatter) properties(list []Property) {
	f.list('{', '}', len(list), func(k int) {
		f.print(formatKey(list[k].Key) + ": ")
		f.value(list[k].Value)
	})
}

func formatKey(key string) string {
	for k, r := range key {
		letter := r == '_' || r == '$' || r|0x20 >= 'a' && r|0x20 <= 'z'
		if !letter && (k == 0 || r < '0' || r > '9') {
			if _, ok := ArrayIndex(key); ok {
				return key
			}
			return Quote(key)
		}
	}
	if key == "" {
		return `""`
	}
	return key
}

func (f *formatter) array(a *Array) {
	type member struct {
		gap   uint32
		key   string
		value Value
	}
	members := make([]member, 0, len(a.Elements)+len(a.Properties))
	next := uint32(0)
	for _, e := range a.Elements {
		if e.Index > next {
			members = append(members, member{gap: e.Index - next})
		}
		members = append(members, member{value: e.Value})
		next = e.Index + 1
	}
	if a.Length > next {
		members = append(members, member{gap: a.Length - next})
	}
	for _, p := range a.Properties {
		members = append(members, member{key: formatKey(p.Key) + ": ", value: p.Value})
	}
	f.list('[', ']', len(members), func(k int) {
		m := members[k]
		switch {
		case m.gap == 1:
			f.print("<1 empty item>")
		case m.gap > 1:
			f.printf("<%d empty items>", m.gap)
		default:
			f.print(m.key)
			f.value(m.value)
		}
	})
}

// formatDate leaves out the time zone's name: it is always UTC.
func formatDate(ms float64) string {
	if iso, ok := isoDate(ms); ok {
		return "Date " + iso
	}
	return "Invalid Date"
}

// isoDate is what toISOString gives.
func isoDate(ms float64) (string, bool) {
	const limit = 8.64e15
	if !(math.Abs(ms) <= limit) {
		return "", false
	}
	t := time.UnixMilli(int64(ms)).UTC()
	rest := t.Format("-01-02T15:04:05.000Z")
	switch year := t.Year(); {
	case year < 0:
		return fmt.Sprintf("-%06d%s", -year, rest), true
	case year > 9999:
		return fmt.Sprintf("+%06d%s", year, rest), true
	default:
		return fmt.Sprintf("%04d%s", year, rest), true
	}
}

func (f *formatter) boxed(b *Boxed) {
	f.printf("[%s: ", boxedName(b))
	f.value(b.Value)
	f.print("]")
}

func boxedName(b *Boxed) string {
	switch b.Value.(type) {
	case Bool:
		return "Boolean"
	case BigInt:
		return "BigInt"
	case String:
		return "String"
	}
	return "Number"
}

func (f *formatter) hex(data []byte) {
	shown := data
	if f.limits.Items > 0 && len(shown) > f.limits.Items {
		shown = shown[:f.limits.Items]
	}
	f.printf("<% x", shown)
	if len(shown) < len(data) {
		f.printf(" … %d more", len(data)-len(shown))
	}
	f.print(">")
}

func (f *formatter) view(v *View) {
	size := int(v.Type.ElementSize())
	data := v.Bytes()
	f.printf("%s(%d) ", v.Type, len(data)/max(size, 1))
	if v.Type == DataView {
		f.hex(data)
		return
	}
	n := len(data) / size
	f.print("[")
	for k := range n {
		if k > 0 {
			f.print(",")
		}
		if f.limits.Items > 0 && k == f.limits.Items || f.out.Len() > maxFormat {
			f.printf("… %d more", n-k)
			break
		}
		f.value(v.Type.Element(data[k*size:]))
	}
	f.print("]")
}

// error leaves out the stack, which is long and mostly of no interest in stored data.
func (f *formatter) error(e *ErrorObject) {
	f.print("[" + e.ClassName())
	if message, ok := e.Message.(String); ok && message != "" {
		f.print(": " + string(message))
	}
	f.print("]")
	var rest []Property
	for _, p := range e.Properties {
		if p.Key != "stack" {
			rest = append(rest, p)
		}
	}
	if len(rest) > 0 {
		f.print(" ")
		f.properties(rest)
	}
}

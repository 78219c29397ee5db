package wire

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// text writes a quoted string, cut if it is long.
func (f *formatter) text(s string) {
	limit := f.limits.Text
	if limit == 0 || len(s) <= limit {
		f.print(Quote(s))
		return
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	f.printf("%s… %d more bytes", Quote(s[:limit]), len(s)-limit)
}

// Quote writes a string in double quotes, as JavaScript would read it.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(s) > 0 {
		if u, ok := loneSurrogate(s); ok {
			fmt.Fprintf(&b, `\u%04x`, u)
			s = s[3:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		writeQuoted(&b, r)
		s = s[size:]
	}
	b.WriteByte('"')
	return b.String()
}

func writeQuoted(b *strings.Builder, r rune) {
	switch {
	case r == '"' || r == '\\':
		b.WriteByte('\\')
		b.WriteRune(r)
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029 || r >= 0x80 && r < 0xa0:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		b.WriteRune(r)
	}
}

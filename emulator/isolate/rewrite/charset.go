package rewrite

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// charset is a set of code points: sorted, separate ranges.
type charset []span

type span struct{ first, last rune }

// single is the set of one code point.
func single(r rune) charset { return charset{{r, r}} }

// pairs makes a set of a table of firsts and lasts.
func pairs(table []rune) charset {
	var s charset
	for i := 0; i+1 < len(table); i += 2 {
		s = append(s, span{table[i], table[i+1]})
	}
	return s
}

// tables is the union of Unicode tables.
func tables(list ...*unicode.RangeTable) charset {
	var s charset
	for _, t := range list {
		for _, r := range t.R16 {
			s = appendStride(s, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			s = appendStride(s, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return s.normal()
}

func appendStride(s charset, lo, hi, stride rune) charset {
	if stride == 1 {
		return append(s, span{lo, hi})
	}
	for r := lo; r <= hi; r += stride {
		s = append(s, span{r, r})
	}
	return s
}

// normal sorts the ranges and joins those that touch.
func (s charset) normal() charset {
	s = slices.Clone(s)
	slices.SortFunc(s, func(a, b span) int { return int(a.first - b.first) })
	out := s[:0]
	for _, r := range s {
		if n := len(out); n > 0 && r.first <= out[n-1].last+1 {
			out[n-1].last = max(out[n-1].last, r.last)
			continue
		}
		out = append(out, r)
	}
	return out
}

func (s charset) union(others ...charset) charset {
	all := slices.Clone(s)
	for _, o := range others {
		all = append(all, o...)
	}
	return all.normal()
}

func (s charset) complement() charset {
	var out charset
	next := rune(0)
	for _, r := range s {
		if r.first > next {
			out = append(out, span{next, r.first - 1})
		}
		next = r.last + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, span{next, unicode.MaxRune})
	}
	return out
}

func (s charset) intersect(o charset) charset {
	return s.complement().union(o.complement()).complement()
}

func (s charset) subtract(o charset) charset { return s.intersect(o.complement()) }

// folded adds what differs from the members in case alone.
func (s charset) folded() charset {
	out := slices.Clone(s)
	for _, r := range s {
		// Large ranges have both cases of what they contain, as good as always.
		if r.last-r.first > 1024 {
			continue
		}
		for c := r.first; c <= r.last; c++ {
			for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
				out = append(out, span{f, f})
			}
		}
	}
	return out.normal()
}

// inside writes the ranges for use between brackets.
func (s charset) inside(wide bool) string {
	var b strings.Builder
	for _, r := range s {
		if !wide && r.first > 0xffff {
			break
		}
		b.WriteString(escapeRune(r.first))
		if r.last > r.first {
			b.WriteByte('-')
			b.WriteString(escapeRune(r.last))
		}
	}
	return b.String()
}

// class writes the set as a class of its own.
func (s charset) class(wide bool) string {
	if len(s) == 0 {
		return "(?!)"
	}
	return "[" + s.inside(wide) + "]"
}

func escapeRune(r rune) string {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return string(r)
	case r > 0xffff:
		return fmt.Sprintf(`\u{%x}`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

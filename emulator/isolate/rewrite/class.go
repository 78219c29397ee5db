package rewrite

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var errClass = errors.New("Invalid character class")

// class translates what stands in brackets. What the engine understands is left as it is.
func (t *translator) class() error {
	if !t.sets && !t.both() && !t.propertyInside() {
		t.copyClass()
		return nil
	}
	negative, v, err := t.brackets()
	if err != nil {
		return err
	}
	v.set = t.fold(v.set)
	switch {
	case negative && len(v.strings) > 0:
		return errors.New("Negated character class may contain strings")
	case negative:
		t.out.WriteString("[^" + v.set.inside(t.wide) + "]")
	case len(v.strings) > 0:
		t.out.WriteString(v.alternatives(t.wide))
	default:
		t.out.WriteString(v.set.class(t.wide))
	}
	return nil
}

// propertyInside reports whether the class that begins here has a \p or \P.
func (t *translator) propertyInside() bool {
	for i := 1; i < len(t.src) && t.src[i] != ']'; i++ {
		if t.src[i] != '\\' || i+1 == len(t.src) {
			continue
		}
		if i++; t.wide && (t.src[i] == 'p' || t.src[i] == 'P') {
			return true
		}
	}
	return false
}

func (t *translator) copyClass() {
	i := 1
	for i < len(t.src) && t.src[i] != ']' {
		if t.src[i] == '\\' {
			i++
		}
		i++
	}
	t.out.WriteString(t.take(min(i+1, len(t.src))))
}

// members are what a class matches: code points, and under the v flag also strings.
type members struct {
	set     charset
	strings []string
}

// alternatives writes strings, longest first, and then the set.
func (m members) alternatives(wide bool) string {
	list := slices.Clone(m.strings)
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	var parts []string
	for _, s := range list {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(escapeRune(r))
		}
		parts = append(parts, b.String())
	}
	if len(m.set) > 0 {
		parts = append(parts, m.set.class(wide))
	}
	return "(?:" + strings.Join(parts, "|") + ")"
}

// brackets reads a class with its brackets.
func (t *translator) brackets() (negative bool, m members, err error) {
	t.take(1)
	if strings.HasPrefix(t.src, "^") {
		t.take(1)
		negative = true
	}
	first := true
	for !strings.HasPrefix(t.src, "]") {
		if t.src == "" {
			return false, m, errClass
		}
		operator := ""
		if t.sets && !first && (strings.HasPrefix(t.src, "--") || strings.HasPrefix(t.src, "&&")) {
			operator = t.take(2)
		}
		next, err := t.operand()
		if err != nil {
			return false, m, err
		}
		m.add(operator, next)
		first = false
	}
	t.take(1)
	return negative, m, nil
}

func (m *members) add(operator string, o members) {
	switch operator {
	case "--":
		m.set = m.set.subtract(o.set)
		m.strings = slices.DeleteFunc(m.strings, func(s string) bool { return slices.Contains(o.strings, s) })
	case "&&":
		m.set = m.set.intersect(o.set)
		m.strings = slices.DeleteFunc(m.strings, func(s string) bool { return !slices.Contains(o.strings, s) })
	default:
		m.set = m.set.union(o.set)
		m.strings = append(m.strings, o.strings...)
	}
}

// operand reads a nested class, a class escape, strings, a character or a range.
func (t *translator) operand() (members, error) {
	if t.sets && strings.HasPrefix(t.src, "[") {
		negative, m, err := t.brackets()
		if negative {
			m.set = m.set.complement()
		}
		return m, err
	}
	if t.sets && strings.HasPrefix(t.src, `\q{`) {
		return t.quoted()
	}
	if s, ok, err := t.setEscape(); ok || err != nil {
		return members{set: s}, err
	}
	first, ok := t.classCharacter()
	if !ok {
		return members{}, errClass
	}
	last := first
	if strings.HasPrefix(t.src, "-") && !strings.HasPrefix(t.src, "-]") && !(t.sets && strings.HasPrefix(t.src, "--")) && !isSetEscape(t.src[1:]) {
		t.take(1)
		if last, ok = t.classCharacter(); !ok || last < first {
			return members{}, errors.New("Range out of order in character class")
		}
	}
	return members{set: charset{{first, last}}}, nil
}

// quoted reads \q{a|bc}.
func (t *translator) quoted() (members, error) {
	t.take(3)
	var m members
	var current []rune
	flush := func() {
		if len(current) == 1 {
			m.set = m.set.union(single(current[0]))
		} else {
			m.strings = append(m.strings, string(current))
		}
		current = nil
	}
	for {
		switch {
		case t.src == "":
			return m, errClass
		case t.src[0] == '}':
			t.take(1)
			flush()
			return m, nil
		case t.src[0] == '|':
			t.take(1)
			flush()
		default:
			r, ok := t.classCharacter()
			if !ok {
				return m, errClass
			}
			current = append(current, r)
		}
	}
}

var (
	digits = charset{{'0', '9'}}
	words  = charset{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	blanks = charset{{9, 13}, {32, 32}, {0xa0, 0xa0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
		{0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}}
)

func isSetEscape(s string) bool {
	return len(s) > 1 && s[0] == '\\' && strings.IndexByte("dDwWsSpP", s[1]) >= 0
}

// setEscape reads \d and its like.
func (t *translator) setEscape() (charset, bool, error) {
	if !isSetEscape(t.src) {
		return nil, false, nil
	}
	if s, ok, err := t.property(); ok || err != nil {
		return s, ok, err
	}
	sets := map[byte]charset{'d': digits, 'w': words, 's': blanks}
	c := t.src[1]
	s, ok := sets[c|0x20]
	if !ok {
		return nil, false, nil
	}
	t.take(2)
	if c < 'a' {
		s = s.complement()
	}
	return s, true, nil
}

// classCharacter reads one character of a class or of a \q.
func (t *translator) classCharacter() (rune, bool) {
	if t.src == "" {
		return 0, false
	}
	if t.src[0] != '\\' {
		r, size := utf8.DecodeRuneInString(t.src)
		t.take(size)
		return r, true
	}
	if strings.HasPrefix(t.src, `\b`) {
		t.take(2)
		return '\b', true
	}
	if r, ok := t.codePoint(); ok {
		return r, true
	}
	if len(t.src) < 2 {
		return 0, false
	}
	// An escape that stands for its character.
	t.take(1)
	r, size := utf8.DecodeRuneInString(t.src)
	t.take(size)
	return r, true
}

var controls = map[byte]rune{'t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r'}

// codePoint reads an escape that names one code point, if it is one.
func (t *translator) codePoint() (rune, bool) {
	if len(t.src) < 2 {
		return 0, false
	}
	c := t.src[1]
	if r, ok := controls[c]; ok {
		t.take(2)
		return r, true
	}
	switch c {
	case '0':
		if len(t.src) > 2 && t.src[2] >= '0' && t.src[2] <= '9' {
			return 0, false
		}
		t.take(2)
		return 0, true
	case 'c':
		if len(t.src) < 3 {
			return 0, false
		}
		r := rune(t.src[2] & 31)
		t.take(3)
		return r, true
	case 'x':
		return t.hex(2, 2)
	case 'u':
		return t.unicodeEscape()
	}
	return 0, false
}

// hex reads n digits behind skip characters.
func (t *translator) hex(skip, n int) (rune, bool) {
	if len(t.src) < skip+n {
		return 0, false
	}
	v, err := strconv.ParseUint(t.src[skip:skip+n], 16, 32)
	if err != nil {
		return 0, false
	}
	t.take(skip + n)
	return rune(v), true
}

func (t *translator) unicodeEscape() (rune, bool) {
	if t.wide && strings.HasPrefix(t.src, `\u{`) {
		end := strings.IndexByte(t.src, '}')
		if end < 0 {
			return 0, false
		}
		r, ok := t.hex(3, end-3)
		if ok {
			t.take(1)
		}
		return r, ok
	}
	r, ok := t.hex(2, 4)
	if !ok || !t.wide || !utf16.IsSurrogate(r) || !strings.HasPrefix(t.src, `\u`) {
		return r, ok
	}
	before := t.src
	if low, ok := t.hex(2, 4); ok {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, true
		}
	}
	t.src = before
	return r, true
}

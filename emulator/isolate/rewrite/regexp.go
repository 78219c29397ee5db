package rewrite

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// RegExpName is the global that the code made by RegExps calls: (RegExp, pattern, flags).
const RegExpName = "devdo:regexp"

// RegExps translates regular expressions that the engine gets wrong (\p{…}) or refuses (the v
// flag, modifiers): literals at once, and `new RegExp(pattern, flags)` by a call of the function
// that NewRegExps makes. That call also stands in for literals with the d flag.
func RegExps(p *ast.Program) {
	(&walker{change: changeRegExp}).program(p)
}

func changeRegExp(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.RegExpLiteral:
		pattern, flags, err := Translate(e.Pattern, e.Flags)
		if err != nil || strings.Contains(flags, "d") {
			return callAt(RegExpName, e.Idx0(), e.Idx1(), &ast.Identifier{Name: "RegExp", Idx: e.Idx}, text(e, e.Pattern), text(e, e.Flags))
		}
		remember(pattern, e.Pattern, e.Flags)
		e.Pattern, e.Flags = pattern, flags
	case *ast.NewExpression:
		return dynamic(e, e.Callee, e.ArgumentList)
	case *ast.CallExpression:
		return dynamic(e, e.Callee, e.ArgumentList)
	}
	return e
}

// dynamic is for expressions that are made when the program runs. Without flags there is
// nothing to translate.
func dynamic(e, callee ast.Expression, args []ast.Expression) ast.Expression {
	id, ok := callee.(*ast.Identifier)
	if !ok || id.Name != "RegExp" || len(args) != 2 {
		return e
	}
	for _, arg := range args {
		if _, spread := arg.(*ast.SpreadElement); spread {
			return e
		}
	}
	return callAt(RegExpName, e.Idx0(), e.Idx1(), id, args[0], args[1])
}

func text(at ast.Expression, s string) ast.Expression {
	return &ast.StringLiteral{Idx: at.Idx0(), Literal: "''", Value: unistring.NewFromString(s)}
}

var errProperty = errors.New("Invalid property name")

// modifiers begins a group that switches flags on or off.
var modifiers = regexp.MustCompile(`^\(\?([ims]*)(?:-([ims]*))?:`)

// Translate gives a pattern and flags that the engine understands and that mean the same, the
// given ones where it does anyway. The d flag stays.
func Translate(pattern, flags string) (string, string, error) {
	t := translator{src: pattern, wide: strings.ContainsAny(flags, "uv"), sets: strings.Contains(flags, "v")}
	if !t.sets && !(t.wide && (strings.Contains(pattern, `\p`) || strings.Contains(pattern, `\P`))) && !hasModifiers(pattern) {
		return pattern, flags, nil
	}
	t.engine = mode{strings.Contains(flags, "i"), strings.Contains(flags, "m"), strings.Contains(flags, "s")}
	t.now = t.engine
	if t.engine.i && switchesCaseOff.MatchString(pattern) {
		// The engine cannot switch it off: write out both cases everywhere else.
		t.engine.i = false
		flags = strings.ReplaceAll(flags, "i", "")
	}
	if err := t.run(); err != nil {
		return pattern, flags, err
	}
	return t.out.String(), strings.ReplaceAll(flags, "v", "u"), nil
}

var switchesCaseOff = regexp.MustCompile(`\(\?[ims]*-[ms]*i`)

func hasModifiers(pattern string) bool {
	for i := strings.Index(pattern, "(?"); i >= 0; {
		if m := modifiers.FindStringSubmatch(pattern[i:]); m != nil && m[1]+m[2] != "" {
			return true
		}
		next := strings.Index(pattern[i+2:], "(?")
		if next < 0 {
			return false
		}
		i += 2 + next
	}
	return false
}

// mode is the flags that groups can switch.
type mode struct{ i, m, s bool }

// translator goes through a pattern once.
type translator struct {
	src    string
	out    strings.Builder
	wide   bool // u or v
	sets   bool // v
	engine mode // what the engine is told
	now    mode // what holds here
	outer  []mode
}

func (t *translator) run() error {
	for t.src != "" {
		if err := t.term(); err != nil {
			return err
		}
	}
	return nil
}

func (t *translator) take(n int) string {
	s := t.src[:n]
	t.src = t.src[n:]
	return s
}

// both reports whether letters must be written in both cases.
func (t *translator) both() bool { return t.now.i && !t.engine.i }

func (t *translator) term() error {
	switch c := t.src[0]; {
	case c == '\\':
		return t.escape()
	case c == '[':
		return t.class()
	case c == '(':
		t.open()
	case c == ')':
		t.close()
	case c == '.' && t.now.s != t.engine.s:
		t.take(1)
		if t.now.s {
			t.out.WriteString("[^]")
		} else {
			t.out.WriteString(notNewline)
		}
	case (c == '^' || c == '$') && t.now.m != t.engine.m:
		t.take(1)
		t.out.WriteString(anchor(c, t.now.m))
	default:
		r, size := utf8.DecodeRuneInString(t.src)
		t.character(r, t.take(size))
	}
	return nil
}

const notNewline = `[^\n\r\u2028\u2029]`

// anchor is ^ or $ for a mode that is not the engine's.
func anchor(c byte, multiline bool) string {
	other := "[^]"
	if multiline {
		other = notNewline
	}
	if c == '^' {
		return "(?<!" + other + ")"
	}
	return "(?!" + other + ")"
}

// character writes one that stands for itself, given also as it was written.
func (t *translator) character(r rune, written string) {
	if t.both() && unicode.SimpleFold(r) != r {
		t.out.WriteString(single(r).folded().class(t.wide))
		return
	}
	t.out.WriteString(written)
}

// open begins a group.
func (t *translator) open() {
	t.outer = append(t.outer, t.now)
	if m := modifiers.FindStringSubmatch(t.src); m != nil {
		t.take(len(m[0]))
		t.now = t.now.with(m[1], true).with(m[2], false)
		t.out.WriteString("(?:")
		return
	}
	n := 1
	switch {
	case strings.HasPrefix(t.src, "(?<=") || strings.HasPrefix(t.src, "(?<!"):
		n = 4
	case strings.HasPrefix(t.src, "(?<"):
		n = max(strings.IndexByte(t.src, '>')+1, 1)
	case strings.HasPrefix(t.src, "(?"):
		n = min(3, len(t.src))
	}
	t.out.WriteString(t.take(n))
}

func (t *translator) close() {
	if n := len(t.outer); n > 0 {
		t.now, t.outer = t.outer[n-1], t.outer[:n-1]
	}
	t.out.WriteString(t.take(1))
}

func (m mode) with(flags string, on bool) mode {
	for _, f := range flags {
		switch f {
		case 'i':
			m.i = on
		case 'm':
			m.m = on
		case 's':
			m.s = on
		}
	}
	return m
}

// escape is one outside of brackets.
func (t *translator) escape() error {
	if s, ok, err := t.property(); ok || err != nil {
		if err == nil {
			t.out.WriteString(t.fold(s).class(t.wide))
		}
		return err
	}
	if strings.HasPrefix(t.src, `\k<`) {
		t.out.WriteString(t.take(max(strings.IndexByte(t.src, '>')+1, 2)))
		return nil
	}
	before := t.src
	if r, ok := t.codePoint(); ok {
		written := before[:len(before)-len(t.src)]
		t.character(r, written)
		return nil
	}
	t.src = before
	t.out.WriteString(t.take(min(2, len(t.src))))
	return nil
}

func (t *translator) fold(s charset) charset {
	if t.both() {
		return s.folded()
	}
	return s
}

// property reads \p{…} or \P{…}.
func (t *translator) property() (s charset, ok bool, err error) {
	if !t.wide || len(t.src) < 3 || t.src[2] != '{' || t.src[1] != 'p' && t.src[1] != 'P' {
		return nil, false, nil
	}
	end := strings.IndexByte(t.src, '}')
	if end < 0 {
		return nil, false, errProperty
	}
	negative, name := t.src[1] == 'P', t.src[3:end]
	t.take(end + 1)
	s, known := property(name)
	if !known {
		return nil, false, errProperty
	}
	if negative {
		s = s.complement()
	}
	return s, true, nil
}

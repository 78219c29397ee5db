package urlpattern

import (
	"strings"
	"unicode/utf8"
)

// compile compiles the pattern of a component.
func compile(pattern string, s syntax, encode canonicalizer) (Part, error) {
	pieces, err := parse(pattern, s, encode)
	if err != nil {
		return Part{}, err
	}
	part := Part{Pattern: patternOf(pieces, s), Names: []string{}}
	part.Expression = expressionOf(pieces, s, &part)
	return part, nil
}

// expressionOf is the regular expression; its groups are noted in part.
func expressionOf(pieces []piece, s syntax, part *Part) string {
	var b strings.Builder
	b.WriteByte('^')
	for _, p := range pieces {
		if p.kind == pieceFixed {
			text := escapeExpression(p.value)
			if p.modifier != "" {
				text = "(?:" + text + ")" + p.modifier
			}
			b.WriteString(text)
			continue
		}
		part.Names = append(part.Names, p.name)
		part.HasGroups = part.HasGroups || p.kind == pieceRegexp
		b.WriteString(p.expression(s))
	}
	b.WriteByte('$')
	return b.String()
}

// expression is the expression of a group.
func (p piece) expression(s syntax) string {
	inner := p.value
	switch p.kind {
	case pieceSegment:
		inner = s.segment()
	case pieceWildcard:
		inner = wildcard
	}
	repeats := p.modifier == "*" || p.modifier == "+"
	prefix, suffix := escapeExpression(p.prefix), escapeExpression(p.suffix)
	switch {
	case prefix == "" && suffix == "" && repeats:
		return "((?:" + inner + ")" + p.modifier + ")"
	case prefix == "" && suffix == "":
		return "(" + inner + ")" + p.modifier
	case !repeats:
		return "(?:" + prefix + "(" + inner + ")" + suffix + ")" + p.modifier
	}
	optional := ""
	if p.modifier == "*" {
		optional = "?"
	}
	return "(?:" + prefix + "((?:" + inner + ")(?:" + suffix + prefix + "(?:" + inner + "))*)" + suffix + ")" + optional
}

func escape(text, chars string) string {
	var b strings.Builder
	for _, c := range text {
		if strings.ContainsRune(chars, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func escapeExpression(text string) string { return escape(text, `.+*?^${}()[]|/\`) }

func escapePattern(text string) string { return escape(text, `+*?:{}()\`) }

// patternOf is the normal form of a pattern.
func patternOf(pieces []piece, s syntax) string {
	var b strings.Builder
	for i, p := range pieces {
		if p.kind == pieceFixed {
			text := escapePattern(p.value)
			if p.modifier != "" {
				text = "{" + text + "}" + p.modifier
			}
			b.WriteString(text)
			continue
		}
		var before, after *piece
		if i > 0 {
			before = &pieces[i-1]
		}
		if i+1 < len(pieces) {
			after = &pieces[i+1]
		}
		b.WriteString(p.pattern(s, before, after))
	}
	return b.String()
}

// pattern is the normal form of a group.
func (p piece) pattern(s syntax, before, after *piece) string {
	named, braces := !isDigit(p.name), p.needsBraces(s, before, after)
	text := escapePattern(p.prefix)
	if named {
		text += ":" + p.name
	}
	switch {
	case p.kind == pieceRegexp:
		text += "(" + p.value + ")"
	case p.kind == pieceSegment && !named:
		text += "(" + s.segment() + ")"
	case p.kind == pieceWildcard && !named && (before == nil || before.kind == pieceFixed || before.modifier != "" || braces || p.prefix != ""):
		text += "*"
	case p.kind == pieceWildcard:
		text += "(" + wildcard + ")"
	}
	if p.kind == pieceSegment && named && startsName(p.suffix) {
		text += `\`
	}
	text += escapePattern(p.suffix)
	if braces {
		text = "{" + text + "}"
	}
	return text + p.modifier
}

// needsBraces reports whether a group would be read otherwise without braces around it.
func (p piece) needsBraces(s syntax, before, after *piece) bool {
	switch {
	case p.suffix != "", p.prefix != "" && p.prefix != s.prefix:
		return true
	case !isDigit(p.name) && p.kind == pieceSegment && p.modifier == "" && after != nil && after.prefix == "" && after.suffix == "":
		if after.kind == pieceFixed && startsName(after.value) || after.kind != pieceFixed && isDigit(after.name) {
			return true
		}
	}
	return p.prefix == "" && before != nil && before.kind == pieceFixed && s.prefix != "" && strings.HasSuffix(before.value, s.prefix)
}

// isDigit reports whether a name is a number, which is what groups without one have.
func isDigit(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }

// startsName reports whether a text would go on with a name before it.
func startsName(text string) bool {
	c, size := utf8.DecodeRuneInString(text)
	return size > 0 && isNamePart(c, false)
}

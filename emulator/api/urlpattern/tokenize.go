package urlpattern

import (
	"fmt"
	"unicode"
)

type tokenType int

const (
	tokenOpen tokenType = iota
	tokenClose
	tokenRegexp
	tokenName
	tokenChar
	tokenEscaped
	tokenModifier
	tokenAsterisk
	tokenEnd
	tokenInvalid
)

// token is a piece of a pattern; index is where it begins.
type token struct {
	kind  tokenType
	index int
	value string
}

// tokenizer goes through a pattern. A lenient one takes what is wrong as characters, for the
// parser of patterns in one text does not know the parts yet.
type tokenizer struct {
	input   []rune
	lenient bool
	tokens  []token
	index   int
}

func tokenize(input []rune, lenient bool) ([]token, error) {
	t := &tokenizer{input: input, lenient: lenient}
	for t.index < len(input) {
		if err := t.next(); err != nil {
			return nil, err
		}
	}
	t.tokens = append(t.tokens, token{kind: tokenEnd, index: len(input)})
	return t.tokens, nil
}

// add adds a token that ends before end and whose value is that of a span.
func (t *tokenizer) add(kind tokenType, end, from, to int) {
	t.tokens = append(t.tokens, token{kind, t.index, string(t.input[from:to])})
	t.index = end
}

// invalid is what is wrong at a place; the next token is at end.
func (t *tokenizer) invalid(end, at int, problem string) error {
	if !t.lenient {
		return fmt.Errorf("%w: %s at %d", errSyntax, problem, at)
	}
	t.add(tokenInvalid, end, t.index, end)
	return nil
}

var single = map[rune]tokenType{'*': tokenAsterisk, '+': tokenModifier, '?': tokenModifier, '{': tokenOpen, '}': tokenClose}

func (t *tokenizer) next() error {
	c, after := t.input[t.index], t.index+1
	if kind, ok := single[c]; ok {
		t.add(kind, after, t.index, after)
		return nil
	}
	switch c {
	case '\\':
		if after == len(t.input) {
			return t.invalid(after, t.index, "invalid escape character")
		}
		t.add(tokenEscaped, after+1, after, after+1)
	case ':':
		return t.name(after)
	case '(':
		return t.expression(after)
	default:
		t.add(tokenChar, after, t.index, after)
	}
	return nil
}

func (t *tokenizer) name(start int) error {
	end := start
	for end < len(t.input) && isNamePart(t.input[end], end == start) {
		end++
	}
	if end == start {
		return t.invalid(start, t.index, "invalid name start")
	}
	t.add(tokenName, end, start, end)
	return nil
}

// expression reads a regular expression in parentheses. Groups in it must not capture.
func (t *tokenizer) expression(start int) error {
	depth, i := 1, start
	for i < len(t.input) && depth > 0 {
		c, last := t.input[i], i == len(t.input)-1
		switch {
		case c > unicode.MaxASCII, i == start && c == '?':
			return t.invalid(start, i, "invalid regex character")
		case last && c == '\\':
			return t.invalid(start, i, "invalid escape character in regex")
		case c == '\\':
			i++
			if t.input[i] > unicode.MaxASCII {
				return t.invalid(start, i, "invalid regex character")
			}
		case c == ')':
			depth--
		case c == '(':
			depth++
			if last || t.input[i+1] != '?' {
				return t.invalid(start, i, "invalid group in regex")
			}
		}
		i++
	}
	if start == len(t.input) {
		return t.invalid(start, t.index, "invalid regex start")
	}
	if depth > 0 || i-1 == start {
		return t.invalid(start, start, "invalid regex segment")
	}
	t.add(tokenRegexp, i, start, i-1)
	return nil
}

// isNamePart reports whether c may be in the name of a group: an identifier of JavaScript.
func isNamePart(c rune, first bool) bool {
	if c == '$' || c == '_' || unicode.In(c, unicode.L, unicode.Nl, unicode.Other_ID_Start) {
		return true
	}
	return !first && (c == '\u200c' || c == '\u200d' || unicode.In(c, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue))
}

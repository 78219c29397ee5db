package urlpattern

import (
	"fmt"
	"strconv"
	"strings"
)

type pieceType int

const (
	pieceFixed pieceType = iota
	pieceRegexp
	pieceSegment
	pieceWildcard
)

// piece is a part of a component's pattern: a text or a group, with what must stand around it and
// a modifier: "", "?", "*" or "+".
type piece struct {
	kind           pieceType
	value          string
	modifier       string
	name           string
	prefix, suffix string
}

// syntax is what a component's patterns look like: what ends a segment, what belongs to the
// segment behind it, and whether a name takes as much of a segment as it can.
type syntax struct {
	delimiter, prefix string
	greedy            bool
}

const wildcard = ".*"

// segment is the expression for anything within a segment.
func (s syntax) segment() string {
	any := "[^" + escapeExpression(s.delimiter) + "]+"
	if s.greedy {
		return any
	}
	return any + "?"
}

// parser makes pieces of a pattern.
type parser struct {
	syntax  syntax
	encode  canonicalizer
	tokens  []token
	index   int
	pieces  []piece
	pending strings.Builder
	names   map[string]bool
	number  int
}

func parse(pattern string, s syntax, encode canonicalizer) ([]piece, error) {
	tokens, err := tokenize([]rune(pattern), false)
	if err != nil {
		return nil, err
	}
	p := &parser{syntax: s, encode: encode, tokens: tokens, names: map[string]bool{}}
	for p.index < len(p.tokens) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	return p.pieces, nil
}

// take takes the next token if it is of one of the kinds.
func (p *parser) take(kinds ...tokenType) *token {
	next := &p.tokens[p.index]
	for _, kind := range kinds {
		if next.kind == kind {
			p.index++
			return next
		}
	}
	return nil
}

// takeGroup takes a regular expression or, where there is no name, a wildcard.
func (p *parser) takeGroup(name *token) *token {
	if name == nil {
		return p.take(tokenRegexp, tokenAsterisk)
	}
	return p.take(tokenRegexp)
}

func (p *parser) takeModifier() string {
	if m := p.take(tokenModifier, tokenAsterisk); m != nil {
		return m.value
	}
	return ""
}

func (p *parser) takeText() string {
	var text strings.Builder
	for t := p.take(tokenChar, tokenEscaped); t != nil; t = p.take(tokenChar, tokenEscaped) {
		text.WriteString(t.value)
	}
	return text.String()
}

func (p *parser) next() error {
	char := p.take(tokenChar)
	name := p.take(tokenName)
	group := p.takeGroup(name)
	if name != nil || group != nil {
		prefix := ""
		if char != nil {
			prefix = char.value
		}
		if prefix != "" && prefix != p.syntax.prefix {
			p.pending.WriteString(prefix)
			prefix = ""
		}
		if err := p.flush(); err != nil {
			return err
		}
		return p.add(prefix, name, group, "", p.takeModifier())
	}
	if char == nil {
		char = p.take(tokenEscaped)
	}
	if char != nil {
		p.pending.WriteString(char.value)
		return nil
	}
	if p.take(tokenOpen) != nil {
		return p.nextGroup()
	}
	if err := p.flush(); err != nil {
		return err
	}
	if p.take(tokenEnd) == nil {
		return fmt.Errorf("%w: Missing required end token", errSyntax)
	}
	return nil
}

// nextGroup reads what stands in braces.
func (p *parser) nextGroup() error {
	prefix := p.takeText()
	name := p.take(tokenName)
	group := p.takeGroup(name)
	suffix := p.takeText()
	if p.take(tokenClose) == nil {
		return fmt.Errorf("%w: Missing required close token", errSyntax)
	}
	return p.add(prefix, name, group, suffix, p.takeModifier())
}

// flush makes a piece of the text read so far.
func (p *parser) flush() error {
	text := p.pending.String()
	p.pending.Reset()
	return p.addFixed(text, "")
}

func (p *parser) addFixed(text, modifier string) error {
	if text == "" {
		return nil
	}
	encoded, err := p.encode(text)
	if err != nil {
		return errSyntax
	}
	p.pieces = append(p.pieces, piece{kind: pieceFixed, value: encoded, modifier: modifier})
	return nil
}

func (p *parser) add(prefix string, name, group *token, suffix, modifier string) error {
	if name == nil && group == nil && modifier == "" {
		p.pending.WriteString(prefix)
		return nil
	}
	if err := p.flush(); err != nil {
		return err
	}
	if name == nil && group == nil {
		return p.addFixed(prefix, modifier)
	}
	next := p.groupPiece(group)
	next.modifier = modifier
	switch {
	case name != nil:
		next.name = name.value
	default:
		next.name = strconv.Itoa(p.number)
		p.number++
	}
	if p.names[next.name] {
		return fmt.Errorf("%w: Duplicated part names [%s]", errSyntax, next.name)
	}
	p.names[next.name] = true
	var err error
	if next.prefix, err = p.encode(prefix); err != nil {
		return errSyntax
	}
	if next.suffix, err = p.encode(suffix); err != nil {
		return errSyntax
	}
	p.pieces = append(p.pieces, next)
	return nil
}

func (p *parser) groupPiece(group *token) piece {
	switch {
	case group == nil, group.kind == tokenRegexp && group.value == p.syntax.segment():
		return piece{kind: pieceSegment}
	case group.kind == tokenAsterisk, group.value == wildcard:
		return piece{kind: pieceWildcard}
	}
	return piece{kind: pieceRegexp, value: group.value}
}

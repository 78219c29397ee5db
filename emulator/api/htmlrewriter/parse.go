package htmlrewriter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ParseSelector parses a selector. The error's text is what a script sees.
func ParseSelector(text string) (*Selector, error) {
	l := &lexer{text: text}
	chains := parseList(l, false)
	if l.err != nil {
		return nil, l.err
	}
	return &Selector{chains}, nil
}

// parseList parses selectors with commas between them. What is syntax but not supported is
// found out behind the syntax errors of everything.
func parseList(l *lexer, negated bool) []chain {
	var chains []chain
	unsupported := ""
	for {
		c, objection := parseChain(l, negated)
		if unsupported == "" {
			unsupported = objection
		}
		chains = append(chains, c)
		if l.space(); l.ended() {
			break
		}
		if !l.take(',') {
			l.fail(msgUnexpectedToken)
			return nil
		}
	}
	if unsupported != "" {
		l.fail(unsupported)
	}
	return chains
}

func parseChain(l *lexer, negated bool) (c chain, unsupported string) {
	l.space()
	child := false
	for {
		compound := parseCompound(l, negated)
		switch {
		case l.err != nil:
			return c, ""
		case len(compound) == 0 && len(c.compounds) == 0:
			l.fail(msgEmptySelector)
			return c, ""
		case len(compound) == 0:
			l.fail(msgDanglingCombinator)
			return c, ""
		}
		c.compounds = append(c.compounds, compound)
		c.child = append(c.child, child)
		space := l.space()
		next := l.peek()
		switch {
		case l.ended() || next == ',':
			return c, unsupported
		case next == '>' || next == '+' || next == '~':
			l.skip(1)
			l.space()
			if unsupported == "" && negated {
				unsupported = msgUnsupportedPseudo
			} else if unsupported == "" && next != '>' {
				unsupported = "Unsupported combinator `" + string(next) + "` in selector."
			}
			child = next == '>'
		case space:
			if unsupported == "" && negated {
				unsupported = msgUnsupportedPseudo
			}
			child = false
		default:
			return c, unsupported
		}
	}
}

func parseCompound(l *lexer, negated bool) compound {
	c := parseType(l)
	for l.err == nil {
		switch l.peek() {
		case '#':
			rest := lexer{text: l.text[1:]}
			if !rest.isIdent() {
				return c
			}
			l.skip(1)
			c = append(c, idIs(l.name()))
		case '.':
			// Such is a number.
			if len(l.text) > 1 && '0' <= l.text[1] && l.text[1] <= '9' {
				return c
			}
			l.skip(1)
			switch {
			case l.ended():
				l.fail(msgUnexpectedEnd)
			case !l.isIdent():
				l.fail(msgInvalidClass)
			default:
				c = append(c, hasClass(l.name()))
			}
		case '[':
			l.skip(1)
			inner := l.block(']')
			c = append(c, parseAttribute(inner))
			l.adopt(inner)
		case ':':
			l.skip(1)
			c = append(c, parsePseudo(l, negated))
		default:
			return c
		}
	}
	return c
}

// parseType parses the name of an element, with a namespace only where that says nothing.
func parseType(l *lexer) compound {
	var named condition
	switch {
	case l.take('*'):
		named = anything{}
	case l.isIdent():
		rest := *l
		rest.name()
		if rest.peek() == '(' { // a function
			return nil
		}
		if rest.peek() == '|' && !strings.HasPrefix(rest.text, "|=") {
			l.fail(msgNamespaced)
			return nil
		}
		return compound{typeIs(lowerASCII(l.name()))}
	}
	if !l.take('|') {
		if named == nil {
			return nil
		}
		return compound{named}
	}
	var c compound
	switch {
	case l.take('*'):
		c = compound{anything{}}
	case l.isIdent():
		c = compound{typeIs(lowerASCII(l.name()))}
	default:
		l.fail(msgUnexpectedToken)
		return nil
	}
	if named == nil {
		// All elements have a namespace.
		c = append(c, nothing{})
	}
	return c
}

func parseAttribute(l *lexer) condition {
	a := attribute{}
	l.space()
	switch {
	case l.ended():
		l.fail(msgUnexpectedEnd)
		return a
	case strings.HasPrefix(l.text, "*|"):
		l.fail(msgNamespaced)
		return a
	case l.peek() == '|' && !strings.HasPrefix(l.text, "|="):
		l.skip(1)
	}
	if !l.isIdent() {
		l.fail(msgMissingAttribute)
		return a
	}
	a.name = lowerASCII(l.name())
	if l.peek() == '|' && !strings.HasPrefix(l.text, "|=") {
		l.fail(msgNamespaced)
		return a
	}
	if l.space(); l.ended() {
		return a
	}
	switch {
	case l.take('='):
		a.operator = '='
	case len(l.text) > 1 && l.text[1] == '=' && strings.IndexByte("~|^$*", l.text[0]) >= 0:
		a.operator = l.text[0]
		l.skip(2)
	default:
		l.fail(msgUnexpectedInAttr)
		return a
	}
	if l.space(); l.ended() {
		l.fail(msgUnexpectedEnd)
		return a
	}
	if l.isIdent() {
		a.value = l.name()
	} else if value, ok := l.quoted(); ok {
		a.value = value
	} else {
		l.fail(msgUnexpectedInAttr)
		return a
	}
	a.foldInHTML = slices.Contains(foldedAttributes, a.name)
	if l.space(); l.ended() {
		return a
	}
	flag := ""
	if l.isIdent() {
		flag = lowerASCII(l.name())
	}
	if flag != "i" && flag != "s" {
		l.fail(msgUnexpectedToken)
		return a
	}
	a.fold, a.foldInHTML = flag == "i", false
	if l.space(); !l.ended() {
		l.fail(msgUnexpectedToken)
	}
	return a
}

// foldedAttributes are those of HTML whose values selectors compare without case.
var foldedAttributes = strings.Fields("accept accept-charset align alink axis bgcolor charset checked clear codetype " +
	"color compact declare defer dir direction disabled enctype face frame hreflang http-equiv lang language link media " +
	"method multiple nohref noresize noshade nowrap readonly rel rev rules scope scrolling selected shape target text " +
	"type valign valuetype vlink")

func parsePseudo(l *lexer, negated bool) condition {
	element := l.take(':')
	if l.ended() {
		l.fail(msgUnexpectedEnd)
		return nil
	}
	if !l.isIdent() {
		l.fail(msgUnsupportedPseudo)
		return nil
	}
	name := lowerASCII(l.name())
	switch {
	case negated && (element || slices.Contains(pseudoElements, name)):
		l.fail(msgUnsupportedSyntax)
		return nil
	case element:
		l.fail(msgUnsupportedPseudo)
		return nil
	}
	if !l.take('(') {
		switch name {
		case "first-child":
			return nth{b: 1}
		case "first-of-type":
			return nth{b: 1, ofType: true}
		}
		l.fail(msgUnsupportedPseudo)
		return nil
	}
	inner := l.block(')')
	var c condition
	switch name {
	case "nth-child", "nth-of-type":
		c = parseNth(inner, name == "nth-of-type")
	case "not":
		var n not
		for _, chain := range parseList(inner, true) {
			if inner.err == nil {
				n = append(n, chain.compounds[0])
			}
		}
		c = n
	default:
		inner.fail(msgUnsupportedPseudo)
	}
	l.adopt(inner)
	return c
}

// pseudoElements are those that may be written with one colon.
var pseudoElements = []string{"before", "after", "first-line", "first-letter"}

var nthPattern = regexp.MustCompile(`^(?:([+-]?\d*)n(?:\s*([+-])\s*(\d+))?|([+-]?\d+))$`)

// parseNth parses an+b.
func parseNth(l *lexer, ofType bool) condition {
	text := lowerASCII(strings.Trim(l.text, whitespace))
	switch text {
	case "odd":
		return nth{2, 1, ofType}
	case "even":
		return nth{2, 0, ofType}
	case "":
		l.fail(msgUnexpectedEnd)
		return nil
	}
	m := nthPattern.FindStringSubmatch(text)
	if m == nil {
		l.fail(msgUnexpectedToken)
		return nil
	}
	n := nth{ofType: ofType}
	if m[4] != "" {
		n.b, _ = strconv.Atoi(m[4])
		return n
	}
	switch m[1] {
	case "", "+":
		n.a = 1
	case "-":
		n.a = -1
	default:
		n.a, _ = strconv.Atoi(m[1])
	}
	n.b, _ = strconv.Atoi(m[2] + m[3])
	return n
}

package persist

import "strings"

// tokenKind tells the tokens of SQL apart as far as rewriting a statement needs it.
type tokenKind int

const (
	tokenWord   tokenKind = iota // keyword, name or number
	tokenQuoted                  // name or string in quotes
	tokenParam                   // ?, ?1, :a, @a, $a
	tokenPunct                   // one byte of anything else
)

// token is a token of SQL and where it is.
type token struct {
	kind       tokenKind
	start, end int
	text       string
	depth      int // of parentheses around it; of an opening one, outside it
}

// is reports whether the token is this keyword, given in upper case.
func (t token) is(word string) bool {
	return t.kind == tokenWord && strings.EqualFold(t.text, word)
}

// name is the identifier that the token spells.
func (t token) name() string {
	if t.kind != tokenQuoted || len(t.text) < 2 {
		return t.text
	}
	quote, body := t.text[:1], t.text[1:len(t.text)-1]
	if quote == "[" {
		return body
	}
	return strings.ReplaceAll(body, quote+quote, quote)
}

// tokenize splits the first statement of sql into tokens, without space and comments, and says
// where its text ends, the final semicolon included.
func tokenize(sql string) (tokens []token, end int) {
	depth := 0
	for i := 0; i < len(sql); {
		if n := spaceLen(sql[i:]); n > 0 {
			i += n
			continue
		}
		t := token{start: i, depth: depth}
		t.kind, t.end = scanToken(sql, i)
		t.text = sql[t.start:t.end]
		i = t.end
		switch t.text {
		case ";":
			return tokens, i
		case "(":
			depth++
		case ")":
			depth = max(depth-1, 0)
			t.depth = depth
		}
		tokens = append(tokens, t)
	}
	return tokens, len(sql)
}

// spaceLen is the length of the space or comment at the start of s.
func spaceLen(s string) int {
	switch {
	case strings.IndexByte(" \t\n\f\r", s[0]) >= 0:
		return 1
	case strings.HasPrefix(s, "--"):
		if n := strings.IndexByte(s, '\n'); n >= 0 {
			return n + 1
		}
		return len(s)
	case strings.HasPrefix(s, "/*"):
		if n := strings.Index(s[2:], "*/"); n >= 0 {
			return n + 4
		}
		return len(s)
	}
	return 0
}

func scanToken(s string, i int) (tokenKind, int) {
	switch c := s[i]; {
	case c == '\'' || c == '"' || c == '`':
		return tokenQuoted, quotedEnd(s, i, c)
	case c == '[':
		if n := strings.IndexByte(s[i:], ']'); n >= 0 {
			return tokenQuoted, i + n + 1
		}
		return tokenQuoted, len(s)
	case c == '?' || c == ':' || c == '@' || c == '$':
		end := wordEnd(s, i+1)
		if c != '?' && end == i+1 {
			return tokenPunct, end
		}
		return tokenParam, end
	case isWordByte(c):
		return tokenWord, wordEnd(s, i)
	}
	return tokenPunct, i + 1
}

// quotedEnd is where the text that s[i] opens ends; the quote doubled stands for itself.
func quotedEnd(s string, i int, quote byte) int {
	for i++; i < len(s); i++ {
		if s[i] != quote {
			continue
		}
		if i+1 == len(s) || s[i+1] != quote {
			return i + 1
		}
		i++
	}
	return len(s)
}

func wordEnd(s string, i int) int {
	for i < len(s) && isWordByte(s[i]) {
		i++
	}
	return i
}

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 ||
		'0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// renamesToInternal reports whether an ALTER TABLE statement gives a table an internal name.
// SQLite's authorizer is not told the new name.
func renamesToInternal(sql string) bool {
	tokens, _ := tokenize(sql)
	for i := 0; i+2 < len(tokens); i++ {
		if tokens[i].is("RENAME") && tokens[i+1].is("TO") {
			return !allowedName(tokens[i+2].name())
		}
	}
	return false
}

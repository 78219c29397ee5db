package htmlrewriter

import (
	"bytes"
	"strings"
)

// cutScript cuts the text of a script where the real runtime lets go of it. What `<!--` and
// `<script` in there mean, and so where it cuts, is the HTML standard's tokenization of scripts.
func cutScript(text []byte) [][]byte {
	s := scriptCutter{text: text}
	for s.at < len(text) {
		s.state()
	}
	s.cut(len(text))
	return s.parts
}

type scriptCutter struct {
	text      []byte
	from, at  int
	escape    int // 0, 1 behind `<!--`, 2 behind `<script` in that
	afterDash bool
	parts     [][]byte
}

// cut ends a part in front of place i.
func (s *scriptCutter) cut(i int) {
	if i > s.from {
		s.parts = append(s.parts, s.text[s.from:i])
		s.from = i
	}
}

func (s *scriptCutter) has(prefix string) bool {
	rest := s.text[s.at:]
	return len(rest) >= len(prefix) && strings.EqualFold(string(rest[:len(prefix)]), prefix)
}

// state reads one character, or a sequence that belongs together.
func (s *scriptCutter) state() {
	c := s.text[s.at]
	switch {
	case c == '<':
		s.less()
	case s.escape > 0 && s.has("--"):
		s.at += 2
		s.afterDash = true
	case s.afterDash && c == '-':
		s.at++
	case s.afterDash && c == '>':
		s.cut(s.at)
		s.escape, s.afterDash = 0, false
	default:
		s.at++
		s.afterDash = false
	}
}

// less reads what begins with "<".
func (s *scriptCutter) less() {
	if s.escape < 2 || !s.afterDash {
		s.cut(s.at)
	}
	s.afterDash = false
	switch {
	case s.escape == 2:
		s.at++
		if s.has("/script") && s.delimited(len("/script")) {
			s.at += len("/script") + 1
			s.escape = 1
		}
	case s.escape == 0 && s.has("<!--"):
		s.at += len("<!--")
		s.escape, s.afterDash = 1, true
	case s.escape == 0 && s.has("<!"):
		s.at += len("<!")
		s.cut(s.at)
	case s.escape == 1 && s.has("<script"):
		s.at += len("<script")
		if s.delimited(0) {
			s.at++
			s.escape = 2
		}
	case s.has("</"):
		s.at += 2 + letters(s.text[s.at+2:])
		s.cut(s.at)
	default:
		s.at++
		s.cut(s.at)
	}
}

// delimited says whether a tag's name ends n characters on.
func (s *scriptCutter) delimited(n int) bool {
	return s.at+n < len(s.text) && bytes.IndexByte([]byte(whitespace+"/>"), s.text[s.at+n]) >= 0
}

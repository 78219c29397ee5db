package project

import (
	"fmt"
	"regexp"
	"strings"
)

// dotenvLine matches one assignment as the dotenv package does: optional export, = or a colon, a
// value in one of three quotes, which may span lines, or a bare one up to a comment.
var dotenvLine = regexp.MustCompile("(?m)^\\s*(?:export\\s+)?([\\w.-]+)(?:\\s*=\\s*?|:\\s+?)" +
	"(\\s*'(?:\\\\'|[^'])*'|\\s*\"(?:\\\\\"|[^\"])*\"|\\s*`(?:\\\\`|[^`])*`|[^#\\r\\n]+)?\\s*(?:#.*)?$")

// secret is one assignment of a secrets file.
type secret struct {
	name, value string
	line        int
}

// lineProblem is a line of a secrets file that does not do what it seems to.
type lineProblem struct {
	line int
	text string
}

// parseDotenv reads the text of a .dev.vars or .env file. Like dotenv it never fails; what it skips
// or takes differently than it looks is listed.
func parseDotenv(src string) ([]secret, []lineProblem) {
	src = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(src)
	lines := newLineTable(src)
	var secrets []secret
	var problems []lineProblem
	end := 0
	for _, m := range dotenvLine.FindAllStringSubmatchIndex(src, -1) {
		problems = append(problems, skipped(lines, end, m[0])...)
		end = m[1]
		value := ""
		if m[4] >= 0 {
			value = strings.TrimSpace(src[m[4]:m[5]])
		}
		line := lines.at(m[2]).line
		if q := openQuote(value); q != 0 {
			problems = append(problems, lineProblem{line, fmt.Sprintf("The value of %s starts with %c but does not end with it: the quote is part of the value.", src[m[2]:m[3]], q)})
		}
		secrets = append(secrets, secret{src[m[2]:m[3]], unquote(value), line})
	}
	return secrets, append(problems, skipped(lines, end, len(src))...)
}

// skipped lists the lines between two assignments that are neither blank nor comments.
func skipped(lines *lineTable, from, to int) []lineProblem {
	var problems []lineProblem
	offset := from
	for _, line := range strings.SplitAfter(lines.src[from:to], "\n") {
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' {
			start := offset + len(line) - len(strings.TrimLeft(line, " \t\n"))
			problems = append(problems, lineProblem{lines.at(start).line, "This line is not of the form NAME=value and is ignored."})
		}
		offset += len(line)
	}
	return problems
}

func openQuote(value string) byte {
	if value == "" || strings.IndexByte("'\"`", value[0]) < 0 {
		return 0
	}
	if len(value) > 1 && value[len(value)-1] == value[0] {
		return 0
	}
	return value[0]
}

// unquote takes quotes off. Only double quotes know escapes, and only those of line ends.
func unquote(value string) string {
	if value == "" {
		return ""
	}
	first := value[0]
	if len(value) > 1 && strings.IndexByte("'\"`", first) >= 0 && value[len(value)-1] == first {
		value = value[1 : len(value)-1]
	}
	if first == '"' {
		value = strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(value)
	}
	return value
}

// expandDotenv replaces ${NAME}, $NAME, ${NAME:-default} and ${NAME:+value} as dotenv-expand does.
// outside are values from elsewhere; they win over the file's.
func expandDotenv(list []secret, outside map[string]string) map[string]string {
	known := map[string]string{}
	for name, value := range outside {
		known[name] = value
	}
	result := map[string]string{}
	for _, s := range list {
		value := s.value
		if from := outside[s.name]; from != "" {
			value = from
		} else {
			value = expandValue(value, known)
		}
		value = strings.ReplaceAll(value, `\$`, "$")
		result[s.name] = value
		if _, ok := outside[s.name]; !ok {
			known[s.name] = value
		}
	}
	return result
}

// maxExpansions ends values that expand into themselves.
const maxExpansions = 100

func expandValue(value string, known map[string]string) string {
	seen := map[string]bool{}
	for range maxExpansions {
		start, end, expression := nextReference(value)
		if expression == "" {
			break
		}
		seen[value] = true
		replacement := reference(expression, known, seen)
		value = value[:start] + replacement + value[end:]
	}
	return value
}

var dotenvReference = regexp.MustCompile(`\$\{([^{}]+)\}|\$([A-Za-z_][A-Za-z0-9_]*)`)

// nextReference finds the first reference without a backslash before it.
func nextReference(value string) (start, end int, expression string) {
	for from := 0; ; {
		m := dotenvReference.FindStringSubmatchIndex(value[from:])
		if m == nil {
			return 0, 0, ""
		}
		start, end = from+m[0], from+m[1]
		if start > 0 && value[start-1] == '\\' {
			from = start + 1
			continue
		}
		if m[2] >= 0 {
			return start, end, value[from+m[2] : from+m[3]]
		}
		return start, end, value[from+m[4] : from+m[5]]
	}
}

var dotenvOperator = regexp.MustCompile(`:\+|\+|:-|-`)

// reference gives what a reference stands for. A value seen before would never end expanding.
func reference(expression string, known map[string]string, seen map[string]bool) string {
	op := dotenvOperator.FindStringIndex(expression)
	if op == nil {
		if value := known[expression]; !seen[value] {
			return value
		}
		return ""
	}
	name, operator, other := expression[:op[0]], expression[op[0]:op[1]], expression[op[1]:]
	if strings.HasSuffix(operator, "+") {
		if known[name] == "" {
			return ""
		}
		return other
	}
	if value := known[name]; value != "" && !seen[value] {
		return value
	}
	return other
}

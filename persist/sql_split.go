package persist

import (
	"strings"

	"github.com/devdo/devdo/persist/internal/sqlite"
)

// SplitSQL takes a script apart into its statements, each with its semicolon. Comments stay with
// the statement behind them; what is only space or comments is left out.
func SplitSQL(script string) []string {
	var statements []string
	add := func(text string) {
		if text = strings.TrimSpace(text); !hasNoStatement(text) {
			statements = append(statements, text)
		}
	}
	begin := 0
	for i := range len(script) {
		if script[i] == ';' && sqlite.Complete(script[begin:i+1]) {
			add(script[begin : i+1])
			begin = i + 1
		}
	}
	add(script[begin:])
	return statements
}

// hasNoStatement reports whether a text is empty but for comments and semicolons.
func hasNoStatement(text string) bool {
	tokens, _ := tokenize(text)
	return len(tokens) == 0
}

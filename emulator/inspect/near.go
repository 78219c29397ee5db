package inspect

import (
	"fmt"
	"slices"
	"strings"
)

// NotFoundError says that there is nothing of a name, and what there is that is like it.
type NotFoundError struct {
	Kind  string // "namespace", "object", "key" or "table"
	Query string
	In    string   // what was searched, if it has a name
	Near  []string // the likeliest first
}

// Error lists the names that were perhaps meant.
func (e *NotFoundError) Error() string {
	text := fmt.Sprintf("no %s %q", e.Kind, e.Query)
	if e.In != "" {
		text += " in " + e.In
	}
	if len(e.Near) == 0 {
		return text + ": there is none"
	}
	return text + "\nThere is " + quoteAll(e.Near)
}

// AmbiguousError says that a name means more than one thing.
type AmbiguousError struct {
	Kind    string
	Query   string
	Matches []string
}

// Error lists what the name means.
func (e *AmbiguousError) Error() string {
	text := fmt.Sprintf("%s %q is ambiguous\nIt may mean %s", e.Kind, e.Query, quoteAll(e.Matches[:min(len(e.Matches), maxNear)]))
	if more := len(e.Matches) - maxNear; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func quoteAll(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	return strings.Join(quoted, ", ")
}

// maxNear is how many names an error lists.
const maxNear = 8

// near lists the names most like the query: those that contain it, then those that begin like it,
// and otherwise in the order given.
func near(query string, names []string) []string {
	var unique []string
	for _, name := range names {
		if !slices.Contains(unique, name) {
			unique = append(unique, name)
		}
	}
	slices.SortStableFunc(unique, func(a, b string) int { return likeness(query, b) - likeness(query, a) })
	return unique[:min(len(unique), maxNear)]
}

func likeness(query, name string) int {
	query, name = strings.ToLower(query), strings.ToLower(name)
	if query != "" && strings.Contains(name, query) {
		return len(query) + 1
	}
	same := 0
	for same < min(len(query), len(name)) && query[same] == name[same] {
		same++
	}
	return same
}

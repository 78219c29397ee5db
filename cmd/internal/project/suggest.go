package project

import (
	"slices"
	"strings"
)

// minPrefix is how many letters the start of a name must have to suggest the whole.
const minPrefix = 5

// nearest gives the candidate a mistyped name most likely means, or "".
func nearest(name string, candidates []string) string {
	best, bestDistance := "", max(2, len(name)/3)+1
	for _, candidate := range candidates {
		if candidate == name {
			continue
		}
		if squash(candidate) == squash(name) {
			return candidate
		}
		if len(name) >= minPrefix && best == "" && strings.HasPrefix(squash(candidate), squash(name)) {
			best = candidate
			continue
		}
		if d := editDistance(name, candidate); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	// A short name is near to everything.
	if bestDistance >= len(name) && bestDistance <= max(2, len(name)/3) {
		return ""
	}
	return best
}

// squash ignores what people mix up: letter case, separators, a plural s.
func squash(s string) string {
	s = strings.NewReplacer("_", "", "-", "", ".", "").Replace(strings.ToLower(s))
	return strings.TrimSuffix(s, "s")
}

// editDistance counts insertions, deletions, replacements and swaps of neighbours.
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 100 || len(t) > 100 {
		return len(s) + len(t)
	}
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}

// didYouMean is the hint for names that are not known, or "".
func didYouMean(names, candidates []string) string {
	var hints []string
	for _, name := range names {
		better := nearest(name, candidates)
		if better == "" || slices.Contains(names, better) {
			continue
		}
		hint := "did you mean " + quote(better)
		if len(names) > 1 {
			hint += " instead of " + quote(name)
		}
		hints = append(hints, hint+"?")
	}
	return strings.Join(hints, " ")
}

package bundler

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// ModuleType says what an import of a file that matches a Rule yields.
type ModuleType string

// The module types, spelled as in Wrangler's configuration.
const (
	ESModule     ModuleType = "ESModule"     // left to esbuild
	CommonJS     ModuleType = "CommonJS"     // left to esbuild
	Text         ModuleType = "Text"         // a string
	Data         ModuleType = "Data"         // an ArrayBuffer
	CompiledWasm ModuleType = "CompiledWasm" // a WebAssembly.Module
)

// Rule maps import paths to a ModuleType.
type Rule struct {
	Type ModuleType `json:"type"`
	// Globs are matched against the path as the import spells it. A * matches slashes as well.
	Globs []string `json:"globs"`
	// Fallthrough true lets later rules of the same type apply as well. Default: they are void.
	Fallthrough *bool `json:"fallthrough,omitempty"`
}

// defaultRules are Wrangler's. They come after the user's.
var defaultRules = []Rule{
	{Type: Text, Globs: []string{"**/*.txt", "**/*.html", "**/*.sql"}},
	{Type: Data, Globs: []string{"**/*.bin"}},
	{Type: CompiledWasm, Globs: []string{"**/*.wasm", "**/*.wasm?module"}},
}

// ruleSet is what remains of the rules once those made void by an earlier one are set apart.
type ruleSet struct {
	active, void []compiledRule
	// all are the active rules, those for scripts too, whose globs match modules by their names.
	all []compiledRule
	// warnings holds one text per rule that hides later ones without saying that it means to.
	warnings []string
}

// compiledRule is a rule for files that are not JavaScript.
type compiledRule struct {
	Rule
	paths *regexp.Regexp
}

func parseRules(user []Rule) (ruleSet, error) {
	rules := append(append([]Rule(nil), user...), defaultRules...)
	closedBy := map[ModuleType]int{}
	hidden := map[int][]int{}
	var set ruleSet
	for i, r := range rules {
		if !r.Type.known() {
			return ruleSet{}, fmt.Errorf("parse module rules: unknown type %q", r.Type)
		}
		first, closed := closedBy[r.Type]
		switch {
		case closed:
			set.void = appendCompiled(set.void, r)
			if rules[first].Fallthrough == nil {
				hidden[first] = append(hidden[first], i)
			}
			continue
		case r.Fallthrough == nil || !*r.Fallthrough:
			closedBy[r.Type] = i
		}
		set.active = appendCompiled(set.active, r)
		set.all = append(set.all, compileRule(r, globstarPattern))
	}
	for i := range rules {
		if len(hidden[i]) > 0 {
			set.warnings = append(set.warnings, hiddenRulesText(rules, i, hidden[i], len(user)))
		}
	}
	return set, nil
}

func (t ModuleType) known() bool {
	switch t {
	case ESModule, CommonJS, Text, Data, CompiledWasm:
		return true
	}
	return false
}

func hiddenRulesText(rules []Rule, by int, hidden []int, users int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "The module rule %s does not have a fallback, the following rules will be ignored:", rules[by])
	for _, i := range hidden {
		fmt.Fprintf(&b, "\n %s", rules[i])
		if i >= users {
			b.WriteString(" (DEFAULT)")
		}
	}
	b.WriteString("\n\nAdd `fallthrough = true` to rule to allow next rule to be used or `fallthrough = false` to silence this warning")
	return b.String()
}

// String gives the rule as Wrangler shows it in messages.
func (r Rule) String() string {
	text, err := json.Marshal(r)
	if err != nil {
		return string(r.Type)
	}
	return string(text)
}

// appendCompiled leaves out what esbuild handles without help.
func appendCompiled(rules []compiledRule, r Rule) []compiledRule {
	if _, ok := ruleNamespaces[r.Type]; !ok || len(r.Globs) == 0 {
		return rules
	}
	return append(rules, compileRule(r, globPattern))
}

// compileRule makes one expression of what pattern makes of the globs.
func compileRule(r Rule, pattern func(glob string) string) compiledRule {
	var alternatives []string
	for _, g := range r.Globs {
		alternatives = append(alternatives, pattern(g))
	}
	return compiledRule{r, regexp.MustCompile("^(?:" + strings.Join(alternatives, "|") + ")$")}
}

func firstMatch(rules []compiledRule, path string) (compiledRule, bool) {
	for _, r := range rules {
		if r.paths.MatchString(path) {
			return r, true
		}
	}
	return compiledRule{}, false
}

// filter matches all paths that a rule could match, by how they end. esbuild tries it on every
// import of the project; the rules' own expressions, which backtrack, are several times dearer.
func (s ruleSet) filter() string {
	endings := map[string]bool{}
	for _, rules := range [][]compiledRule{s.active, s.void} {
		for _, r := range rules {
			for _, g := range r.Globs {
				endings[regexp.QuoteMeta(g[strings.LastIndex(g, "*")+1:])] = true
			}
		}
	}
	return "(?:" + strings.Join(keys(endings), "|") + ")$"
}

// globPattern is a regular expression for what a glob matches. Wrangler uses glob-to-regexp
// without options, where runs of * match anything and all else stands for itself.
func globPattern(glob string) string {
	parts := stars.Split(glob, -1)
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return strings.Join(parts, ".*")
}

var stars = regexp.MustCompile(`\*+`)

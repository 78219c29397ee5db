package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The facts about Durable Objects are numbered, and tests cite them. facts.txt lists the numbers,
// facts.md says who proves them.
const (
	factsList  = "testdata/facts.txt"
	factsTable = "testdata/facts.md"
	repoRoot   = "../.."
)

// fact is a line of facts.txt.
type fact struct {
	number, subject string
	// why says why local emulation cannot show it, or is empty.
	why string
}

// TestFacts wants a test or a reason for every fact, only known facts cited, and a table that
// says so. With UPDATE set it writes the table.
func TestFacts(t *testing.T) {
	facts := readFacts(t)
	tests := citations(t, facts)
	for _, f := range facts {
		if len(tests[f.number]) == 0 && f.why == "" {
			t.Errorf("%s (%s): no test cites it, and %s has no reason why", f.number, f.subject, factsList)
		}
	}
	table := factTable(facts, tests)
	file := path.Join(repoRoot, factsTable)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, table, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(written, []byte("\r\n"), []byte("\n")), table) {
		t.Errorf("%s is not what the tests cite; write it anew: UPDATE=1 go test ./cmd/devdo -run TestFacts", factsTable)
	}
}

func readFacts(t *testing.T) []fact {
	t.Helper()
	data, err := os.ReadFile(path.Join(repoRoot, factsList))
	if err != nil {
		t.Fatal(err)
	}
	var facts []fact
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		number, rest, _ := strings.Cut(line, " ")
		subject, why, _ := strings.Cut(rest, " | ")
		facts = append(facts, fact{number, subject, why})
	}
	return facts
}

func factTable(facts []fact, tests map[string][]string) []byte {
	var rows bytes.Buffer
	count := map[string]int{}
	for _, f := range facts {
		state := "open"
		switch {
		case len(tests[f.number]) > 0:
			state = "proven"
		case f.why != "":
			state = "not shown locally"
		}
		count[state]++
		if f.why != "" {
			state += ": " + f.why
		}
		fmt.Fprintf(&rows, "| %s | %s | %s | %s |\n", f.number, f.subject, strings.Join(tests[f.number], ", "), state)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "# Facts about Durable Objects and their tests\n\n"+
		"Written by `UPDATE=1 go test ./cmd/devdo -run TestFacts` from %s and the tests that cite the numbers.\n"+
		"`go test ./cmd/devdo -run TestAPI` runs the recorded cases (`area/file/case` below).\n\n"+
		"Facts: %d. Proven: %d. Not shown locally: %d. Open: %d.\n\n| fact | subject | tests | state |\n|---|---|---|---|\n%s",
		path.Base(factsList), len(facts), count["proven"], count["not shown locally"], count["open"], rows.String())
	return out.Bytes()
}

// citations are the tests that cite each fact.
func citations(t *testing.T, facts []fact) map[string][]string {
	t.Helper()
	known := map[string]bool{}
	for _, f := range facts {
		known[f.number] = true
	}
	tests := map[string][]string{}
	root := os.DirFS(repoRoot)
	err := fs.WalkDir(root, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); name == "node_modules" || file != "." && name[0] == '.' {
				return fs.SkipDir
			}
			return nil
		}
		if !mayCite(file) {
			return nil
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		for test, cited := range citedIn(file, string(source)) {
			for _, number := range cited.expand(known) {
				if !known[number] {
					t.Errorf("%s: %s cites %s, which is not in %s", file, test, number, factsList)
				}
				if !slices.Contains(tests[number], test) {
					tests[number] = append(tests[number], test)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range tests {
		slices.Sort(names)
	}
	return tests
}

// mayCite reports whether a file holds tests.
func mayCite(file string) bool {
	if strings.HasSuffix(file, "_test.go") {
		return file != "cmd/devdo/facts_test.go"
	}
	if file == factsList || file == factsTable || !strings.Contains("/"+file, "/testdata/") {
		return false
	}
	base := path.Base(file)
	switch path.Ext(file) {
	case ".ts", ".js", ".txtar":
		return true
	case ".json":
		return !strings.HasPrefix(base, "recorded") && !strings.HasPrefix(base, "deviations")
	}
	return false
}

// cited are numbers as comments give them: DO-GATE-5, DO-GATE-5, 6, or DO-GATE-5 to 7.
type cited []string

var (
	citation = regexp.MustCompile(`DO-[A-Z]+-\d+(?:,? (?:and )?\d+\b(?: to \d+)?|(?:…| to )\d+)*`)
	numbers  = regexp.MustCompile(`(…| to )?(\d+)`)
)

// expand makes full numbers of lists and, of those that are known, of ranges.
func (c cited) expand(known map[string]bool) []string {
	var all []string
	for _, text := range c {
		dash := strings.LastIndex(text[:strings.IndexAny(text, "0123456789")], "-")
		area, last := text[:dash+1], 0
		for _, m := range numbers.FindAllStringSubmatch(text[dash+1:], -1) {
			n, _ := strconv.Atoi(m[2])
			for between := last + 1; m[1] != "" && between < n; between++ {
				if name := area + strconv.Itoa(between); known[name] {
					all = append(all, name)
				}
			}
			all = append(all, area+strconv.Itoa(n))
			last = n
		}
	}
	return all
}

var (
	caseDeclared = regexp.MustCompile(`^export const (\w+)\b`)
	testDeclared = regexp.MustCompile(`^func ((?:Test|Benchmark|Fuzz)\w+)\(`)
)

// citedIn are the citations of a file by test. A comment belongs to the test under it or around
// it. What stands above the imports tells what the file is about and proves nothing.
func citedIn(file, source string) map[string]cited {
	all := map[string]cited{}
	declared, name := caseDeclared, strings.TrimPrefix(strings.TrimSuffix(file, ".ts"), "testdata/api/")+"/"
	switch {
	case strings.HasSuffix(file, ".go"):
		declared, name = testDeclared, path.Dir(file)+"."
	case !strings.HasSuffix(file, ".ts"):
		if found := citation.FindAllString(source, -1); found != nil {
			all[strings.TrimPrefix(file, "testdata/")] = found
		}
		return all
	}
	var above cited
	current := ""
	for line := range strings.Lines(source) {
		found := citation.FindAllString(line, -1)
		if strings.HasPrefix(line, "//") {
			above = append(above, found...)
			continue
		}
		if m := declared.FindStringSubmatch(line); m != nil {
			current = name + m[1]
		} else if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "import") || strings.HasPrefix(line, "package") {
			above = nil
			continue
		} else if line[0] != ' ' && line[0] != '\t' && line[0] != '}' && line[0] != ')' {
			current = file // a table or a helper
		}
		if found = append(above, found...); len(found) > 0 && current != "" {
			all[current] = append(all[current], found...)
		}
		above = nil
	}
	return all
}

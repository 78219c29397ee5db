package bundler

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The wrapper around esbuild's output. Modules are strict, and so is what becomes of them.
const (
	codePrefix = `(async function(__devdo_register, __devdo_module){"use strict";`
	codeSuffix = "})\n"
)

// entryName stands for the generated entry in esbuild's messages.
const entryName = "devdo:entry"

// entrySource registers the main file's namespace. How esbuild prints m.default tells whether there
// is one, and the re-export makes it list the other names in the export clause that ends its
// output: together they are Bundle.Exports. splitExports then removes the clause.
func entrySource(main string) string {
	path := quote(main)
	return "import * as m from " + path + ";\n" +
		"__devdo_register(m, m.default);\n" +
		"export * from " + path + ";\n"
}

// exportClause matches the last statement of an ES module made by esbuild. Nothing else can end
// the code with this text: a literal or comment that contained it would have to be closed after it.
var exportClause = regexp.MustCompile(`^export ?\{(?:\s*(?:[^\s,{}"]+|"[^"\n]*")(?: as (?:[^\s,{}"]+|"[^"\n]*"))?,?)*\s*\};\n?$`)

// splitExports cuts the export clause off esbuild's output and returns the names it exports.
func splitExports(code []byte) (body []byte, names []string) {
	at := findExportClause(code)
	if at < 0 {
		return code, nil
	}
	clause := string(code[at:])
	clause = clause[strings.Index(clause, "{")+1 : strings.LastIndex(clause, "}")]
	for _, item := range strings.Split(clause, ",") {
		item = strings.TrimSpace(item)
		if _, as, ok := strings.Cut(item, " as "); ok {
			item = as
		}
		if text, err := strconv.Unquote(item); err == nil {
			item = text
		}
		if item != "" {
			names = append(names, item)
		}
	}
	return code[:at], names
}

// findExportClause tries each "export" from the end, since a name may contain the word.
func findExportClause(code []byte) int {
	for at := len(code); ; {
		at = bytes.LastIndex(code[:at], []byte("export"))
		if at < 0 {
			return -1
		}
		if at > 0 && !bytes.ContainsRune([]byte("\n;}"), rune(code[at-1])) {
			continue
		}
		if exportClause.Match(code[at:]) {
			return at
		}
	}
}

// registersDefault looks at the second argument of the call in entrySource: the variable behind
// the export if there is one, "void 0" if not, and still a property of something if the main file
// is no ES module.
func registersDefault(body []byte) bool {
	at := bytes.LastIndex(body, []byte("__devdo_register("))
	if at < 0 {
		return false
	}
	_, value, _ := strings.Cut(string(body[at:]), ",")
	value, _, _ = strings.Cut(value, ");")
	value = strings.TrimSpace(value)
	return value != "" && value != "void 0" && !strings.HasSuffix(value, ".default")
}

// wrap makes the script. Whatever comes before body stays on one line; shiftMap counts on it.
func wrap(body []byte, needsNameHelper bool) string {
	var b strings.Builder
	b.Grow(len(codePrefix) + len(nameHelper) + len(body) + 2 + len(codeSuffix))
	b.WriteString(codePrefix)
	if needsNameHelper {
		b.WriteString(nameHelper)
	}
	b.WriteByte('\n')
	b.Write(body)
	if !bytes.HasSuffix(body, []byte("\n")) {
		b.WriteByte('\n')
	}
	b.WriteString(codeSuffix)
	return b.String()
}

// The two fields that matter here, as esbuild prints them: after the sources, mappings first.
// Unescaped quotes cannot occur in the strings before, nor any in the mappings.
var (
	mappingsField = []byte(`"mappings": "`)
	namesField    = []byte(`"names": `)
)

var errNoMappings = errors.New("read source map: no mappings")

// mapParts reads two fields of a source map without decoding the rest.
func mapParts(sourceMap []byte) (mappings string, names []string, err error) {
	_, rest, ok := bytes.Cut(sourceMap, mappingsField)
	if !ok {
		return "", nil, errNoMappings
	}
	text, rest, _ := bytes.Cut(rest, []byte(`"`))
	if _, list, ok := bytes.Cut(rest, namesField); ok {
		if err := json.NewDecoder(bytes.NewReader(list)).Decode(&names); err != nil {
			return "", nil, fmt.Errorf("read source map: %w", err)
		}
	}
	return string(text), names, nil
}

// shiftMap moves a source map down by the line that wrap adds: each ";" ends a line.
func shiftMap(sourceMap []byte) ([]byte, error) {
	at := bytes.Index(sourceMap, mappingsField)
	if at < 0 {
		return nil, errNoMappings
	}
	at += len(mappingsField)
	out := make([]byte, 0, len(sourceMap)+1)
	out = append(out, sourceMap[:at]...)
	out = append(out, ';')
	return append(out, sourceMap[at:]...), nil
}

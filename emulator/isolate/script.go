package isolate

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
	"weak"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"github.com/devdo/devdo/emulator/isolate/rewrite"
)

// Script is compiled code; it may run in any number of isolates.
type Script struct {
	program *goja.Program
	code    string
	tree    func() *ast.Program
}

// Code is the text that was compiled.
func (s *Script) Code() string { return s.code }

// SyntaxError is code that the engine cannot parse, at its place in the user's source.
type SyntaxError struct {
	File         string
	Line, Column int
	Message      string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
}

// Compile parses and compiles code. Positions in stacks go through sourceMap where given.
func Compile(name, code string, sourceMap []byte) (*Script, error) {
	text := code
	if len(sourceMap) > 0 {
		code += "\n//# sourceMappingURL=" + name + ".map\n"
	}
	load := parser.WithSourceMapLoader(func(string) ([]byte, error) { return sourceMap, nil })
	program, err := parse(name, code, load)
	if err != nil {
		return nil, syntaxError(name, err)
	}
	rewrite.Program(program)
	compiled, err := goja.CompileAST(program, true)
	if err != nil {
		return nil, syntaxError(name, err)
	}
	return &Script{compiled, text, again(name, code, load)}, nil
}

// again parses code once more when a tree is asked for, which few programs need. It is forgotten
// when memory is short.
func again(name, code string, options ...parser.Option) func() *ast.Program {
	var mu sync.Mutex
	var last weak.Pointer[ast.Program]
	return func() *ast.Program {
		mu.Lock()
		defer mu.Unlock()
		if tree := last.Value(); tree != nil {
			return tree
		}
		tree, err := parse(name, code, options...)
		if err != nil {
			return &ast.Program{} // it has been parsed before
		}
		last = weak.Make(tree)
		return tree
	}
}

// maxFieldFixes bounds how often parse renames class fields; each time it renames all that the
// parser has complained about.
const maxFieldFixes = 20

// parse works around goja's parser refusing class fields called get, set or async with an
// initialiser (`set = 1`): it writes such a name as ["set"] at the reported place and tries
// again. The map is left out meanwhile, since it would move the places to the user's files.
func parse(name, code string, options ...parser.Option) (*ast.Program, error) {
	for range maxFieldFixes {
		program, err := parser.ParseFile(nil, name, code, 0, options...)
		if err == nil {
			return program, nil
		}
		var list parser.ErrorList
		if _, plain := parser.ParseFile(nil, name, code, 0, parser.WithDisableSourceMaps); !errors.As(plain, &list) {
			return nil, err
		}
		fixed := fixAccessorFields(code, list)
		if fixed == code {
			return nil, err
		}
		code = fixed
	}
	return parser.ParseFile(nil, name, code, 0, options...)
}

// fixAccessorFields rewrites from the end, so that the places before stay right.
func fixAccessorFields(code string, list parser.ErrorList) string {
	for n := len(list) - 1; n >= 0; n-- {
		if list[n].Message != "Unexpected token =" {
			continue
		}
		at := offset(code, list[n].Position.Line, list[n].Position.Column)
		// The reported place is behind the "=".
		before := strings.TrimRight(code[:at], " \t\r\n")
		before = strings.TrimRight(strings.TrimSuffix(before, "="), " \t\r\n")
		for _, word := range []string{"get", "set", "async"} {
			if strings.HasSuffix(before, word) {
				start := len(before) - len(word)
				code = code[:start] + `["` + word + `"]` + code[len(before):]
				break
			}
		}
	}
	return code
}

// offset turns a 1-based line and column (in characters) into a byte offset.
func offset(code string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		n := strings.IndexByte(code[at:], '\n')
		if n < 0 {
			return len(code)
		}
		at += n + 1
	}
	for range column - 1 {
		if at >= len(code) {
			return len(code)
		}
		_, size := utf8.DecodeRuneInString(code[at:])
		at += size
	}
	return at
}

func syntaxError(name string, err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		p := list[0].Position
		return &SyntaxError{File: p.Filename, Line: p.Line, Column: p.Column, Message: list[0].Message}
	}
	var compile *goja.CompilerSyntaxError
	if errors.As(err, &compile) && compile.File != nil {
		p := compile.File.Position(compile.Offset)
		return &SyntaxError{File: p.Filename, Line: p.Line, Column: p.Column, Message: compile.Message}
	}
	return fmt.Errorf("compile %s: %w", name, err)
}

// Run runs the script and returns its completion value; loop only, inside a turn.
func (i *Isolate) Run(s *Script) (goja.Value, error) {
	i.scripts = append(i.scripts, s)
	return i.rt.RunProgram(s.program)
}

package bundler_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sourcemap/sourcemap"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/devdo/devdo/bundler"
)

// TestSourceMap looks up where texts of the script come from.
func TestSourceMap(t *testing.T) {
	dir := writeFiles(t, txtar.Parse([]byte(`
-- src/index.ts --
import { fail } from "./lib/fail";
enum Level { Low, High }
export class Counter {
  static last: Counter;
  crash(level: Level): never { Counter.last = this; throw fail(Level[level]) }
}
export default { async fetch() { return new Counter().crash(Level.High) } };
-- src/lib/fail.ts --
type Text = string;
class Counter {}
export function fail(text: Text) {
  return new TypeError(text + new Counter());
}
`)).Files)
	for _, minify := range []bool{false, true} {
		bundle := build(t, bundler.Options{Dir: dir, Entry: filepath.Join(dir, "src", "index.ts"), Minify: minify})
		consumer, err := sourcemap.Parse("", bundle.SourceMap)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(bundle.SourceMap), "sourcesContent") {
			t.Error("the map has sources in it")
		}
		tests := []struct {
			text, file string
			line, col  int // as sourcemap counts: lines from 1, columns from 0
		}{
			{"static last", "src/index.ts", 4, 2},
			{"new TypeError", "src/lib/fail.ts", 4, 9},
			{"async fetch", "src/index.ts", 7, 17},
		}
		for _, tt := range tests {
			line, col := position(t, bundle.Code, tt.text)
			file, _, gotLine, gotCol, ok := consumer.Source(line, col)
			if !ok || file != tt.file || gotLine != tt.line || gotCol != tt.col {
				t.Errorf("minify %v: %q at %d:%d: got %s:%d:%d, want %s:%d:%d", minify, tt.text, line, col, file, gotLine, gotCol, tt.file, tt.line, tt.col)
			}
		}
	}
}

func position(t *testing.T, code, text string) (line, col int) {
	t.Helper()
	before, _, ok := strings.Cut(code, text)
	if !ok {
		t.Fatalf("no %q in\n%s", text, code)
	}
	return strings.Count(before, "\n") + 1, len(before) - strings.LastIndex(before, "\n") - 1
}

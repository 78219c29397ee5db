package lang

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf16"
)

// json.json has texts with what V8 says of them.
func TestJSONProblem(t *testing.T) {
	data, err := os.ReadFile("testdata/json.json")
	if err != nil {
		t.Fatal(err)
	}
	var all [][2]string
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if got := jsonProblem(utf16.Encode([]rune(c[0]))); got != c[1] {
			t.Errorf("%q\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestJSONErrors(t *testing.T) {
	for code, want := range map[string]string{
		`try { JSON.parse("{bad") } catch (e) { e.name + ": " + e.message }`:                                                                                               "SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
		`try { JSON.parse("1", () => { throw new SyntaxError("own") }) } catch (e) { e.message }`:                                                                          "own",
		`JSON.parse.length + JSON.stringify.length + JSON.parse.name + JSON.parse('{"a":[1]}', (k, v) => v).a[0]`:                                                          "5parse1",
		`const x = {}; x.a = [{ c: x }]; try { JSON.stringify(x) } catch (e) { e.message }`:                                                                                "Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    |     property 'a' -> object with constructor 'Array'\n    |     index 0 -> object with constructor 'Object'\n    --- property 'c' closes the circle",
		`const x = { q: {} }; x.q.a = { b: { c: { d: { e: x.q } } } }; try { JSON.stringify(x) } catch (e) { e.message.split("\n").slice(2).map((l) => l.trim()).join() }`: "|     property 'a' -> object with constructor 'Object',|     property 'b' -> object with constructor 'Object',|     ...,|     property 'd' -> object with constructor 'Object',--- property 'e' closes the circle",
		`class Foo { constructor() { this.self = this } }; try { JSON.stringify(new Foo) } catch (e) { e.message.split("\n")[1].trim() }`:                                  "--> starting at object with constructor 'Foo'",
	} {
		if got := eval(t, code); got != want {
			t.Errorf("%s\n got %q\nwant %q", code, got, want)
		}
	}
}

package testing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const storedSnapshot = "// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\n" +
	"exports[`a > first 1`] = `\n{\n  \"n\": 1,\n}\n`;\n\nexports[`gone 1`] = `1`;\n"

func TestSnapshotFile(t *testing.T) {
	code := `
		describe("a", () => { it("first", () => { expect({ n: N }).toMatchSnapshot(); }); });
		it("new 10", () => { expect("text \\ with ${x} and ` + "`ticks`" + `").toMatchSnapshot(); });
		it("new 9", () => { expect([1, [2]]).toMatchSnapshot("hint"); expect(null).toMatchSnapshot(); });
		it("properties", () => { expect({ id: 5, at: new Date(7) }).toMatchSnapshot({ at: expect.any(Date) }); });
		it("error", () => { expect(() => { throw new TypeError("no"); }).toThrowErrorMatchingSnapshot(); });
		it.skip("skipped", () => {});`
	tests := []struct {
		name, n   string
		update    Update
		want      string
		unmatched int
		contains  []string
		lacks     []string
	}{
		{"new", "1", UpdateNew, "pass", 0, []string{
			"exports[`a > first 1`] = `\n{\n  \"n\": 1,\n}\n`;", "exports[`gone 1`] = `1`;",
			"exports[`new 9 1`] = `null`;\n\nexports[`new 9 > hint 1`] = `\n[\n  1,\n  [\n    2,\n  ],\n]\n`;\n\nexports[`new 10 1`] = `\"text \\\\ with \\${x} and \\`ticks\\`\"`;",
			"exports[`properties 1`] = `\n{\n  \"at\": Any<Date>,\n  \"id\": 5,\n}\n`;",
			"exports[`error 1`] = `[TypeError: no]`;",
		}, nil},
		{"changed", "2", UpdateNew, "fail", 1, []string{"\"n\": 1"}, nil},
		{"all", "2", UpdateAll, "pass", 0, []string{"\"n\": 2"}, []string{"gone"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := Host{Snapshots: StoredSnapshots{Content: storedSnapshot, Exists: true, Update: test.update}}
			result := runCode(t, h, strings.ReplaceAll(code, "N }", test.n+" }"))
			if string(result.State) != test.want || result.Snapshots.Unmatched != test.unmatched {
				t.Errorf("got %s, %+v", result.State, result.Snapshots)
			}
			if result.Snapshots.Content == nil {
				t.Fatal("nothing to write")
			}
			for _, part := range test.contains {
				if !strings.Contains(*result.Snapshots.Content, part) {
					t.Errorf("got:\n%s\nwant in it:\n%s", *result.Snapshots.Content, part)
				}
			}
			for _, part := range test.lacks {
				if strings.Contains(*result.Snapshots.Content, part) {
					t.Errorf("got:\n%s\nwant not in it:\n%s", *result.Snapshots.Content, part)
				}
			}
		})
	}
}

func TestSnapshotNone(t *testing.T) {
	h := Host{Snapshots: StoredSnapshots{Content: storedSnapshot, Exists: true, Update: UpdateNone}}
	result := runCode(t, h, `it("new", () => { expect(1).toMatchSnapshot(); });`)
	if result.State != Failed || result.Snapshots.Content != nil {
		t.Errorf("got %s, %+v", result.State, result.Snapshots)
	}
	if got := result.tests()[0].Errors[0].Message; got != "Snapshot `new 1` mismatched" {
		t.Errorf("got %q", got)
	}
	if len(result.Errors) != 1 || !strings.HasPrefix(result.Errors[0].Message, "Obsolete snapshots found") {
		t.Errorf("got %+v", result.Errors)
	}
}

// TestInlineSnapshots writes snapshots into a file, runs it again, and changes them with -u.
func TestInlineSnapshots(t *testing.T) {
	source := `describe("s", () => {
  it("a", async () => {
    expect({ a: 1 }).toMatchInlineSnapshot();
    expect("one").toMatchInlineSnapshot("\"old\"");
    expect({ id: 1 }).toMatchInlineSnapshot({ id: expect.any(Number) });
    expect(() => { throw new Error("no"); }).toThrowErrorMatchingInlineSnapshot(/* here */);
    await expect(Promise.resolve([1])).resolves.toMatchInlineSnapshot();
    await expect(Promise.reject(new Error("r"))).rejects.toThrowErrorMatchingInlineSnapshot();
    expect("` + "back`tick ${x}" + `")
      .toMatchInlineSnapshot();
  });
});
`
	want := `describe("s", () => {
  it("a", async () => {
    expect({ a: 1 }).toMatchInlineSnapshot(` + "`" + `
      {
        "a": 1,
      }
    ` + "`" + `);
    expect("one").toMatchInlineSnapshot(` + "`\"one\"`" + `);
    expect({ id: 1 }).toMatchInlineSnapshot({ id: expect.any(Number) }, ` + "`" + `
      {
        "id": Any<Number>,
      }
    ` + "`" + `);
    expect(() => { throw new Error("no"); }).toThrowErrorMatchingInlineSnapshot(/* here */` + "`[Error: no]`" + `);
    await expect(Promise.resolve([1])).resolves.toMatchInlineSnapshot(` + "`" + `
      [
        1,
      ]
    ` + "`" + `);
    await expect(Promise.reject(new Error("r"))).rejects.toThrowErrorMatchingInlineSnapshot(` + "`[Error: r]`" + `);
    expect("` + "back`tick ${x}" + `")
      .toMatchInlineSnapshot(` + "`\"back\\`tick \\${x}\"`" + `);
  });
});
`
	root := t.TempDir()
	path := filepath.Join(root, "test.js")
	if err := os.WriteFile(path, []byte(source), 0o666); err != nil {
		t.Fatal(err)
	}
	result := mustPass(t, Host{Snapshots: StoredSnapshots{Update: UpdateAll}}, source)
	if err := saveSnapshots(root, path, result.Snapshots); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Fatalf("got:\n%s\nwant:\n%s", got, want)
	}
	again := mustPass(t, Host{Snapshots: StoredSnapshots{Update: UpdateNone}}, want)
	if again.Snapshots.Matched != 7 || len(again.Snapshots.Inline) != 0 {
		t.Errorf("got %+v", again.Snapshots)
	}
}

func TestInlineSnapshotSamePlace(t *testing.T) {
	result := runCode(t, Host{}, `it("a", () => { for (const n of [1, 2]) expect(n).toMatchInlineSnapshot(); });`)
	want := "toMatchInlineSnapshot with different snapshots cannot be called at the same location"
	if errs := result.tests()[0].Errors; len(errs) != 1 || errs[0].Message != want {
		t.Errorf("got %+v", errs)
	}
}

func TestInlineRetry(t *testing.T) {
	result := mustPass(t, Host{}, `
		let n = 0;
		it("a", { retry: 2 }, () => { expect(n).toMatchInlineSnapshot(); if (n++ < 2) throw 1; });`)
	if got := result.Snapshots.Inline; len(got) != 1 || got[0].Snapshot != "2" {
		t.Errorf("got %+v", got)
	}
}

func TestFileSnapshot(t *testing.T) {
	root := t.TempDir()
	h := Host{ReadFile: func(path string) (string, bool) { return "stored", path == "there.txt" }}
	result := runCode(t, h, `
		it("a", async () => { await expect("stored").toMatchFileSnapshot("there.txt"); });
		it("b", async () => { await expect("other").toMatchFileSnapshot("there.txt"); });
		it("c", async () => { await expect("new").toMatchFileSnapshot("out/new.txt"); });`)
	if got, want := outline(result.Tasks, 0), "a: pass\nb: fail\nc: pass\n"; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if err := saveSnapshots(root, filepath.Join(root, "a.test.js"), result.Snapshots); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(root, "out", "new.txt")); err != nil || string(got) != "new" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestSnapshotSerializer(t *testing.T) {
	mustPass(t, Host{}, `
		class Secret { constructor(s) { this.s = s; } }
		expect.addSnapshotSerializer({ test: (v) => v instanceof Secret, serialize: (v, config, indentation, depth, refs, printer) => "Secret<" + printer(v.s.length, config, indentation, depth, refs) + ">" });
		it("a", () => { expect({ s: new Secret("abc"), f: vi.fn() }).toMatchInlineSnapshot(`+"`\n  {\n    \"f\": [MockFunction],\n    \"s\": Secret<3>,\n  }\n`"+`); });`)
}

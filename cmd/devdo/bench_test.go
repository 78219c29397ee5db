package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// benchProject answers with a greeting out of a Durable Object.
var benchProject = map[string]string{
	"wrangler.jsonc": `{
		"name": "bench", "main": "index.ts", "compatibility_date": "2026-11-01",
		"durable_objects": { "bindings": [{ "name": "GREETER", "class_name": "Greeter" }] },
		"migrations": [{ "tag": "v1", "new_sqlite_classes": ["Greeter"] }]
	}`,
	"index.ts": `
import { DurableObject } from "cloudflare:workers";

const greeting: string = "version 0";

export class Greeter extends DurableObject {
  greet() {
    return greeting;
  }
}

export default {
  async fetch(_: Request, env: any) {
    return new Response(await env.GREETER.getByName("a").greet());
  },
};
`,
}

// BenchmarkColdStart is the time from the start of the process to its first answer.
func BenchmarkColdStart(b *testing.B) {
	binary, dir := buildDevdo(b), writeProject(b, benchProject)
	for b.Loop() {
		s := startServer(b, dir, binary, "dev", "--port", "0")
		if got := s.ask("GET", "/"); got != "version 0" {
			b.Fatalf("got %q", got)
		}
		b.StopTimer()
		s.kill()
		b.StartTimer()
	}
}

// BenchmarkReload is the time from saving a source file to the first answer of the new code.
func BenchmarkReload(b *testing.B) {
	dir := writeProject(b, benchProject)
	main := filepath.Join(dir, "index.ts")
	source, err := os.ReadFile(main)
	if err != nil {
		b.Fatal(err)
	}
	s := startServer(b, dir, buildDevdo(b), "dev", "--port", "0")
	s.ask("GET", "/")
	for n := 1; b.Loop(); n++ {
		version := fmt.Sprint("version ", n)
		text := strings.Replace(string(source), "version 0", version, 1)
		if err := os.WriteFile(main, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		s.waitFor(updatedLine, n)
		if got := s.ask("GET", "/"); got != version {
			b.Fatalf("got %q, want %q", got, version)
		}
	}
}

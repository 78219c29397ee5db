package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const historyWorker = `
import { DurableObject } from "cloudflare:workers";
export class Diary extends DurableObject {
  async fetch(request: Request) {
    const [, method, argument] = new URL(request.url).pathname.split("/");
    const { storage } = this.ctx;
    switch (method) {
      case "write": await storage.put("entry", argument); return new Response(await storage.getCurrentBookmark());
      case "restore": return new Response(await storage.onNextSessionRestoreBookmark(argument).catch((e) => e.message));
      case "abort": this.ctx.abort();
    }
    return new Response(await storage.get("entry"));
  }
}
export default {
  fetch: (request: Request, env: any) =>
    env.DIARY.getByName("a").fetch(request).catch((e: Error) => new Response(e.message)),
};
`

const historyConfig = `{
  "name": "app", "main": "index.ts", "compatibility_date": "2026-01-01",
  "durable_objects": { "bindings": [{ "name": "DIARY", "class_name": "Diary" }] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Diary"] }]
}`

// TestInteropHistory lets wrangler in between: when it only reads, the history goes on; when it
// writes, a new one begins or what it wrote becomes part of it, and nothing wrong is ever restored. It needs wrangler as TestInterop.
func TestInteropHistory(t *testing.T) {
	wrangler := os.Getenv("DEVDO_WRANGLER")
	if wrangler == "" {
		var err error
		if wrangler, err = exec.LookPath("wrangler"); err != nil {
			t.Skip("there is no wrangler: neither DEVDO_WRANGLER nor the PATH has one")
		}
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"wrangler.jsonc": historyConfig, "index.ts": historyWorker} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	own := []string{buildDevdo(t), "dev", "--port", "0"}
	real := []string{wrangler, "dev", "--port", "0", "--inspector-port", "0", "--show-interactive-dev-session=false"}
	during := func(command []string, fn func(ask func(path, want string) string)) {
		t.Helper()
		s := startServer(t, dir, command...)
		fn(func(path, want string) string {
			t.Helper()
			got := s.ask("GET", path)
			if !strings.Contains(got, want) {
				t.Errorf("%s: got %q, want %q", path, got, want)
			}
			return got
		})
		s.stop()
	}
	var one, two string
	during(own, func(ask func(path, want string) string) {
		one = ask("/write/one", "-")
		two = ask("/write/two", "-")
	})
	during(real, func(ask func(path, want string) string) { ask("/", "two") })
	during(own, func(ask func(path, want string) string) {
		ask("/restore/"+one, "-")
		ask("/abort", "abort")
		ask("/", "one")
	})
	during(real, func(ask func(path, want string) string) {
		ask("/", "one")
		if next := ask("/write/three", "-"); next <= one {
			t.Errorf("wrangler's bookmark %s is not greater than %s", next, one)
		}
	})
	during(own, func(ask func(path, want string) string) {
		// If wrangler left its log behind, that is part of the history.
		undo := ask("/restore/"+two, "")
		ask("/abort", "abort")
		if strings.Contains(undo, "no longer available") {
			ask("/", "three")
			return
		}
		ask("/", "two")
		ask("/restore/"+undo, "-")
		ask("/abort", "abort")
		ask("/", "three")
	})
}

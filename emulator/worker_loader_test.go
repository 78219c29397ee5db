package emulator_test

import (
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/api"
	"github.com/devdo/devdo/emulator/emulatortest"
)

// A loaded Worker has an isolate of its own, which ends with that of the Worker that loaded it.
func TestWorkerLoader(t *testing.T) {
	e := emulatortest.Run(t, emulatortest.Project{
		Code: `
			let loads = 0;
			const get = (env) => env.LOADER.get("one", async () => {
				loads++;
				return { compatibilityDate: "2026-01-01", mainModule: "a.js", modules: { "a.js": "ignored" } };
			});
			export default {
				async fetch(request, env) {
					const entry = get(env).getEntrypoint("plain", { props: { x: 1 } });
					const answers = await Promise.all([entry.count(1), entry.count(2), entry.count(3)]);
					return new Response([...answers, loads].join());
				},
			}`,
		Worker: emulator.Worker{Loaders: []string{"LOADER"}},
		Config: emulator.Config{Bundle: func(code api.DynamicCode) (emulator.Bundled, error) {
			if len(code.Modules) != 1 || code.Main != "a.js" {
				t.Errorf("got code %+v", code)
			}
			return emulator.Bundled{Code: `(async (register) => {
				let n = 0;
				register({ plain: { count: (by, env, ctx) => (n += by) + ":" + ctx.props.x } });
			})`}, nil
		}},
	})
	if got := e.Get("/"); got != "1:1,3:1,6:1,1" {
		t.Errorf("got %q", got)
	}
	if got := e.Get("/"); got != "7:1,9:1,12:1,1" {
		t.Errorf("again: got %q", got)
	}
	if err := e.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := e.Get("/"); !strings.HasSuffix(got, ",1") || got[0] != '1' {
		t.Errorf("after a reload: got %q", got)
	}
}

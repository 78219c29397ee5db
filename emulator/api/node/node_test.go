package node

import (
	"slices"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/api/console"
	"github.com/devdo/devdo/emulator/api/crypto"
	"github.com/devdo/devdo/emulator/api/encoding"
	"github.com/devdo/devdo/emulator/api/events"
	"github.com/devdo/devdo/emulator/api/lang"
	"github.com/devdo/devdo/emulator/api/timers"
	"github.com/devdo/devdo/emulator/api/url"
	"github.com/devdo/devdo/emulator/api/web"
	"github.com/devdo/devdo/emulator/api/webidl"

	"github.com/devdo/devdo/emulator/api/apitest"
	"github.com/devdo/devdo/emulator/isolate"
)

// newEnv is an isolate with everything that the modules are built upon.
func newEnv(t *testing.T) *apitest.Env {
	return apitest.New(t, webidl.Modules(), lang.Modules(), events.Modules(), url.Modules(), encoding.Modules(),
		timers.Modules(), console.Modules(), crypto.Modules(), web.Modules(), Modules(),
		[]*isolate.Module{{Name: "node-globals", Source: all()[internalPrefix+"globals"].Source, Globals: all()[internalPrefix+"globals"].exports}}).AsHandler()
}

// TestExports compares the names that a module says it exports with those it has: the bundler
// knows the former.
func TestExports(t *testing.T) {
	env := newEnv(t)
	for name, m := range all() {
		if strings.HasPrefix(name, internalPrefix) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var has []string
			env.Do(func() {
				ex := env.Iso.Runtime().Try(func() { has = append(Namespace(env.Iso, name).Keys(), env.Iso.Use(name).Keys()...) })
				if ex != nil {
					t.Error(ex)
				}
			})
			has = slices.DeleteFunc(has, func(s string) bool { return s == "default" })
			slices.Sort(has)
			has = slices.Compact(has)
			said := slices.Sorted(slices.Values(m.exports))
			if !slices.Equal(has, said) {
				t.Errorf("the file says\n// exports: %s\nbut the module has\n// exports: %s", strings.Join(said, " "), strings.Join(has, " "))
			}
		})
	}
}

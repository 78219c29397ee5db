package emulator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator"
	"github.com/devdo/devdo/emulator/emulatortest"
	"github.com/devdo/devdo/persist"
)

// classed is a Worker with one class, which counts, sets an alarm and tells its ids.
func classed(class string) string {
	return strings.ReplaceAll(`
import { DurableObject } from "cloudflare:workers";
export class CLASS extends DurableObject {
  async add() {
    const n = ((await this.ctx.storage.get("n")) ?? 0) + 1;
    await this.ctx.storage.put("n", n);
    if (n === 1) await this.ctx.storage.setAlarm(Date.now() + 1e7);
    return { n, alarm: (await this.ctx.storage.getAlarm()) !== null, name: this.ctx.id.name ?? null };
  }
  alarm() {}
}
export default {
  async fetch(request, env) {
    const url = new URL(request.url), q = url.searchParams;
    const ids = {
      name: (v) => env.DO.idFromName(v),
      id: (v) => env.DO.idFromString(v),
      unique: () => env.DO.newUniqueId(),
    };
    for (const [k, v] of q) {
      const id = ids[k](v);
      return Response.json({ id: String(id), ...(await env.DO.get(id).add()) });
    }
  },
};`, "CLASS", class)
}

// life runs one version after the other on the same state.
type life struct {
	t     *testing.T
	state string
	*emulatortest.Emulator
	outcomes []persist.Outcome
}

func (l *life) start(worker, class string, steps ...persist.Step) {
	l.t.Helper()
	l.stop()
	if steps == nil {
		steps = []persist.Step{}
	}
	l.outcomes = nil
	l.Emulator = emulatortest.Run(l.t, emulatortest.Project{
		Code: classed(class),
		Worker: emulator.Worker{
			Name: worker, Steps: steps,
			Classes: []emulator.Class{{Name: class, SQL: true}},
			Objects: []emulator.ObjectBinding{{Name: "DO", Class: class}},
		},
		Config: emulator.Config{StateDir: l.state, Events: emulator.Events{
			Evolved: func(o persist.Outcome) { l.outcomes = append(l.outcomes, o) },
		}},
	})
}

func (l *life) stop() {
	if l.Emulator == nil {
		return
	}
	if err := l.Emulator.Close(); err != nil {
		l.t.Fatal(err)
	}
}

func (l *life) want(query, want string) {
	l.t.Helper()
	_, got := l.Fetch("GET", "/?"+query, "")
	if got != want {
		l.t.Errorf("%s: got %s, want %s", query, got, want)
	}
}

// wantResults compares what became of the steps that had something to do.
func (l *life) wantResults(want ...persist.Result) {
	l.t.Helper()
	if len(l.outcomes) != len(want) {
		l.t.Fatalf("got the outcomes %+v, want %v", l.outcomes, want)
	}
	for i, o := range l.outcomes {
		if o.Result != want[i] {
			l.t.Errorf("got the outcome %+v, want %s", o, want[i])
		}
	}
}

func answer(id string, n, name string) string {
	return `{"id":"` + id + `","n":` + n + `,"alarm":true,"name":` + name + `}`
}

var (
	renameAB = persist.Step{Kind: persist.Renamed, Tag: "v2", From: "w-A", To: "w-B"}
	renameBC = persist.Step{Kind: persist.Renamed, Tag: "v3", From: "w-B", To: "w-C"}
	deleteA  = persist.Step{Kind: persist.Deleted, Tag: "v2", From: "w-A"}
)

// DO-MIG-13: what wrangler does not do. The objects of a renamed class are found by their names
// and by every id that they had.
func TestEvolve_Renamed(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	l.start("w", "A")
	a, unique := persist.DeriveID("w-A", "x"), persist.NewUniqueID("w-A")
	l.want("name=x", answer(a, "1", `"x"`))
	l.want("id="+unique, answer(unique, "1", "null"))

	l.start("w", "B", renameAB)
	l.wantResults(persist.Done)
	if o := l.outcomes[0]; o.Objects != 2 || o.Kept != 1 {
		t.Errorf("got %+v, want 2 objects, one of them with its old id", o)
	}
	b := persist.DeriveID("w-B", "x")
	l.want("name=x", answer(b, "2", `"x"`))
	l.want("id="+a, answer(b, "3", `"x"`)) // an id that was stored somewhere
	l.want("id="+unique, answer(unique, "2", "null"))
	alarms, err := l.Store().Namespace("w-B").Alarms()
	if err != nil || len(alarms) != 2 {
		t.Errorf("got the alarms %v, %v, want two", alarms, err)
	}

	l.start("w", "B", renameAB)
	l.wantResults()
	l.want("name=x", answer(b, "4", `"x"`))

	l.start("w", "C", renameAB, renameBC)
	l.wantResults(persist.Done)
	c := persist.DeriveID("w-C", "x")
	l.want("name=x", answer(c, "5", `"x"`))
	l.want("id="+a, answer(c, "6", `"x"`))
	l.want("id="+b, answer(c, "7", `"x"`))
	l.want("id="+unique, answer(unique, "3", "null"))
	l.stop()
	for _, old := range []string{"w-A", "w-B"} {
		if _, err := os.Stat(filepath.Join(l.state, "do", old)); !os.IsNotExist(err) {
			t.Errorf("do/%s is still there: %v", old, err)
		}
	}
}

// An object whose name nobody wrote down, as wrangler leaves those of legacy classes, is found by
// its name all the same.
func TestEvolve_RenamedWithoutNames(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	l.start("w", "A")
	a := persist.DeriveID("w-A", "x")
	l.want("id="+a, answer(a, "1", "null"))

	l.start("w", "B", renameAB)
	l.wantResults(persist.Done)
	l.want("name=x", answer(a, "2", `"x"`))
	l.want("id="+a, answer(a, "3", `"x"`))
	l.want("name=y", answer(persist.DeriveID("w-B", "y"), "1", `"y"`))
}

func TestEvolve_Deleted(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	l.start("w", "A")
	a := persist.DeriveID("w-A", "x")
	l.want("name=x", answer(a, "1", `"x"`))

	l.start("w", "B", deleteA)
	l.wantResults(persist.Done)
	kept := filepath.Join(l.outcomes[0].Backup, "do", "w-A", a+".sqlite")
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the backup: %v", err)
	}
	l.start("w", "A", deleteA)
	l.wantResults()
	l.want("name=x", answer(a, "1", `"x"`))
}

// Both sides hold data: nothing is touched until one is removed.
func TestEvolve_Collision(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	b := persist.DeriveID("w-B", "x")
	l.start("w", "A")
	l.want("name=x", answer(persist.DeriveID("w-A", "x"), "1", `"x"`))
	l.start("w", "B")
	l.want("name=x", answer(b, "1", `"x"`))
	for range 2 {
		l.start("w", "B", renameAB)
		l.wantResults(persist.Refused)
	}
	l.want("name=x", answer(b, "2", `"x"`))
	l.stop()
	if err := os.RemoveAll(filepath.Join(l.state, "do", "w-B")); err != nil {
		t.Fatal(err)
	}
	l.start("w", "B", renameAB)
	l.wantResults(persist.Done)
	l.want("name=x", answer(b, "2", `"x"`))
}

// State from before devdo kept a record may be of either life of a class that exists again.
func TestEvolve_UnknownPast(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	a := persist.DeriveID("w-A", "x")
	l.start("w", "A")
	l.want("name=x", answer(a, "1", `"x"`))
	l.stop()
	if err := os.RemoveAll(filepath.Join(l.state, "devdo", "migrations")); err != nil {
		t.Fatal(err)
	}
	l.start("w", "A", deleteA)
	l.wantResults()
	l.want("name=x", answer(a, "2", `"x"`))
}

func TestEvolve_Transferred(t *testing.T) {
	l := &life{t: t, state: t.TempDir()}
	l.start("other", "A")
	a := persist.DeriveID("other-A", "x")
	l.want("name=x", answer(a, "1", `"x"`))
	l.start("w", "B", persist.Step{Kind: persist.Transferred, Tag: "v1", From: "other-A", To: "w-B"})
	l.wantResults(persist.Done)
	l.want("id="+a, answer(persist.DeriveID("w-B", "x"), "2", "null"))
}

// DO-MIG-20: in exports both sides declare a transfer, in either order.
func TestEvolve_TransferOfTwoSides(t *testing.T) {
	give := persist.Step{Kind: persist.Transferred, From: "other-A", To: "w-A", Offered: true, Giving: true}
	take := give
	take.Giving = false
	for _, first := range []string{"taker", "giver"} {
		t.Run(first+" first", func(t *testing.T) {
			l := &life{t: t, state: t.TempDir()}
			l.start("other", "A")
			l.want("name=x", answer(persist.DeriveID("other-A", "x"), "1", `"x"`))
			if first == "taker" {
				l.start("w", "A", take)
				l.wantResults(persist.Waiting)
				l.start("other", "B", give)
			} else {
				l.start("other", "B", give)
				l.wantResults(persist.Waiting)
				l.start("w", "A", take)
			}
			l.wantResults(persist.Done)
			l.start("w", "A", take)
			l.want("name=x", answer(persist.DeriveID("w-A", "x"), "2", `"x"`))
		})
	}
}

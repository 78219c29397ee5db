package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

const (
	// kills is how often TestKill kills the server; killsShort under -short.
	kills, killsShort = 50, 5
	// killClients write at once, to killObjects objects.
	killClients, killObjects = 8, 3
	// killWithin is the longest time under load before a kill.
	killWithin = 150 * time.Millisecond
)

// killProject counts in key-value storage and writes a row for each increment in the same turn,
// so that a half-kept turn shows as well as a lost one.
var killProject = map[string]string{
	"wrangler.jsonc": `{
		"name": "durability", "main": "index.ts", "compatibility_date": "2026-11-01",
		"durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter" }] },
		"migrations": [{ "tag": "v1", "new_sqlite_classes": ["Counter"] }]
	}`,
	"index.ts": `
import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS increments (round INTEGER, id TEXT)");
  }
  async increment(round: number, id: string) {
    const value = ((await this.ctx.storage.get<number>("value")) ?? 0) + 1;
    this.ctx.storage.sql.exec("INSERT INTO increments VALUES (?, ?)", round, id);
    this.ctx.storage.put("value", value);
    return value;
  }
  async state(round: number) {
    const sql = this.ctx.storage.sql;
    return {
      value: (await this.ctx.storage.get<number>("value")) ?? 0,
      rows: sql.exec("SELECT count(*) AS n FROM increments").one().n,
      ids: sql.exec("SELECT id FROM increments WHERE round = ?", round).toArray().map((r) => r.id),
    };
  }
}

export default {
  async fetch(request: Request, env: any) {
    const url = new URL(request.url);
    const counter = env.COUNTER.getByName(url.searchParams.get("object"));
    const round = Number(url.searchParams.get("round"));
    if (request.method === "GET") return Response.json(await counter.state(round));
    return new Response(String(await counter.increment(round, url.searchParams.get("id"))));
  },
};
`,
}

// TestKill kills a server under load again and again: every write that it acknowledged is there
// afterwards, none twice, and no turn is half there.
func TestKill(t *testing.T) {
	rounds := kills
	if testing.Short() {
		rounds = killsShort
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	binary, dir := buildDevdo(t), writeProject(t, killProject)
	total := 0
	before := make([]int, killObjects)
	s := startServer(t, dir, binary, "dev", "--port", "0")
	for round := range rounds {
		load := startLoad(s, round)
		time.Sleep(time.Duration(random.Int64N(int64(killWithin))))
		s.kill()
		load.wait()
		s = startServer(t, dir, binary, "dev", "--port", "0")
		for object := range killObjects {
			before[object] = load.check(t, s, object, before[object])
		}
		total += len(load.acknowledged)
		if t.Failed() {
			t.Fatalf("after kill %d", round+1)
		}
	}
	t.Logf("%d acknowledged increments in %d rounds", total, rounds)
	if total == 0 {
		t.Error("no increment was acknowledged: nothing was tested")
	}
}

// load is what the clients sent and heard in one round.
type load struct {
	server *server
	round  int
	done   sync.WaitGroup

	mu sync.Mutex // guards the fields below
	// sent has every increment that was asked for, acknowledged those that were answered.
	sent, acknowledged []increment
}

type increment struct {
	object int
	id     string
}

func startLoad(s *server, round int) *load {
	l := &load{server: s, round: round}
	for client := range killClients {
		l.done.Go(func() { l.run(client) })
	}
	return l
}

// run increments until the server is gone.
func (l *load) run(client int) {
	for n := 0; ; n++ {
		i := increment{(client + n) % killObjects, fmt.Sprintf("%d-%d-%d", l.round, client, n)}
		l.mu.Lock()
		l.sent = append(l.sent, i)
		l.mu.Unlock()
		status, _, err := l.server.try("POST", fmt.Sprintf("/?object=%d&round=%d&id=%s", i.object, l.round, i.id))
		if err != nil {
			return
		}
		if status != http.StatusOK {
			continue // not acknowledged
		}
		l.mu.Lock()
		l.acknowledged = append(l.acknowledged, i)
		l.mu.Unlock()
	}
}

func (l *load) wait() { l.done.Wait() }

// check compares what an object has kept with what its clients heard, and returns its value.
func (l *load) check(t *testing.T, s *server, object, before int) int {
	t.Helper()
	var got struct {
		Value, Rows int
		IDs         []string
	}
	body := s.ask("GET", fmt.Sprintf("/?object=%d&round=%d", object, l.round))
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatalf("decode %s: %v", body, err)
	}
	sent, acknowledged := idsOf(l.sent, object), idsOf(l.acknowledged, object)
	if got.Value < before+len(acknowledged) || got.Value > before+len(sent) {
		t.Errorf("object %d: the counter was %d, %d increments were acknowledged and %d sent, but it is %d",
			object, before, len(acknowledged), len(sent), got.Value)
	}
	if got.Rows != got.Value {
		t.Errorf("object %d: half a turn was kept: %d rows for %d increments", object, got.Rows, got.Value)
	}
	if len(got.IDs) != got.Value-before {
		t.Errorf("object %d: %d rows of this round for %d increments", object, len(got.IDs), got.Value-before)
	}
	for _, id := range acknowledged {
		if !slices.Contains(got.IDs, id) {
			t.Errorf("object %d: the acknowledged increment %s is lost", object, id)
		}
	}
	return got.Value
}

func idsOf(all []increment, object int) []string {
	var ids []string
	for _, i := range all {
		if i.object == object {
			ids = append(ids, i.id)
		}
	}
	return ids
}

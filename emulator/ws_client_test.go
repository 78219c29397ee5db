package emulator_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/devdo/devdo/emulator/emulatortest"
)

// echoing sends back what it gets. An answer to "close" is a close of its own.
const echoing = `
import { DurableObject } from "cloudflare:workers";
export class Echo extends DurableObject {
  fetch() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(socket, message) {
    if (message === "close") socket.close(4001, "the object");
    else socket.send(message);
  }
  webSocketClose(socket, code, reason) {
    socket.close(code === 1005 ? 1000 : code, reason);
  }
}
export default { fetch: (request, env) => env.ECHO.get(env.ECHO.idFromName("a")).fetch(request) };
`

// echoClient drives it with the library ws: whatever is not as it should be is thrown.
const echoClient = `
const assert = require("node:assert");
const { once } = require("node:events");
const WebSocket = require("ws");
const run = async (perMessageDeflate) => {
  const open = async () => {
    const socket = new WebSocket(process.argv[2], { perMessageDeflate });
    await once(socket, "open");
    return socket;
  };
  const socket = await open();
  assert.strictEqual(socket.extensions.includes("permessage-deflate"), perMessageDeflate);
  const answer = async () => (await once(socket, "message"))[0];
  const big = Buffer.alloc(1 << 20, "0123456789abcdef");
  for (const message of ["", "héllo", "x".repeat(1 << 20)]) {
    socket.send(message);
    assert.strictEqual((await answer()).toString(), message);
  }
  for (const message of [Buffer.alloc(0), Buffer.from([0, 255]), big]) {
    socket.send(message);
    assert.ok((await answer()).equals(message));
  }
  socket.send("one ", { fin: false });
  socket.send("two ", { fin: false });
  socket.send("three", { fin: true });
  assert.strictEqual((await answer()).toString(), "one two three");
  socket.ping("beat");
  assert.strictEqual((await once(socket, "pong"))[0].toString(), "beat");
  const closed = async (socket, begin) => {
    const end = once(socket, "close");
    begin();
    const [code, reason] = await end;
    return [code, reason.toString()];
  };
  assert.deepStrictEqual(await closed(socket, () => socket.close(4000, "bye")), [4000, "bye"]);
  const bare = await open();
  assert.deepStrictEqual(await closed(bare, () => bare.close()), [1000, ""]);
  const other = await open();
  assert.deepStrictEqual(await closed(other, () => other.send("close")), [4001, "the object"]);
};
run(false).then(() => run(true)).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`

// TestWebSocket_ClientLibrary speaks to the library ws for node, from the folder that
// DEVDO_NODE_MODULES names.
func TestWebSocket_ClientLibrary(t *testing.T) { // DO-WS-14, DO-WS-53, DO-WS-54
	modules := os.Getenv("DEVDO_NODE_MODULES")
	node, err := exec.LookPath("node")
	if _, missing := os.Stat(filepath.Join(modules, "ws")); modules == "" || err != nil || missing != nil {
		t.Skip("node or ws in DEVDO_NODE_MODULES is missing")
	}
	e := emulatortest.Run(t, emulatortest.Project{Code: echoing, Classes: []string{"Echo"}})
	script := filepath.Join(t.TempDir(), "client.js")
	if err := os.WriteFile(script, []byte(echoClient), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, script, strings.Replace(e.URL(), "http", "ws", 1))
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

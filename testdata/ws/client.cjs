// Drives the Worker beside it with the client and the server of the ws library, and with frames
// that no library would send. Prints what happened, one answer for each case:
//
//     node client.cjs URL FOLDER    (the node_modules that has ws)
const { createHash } = require("node:crypto");
const net = require("node:net");
const path = require("node:path");
const { WebSocket, WebSocketServer } = require(path.resolve(process.argv[3], "ws"));

const base = process.argv[2].replace("http", "ws").replace(/\/$/, "");
const limit = 15_000; // milliseconds: a case that takes longer hangs

const TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;
const ends = ["ordinary", "hibernating"];
const cases = {};

// each defines a case for either kind of socket.
function each(name, run) {
  for (const kind of ends) cases[`${kind} ${name}`] = () => run(`${base}/${kind}?${name.replaceAll(" ", "-")}`);
}

const opened = (url, ...rest) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ...rest);
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });

const closed = (socket) => new Promise((resolve) => socket.once("close", (code, reason) => resolve([code, String(reason)])));

// heard takes n messages, each as its kind and size, or the text if it is short.
const heard = (socket, n) =>
  new Promise((resolve) => {
    const all = [];
    const take = (data, binary) => {
      all.push(data);
      if (all.length < n) return;
      socket.off("message", take);
      resolve(all);
    };
    socket.on("message", take);
  });

// exchange sends messages and tells which of them came back unchanged.
async function exchange(socket, messages) {
  const answers = heard(socket, messages.length);
  for (const m of messages) socket.send(m);
  return (await answers).map((a, n) => a.equals(Buffer.from(messages[n])));
}

const bytes = (n, seed = 1) => {
  const all = Buffer.alloc(n);
  for (let i = 0; i < n; i++) all[i] = (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16;
  return all;
};

each("sizes", async (url) => {
  const socket = await opened(url, { perMessageDeflate: false });
  const sizes = [0, 1, 125, 126, 127, 128, 65535, 65536, 1 << 20];
  const got = [await exchange(socket, sizes.map((n) => "*".repeat(n))), await exchange(socket, sizes.map((n) => bytes(n)))];
  const end = closed(socket);
  socket.close(1000, "thanks");
  return [...got, await end];
});

each("fragments of a large message", async (url) => {
  const socket = await opened(url, { perMessageDeflate: false });
  const answer = heard(socket, 1), data = bytes(1 << 20);
  for (let at = 0; at < data.length; at += 4096) socket.send(data.subarray(at, at + 4096), { fin: at + 4096 === data.length });
  const same = (await answer)[0].equals(data);
  socket.terminate();
  return same;
});

each("subprotocol", async (url) => {
  const socket = await opened(url, ["b", "a"]);
  const got = socket.protocol;
  socket.terminate();
  return got;
});

for (const [name, options] of Object.entries({
  "with all defaults": true,
  "with no takeover": { clientNoContextTakeover: true, serverNoContextTakeover: true },
  "with windows of 9 bits": { clientMaxWindowBits: 9, serverMaxWindowBits: 9 },
  "with no takeover of the client": { clientNoContextTakeover: true, clientMaxWindowBits: 10 },
  "without": false,
})) {
  each(`compression ${name}`, async (url) => {
    const deflate = options && { threshold: 0, ...(options === true ? {} : options) };
    const socket = await opened(url, { perMessageDeflate: deflate });
    const messages = [];
    for (const size of [0, 16, 1024, 65536, 300_000]) {
      messages.push("devdo ".repeat(size / 6), bytes(size), JSON.stringify({ size, again: "devdo" }));
    }
    const same = (await exchange(socket, messages)).every(Boolean);
    const extensions = socket.extensions;
    socket.terminate();
    return [extensions, same];
  });
}

for (const [name, args] of Object.entries({ "code and reason": [4001, "bye"], nothing: [], "a long reason": [1000, "é".repeat(61)] })) {
  each(`client closes with ${name}`, async (url) => {
    const socket = await opened(url);
    const end = closed(socket);
    socket.close(...args);
    return end;
  });
}

cases["the object closes"] = async () => {
  const socket = await opened(`${base}/hibernating?object-closes`);
  const end = closed(socket);
  socket.send("close me");
  return [await end, await eventually("object-closes")];
};

cases["the client vanishes"] = async () => {
  const socket = await opened(`${base}/hibernating?vanishes`);
  socket.terminate();
  return eventually("vanishes");
};

// eventually asks how sockets ended until one has.
async function eventually(name) {
  for (;;) {
    const all = await (await fetch(`${base.replace("ws", "http")}/ends?${name}`)).json();
    if (all.length > 0) return all;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// frame is one masked frame of a client.
function frame(opcode, payload = "", { fin = true, rsv = 0, length, mask = true } = {}) {
  const body = Buffer.from(payload), size = length ?? body.length;
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const bit = mask ? 0x80 : 0;
  if (size < 126) head.push(bit | size);
  else if (size < 65536) head.push(bit | 126, size >> 8, size & 255);
  else head.push(bit | 127, 0, 0, 0, 0, ...new Uint8Array(new Uint32Array([size]).buffer).reverse());
  if (!mask) return Buffer.concat([Buffer.from(head), body]);
  const key = [1, 2, 3, 4];
  return Buffer.concat([Buffer.from([...head, ...key]), body.map((b, n) => b ^ key[n % 4])]);
}

const code = (n, reason = "") => Buffer.concat([Buffer.from([n >> 8, n & 255]), Buffer.from(reason)]);

// raw sends bytes after a handshake and reads frames until a close frame, the end, or the echo of
// the last message. Chopped, every byte is a packet of its own.
function raw(url, data, chopped = false) {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const got = [];
    let buffer = Buffer.alloc(0), shaken = false;
    const socket = net.connect({ host: hostname, port, noDelay: true });
    socket.on("error", reject);
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    const finish = (last) => {
      socket.removeAllListeners();
      socket.destroy();
      resolve([...got, last]);
    };
    socket.on("close", () => finish("end"));
    socket.on("data", (chunk) => {
      buffer = Buffer.concat([buffer, chunk]);
      if (!shaken) {
        const at = buffer.indexOf("\r\n\r\n");
        if (at < 0) return;
        shaken = true;
        buffer = buffer.subarray(at + 4);
        if (chopped) for (const b of data) socket.write(Buffer.from([b]));
        else socket.write(data);
      }
      while (buffer.length >= 2) {
        let size = buffer[1] & 127, at = 2;
        if (size === 126) [size, at] = [buffer.readUInt16BE(2), 4];
        if (buffer.length < at + size) return;
        const payload = buffer.subarray(at, at + size), opcode = buffer[0] & 15;
        buffer = buffer.subarray(at + size);
        if (opcode === CLOSE) return finish(["close", payload.length < 2 ? null : payload.readUInt16BE(0), String(payload.subarray(2))]);
        if (opcode === TEXT && String(payload) === "over") return finish("open");
        got.push([opcode, payload.length > 200 ? payload.length : String(payload)]);
      }
    });
  });
}

const over = frame(TEXT, "over");
const long = "x".repeat(125);
const frames = {
  "1 text chopped": [frame(TEXT, "hello"), over],
  "2 ping with nothing": [frame(PING), over],
  "2 ping of 125 bytes": [frame(PING, long), over],
  "2 ping of 126 bytes": [frame(PING, long + "x"), over],
  "2 pong that nobody asked for": [frame(PONG, "pong"), over],
  "3 reserved bit 1": [frame(TEXT, "a", { rsv: 4 })],
  "3 reserved bit 2": [frame(TEXT, "a", { rsv: 2 })],
  "3 reserved bit 3": [frame(BINARY, "a", { rsv: 1 })],
  "3 all reserved bits": [frame(TEXT, "a", { rsv: 7 })],
  "3 reserved bit of a ping": [frame(PING, "a", { rsv: 2 })],
  "3 reserved bit of a close": [frame(CLOSE, code(1000), { rsv: 1 })],
  "4 opcode 3": [frame(3, "a")],
  "4 opcode 7": [frame(7)],
  "4 opcode 11": [frame(11, "a")],
  "4 opcode 15": [frame(15)],
  "5 fragmented ping": [frame(PING, "a", { fin: false })],
  "5 fragmented close": [frame(CLOSE, code(1000), { fin: false })],
  "5 fragments": [frame(TEXT, "a", { fin: false }), frame(0, "b", { fin: false }), frame(0, "c"), over],
  "5 ping between fragments": [frame(TEXT, "a", { fin: false }), frame(PING, "p"), frame(0, "b"), over],
  "5 continuation of nothing": [frame(0, "a")],
  "5 message in a message": [frame(TEXT, "a", { fin: false }), frame(TEXT, "b")],
  "5 empty fragments": [frame(TEXT, "", { fin: false }), frame(0, "", { fin: false }), frame(0, ""), over],
  "5 close between fragments": [frame(TEXT, "a", { fin: false }), frame(CLOSE, code(1000))],
  "6 character over two fragments": [frame(TEXT, Buffer.from([0xc3]), { fin: false }), frame(0, Buffer.from([0xa9])), over],
  "6 invalid": [frame(TEXT, Buffer.from([0xce, 0xba, 0xed, 0xa0, 0x80, 0x65])), over],
  "6 cut short": [frame(TEXT, Buffer.from([0xf4, 0x8f, 0xbf])), over],
  "6 beyond Unicode": [frame(TEXT, Buffer.from([0xf4, 0x90, 0x80, 0x80])), over],
  "6 overlong": [frame(TEXT, Buffer.from([0xc0, 0xaf, 0xe0, 0x80, 0xaf])), over],
  "6 the last of Unicode": [frame(TEXT, "\u{10ffff}\0"), over],
  "7 close without a code": [frame(CLOSE)],
  "7 close of one byte": [frame(CLOSE, "a")],
  "7 reason of 123 bytes": [frame(CLOSE, code(1000, "x".repeat(123)))],
  "7 reason of 124 bytes": [frame(CLOSE, code(1000, "x".repeat(124)))],
  "7 invalid reason": [frame(CLOSE, Buffer.concat([code(1000), Buffer.from([0xff, 0xce])]))],
  "7 message after a close": [frame(CLOSE, code(1000)), frame(TEXT, "late")],
  "7 two closes": [frame(CLOSE, code(1000)), frame(CLOSE, code(1001))],
  "9 too large": [frame(BINARY, "", { length: 33 << 20 })],
  "0 no mask": [frame(TEXT, "a", { mask: false }), over],
};
for (const n of [0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1011, 1014, 1015, 1016, 2999, 3000, 4999, 5000, 65535]) {
  frames[`7 code ${n}`] = [frame(CLOSE, code(n, "why"))];
}
for (const [name, list] of Object.entries(frames)) each(name, (url) => raw(url, Buffer.concat(list), name.includes("chopped")));
each("5 fragments chopped", (url) => raw(url, Buffer.concat(frames["5 ping between fragments"]), true));

// The Worker is the client below: the server of the library answers it.
const asked = (query) => fetch(`${base.replace("ws", "http")}/outgoing?${new URLSearchParams(query)}`).then((r) => r.json());

async function serving(options, onConnection, query, then = (heard) => heard) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", ...options });
  const seen = [], ends = [];
  server.on("connection", (socket, request) => {
    ends.push(new Promise((resolve) => socket.on("close", resolve)));
    seen.push(request.headers["sec-websocket-extensions"] ?? null, socket.protocol);
    socket.on("error", (e) => seen.push(e.message));
    socket.on("close", (n, reason) => seen.push(["close", n, String(reason)]));
    onConnection(socket);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    const got = await asked([["target", `ws://127.0.0.1:${server.address().port}/`], ...query]);
    await Promise.all(ends);
    return { worker: then(got), server: seen };
  } finally {
    server.close();
  }
}

const answering = (socket) => socket.on("message", (data, binary) => socket.send(binary ? data : `re: ${data}`));

for (const way of ["", "fetch"]) {
  const by = way ? "outgoing fetch" : "outgoing";
  const q = way ? [["fetch", "1"]] : [];
  cases[`${by} exchange`] = () => serving({}, answering, [...q, ["say", "one"], ["say", "two"], ["answers", "2"]]);
  for (const [name, deflate] of Object.entries({
    defaults: { threshold: 0 },
    "no takeover": { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true },
    "a window of 10 bits": { threshold: 0, serverMaxWindowBits: 10 },
  })) {
    cases[`${by} compression with ${name}`] = () => {
      const say = [["say", "devdo ".repeat(500)], ["say", "devdo ".repeat(500)], ["say", ""], ["answers", "3"]];
      return serving({ perMessageDeflate: deflate }, answering, [...q, ...say], (heard) => heard.map((e) => (e[0] === "message" ? ["message", e[1].length] : e)));
    };
  }
  cases[`${by} subprotocols`] = () =>
    serving({ handleProtocols: (offered) => [...offered].at(-1) }, answering, [...q, ["protocol", "a"], ["protocol", "b"], ["say", "x"], ["answers", "1"]]);
  cases[`${by} server closes`] = () => serving({}, (s) => s.close(4123, "server is done"), q);
  cases[`${by} server closes without a code`] = () => serving({}, (s) => s.close(), q);
  cases[`${by} server vanishes`] = () => serving({}, (s) => s.terminate(), q);
  cases[`${by} server breaks the protocol`] = () => serving({}, (s) => s._socket.write(frame(3, "a", { mask: false })), q);
  cases[`${by} server masks`] = () => serving({}, (s) => s._socket.write(Buffer.concat([frame(TEXT, "masked"), frame(CLOSE, code(1000), { mask: false })])), q);
  cases[`${by} server refuses`] = () => serving({ verifyClient: (_, answer) => answer(false, 403) }, () => {}, q);
}

// A server that answers handshakes as none should.
const upgraded = (headers) => (key) =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n${headers}Sec-WebSocket-Accept: ${accept(key)}\r\n\r\n`),
    frame(TEXT, "hi", { mask: false }),
    frame(CLOSE, code(1000), { mask: false }),
  ]);
const accept = (key) => createHash("sha1").update(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
const plain = (status, headers = "", body = "") => () => `HTTP/1.1 ${status}\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
const upgrade = "Upgrade: websocket\r\n", extensions = (text) => upgraded(`${upgrade}Sec-WebSocket-Extensions: ${text}\r\n`);
const handshakes = {
  good: upgraded(`${upgrade}X-Mine: a\r\n`),
  "no Upgrade header": upgraded(""),
  "subprotocol not offered": upgraded(`${upgrade}Sec-WebSocket-Protocol: other\r\n`),
  "extension": extensions("permessage-deflate; client_max_window_bits=10"),
  "unknown extension": extensions("x-other"),
  "two extensions": extensions("permessage-deflate, permessage-deflate"),
  "bad parameter": extensions("permessage-deflate; server_max_window_bits=99"),
  "status 200": plain("200 Fine", "X-Mine: b\r\n", "a body"),
  "status 403": plain("403 Forbidden", "", "no entry"),
  "hang up": () => "",
  garbage: () => "hello\r\n\r\n",
};
for (const [name, answer] of Object.entries(handshakes)) {
  cases[`handshake ${name}`] = async () => {
    const server = net.createServer((c) => {
      c.on("error", () => {});
      c.once("data", (data) => c.end(answer(/sec-websocket-key: *(.*)\r/i.exec(data)[1])));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const target = ["target", `ws://127.0.0.1:${server.address().port}/`], by = ["fetch", "1"];
    const got = [await asked([target]), await asked([target, by]), await asked([target, by, ["offer", "permessage-deflate"]])];
    server.close();
    return got;
  };
}
cases["handshake nobody there"] = () => asked([["target", "ws://127.0.0.1:1/"]]);

async function main() {
  const only = process.argv[4] && new RegExp(process.argv[4]);
  const answers = {};
  for (const [name, run] of Object.entries(cases)) {
    if (only && !only.test(name)) continue;
    let timer;
    const hung = new Promise((resolve) => (timer = setTimeout(resolve, limit, { hung: true })));
    try {
      answers[name] = await Promise.race([run(), hung]);
    } catch (e) {
      answers[name] = { threw: String(e) };
    }
    clearTimeout(timer);
  }
  process.stdout.write(JSON.stringify(answers) + "\n", () => process.exit(0));
}

main();

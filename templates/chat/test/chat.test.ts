import { evictDurableObject, runInDurableObject, SELF } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { Client } from "./client";

// Tests of one file may share storage, so every test talks in a room of its own.
let room: string;
beforeEach(() => {
  room = crypto.randomUUID();
});

const get = (path: string, headers?: HeadersInit) =>
  SELF.fetch(`https://example.com${path}`, { headers });

describe("a conversation", () => {
  it("welcomes a member and tells the others", async () => {
    const ann = await Client.join(room, "ann");
    expect(await ann.next()).toEqual({ type: "welcome", you: "ann", members: ["ann"], history: [] });

    const bob = await Client.join(room, "bob");
    expect(await bob.next()).toMatchObject({ type: "welcome", members: ["ann", "bob"] });
    expect(await ann.next()).toEqual({ type: "joined", name: "bob", members: ["ann", "bob"] });
  });

  it("brings a message to everyone, the sender too", async () => {
    const ann = await Client.join(room, "ann");
    const bob = await Client.join(room, "bob");
    await Promise.all([ann.next(), bob.next()]);
    await ann.next();

    ann.say("  hello  ");
    const message = { type: "message", from: "ann", text: "hello" };
    expect(await bob.next()).toMatchObject(message);
    expect(await ann.next()).toMatchObject(message);
  });

  it("whispers to one person and keeps no copy", async () => {
    const ann = await Client.join(room, "ann");
    const bob = await Client.join(room, "bob");
    const eve = await Client.join(room, "eve");
    for (const [client, events] of [[ann, 3], [bob, 2], [eve, 1]] as const) {
      for (let i = 0; i < events; i++) await client.next();
    }

    ann.say("psst", "bob");
    expect(await bob.next()).toMatchObject({ from: "ann", to: "bob", text: "psst" });
    ann.say("good day");
    expect(await eve.next()).toMatchObject({ text: "good day" });

    const history = await env.ROOM.getByName(room).history();
    expect(history.map(({ text }) => text)).toEqual(["good day"]);
  });

  it("tells who left, once the last tab is closed", async () => {
    const ann = await Client.join(room, "ann");
    const tab = await Client.join(room, "bob");
    const otherTab = await Client.join(room, "bob");
    await ann.next();
    expect(await ann.next()).toMatchObject({ type: "joined", name: "bob" });

    tab.socket.close(1000, "bye");
    expect(await tab.closed).toMatchObject({ code: 1000, reason: "bye" });
    otherTab.socket.close(1000, "bye");
    expect(await ann.next()).toEqual({ type: "left", name: "bob", members: ["ann"] });
  });

  it("shows newcomers the last fifty messages", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    for (let i = 1; i <= 52; i++) ann.say(`line ${i}`);
    for (let i = 1; i <= 52; i++) await ann.next();

    const history = await env.ROOM.getByName(room).history();
    expect(history.length).toBe(50);
    expect(history[0]?.text).toBe("line 3");
    expect(history[49]?.text).toBe("line 52");
    const late = await Client.join(room, "late");
    expect(await late.next()).toMatchObject({ type: "welcome", history });
  });

  it("keeps rooms apart", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    ann.say("only here");
    await ann.next();
    const other = await Client.join(`${room}-other`, "bob");
    expect(await other.next()).toMatchObject({ members: ["bob"], history: [] });
  });
});

describe("hibernation", () => {
  it("tags each socket with its name and remembers it in the attachment", async () => {
    await Client.join(room, "ann");
    await runInDurableObject(env.ROOM.getByName(room), (_, state) => {
      const [socket] = state.getWebSockets("ann");
      expect(state.getTags(socket!)).toEqual(["ann"]);
      expect(socket!.deserializeAttachment()).toEqual({ name: "ann" });
    });
  });

  it("knows its members again after the room left memory", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    await evictDurableObject(env.ROOM.getByName(room));

    ann.say("still here?");
    expect(await ann.next()).toMatchObject({ type: "message", from: "ann" });
    expect(await env.ROOM.getByName(room).members()).toEqual(["ann"]);
  });

  it("answers heartbeats", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    ann.socket.send("ping");
    expect(await ann.nextText()).toBe("pong");
  });
});

describe("mistakes", () => {
  it("are explained to the sender alone", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    const cases = [
      ["hello", "not JSON"],
      ["null", "unknown type"],
      ['{"type":"say"}', "text is missing"],
      ['{"type":"say","text":"hi","to":"nobody"}', "nobody is not here"],
    ] as const;
    for (const [data, reason] of cases) {
      ann.socket.send(data);
      expect(await ann.next()).toEqual({ type: "error", reason });
    }
  });

  it("end the connection when they are bytes", async () => {
    const ann = await Client.join(room, "ann");
    ann.socket.send(new Uint8Array([1, 2, 3]));
    const { code, reason } = await ann.closed;
    expect([code, reason]).toEqual([1003, "text only"]);
  });
});

describe("the HTTP API", () => {
  it("serves the page for every room", async () => {
    for (const path of ["/", `/rooms/${room}`]) {
      const response = await get(path);
      expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      expect(await response.text()).toContain("new WebSocket(");
    }
  });

  it("lists members and history", async () => {
    const ann = await Client.join(room, "ann");
    await ann.next();
    ann.say("hi");
    await ann.next();
    expect(await (await get(`/rooms/${room}/members`)).json()).toEqual(["ann"]);
    expect(await (await get(`/rooms/${room}/history`)).json()).toMatchObject([{ text: "hi" }]);
  });

  it("refuses what is not a proper upgrade", async () => {
    expect((await get(`/rooms/${room}/socket?name=ann`)).status).toBe(426);
    const upgrade = { Upgrade: "websocket" };
    expect((await get(`/rooms/${room}/socket`, upgrade)).status).toBe(400);
    expect((await get(`/rooms/${room}/socket?name=${"x".repeat(25)}`, upgrade)).status).toBe(400);
    expect((await get("/nowhere")).status).toBe(404);
  });
});

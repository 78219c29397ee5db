import { runDurableObjectAlarm } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

let name: string;
beforeEach(() => {
  name = crypto.randomUUID();
});

describe("the Agent object", () => {
  it("does what is due, in order", async () => {
    const agent = env.AGENTS.getByName(name);
    await agent.schedule("first", 0);
    await agent.schedule("second", 0);
    await agent.schedule("much later", 3600);
    // The alarm may have come by itself.
    await runDurableObjectAlarm(agent);
    const state = await agent.state();
    expect(state.done).toEqual(["first", "second"]);
    expect(state.tasks.map((task) => task.text)).toEqual(["much later"]);
  });

  it("cancels", async () => {
    const agent = env.AGENTS.getByName(name);
    const id = await agent.schedule("never", 3600);
    expect(await agent.cancel(id)).toBe(true);
    expect(await agent.cancel(id)).toBe(false);
    expect((await agent.state()).tasks).toEqual([]);
  });
});

describe("the Worker", () => {
  const ask = (path: string, init?: RequestInit) => exports.default.fetch(`http://agent.example/agents/${name}${path}`, init);

  it("plans and tells", async () => {
    const made = await ask("/tasks", { method: "POST", body: JSON.stringify({ text: "a", in: 60 }) });
    expect(made.status).toBe(201);
    const state = (await (await ask("")).json()) as { tasks: { text: string }[] };
    expect(state.tasks.map((task) => task.text)).toEqual(["a"]);
    expect((await ask("/tasks", { method: "POST", body: "{" })).status).toBe(400);
  });

  it("lets clients follow", async () => {
    const socket = (await ask("", { headers: { Upgrade: "websocket" } })).webSocket!;
    const states: number[] = [];
    const three = new Promise<void>((resolve) => {
      socket.addEventListener("message", (event) => {
        states.push(JSON.parse(event.data as string).tasks.length);
        if (states.length === 3) resolve();
      });
    });
    socket.accept();
    const id = await env.AGENTS.getByName(name).schedule("a", 60);
    await env.AGENTS.getByName(name).cancel(id);
    await three;
    expect(states).toEqual([0, 1, 0]);
    socket.close();
  });
});

import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { Counter } from "../src/index";

// Tests of one file may share storage, so every test counts under a name of its own.
let name: string;
beforeEach(() => {
  name = crypto.randomUUID();
});

describe("the Counter object", () => {
  it("starts at zero and adds up", async () => {
    const counter = env.COUNTER.getByName(name);
    expect(await counter.value()).toBe(0);
    expect(await counter.increment()).toBe(1);
    expect(await counter.increment(41)).toBe(42);
    expect(await counter.value()).toBe(42);
  });

  it("loses no update when calls overlap", async () => {
    const counter = env.COUNTER.getByName(name);
    const values = await Promise.all(Array.from({ length: 50 }, () => counter.increment()));
    expect(new Set(values).size).toBe(50);
    expect(await counter.value()).toBe(50);
  });

  it("keeps objects apart", async () => {
    await env.COUNTER.getByName(name).increment(7);
    expect(await env.COUNTER.getByName(`${name}-other`).value()).toBe(0);
  });

  it("refuses fractions and keeps its value", async () => {
    const counter = env.COUNTER.getByName(name);
    await counter.increment(2);
    await runInDurableObject(counter, (instance: Counter) => {
      expect(() => instance.increment(0.5)).toThrow("whole numbers");
    });
    expect(await counter.value()).toBe(2);
  });

  it("reads and writes its own storage", async () => {
    const counter = env.COUNTER.getByName(name);
    await counter.increment(3);
    await runInDurableObject(counter, async (instance: Counter, state) => {
      expect(instance).toBeInstanceOf(Counter);
      expect(await state.storage.get("value")).toBe(3);
      await state.storage.put("value", 10);
    });
    expect(await counter.increment()).toBe(11);
  });

  it("exists once it has been used", async () => {
    const id = env.COUNTER.idFromName(name);
    await env.COUNTER.get(id).increment();
    const ids = await listDurableObjectIds(env.COUNTER);
    expect(ids.some((other) => other.equals(id))).toBe(true);
  });
});

describe("the HTTP API", () => {
  const send = (method: string, path: string) =>
    exports.default.fetch(`https://example.com${path}`, { method });

  it("counts", async () => {
    expect(await (await send("POST", `/counters/${name}`)).json()).toEqual({ name, value: 1 });
    expect(await (await send("POST", `/counters/${name}?by=-3`)).json()).toEqual({ name, value: -2 });
    expect(await (await send("GET", `/counters/${name}`)).json()).toEqual({ name, value: -2 });
  });

  it("starts again after a delete", async () => {
    await send("POST", `/counters/${name}?by=5`);
    expect((await send("DELETE", `/counters/${name}`)).status).toBe(204);
    expect(await (await send("GET", `/counters/${name}`)).json()).toEqual({ name, value: 0 });
  });

  it("explains itself", async () => {
    expect(await (await send("GET", "/")).text()).toContain("/counters/NAME");
  });

  it("answers mistakes with the right status", async () => {
    expect((await send("POST", `/counters/${name}?by=half`)).status).toBe(400);
    expect((await send("GET", "/elsewhere")).status).toBe(404);
    const wrong = await send("PUT", `/counters/${name}`);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("Allow")).toBe("GET, POST, DELETE");
  });
});

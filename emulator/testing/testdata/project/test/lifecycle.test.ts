import {
  abortAllDurableObjects, createExecutionContext, env, evictAllDurableObjects, evictDurableObject, reset, runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { WorkerEntrypoint } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Counter } from "../src";

const memory = (stub: DurableObjectStub<Counter>) => runInDurableObject(stub, (instance: Counter) => instance.inMemory);

describe("eviction", () => {
  it("drops the instance and keeps what is stored", async () => {
    const stub = env.COUNTER.getByName("evicted");
    expect(await stub.increment()).toBe(1);
    expect(await memory(stub)).toBe(1);
    await evictDurableObject(stub);
    expect(await memory(stub)).toBe(0);
    expect(await stub.increment()).toBe(2);
  });

  it("waits for work in progress", async () => {
    const stub = env.COUNTER.getByName("busy");
    let done = false;
    const slow = runInDurableObject(stub, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await evictDurableObject(stub);
    expect(done).toBe(true);
    await slow;
  });

  it("evicts all", async () => {
    const stub = env.COUNTER.getByName("one");
    await stub.increment();
    await evictAllDurableObjects();
    expect(await memory(stub)).toBe(0);
    expect(await stub.increment()).toBe(2);
  });

  it("checks its options", async () => {
    await expect(evictDurableObject(env.COUNTER.getByName("one"), { webSockets: "nope" as never })).rejects.toThrow(
      new TypeError('options.webSockets must be "hibernate" or "close".'));
  });
});

describe("the end of objects", () => {
  it("aborts all", async () => {
    const stub = env.COUNTER.getByName("aborted");
    await stub.increment();
    const slow = runInDurableObject(stub, () => new Promise((resolve) => setTimeout(resolve, 2000)));
    const failed = expect(slow).rejects.toThrow("Application called abortAllDurableObjects().");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await abortAllDurableObjects();
    await failed;
    expect(await env.COUNTER.getByName("aborted").increment()).toBe(2);
  });

  it("resets", async () => {
    await env.COUNTER.getByName("reset").increment();
    await reset();
    expect(await env.COUNTER.getByName("reset").increment()).toBe(1);
  });
});

describe("entrypoints", () => {
  class Hello extends WorkerEntrypoint {
    hello() {
      this.ctx.waitUntil(Promise.resolve());
      return "hello";
    }
  }

  it("take the context", async () => {
    const ctx = createExecutionContext();
    expect(new Hello(ctx, env).hello()).toBe("hello");
    await waitOnExecutionContext(ctx);
  });
});

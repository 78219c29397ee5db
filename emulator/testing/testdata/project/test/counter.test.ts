import {
  SELF, createExecutionContext, env, listDurableObjectIds, runDurableObjectAlarm, runInDurableObject, waitOnExecutionContext,
} from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import worker, { Counter } from "../src";

const top = env.COUNTER.getByName("top");

describe("objects", () => {
  it("increments through a stub made at the top", async () => {
    expect(await top.increment()).toBe(1);
    expect(await top.increment()).toBe(2);
  });

  it("keeps what the test before wrote", async () => {
    expect(await top.increment()).toBe(3);
  });

  it("runs inside the object", async () => {
    const seen = await runInDurableObject(top, async (instance: Counter, state) => {
      expect(instance).toBeInstanceOf(Counter);
      expect(await state.storage.get("value")).toBe(3);
      await state.storage.put("value", 10);
      return { memory: instance.inMemory, name: state.id.name };
    });
    expect(seen).toEqual({ memory: 3, name: "top" });
    expect(await top.increment()).toBe(11);
  });

  it("passes responses and errors out", async () => {
    const response = await runInDurableObject(top, (instance: Counter) => instance.fetch());
    expect(await response.text()).toBe("n=12");
    await expect(runInDurableObject(top, () => {
      throw new RangeError("inside");
    })).rejects.toThrow(new RangeError("inside"));
  });

  it("can be spied on", async () => {
    const spy = vi.spyOn(Counter.prototype, "increment").mockResolvedValue(99);
    expect(await top.increment()).toBe(99);
    expect(spy).toHaveBeenCalledOnce();
    spy.mockRestore();
    expect(await top.increment()).toBe(13);
  });

  it("refuses what is no stub", async () => {
    await expect(runInDurableObject({} as never, () => {})).rejects.toThrow(
      new TypeError("Failed to execute 'runInDurableObject': parameter 1 is not of type 'DurableObjectStub'."));
  });

  it("lists ids", async () => {
    const ids = await listDurableObjectIds(env.COUNTER);
    expect(ids.map(String)).toContain(top.id.toString());
    expect(ids[0].equals(env.COUNTER.idFromString(ids[0].toString()))).toBe(true);
  });
});

describe("alarms", () => {
  it("runs a set alarm once", async () => {
    const stub = env.COUNTER.getByName("alarm");
    expect(await runDurableObjectAlarm(stub)).toBe(false);
    await stub.remind(1e6);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await runDurableObjectAlarm(stub)).toBe(false);
    expect(await runInDurableObject(stub, (_, state) => state.storage.get("alarmed"))).toBe(true);
  });
});

describe("the worker", () => {
  it("answers through SELF", async () => {
    const response = await SELF.fetch("http://example.com/self");
    expect(response.status).toBe(200);
    expect(await response.text()).toMatchInlineSnapshot();
  });

  it("answers through exports", async () => {
    const response = await exports.default.fetch("http://example.com/exports");
    expect(await response.text()).toBe("n=1");
  });

  it("is called as a function", async () => {
    const ctx = createExecutionContext();
    const response = await worker.fetch(new Request("http://example.com/later"), env, ctx);
    await waitOnExecutionContext(ctx);
    expect(await response.text()).toMatch(/^n=[12]$/);
    expect(await env.COUNTER.getByName("later").increment()).toBe(3);
  });
});

describe("timers", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => void vi.useRealTimers();
  });

  it("are the test's", () => {
    const fn = vi.fn();
    setTimeout(fn, 60_000);
    vi.advanceTimersByTime(60_000);
    expect(fn).toHaveBeenCalledOnce();
  });
});

// Unlike in vitest, fake timers drive alarms.
import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Counter } from "../src";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const hour = 3_600_000;
const alarmed = (stub: any) => runInDurableObject(stub, (_: Counter, state: any) => state.storage.get("alarmed"));

it("fires when the time has been moved, and not before", async () => {
  const stub = env.COUNTER.getByName("moved");
  await stub.remind(hour);
  vi.advanceTimersByTime(hour - 1);
  expect(await alarmed(stub)).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(await alarmed(stub)).toBe(true); // the alarm came before this call
});

it("gives each of a chain its own time", async () => {
  const stub = env.COUNTER.getByName("chain");
  const start = Date.now();
  const times: number[] = [];
  vi.spyOn(Counter.prototype, "alarm").mockImplementation(async function (this: any) {
    times.push((Date.now() - start) / hour);
    await this.ctx.storage.setAlarm(Date.now() + hour);
  });
  await stub.remind(hour);
  await vi.advanceTimersByTimeAsync(24 * hour);
  expect(times).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
  await runInDurableObject(stub, (_: Counter, state: any) => state.storage.deleteAlarm());
});

it("starts an object that is out of memory", async () => {
  const stub = env.COUNTER.getByName("evicted");
  await stub.remind(24 * hour);
  await evictDurableObject(stub);
  await vi.advanceTimersByTimeAsync(24 * hour);
  expect(await alarmed(stub)).toBe(true);
});

it("retries after 2, 4, … 64 seconds", async () => {
  const stub = env.COUNTER.getByName("failing");
  const times: number[] = [];
  const start = Date.now();
  vi.spyOn(Counter.prototype, "alarm").mockImplementation(async () => {
    times.push(Date.now() - start);
    throw new Error("as told"); // which does not fail the run
  });
  await stub.remind(1000);
  await vi.advanceTimersByTimeAsync(hour);
  expect(times).toHaveLength(7);
  for (let n = 1; n < 7; n++) {
    const waited = times[n] - times[n - 1];
    expect(waited).toBeGreaterThanOrEqual(2 ** n * 1000);
    expect(waited).toBeLessThanOrEqual(2 ** n * 1250 + 2);
  }
});

it("follows the system time", async () => {
  const stub = env.COUNTER.getByName("system");
  vi.setSystemTime(new Date("2040-01-01T00:00:00Z"));
  await stub.remind(hour);
  expect(await runInDurableObject(stub, (_: Counter, state: any) => state.storage.getAlarm())).toBe(Date.UTC(2040, 0, 1, 1));
  vi.setSystemTime(new Date("2040-01-01T01:00:00Z"));
  expect(await alarmed(stub)).toBe(true);
});

it("leaves alarms to themselves where Date is real", async () => {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const stub = env.COUNTER.getByName("real");
  await stub.remind(0);
  vi.useRealTimers();
  await vi.waitUntil(() => alarmed(stub));
});

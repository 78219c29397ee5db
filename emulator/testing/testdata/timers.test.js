import { describe, it, expect, vi, beforeEach, afterEach } from "vitest";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("fake timers", () => {
  it("timeouts in order", () => {
    const log = [];
    setTimeout(() => log.push("b"), 20);
    setTimeout((x) => log.push(x), 10, "a");
    setTimeout(() => log.push("c"), 20);
    const id = setTimeout(() => log.push("never"), 5);
    clearTimeout(id);
    expect(vi.getTimerCount()).toBe(3);
    vi.advanceTimersByTime(10);
    expect(log).toEqual(["a"]);
    vi.advanceTimersByTime(10);
    expect(log).toEqual(["a", "b", "c"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("intervals", () => {
    const fn = vi.fn();
    const id = setInterval(fn, 10);
    vi.advanceTimersByTime(35);
    expect(fn).toHaveBeenCalledTimes(3);
    clearInterval(id);
    vi.advanceTimersByTime(100);
    expect(fn).toHaveBeenCalledTimes(3);
  });

  it("nested and runAll", () => {
    const log = [];
    setTimeout(() => {
      log.push(1);
      setTimeout(() => log.push(2), 1000);
    }, 1000);
    vi.runOnlyPendingTimers();
    expect(log).toEqual([1]);
    vi.runAllTimers();
    expect(log).toEqual([1, 2]);
  });

  it("async", async () => {
    const log = [];
    (async () => {
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        log.push(i);
      }
    })();
    await vi.advanceTimersByTimeAsync(250);
    expect(log).toEqual([0, 1]);
    await vi.runAllTimersAsync();
    expect(log).toEqual([0, 1, 2]);
  });

  it("dates", () => {
    vi.setSystemTime(new Date("2024-05-06T07:08:09Z"));
    expect(new Date().toISOString()).toBe("2024-05-06T07:08:09.000Z");
    expect(Date.now()).toBe(Date.parse("2024-05-06T07:08:09Z"));
    vi.advanceTimersByTime(1000);
    expect(Date.now()).toBe(Date.parse("2024-05-06T07:08:10Z"));
    expect(new Date(0).getTime()).toBe(0);
    expect(new Date() instanceof Date).toBe(true);
    expect(vi.getMockedSystemTime().getTime()).toBe(Date.now());
  });

  it("next timer", () => {
    const log = [];
    setTimeout(() => log.push("a"), 10);
    setTimeout(() => log.push("b"), 5000);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(["a"]);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(["a", "b"]);
  });

  it("returns to real time", () => {
    expect(vi.isFakeTimers()).toBe(true);
    vi.useRealTimers();
    expect(vi.isFakeTimers()).toBe(false);
    expect(() => vi.advanceTimersByTime(1)).toThrow("the timers APIs are not mocked");
  });

  it("only the date", () => {
    vi.useRealTimers();
    vi.setSystemTime(0);
    expect(Date.now()).toBe(0);
    vi.useRealTimers();
    expect(Date.now()).toBeGreaterThan(0);
  });

  it("toFake", () => {
    vi.useRealTimers();
    const real = setTimeout;
    vi.useFakeTimers({ toFake: ["Date"], now: 5 });
    expect(setTimeout).toBe(real);
    expect(Date.now()).toBe(5);
  });
});

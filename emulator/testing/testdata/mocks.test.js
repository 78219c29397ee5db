import { describe, it, expect, vi, afterEach } from "vitest";

const hoisted = vi.hoisted(() => 3);

describe("vi.fn", () => {
  it("records", () => {
    const fn = vi.fn((a, b) => a + b);
    expect(fn(1, 2)).toBe(3);
    expect(fn).toHaveBeenCalledOnce();
    expect(fn).toHaveBeenCalledWith(1, 2);
    expect(fn).toHaveReturnedWith(3);
    expect(fn.mock.calls).toEqual([[1, 2]]);
    expect(fn.mock.results).toEqual([{ type: "return", value: 3 }]);
    expect(fn.mock.lastCall).toEqual([1, 2]);
    expect(fn.length).toBe(2);
    expect(fn.getMockName()).toBe("vi.fn()");
    fn.mockClear();
    expect(fn).not.toHaveBeenCalled();
    expect(fn(2, 2)).toBe(4);
  });

  it("bodies", async () => {
    const fn = vi.fn().mockReturnValueOnce(1).mockReturnValue(2);
    expect([fn(), fn(), fn()]).toEqual([1, 2, 2]);
    fn.mockResolvedValue(3);
    await expect(fn()).resolves.toBe(3);
    fn.mockRejectedValueOnce(new Error("no"));
    await expect(fn()).rejects.toThrow("no");
    fn.mockImplementation((x) => x * 2);
    expect(fn(4)).toBe(8);
    expect(fn.withImplementation(() => 0, () => expect(fn()).toBe(0))).toBe(fn);
    expect(fn(4)).toBe(8);
    fn.mockReset();
    expect(fn()).toBe(undefined);
    const self = { method: vi.fn().mockReturnThis() };
    expect(self.method()).toBe(self);
  });

  it("throws and settles", async () => {
    const fn = vi.fn(() => {
      throw new Error("no");
    });
    expect(fn).toThrow("no");
    expect(fn.mock.results[0].type).toBe("throw");
    const slow = vi.fn(async () => 5);
    await slow();
    expect(slow).toHaveResolved();
    expect(slow).toHaveResolvedWith(5);
    expect(slow).toHaveResolvedTimes(1);
    expect(slow).toHaveLastResolvedWith(5);
    expect(slow.mock.settledResults).toEqual([{ type: "fulfilled", value: 5 }]);
  });

  it("constructs", () => {
    class Thing {
      constructor(n) {
        this.n = n;
      }
    }
    const Mock = vi.fn(Thing);
    const thing = new Mock(3);
    expect(thing).toBeInstanceOf(Mock);
    expect(thing.n).toBe(3);
    expect(Mock.mock.instances[0]).toBe(thing);
  });

  it("order", () => {
    const first = vi.fn();
    const second = vi.fn();
    first();
    second();
    expect(first).toHaveBeenCalledBefore(second);
    expect(second).toHaveBeenCalledAfter(first);
    expect(second).not.toHaveBeenCalledBefore(first);
  });

  it("counted matchers", () => {
    const fn = vi.fn((x) => x);
    fn(1);
    fn({ a: 2 });
    expect(fn).toHaveBeenCalledTimes(2);
    expect(fn).toHaveBeenNthCalledWith(2, { a: 2 });
    expect(fn).toHaveBeenLastCalledWith(expect.objectContaining({ a: 2 }));
    expect(fn).toHaveNthReturnedWith(1, 1);
    expect(fn).toHaveLastReturnedWith({ a: 2 });
    expect(fn).toHaveReturnedTimes(2);
    expect(fn).not.toHaveBeenCalledWith(3);
    expect(fn).not.toHaveBeenCalledExactlyOnceWith(1);
  });
});

describe("vi.spyOn", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("calls through, replaces and restores", () => {
    const object = { greet: (name) => `hi ${name}` };
    const original = object.greet;
    const spy = vi.spyOn(object, "greet");
    expect(object.greet("a")).toBe("hi a");
    expect(spy).toHaveBeenCalledWith("a");
    spy.mockReturnValue("bye");
    expect(object.greet("a")).toBe("bye");
    expect(vi.spyOn(object, "greet")).toBe(spy);
    spy.mockRestore();
    expect(object.greet).toBe(original);
  });

  it("prototype methods", () => {
    class Thing {
      hello() {
        return `hello ${this.name}`;
      }
      name = "thing";
    }
    const thing = new Thing();
    const spy = vi.spyOn(thing, "hello");
    expect(thing.hello()).toBe("hello thing");
    spy.mockRestore();
    expect(Object.hasOwn(thing, "hello")).toBe(false);
    const all = vi.spyOn(Thing.prototype, "hello").mockImplementation(() => "mocked");
    expect(new Thing().hello()).toBe("mocked");
    expect(all.mock.contexts[0]).toBeInstanceOf(Thing);
  });

  it("getters", () => {
    const object = {
      get n() {
        return 1;
      },
    };
    const spy = vi.spyOn(object, "n", "get").mockReturnValue(5);
    expect(object.n).toBe(5);
    expect(spy).toHaveBeenCalledOnce();
    spy.mockRestore();
    expect(object.n).toBe(1);
  });

  it("console", () => {
    const spy = vi.spyOn(console, "log").mockImplementation(() => {});
    console.log("quiet");
    expect(spy).toHaveBeenCalledWith("quiet");
    expect(spy.getMockName()).toBe("log");
  });
});

describe("stubs", () => {
  it("globals", () => {
    vi.stubGlobal("someGlobal", 5);
    expect(globalThis.someGlobal).toBe(5);
    vi.unstubAllGlobals();
    expect("someGlobal" in globalThis).toBe(false);
  });

  it("hoisted", () => {
    expect(hoisted).toBe(3);
  });
});

describe("waiting", () => {
  it("waitFor", async () => {
    let n = 0;
    const value = await vi.waitFor(() => {
      if (++n < 3) throw new Error("not yet");
      return n;
    }, { interval: 5 });
    expect(value).toBe(3);
    await expect(vi.waitFor(() => {
      throw new Error("never");
    }, { timeout: 20, interval: 5 })).rejects.toThrow("never");
  });

  it("waitUntil", async () => {
    let n = 0;
    expect(await vi.waitUntil(() => ++n > 2 && "done", { interval: 5 })).toBe("done");
    await expect(vi.waitUntil(() => false, { timeout: 20, interval: 5 })).rejects.toThrow("Timed out in waitUntil!");
    await expect(vi.waitUntil(() => {
      throw new Error("at once");
    })).rejects.toThrow("at once");
  });
});

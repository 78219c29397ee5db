// Passes in real vitest as well: vitest run --root emulator/testing/testdata
import { describe, it, expect, vi, assert } from "vitest";

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}

describe("equality", () => {
  it("toBe", () => {
    expect(NaN).toBe(NaN);
    expect(0).not.toBe(-0);
    const o = {};
    expect(o).toBe(o);
    expect(o).not.toBe({});
  });

  it.each([
    [{ a: 1, b: undefined }, { a: 1 }],
    [[1, [2, { c: 3 }]], [1, [2, { c: 3 }]]],
    [new Map([[{ k: 1 }, [1]], ["b", 2]]), new Map([["b", 2], [{ k: 1 }, [1]]])],
    [new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }])],
    [new Date(5), new Date(5)],
    [/a/g, /a/g],
    [new Error("x"), new Error("x")],
    [new Point(1, 2), { x: 1, y: 2 }],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
    [[, 1], [undefined, 1]],
    [NaN, NaN],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [new String("a"), new String("a")],
    [{ [Symbol.for("s")]: 1 }, { [Symbol.for("s")]: 1 }],
  ])("toEqual accepts %#", (a, b) => {
    expect(a).toEqual(b);
    expect(b).toEqual(a);
  });

  it.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [[1, 2], [2, 1]],
    [new Map([["a", 1]]), new Map([["a", 2]])],
    [new Set([1]), new Set([2])],
    [new Date(5), new Date(6)],
    [/a/g, /a/],
    [new Error("x"), new Error("y")],
    [new TypeError("x"), new Error("x")],
    [1, "1"],
    [null, undefined],
    [{ a: null }, { a: undefined }],
    [0, -0],
    [() => {}, () => {}],
    [{ [Symbol.for("s")]: 1 }, { [Symbol.for("s")]: 2 }],
    [[1], { 0: 1, length: 1 }],
    ["a", new String("a")],
  ])("toEqual refuses %#", (a, b) => {
    expect(a).not.toEqual(b);
    expect(b).not.toEqual(a);
  });

  it("toStrictEqual", () => {
    expect({ a: 1 }).toStrictEqual({ a: 1 });
    expect({ a: 1, b: undefined }).not.toStrictEqual({ a: 1 });
    expect([, 1]).not.toStrictEqual([undefined, 1]);
    expect(new Point(1, 2)).not.toStrictEqual({ x: 1, y: 2 });
    expect(new Uint8Array([1]).buffer).not.toStrictEqual(new Uint8Array([2]).buffer);
    expect(new Uint8Array([1]).buffer).toStrictEqual(new Uint8Array([1]).buffer);
  });

  it("knows circles", () => {
    const make = () => {
      const o = { list: [] };
      o.list.push(o);
      return o;
    };
    expect(make()).toEqual(make());
  });

  it("toMatchObject", () => {
    expect({ a: 1, b: { c: 2, d: [1, { e: 1, f: 2 }] } }).toMatchObject({ b: { d: [1, { e: 1 }] } });
    expect({ a: 1 }).not.toMatchObject({ a: 1, b: undefined });
    expect([{ a: 1, b: 2 }, { c: 3 }]).toMatchObject([{ a: 1 }, { c: 3 }]);
    expect([{ a: 1 }]).not.toMatchObject([{ a: 1 }, {}]);
    expect(new Point(1, 2)).toMatchObject({ x: 1 });
    expect({ at: new Date(1) }).toMatchObject({ at: new Date(1) });
    expect({ id: 5 }).toMatchObject({ id: expect.any(Number) });
  });
});

describe("matchers", () => {
  it("states", () => {
    expect(1).toBeTruthy();
    expect("").toBeFalsy();
    expect(null).toBeNull();
    expect(undefined).toBeUndefined();
    expect(0).toBeDefined();
    expect(NaN).toBeNaN();
    expect(null).toBeNullable();
  });

  it("numbers", () => {
    expect(2).toBeGreaterThan(1);
    expect(2n).toBeGreaterThanOrEqual(2);
    expect(1).toBeLessThan(2);
    expect(1).toBeLessThanOrEqual(1);
    expect(0.1 + 0.2).toBeCloseTo(0.3, 5);
    expect(Infinity).toBeCloseTo(Infinity);
    expect(0.1).not.toBeCloseTo(0.2);
  });

  it("text and lists", () => {
    expect("hello").toMatch(/l+/);
    expect("hello").toMatch("ell");
    expect("hello").toContain("ell");
    expect([1, NaN]).toContain(1);
    expect(new Set([1])).toContain(1);
    expect([{ a: 1 }]).toContainEqual({ a: 1 });
    expect("abc").toHaveLength(3);
    expect([1, 2]).toHaveLength(2);
    expect({ length: 4 }).toHaveLength(4);
    expect(new Map([[1, 1]])).toHaveLength(1);
  });

  it("properties", () => {
    const o = { a: { b: [1, { c: undefined }] }, "x.y": 2 };
    expect(o).toHaveProperty("a.b[1].c");
    expect(o).toHaveProperty("a.b.0", 1);
    expect(o).toHaveProperty(["a", "b", 1, "c"], undefined);
    expect(o).toHaveProperty("x.y", 2);
    expect(o).toHaveProperty(["x.y"], 2);
    expect(o).not.toHaveProperty("a.b.2");
    expect(o).toHaveProperty("a.b", expect.arrayContaining([1]));
    expect(new Point(1, 2)).toHaveProperty("x", 1);
  });

  it("types", () => {
    expect(() => {}).toBeTypeOf("function");
    expect(new Point()).toBeInstanceOf(Point);
    expect(4).toSatisfy((n) => n % 2 === 0);
    expect(4).toBeOneOf([1, 4]);
    expect(4).not.toBeOneOf(new Set([1]));
  });

  it("throws", () => {
    const fail = (error) => () => {
      throw error;
    };
    expect(fail(new TypeError("bad thing"))).toThrow();
    expect(fail(new TypeError("bad thing"))).toThrow("bad");
    expect(fail(new TypeError("bad thing"))).toThrow(/thing$/);
    expect(fail(new TypeError("bad thing"))).toThrow(TypeError);
    expect(fail(new TypeError("bad thing"))).toThrow(new TypeError("bad thing"));
    expect(fail(new TypeError("bad thing"))).toThrow(expect.objectContaining({ message: "bad thing" }));
    expect(fail(new TypeError("bad thing"))).toThrowError("thing");
    expect(fail("text")).toThrow("text");
    expect(() => {}).not.toThrow();
    expect(fail(new Error("x"))).not.toThrow("y");
    expect(fail(new Error("x"))).not.toThrow(TypeError);
  });

  it("asymmetric", () => {
    expect({ a: 1, b: "two", c: [1, 2], d: { e: 1, f: 2 }, g: 0.3 }).toEqual({
      a: expect.any(Number), b: expect.stringMatching(/^t/), c: expect.arrayContaining([2]),
      d: expect.objectContaining({ e: 1 }), g: expect.closeTo(0.30001, 3),
    });
    expect("abc").toEqual(expect.stringContaining("b"));
    expect("abc").toEqual(expect.not.stringContaining("x"));
    expect([1]).toEqual(expect.not.arrayContaining([2]));
    expect({ a: 1 }).toEqual(expect.not.objectContaining({ b: 1 }));
    expect([1, null]).not.toEqual([1, expect.anything()]);
    expect(() => {}).toEqual(expect.any(Function));
    expect({}).toEqual(expect.any(Object));
    expect(new Point()).toEqual(expect.any(Point));
    expect(1n).toEqual(expect.any(BigInt));
  });

  it("chai words", () => {
    expect(1).to.equal(1);
    expect({ a: 1 }).to.deep.equal({ a: 1 });
    expect({ a: 1 }).to.eql({ a: 1 });
    expect("a").to.be.a("string");
    expect([]).to.be.an("array").that.is.empty;
    expect([1, 2]).to.include(1).and.to.have.lengthOf(2);
    expect({ a: 1, b: 2 }).to.include({ a: 1 });
    expect({ a: { b: 1 } }).to.have.property("a").that.deep.equals({ b: 1 });
    expect(true).to.be.true;
    expect(null).to.be.null;
    expect(5).to.be.within(1, 9).and.above(4);
    expect([2, 1]).to.have.members([1, 2]);
    expect({ a: 1, b: 2 }).to.have.all.keys("a", "b");
    expect(() => {
      throw new Error("x");
    }).to.throw(Error, "x");
    expect(1).to.not.equal(2);
  });

  it("assert", () => {
    assert(true);
    assert.ok(1);
    assert.equal(1, "1");
    assert.strictEqual(1, 1);
    assert.deepEqual({ a: 1 }, { a: 1 });
    assert.isTrue(true);
    assert.isNull(null);
    assert.isDefined(1);
    assert.isUndefined(undefined);
    assert.include([1, 2], 2);
    assert.throws(() => {
      throw new Error("no");
    }, "no");
    assert.instanceOf(new Point(), Point);
    assert.lengthOf([1], 1);
    assert.match("abc", /b/);
    assert.notEqual(1, 2);
    assert.isFunction(() => {});
    assert.property({ a: 1 }, "a");
    assert.typeOf("a", "string");
  });
});

describe("promises", () => {
  it("resolves", async () => {
    await expect(Promise.resolve(1)).resolves.toBe(1);
    await expect(Promise.resolve({ a: 1 })).resolves.toMatchObject({ a: 1 });
    await expect(Promise.resolve(1)).resolves.not.toBe(2);
    await expect(Promise.resolve([1])).resolves.toHaveLength(1);
  });

  it("rejects", async () => {
    await expect(Promise.reject(new Error("no"))).rejects.toThrow("no");
    await expect(Promise.reject(new Error("no"))).rejects.toThrow(Error);
    await expect(Promise.reject(new Error("no"))).rejects.not.toThrow("yes");
    await expect(Promise.reject("text")).rejects.toBe("text");
    await expect(() => Promise.reject(new Error("lazy"))).rejects.toThrow(/lazy/);
    await expect(Promise.reject({ code: 1 })).rejects.toEqual({ code: 1 });
    await expect(Promise.reject(new TypeError("no"))).rejects.toBeInstanceOf(TypeError);
  });

  it("poll", async () => {
    let n = 0;
    await expect.poll(() => ++n, { interval: 5 }).toBeGreaterThan(2);
    await expect.poll(async () => n, { interval: 5 }).not.toBe(100);
  });
});

describe("counts and custom matchers", () => {
  it("assertions", ({ expect }) => {
    expect.assertions(2);
    expect(1).toBe(1);
    expect(2).toBe(2);
  });

  it("hasAssertions", () => {
    expect.hasAssertions();
    expect(1).toBe(1);
  });

  it.fails("too few assertions", () => {
    expect.assertions(2);
    expect(1).toBe(1);
  });

  it.fails("soft", () => {
    expect.soft(1).toBe(2);
    expect.soft(1).toBe(1);
  });

  it("extend", async () => {
    expect.extend({
      toBeWithin(received, low, high) {
        const pass = received >= low && received <= high;
        return { pass, message: () => `${received} is ${this.isNot ? "" : "not "}within ${low} to ${high}` };
      },
      async toBeEventually(received, expected) {
        const value = await received;
        return { pass: this.equals(value, expected), message: () => `expected ${this.utils.printReceived(value)}` };
      },
    });
    expect(5).toBeWithin(1, 9);
    expect(5).not.toBeWithin(6, 9);
    expect({ n: 5 }).toEqual({ n: expect.toBeWithin(1, 9) });
    expect({ n: 5 }).toEqual({ n: expect.not.toBeWithin(6, 9) });
    await expect(Promise.resolve({ a: 1 })).toBeEventually({ a: 1 });
    expect(() => expect(5).toBeWithin(6, 9)).toThrow("5 is not within 6 to 9");
    await expect(async () => expect(Promise.resolve(1)).toBeEventually(2)).rejects.toThrow("expected 1");
  });

  it("equality testers", () => {
    expect.addEqualityTesters([
      (a, b) => (a instanceof Point && b instanceof Point ? a.x === b.x : undefined),
    ]);
    expect(new Point(1, 2)).toEqual(new Point(1, 3));
    expect([new Point(1, 2)]).not.toEqual([new Point(2, 2)]);
  });

  it("state", () => {
    expect(expect.getState().currentTestName).toBe("counts and custom matchers > state");
  });

  it("mocked is the same", () => {
    const fn = vi.fn();
    expect(vi.mocked(fn)).toBe(fn);
  });
});

import { describe, it, expect, test, beforeAll } from "vitest";
describe("suite", () => {
  it("passes", () => { expect(1).toBe(1); });
  it("fails toBe", () => { expect(9).toBe(0); });
  it("fails equal", () => {
    expect({ a: 1, b: [1, 2, { c: "x" }] }).toEqual({ a: 1, b: [1, 2, { c: "y" }] });
  });
  it.skip("skipped", () => {});
  it.todo("todo thing");
  it("skips inside", (ctx) => { ctx.skip("because"); });
  describe("nested", () => {
    it("throws custom", () => {
      const e = new TypeError("boom", { cause: new Error("inner") });
      throw e;
    });
    it("string throw", () => { throw "just text"; });
  });
  it("timeout", async () => { await new Promise(() => {}); }, 50);
  it("inline", () => { expect({ a: 1 }).toMatchInlineSnapshot(`{}`); });
  it("multi", () => { expect("one\ntwo\nthree").toBe("one\n2\nthree"); });
});
test.fails("expected failure", () => { expect(1).toBe(2); });
describe("hookfail", () => {
  beforeAll(() => { throw new Error("hook broke"); });
  it("never", () => {});
});

import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

describe("the Calculator entrypoint", () => {
  it("adds", async () => {
    expect(await exports.Calculator.add(2, 3)).toBe(5);
  });

  it("hands out totals that do not know each other", async () => {
    using one = await exports.Calculator.tally();
    using other = await exports.Calculator.tally();
    await one.add(2);
    expect(await one.add(3)).toBe(5);
    expect(await other.total).toBe(0);
  });
});

describe("the Worker", () => {
  const get = async (path: string) => (await exports.default.fetch(`http://rpc.example${path}`)).json();

  it("calls its own entrypoint", async () => {
    expect(await get("/add/2/3")).toEqual({ sum: 5 });
    expect(await get("/sum/1,2,3")).toEqual({ sum: 6 });
  });
});

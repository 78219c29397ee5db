import { env, listDurableObjectIds } from "cloudflare:test";
import { expect, it } from "vitest";

it("sees nothing of other files", async () => {
  expect(await listDurableObjectIds(env.COUNTER)).toEqual([]);
  expect(await env.COUNTER.getByName("top").increment()).toBe(1);
});

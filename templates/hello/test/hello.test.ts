import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

const get = (path: string) => exports.default.fetch(`http://hello.example${path}`);

it("greets the world", async () => {
  expect(await (await get("/")).text()).toBe("Hello, World!\n");
});

it("greets by name", async () => {
  expect(await (await get("/?name=you")).text()).toBe("Hello, you!\n");
});

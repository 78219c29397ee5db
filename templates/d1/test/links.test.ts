import { env, exports } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import schema from "../migrations/0001_links.sql?raw";

beforeAll(async () => {
  await env.DB.exec(schema.replaceAll("\n", " "));
});

const ask = (path: string, init?: RequestInit) => exports.default.fetch(`http://links.example${path}`, init);
const post = (link: unknown) => ask("/links", { method: "POST", body: JSON.stringify(link) });

it("remembers links", async () => {
  expect((await post({ url: "https://a.example/", title: "First" })).status).toBe(201);
  await post({ url: "https://b.example/", title: "100 % sure" });
  expect(await (await ask("/links?q=first")).json()).toMatchObject([{ url: "https://a.example/", title: "First" }]);
  expect(await (await ask("/links?q=100 %25")).json()).toMatchObject([{ url: "https://b.example/" }]);
});

it("renames a link that it knows", async () => {
  const one = (await (await post({ url: "https://c.example/", title: "Old" })).json()) as { id: number };
  expect(await (await post({ url: "https://c.example/", title: "New" })).json()).toEqual({ id: one.id, url: "https://c.example/", title: "New" });
});

it("refuses what is no link", async () => {
  for (const link of [{}, { url: "no", title: "x" }, { url: "https://d.example/", title: "" }]) {
    expect((await post(link)).status).toBe(400);
  }
});

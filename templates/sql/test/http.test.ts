import { exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

let path: string;
beforeEach(() => {
  path = `/lists/${crypto.randomUUID()}/tasks`;
});

function send(method: string, to: string, body?: unknown): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return exports.default.fetch(`https://example.com${to}`, { method, body: text });
}

describe("the HTTP API", () => {
  it("creates, reads, changes and removes", async () => {
    const created = await send("POST", path, { title: "buy milk", priority: 2 });
    expect(created.status).toBe(201);
    expect(await created.json()).toMatchObject({ id: 1, title: "buy milk", priority: 2 });

    const changed = await send("PATCH", `${path}/1`, { done: true });
    expect(await changed.json()).toMatchObject({ id: 1, title: "buy milk", done: true });
    expect(await (await send("GET", `${path}/1`)).json()).toMatchObject({ done: true });

    expect((await send("DELETE", `${path}/1`)).status).toBe(204);
    expect((await send("GET", `${path}/1`)).status).toBe(404);
  });

  it("filters", async () => {
    await send("POST", path, { title: "open" });
    await send("POST", path, { title: "finished", done: true });
    expect(await (await send("GET", path)).json()).toHaveLength(2);
    const open = await (await send("GET", `${path}?done=false`)).json();
    expect(open).toMatchObject([{ title: "open" }]);
  });

  it("says what is wrong with a task", async () => {
    const cases = [
      ["{", "the body is not JSON"],
      ["null", "the body is not an object"],
      [{}, "title is missing"],
      [{ title: " " }, "title must be text"],
      [{ title: "x", done: "yes" }, "done must be true or false"],
      [{ title: "x", priority: 1.5 }, "priority must be a whole number"],
    ] as const;
    for (const [body, error] of cases) {
      const response = await send("POST", path, body);
      expect([response.status, await response.json()]).toEqual([400, { error }]);
    }
    expect(await (await send("GET", path)).json()).toEqual([]);
  });

  it("answers other mistakes with the right status", async () => {
    expect((await send("PATCH", `${path}/7`, { done: true })).status).toBe(404);
    expect((await send("DELETE", `${path}/7`)).status).toBe(404);
    expect((await send("GET", "/lists")).status).toBe(404);
    expect((await send("PUT", path, {})).status).toBe(405);
  });
});

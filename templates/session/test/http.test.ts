import { runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { SessionInfo } from "../src/session";

const send = (method: string, path: string, init: RequestInit = {}) =>
  SELF.fetch(`https://example.com${path}`, { ...init, method });

/** Logs in and returns the cookie as a browser would send it back. */
async function logIn(user: string): Promise<string> {
  const response = await send("POST", "/session", { body: JSON.stringify({ user }) });
  expect(response.status).toBe(201);
  return response.headers.get("Set-Cookie")!.split(";")[0]!;
}

describe("the HTTP API", () => {
  it("logs in with a cookie scripts cannot read", async () => {
    const response = await send("POST", "/session", { body: '{"user":"ann"}' });
    expect(await response.json()).toMatchObject({ user: "ann", data: {} });
    const cookie = response.headers.get("Set-Cookie")!;
    expect(cookie).toMatch(/^session=[0-9a-f]{64}; /);
    expect(cookie).toContain(`Max-Age=${env.SESSION_TTL_SECONDS}; HttpOnly; Secure; SameSite=Lax`);
  });

  it("recognises its visitors", async () => {
    const ann = await logIn("ann");
    const bob = await logIn("bob");
    const who = async (cookie: string) =>
      (await (await send("GET", "/session", { headers: { Cookie: cookie } })).json<SessionInfo>()).user;
    expect(await who(ann)).toBe("ann");
    expect(await who(`theme=dark; ${bob}; other=1`)).toBe("bob");
  });

  it("remembers values", async () => {
    const headers = { Cookie: await logIn("ann") };
    expect((await send("PUT", "/session/theme", { headers, body: "dark" })).status).toBe(204);
    const info = await (await send("GET", "/session", { headers })).json();
    expect(info).toMatchObject({ data: { theme: "dark" } });
  });

  it("logs out", async () => {
    const headers = { Cookie: await logIn("ann") };
    const response = await send("DELETE", "/session", { headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("Set-Cookie")).toContain("session=; Path=/; Max-Age=0");
    expect((await send("GET", "/session", { headers })).status).toBe(401);
  });

  it("forgets a session that has expired", async () => {
    const cookie = await logIn("ann");
    const stub = env.SESSION.get(env.SESSION.idFromString(cookie.replace("session=", "")));
    await runInDurableObject(stub, (_, { storage }) => {
      const info = storage.kv.get<SessionInfo>("session")!;
      storage.kv.put("session", { ...info, expiresAt: 0 });
    });
    await runDurableObjectAlarm(stub);
    expect((await send("GET", "/session", { headers: { Cookie: cookie } })).status).toBe(401);
  });

  it("refuses what it does not know", async () => {
    for (const Cookie of ["", "session=short", `session=${"0".repeat(64)}`]) {
      expect((await send("GET", "/session", { headers: { Cookie } })).status).toBe(401);
    }
    for (const body of ["not json", "null", "{}", '{"user":""}', '{"user":1}']) {
      expect((await send("POST", "/session", { body })).status).toBe(400);
    }
    expect((await send("GET", "/elsewhere")).status).toBe(404);
    const headers = { Cookie: await logIn("ann") };
    expect((await send("PATCH", "/session", { headers })).status).toBe(405);
  });
});

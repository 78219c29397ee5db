import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Session, SessionInfo } from "../src/session";

let session: DurableObjectStub<Session>;
beforeEach(() => {
  session = env.SESSION.get(env.SESSION.newUniqueId());
});

const alarmTime = () => runInDurableObject(session, (_, { storage }) => storage.getAlarm());

/** Lets the session's time run out, instead of waiting. */
function runOut(): Promise<void> {
  return runInDurableObject(session, (_, { storage }) => {
    const info = storage.kv.get<SessionInfo>("session")!;
    storage.kv.put("session", { ...info, expiresAt: Date.now() - 1 });
  });
}

describe("a session", () => {
  it("belongs to its user and ends by alarm", async () => {
    const before = Date.now();
    const info = await session.start("ann");
    expect(info).toMatchObject({ user: "ann", data: {} });
    expect(info.expiresAt).toBeGreaterThanOrEqual(before + env.SESSION_TTL_SECONDS * 1000);
    expect(await alarmTime()).toBe(info.expiresAt);
  });

  it("lives longer when used", async () => {
    await session.start("ann");
    const shortened = Date.now() + 1000;
    await runInDurableObject(session, async (_, { storage }) => {
      const info = storage.kv.get<SessionInfo>("session")!;
      storage.kv.put("session", { ...info, expiresAt: shortened });
      await storage.setAlarm(shortened);
    });

    const used = await session.use();
    expect(used!.expiresAt).toBeGreaterThan(shortened);
    expect(await alarmTime()).toBe(used!.expiresAt);
  });

  it("remembers values", async () => {
    await session.start("ann");
    expect(await session.set("theme", "dark")).toBe(true);
    expect(await session.set("language", "en")).toBe(true);
    expect((await session.use())!.data).toEqual({ theme: "dark", language: "en" });
  });

  it("starts once", async () => {
    await runInDurableObject(session, async (instance: Session) => {
      await instance.start("ann");
      await expect(instance.start("eve")).rejects.toThrow("already started");
    });
    expect((await session.use())!.user).toBe("ann");
  });

  it("knows nothing before it starts and after it ends", async () => {
    expect(await session.use()).toBe(null);
    expect(await session.set("theme", "dark")).toBe(false);
    await session.start("ann");
    await session.end();
    expect(await session.use()).toBe(null);
    expect(await alarmTime()).toBe(null);
  });

  it("is an object of its own", async () => {
    const other = env.SESSION.get(env.SESSION.newUniqueId());
    await session.start("ann");
    await other.start("bob");
    expect((await session.use())!.user).toBe("ann");
    const ids = (await listDurableObjectIds(env.SESSION)).map(String);
    expect(ids).toContain(session.id.toString());
    expect(ids).toContain(other.id.toString());
  });
});

describe("the alarm", () => {
  it("removes a session whose time has run out", async () => {
    await session.start("ann");
    await runOut();
    expect(await runDurableObjectAlarm(session)).toBe(true);
    const left = await runInDurableObject(session, (_, { storage }) => storage.list());
    expect(left.size).toBe(0);
    expect(await runDurableObjectAlarm(session)).toBe(false);
  });

  it("comes back when it was too early", async () => {
    const info = await session.start("ann");
    expect(await runDurableObjectAlarm(session)).toBe(true);
    expect(await alarmTime()).toBe(info.expiresAt);
    expect((await session.use())!.user).toBe("ann");
  });

  it("is not needed for the session to be over", async () => {
    await session.start("ann");
    await runOut();
    expect(await session.use()).toBe(null);
  });
});

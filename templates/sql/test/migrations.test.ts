import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { latestVersion, migrate, schemaVersion } from "../src/migrations";
import type { TaskList } from "../src/tasks";

let list: DurableObjectStub<TaskList>;
beforeEach(() => {
  list = env.TASK_LIST.getByName(crypto.randomUUID());
});

/** Turns the object's database back into an empty one. */
function forget(sql: SqlStorage): void {
  sql.exec("DROP TABLE tasks; DROP TABLE schema_version");
}

describe("migrations", () => {
  it("have run before the first call", async () => {
    await runInDurableObject(list, (_, { storage }) => {
      expect(schemaVersion(storage.sql)).toBe(latestVersion);
    });
  });

  it("keep the tasks of an older version", async () => {
    await runInDurableObject(list, (_, { storage }) => {
      forget(storage.sql);
      migrate(storage, 1);
      storage.sql.exec("INSERT INTO tasks (title, done, created_at) VALUES ('old', 1, 1000)");
      migrate(storage);
    });
    const old = { id: 1, title: "old", done: true, priority: 0, createdAt: 1000 };
    expect(await list.list()).toEqual([old]);
  });

  it("do nothing the second time", async () => {
    await list.create({ title: "kept" });
    await runInDurableObject(list, (_, { storage }) => migrate(storage));
    expect((await list.list()).length).toBe(1);
  });

  it("leave the version as it was when a step fails", async () => {
    await runInDurableObject(list, (_, { storage }) => {
      forget(storage.sql);
      migrate(storage, 1);
      storage.sql.exec("CREATE INDEX tasks_open ON tasks (id)"); // in the way of step 2
      expect(() => migrate(storage)).toThrow("already exists");
      expect(schemaVersion(storage.sql)).toBe(1);
      const columns = storage.sql.exec("SELECT * FROM tasks").columnNames;
      expect(columns).not.toContain("priority");
    });
  });
});

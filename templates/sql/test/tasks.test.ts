import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { TaskList } from "../src/tasks";

// Tests of one file may share storage, so every test has a list of its own.
let list: DurableObjectStub<TaskList>;
beforeEach(() => {
  list = env.TASK_LIST.getByName(crypto.randomUUID());
});

describe("a list of tasks", () => {
  it("creates and reads", async () => {
    const task = await list.create({ title: "buy milk" });
    expect(task).toMatchObject({ id: 1, title: "buy milk", done: false, priority: 0 });
    expect(await list.get(task.id)).toEqual(task);
    expect(await list.get(99)).toBe(null);
  });

  it("puts the most important first", async () => {
    await list.create({ title: "later" });
    await list.create({ title: "now", priority: 5 });
    await list.create({ title: "after that" });
    expect((await list.list()).map(({ title }) => title)).toEqual(["now", "later", "after that"]);
  });

  it("tells open from done", async () => {
    await list.create({ title: "open" });
    await list.create({ title: "finished", done: true });
    expect((await list.list(false)).map(({ title }) => title)).toEqual(["open"]);
    expect((await list.list(true)).map(({ title }) => title)).toEqual(["finished"]);
  });

  it("changes only what it is told to", async () => {
    const task = await list.create({ title: "walk", priority: 3 });
    expect(await list.update(task.id, { done: true })).toEqual({ ...task, done: true });
    expect(await list.update(task.id, { priority: 0 })).toEqual({ ...task, done: true, priority: 0 });
    expect(await list.update(99, { done: true })).toBe(null);
  });

  it("removes, and never uses an id twice", async () => {
    const { id } = await list.create({ title: "once" });
    expect(await list.remove(id)).toBe(true);
    expect(await list.remove(id)).toBe(false);
    expect((await list.create({ title: "again" })).id).toBe(id + 1);
  });

  it("takes titles as values, never as SQL", async () => {
    const title = "'); DROP TABLE tasks; --";
    await list.create({ title });
    expect((await list.list()).map((task) => task.title)).toEqual([title]);
  });

  it("imports everything or nothing", async () => {
    expect(await list.import(["one", "two"])).toBe(2);
    await runInDurableObject(list, (instance: TaskList) => {
      expect(() => instance.import(["three", null as unknown as string])).toThrow("NOT NULL");
    });
    expect((await list.list()).map(({ title }) => title)).toEqual(["one", "two"]);
  });

  it("is a database of its own", async () => {
    await list.create({ title: "mine" });
    const other = env.TASK_LIST.getByName(crypto.randomUUID());
    expect(await other.list()).toEqual([]);
  });
});

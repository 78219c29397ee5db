import { DurableObject } from "cloudflare:workers";
import type { Env } from "./index";
import { migrate } from "./migrations";

export interface Task {
  id: number;
  title: string;
  done: boolean;
  priority: number;
  createdAt: number;
}

/** What a caller decides about a task. */
export type TaskFields = Pick<Task, "title" | "done" | "priority">;

/** A row as SQLite has it, which knows no booleans. */
type Row = Record<"id" | "done" | "priority" | "created_at", number> & { title: string };

/** One list of tasks, which is one SQLite database. */
export class TaskList extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Nothing reaches the object before this is done, so all else may rely on the schema.
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage));
  }

  /** The tasks, the most important first; all of them, or only those done or still open. */
  list(done?: boolean): Task[] {
    const order = "ORDER BY priority DESC, id";
    const rows =
      done === undefined
        ? this.ctx.storage.sql.exec<Row>(`SELECT * FROM tasks ${order}`)
        : this.ctx.storage.sql.exec<Row>(`SELECT * FROM tasks WHERE done = ? ${order}`, Number(done));
    return rows.toArray().map(toTask);
  }

  /** The task, or null when there is none. */
  get(id: number): Task | null {
    const [row] = this.ctx.storage.sql.exec<Row>("SELECT * FROM tasks WHERE id = ?", id).toArray();
    return row ? toTask(row) : null;
  }

  create({ title, done = false, priority = 0 }: Partial<TaskFields> & { title: string }): Task {
    const row = this.ctx.storage.sql
      .exec<Row>(
        "INSERT INTO tasks (title, done, priority, created_at) VALUES (?, ?, ?, ?) RETURNING *",
        title,
        Number(done),
        priority,
        Date.now(),
      )
      .one();
    return toTask(row);
  }

  /** Changes the given fields only; null when there is no such task. */
  update(id: number, changes: Partial<TaskFields>): Task | null {
    const [row] = this.ctx.storage.sql
      .exec<Row>(
        `UPDATE tasks
         SET title = coalesce(?, title), done = coalesce(?, done), priority = coalesce(?, priority)
         WHERE id = ? RETURNING *`,
        changes.title ?? null,
        changes.done === undefined ? null : Number(changes.done),
        changes.priority ?? null,
        id,
      )
      .toArray();
    return row ? toTask(row) : null;
  }

  /** Tells whether there was such a task. */
  remove(id: number): boolean {
    return this.ctx.storage.sql.exec("DELETE FROM tasks WHERE id = ? RETURNING id", id).toArray().length > 0;
  }

  /** Creates many tasks, or none if one of them cannot be. */
  import(titles: string[]): number {
    this.ctx.storage.transactionSync(() => {
      for (const title of titles) this.create({ title });
    });
    return titles.length;
  }
}

function toTask({ id, title, done, priority, created_at }: Row): Task {
  return { id, title, done: done === 1, priority, createdAt: created_at };
}

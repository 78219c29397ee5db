import { DurableObject } from "cloudflare:workers";

export interface Task extends Record<string, SqlStorageValue> {
  id: number;
  /** When it runs, in milliseconds since 1970. */
  at: number;
  text: string;
}

export interface State {
  done: string[];
  tasks: Task[];
}

/** An object that has things to do later. Every client sees each change of its state. */
export class Agent extends DurableObject {
  #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: unknown) {
    super(ctx, env as never);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS tasks (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, text TEXT NOT NULL)");
  }

  state(): State {
    return { done: this.ctx.storage.kv.get<string[]>("done") ?? [], tasks: this.#tasks() };
  }

  /** Plans a task and returns its id. */
  async schedule(text: string, seconds: number): Promise<number> {
    if (!(seconds >= 0 && seconds <= 365 * 24 * 3600)) throw new RangeError("a task runs within a year");
    const at = Date.now() + seconds * 1000;
    const { id } = this.#sql.exec<{ id: number }>("INSERT INTO tasks (at, text) VALUES (?, ?) RETURNING id", at, text).one();
    await this.#changed();
    return id;
  }

  /** Cancels a task and tells whether it was still to be done. */
  async cancel(id: number): Promise<boolean> {
    const removed = this.#sql.exec("DELETE FROM tasks WHERE id = ? RETURNING id", id).toArray().length > 0;
    await this.#changed();
    return removed;
  }

  /**
   * Runs what is due. A task leaves the table in the same write as its result appears, so one that
   * throws is tried again with the alarm, and one that has run never runs twice.
   */
  override async alarm(): Promise<void> {
    for (const task of this.#tasks().filter((t) => t.at <= Date.now())) {
      this.ctx.storage.transactionSync(() => {
        this.ctx.storage.kv.put("done", [...this.state().done, task.text]);
        this.#sql.exec("DELETE FROM tasks WHERE id = ?", task.id);
      });
    }
    await this.#changed();
  }

  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade") !== "websocket") return Response.json(this.state());
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.send(JSON.stringify(this.state()));
    return new Response(null, { status: 101, webSocket: client });
  }

  #tasks(): Task[] {
    return this.#sql.exec<Task>("SELECT id, at, text FROM tasks ORDER BY at, id").toArray();
  }

  /** Sets the alarm for the next task and tells the clients. */
  async #changed(): Promise<void> {
    const state = this.state();
    const next = state.tasks[0];
    await (next ? this.ctx.storage.setAlarm(next.at) : this.ctx.storage.deleteAlarm());
    for (const socket of this.ctx.getWebSockets()) socket.send(JSON.stringify(state));
  }
}

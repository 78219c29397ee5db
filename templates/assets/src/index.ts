import { DurableObject } from "cloudflare:workers";

export interface Env {
  ASSETS: Fetcher;
  NOTES: DurableObjectNamespace<Notes>;
}

export interface Note extends Record<string, SqlStorageValue> {
  id: number;
  text: string;
}

export class Notes extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  }

  list(): Note[] {
    return this.ctx.storage.sql.exec<Note>("SELECT id, text FROM notes ORDER BY id DESC").toArray();
  }

  add(text: string): Note[] {
    this.ctx.storage.sql.exec("INSERT INTO notes (text) VALUES (?)", text);
    return this.list();
  }
}

async function textOf(request: Request): Promise<string | undefined> {
  try {
    const { text } = await request.json<{ text?: unknown }>();
    return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
  } catch {
    return undefined; // no JSON
  }
}

export default {
  async fetch(request, env): Promise<Response> {
    if (new URL(request.url).pathname !== "/api/notes") {
      return Response.json({ error: "not found" }, { status: 404 });
    }
    const notes = env.NOTES.getByName("all");
    if (request.method === "GET") return Response.json(await notes.list());
    if (request.method !== "POST") {
      return Response.json({ error: "method not allowed" }, { status: 405, headers: { Allow: "GET, POST" } });
    }
    const text = await textOf(request);
    if (!text) return Response.json({ error: "text is missing" }, { status: 400 });
    return Response.json(await notes.add(text), { status: 201 });
  },
} satisfies ExportedHandler<Env>;

export interface Env {
  DB: D1Database;
}

interface Link {
  id: number;
  url: string;
  title: string;
}

async function search(db: D1Database, text: string): Promise<Link[]> {
  const like = `%${text.replace(/[%_\\]/g, "\\$&")}%`;
  const { results } = await db
    .prepare("SELECT id, url, title FROM links WHERE title LIKE ?1 ESCAPE '\\' OR url LIKE ?1 ESCAPE '\\' ORDER BY id DESC LIMIT 100")
    .bind(like)
    .all<Link>();
  return results;
}

async function add(request: Request, db: D1Database): Promise<Response> {
  const body = await request.json<{ url?: unknown; title?: unknown }>().catch(() => undefined);
  if (typeof body?.url !== "string" || !URL.canParse(body.url) || typeof body.title !== "string" || body.title === "") {
    return Response.json({ error: 'send {"url":"https://…","title":"…"}' }, { status: 400 });
  }
  // The same link again gets the new title.
  const link = await db
    .prepare("INSERT INTO links (url, title) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET title = excluded.title RETURNING id, url, title")
    .bind(body.url, body.title)
    .first<Link>();
  return Response.json(link, { status: 201 });
}

export default {
  async fetch(request, env): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname !== "/links") return Response.json({ error: "not found" }, { status: 404 });
    if (request.method === "GET") return Response.json(await search(env.DB, url.searchParams.get("q") ?? ""));
    if (request.method === "POST") return add(request, env.DB);
    return Response.json({ error: "method not allowed" }, { status: 405, headers: { Allow: "GET, POST" } });
  },
} satisfies ExportedHandler<Env>;

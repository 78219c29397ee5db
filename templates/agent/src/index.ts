import type { Agent } from "./agent";

export { Agent } from "./agent";

export interface Env {
  AGENTS: DurableObjectNamespace<Agent>;
}

async function plan(request: Request, agent: DurableObjectStub<Agent>): Promise<Response> {
  const body = await request.json<{ text?: unknown; in?: unknown }>().catch(() => undefined);
  if (typeof body?.text !== "string" || typeof body.in !== "number" || !(body.in >= 0)) {
    return Response.json({ error: 'send {"text":"…","in":SECONDS}' }, { status: 400 });
  }
  return Response.json({ id: await agent.schedule(body.text, body.in) }, { status: 201 });
}

export default {
  async fetch(request, env): Promise<Response> {
    const match = new URL(request.url).pathname.match(/^\/agents\/([\w-]+)(\/tasks(?:\/(\d+))?)?$/);
    if (!match) return Response.json({ error: "not found" }, { status: 404 });

    const [, name, tasks, id] = match;
    const agent = env.AGENTS.getByName(name!);
    if (!tasks) return agent.fetch(request);
    if (request.method === "POST" && !id) return plan(request, agent);
    if (request.method === "DELETE" && id) return Response.json({ cancelled: await agent.cancel(Number(id)) });
    return Response.json({ error: "method not allowed" }, { status: 405 });
  },
} satisfies ExportedHandler<Env>;

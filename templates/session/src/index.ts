import type { Session } from "./session";

export { Session } from "./session";

export interface Env {
  SESSION: DurableObjectNamespace<Session>;
  SESSION_TTL_SECONDS: number;
}

const cookieName = "session";
const failure = (status: number, error: string) => Response.json({ error }, { status });

/**
 * POST   /session         {"user": "ann"}    log in
 * GET    /session                            who am I
 * PUT    /session/KEY     any text           remember something
 * DELETE /session                            log out
 */
export default {
  async fetch(request, env): Promise<Response> {
    const match = new URL(request.url).pathname.match(/^\/session(?:\/([\w-]{1,64}))?$/);
    if (!match) return failure(404, "not found");

    const key = match[1];
    if (!key && request.method === "POST") return logIn(request, env);

    const session = find(request, env);
    if (!session) return failure(401, "not logged in");
    switch (`${request.method}${key ? " key" : ""}`) {
      case "GET": {
        const info = await session.use();
        return info ? Response.json(info) : failure(401, "not logged in");
      }
      case "PUT key": {
        const kept = await session.set(key!, await request.text());
        return kept ? new Response(null, { status: 204 }) : failure(401, "not logged in");
      }
      case "DELETE":
        await session.end();
        return new Response(null, { status: 204, headers: { "Set-Cookie": cookie("", 0) } });
      default:
        return failure(405, "method not allowed");
    }
  },
} satisfies ExportedHandler<Env>;

/** Believes whoever asks; check a password or a token here. */
async function logIn(request: Request, env: Env): Promise<Response> {
  const body = await request.json<{ user?: unknown } | null>().catch(() => null);
  const user = body?.user;
  if (typeof user !== "string" || user === "") return failure(400, "user is missing");

  // The object's id is random and long, which is what a session's key has to be.
  const id = env.SESSION.newUniqueId();
  const info = await env.SESSION.get(id).start(user);
  const headers = { "Set-Cookie": cookie(id.toString(), env.SESSION_TTL_SECONDS) };
  return Response.json(info, { status: 201, headers });
}

/** The session named by the request's cookie; made-up ids are refused without waking an object. */
function find(request: Request, env: Env): DurableObjectStub<Session> | null {
  const cookies = request.headers.get("Cookie") ?? "";
  const value = cookies.match(new RegExp(`(?:^|;\\s*)${cookieName}=([0-9a-f]{64})(?:;|$)`))?.[1];
  if (!value) return null;
  try {
    return env.SESSION.get(env.SESSION.idFromString(value));
  } catch {
    return null;
  }
}

function cookie(value: string, maxAge: number): string {
  return `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; Secure; SameSite=Lax`;
}

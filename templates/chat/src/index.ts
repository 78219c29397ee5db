import page from "./page.html";
import type { Room } from "./room";

export { Room } from "./room";

export interface Env {
  ROOM: DurableObjectNamespace<Room>;
}

const failure = (status: number, error: string) => Response.json({ error }, { status });

/**
 * GET /  and  /rooms/ROOM            the page
 * GET /rooms/ROOM/socket?name=NAME   the WebSocket
 * GET /rooms/ROOM/members            who is there
 * GET /rooms/ROOM/history            the last messages
 */
export default {
  async fetch(request, env): Promise<Response> {
    if (request.method !== "GET") return failure(405, "method not allowed");

    const url = new URL(request.url);
    const match = url.pathname.match(/^\/rooms\/([\w-]{1,64})(?:\/(socket|members|history))?$/);
    if (url.pathname === "/" || (match && !match[2])) {
      return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
    if (!match) return failure(404, "not found");

    const room = env.ROOM.getByName(match[1]!);
    switch (match[2]) {
      case "members":
        return Response.json(await room.members());
      case "history":
        return Response.json(await room.history());
      default:
        return join(request, room, url.searchParams.get("name"));
    }
  },
} satisfies ExportedHandler<Env>;

/** Refuses what the room need not be woken for, and passes the rest on. */
async function join(
  request: Request,
  room: DurableObjectStub<Room>,
  name: string | null,
): Promise<Response> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") {
    return failure(426, "expected a WebSocket");
  }
  if (!name || name.length > 24 || name.trim() !== name) {
    return failure(400, "name must have 1 to 24 characters and no spaces around it");
  }
  return room.fetch(request);
}

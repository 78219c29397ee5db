// EventSource, over a Worker's fetch and over streams.
import { WorkerEntrypoint } from "cloudflare:workers";
import { describe, outcomes, sleep } from "../entry";
import { at } from "./origin";

declare const EventSource: any;
const stream = "\ufeffid: 1\nevent: ping\ndata: a\ndata: b\n\n: comment\nretry: 10\ndata:c\r\n\r\nid\ndata\n\n";

/** Telling answers with events. */
export class Telling extends WorkerEntrypoint {
  fetch(request: Request): Response {
    const headers = { "content-type": "text/event-stream; charset=utf-8" };
    switch (new URL(request.url).pathname) {
      case "/untyped": return new Response(new Uint8Array(1));
      case "/typed": return new Response("x");
      case "/status": return new Response("x", { status: 404 });
      case "/empty": return new Response(null, { status: 204, headers });
      case "/redirect": return new Response(null, { status: 302, headers: { location: "/else" } });
    }
    const asked = ["accept", "cache-control", "last-event-id"].map((n) => request.headers.get(n)).join();
    return new Response(`${stream}data: ${asked}\r\rdata: lost`, { headers });
  }
}
const listen = (source: any): unknown[] => {
  const seen: unknown[] = [];
  const note = (e: any) => seen.push([e.type, e.constructor.name, describe(e.data), describe(e.lastEventId), describe(e.origin), describe(e.message), describe(e.error), source.readyState, e.isTrusted]);
  source.onopen = source.onmessage = source.onerror = note;
  source.addEventListener("ping", note);
  return seen;
};
export const events = {
  slow: true,
  async test(_: unknown, __: unknown, ctx: any) {
    const source = new EventSource("http://x/a", { fetcher: ctx.exports.Telling });
    const made = [source.url, source.readyState, source.withCredentials, source.onopen, source instanceof EventTarget, EventSource.CLOSED, source.OPEN];
    const seen = listen(source);
    await sleep(1400);
    source.close();
    return [made, seen, source.readyState];
  },
};
export const failures = {
  async test(_: unknown, __: unknown, ctx: any) {
    const all: unknown[] = [];
    for (const path of ["untyped", "typed", "status", "empty"]) {
      const source = new EventSource(`http://x/${path}`, { fetcher: ctx.exports.Telling }), seen = listen(source);
      await sleep(30);
      source.close();
      all.push([path, seen]);
    }
    const moved = new EventSource("http://x/redirect", { fetcher: ctx.exports.Telling });
    await sleep(30);
    moved.close();
    return [all, moved.url];
  },
};
export const network = {
  async test() {
    const source = new EventSource(at("events"));
    const message: any = await new Promise((resolve) => { source.onmessage = resolve; });
    source.close();
    return message.data;
  },
};
export const streams = {
  async test() {
    const source = EventSource.from(new Response("data: one\n\ndata: tw").body), seen = listen(source);
    const cut = EventSource.from(new ReadableStream({ async start(c) { for (const part of ["da", "ta: x\r", "\n\r", "\ndata: y\n", "\n"]) { c.enqueue(new TextEncoder().encode(part)); await sleep(1); } c.close(); } })), pieces = listen(cut);
    const failing = EventSource.from(new ReadableStream({ pull(c) { c.error(new RangeError("mine")); } })), failed = listen(failing);
    await sleep(40);
    return [seen, pieces, failed, source.url, source.readyState];
  },
};
export const eventSourceArguments = {
  test: (_: unknown, __: unknown, ctx: any) => outcomes({
    none: () => new EventSource(), bad: () => new EventSource("x"), number: () => new EventSource(1), credentials: () => new EventSource("http://x", { withCredentials: true }), fetcher: () => new EventSource("http://x", { fetcher: {} }), options: () => new EventSource("http://x", 1), called: () => EventSource("http://x"), fromNone: () => EventSource.from(), fromObject: () => EventSource.from({}), locked: () => { const r = new Response("x").body!; r.getReader(); return EventSource.from(r); }, read: async () => { const r = new Response("xy").body!; const reader = r.getReader(); await reader.read(); reader.releaseLock(); return EventSource.from(r); }, handlers: () => { const s = new EventSource("http://x/a", { fetcher: ctx.exports.Telling }); s.onopen = 1; s.onerror = "x"; const seen = [s.onopen, s.onerror]; s.close(); s.close(); return seen; },
  }),
};

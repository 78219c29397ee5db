// The other side of fetches: this Worker again, by its address and by its exports.
import { WorkerEntrypoint } from "cloudflare:workers";

let origin = "";
export const setOrigin = (o: string): void => { origin = o; };
/** at is the URL of an answer. */
export const at = (path: string): string => `${origin}/origin/${path}`;

const gzipped = () => new Response("plain text", { headers: { "content-encoding": "gzip" } });

/** answer is what is asked for by the first part of the path. */
export async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const [, , kind, ...rest] = url.pathname.split("/");
  switch (kind) {
    case "echo": {
      const seen = [...request.headers].filter(([name]) => /^(x-|content-|transfer-|cookie|authorization|cache-control|pragma|range|accept|user-agent)/.test(name) && name !== "x-forwarded-proto" && name !== "x-real-ip");
      return Response.json({ method: request.method, path: url.pathname + url.search, headers: seen, body: await request.text() });
    }
    case "status":
      return new Response(["204", "205", "304"].includes(rest[0]) ? null : "status", { status: Number(rest[0]), headers: { "x-answer": "1" } });
    case "text":
      return new Response("text", { status: 201, headers: [["set-cookie", "a=1; Path=/"], ["set-cookie", "b=2"], ["x-one", "1"], ["x-one", "2"]] });
    case "redirect":
      return new Response("to", { status: Number(rest[0]), headers: { location: url.searchParams.get("to") ?? "/origin/echo/end" } });
    case "loop":
      return new Response(null, { status: 302, headers: { location: `/origin/loop/${Number(rest[0]) + 1}` } });
    case "gzip":
      return gzipped();
    case "packed":
      return new Response(new Blob(["packed"]).stream().pipeThrough(new CompressionStream("gzip")), { encodeBody: "manual", headers: { "content-encoding": "gzip" } } as any);
    case "json":
      return Response.json({ a: [1, "é"] }, { headers: { "x-j": "1" } });
    case "chunks": {
      const { readable, writable } = new TransformStream();
      const writer = writable.getWriter(), encoder = new TextEncoder();
      (async () => { for (const c of ["one ", "two ", "three"]) await writer.write(encoder.encode(c)); await writer.close(); })();
      return new Response(readable);
    }
    case "events":
      return new Response("data: over the network\n\n", { headers: { "content-type": "text/event-stream" } });
    case "nested":
      // Its body is made by a further fetch, while this one is being answered.
      return new Response(new ReadableStream({ async pull(c) { c.enqueue(new Uint8Array(await (await fetch(at("json"))).arrayBuffer())); c.close(); } }, { highWaterMark: 0 }));
    case "hang":
      return new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("first")); }, pull: () => new Promise((r) => setTimeout(r, 20)) }));
  }
  return new Response("nothing", { status: 404 });
}

/** Answering answers fetches of ctx.exports.Answering. */
export class Answering extends WorkerEntrypoint {
  fetch(request: Request): Promise<Response> | Response {
    return answer(request);
  }
  failed(): Response {
    return Response.error();
  }
}

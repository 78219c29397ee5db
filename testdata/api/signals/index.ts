// request.signal, which is aborted when the client leaves.
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import { describe, outcome, serve, sleep } from "../entry";

const heard: Record<string, unknown[]> = {};
const note = (name: string, what: unknown) => (heard[name] ??= []).push(what);

/** until waits for something to be heard under a name. */
const until = async (name: string, n = 1) => {
  for (let i = 0; i < 100 && (heard[name]?.length ?? 0) < n; i++) await sleep(10);
  return heard[name] ?? [];
};

/** answer notes what the signal of a request says, and answers as the path says. */
async function answer(request: Request, ctx?: any): Promise<Response> {
  const [, name, how] = new URL(request.url).pathname.split("/");
  request.signal.addEventListener("abort", () => note(name, describe(request.signal.reason)));
  switch (how) {
    case "text":
      return new Response("text");
    case "throws":
      throw new RangeError("mine");
    case "hangs":
      await sleep(1000);
      return new Response("late");
    case "streams": {
      const { readable, writable } = new IdentityTransformStream(), writer = writable.getWriter();
      void writer.write(new TextEncoder().encode("first")).then(() => sleep(1000)).catch(() => {});
      return new Response(readable);
    }
    case "script":
      return new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("first")); }, async pull() { await sleep(1000); } }));
    case "calls":
      // The event goes on without its client.
      ctx.waitUntil(sleep(200));
      return ctx.exports.Next.fetch(new Request(`http://x/${name}.next/hangs`, request));
    case "shape":
      return Response.json([request.signal.aborted, request.signal === request.signal, request.clone().signal === request.signal, new Request(request).signal === request.signal, describe(request.signal.reason)]);
  }
  return new Response(null, { status: 404 });
}
export class Answering extends WorkerEntrypoint {
  fetch(request: Request): Promise<Response> {
    return answer(request, this.ctx);
  }
}
export class Next extends WorkerEntrypoint {
  fetch(request: Request): Promise<Response> {
    return answer(request);
  }
}
export class Holder extends DurableObject {
  fetch(request: Request): Promise<Response> {
    return answer(request);
  }
}
const leaving = (fetcher: any, name: string, how: string) => outcome(() => fetcher.fetch(`http://x/${name}/${how}`, { signal: AbortSignal.timeout(30) }));
const reading = async (fetcher: any, name: string, how: string) => {
  const reader = (await fetcher.fetch(`http://x/${name}/${how}`)).body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
};
const never = async (name: string) => { await sleep(30); return heard[name] ?? []; };

const cases = {
  shape: { test: async (_: unknown, __: unknown, ctx: any) => (await ctx.exports.Answering.fetch("http://x/shape/shape")).json() },
  answered: { test: async (_: unknown, __: unknown, ctx: any) => [await (await ctx.exports.Answering.fetch("http://x/answered/text")).text(), await never("answered")] },
  thrown: { test: async (_: unknown, __: unknown, ctx: any) => [await outcome(() => ctx.exports.Answering.fetch("http://x/thrown/throws")), await never("thrown")] },
  left: { test: async (_: unknown, __: unknown, ctx: any) => [await leaving(ctx.exports.Answering, "left", "hangs"), await until("left")] },
  object: { test: async (_: unknown, env: any) => [await leaving(env.HOLDER.getByName("a"), "object", "hangs"), await until("object")] },
  cancelled: { test: async (_: unknown, __: unknown, ctx: any) => [await reading(ctx.exports.Answering, "cancelled", "streams"), await until("cancelled")] },
  cancelledScript: { test: async (_: unknown, __: unknown, ctx: any) => [await reading(ctx.exports.Answering, "script", "script"), await until("script")] },
  passedOn: { test: async (_: unknown, __: unknown, ctx: any) => [await leaving(ctx.exports.Answering, "on", "calls"), await until("on"), await never("on.next")] },
};
export default serve(cases);

import { initTRPC, TRPCError, tracked } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { z } from "zod";

const t = initTRPC.context<{ user?: string }>().create();
const authed = t.procedure.use(({ ctx, next }) => { if (!ctx.user) throw new TRPCError({ code: "UNAUTHORIZED" }); return next({ ctx: { user: ctx.user } }); });
const router = t.router({
  hello: t.procedure.input(z.object({ name: z.string() })).query(({ input }) => ({ hi: input.name })),
  secret: authed.query(({ ctx }) => ctx.user),
  add: t.procedure.input(z.tuple([z.number(), z.number()])).mutation(({ input: [a, b] }) => a + b),
  ticks: t.procedure.input(z.number()).subscription(async function* ({ input }) { for (let n = 0; n < input; n++) yield tracked(String(n), { n }); }),
  nested: t.router({ deep: t.procedure.query(() => "deep") }),
});
const ask = async (path: string, init?: RequestInit) => {
  const r = await fetchRequestHandler({ endpoint: "/trpc", req: new Request("http://x.example/trpc/" + path, init), router, createContext: ({ req }) => ({ user: req.headers.get("x-user") ?? undefined }) });
  return { status: r.status, type: r.headers.get("content-type"), body: (await r.text()).replace(/"stack":"(?:[^"\\]|\\.)*"/g, '"stack":"…"') };
};
const q = (v: unknown) => encodeURIComponent(JSON.stringify(v));
export const calls = {
  test: async () => ({
    query: await ask("hello?input=" + q({ name: "a" })), invalid: await ask("hello?input=" + q({})), batch: await ask("hello,nested.deep?batch=1&input=" + q({ 0: { name: "b" } })), mutation: await ask("add", { method: "POST", body: "[1,2]", headers: { "content-type": "application/json" } }), refused: await ask("secret"), allowed: await ask("secret", { headers: { "x-user": "me" } }), none: await ask("none"), events: await ask("ticks?input=2", { headers: { accept: "text/event-stream" } }),
    caller: await router.createCaller({}).add([3, 4]), callerError: await router.createCaller({}).secret().catch((e) => [e.name, e.code]),
  }),
};

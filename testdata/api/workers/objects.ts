// Durable Objects of another Worker.
import { outcomes } from "../entry";

// DO-MIG-30, DO-MIG-31
export const objectCalls = {
  test: (_: unknown, env: any) => outcomes({
    rpc: async () => { const s = env.COUNTER.getByName("rpc"); return [await s.increment(), await s.increment(5)]; }, fetch: async () => { const r = await env.COUNTER.getByName("rpc").fetch("http://o/p"); return [r.status, await r.json()]; }, id: () => env.COUNTER.getByName("named").ident(), unique: () => env.COUNTER.get(env.COUNTER.newUniqueId()).ident(),
    throws: () => env.COUNTER.getByName("e").throws(), target: async () => { using t = await env.COUNTER.getByName("t").target(); return [await t.twice(2), await t.name]; }, callback: () => env.COUNTER.getByName("rpc").call((n: number) => n * 10), own: () => env.OWN.getByName("x").hi(), missing: () => env.COUNTER.getByName("x").nope(),
  }),
};
export const sameObject = {
  async test(_: unknown, env: any) {
    const mine = env.COUNTER.getByName("passed");
    await mine.increment(1000);
    const theirs = await env.OTHER.counter();
    return (await theirs.increment(1)) >= 1001;
  },
};
export const objectAbort = {
  async test(_: unknown, env: any) {
    const s = env.COUNTER.getByName("abort");
    await s.increment(7);
    const all = await outcomes({ abort: () => s.abort(), again: () => s.increment() });
    return [all, await env.COUNTER.getByName("abort").increment()];
  },
};
export const objectSocket = {
  async test(_: unknown, env: any) {
    const { webSocket } = await env.COUNTER.getByName("ws").fetch("http://o/", { headers: { upgrade: "websocket" } });
    webSocket.accept();
    const got = new Promise((resolve) => webSocket.addEventListener("message", (e: any) => resolve(e.data)));
    webSocket.send("ping");
    const answer = await got;
    webSocket.close(1000);
    return answer;
  },
};
// DO-RPC-47
export const absentObject = {
  test: (_: unknown, env: any) => outcomes({ rpc: () => env.ABSENT_OBJECT.getByName("a").increment(), fetch: async () => { const r = await env.ABSENT_OBJECT.getByName("a").fetch("http://x/"); return [r.status, await r.text()]; }, id: () => env.ABSENT_OBJECT.idFromName("a").name }),
};

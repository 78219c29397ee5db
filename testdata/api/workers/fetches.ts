// fetch through service bindings. A handler that throws is left out: wrangler dev wraps it and
// answers 500. So is one that passes its body on: wrangler dev reads what is left of it.
import { outcome, outcomes } from "../entry";

const seen = async (r: Response) => ({ status: r.status, url: r.url, redirected: r.redirected, headers: Object.fromEntries(r.headers), body: await r.text() });

// DO-RPC-45
export const request = {
  test: (_: unknown, env: any) => outcomes({
    text: async () => seen(await env.OTHER.fetch("http://x/path?q=1")), relative: () => env.OTHER.fetch("/path"), none: () => env.OTHER.fetch(), post: async () => seen(await env.OTHER.fetch("http://x/p", { method: "POST", body: "abc", headers: { a: "b" } })), request: async () => seen(await env.OTHER.fetch(new Request("https://y/z#fragment", { method: "PUT", body: "é" }))), stream: async () => seen(await env.OTHER.fetch("http://x/s", { method: "POST", body: new Response("abc").body })),
    named: async () => seen(await env.NAMED.fetch("http://x/n")), plain: async () => seen(await env.PLAIN.fetch("http://x/n")), through: async () => seen(await env.PLAIN.fetch("http://x/on", { method: "POST", body: "on" })),
  }),
};
export const redirects = {
  test: (_: unknown, env: any) => outcomes({
    follow: async () => seen(await env.OTHER.fetch("http://x/redirect")), manual: async () => seen(await env.OTHER.fetch("http://x/redirect", { redirect: "manual" })), away: async () => seen(await env.OTHER.fetch("http://x/away")), post: async () => seen(await env.OTHER.fetch("http://x/redirect", { method: "POST", body: "abc" })), loop: () => env.OTHER.fetch("http://x/loop").catch((e: Error) => { throw new (e.constructor as any)(e.message.slice(0, 19)); }),
  }),
};
export const failures = {
  test: (_: unknown, env: any) => outcomes({ nothing: () => env.OTHER.fetch("http://x/nothing"), noFetch: () => env.SELF.fetch("http://x/") }),
};
export const abortedBefore = { test: (_: unknown, env: any) => outcome(() => env.OTHER.fetch("http://x/", { signal: AbortSignal.abort(new RangeError("before")) })) };
export const abortedDuring = {
  test(_: unknown, env: any) {
    const c = new AbortController();
    const { readable } = new TransformStream();
    const answer = env.OTHER.fetch("http://x/never", { method: "POST", body: readable, signal: c.signal });
    setTimeout(() => c.abort(new RangeError("during")), 20);
    return outcome(() => answer);
  },
};
export const socket = {
  async test(_: unknown, env: any) {
    const { webSocket, status } = await env.OTHER.fetch("http://x/socket", { headers: { upgrade: "websocket" } });
    const log: unknown[] = [status];
    webSocket.accept();
    await new Promise<void>((resolve) => {
      webSocket.addEventListener("message", (e: any) => { log.push(e.data); webSocket.send("close"); });
      webSocket.addEventListener("close", (e: any) => { log.push([e.code, e.reason, e.wasClean]); resolve(); });
      webSocket.send("ping");
    });
    return log;
  },
};
export const socketWithoutUpgrade = { test: (_: unknown, env: any) => outcome(() => env.OTHER.fetch("http://x/socket")) };
// DO-RPC-47
export const absent = {
  test: (_: unknown, env: any) => outcomes({ fetch: async () => { const r = await env.ABSENT.fetch("http://x/"); return [r.status, await r.text()]; }, rpc: () => env.ABSENT.hello("x") }),
};

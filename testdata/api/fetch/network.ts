// fetch over the network.
import { describe, outcome, outcomes } from "../entry";
import { at } from "./origin";

const local = (text: string) => text.replace(/http:\/\/(localhost|127\.0\.0\.1)(:\d+)?/g, "http://origin");
const seen = async (promise: Promise<Response>) => {
  const r = await promise;
  const headers = [...r.headers].filter(([name]) => !["date", "connection", "keep-alive"].includes(name));
  return JSON.parse(local(JSON.stringify({ status: r.status, statusText: r.statusText, headers: headers.map(([n, v]) => [n, v]), url: r.url, redirected: r.redirected, type: r.type, hasBody: r.body !== null, text: await r.text() })));
};
const echo = async (input: RequestInfo, init?: RequestInit) => { const e: any = await (await fetch(input, init)).json(); return [e.method, e.path, e.headers, e.body]; };
const anonymous = (v: unknown) => JSON.parse(local(JSON.stringify(v)));

export const simple = { test: () => outcomes({ text: () => seen(fetch(at("text"))), json: () => seen(fetch(at("json"))), chunks: () => seen(fetch(at("chunks"))), nested: () => seen(fetch(at("nested"))), missing: () => seen(fetch(at("nope"))), head: () => seen(fetch(at("text"), { method: "HEAD" })), fragment: () => seen(fetch(at("text#frag"))), query: () => echo(at("echo/a%20b?c=d&e=%C3%A9")) }) };
export const statuses = { test: async () => { const all: unknown[] = []; for (const s of [200, 204, 205, 304, 400, 418, 500]) all.push(await outcome(() => seen(fetch(at(`status/${s}`))))); return all; } };
export const sent = {
  test: () => outcomes({
    nothing: () => echo(at("echo")), post: () => echo(at("echo"), { method: "POST", body: "text" }), empty: () => echo(at("echo"), { method: "POST" }), emptyText: () => echo(at("echo"), { method: "POST", body: "" }), bytes: () => echo(at("echo"), { method: "PUT", body: new Uint8Array([104, 105]) }), blob: () => echo(at("echo"), { method: "POST", body: new Blob(["b"], { type: "text/b" }) }), params: () => echo(at("echo"), { method: "POST", body: new URLSearchParams({ a: "b c" }) }), typed: () => echo(at("echo"), { method: "POST", body: "t", headers: { "content-type": "x/y" } }),
    stream: () => echo(at("echo"), { method: "POST", body: new Response("streamed").body }), script: () => echo(at("echo"), { method: "POST", body: new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("ab")); c.enqueue(new TextEncoder().encode("cd")); c.close(); } }) }), fixed: () => { const { readable, writable } = new FixedLengthStream(3); const w = writable.getWriter(); w.write(new TextEncoder().encode("abc")); w.close(); return echo(at("echo"), { method: "POST", body: readable }); },
    headers: () => echo(at("echo"), { headers: { "X-Mine": "1", cookie: "a=b", authorization: "basic x", "user-agent": "mine", accept: "x/y", "content-length": "7" } }), repeated: () => { const h = new Headers(); h.append("x-a", "1"); h.append("x-a", "2"); return echo(at("echo"), { headers: h }); }, request: () => echo(new Request(at("echo"), { method: "POST", body: "r", headers: { "x-r": "1" } })), override: () => echo(new Request(at("echo"), { method: "POST", body: "r", headers: { "x-r": "1" } }), { method: "PUT", body: "o" }), method: () => echo(at("echo"), { method: "patch", body: "p" }), unusual: () => echo(at("echo"), { method: "PROPFIND" }), deleteBody: () => echo(at("echo"), { method: "DELETE", body: "d" }), optionsMethod: () => echo(at("echo"), { method: "OPTIONS" }),
    noStore: () => echo(at("echo"), { cache: "no-store" }), noStoreKept: () => echo(at("echo"), { cache: "no-store", headers: { "cache-control": "max-age=1" } }), range: () => echo(at("echo"), { headers: { range: "bytes=0-1" } }), encoding: () => echo(at("echo"), { headers: { "accept-encoding": "identity" } }), credentials: () => echo(at("echo").replace("http://", "http://u:p@")),
  }),
};
export const redirects = {
  test: async () => {
    const all: Record<string, unknown> = {};
    for (const s of [301, 302, 303, 307, 308]) {
      all[`get ${s}`] = await outcome(() => seen(fetch(at(`redirect/${s}`))));
      all[`post ${s}`] = await outcome(() => seen(fetch(at(`redirect/${s}`), { method: "POST", body: "body", headers: { "x-kept": "1" } })));
      all[`stream ${s}`] = await outcome(() => seen(fetch(at(`redirect/${s}`), { method: "POST", body: new Response("body").body })));
      all[`manual ${s}`] = await outcome(() => seen(fetch(at(`redirect/${s}`), { redirect: "manual" })));
    }
    return anonymous(all);
  },
};
export const moreRedirects = {
  test: async () => anonymous(await outcomes({
    many: () => seen(fetch(at("loop/0"))), other: () => seen(fetch(at("redirect/300"))), bad: () => seen(fetch(at("redirect/302?to=http%3A%2F%2F%5B"))), fragment: () => seen(fetch(at("redirect/302?to=/origin/echo/y%23frag"))), data: () => seen(fetch(at("redirect/302?to=data:,x"))), scheme: () => seen(fetch(at("redirect/302?to=mailto:x"))), head: () => seen(fetch(at("redirect/303"), { method: "HEAD" })), put: () => seen(fetch(at("redirect/302"), { method: "PUT", body: "b" })), authorization: () => seen(fetch(at("redirect/302"), { headers: { authorization: "kept" } })),
  })),
};
export const encoded = { test: () => outcomes({ gzip: () => seen(fetch(at("gzip"))), packed: () => seen(fetch(at("packed"))), manual: async () => { const r = await fetch(at("packed"), { encodeResponseBody: "manual" } as any); return [r.headers.get("content-encoding"), (await r.text()).length > 0]; } }) };
export const urls = { test: () => outcomes({ ftp: () => fetch("ftp://x/"), file: () => fetch("file:///x"), blob: () => fetch("blob:x"), none: () => fetch("x"), data: async () => { const r = await fetch("data:text/plain,hello"); return [r.status, r.headers.get("content-type"), await r.text(), r.url]; }, badData: () => fetch("data:x"), spaces: () => fetch("http://a b/"), empty: () => fetch(""), port: () => fetch("http://x:99999/") }) };
export const aborts = {
  test: () => outcomes({
    before: () => fetch(at("text"), { signal: AbortSignal.abort() }), reason: () => fetch(at("text"), { signal: AbortSignal.abort("mine") }), requestBefore: () => fetch(new Request(at("text"), { signal: AbortSignal.abort(new RangeError("r")) })), during: async () => { const c = new AbortController(); const p = fetch(at("hang"), { signal: c.signal }); c.abort(); return p; },
    body: async () => { const c = new AbortController(); const r = await fetch(at("hang"), { signal: c.signal }); const reader = r.body!.getReader(); const first = new TextDecoder().decode((await reader.read()).value); const next = reader.read(); c.abort(); return [first, await outcome(() => next)]; }, null: async () => (await fetch(at("text"), { signal: null })).status, over: async () => { const c = new AbortController(); const r = await fetch(at("text"), { signal: c.signal }); const text = await r.text(); c.abort(); return text; },
  }),
};
export const received = { test: async () => { const r = await fetch(at("text")); return outcomes({ set: () => r.headers.set("x", "y"), cookies: () => r.headers.getSetCookie(), all: () => (r.headers as any).getAll("Set-Cookie"), cookie: () => r.headers.get("set-cookie"), copy: () => { const c = new Response(r.body, r); c.headers.set("x-new", "1"); return [c.status, c.statusText, [...c.headers].filter(([n]) => n.startsWith("x-")), c.headers.getSetCookie()]; }, used: () => r.text(), clone: () => r.clone() }); } };
export const parallel = { test: async () => (await Promise.all(Array.from({ length: 12 }, (_, i) => echo(at(`echo/${i}`), { method: "POST", body: String(i) })))).map((e) => e[3]) };
export const unread = { test: async () => { for (let i = 0; i < 8; i++) await fetch(at("chunks")); const r = await fetch(at("chunks")); await r.body!.cancel(); return describe([await outcome(() => r.text()), await (await fetch(at("chunks"))).text()]); } };

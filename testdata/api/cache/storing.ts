// Which responses are stored, and with which headers.
import { outcome, outcomes } from "../entry";
import { cache, cached, fresh, seen, stored } from "./common";

const past = "Wed, 21 Oct 2020 07:28:00 GMT", future = "Wed, 21 Oct 2099 07:28:00 GMT";
const withControl = (value: string, more: Record<string, string> = {}) => stored(new Response("body", { headers: { "cache-control": value, ...more } }));

export const control = {
  async test() {
    const found: Record<string, unknown> = {};
    for (const value of [
      "max-age=100", "max-age=0", "max-age=x", "max-age", "s-maxage=100", "s-maxage=0, max-age=100", "public", "public, max-age=100", "no-store", "no-store, max-age=100", "no-cache",
      "no-cache, max-age=100", "private", "private, max-age=100", "private=\"x\", max-age=100", "must-revalidate, max-age=100", "proxy-revalidate, max-age=100", "immutable", "immutable, max-age=0", "stale-if-error=100",
      "stale-while-revalidate=100, max-age=0", "MAX-AGE=100", "Max-Age=100", "max-age=\"100\"", "max-age = 100", "max-age=100,no-transform", "max-age=100; public", "max-age=-1",
    ]) found[value] = (await withControl(value) as any)[1] !== undefined;
    return found;
  },
};
export const statuses = {
  async test() {
    const found: Record<string, unknown> = {};
    for (const status of [200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 305, 307, 308, 400, 401, 403, 404, 405, 410, 414, 418, 500, 501, 502, 503, 504]) {
      found[status] = (await stored(cached([204, 205].includes(status) ? null : "body", {}, status)) as any)[1] !== undefined;
    }
    return found;
  },
};
export const heuristics = {
  test: () => outcomes({
    nothing: () => stored(new Response("body")),
    expires: () => stored(new Response("body", { headers: { expires: future } })), expired: () => stored(new Response("body", { headers: { expires: past } })), badExpires: () => stored(new Response("body", { headers: { expires: "0" } })),
    modified: () => stored(new Response("body", { headers: { "last-modified": past } })), modifiedLater: () => stored(new Response("body", { headers: { "last-modified": future } })),
    date: () => withControl("max-age=100", { date: past }), dateExpires: () => stored(new Response("body", { headers: { date: past, expires: "Wed, 21 Oct 2020 07:38:00 GMT" } })),
    age: () => withControl("max-age=100", { age: "50" }), old: () => withControl("max-age=100", { age: "100" }), badAge: () => withControl("max-age=100", { age: "x" }),
    pragma: () => stored(new Response("body", { headers: { pragma: "no-cache", expires: future } })), pragmaControl: () => withControl("max-age=100", { pragma: "no-cache" }),
  }),
};
export const headers = {
  test: () => outcomes({
    plain: () => stored(cached("body", { "x-mine": "one", etag: '"e"', "Content-Type": "text/x" })), hop: () => stored(cached("body", { "keep-alive": "a", "proxy-authenticate": "b", te: "c", trailer: "d" })),
    connection: () => stored(cached("body", { connection: "x-one, close", "x-one": "1", "x-two": "2" })), warning: () => stored(cached("body", { warning: '113 - "x", 214 - "y"' })), warnings: () => stored(cached("body", { warning: '113 - "x"' })),
    repeated: () => { const r = cached(); r.headers.append("x-two", "a"); r.headers.append("x-two", "b"); return stored(r); },
    cookie: () => stored(cached("body", { "set-cookie": "a=b" })), privateCookie: () => withControl("max-age=100, private=Set-Cookie", { "set-cookie": "a=b", "x-y": "z" }), privateCookieFirst: () => withControl("Private=Set-Cookie; max-age=100", { "set-cookie": "a=b" }),
    status: () => stored(cached("body", { "cf-cache-status": "MISS" })), length: () => stored(cached("body", { "content-length": "9" })), statusText: () => stored(new Response("b", { status: 404, statusText: "Mine", headers: { "cache-control": "max-age=100" } })),
    vary: () => stored(cached("body", { vary: "accept" }), { headers: { accept: "a" } }, { headers: { accept: "b" } }), language: () => stored(cached("b", { vary: "x, y" })),
  }),
};
export const bodies = {
  test: () => outcomes({
    none: () => stored(cached(null)), empty: () => stored(cached("")), bytes: () => stored(cached(new Uint8Array([104, 105]))), stream: () => stored(cached(new Response("streamed").body)), blob: () => stored(cached(new Blob(["b"], { type: "text/b" }))), params: () => stored(cached(new URLSearchParams("a=b"))),
    script: () => stored(cached(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("one")); c.enqueue(new TextEncoder().encode("two")); c.close(); } }))),
    fixed: () => { const { readable, writable } = new FixedLengthStream(3); const w = writable.getWriter(); w.write(new Uint8Array([97, 98, 99])); w.close(); return stored(cached(readable)); },
    gzip: () => stored(new Response("packed", { headers: { "cache-control": "max-age=100", "content-encoding": "gzip" } })).then((r: any) => [r[0], r[1].status, r[1].headers.filter((h: any) => h[0] !== "content-length"), r[1].text.length > 0]),
    manual: () => stored(new Response("packed", { encodeBody: "manual", headers: { "cache-control": "max-age=100", "content-encoding": "gzip" } } as any)).catch((e) => e.constructor.name), other: () => stored(cached("body", { "content-encoding": "x-mine" })),
  }),
};
export const used = {
  async test() {
    const response = cached(), url = fresh();
    const put = cache.put(url, response);
    const usedAtOnce = response.bodyUsed;
    await put;
    const again = await outcome(() => cache.put(url, response));
    const clone = cached();
    await cache.put(url, clone.clone());
    return [usedAtOnce, again, clone.bodyUsed, await clone.text(), await seen(await cache.match(url)), await seen(await cache.match(url))];
  },
};
export const failingBody = {
  async test() {
    const url = fresh();
    const put = await outcome(() => cache.put(url, cached(new ReadableStream({ pull(c) { c.error(new RangeError("mine")); } }))));
    return [put, await outcome(() => cache.match(url))];
  },
};
export const replaced = {
  async test() {
    const url = fresh();
    await cache.put(url, cached("one"));
    await cache.put(url, cached("two", { "x-second": "2" }));
    const second = await seen(await cache.match(url));
    await cache.put(url, new Response("three", { headers: { "cache-control": "no-store" } }));
    return [second, await seen(await cache.match(url))];
  },
};
export const authorization = {
  test: () => outcomes({
    plain: () => stored(cached(), { headers: { authorization: "x" } }), public: () => stored(cached("b", { "cache-control": "public, max-age=100" }), { headers: { authorization: "x" } }), must: () => stored(cached("b", { "cache-control": "must-revalidate, max-age=100" }), { headers: { authorization: "x" } }),
    shared: () => stored(cached("b", { "cache-control": "s-maxage=100" }), { headers: { authorization: "x" } }), noStore: () => stored(cached(), { headers: { "cache-control": "no-store" } }, { headers: { "cache-control": "no-cache" } }),
  }),
};

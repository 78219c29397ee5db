// What match and delete find.
import { outcomes } from "../entry";
import { cache, cached, fresh, seen, stored } from "./common";

declare const caches: any;

export const missing = { test: () => outcomes({ match: () => cache.match(fresh()), delete: () => cache.delete(fresh()) }) };
export const deleted = {
  async test() {
    const url = fresh();
    await cache.put(url, cached());
    return [await cache.delete(url), await cache.delete(url), await seen(await cache.match(url))];
  },
};
export const methods = {
  async test() {
    const url = fresh(), post = () => new Request(url, { method: "POST", body: "b" });
    await cache.put(url, cached());
    return outcomes({
      put: () => cache.put(post(), cached()), head: async () => seen(await cache.match(new Request(url, { method: "HEAD" }))), post: async () => seen(await cache.match(post())), ignoring: async () => seen(await cache.match(post(), { ignoreMethod: true })), not: async () => seen(await cache.match(post(), { ignoreMethod: false })),
      deletePost: () => cache.delete(post()), deleteIgnoring: () => cache.delete(post(), { ignoreMethod: 1 }), gone: () => cache.match(url),
    });
  },
};
export const urls = {
  async test() {
    const url = fresh();
    await cache.put(url + "?q=1#one", cached("q"));
    return outcomes({
      same: async () => seen(await cache.match(url + "?q=1#one")), fragment: async () => seen(await cache.match(url + "?q=1")), query: async () => seen(await cache.match(url + "?q=2")), none: async () => seen(await cache.match(url)), object: async () => seen(await cache.match(new URL(url + "?q=1#one"))), upper: async () => seen(await cache.match(url.replace("http://cache", "HTTP://CACHE") + "?q=1#one")),
    });
  },
};
export const named = {
  async test() {
    const url = fresh(), one = await caches.open("one"), again = await caches.open("one"), two = await caches.open("two"), empty = await caches.open(""), like = await caches.open("default");
    await one.put(url, cached("one"));
    const found = async (c: any) => (await c.match(url))?.text();
    return [one === again, await found(one), await found(again), await found(two), await found(cache), await found(empty), await found(like), await two.delete(url), await again.delete(url), await found(one)];
  },
};
export const keys = {
  async test() {
    const url = fresh(), key = crypto.randomUUID();
    await cache.put(new Request(url, { cf: { cacheKey: key } } as any), cached("by key"));
    const match = async (u: string, cacheKey?: unknown) => (await cache.match(new Request(u, cacheKey === undefined ? {} : { cf: { cacheKey } } as any)))?.text();
    return [await match(url), await match(url, key), await match(fresh(), key), await match(fresh(), ""), await cache.delete(new Request(fresh(), { cf: { cacheKey: key } } as any))];
  },
};
const etag = (value: string, inm: string, status = 200) => stored(cached("body", { etag: value }, status), {}, { headers: { "if-none-match": inm } });
export const noneMatch = {
  test: () => outcomes({
    same: () => etag('"a"', '"a"'), other: () => etag('"a"', '"b"'), list: () => etag('"a"', '"b", "a"'), weak: () => etag('"a"', 'W/"a"'), weakStored: () => etag('W/"a"', '"a"'), star: () => etag('"a"', "*"), starOnly: () => stored(cached(), {}, { headers: { "if-none-match": "*" } }), unquoted: () => etag("a", "a"), unquotedAsked: () => etag('"a"', "a"), notFound: () => etag('"a"', '"a"', 404),
  }),
};
const modified = (stored_: string, asked: string) => stored(cached("body", { "last-modified": stored_ }), {}, { headers: { "if-modified-since": asked } });
const t1 = "Wed, 21 Oct 2020 07:28:00 GMT", t2 = "Wed, 21 Oct 2020 07:28:01 GMT";
export const modifiedSince = { test: () => outcomes({ same: () => modified(t1, t1), older: () => modified(t2, t1), newer: () => modified(t1, t2), bad: () => modified(t1, "2021-01-01"), badStored: () => modified("yesterday", t1), both: () => stored(cached("b", { etag: '"a"', "last-modified": t1 }), {}, { headers: { "if-none-match": '"b"', "if-modified-since": t1 } }) }) };
const ranged = (range: string, headers: Record<string, string> = {}, status = 200) => stored(cached("0123456789", headers, status), {}, { headers: { range } });
export const ranges = {
  test: () => outcomes({
    first: () => ranged("bytes=0-0"), middle: () => ranged("bytes=2-4"), open: () => ranged("bytes=7-"), suffix: () => ranged("bytes=-3"), long: () => ranged("bytes=5-100"), whole: () => ranged("bytes=-10"), longSuffix: () => ranged("bytes=-100"), none: () => ranged("bytes=-0"), empty: () => ranged("bytes="), beyond: () => ranged("bytes=10-"), reversed: () => ranged("bytes=4-2"), unit: () => ranged("items=0-1"), letters: () => ranged("bytes=a-b"), dash: () => ranged("bytes=-"), spaces: () => ranged(" BYTES = 1 - 2 "), notFound: () => ranged("bytes=1-2", {}, 404), etag: () => stored(cached("0123456789", { etag: '"a"' }), {}, { headers: { range: "bytes=1-2", "if-none-match": '"a"' } }), typed: () => ranged("bytes=1-2", { "content-type": "text/y" }),
    stream: () => stored(cached(new ReadableStream({ start(c) { c.enqueue(new Uint8Array([97, 98, 99, 100])); c.close(); } })), {}, { headers: { range: "bytes=1-2" } }),
  }),
};
const withoutBoundary = (text: string) => text.replace(/miniflare-boundary-[0-9a-f-]{36}/g, "<boundary>");
export const manyRanges = {
  async test() {
    const r: any = await ranged("bytes=0-1,4-5,8-", { "content-type": "text/y" });
    return JSON.parse(withoutBoundary(JSON.stringify(r)));
  },
};
export const immutable = {
  async test() {
    const url = fresh();
    await cache.put(url, cached());
    const r = await cache.match(url);
    return outcomes({ set: () => r.headers.set("a", "b"), copy: () => seen(new Response(r.body, r)) });
  },
};
export const onward = {
  async test() {
    const url = fresh();
    await cache.put(url, cached("0123456789"));
    return seen(new Response((await cache.match(url)).body));
  },
};
export const parallel = {
  async test() {
    const all = Array.from({ length: 20 }, fresh);
    await Promise.all(all.map((url, n) => cache.put(url, cached(String(n)))));
    return Promise.all(all.map(async (url) => (await cache.match(url)).text()));
  },
};

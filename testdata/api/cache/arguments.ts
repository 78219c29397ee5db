// Arguments that the methods do not take.
import { outcome, outcomes } from "../entry";
import { cache, cached, fresh } from "./common";

declare const caches: any;
class Other {}

export const match = {
  test: () => outcomes({
    none: () => cache.match(), number: () => cache.match(1), empty: () => cache.match(""), relative: () => cache.match("/path"), object: () => cache.match({}), undefined: () => cache.match(undefined), null: () => cache.match(null), other: () => cache.match(new Other()), scheme: () => cache.match("mailto:a"), file: () => cache.match("file:///x"), spaces: () => cache.match("http://a b/"), data: () => cache.match("data:,x"), credentials: () => cache.match("http://u:p@x.test/" + crypto.randomUUID()),
    options: () => cache.match(fresh(), 1), nullOptions: () => cache.match(fresh(), null), text: () => cache.match(fresh(), "x"), search: () => cache.match(fresh(), { ignoreSearch: true }), noSearch: () => cache.match(fresh(), { ignoreSearch: undefined }), falseSearch: () => cache.match(fresh(), { ignoreSearch: false }), vary: () => cache.match(fresh(), { ignoreVary: true }), name: () => cache.match(fresh(), { cacheName: "x" }), unknown: () => cache.match(fresh(), { unknown: 1 }), method: () => cache.match(fresh(), { ignoreMethod: "yes" }),
  }),
};
export const put = {
  test: () => outcomes({
    none: () => cache.put(), one: () => cache.put(fresh()), text: () => cache.put(fresh(), "text"), null: () => cache.put(fresh(), null), object: () => cache.put(fresh(), {}), relative: () => cache.put("/path", cached()), scheme: () => cache.put("mailto:a", cached()), error: () => cache.put(fresh(), Response.error()), post: () => cache.put(new Request(fresh(), { method: "POST" }), cached()), delete: () => cache.put(new Request(fresh(), { method: "DELETE" }), cached()),
    partial: () => cache.put(fresh(), cached("x", {}, 206)), vary: () => cache.put(fresh(), cached("x", { vary: "*" })), varyList: () => cache.put(fresh(), cached("x", { vary: "accept, *" })), notModified: () => cache.put(fresh(), cached(null, {}, 304)), socket: () => cache.put(fresh(), new Response(null, { status: 101, webSocket: new (globalThis as any).WebSocketPair()[0] } as any)), usedRequest: async () => { const r = new Request(fresh(), { method: "POST", body: "b" }); await r.text(); return cache.put(r, cached()); }, promise: () => cache.put(fresh(), Promise.resolve(cached())),
  }),
};
export const remove = { test: () => outcomes({ none: () => cache.delete(), number: () => cache.delete(1), relative: () => cache.delete("/x"), options: () => cache.delete(fresh(), 1), search: () => cache.delete(fresh(), { ignoreSearch: true }) }) };
export const unsupported = {
  test: () => outcomes({ add: () => cache.add(fresh()), addAll: () => cache.addAll([fresh()]), matchAll: () => cache.matchAll(fresh()), keys: () => cache.keys(), addNothing: () => cache.add(), match: () => caches.match(fresh()), has: () => caches.has("x"), delete: () => caches.delete("x"), storageKeys: () => caches.keys(), matchNothing: () => caches.match() }),
};
export const open = {
  test: () => outcomes({ none: () => caches.open(), undefined: () => caches.open(undefined), number: async () => (await caches.open(1)).constructor.name, long: () => caches.open("x".repeat(1024)), fits: async () => (await caches.open("x".repeat(1023))).constructor.name, letters: () => caches.open("é".repeat(512)), symbol: () => caches.open(Symbol("x")) }),
};
export const receivers = {
  test: () => outcomes({ match: () => cache.match.call({}, fresh()), put: () => { const { put } = cache; return put(fresh(), cached()); }, open: () => caches.open.call(cache, "x"), default: () => Object.create(caches).default }),
};
let early: unknown;
try {
  early = outcome(() => cache.match("http://early.test/"));
} catch (error) {
  early = error;
}
let opened: unknown = outcome(() => caches.open("early"));
export const moduleScope = { test: async () => [await early, await opened, await outcome(() => 1)] };

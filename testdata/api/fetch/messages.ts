// Request and Response as values, and between Workers.
import { describe, outcome, outcomes } from "../entry";

const shown = (r: any) => ({ status: r.status, statusText: r.statusText, ok: r.ok, type: r.type, url: r.url, redirected: r.redirected, headers: [...r.headers], body: r.body === null, cf: describe(r.cf), webSocket: r.webSocket });
const request = (r: any) => ({ method: r.method, url: r.url, redirect: r.redirect, headers: [...r.headers], body: r.body === null, cf: describe(r.cf), cache: describe(r.cache), integrity: r.integrity, keepalive: r.keepalive, signal: r.signal === null ? null : r.signal.aborted, fetcher: r.fetcher });

export const service = {
  test: (_: unknown, _env: unknown, ctx: any) => outcomes(Object.fromEntries(["text", "status/204", "status/404", "status/299", "status/499", "json"].map((path) => [path, async () => shown(await ctx.exports.Answering.fetch(`http://x/origin/${path}`))]))),
};
export const serviceDetails = {
  test: (_: unknown, _env: unknown, ctx: any) => outcomes({
    set: async () => (await ctx.exports.Answering.fetch("http://x/origin/text")).headers.set("a", "b"), error: () => ctx.exports.Answering.failed().then((r: Response) => shown(r)), redirect: async () => { const r = await ctx.exports.Answering.fetch("http://x/origin/redirect/302?to=/origin/echo/z"); return [r.url, r.redirected, await r.json()]; }, gzip: async () => (await ctx.exports.Answering.fetch("http://x/origin/gzip")).text(), empty: async () => { const r = await ctx.exports.Answering.fetch("http://x/origin/status/304"); return [r.body, await r.text()]; }, head: async () => { const r = await ctx.exports.Answering.fetch("http://x/origin/text", { method: "HEAD" }); return [r.body === null, await r.text(), r.headers.get("content-length")]; },
  }),
};
export const responses = {
  test: () => outcomes(Object.fromEntries(Object.entries({
    plain: () => new Response(), text: () => new Response("x"), status: () => new Response("x", { status: 404 }), unknown: () => new Response("x", { status: 299 }), statusText: () => new Response("x", { status: 404, statusText: "Mine" }), badText: () => new Response("x", { statusText: "a\nb" }), low: () => new Response("x", { status: 199 }), high: () => new Response("x", { status: 600 }), nullBody: () => new Response(null, { status: 204 }), bodyOf204: () => new Response("x", { status: 204 }), emptyOf204: () => new Response("", { status: 204 }), cf: () => new Response("x", { cf: { a: 1 } } as any), badCf: () => new Response("x", { cf: 1 } as any), init: () => new Response("x", 1 as any), nullInit: () => new Response("x", null as any), fromOther: () => new Response("y", new Response("x", { status: 201, statusText: "M", headers: { a: "b" }, cf: { c: 1 } } as any)), statusAsText: () => new Response("x", { status: "201" } as any), fraction: () => new Response("x", { status: 200.7 }), nan: () => new Response("x", { status: NaN }), encodeBody: () => new Response("x", { encodeBody: "x" } as any), switching: () => new Response(null, { status: 101 }),
    error: () => Response.error(), json: () => Response.json({ a: 1 }), jsonStatus: () => Response.json([1], { status: 201, headers: { "x-a": "b" } }), jsonTyped: () => Response.json(1, { headers: { "content-type": "x/y" } }), jsonUndefined: () => Response.json(undefined), jsonFunction: () => Response.json(() => 1), jsonBigInt: () => Response.json(1n), redirect: () => Response.redirect("http://x/"), redirectStatus: () => Response.redirect("http://x/a b", 308), redirectBad: () => Response.redirect("/x"), redirectWrong: () => Response.redirect("http://x", 200), redirectImmutable: () => Response.redirect("http://x").headers.set("a", "b"),
  }).map(([name, make]) => [name, async () => { const r: any = make(); return r instanceof Response ? [shown(r), await r.text()] : r; }]))),
};
export const requests = {
  test: () => outcomes(Object.fromEntries(Object.entries({
    plain: () => new Request("http://x/a?b#c"), object: () => new Request(new URL("http://x") as any), toString: () => new Request({ toString: () => "http://x/o" } as any), bad: () => new Request("x"), method: () => new Request("http://x", { method: "post", body: "b" }), patch: () => new Request("http://x", { method: "patch" }), badMethod: () => new Request("http://x", { method: "a b" }), unknownMethod: () => new Request("http://x", { method: "NOPE" }), getBody: () => new Request("http://x", { body: "b" }), headBody: () => new Request("http://x", { method: "HEAD", body: "b" }), redirectError: () => new Request("http://x", { redirect: "error" }), redirectCase: () => new Request("http://x", { redirect: "MANUAL" } as any), redirectBad: () => new Request("http://x", { redirect: "x" } as any), cf: () => new Request("http://x", { cf: { a: { b: 1 } } } as any), cfNull: () => new Request("http://x", { cf: null } as any), cfText: () => new Request("http://x", { cf: "x" } as any), cfFunction: () => new Request("http://x", { cf: { f() {} } } as any),
    integrity: () => new Request("http://x", { integrity: "sha" }), noIntegrity: () => new Request("http://x", { integrity: "" }), keepalive: () => new Request("http://x", { keepalive: true }), mode: () => new Request("http://x", { mode: "cors", credentials: "include", referrer: "y" } as any), signal: () => new Request("http://x", { signal: AbortSignal.abort() }), badSignal: () => new Request("http://x", { signal: {} as any }), nullSignal: () => new Request("http://x", { signal: null }), headersNull: () => new Request("http://x", { headers: null as any }), headersText: () => new Request("http://x", { headers: "a" as any }), fetcherNull: () => new Request("http://x", { fetcher: null } as any), fetcher: () => new Request("http://x", { fetcher: {} } as any), initNumber: () => new Request("http://x", 1 as any), encode: () => new Request("http://x", { encodeResponseBody: "x" } as any), copy: () => new Request(new Request("http://x/1", { method: "POST", headers: { a: "b" }, redirect: "manual", cf: { c: 1 } } as any)), copyOver: () => new Request(new Request("http://x/1", { headers: { a: "b" } }), { headers: { c: "d" } }), asInit: () => new Request("http://y/", new Request("http://x/1", { method: "PUT", body: "z", headers: { a: "b" } }) as any), clone: () => new Request("http://x/1", { method: "POST", body: "b", headers: { a: "b" } }).clone(),
  }).map(([name, make]) => [name, () => { const r = make(); return r instanceof Request ? request(r) : r; }]))),
};
export const cacheModes = {
  test: () => outcomes({
    ...Object.fromEntries(["no-store", "no-cache", "reload", "default", "force-cache", "only-if-cached", "", "x", undefined].map((cache) => [String(cache), () => (new Request("http://x", { cache } as any) as any).cache])), null: () => (new Request("http://x", { cache: null } as any) as any).cache, copied: () => (new Request(new Request("http://x", { cache: "no-store" })) as any).cache, has: () => "cache" in Request.prototype,
    ttl: () => new Request("http://x", { cf: { cacheControl: "max-age=1", cacheTtl: 1 } } as any), control: () => new Request("http://x", { cache: "no-store", cf: { cacheControl: "max-age=1" } } as any), controlAlone: () => (new Request("http://x", { cf: { cacheControl: "max-age=1" } } as any) as any).cf,
  }),
};
export const cachingCf = {
  test: async (_: unknown, _env: unknown, ctx: any) => {
    const sent = async (init: any) => { const e: any = await (await ctx.exports.Answering.fetch("http://x/origin/echo", init)).json(); return e.headers; };
    return outcomes({ noStore: () => sent({ cache: "no-store" }), noCache: () => sent({ cache: "no-cache" }), ttl: () => sent({ cf: { cacheTtl: 5 } }), conflict: () => sent({ cache: "no-store", cf: { cacheTtl: 5 } }) });
  },
};
export const usedBodies = {
  test: async () => {
    const r = new Response("x"), q = new Request("http://x", { method: "POST", body: "q" });
    await r.text();
    await q.text();
    return outcomes({ text: () => r.text(), json: () => r.json(), clone: () => r.clone(), used: () => [r.bodyUsed, q.bodyUsed], copy: () => new Response(r.body), request: () => new Request(q), override: async () => new Request(q, { body: "new" }).text(), requestClone: () => q.clone(), fetch: () => fetch(q) });
  },
};

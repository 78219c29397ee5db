// DO-ID-50…53: stub.fetch.
import { Case, fresh, outcome, outcomes } from "../entry";

// DO-ID-50, 51
export const fetchArguments: Case = {
  test(_, env) {
    const stub = fresh(env.OTHER);
    return outcomes({
      nothing: () => stub.fetch(), relative: () => stub.fetch("/rel"), empty: () => stub.fetch(""), number: () => stub.fetch(5), badInit: () => stub.fetch("http://x", 5),
      badMethod: () => stub.fetch("http://x", { method: "a b" }), trace: () => stub.fetch("http://x", { method: "TRACE" }), getWithBody: () => stub.fetch("http://x", { method: "GET", body: "x" }),
      scheme: () => stub.fetch("ftp://x").then(() => "sent"), undefined: () => stub.fetch(undefined),
    });
  },
};

// DO-ID-51, 52: seen through a hook, for the class answers with what bodies say.
export const requestSeen: Case = {
  async test(_, env) {
    const seen: unknown[] = [];
    const see = (request: Request) => seen.push([request.url, request.method, request.redirect, typeof (request as any).cf, (request as any).cf ?? null, [...request.headers]]);
    const stub = fresh(env.OTHER);
    (globalThis as any).seeRequest = see;
    const tries: [any, any?][] = [
      ["http://example.com/path?q=1#frag"], ["https://host:8080"], ["http://x/", { method: "post", body: "b" }], ["http://x/", { method: "patch" }], ["http://x/", { cf: { a: 1 } }],
      [new Request("http://x/y", { headers: { a: "b" }, redirect: "manual" })], [new Request("http://x/y"), { method: "PUT", headers: { c: "d" } }], [new URL("http://x/url")], ["http://x/", { redirect: "manual" }],
    ];
    for (const [input, init] of tries) seen.push(await outcome(() => stub.fetch(input, init).then((r: Response) => r.text())));
    delete (globalThis as any).seeRequest;
    return seen;
  },
};

// DO-TRAP-18, DO-ID-53
export const redirects: Case = {
  async test(_, env) {
    const stub = fresh(env.OTHER);
    const get = async (path: string, init?: any) => {
      const r = await stub.fetch("http://x" + path, init);
      return [r.status, r.redirected, r.url, await r.text()];
    };
    return outcomes({
      follow: () => get("/redirect?to=/end"), chain: () => get("/redirect?to=" + encodeURIComponent("/redirect?to=/end")), manual: () => get("/redirect?to=/end", { redirect: "manual" }),
      error: () => get("/redirect?to=/end", { redirect: "error" }), endless: () => get("/redirect?to=self").catch((e: Error) => { throw new (e.constructor as any)(e.message.slice(0, 19)); }), post: () => get("/redirect?to=/end", { method: "POST", body: "x" }),
      post307: () => get("/redirect?status=307&to=/end", { method: "POST", body: "x" }), forwarded: () => stub.fetch(new Request("http://x/redirect?to=/end", { redirect: "manual" })).then((r: Response) => [r.status, r.headers.get("location")]),
    });
  },
};

// DO-ID-52: bodies both ways.
export const bodies: Case = {
  async test(_, env) {
    const stub = fresh(env.OTHER);
    const send = async (body: any) => (await stub.fetch("http://x/echo", { method: "POST", body })).text();
    return outcomes({
      text: () => send("héllo"), bytes: () => send(new Uint8Array([104, 105])), params: () => send(new URLSearchParams("a=b")), large: async () => (await send("x".repeat(1e6))).length, none: () => send(undefined), null: () => send(null),
      status: async () => { const r = await stub.fetch("http://x/status"); return [r.status, r.statusText, [...r.headers]]; },
    });
  },
};

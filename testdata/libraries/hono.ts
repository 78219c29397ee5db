import { Hono } from "hono";
import { cors } from "hono/cors";
import { sign, verify } from "hono/jwt";
import { getCookie, setCookie } from "hono/cookie";
import { html, raw } from "hono/html";
import { HTTPException } from "hono/http-exception";
import { streamSSE, streamText } from "hono/streaming";
import { validator } from "hono/validator";
import { bearerAuth } from "hono/bearer-auth";
import { etag } from "hono/etag";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";

const shown = async (r: Response) => ({ status: r.status, headers: [...r.headers].sort(), body: await r.text() });

const app = new Hono<{ Bindings: Record<string, unknown>; Variables: { user: string } }>();
app.use("/api/*", cors({ origin: ["https://a.example"], credentials: true, maxAge: 60 }));
app.use("/etag", etag());
app.use("/secure", secureHeaders());
app.use("/zip", compress());
app.use("/admin/*", bearerAuth({ token: "secret" }));
app.get("/api/users/:id{[0-9]+}", (c) => c.json({ id: c.req.param("id"), q: c.req.query("q"), all: c.req.queries("tag") }));
app.get("/text", (c) => c.text("héllo", 201, { "x-a": "1" }));
app.get("/etag", (c) => c.text("same"));
app.get("/secure", (c) => c.text("safe"));
app.get("/zip", (c) => c.text("a".repeat(5000)));
app.get("/admin/x", (c) => c.text("in"));
app.get("/cookie", (c) => {
  setCookie(c, "b", "2", { httpOnly: true, sameSite: "Lax", path: "/" });
  return c.json(getCookie(c));
});
app.get("/html", (c) => c.html(html`<p>${"<b>"}${raw("<i>x</i>")}</p>`));
app.post("/form", async (c) => c.json(await c.req.parseBody({ all: true })));
app.post("/valid", validator("json", (v: any, c) => (typeof v.n === "number" ? v : c.text("bad", 400))), (c) => c.json(c.req.valid("json" as never)));
app.get("/throws", () => { throw new HTTPException(418, { message: "teapot" }); });
app.get("/fails", () => { throw new TypeError("no"); });
app.get("/sse", (c) => streamSSE(c, async (s) => {
  for (let n = 0; n < 3; n++) await s.writeSSE({ data: `line ${n}`, event: "tick", id: String(n) });
}));
app.get("/stream", (c) => streamText(c, async (s) => { await s.write("a"); await s.writeln("b"); await s.write("c"); }));
app.route("/sub", new Hono().basePath("/v1").get("/x", (c) => c.text(c.req.path)));
app.onError((e, c) => (e instanceof HTTPException ? e.getResponse() : c.json({ error: e.name, message: e.message }, 500)));
app.notFound((c) => c.text("nothing at " + c.req.path, 404));

export const routing = {
  async test(_: unknown, env: any, ctx: any) {
    const ask = async (path: string, init?: RequestInit) => shown(await app.request(path, init, env, ctx));
    const form = new FormData();
    form.append("a", "1");
    form.append("a", "2");
    return {
      params: await ask("/api/users/12?q=x&tag=1&tag=2", { headers: { origin: "https://a.example" } }),
      preflight: await ask("/api/users/12", { method: "OPTIONS", headers: { origin: "https://a.example", "access-control-request-headers": "x-y" } }),
      regexp: await ask("/api/users/ab"),
      text: await ask("/text"),
      etag: await ask("/etag"),
      notModified: await ask("/etag", { headers: { "if-none-match": (await app.request("/etag")).headers.get("etag")! } }),
      secure: await ask("/secure"),
      refused: await ask("/admin/x"),
      admitted: await ask("/admin/x", { headers: { authorization: "Bearer secret" } }),
      cookie: await ask("/cookie", { headers: { cookie: "a=1; c=%20x" } }),
      html: await ask("/html"),
      form: await ask("/form", { method: "POST", body: form }),
      urlencoded: await ask("/form", { method: "POST", body: new URLSearchParams({ x: "y z" }) }),
      valid: await ask("/valid", { method: "POST", body: '{"n":1}', headers: { "content-type": "application/json" } }),
      invalid: await ask("/valid", { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
      malformed: await ask("/valid", { method: "POST", body: "{", headers: { "content-type": "application/json" } }),
      throws: await ask("/throws"),
      fails: await ask("/fails"),
      sse: await ask("/sse"),
      stream: await ask("/stream"),
      sub: await ask("/sub/v1/x"),
      none: await ask("/none"),
      head: await ask("/text", { method: "HEAD" }),
    };
  },
};
export const compressed = {
  async test() {
    const r = await app.request("/zip", { headers: { "accept-encoding": "gzip" } });
    const text = await new Response(r.body!.pipeThrough(new DecompressionStream("gzip"))).text();
    return { encoding: r.headers.get("content-encoding"), length: text.length };
  },
};
export const jwt = {
  async test() {
    const token = await sign({ sub: "u", exp: 9999999999 }, "key");
    return { token, payload: await verify(token, "key", "HS256"), wrong: await verify(token, "other", "HS256").catch((e: Error) => e.name) };
  },
};

import { AutoRouter, IttyRouter, cors, error, json, withParams, StatusError } from "itty-router";

const { preflight, corsify } = cors({ origin: ["https://a.example"], credentials: true });
const router = AutoRouter({ before: [preflight], finally: [corsify] });
router
  .get("/hello/:name", ({ name }) => `Hello, ${name}!`)
  .get("/todos/:id?", withParams, ({ params, query }: any) => ({ params, query }))
  .get("/wild/*", (r: any) => r.url)
  .get("/file.:ext", ({ params }) => params)
  .post("/echo", async (r: Request) => r.json())
  .get("/error", () => error(403, "closed"))
  .get("/throws", () => { throw new StatusError(402, { message: "pay", more: 1 } as any); })
  .get("/breaks", () => (undefined as any).x);

export const routes = {
  async test() {
    const out: Record<string, unknown> = {};
    for (const path of ["/hello/x", "/todos/7?a=1&a=2", "/todos", "/wild/a/b", "/file.txt", "/error", "/throws", "/none"]) {
      const r: Response = await router.fetch(new Request("https://x.example" + path, { headers: { origin: "https://a.example" } }));
      out[path] = { status: r.status, headers: [...r.headers].sort(), body: await r.text() };
    }
    const r = await router.fetch(new Request("https://x.example/echo", { method: "POST", body: '{"a":[1]}' }));
    const plain = await IttyRouter().get("/x", () => json({ x: 1 })).fetch({ method: "GET", url: "https://x.example/x" } as any);
    const broken = await router.fetch(new Request("https://x.example/breaks"));
    return { ...out, echo: await r.json(), plain: await plain.json(), broken: { status: broken.status, body: await broken.text() } };
  },
};

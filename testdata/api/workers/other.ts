// The Worker that the cases call.
import { DurableObject, RpcTarget, WorkerEntrypoint } from "cloudflare:workers";

let loaded = 0;
const disposed: string[] = [];

class Target extends RpcTarget {
  constructor(readonly label: string) { super(); }
  #n = 0;
  twice(n: number) { return n * 2; }
  next() { return ++this.#n; }
  nested() { return new Target(this.label + "+"); }
  get name() { return this.label; }
  throws() { throw Object.assign(new RangeError("from target"), { code: 7 }); }
  [Symbol.dispose]() { disposed.push(this.label); }
}

export default class extends WorkerEntrypoint<any> {
  instance = ++loaded;
  async fetch(request: Request) {
    const url = new URL(request.url);
    switch (url.pathname) {
      case "/echo": return new Response(await request.text(), { headers: { "x-method": request.method } });
      case "/redirect": return new Response(null, { status: 302, headers: { location: "/seen?hop=1" } });
      case "/loop": return new Response(null, { status: 302, headers: { location: "/loop" } });
      case "/away": return Response.redirect("http://elsewhere.example/seen", 307);
      case "/nothing": return undefined as any;
      case "/socket": {
        const [client, server] = Object.values(new WebSocketPair()) as any[];
        server.accept();
        server.addEventListener("message", (e: any) => e.data === "close" ? server.close(4000, "bye") : server.send(`other:${e.data}`));
        return new Response(null, { status: 101, webSocket: client } as any);
      }
    }
    return Response.json({
      url: request.url, method: request.method, redirect: request.redirect, cf: request.cf === undefined ? "none" : typeof request.cf,
      headers: Object.fromEntries([...request.headers].filter(([k]) => k !== "user-agent")), body: request.body && (await request.text()), props: this.ctx.props,
    });
  }
  props() { return this.ctx.props; }
  env_() { return Object.keys(this.env).sort(); }
  hello(name: string) { return `hello ${name}`; }
  instances() { return this.instance; }
  throws(kind: string) {
    if (kind === "type") throw new TypeError("type");
    if (kind === "own") throw Object.assign(new Error("own"), { code: 5, detail: { a: 1 } });
    if (kind === "text") throw "text";
    throw new Error("plain", { cause: new RangeError("inner") });
  }
  target(label: string) { return new Target(label); }
  targets() { return { a: new Target("a"), b: new Target("b") }; }
  disposed() { return disposed.splice(0); }
  async call(fn: any, ...args: unknown[]) { return fn(...args); }
  fn() { return (n: number) => n + 100; }
  async kept(fn: any) { const held = fn.dup(); return new Held(held); }
  stream() { return new Response("streamed").body; }
  async read(stream: ReadableStream) { return new Response(stream).text(); }
  write(stream: WritableStream) { const w = stream.getWriter(); return w.write(new TextEncoder().encode("written")).then(() => w.close()); }
  response() { return new Response("body", { status: 201, headers: { a: "b" } }); }
  request() { return new Request("http://made/", { method: "PUT", body: "put" }); }
  async fetched(request: Request) { return [request.method, request.url, await request.text()]; }
  counter() { return this.env.COUNTER.getByName("passed"); }
  async back(n: number) { return this.env.BACK.square(n); }
  async third(label: string) { return this.env.PLAIN.use(new Target(label)); }
  plain() { return this.env.PLAIN; }
  async useService(service: any) { return service.square(3); }
  symbol() { return Symbol("no"); }
  circular() { const o: any = { a: 1 }; o.o = o; return o; }
}

class Held extends RpcTarget {
  constructor(readonly fn: any) { super(); }
  async go(n: number) { return this.fn(n); }
}

export class Named extends WorkerEntrypoint<any> {
  props() { return this.ctx.props; }
  async fetch(request: Request) { return Response.json({ named: true, url: request.url, props: this.ctx.props }); }
}

export class Counter extends DurableObject {
  n = 0;
  increment(by = 1) { return (this.n += by); }
  ident() { return { hex: this.ctx.id.toString().length, name: this.ctx.id.name ?? null }; }
  async fetch(request: Request) {
    if (request.headers.get("upgrade")) {
      const [client, server] = Object.values(new WebSocketPair()) as any[];
      this.ctx.acceptWebSocket(server);
      return new Response(null, { status: 101, webSocket: client } as any);
    }
    return Response.json({ url: request.url, n: this.n });
  }
  webSocketMessage(ws: WebSocket, message: string) { ws.send(`object:${message}`); }
  throws() { throw new RangeError("from object"); }
  abort() { this.ctx.abort("aborted"); }
  target() { return new Target("object"); }
  async call(fn: any) { return fn(this.n); }
}

// The entrypoints that the cases call.
import { WorkerEntrypoint } from "cloudflare:workers";
import { Counter, log } from "./server";

let made = 0;
export class Entry extends WorkerEntrypoint<any, any> {
  number = ++made;
  hello(name: string) { return `hello ${name}`; }
  props() { return this.ctx.props; }
  instance() { return this.number; }
  get getter() { return "got"; }
  own = "own";
  context() { return [Object.keys(this).sort(), typeof this.ctx.waitUntil, this.ctx.constructor.name, "SERVER" in this.env]; }
  throws() { throw new RangeError("entry"); }
  async fetch(request: Request) { return new Response(`${request.method} ${new URL(request.url).pathname} ${JSON.stringify(this.ctx.props)}`); }
  exports() { return Object.keys(this.ctx.exports).filter((k) => !k.startsWith("__")).sort(); }
}
/** Holder is an entrypoint whose events outlive their calls, or not. */
export class Holder extends WorkerEntrypoint<any, any> {
  disposable(label: string) { return { value: 1, counter: new Counter(1, `${label} counter`), [Symbol.dispose]() { log.push(`${label} disposed`); } }; }
  plain(stub: any) { stub.dup(); return { plain: true }; }
  leaking(stub: any) { stub.dup(); const ctx: any = this.ctx; return { noop() { return "noop"; }, hang: () => new Promise(() => {}), abort(...reason: unknown[]) { ctx.abort(...reason); }, later() { setTimeout(() => ctx.abort(new TypeError("later")), 5); return new Promise(() => {}); } }; }
  abortNow() { (this.ctx as any).abort(new RangeError("at once")); }
  timer() { setTimeout(() => log.push("timer"), 5); }
  waiting() { this.ctx.waitUntil(new Promise((r) => setTimeout(r, 10)).then(() => log.push("waitUntil"))); }
  object(name: string) { return this.env.SERVER.getByName(name); }
  inObject(name: string) { return { inner: this.env.SERVER.getByName(name) }; }
  worker() { return (this.ctx as any).exports.Entry; }
  forward(x: number) { return (this.ctx as any).exports.Holder.counterOf(x); }
  counterOf(x: number) { return new Counter(x, "forwarded"); }
  identity(x: unknown) { return x; }
  call(f: any, ...args: unknown[]) { return f(...args); }
  get(f: any, name: string) { return f[name]; }
  increment(counter: any, by: number) { return counter.increment(by); }
  duplicated(stub: any) { return { stub: stub.dup() }; }
  async connect(socket: any) {
    const writer = socket.writable.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(await socket.opened)));
    await writer.close();
  }
  async fill(stream: WritableStream) { const writer = stream.getWriter(); for (;;) await writer.write(new TextEncoder().encode("x")); }
  async give(stream: WritableStream) { await stream.getWriter().abort(new Error("given up")).catch(() => {}); }
  forget(stream: WritableStream) { stream.getWriter(); }
}
export class Echo extends WorkerEntrypoint<any, any> {
  async connect(socket: any) { await socket.readable.pipeTo(socket.writable); }
  socket() { return (this.ctx as any).exports.Holder.connect("passed:1"); }
}
export class Failing extends WorkerEntrypoint<any, any> {
  connect() { throw new RangeError("in connect"); }
}
export class Other extends WorkerEntrypoint {}
export class PlainClass { fetch() { return new Response("plain class"); } }
export const plain = { fetch: () => new Response("plain object"), one: (arg: unknown, _env: unknown, _ctx: unknown) => ["one", arg], noEnv: (arg: unknown) => ["noEnv", arg], three: (a: unknown, b: unknown, c: unknown) => [a, typeof b, typeof c], four: (a: unknown, b: unknown, c: unknown, d: unknown) => [a, d], both(a: unknown, env: unknown) { return [a, typeof env]; } };


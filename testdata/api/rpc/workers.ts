// The entrypoints that the cases call.
import { WorkerEntrypoint } from "cloudflare:workers";

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
export class Other extends WorkerEntrypoint {}
export class PlainClass { fetch() { return new Response("plain class"); } }
export const plain = { fetch: () => new Response("plain object"), one: (arg: unknown, _env: unknown, _ctx: unknown) => ["one", arg], noEnv: (arg: unknown) => ["noEnv", arg], three: (a: unknown, b: unknown, c: unknown) => [a, typeof b, typeof c], four: (a: unknown, b: unknown, c: unknown, d: unknown) => [a, d], both(a: unknown, env: unknown) { return [a, typeof env]; } };


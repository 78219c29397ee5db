// The Durable Object that the cases call.
import { DurableObject, RpcTarget } from "cloudflare:workers";
import { describe } from "../entry";

/** log is what happened, in order; it is shared by caller and callee. */
export const log: string[] = [];

export class Counter extends RpcTarget {
  own = "own";
  arrow = () => 1;
  #value: number;
  constructor(value = 0, private readonly label = "counter") {
    super();
    this.#value = value;
  }
  increment(by = 1) {
    return (this.#value += by);
  }
  get value() {
    return this.#value;
  }
  self() {
    return this;
  }
  fail() {
    throw new RangeError("counter failed");
  }
  [Symbol.dispose]() {
    log.push(`${this.label} disposed`);
  }
}

class Tester extends RpcTarget {
  #ctx: any;
  constructor(ctx: unknown) {
    super();
    this.#ctx = ctx;
  }
  ping() {
    return "pong";
  }
  hang() {
    return new Promise(() => {});
  }
  abort() {
    this.#ctx.abort("aborted by target");
  }
}

class Base extends DurableObject {
  inherited() {
    return "inherited";
  }
  overridden() {
    return "base";
  }
}

export class Instance {
  field = 1;
  method() {}
}

export class Server extends Base {
  own = "own";
  arrow = () => "arrow";
  kept: any;
  static fixed() {}
  #hidden() {}
  [Symbol.iterator]() {}

  overridden() {
    return super.overridden() + " overridden";
  }
  echo(value: unknown) {
    return value;
  }
  later(value: unknown) {
    return Promise.resolve(value);
  }
  describe(value: unknown) {
    return describe(value);
  }
  count(...values: unknown[]) {
    return [arguments.length, values.map((v) => describe(v))];
  }
  self() {
    return this === undefined ? "undefined" : this.constructor.name;
  }
  _under() { return "_under"; }
  $dollar() { return "$dollar"; }
  "a b"() { return "a b"; }
  ""() { return "empty"; }
  get() { return "get"; }
  put() { return "put"; }
  delete() { return "delete"; }
  queue() { return "queue"; }
  scheduled() { return "scheduled"; }
  test() { return "test"; }
  tail() { return "tail"; }
  toJSON() { return { json: true }; }
  toString() { return "overridden toString"; }
  alarm() {}
  webSocketMessage() {}
  dup() {}
  apply() { return "apply"; }
  call() { return "call"; }
  bind() { return "bind"; }
  length() { return "length"; }
  name() { return "name"; }
  id() { return "id"; }
  then() { return "then"; }
  catch() { return "catch"; }
  fetch() { return new Response("fetch"); }
  get getter() { return "got"; }
  get object() { return { a: { b: 1 }, fn: (x: number) => x * 2 }; }
  get callable() { return (x: number) => x + 1; }
  get thrower(): unknown { throw new RangeError("getter threw"); }
  get promised() { return Promise.resolve("promised"); }
  set writable(_: unknown) {}

  thing() {
    return {
      name: "thing", nested: { deep: { fn: (x: number) => x + 1 } }, list: [1, { a: 2 }, (x: number) => x * 3], counter: new Counter(5), nothing: null, undefined: undefined,
      method(x: number) { return x + 10; }, text: "text", map: new Map([["k", 1]]), date: new Date(5),
    };
  }
  counter(value?: number, label?: string) {
    return new Counter(value, label);
  }
  two() {
    return { a: new Counter(1, "a"), b: new Counter(2, "b") };
  }
  fn() {
    return Object.assign((x: number) => x * 2, { prop: "prop", inner: { v: 1 } });
  }
  text() { return "text"; }
  nothing() {}
  nul() { return null; }
  list() { return [1, 2, 3]; }
  instance() { return new Instance(); }
  withInstance(run: () => void) { run(); return new Instance(); }
  throws(value: unknown) { throw value; }
  run(fn: (...args: any[]) => unknown, ...args: unknown[]) { return fn(...args); }
  async keep(stub: any) {
    this.kept = stub.dup ? stub.dup() : stub;
    return "kept";
  }
  async hold(stub: any) {
    this.kept = stub;
    return "held";
  }
  async useKept(...args: unknown[]) {
    return this.kept(...args);
  }
  async increments(counter: any) {
    return [await counter.increment(), await counter.increment(2), await counter.value];
  }
  reset() {
    this.ctx.abort("reset by method");
  }
  tester() {
    return new Tester(this.ctx);
  }
  async body(message: Request | Response) {
    return { type: message.constructor.name, text: await message.text(), headers: [...message.headers], url: message.url };
  }
  stream(chunks: string[]) {
    return new ReadableStream({
      start(c) {
        for (const chunk of chunks) c.enqueue(new TextEncoder().encode(chunk));
        c.close();
      },
    });
  }
  async readAll(stream: ReadableStream) {
    return new Response(stream).text();
  }
  async write(stream: WritableStream, ...chunks: string[]) {
    const writer = stream.getWriter();
    for (const chunk of chunks) await writer.write(new TextEncoder().encode(chunk));
    await writer.close();
    return "written";
  }
  size(n: number) {
    return new Uint8Array(n);
  }
  response(text: string) {
    return new Response(text, { status: 201, headers: { "x-h": "v" } });
  }
  who(stub: any) {
    return [stub.constructor.name, String(stub), typeof stub.fetch, "id" in stub, typeof stub.id];
  }
}

/** PlainObject does not extend DurableObject. */
export class PlainObject {
  method() {}
  fetch() {
    return new Response("plain");
  }
}

export class Unbound extends DurableObject {
  hello() {
    return this.ctx.id.name;
  }
}

// What the Workers of all areas share: cases that are asked for over HTTP, observations as JSON,
// and Durable Objects that run what a case hands them.
//
// A case is `export const name = { async test(ctrl, env, ctx) { … } }`, the form that the real
// runtime's own tests have. It returns what it observed. Whatever differs from run to run must be
// taken out by the case itself.
import { DurableObject } from "cloudflare:workers";

export interface Case {
  test(ctrl: unknown, env: any, ctx: any): unknown;
  /** A slow case takes more than a second; slow ones run side by side. */
  slow?: boolean;
}

/** serve makes the default export of an area. */
export function serve(cases: Record<string, Case>) {
  return {
    async fetch(request: Request, env: any, ctx: any): Promise<Response> {
      const url = new URL(request.url);
      if (url.pathname === "/__cases") {
        return Response.json(Object.keys(cases).map((name) => ({ name, slow: cases[name].slow === true })));
      }
      const elsewhere = bodies.get(url.searchParams.get("elsewhere") ?? "");
      if (elsewhere) return Response.json(await outcome(() => elsewhere({ env, ctx } as any)));
      const found = cases[url.searchParams.get("name") ?? ""];
      if (url.pathname !== "/__case" || !found) return new Response("no such case", { status: 404 });
      return Response.json(await outcome(() => found.test({}, env, ctx)));
    },
  };
}

/** outcome calls fn and says how that ended. */
export async function outcome(fn: () => unknown): Promise<Record<string, unknown>> {
  let result: any;
  try {
    result = fn();
  } catch (error) {
    return { throws: describe(error) };
  }
  // A promise of RPC is a function.
  if (typeof result?.then !== "function") {
    return { returns: describe(result) };
  }
  try {
    return { resolves: describe(await result) };
  } catch (error) {
    return { rejects: describe(error) };
  }
}

/** outcomes calls functions one after the other. */
export async function outcomes(fns: Record<string, () => unknown>): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of Object.keys(fns)) all[name] = await outcome(fns[name]);
  return all;
}

/** about marks a number that another implementation need not match exactly. */
export const about = (n: number) => ({ $about: n });

const hexId = /[0-9a-f]{64}/g;

/** describe makes JSON of any value. What JSON lacks becomes an object whose key begins with $. */
export function describe(value: any, seen: any[] = []): unknown {
  switch (typeof value) {
    case "undefined":
      return { $: "undefined" };
    case "bigint":
      return { $bigint: String(value) };
    case "symbol":
      return { $symbol: String(value) };
    case "function":
      return { $function: value.name };
    case "number":
      if (Object.is(value, -0)) return { $number: "-0" };
      return Number.isFinite(value) ? value : { $number: String(value) };
    case "string":
      // JSON as bytes of UTF-8 cannot hold half of a surrogate pair.
      return value.isWellFormed() ? value : { $units: Array.from({ length: value.length }, (_, i) => value.charCodeAt(i)) };
    case "boolean":
      return value;
  }
  if (value === null) return null;
  if (seen.includes(value)) return { $seen: seen.indexOf(value) };
  return describeObject(value, [...seen, value]);
}

function describeObject(o: any, seen: any[]): unknown {
  const inner = (v: unknown) => describe(v, seen);
  const member = (k: string) => (k === "durableObjectId" ? normal(o[k]) : inner(o[k]));
  const entries = (keys: string[]) => Object.fromEntries(keys.map((k) => [k, member(k)]));
  if (o instanceof Error) return describeError(o, inner);
  if (Array.isArray(o)) {
    const extra = Object.keys(o).filter((k) => !/^\d+$/.test(k));
    const items = Array.from({ length: o.length }, (_, i) => (i in o ? inner(o[i]) : { $: "hole" }));
    return extra.length === 0 ? items : { $array: items, extra: entries(extra) };
  }
  if (o instanceof Map) return { $map: [...o].map(([k, v]) => [inner(k), inner(v)]) };
  if (o instanceof Set) return { $set: [...o].map(inner) };
  if (o instanceof Date) return { $date: inner(o.getTime()) };
  if (o instanceof RegExp) return { $regexp: String(o), lastIndex: o.lastIndex };
  if (o instanceof ArrayBuffer) return { $buffer: [...new Uint8Array(o)], ...((o as any).resizable ? { max: (o as any).maxByteLength } : {}) };
  if (ArrayBuffer.isView(o)) {
    const bytes = [...new Uint8Array(o.buffer, o.byteOffset, o.byteLength)];
    return { $view: o.constructor.name, bytes, offset: o.byteOffset, buffer: o.buffer.byteLength };
  }
  for (const box of [Number, String, Boolean, BigInt]) {
    if (Object.prototype.toString.call(o) === `[object ${box.name}]`) return { $box: inner(o.valueOf()) };
  }
  const name = Object.getPrototypeOf(o) === null ? "null" : o.constructor?.name;
  return name === "Object" ? entries(Object.keys(o)) : { $class: name, ...entries(Object.keys(o)) };
}

// Ids and references are random, and the text of a function is the bundler's.
export function normal(text: string): string {
  return text
    .replace(hexId, "<id>")
    .replace(/reference = [a-z0-9]{24}/, "reference = <reference>")
    .replace(/^(\(|class|function|\w+\().* could not be cloned\.$/s, "<source> could not be cloned.");
}

function describeError(e: any, inner: (v: unknown) => unknown): unknown {
  const own: Record<string, unknown> = {};
  for (const key of Object.keys(e)) {
    if (key !== "stack" && key !== "message") own[key] = typeof e[key] === "string" ? normal(e[key]) : inner(e[key]);
  }
  if ("cause" in e) own.cause = inner(e.cause);
  if (e instanceof AggregateError) own.errors = inner(e.errors);
  const shown: Record<string, unknown> = { $error: normal(String(e.message)), class: e.constructor.name };
  if (e.name !== e.constructor.name) shown.name = inner(e.name);
  if (e instanceof DOMException) shown.code = e.code;
  return Object.keys(own).length > 0 ? { ...shown, own } : shown;
}

type Body = (self: Subject) => unknown;

/** Hooks are what an object does besides running bodies, by its id. */
export interface Hooks {
  construct?(self: Subject): void;
  alarm?(self: Subject, info: any): unknown;
}

// Module globals are shared by a Worker and its objects (DO-LIFE-5), which is how the functions
// of a case get into an object.
const bodies = new Map<string, Body>();
const hooked = new Map<string, Hooks>();
let made = 0;

export function hook(id: unknown, hooks: Hooks): void {
  hooked.set(String(id), hooks);
}

/** Subject is a Durable Object that does what cases tell it. */
export class Subject extends DurableObject {
  /** What cases keep in the instance. */
  kept: any = {};
  storage: any;

  constructor(readonly ctx: any, readonly env: any) {
    super(ctx, env);
    this.storage = ctx.storage;
    hooked.get(String(ctx.id))?.construct?.(this);
  }
  async fetch(request: Request): Promise<Response> {
    const body = bodies.get(new URL(request.url).searchParams.get("body")!)!;
    return Response.json(describe(await body(this)));
  }
  /** run is fetch by RPC; it returns what body returns. */
  async run(key: string): Promise<unknown> {
    return bodies.get(key)!(this);
  }
  runNow(key: string): unknown {
    return bodies.get(key)!(this);
  }
  alarm(info: any): unknown {
    return hooked.get(String(this.ctx.id))?.alarm?.(this, info);
  }
}

/** Legacy is the same in a class without SQL. */
export class Legacy extends Subject {}

/** keep makes a name for body, for Subject.run. */
export function keep(body: Body): string {
  const key = String(++made);
  bodies.set(key, body);
  return key;
}

/** inside runs body in the object of a stub, by fetch. */
export async function inside(stub: any, body: Body): Promise<any> {
  return (await stub.fetch(`http://subject/?body=${keep(body)}`)).json();
}

/** elsewhere runs body in another request of the Worker. */
export async function elsewhere(ctx: any, body: (event: { env: any; ctx: any }) => unknown): Promise<any> {
  return (await ctx.exports.default.fetch(`http://worker/?elsewhere=${keep(body as any)}`)).json();
}

/** fresh is a stub of a new object. */
export function fresh(namespace: any): any {
  return namespace.get(namespace.newUniqueId());
}

/** object is a case that runs in a new object. */
export function object(body: Body, more: Partial<Case> = {}): Case {
  return { ...more, test: (_, env) => inside(fresh(env.SUBJECT), body) };
}

/** both is a case that runs in a new object of either kind of class. */
export function both(body: Body): Case {
  return {
    async test(_, env) {
      return { sqlite: await inside(fresh(env.SUBJECT), body), legacy: await inside(fresh(env.LEGACY), body) };
    },
  };
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

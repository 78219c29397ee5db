// DO-LIFE-60…65 by RPC and fetch: exceptions on their way to the caller.
import { fresh, inside, keep, outcome } from "../entry";

class Mine extends Error {}
class Named extends TypeError { name = "Named"; }
const named = (e: Error, name: string) => Object.assign(e, { name });

const thrown = (): Record<string, unknown> => ({
  error: new Error("plain"), type: new TypeError("type"), range: new RangeError("range"), reference: new ReferenceError("reference"), syntax: new SyntaxError("syntax"), eval: new EvalError("eval"), uri: new URIError("uri"), aggregate: new AggregateError([new Error("one"), 2], "aggregate"), mine: new Mine("mine"), named: new Named("named"),
  renamed: named(new Error("renamed"), "MyErr"), renamedType: named(new TypeError("renamed"), "MyErr"), asType: named(new Error("as type"), "TypeError"), noName: named(new Error("no name"), ""), colon: new Error("Foo: bar"), typeColon: new Error("TypeError: bar"), empty: new Error(""), emptyType: new TypeError(), properties: Object.assign(new Error("properties"), { code: 7, detail: { a: [1] }, fn: undefined }),
  cause: new Error("cause", { cause: new TypeError("inner") }), causeValue: new Error("cause", { cause: { a: 1 } }), dom: new DOMException("dom", "AbortError"), domDefault: new DOMException("dom"), text: "text", number: 5, nul: null, undefined, object: { a: 1 }, array: [1], bool: false, big: 5n, multiline: new Error("one\ntwo"), retryable: Object.assign(new Error("flags"), { retryable: true, overloaded: true, remote: false, durableObjectReset: true }),
  jsgPrefix: new Error("jsg.TypeError: x"), remotePrefix: new Error("remote.jsg.Error: x"), fn: Object.assign(new Error("fn"), { fn() {} }), stack: Object.assign(new Error("stack"), { stack: "custom stack" }), unicode: new Error("é日😀"),
});

const each = (how: (env: any, value: unknown) => unknown) => ({
  async test(_: unknown, env: any) {
    const all: Record<string, unknown> = {};
    for (const name of Object.keys(thrown())) {
      const got: any = await outcome(() => how(env, name));
      const own = got.rejects?.own ?? got.rejects;
      if (own?.durableObjectId) own.durableObjectId = "<id>";
      all[name] = got;
    }
    return all;
  },
});

// DO-LIFE-60, DO-LIFE-61, DO-LIFE-62, DO-LIFE-63, DO-LIFE-64, DO-LIFE-65
export const byRPC = each((env, name: any) => fresh(env.SUBJECT).run(throwing(name)));
export const byFetch = each((env, name: any) => inside(fresh(env.SUBJECT), () => { throw thrown()[name]; }));
export const byCallback = each((env, name: any) => fresh(env.SERVER).run(() => { throw thrown()[name]; }));
export const stored = each(async (env, name: any) => (await inside(fresh(env.SUBJECT), async (self) => { await self.storage.put("e", thrown()[name]); return self.storage.get("e"); })));
export const byArgument = each((env, name: any) => fresh(env.SERVER).describe(thrown()[name]));

const throwing = (name: string) => keep(() => { throw thrown()[name]; });

// The stack is the callee's.
export const stacks = {
  async test(_: unknown, env: any) {
    try {
      await fresh(env.SUBJECT).run(keep(function inCallee() { throw new Error("where"); }));
    } catch (e: any) {
      return [e.stack.split("\n")[0], Object.getOwnPropertyDescriptor(e, "stack")?.enumerable];
    }
  },
};

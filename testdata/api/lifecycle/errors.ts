// DO-LIFE-60…65: errors on their way to the caller.
import { Answers } from "./classes";
import { Case, fresh, inside, keep, outcome } from "../entry";

class Custom extends Error {
  extra = 1;
}
class Named extends RangeError {
  name = "Named";
}

const reasons: Record<string, () => unknown> = {
  error: () => new Error("m"),
  type: () => new TypeError("m"),
  range: () => new RangeError("m"),
  reference: () => new ReferenceError("m"),
  syntax: () => new SyntaxError("m"),
  eval: () => new EvalError("m"),
  uri: () => new URIError("m"),
  aggregate: () => new AggregateError([new TypeError("in"), 5], "m"),
  dom: () => new DOMException("m", "AbortError"),
  custom: () => new Custom("m"),
  named: () => new Named("m"),
  renamed: () => Object.assign(new Error("m"), { name: "MyErr" }),
  own: () => Object.assign(new Error("m"), { code: "E_X", detail: { a: [1] } }),
  cause: () => new Error("m", { cause: new TypeError("inner", { cause: "deep" }) }),
  causeText: () => new Error("m", { cause: "why" }),
  unserialisable: () => Object.assign(new Error("m"), { f: new WeakMap() }),
  unserialisableType: () => Object.assign(new TypeError("m"), { f: new WeakMap() }),
  unserialisableName: () => Object.assign(new Error("m"), { name: "MyErr", f: new WeakMap() }),
  flags: () => Object.assign(new Error("m"), { retryable: true, overloaded: true, remote: false }),
  empty: () => new Error(),
  multiline: () => new Error("a\nb: c"),
  text: () => "text",
  number: () => 5,
  null: () => null,
  undefined: () => undefined,
  object: () => ({ a: 1 }),
  array: () => [1],
  objectMessage: () => ({ message: "m", name: "n" }),
};

// DO-LIFE-60, 61, 62, 63, 64
export const errorsByRPC: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const stub = fresh(env.SUBJECT);
    for (const name in reasons) all[name] = await outcome(() => stub.run(keep(async () => { throw reasons[name](); })));
    return all;
  },
};

// DO-LIFE-60, 61, 62, 63, 64
export const errorsByFetch: Case = {
  async test(_, env) {
    const all: Record<string, unknown> = {};
    const stub = fresh(env.SUBJECT);
    for (const name in reasons) all[name] = await outcome(() => inside(stub, () => { throw reasons[name](); }));
    return all;
  },
};

// DO-LIFE-60
export const errorsDoNotReset: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await outcome(() => inside(stub, async ({ kept, storage }) => {
      kept.instance = true;
      await storage.put("a", 1);
      throw new Error("x");
    }));
    return inside(stub, async ({ kept, storage }) => [kept, await storage.list()]);
  },
};

// DO-LIFE-61: the id in the error is the object's.
export const errorHasTheId: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    try {
      await env.SUBJECT.get(id).run(keep(() => { throw new Error("x"); }));
    } catch (error: any) {
      return [error.durableObjectId === undefined ? "none" : error.durableObjectId === String(id), Object.keys(error)];
    }
  },
};

// DO-LIFE-61: errors that pass through two objects.
export const errorsThroughTwoObjects: Case = {
  async test(_, env) {
    const inner = env.SUBJECT.newUniqueId();
    const body = (self: any) => self.env.SUBJECT.get(inner).run(keep(() => { throw Object.assign(new TypeError("deep"), { code: 1 }); }));
    return { rpc: await outcome(() => fresh(env.SUBJECT).run(keep(body))), fetch: await outcome(() => inside(fresh(env.SUBJECT), body)) };
  },
};

// DO-LIFE-62: the stack is the callee's.
export const errorStack: Case = {
  async test(_, env) {
    try {
      await fresh(env.SUBJECT).run(keep(function thrower() { throw new Error("with stack"); }));
    } catch (error: any) {
      return String(error.stack).split("\n")[0];
    }
  },
};

// DO-LIFE-2: handlers are looked up when the constructor has ended.
export const handlersAreFixed: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, (self: any) => void (self.fetch = async () => Response.json("replaced")));
    return inside(stub, () => "the class's own");
  },
};

// DO-ID-54, 55
export const noFetch: Case = {
  async test(_, env) {
    const results: Record<string, unknown> = { none: await outcome(() => fresh(env.EMPTY).fetch("http://x")) };
    const answers: Record<string, unknown> = { undefined: undefined, text: "x", object: {}, null: null, errorResponse: Response.error() };
    for (const name in answers) {
      Answers.value = answers[name];
      results[name] = await outcome(() => fresh(env.ANSWERS).fetch("http://x"));
    }
    return results;
  },
};

// Calls: arguments and results, traps, exceptions that pass through, references.
import { outcome, outcomes } from "../entry";
import imports from "./imports.wasm";
import sample from "./sample.wasm";

declare const WebAssembly: any;

const fresh = () => new WebAssembly.Instance(sample).exports;

export const argumentsConverted = {
  test() {
    const e = fresh();
    const cases: Record<string, () => unknown> = {};
    const values: [string, any][] = [["none", []], ["undefined", [undefined]], ["null", [null]], ["text", ["12"]], ["hex", ["0x10"]], ["fraction", [1.9]], ["negative", [-1.5]],
      ["large", [2 ** 31]], ["huge", [2 ** 53]], ["NaN", [NaN]], ["infinity", [Infinity]], ["true", [true]], ["object", [{ valueOf: () => 21 }]], ["array", [[4]]],
      ["bigint", [4n]], ["symbol", [Symbol("s")]], ["throwing", [{ valueOf() { throw new RangeError("valueOf"); } }]], ["more", [1, 2, 3]]];
    for (const [name, args] of values) cases["i32 " + name] = () => e.double(...args);
    const longs: [string, any][] = [["none", []], ["number", [1, 2]], ["bigints", [2n, 3n]], ["text", ["5", "6"]], ["texts", ["x", 1n]], ["large", [2n ** 63n, 0n]], ["wraps", [2n ** 64n + 5n, 1n]],
      ["negative", [-1n, 0n]], ["true", [true, false]], ["null", [null, 1n]], ["object", [{ valueOf: () => 7n }, 1n]], ["symbol", [Symbol("s"), 1n]]];
    for (const [name, args] of longs) cases["i64 " + name] = () => e.addI64(...args);
    for (const [name, args] of [["none", []], ["numbers", [0.1, 0.2]], ["text", ["1.5", 1]], ["large", [1e39, 0]], ["bigint", [1n, 1]], ["tiny", [1e-46, -0]], ["negative zero", [-0, -0]]] as [string, any][]) {
      cases["f32 " + name] = () => e.addF32(...args);
      cases["f64 " + name] = () => e.addF64(...args);
    }
    cases.vector = () => e.vector(1);
    cases.swap = () => e.swap(7, 8n);
    cases.nullary = () => e.nullary(1);
    cases.order = () => {
      const order: string[] = [];
      const arg = (name: string) => ({ valueOf: () => (order.push(name), 1) });
      e.addF64(arg("a"), arg("b"));
      return order;
    };
    return outcomes(cases);
  },
};

export const references = {
  test() {
    const e = fresh();
    const o = { text: "object" };
    const held = [undefined, null, 0, -0, "text", 5n, true, o, Symbol.iterator, () => {}, NaN];
    return outcomes({
      externs: () => held.map((v) => Object.is(e.echoExtern(v), v)),
      nothing: () => e.echoExtern(),
      nulls: () => [e.isNullExtern(null), e.isNullExtern(undefined), e.isNullExtern(0)],
      funcNull: () => e.echoFunc(null),
      funcUndefined: () => e.echoFunc(undefined),
      funcNothing: () => e.echoFunc(),
      funcOwn: () => e.echoFunc(e.double) === e.double,
      funcOther: () => { const f = fresh().count; return e.echoFunc(f) === f && f() },
      funcHidden: () => [e.getTable(1) === e.table.get(1), e.getTable(1)(1), e.getTable(1).name, e.getTable(1).length],
      funcPlain: () => e.echoFunc(() => 1),
      funcNumber: () => e.echoFunc(1),
      set: () => { e.setTable(2, e.count); return [e.table.get(2) === e.count, e.table.get(2)()]; },
      setExtern: () => { e.setExtern(1, o); return e.externs.get(1) === o; },
    });
  },
};

const textOf = (fn: () => unknown) => () => {
  try {
    return fn();
  } catch (error: any) {
    return { name: error.name, message: error.message, runtime: error instanceof WebAssembly.RuntimeError, error: error instanceof Error, first: error.stack.split("\n")[0] };
  }
};

export const traps = {
  test() {
    const e = fresh();
    return outcomes({
      unreachable: textOf(() => e.unreachable()),
      divide: textOf(() => e.divide(1, 0)),
      remainder: textOf(() => e.remainder(1, 0)),
      quotient: textOf(() => e.divide(-(2 ** 31), -1)),
      callNull: textOf(() => e.indirect(3, 1)),
      truncateNaN: textOf(() => e.truncate(NaN)),
      truncateLarge: textOf(() => e.truncate(1e10)),
      load: textOf(() => e.load(65533)),
      loadNegative: textOf(() => e.load(-1)),
      fill: textOf(() => e.fill(65530, 0, 10)),
      callOtherType: textOf(() => { e.table.set(3, e.nullary); return e.indirect(3, 1); }),
      tableGet: textOf(() => e.getTable(9)),
      tableSet: textOf(() => e.setTable(9, null)),
      recurse: textOf(() => e.recurse(1)),
      afterwards: () => [e.double(2), e.load(8), e.indirect(1, 5), e.loop(1000)],
    });
  },
};

/** What the engine reports like another trap. */
export const trapsTakenForOthers = {
  test() {
    const e = fresh();
    return outcomes({
      callOutside: textOf(() => e.indirect(9, 1)),
    });
  },
};

const importing = (more: any) =>
  new WebAssembly.Instance(imports, {
    env: {
      call: (n: number) => n + 1,
      long: (a: bigint) => a,
      pair: (v: unknown) => [1, v],
      memory: new WebAssembly.Memory({ initial: 1, maximum: 4 }),
      table: new WebAssembly.Table({ initial: 2, maximum: 4, element: "anyfunc" }),
      constant: 5,
      big: 6n,
      variable: new WebAssembly.Global({ value: "f64", mutable: true }, 1.5),
      ...more,
    },
    other: { thing: null },
  }).exports;

export const exceptionsPassThrough = {
  async test() {
    const thrown = [new RangeError("mine"), "text", undefined, { any: 1 }, new WebAssembly.RuntimeError("own")];
    const same = thrown.map((value) => {
      const e = importing({ call: () => { throw value; } });
      try {
        e.callTwice(1);
        return "returned";
      } catch (error) {
        return error === value;
      }
    });
    // Through two instances, and a call from JavaScript between.
    const inner = importing({ call: () => { throw thrown[0]; } });
    const outer = importing({ call: (n: number) => inner.callTwice(n) });
    const nested = await outcome(() => outer.callTwice(1));
    const caught = importing({ call: (n: number) => { try { return inner.callTwice(n); } catch { return n + 10; } } });
    return { same, nested, caught: caught.callTwice(1), linked: await outcome(() => importing({ call: inner.callTwice }).callTwice(1)) };
  },
};

export const resultsConverted = {
  test: () =>
    outcomes({
      number: () => importing({ call: () => 1.9 }).callTwice(0),
      text: () => importing({ call: () => "17" }).callTwice(0),
      nothing: () => importing({ call: () => {} }).callTwice(0),
      bigint: () => importing({ call: () => 1n }).callTwice(0),
      symbol: () => importing({ call: () => Symbol("s") }).callTwice(0),
      promise: () => importing({ call: async () => 1 }).callTwice(0),
      arguments: () => {
        const seen: unknown[] = [];
        const e = importing({ call(this: any, ...args: any[]) { seen.push(this === undefined, args); return 1; }, long: (...args: any[]) => (seen.push(args), -1n) });
        return [e.callTwice(5), e.callLong(2n ** 63n, 1.1, 1.1), seen];
      },
      longNumber: () => importing({ long: () => 1 }).callLong(1n, 1, 1),
      longText: () => importing({ long: () => "12" }).callLong(1n, 1, 1),
      longWraps: () => importing({ long: () => 2n ** 64n + 3n }).callLong(1n, 1, 1),
      pair: () => importing({}).callPair("v"),
      pairSet: () => importing({ pair: () => new Set([1, "b"]) }).callPair("v"),
      pairGenerator: () => importing({ *pair() { yield 1; yield 2; } }).callPair("v"),
      pairShort: () => importing({ pair: () => [1] }).callPair("v"),
      pairLong: () => importing({ pair: () => [1, 2, 3] }).callPair("v"),
      pairNumber: () => importing({ pair: () => 1 }).callPair("v"),
      pairNothing: () => importing({ pair: () => {} }).callPair("v"),
      direct: () => importing({ call: (n: number) => n * 2.5 }).call(3),
      reentrant: () => {
        let depth = 0;
        const e: any = importing({ call: (n: number) => (depth++ < 5 ? e.callTwice(n) : n + 1) });
        return e.callTwice(0);
      },
      stack: () => {
        const e: any = importing({ call: (n: number) => e.peek(n) + 3 });
        return [e.callTwice(0)];
      },
    }),
};

export const memoryDuringCalls = {
  test() {
    const seen: unknown[] = [];
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
    const e = importing({
      memory,
      call(n: number) {
        const before = memory.buffer;
        seen.push(memory.grow(1), before.byteLength, memory.buffer.byteLength);
        new Uint8Array(memory.buffer)[n] = 9;
        return n + 1;
      },
    });
    return [e.callTwice(65536), seen, e.peek(65536), e.grow(0)];
  },
};

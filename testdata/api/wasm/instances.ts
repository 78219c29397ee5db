// Instances: their exports, start functions, and imports that do not fit.
import { outcome, outcomes } from "../entry";
import empty from "./empty.wasm";
import imports from "./imports.wasm";
import sample from "./sample.wasm";
import { refused } from "./refused";
import start from "./start.wasm";

declare const WebAssembly: any;

const instance = (module: any, given?: any) => new WebAssembly.Instance(module, given);

export const exportsObject = {
  test() {
    const { exports } = instance(sample);
    const own: any = Object.getOwnPropertyDescriptor(exports, "double");
    const f = exports.double;
    return {
      keys: Reflect.ownKeys(exports).map(String),
      prototype: Object.getPrototypeOf(exports),
      frozen: Object.isFrozen(exports),
      descriptor: [own.writable, own.enumerable, own.configurable],
      tag: Object.prototype.toString.call(exports),
      fn: [typeof f, f.name, f.length, String(f), Object.prototype.toString.call(f), "prototype" in f, Reflect.ownKeys(f)],
      names: ["nullary", "addI64", "swap", ""].map((name) => [exports[name].name, exports[name].length]),
      same: [exports.double === exports.twice, exports.double === instance(sample).exports.double],
      kinds: ["memory", "table", "counter"].map((name) => String(exports[name])),
    };
  },
};

export const exportsAccess = {
  test: () =>
    outcomes({
      assign: () => refused(() => { instance(sample).exports.double = 1; }),
      assignInstance: () => refused(() => { instance(empty).exports = 1; }),
      own: () => Reflect.ownKeys(instance(empty)).map(String),
      same: () => {
        const i = instance(empty);
        return i.exports === i.exports;
      },
      construct: () => refused(() => new (instance(sample).exports.double)()),
      wrongThis: () => Object.getOwnPropertyDescriptor(WebAssembly.Instance.prototype, "exports")!.get!.call({}),
      detached: () => {
        const { double } = instance(sample).exports;
        return double.call(null, 4);
      },
    }),
};

export const instanceArguments = {
  test: () =>
    outcomes({
      nothing: () => instance(undefined),
      object: () => instance({}),
      bytes: () => instance(new Uint8Array(8)),
      called: () => WebAssembly.Instance(empty),
      importsNull: () => instance(empty, null),
      importsNumber: () => instance(empty, 1),
      importsUndefined: () => Object.keys(instance(empty, undefined).exports),
      importsNothing: () => instance(imports),
      importsFunction: () => Object.keys(instance(empty, () => {}).exports),
    }),
};

/** fitting is a set of imports that imports.wasm takes. */
const fitting = (): any => ({
  env: {
    call: (n: number) => n + 1,
    long: (a: bigint) => a,
    pair: (v: unknown) => [1, v],
    memory: new WebAssembly.Memory({ initial: 1, maximum: 4 }),
    table: new WebAssembly.Table({ initial: 2, maximum: 4, element: "anyfunc" }),
    constant: 5,
    big: 6n,
    variable: new WebAssembly.Global({ value: "f64", mutable: true }, 1.5),
  },
  other: { thing: { text: "held" } },
});
const attempt = (change: (given: any) => void) => () => {
  const given = fitting();
  change(given);
  return Object.keys(instance(imports, given).exports).length;
};
const env = (name: string, value: unknown) => attempt((given) => (given.env[name] = value));

export const linkErrors = {
  test: () =>
    outcomes({
      fitting: attempt(() => {}),
      noModule: attempt((given) => delete given.env),
      moduleNull: attempt((given) => (given.env = null)),
      moduleNumber: attempt((given) => (given.other = 1)),
      moduleText: attempt((given) => (given.other = "text")),
      moduleFunction: attempt((given) => (given.other = Object.assign(() => {}, { thing: 1 }))),
      noFunction: env("call", undefined),
      notFunction: env("call", 1),
      notFunctionObject: env("call", {}),
      functionOfOtherType: env("call", instance(sample).exports.addI64),
      functionOfSameType: env("call", instance(sample).exports.double),
      classAsFunction: env("call", class {}),
      boundFunction: env("call", ((n: number) => n).bind(null)),
      noMemory: env("memory", undefined),
      notMemory: env("memory", new ArrayBuffer(65536)),
      memorySmall: env("memory", new WebAssembly.Memory({ initial: 0, maximum: 4 })),
      memoryNoMaximum: env("memory", new WebAssembly.Memory({ initial: 1 })),
      memoryLargeMaximum: env("memory", new WebAssembly.Memory({ initial: 1, maximum: 5 })),
      memorySmallMaximum: env("memory", new WebAssembly.Memory({ initial: 1, maximum: 2 })),
      memoryShared: env("memory", new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true })),
      notTable: env("table", []),
      tableSmall: env("table", new WebAssembly.Table({ initial: 1, maximum: 4, element: "anyfunc" })),
      tableNoMaximum: env("table", new WebAssembly.Table({ initial: 2, element: "anyfunc" })),
      tableLargeMaximum: env("table", new WebAssembly.Table({ initial: 2, maximum: 5, element: "anyfunc" })),
      tableOfExterns: env("table", new WebAssembly.Table({ initial: 2, maximum: 4, element: "externref" })),
      noGlobal: env("constant", undefined),
      globalText: env("constant", "1"),
      globalBigint: env("constant", 1n),
      globalNumberForLong: env("big", 1),
      globalOfOtherType: env("constant", new WebAssembly.Global({ value: "f32" }, 1)),
      globalMutable: env("constant", new WebAssembly.Global({ value: "i32", mutable: true }, 1)),
      globalSame: env("constant", new WebAssembly.Global({ value: "i32" }, 1)),
      globalNumberForMutable: env("variable", 1),
      globalImmutable: env("variable", new WebAssembly.Global({ value: "f64" }, 1)),
      globalMutableOfOtherType: env("variable", new WebAssembly.Global({ value: "f32", mutable: true }, 1)),
      globalObject: env("constant", {}),
      getterThrows: attempt((given) => Object.defineProperty(given.env, "call", { get: () => { throw new RangeError("getter"); } })),
      proxy: attempt((given) => (given.env = new Proxy(given.env, {}))),
    }),
};

export const readOrder = {
  test() {
    const order: string[] = [];
    const watch = (o: any, name: string): any => new Proxy(o, { get: (t, k) => (order.push(`${name}.${String(k)}`), t[k]) });
    const given = fitting();
    instance(imports, watch({ env: watch(given.env, "env"), other: watch(given.other, "other") }, "imports"));
    return order;
  },
};

export const givenBack = {
  test() {
    const given = fitting();
    const { exports } = instance(imports, given);
    return {
      memory: exports.memory === given.env.memory,
      table: exports.table === given.env.table,
      variable: exports.variable === given.env.variable,
      call: [exports.call === given.env.call, exports.call(1), exports.call.name, exports.call.length],
      wasmCall: (() => {
        const other = fitting();
        other.env.call = instance(sample).exports.double;
        const made = instance(imports, other).exports;
        return [made.call === other.env.call, made.callTwice(3), made.table.get(1) === other.env.call, made.indirect(1, 8)];
      })(),
      constants: [exports.constant.value, exports.big.value, exports.thing.value === given.other.thing],
      globals: [exports.constant instanceof WebAssembly.Global, exports.readBig(), exports.readThing()],
      inTable: [exports.table.get(0), exports.table.get(1) === exports.call, given.env.table.get(1)(4)],
      indirect: exports.indirect(1, 9),
    };
  },
};

export const sharing = {
  test() {
    const given = fitting();
    const one = instance(imports, given).exports;
    const two = instance(imports, given).exports;
    one.poke(8, 77);
    new Uint32Array(given.env.memory.buffer)[3] = 5;
    const bumped = [one.bump(), two.bump(), given.env.variable.value];
    given.env.variable.value = 10;
    const before = given.env.memory.buffer;
    const grown = two.grow(1);
    return { peeked: [two.peek(8), one.peek(12)], bumped, after: one.bump(), grown, detached: before.byteLength, size: given.env.memory.buffer.byteLength, again: one.grow(9) };
  },
};

const starting = (more: any) => {
  const started: unknown[] = [];
  const given = {
    js: {
      started: (v: unknown) => started.push(v),
      memory: new WebAssembly.Memory({ initial: 1 }),
      table: new WebAssembly.Table({ initial: 1, element: "anyfunc" }),
      dataOffset: 0,
      elemOffset: 0,
      ...more,
    },
  };
  return async () => {
    const made: any = await outcome(() => Object.keys(instance(start, given).exports));
    const element = more.dataOffset === undefined ? { element: String(given.js.table.get(0)?.()) } : {};
    return { made, started, data: [...new Uint8Array(given.js.memory.buffer, 0, 4)], ...element };
  };
};

export const startFunctions = {
  test: () =>
    outcomes({
      runs: starting({}),
      throws: starting({ started: () => { throw new RangeError("from start"); } }),
      dataTooFar: starting({ dataOffset: 65533 }),
      dataNegative: starting({ dataOffset: -1 }),
      elementTooFar: starting({ elemOffset: 1 }),
    }),
};

const loadedCode = `
  import module from "./lib/sample.wasm";
  export default { fetch() { return Response.json([module instanceof WebAssembly.Module, new WebAssembly.Instance(module).exports.double(21)]); } };
`;

export const loadedWorkers = {
  async test(_: unknown, env: any) {
    const answer = (wasm: unknown) => async () =>
      (await env.LOADER.load({
        compatibilityDate: "2026-11-01", mainModule: "main.js", modules: { "main.js": loadedCode, "lib/sample.wasm": wasm },
      }).getEntrypoint().fetch("http://loaded/")).json();
    return outcomes({ module: answer(sample), moduleInObject: answer({ wasm: sample }), text: answer({ wasm: "text" }) });
  },
};

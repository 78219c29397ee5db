// Memory, Table, Global, Tag and Exception.
import { outcomes } from "../entry";
import { refused } from "./refused";
import source sample from "./sample.wasm";

declare const WebAssembly: any;

const fresh = () => new WebAssembly.Instance(sample).exports;
const memory = (d?: any) => new WebAssembly.Memory(d);
const table = (d?: any) => new WebAssembly.Table(d);
const global = (d?: any, v?: any) => new WebAssembly.Global(d, v);

export const memoryConstructor = {
  test: () =>
    outcomes({
      nothing: () => memory(),
      empty: () => memory({}),
      number: () => memory(1),
      negative: () => memory({ initial: -1 }),
      text: () => memory({ initial: "2" }).buffer.byteLength,
      words: () => memory({ initial: "x" }),
      fraction: () => memory({ initial: 1.9 }).buffer.byteLength,
      large: () => memory({ initial: 65537 }),
      huge: () => memory({ initial: 2 ** 40 }),
      maximumSmaller: () => memory({ initial: 2, maximum: 1 }),
      maximumLarge: () => memory({ initial: 1, maximum: 65537 }),
      maximumHuge: () => memory({ initial: 1, maximum: 2 ** 33 }),
      minimum: () => memory({ minimum: 1 }).buffer.byteLength,
      both: () => memory({ minimum: 1, initial: 1 }),
      called: () => WebAssembly.Memory({ initial: 1 }),
      zero: () => memory({ initial: 0 }).buffer.byteLength,
      sharedNoMaximum: () => memory({ initial: 1, shared: true }),
      throwing: () => memory({ get initial() { throw new RangeError("getter"); } }),
      symbol: () => memory({ initial: Symbol("s") }),
      bigint: () => memory({ initial: 1n }),
    }),
};

export const memoryBuffer = {
  test() {
    const m = memory({ initial: 1, maximum: 3 });
    const first = m.buffer;
    const view = new Uint8Array(first);
    view[5] = 42;
    const grown = [m.grow(1), first.byteLength, view.length, m.buffer.byteLength, new Uint8Array(m.buffer)[5], m.buffer === m.buffer];
    const same = m.buffer;
    const byNothing = [m.grow(0), m.buffer === same, same.byteLength];
    const e = fresh();
    const before = e.memory.buffer;
    const text = new TextDecoder().decode(new Uint8Array(before, 8, 5));
    e.store(0, 0x01020304);
    const bytes = [...new Uint8Array(before, 0, 4)];
    new DataView(before).setInt32(100, 77, true);
    const loaded = e.load(100);
    const inside = [e.grow(1), before.byteLength, e.memory.buffer.byteLength, e.grow(5), e.grow(-1)];
    return { grown, byNothing, text, bytes, loaded, inside, class: m.buffer.constructor.name, resizable: m.buffer.resizable, frozen: Object.isFrozen(m.buffer) };
  },
};

export const memoryUses = {
  test: () =>
    outcomes({
      growTooFar: () => memory({ initial: 1, maximum: 2 }).grow(2),
      growNothing: () => memory({ initial: 1 }).grow(),
      growNegative: () => memory({ initial: 1 }).grow(-1),
      growText: () => memory({ initial: 1 }).grow("1"),
      growHuge: () => memory({ initial: 1 }).grow(65536),
      transfer: () => structuredClone(memory({ initial: 1 }).buffer, { transfer: [memory({ initial: 1 }).buffer] }),
      transferOwn: () => { const m = memory({ initial: 1 }); return m.buffer.transfer(); },
      copied: () => structuredClone(memory({ initial: 1 }).buffer).byteLength,
      sliced: () => memory({ initial: 1 }).buffer.slice(0, 2),
      wrongThis: () => WebAssembly.Memory.prototype.grow.call({}, 1),
      wrongBuffer: () => Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, "buffer")!.get!.call({}),
      assign: () => refused(() => { memory({ initial: 1 }).buffer = 1; }),
      response: async () => { const m = memory({ initial: 1 }); new Uint8Array(m.buffer).set([104, 105]); return new Response(new Uint8Array(m.buffer, 0, 2)).text(); },
      random: () => { const m = memory({ initial: 1 }); return crypto.getRandomValues(new Uint8Array(m.buffer, 0, 4)).length; },
      encodeInto: () => { const m = memory({ initial: 1 }); return [new TextEncoder().encodeInto("héy", new Uint8Array(m.buffer)), new Uint8Array(m.buffer, 0, 4)[1]]; },
      type: () => typeof memory({ initial: 1 }).type,
      toFixedLength: () => typeof memory({ initial: 1 }).toFixedLengthBuffer,
    }),
};

export const tableConstructor = {
  test: () =>
    outcomes({
      nothing: () => table(),
      empty: () => table({}),
      noElement: () => table({ initial: 1 }),
      otherElement: () => table({ initial: 1, element: "i32" }),
      noInitial: () => table({ element: "anyfunc" }),
      negative: () => table({ initial: -1, element: "anyfunc" }),
      huge: () => table({ initial: 10000001, element: "anyfunc" }),
      maximumSmaller: () => table({ initial: 2, maximum: 1, element: "anyfunc" }),
      funcref: () => table({ initial: 2, element: "funcref" }).length,
      externref: () => table({ initial: 2, element: "externref" }).get(0),
      externrefInit: () => new WebAssembly.Table({ initial: 2, element: "externref" }, 5).get(1),
      externrefUndefined: () => new WebAssembly.Table({ initial: 2, element: "externref" }, undefined).get(1),
      funcInit: () => { const e = fresh(); return new WebAssembly.Table({ initial: 2, element: "anyfunc" }, e.double).get(1) === e.double; },
      funcWrong: () => new WebAssembly.Table({ initial: 2, element: "anyfunc" }, () => {}),
      called: () => WebAssembly.Table({ initial: 1, element: "anyfunc" }),
      minimum: () => table({ minimum: 3, element: "anyfunc" }).length,
    }),
};

export const tableUses = {
  test() {
    const e = fresh();
    const t = () => new WebAssembly.Table({ initial: 2, maximum: 4, element: "anyfunc" });
    return outcomes({
      length: () => [e.table.length, e.externs.length, t().length],
      get: () => [e.table.get(0) === e.double, typeof e.table.get(1), e.table.get(2), e.table.get(1) === e.table.get(1), e.table.get(1).name, e.table.get(1)(1)],
      getOutside: () => e.table.get(4),
      getNegative: () => e.table.get(-1),
      getNothing: () => e.table.get(),
      getText: () => e.table.get("0") === e.double,
      setOther: () => e.table.set(0, () => {}),
      setNothing: () => { const x = t(); x.set(0, e.double); x.set(0); return x.get(0); },
      setNull: () => { const x = t(); x.set(0, e.double); x.set(0, null); return x.get(0); },
      setUndefined: () => t().set(0, undefined),
      setOutside: () => t().set(2, null),
      set: () => { const x = t(); x.set(1, e.double); return [x.get(1) === e.double, x.get(1)(21)]; },
      setExtern: () => { const x = new WebAssembly.Table({ initial: 2, element: "externref" }); const o = {}; x.set(0, o); x.set(1); return [x.get(0) === o, x.get(1)]; },
      grow: () => { const x = t(); return [x.grow(1), x.length, x.get(2), x.grow(1, e.double), x.get(3) === e.double]; },
      growTooFar: () => t().grow(3),
      growNothing: () => t().grow(),
      growWrong: () => t().grow(1, 5),
      growInside: () => [e.growTable(2), e.table.length, e.growTable(9), e.table.length],
      lengthAssign: () => refused(() => { t().length = 9; }),
      wrongThis: () => WebAssembly.Table.prototype.get.call({}, 0),
      wrongLength: () => Object.getOwnPropertyDescriptor(WebAssembly.Table.prototype, "length")!.get!.call({}),
    });
  },
};

export const globalConstructor = {
  test: () =>
    outcomes({
      nothing: () => global(),
      empty: () => global({}),
      otherType: () => global({ value: "i8" }),
      number: () => global(1),
      i32: () => global({ value: "i32" }, 2 ** 31).value,
      i32None: () => new WebAssembly.Global({ value: "i32" }).value,
      i32Undefined: () => global({ value: "i32" }, undefined).value,
      i64: () => global({ value: "i64" }, 2n ** 63n).value,
      i64None: () => new WebAssembly.Global({ value: "i64" }).value,
      i64Number: () => global({ value: "i64" }, 1).value,
      f32: () => global({ value: "f32" }, 0.1).value,
      f64: () => global({ value: "f64" }, "1.5").value,
      externref: () => global({ value: "externref" }, "any").value,
      externrefNone: () => new WebAssembly.Global({ value: "externref" }).value,
      externrefNull: () => global({ value: "externref" }, null).value,
      anyfunc: () => global({ value: "anyfunc" }, null).value,
      anyfuncNone: () => new WebAssembly.Global({ value: "anyfunc" }).value,
      anyfuncFunction: () => { const e = fresh(); return global({ value: "anyfunc" }, e.double).value === e.double; },
      anyfuncPlain: () => global({ value: "anyfunc" }, () => {}),
      v128: () => global({ value: "v128" }),
      called: () => WebAssembly.Global({ value: "i32" }, 1),
    }),
};

export const globalUses = {
  test() {
    const e = fresh();
    return outcomes({
      exported: () => [e.counter.value, e.limit.value, e.ratio.value, e.pi.value, e.held.value, e.function.value === e.double],
      written: () => { e.counter.value = 41; e.ratio.value = "2.5"; return [e.count(), e.counter.value, e.ratio.value]; },
      immutable: () => { e.limit.value = 1n; },
      wrongType: () => { e.counter.value = 1n; },
      extern: () => { const o = {}; e.held.value = o; return e.held.value === o; },
      funcNull: () => { e.function.value = null; return e.function.value; },
      funcPlain: () => { e.function.value = () => {}; },
      valueOf: () => [global({ value: "i32", mutable: true }, 5).valueOf(), global({ value: "i32" }, 5) + 1],
      mutable: () => { const g = global({ value: "i32", mutable: true }, 5); g.value = 6.7; return g.value; },
      mutableTruthy: () => { const g = global({ value: "i32", mutable: "no" }, 5); g.value = 6; return g.value; },
      fixed: () => { const g = global({ value: "i32" }, 5); g.value = 6; },
      wrongThis: () => WebAssembly.Global.prototype.valueOf.call({}),
      wrongGet: () => Object.getOwnPropertyDescriptor(WebAssembly.Global.prototype, "value")!.get!.call({}),
      wrongSet: () => Object.getOwnPropertyDescriptor(WebAssembly.Global.prototype, "value")!.set!.call({}, 1),
    });
  },
};

export const tagsAndExceptions = {
  test() {
    const tag = () => new WebAssembly.Tag({ parameters: ["i32", "externref", "i64"] });
    return outcomes({
      tagNothing: () => new WebAssembly.Tag(),
      tagOther: () => new WebAssembly.Tag({ parameters: ["i8"] }),
      tag: () => String(tag()),
      exception: () => {
        const t = tag();
        const x = new WebAssembly.Exception(t, [1, "two", 3n]);
        return [String(x), x.is(t), x.is(tag()), x.getArg(t, 0), x.getArg(t, 1), x.getArg(t, 2), x instanceof Error, typeof x.stack];
      },
      short: () => new WebAssembly.Exception(tag(), [1]),
      noTag: () => new WebAssembly.Exception({}, []),
      outside: () => { const t = tag(); return new WebAssembly.Exception(t, [1, 2, 3n]).getArg(t, 3); },
      wrongThis: () => WebAssembly.Exception.prototype.is.call({}, tag()),
      noParameters: () => new WebAssembly.Tag({}),
      valuesNumber: () => new WebAssembly.Exception(tag(), 1),
      isOther: () => new WebAssembly.Exception(tag(), [1, 2, 3n]).is({}),
      called: () => WebAssembly.Tag({ parameters: [] }),
      otherTag: () => new WebAssembly.Exception(tag(), [1, 2, 3n]).getArg(tag(), 0),
      jsTag: () => String(WebAssembly.JSTag),
      jsTagArgument: () => new WebAssembly.Exception(WebAssembly.JSTag, [{}]),
    });
  },
};

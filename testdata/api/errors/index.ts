// What the engine's own errors say.
// @ts-nocheck
import { serve } from "../entry";

const u = undefined, n = null, o = { a: 1, b: { c: 5 }, get g() { return 1 } }, c = 1;
class A { #p = 1; static t(x) { return x.#p } } class B extends A { constructor() { if (false) super(); } }

const said = (fns: Record<string, () => unknown>) => {
  const all: Record<string, string> = {};
  for (const name of Object.keys(fns)) {
    try {
      fns[name]();
      all[name] = "nothing";
    } catch (e: any) {
      all[name] = `${e.name}: ${e.message}`;
    }
  }
  return all;
};
const texts = {
  test: () => said({
    readU: () => u.foo,
    readUIdx: () => u[0],
    readUKey: () => u["a b"],
    readSym: () => u[Symbol.iterator],
    deep: () => o.x.y.z,
    call: () => o.foo(),
    callDeep: () => o.b.c(),
    callU: () => u(),
    callVar: () => c(),
    callIdx: () => o["a"](),
    callComputed: () => o[c](),
    callCall: () => o.b.d().e(),
    callRes: () => (() => 1)()(),
    newU: () => new u(),
    newObj: () => new o(),
    newArrow: () => new (() => 1)(),
    newMethod: () => new o.b.c(),
    set: () => { u.x = 1 },
    setIdx: () => { u[0] = 1 },
    spread: () => [...u],
    spreadO: () => [...o],
    forOfU: () => { for (const x of u) ; },
    forOfO: () => { for (const x of o) ; },
    destrA: () => { const [a] = u },
    destrAO: () => { const [a] = o },
    destrO: () => { const { a } = u },
    destrParam: () => (({ a }) => a)(),
    destrNested: () => { const { a: { q } } = { }; },
    classCall: () => A(),
    priv: () => A.t({}),
    inU: () => "a" in u,
    instOf: () => o instanceof 5,
    instOfO: () => o instanceof o,
    mix: () => 1n + 1,
    bigS: () => BigInt("x"),
    numSym: () => +Symbol(),
    strSym: () => "" + Symbol("d"),
    tdz: () => { x1; let x1 = 1 },
    undef: () => nope,
    typeofTdz: () => { typeof x2; let x2 },
    frozen: () => { "use strict"; Object.freeze(o).a = 2 },
    frozenAdd: () => { "use strict"; o.zz = 2 },
    delFrozen: () => { "use strict"; delete o.a },
    superNot: () => new B(),
    arrLen: () => new Array(-1),
    arrLenSet: () => { [].length = -1 },
    toFixed: () => (1).toFixed(101),
    toPrecision: () => (1).toPrecision(0),
    toString: () => (1).toString(1),
    iso: () => new Date(NaN).toISOString(),
    uri: () => decodeURIComponent("%"),
    uriE: () => encodeURIComponent("\ud800"),
    regexpF: () => new RegExp("a", "gg"),
    normalize: () => "a".normalize("x"),
    codePoint: () => String.fromCodePoint(-1),
    json1: () => JSON.parse("{bad"),
    json2: () => JSON.parse(""),
    json3: () => JSON.parse("[1,]"),
    json4: () => JSON.parse("undefined"),
    json5: () => JSON.parse('{"a":1} x'),
    json6: () => JSON.parse('{"a"'),
    json7: () => JSON.parse('"abc'),
    json8: () => JSON.parse("nul"),
    json9: () => JSON.parse('{"a": tru}'),
    json10: () => JSON.parse("<html>"),
    json11: () => JSON.parse(u),
    json12: () => JSON.parse('{"a":1,}'),
    json13: () => JSON.parse('{"a":"' + "x".repeat(100) + '" b}'),
    json14: () => JSON.parse("[object Object]"),
    json15: () => JSON.parse("{'a':1}"),
    json16: () => JSON.parse('"\n"'),
    json17: () => JSON.parse('"\\x"'),
    json18: () => JSON.parse("01"),
    json19: () => JSON.parse("-"),
    json20: () => JSON.parse("1e"),
    circ: () => { const x = {}; x.y = { z: x }; JSON.stringify(x) },
    circA: () => { const x = []; x.push(x); JSON.stringify(x) },
    circC: () => { class Foo { constructor() { this.self = this } } JSON.stringify(new Foo()) },
    jsonBig: () => JSON.stringify(1n),
    defProp: () => Object.defineProperty(5, "a", {}),
    defProp3: () => { "use strict"; const z = Object.freeze({}); Object.defineProperty(z, "a", { value: 1 }) },
    redefine: () => { const z = {}; Object.defineProperty(z, "a", { value: 1 }); Object.defineProperty(z, "a", { value: 2 }) },
    create: () => Object.create(5),
    keys: () => Object.keys(u),
    entries: () => Object.entries(n),
    assign: () => Object.assign(u),
    fromEntries: () => Object.fromEntries([1]),
    reduce: () => [].reduce((a, b) => a),
    mapFn: () => [1].map(5),
    forEachU: () => [1].forEach(u),
    mapNew: () => Map(),
    mapIter: () => new Map([1]),
    weak: () => new WeakMap().set(1, 2),
    weakSet: () => new WeakSet().add("a"),
    promise: () => new Promise(),
    promiseCall: () => Promise(),
    promFn: () => new Promise(5),
    sym: () => new Symbol(),
    symKey: () => Symbol.keyFor(1),
    proxyTarget: () => new Proxy(1, {}),
    reflectC: () => Reflect.construct(1),
    applyArgs: () => Math.max.apply(null, 5),
    taOff: () => new Uint32Array(new ArrayBuffer(8), 1),
    taLen2: () => new Uint32Array(new ArrayBuffer(7)),
    dv: () => new DataView(new ArrayBuffer(1), 2),
    dvGet: () => new DataView(new ArrayBuffer(1)).getInt32(0),
    genRun: () => { const g = (function* () { g.next() })(); g.next() },
    toPrim: () => +{ toString: 1, valueOf: 1 },
    toPrim2: () => `${Object.create(null)}`,
    extendsU: () => { class X extends u {} },
    optCall: () => o.a?.(),
    tag: () => o.a`x`,
    superProp: () => ({ m() { super.x() } }).m(),
    awaitThen: () => u.then(),
    nestedThis: () => (function () { "use strict"; this.x })(),
    arrDestrHole: () => { const [[q]] = [] },
    asyncIter: () => { const { [u.k]: z } = {} },
    setPriv: () => { class Q { #x; static s(o) { o.#x = 1 } } Q.s({}) },
    roAcc: () => { class Q { get #x() { return 1 } static s() { new Q().#x = 1 } } Q.s() },
    dateCall: () => new Date(Symbol()),
    strRaw: () => String.raw(),
    matchAll: () => "a".matchAll(/a/),
    replaceAll: () => "a".replaceAll(/a/, ""),
    startsWith: () => "a".startsWith(/a/),
    atob: () => structuredClone(() => 1),
    bigDiv: () => 1n / 0n,
    bigNeg: () => 2n ** -1n,
    bigPlus: () => +1n,
    mathBig: () => Math.max(1n),
    errCap: () => Error.captureStackTrace(5),
    flat: () => f(),
  }),
};
/** What a handler of rejections sees. */
const rejections = {
  async test() {
    const seen = async (p: Promise<unknown>) => p.then(() => "nothing", (e: any) => [e.message, e.stack.split("\n")[0]]);
    const later = Promise.resolve();
    const [settled] = await Promise.allSettled([(async () => u.a)()]);
    return {
      async: await seen((async () => u.a)()),
      then: await seen(later.then(() => o.nope())),
      caught: await later.then(() => u.x).catch((e: any) => e.message),
      pattern: await (async () => { try { o.nope(); } catch ({ message, name }) { return [name, message]; } })(),
      settled: settled.reason.message,
      any: await Promise.any([(async () => u.a)()]).catch((e: any) => e.errors[0].message),
      finally: await (async () => { try { return await later.then(() => u.q).finally(() => 1); } catch (e: any) { return e.message; } })(),
      text: await later.then(() => u.x).catch(String),
    };
  },
};
const readN = { test: () => said({ readN: () => n.foo }) };
const setN = { test: () => said({ setN: () => { n.x = 1 } }) };
const spreadArg = { test: () => said({ spreadArg: () => f(...5) }) };
const forOf = { test: () => said({ forOf: () => { for (const x of 5) ; } }) };
const destrON = { test: () => said({ destrON: () => { const { a } = n } }) };
const destrEmpty = { test: () => said({ destrEmpty: () => { const {} = n } }) };
const inOp = { test: () => said({ inOp: () => "a" in 5 }) };
const bigU = { test: () => said({ bigU: () => BigInt(1.5) }) };
const getterOnly = { test: () => said({ getterOnly: () => { "use strict"; ({ get x() { return 1 } }).x = 2 } }) };
const repeat = { test: () => said({ repeat: () => "a".repeat(-1) }) };
const regexp = { test: () => said({ regexp: () => new RegExp("(") }) };
const defProp2 = { test: () => said({ defProp2: () => Object.defineProperty({}, "a", { get() {}, value: 1 }) }) };
const setProto = { test: () => said({ setProto: () => Object.setPrototypeOf(u, {}) }) };
const fromEntries2 = { test: () => said({ fromEntries2: () => Object.fromEntries(5) }) };
const sortFn = { test: () => said({ sortFn: () => [1, 2].sort(5) }) };
const mapIter2 = { test: () => said({ mapIter2: () => new Map(5) }) };
const setIter = { test: () => said({ setIter: () => new Set(5) }) };
const bindNon = { test: () => said({ bindNon: () => Function.prototype.bind.call(5) }) };
const taLen = { test: () => said({ taLen: () => new Uint8Array(-1) }) };
const abLen = { test: () => said({ abLen: () => new ArrayBuffer(-1) }) };
const iterRes = { test: () => said({ iterRes: () => { for (const x of { [Symbol.iterator]() { return { next() { return 1 } } } }); } }) };
const iterNon = { test: () => said({ iterNon: () => { for (const x of { [Symbol.iterator]() { return 1 } }); } }) };
const yieldStar = { test: () => said({ yieldStar: () => [...(function* () { yield* 5 })()] }) };
const extendsN = { test: () => said({ extendsN: () => { class X extends 5 {} } }) };
const privMethod = { test: () => said({ privMethod: () => { class Q { #x() {} static s(o) { o.#x() } } Q.s({}) } }) };
const arrFrom = { test: () => said({ arrFrom: () => Array.from(n) }) };
const fill = { test: () => said({ fill: () => Array.prototype.map.call(u, () => 1) }) };
const groupBy = { test: () => said({ groupBy: () => Object.groupBy(5, (x) => x) }) };

export default serve({ texts, rejections, readN, setN, spreadArg, forOf, destrON, destrEmpty, inOp, bigU, getterOnly, repeat, regexp, defProp2, setProto, fromEntries2, sortFn, mapIter2, setIter, bindNon, taLen, abLen, iterRes, iterNon, yieldStar, extendsN, privMethod, arrFrom, fill, groupBy });

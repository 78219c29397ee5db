import superjson from "superjson";
import { produce, enableMapSet, enablePatches, produceWithPatches, applyPatches, current, isDraft, freeze } from "immer";
import * as lodash from "lodash-es";

enableMapSet();
enablePatches();
class Money { constructor(readonly amount = 0) {} }
superjson.registerClass(Money, { identifier: "Money" });

export const superjsons = {
  test() {
    const value = { at: new Date(5), re: /x/gi, set: new Set([1, new Date(1)]), map: new Map<any, any>([["a", { b: undefined }]]), big: 12n, nan: NaN, neg: -0, url: new URL("https://x.example/"), bytes: Uint8Array.of(1, 2), error: new TypeError("no"), money: new Money(3), sym: undefined };
    const circular: any = { name: "loop" };
    circular.self = circular;
    const back: any = superjson.deserialize(superjson.serialize(value) as any);
    return { text: superjson.stringify(value), back, class: back.money instanceof Money, loop: (superjson.parse(superjson.stringify(circular)) as any).self.self.name };
  },
};
export const immers = {
  test() {
    const base: any = freeze({ list: [1, 2, 3], by: new Map([["a", { n: 1 }]]), tags: new Set(["x"]), deep: { a: { b: 1 } } }, true);
    const [next, patches, inverse] = produceWithPatches(base, (d: any) => { d.list.push(4); d.list.shift(); d.by.get("a").n++; d.tags.add("y"); delete d.deep.a.b; });
    return {
      next, patches, same: next.deep !== base.deep, undone: applyPatches(next, inverse), shared: produce(base, () => {}) === base, frozen: Object.isFrozen(next.list),
      current: produce(base, (d: any) => { d.list.reverse(); d.copy = [isDraft(d.list), ...current(d.list)]; }).copy,
      refused: (() => { "use strict"; try { next.list.push(1); } catch (e: any) { return [e.name, e.message]; } })(),
    };
  },
};
export const lodashes = {
  async test() {
    const { chunk, groupBy, merge, cloneDeep, isEqual, template, debounce, camelCase, deburr, words, orderBy, get, set, throttle, flow, memoize, partition, sortBy, startCase, kebabCase, uniqWith, zipObject, range, mapValues, omit, pick, difference, escape, padStart, truncate, curry } = lodash;
    let calls = 0;
    const bounced = debounce(() => ++calls, 5);
    bounced(); bounced();
    await new Promise((r) => setTimeout(r, 40));
    const deep = { a: [{ b: new Date(1), c: new Map([[1, 2]]) }], r: /x/g };
    return {
      chunk: chunk(range(7), 3), group: groupBy([1.2, 1.8, 2.1], Math.floor), merge: merge({ a: { b: 1 } }, { a: { c: [2] } }), equal: isEqual(cloneDeep(deep), deep),       calls, camel: camelCase("Foo-bar_baz qux"), deburr: deburr("déjà vu ß"), words: words("fred, barney & pebbles – ünïcode"), order: orderBy([{ n: 1, s: "b" }, { n: 1, s: "a" }, { n: 0, s: "c" }], ["n", "s"], ["desc", "asc"]),
      get: get({ a: [{ b: 3 }] }, "a[0].b"), set: set({}, "x.y[1]", 1), flow: flow([(x: number) => x + 1, (x: number) => x * 2])(3), memo: memoize((x: number) => x * 2)(4), part: partition([1, 2, 3], (n) => n % 2), sort: sortBy(["b", "a"]), start: startCase("--foo-bar--"), kebab: kebabCase("fooBarXML"),
      uniq: uniqWith([{ a: 1 }, { a: 1 }], isEqual), zip: zipObject(["a"], [1]), values: mapValues({ a: 1 }, (n) => n * 2), omit: omit({ a: 1, b: 2 }, "a"), pick: pick({ a: 1, b: 2 }, "a"), difference: difference([1, 2], [2]), escape: escape("<a & 'b'>"), pad: padStart("7", 3, "0"), truncate: truncate("hi-diddly-ho there", { length: 12 }), curry: (curry((a: number, b: number, c: number) => a + b + c) as any)(1)(2)(3), throttled: typeof throttle(() => 1, 10),
    };
  },
};
/** Code made of strings is refused, as everywhere on Workers. */
export const templates = { test: () => lodash.template("<%- x %>")({ x: 1 }) };

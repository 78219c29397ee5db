// node:internal/comparisons: deep equality.
(function (host, use) {
  "use strict";
  const types = use("node:util/types");
  const boxes = [
    [types.isNumberObject, Number], [types.isStringObject, String], [types.isBooleanObject, Boolean], [types.isSymbolObject, Symbol], [types.isBigIntObject, BigInt],
  ].map(([is, Class]) => [is, Class.prototype.valueOf]);
  const sameBoxed = (a, b) => {
    const [is, valueOf] = boxes.find(([is]) => is(a) || is(b));
    return is(a) && is(b) && Object.is(Reflect.apply(valueOf, a, []), Reflect.apply(valueOf, b, []));
  };
  const tagOf = (v) => Object.prototype.toString.call(v);
  const isView = ArrayBuffer.isView;

  // deepEqual compares deeply. mode is "strict", "loose" or "partial": in the last, expected may lack
  // what actual has.
  const deepEqual = (a, b, mode, seen = []) => {
    if (mode === "loose" ? a == b || (a !== a && b !== b) : Object.is(a, b)) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (mode !== "loose" && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    if (tagOf(a) !== tagOf(b) || Array.isArray(a) !== Array.isArray(b)) return false;
    if (seen.some(([x, y]) => x === a && y === b)) return true;
    const pairs = [...seen, [a, b]];
    const same = (x, y) => deepEqual(x, y, mode, pairs);
    if (a instanceof Date) {
      if (!Object.is(a.getTime(), b.getTime())) return false;
    } else if (a instanceof RegExp) {
      if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
    } else if (a instanceof Error) {
      if (a.message !== b.message || a.name !== b.name || !same(a.cause, b.cause) || !same(a.errors, b.errors)) return false;
    } else if (types.isBoxedPrimitive(a) || types.isBoxedPrimitive(b)) {
      if (!sameBoxed(a, b)) return false;
    } else if (a instanceof ArrayBuffer || isView(a)) {
      if (!host.sameBytes(a, b)) return false;
      if (isView(a)) return true;
    } else if (a instanceof Map) {
      if (mode === "partial" ? a.size < b.size : a.size !== b.size) return false;
      for (const [k, v] of b) {
        if (a.has(k) ? !same(a.get(k), v) : ![...a].some(([l, w]) => same(l, k) && same(w, v))) return false;
      }
    } else if (a instanceof Set) {
      if (mode === "partial" ? a.size < b.size : a.size !== b.size) return false;
      for (const v of b) if (!a.has(v) && ![...a].some((w) => same(w, v))) return false;
    }
    const keys = (o) => [
      ...Object.keys(o),
      ...(mode === "loose" ? [] : Object.getOwnPropertySymbols(o).filter((s) => Object.prototype.propertyIsEnumerable.call(o, s))),
    ];
    const mine = keys(a);
    const theirs = keys(b);
    if (mode !== "partial" && mine.length !== theirs.length) return false;
    if (Array.isArray(a) && mode !== "partial" && a.length !== b.length) return false;
    return theirs.every((k) => Object.prototype.propertyIsEnumerable.call(a, k) && same(a[k], b[k]));
  };
  return { deepEqual };
});

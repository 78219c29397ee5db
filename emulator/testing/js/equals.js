// Deep equality as toEqual, toStrictEqual and toMatchObject see it. Custom testers answer true,
// false, or undefined for "not mine".
(function (lib, host) {
  "use strict";

  const isAsymmetric = (value) => !!value && typeof value === "object" && typeof value.asymmetricMatch === "function";
  lib.isAsymmetric = isAsymmetric;
  const hasOwn = (object, key) => Object.hasOwn(object, key);
  const hasDefined = (object, key) => Object.hasOwn(object, key) && object[key] !== undefined;

  function ownKeys(object, has) {
    const names = [];
    for (const key in object) if (has(object, key)) names.push(key);
    return names.concat(lib.ownSymbols(object));
  }

  function compareAsymmetric(a, b, testers) {
    const left = isAsymmetric(a);
    const right = isAsymmetric(b);
    if (left === right) return undefined;
    return left ? a.asymmetricMatch(b, testers) : b.asymmetricMatch(a, testers);
  }

  // Values whose content is not in their properties. Undefined means: compare the properties.
  function compareByTag(tag, a, b) {
    switch (tag) {
      case "Boolean":
      case "String":
      case "Number":
        return typeof a === typeof b && Object.is(a.valueOf(), b.valueOf());
      case "Date":
        return Object.is(+a, +b);
      case "RegExp":
        return a.source === b.source && a.flags === b.flags;
    }
    return undefined;
  }

  function compareErrors(a, b, state) {
    if (a.name !== b.name || a.message !== b.message) return false;
    if (b.cause !== undefined && !compare(a.cause, b.cause, state)) return false;
    if (a instanceof AggregateError && b instanceof AggregateError && !compare(a.errors, b.errors, state)) return false;
    const fields = ({ stack, message, cause, ...rest }) => rest;
    return compare(fields({ ...a }), fields({ ...b }), state);
  }

  function compareObjects(a, b, tag, state) {
    if (tag === "Array" && a.length !== b.length) return false;
    if (lib.isError(a) && lib.isError(b)) return compareErrors(a, b, state);
    const keys = ownKeys(a, state.has);
    if (ownKeys(b, state.has).length !== keys.length) return false;
    return keys.every((key) => state.has(b, key) && compare(a[key], b[key], state));
  }

  function compare(a, b, state) {
    const asymmetric = compareAsymmetric(a, b, state.testers);
    if (asymmetric !== undefined) return asymmetric;
    for (const tester of state.testers) {
      const result = tester.call({ equals }, a, b, state.testers);
      if (result !== undefined) return result;
    }
    if (typeof URL === "function" && a instanceof URL && b instanceof URL) return a.href === b.href;
    if (Object.is(a, b)) return true;
    if (a === null || b === null) return false;
    const tag = lib.tag(a);
    if (tag !== lib.tag(b)) return false;
    const byTag = compareByTag(tag, a, b);
    if (byTag !== undefined) return byTag;
    if (typeof a !== "object" || typeof b !== "object") return false;
    for (let i = state.left.length - 1; i >= 0; i--) {
      if (state.left[i] === a) return state.right[i] === b;
      if (state.right[i] === b) return false;
    }
    state.left.push(a);
    state.right.push(b);
    const result = compareObjects(a, b, tag, state);
    state.left.pop();
    state.right.pop();
    return result;
  }

  function equals(a, b, testers = [], strict = false) {
    return compare(a, b, { testers, has: strict ? hasOwn : hasDefined, left: [], right: [] });
  }
  lib.equals = equals;

  const hasIterator = (value) => value != null && !!value[Symbol.iterator];

  lib.iterableEquality = function iterableEquality(a, b, testers = [], left = [], right = []) {
    if (typeof a !== "object" || typeof b !== "object" || Array.isArray(a) || Array.isArray(b)) return undefined;
    if (!hasIterator(a) || !hasIterator(b)) return undefined;
    if (a.constructor !== b.constructor) return false;
    const seen = left.lastIndexOf(a);
    if (seen >= 0) return right[seen] === b;
    const lefts = [...left, a];
    const rights = [...right, b];
    const nested = [
      ...testers.filter((tester) => tester !== iterableEquality),
      (x, y) => iterableEquality(x, y, [...testers], lefts, rights),
    ];
    const same = (x, y) => equals(x, y, nested);
    if (a.size !== undefined) {
      if (a.size !== b.size) return false;
      if (lib.isA("Set", a)) return [...a].every((x) => b.has(x) || [...b].some((y) => same(x, y)));
      if (lib.isA("Map", a)) {
        const inB = ([key, value]) => [...b].some(([k, v]) => same(key, k) && same(value, v));
        return [...a].every((entry) => (b.has(entry[0]) && same(entry[1], b.get(entry[0]))) || inB(entry));
      }
    }
    const other = b[Symbol.iterator]();
    for (const x of a) {
      const next = other.next();
      if (next.done || !same(x, next.value)) return false;
    }
    if (!other.next().done) return false;
    return same(Object.entries(a), Object.entries(b));
  };

  lib.hasInherited = (object, key) => {
    for (let o = object; o && typeof o === "object" && o !== Object.prototype; o = Object.getPrototypeOf(o)) {
      if (Object.hasOwn(o, key)) return true;
    }
    return false;
  };

  const isRecord = (value) =>
    lib.isObject(value) && !lib.isError(value) && !(value instanceof Date) && !(value instanceof Set) && !(value instanceof Map);

  lib.subsetEquality = function subsetEquality(object, subset, testers = []) {
    const others = testers.filter((tester) => tester !== subsetEquality);
    const within = (seen) => (value, part) => {
      if (!isRecord(part)) return undefined;
      return Object.keys(part).every((key) => {
        const want = part[key];
        if (want != null && typeof want === "object") {
          if (seen.has(want)) return equals(value[key], want, others);
          seen.add(want);
        }
        const result =
          value != null && lib.hasInherited(value, key) && equals(value[key], want, [...others, within(seen)]);
        seen.delete(want);
        return result;
      });
    };
    return within(new Set())(object, subset);
  };

  lib.typeEquality = (a, b) => (a == null || b == null || a.constructor === b.constructor ? undefined : false);

  lib.arrayBufferEquality = (a, b) => {
    const views = [a, b].map((v) => (v instanceof ArrayBuffer ? new DataView(v) : v));
    if (!views.every((v) => v instanceof DataView) || a instanceof DataView !== b instanceof DataView) return undefined;
    if (views[0].byteLength !== views[1].byteLength) return false;
    for (let i = 0; i < views[0].byteLength; i++) {
      if (views[0].getUint8(i) !== views[1].getUint8(i)) return false;
    }
    return true;
  };

  // Tells [, 1] from [undefined, 1].
  lib.sparseArrayEquality = function sparseArrayEquality(a, b, testers = []) {
    if (!Array.isArray(a) || !Array.isArray(b)) return undefined;
    const others = testers.filter((tester) => tester !== sparseArrayEquality);
    return equals(a, b, others, true) && equals(Object.keys(a), Object.keys(b));
  };

  lib.customTesters = [];
  lib.looseTesters = () => [...lib.customTesters, lib.iterableEquality];
  lib.strictTesters = () => [
    ...lib.looseTesters(), lib.typeEquality, lib.sparseArrayEquality, lib.arrayBufferEquality,
  ];
  lib.equalsLoosely = (a, b) => equals(a, b, lib.looseTesters());
  lib.equalsStrictly = (a, b) => equals(a, b, lib.strictTesters(), true);

  // What of object a toMatchObject diff shows: the keys the subset has, and how many it leaves out.
  lib.objectSubset = (object, subset) => {
    let stripped = 0;
    const testers = [...lib.looseTesters(), lib.subsetEquality];
    const take = (value, part, seen) => {
      if (Array.isArray(value)) {
        if (!Array.isArray(part) || part.length !== value.length) return value;
        return part.map((item, i) => take(value[i], item, seen));
      }
      if (value instanceof Date || !lib.isObject(value) || !lib.isObject(part)) return value;
      if (equals(value, part, testers)) return part;
      const trimmed = {};
      seen.set(value, trimmed);
      if (typeof value.constructor?.name === "string") {
        Object.defineProperty(trimmed, "constructor", { enumerable: false, value: value.constructor });
      }
      for (const key of lib.ownEnumerable(value)) {
        if (lib.hasInherited(part, key)) {
          trimmed[key] = seen.get(value[key]) ?? take(value[key], part[key], seen);
          continue;
        }
        if (seen.has(value[key])) continue;
        stripped += 1 + (lib.isObject(value[key]) ? lib.ownEnumerable(value[key]).length : 0);
        take(value[key], part[key], seen);
      }
      return lib.ownEnumerable(trimmed).length > 0 ? trimmed : value;
    };
    const taken = take(object, subset, new Map());
    return { subset: taken, stripped };
  };
})

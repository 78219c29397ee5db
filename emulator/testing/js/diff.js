// What stands under a failed expectation: "- Expected" and "+ Received". Values become text here;
// the host compares the text (host.diffLines, host.diffText).
(function (lib, host) {
  "use strict";

  const plugins = () => [lib.formatPlugins.asymmetric, lib.formatPlugins.error];
  const options = () => ({ maxDepth: 20, printBasicPrototype: false, plugins: plugins() });
  const plainOptions = () => ({ ...options(), callToJSON: false, maxDepth: 8 });
  const noDifference = "Compared values have no visual difference.";
  const sameJSON =
    "Compared values serialize to the same structure.\nPrinting internal object structure without calling `toJSON` instead.";
  const longestValue = 1e5;
  const longestString = 2e4;

  lib.formatForDiff = (value) => (typeof value === "string" ? value : lib.format(value, options()));

  function typesDiffer(a, b) {
    const shown = (value) => {
      const text = lib.format(value, plainOptions());
      return text.length <= longestValue ? text : `${text.slice(0, longestValue)}...`;
    };
    return `${lib.color.green("- Expected:")}\n${shown(a)}\n\n${lib.color.red("+ Received:")}\n${shown(b)}`;
  }

  function objectsDiff(a, b, config, omitAnnotation) {
    const flat = { ...config, indent: 0 };
    const aFlat = lib.format(a, flat);
    const bFlat = lib.format(b, flat);
    if (aFlat === bFlat) return undefined;
    return host.diffLines(lib.format(a, config), lib.format(b, config), aFlat, bFlat, omitAnnotation);
  }

  function compareObjects(a, b, omitAnnotation) {
    let failed = false;
    try {
      const text = objectsDiff(a, b, options(), omitAnnotation);
      if (text !== undefined) return text;
    } catch {
      failed = true;
    }
    const text = objectsDiff(a, b, plainOptions(), omitAnnotation);
    if (text === undefined) return lib.color.dim(noDifference);
    return failed ? text : `${lib.color.dim(sameJSON)}\n\n${text}`;
  }

  function comparePrimitives(a, b, omitAnnotation) {
    const [left, right] = [lib.format(a, options()), lib.format(b, options())];
    return left === right ? "" : host.diffLines(left, right, left, right, omitAnnotation);
  }

  // The difference of two values; undefined where there is nothing useful to show.
  lib.diff = (a, b, { omitAnnotationLines: omitAnnotation = false } = {}) => {
    if (Object.is(a, b)) return "";
    const kind = lib.kindOf(a);
    let expectedKind = kind;
    if (kind === "object" && typeof a.asymmetricMatch === "function") {
      if (a.$$typeof !== Symbol.for("jest.asymmetricMatcher") || typeof a.getExpectedType !== "function") return undefined;
      expectedKind = a.getExpectedType();
    }
    if (expectedKind !== lib.kindOf(b)) return typesDiffer(a, b);
    if (kind !== "string" && expectedKind === "string") return undefined;
    switch (kind) {
      case "string":
        return host.diffLines(a, b, a, b, omitAnnotation);
      case "boolean":
      case "number":
        return comparePrimitives(a, b, omitAnnotation);
      case "map":
        return compareObjects(new Map([...a].sort()), new Map([...b].sort()), omitAnnotation);
      case "set":
        return compareObjects(new Set([...a].sort()), new Set([...b].sort()), omitAnnotation);
    }
    return compareObjects(a, b, omitAnnotation);
  };

  // Copies plain structure, so that replaceMatched may write into it.
  function clone(value, seen) {
    if (seen.has(value)) return seen.get(value);
    if (Array.isArray(value)) {
      const copy = new Array(value.length);
      seen.set(value, copy);
      for (let i = 0; i < value.length; i++) copy[i] = clone(value[i], seen);
      return copy;
    }
    if (!lib.isA("Object", value) || value === Object.prototype) return value;
    const copy = Object.create(Object.getPrototypeOf(value));
    seen.set(value, copy);
    for (const key of Reflect.ownKeys(value)) {
      const { enumerable } = Object.getOwnPropertyDescriptor(value, key);
      Object.defineProperty(copy, key, {
        enumerable, configurable: true, writable: true, value: clone(value[key], seen),
      });
    }
    return copy;
  }

  const matcher = (value) => lib.isA("Object", value) && typeof value.asymmetricMatch === "function";
  const replaceable = (a, b) => lib.tag(a) === lib.tag(b) && (lib.isA("Object", a) || lib.isA("Array", a));

  // Puts the received value where a matcher accepted it, so that only real differences show.
  function replaceMatched(actual, expected, seen = new Set()) {
    if (actual instanceof Error && expected instanceof Error && actual.cause !== undefined && expected.cause === undefined) {
      delete actual.cause;
      return [actual, expected];
    }
    if (!replaceable(actual, expected) || seen.has(actual) || seen.has(expected)) return [actual, expected];
    seen.add(actual).add(expected);
    for (const key of Reflect.ownKeys(expected)) {
      const want = expected[key];
      const got = actual[key];
      const set = ([a, e]) => {
        actual[key] = a;
        expected[key] = e;
      };
      if (matcher(want)) {
        if (want.asymmetricMatch(got)) expected[key] = got;
        else if (want.sample !== undefined && replaceable(got, want.sample)) set(replaceMatched(got, want.sample, seen));
      } else if (matcher(got)) {
        if (got.asymmetricMatch(want)) actual[key] = want;
        else if (got.sample !== undefined && replaceable(got.sample, want)) set(replaceMatched(got.sample, want, seen));
      } else if (replaceable(got, want)) {
        set(replaceMatched(got, want, seen));
      }
    }
    return [actual, expected];
  }

  lib.printDiff = (received, expected) => {
    const texts = [expected, received];
    const short = (text) => typeof text === "string" && text.length > 0 && text.length <= longestString;
    if (texts.every(short) && expected !== received) return host.diffText(expected, received);
    const [actual, wanted] = replaceMatched(clone(received, new Map()), clone(expected, new Map()));
    return lib.diff(wanted, actual);
  };
})

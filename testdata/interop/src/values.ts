/** The values that are written: a bit of everything that structured clone knows. */
export function values(): Record<string, unknown> {
  const cycle: Record<string, unknown> = { name: "loop", list: [1, , 3] };
  cycle.self = cycle;
  const shared = { shared: true };
  const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
  return {
    primitives: [null, undefined, true, false, 0, -0, -1, 2 ** 30, 2 ** 53, 0.1, NaN, -Infinity, 123456789012345678901234567890n, -5n],
    strings: ["", "ascii", "latin é", "wide žluť", "🐎", "\u0000", "\ud800"],
    object: { b: 1, a: { deep: [{ deeper: new Date(0) }] }, 7: "seven", 3: "three" },
    map: new Map<unknown, unknown>([["k", new Map([[1, "one"]])], [{ key: 1 }, new Set([1, "1", null])]]),
    date: new Date(1234567890123),
    invalidDate: new Date(NaN),
    regexp: /a+\/b/giu,
    boxed: [new Number(5), new String("box"), new Boolean(false), Object(5n)],
    typed: [
      new Uint8Array(buffer, 2, 3), new Float64Array([0.5, -0.5]), new BigInt64Array([-1n, 2n ** 62n]),
      new Uint8ClampedArray([1, 300]), new DataView(buffer, 1, 2), buffer,
    ],
    cycle,
    shared: [shared, shared],
    error: new RangeError("out of it", { cause: new TypeError("the reason") }),
    ownError: Object.assign(new Error("with code"), { code: "E_CODE", name: "OwnError" }),
    aggregate: new AggregateError([new Error("one"), "two"], "many"),
  };
}

/** A description of a value that tells apart what JSON does not, identities included. */
export function describe(value: unknown, seen = new Map<unknown, number>()): unknown {
  if (typeof value === "string") return [...value].some(isSurrogate) ? { broken: escape(value) } : value;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value !== "object") return `${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`;
  const known = seen.get(value);
  if (known !== undefined) return `object ${known} again`;
  seen.set(value, seen.size);
  return { is: Object.prototype.toString.call(value), class: value.constructor?.name, ...content(value, seen) };
}

function isSurrogate(char: string) {
  const code = char.codePointAt(0)!;
  return code >= 0xd800 && code <= 0xdfff;
}

function content(value: object, seen: Map<unknown, number>): Record<string, unknown> {
  const inner = (v: unknown) => describe(v, seen);
  if (value instanceof Map) return { entries: [...value].map(([k, v]) => [inner(k), inner(v)]) };
  if (value instanceof Set) return { members: [...value].map(inner) };
  if (value instanceof Date || value instanceof Number || value instanceof Boolean) return { value: inner(value.valueOf()) };
  if (value instanceof String || value instanceof BigInt || value instanceof RegExp) return { text: String(value) };
  if (value instanceof ArrayBuffer) return { bytes: [...new Uint8Array(value)] };
  if (ArrayBuffer.isView(value)) {
    const { byteOffset, byteLength } = value;
    return { byteOffset, byteLength, buffer: inner(value.buffer) };
  }
  if (value instanceof Error) {
    const errors = value instanceof AggregateError ? { errors: inner(value.errors) } : {};
    return { name: value.name, message: value.message, cause: inner(value.cause), ...errors, own: properties(value, inner) };
  }
  return { own: properties(value, inner) };
}

/** Own enumerable properties in order; a hole of an array has none. Of a stack only the first line
 * counts: the frames below name a bundle. */
function properties(value: object, inner: (v: unknown) => unknown) {
  const all = Object.entries(value).map(([k, v]) => [k, k === "stack" ? String(v).split("\n")[0] : inner(v)]);
  return Array.isArray(value) ? { length: value.length, all } : all;
}

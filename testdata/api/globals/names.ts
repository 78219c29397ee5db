// The names of the global scope.

/** Names that the engine brings, whatever the runtime. */
const engine = new Set(`Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError
  EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array
  Uint32Array Int32Array Float32Array Float64Array Float16Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef
  FinalizationRegistry Proxy Reflect SharedArrayBuffer decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN WebAssembly
  DisposableStack AsyncDisposableStack Temporal`.split(/\s+/));

// wrangler has a fetch of its own at old dates.
const names = () => Object.getOwnPropertyNames(globalThis).filter((name) => !engine.has(name) && name !== "fetch" && !name.startsWith("__") && !name.startsWith("devdo:"));

const kind = (name: string) => {
  void (globalThis as any)[name];
  const d = Object.getOwnPropertyDescriptor(globalThis, name)!;
  const flags = `${d.writable ? "w" : ""}${d.enumerable ? "e" : ""}${d.configurable ? "c" : ""}`;
  if (d.get || d.set) return `${d.get ? "get" : ""}${d.set ? "set" : ""} ${flags}`;
  return `${typeof d.value} ${flags}`;
};

export const own = {
  test: () => Object.fromEntries(names().sort().map((name) => [name, kind(name)])),
};
export const inherited = {
  test: () => {
    const chain: unknown[] = [];
    for (let o = Object.getPrototypeOf(globalThis); o && o !== Object.prototype; o = Object.getPrototypeOf(o)) {
      chain.push([o.constructor?.name, Object.prototype.toString.call(o), Object.getOwnPropertyNames(o).sort()]);
    }
    return chain;
  },
};
export const self = {
  test: () => [typeof self_, (globalThis as any).self === globalThis, Object.prototype.toString.call(globalThis), globalThis instanceof EventTarget, Object.keys(globalThis).filter((k) => names().includes(k)).sort(), String(globalThis), (globalThis as any).constructor.name],
};
const self_ = (globalThis as any).self;
export const constructors = {
  test: () => [...names(), ...Object.getOwnPropertyNames(Object.getPrototypeOf(globalThis))].filter((name) => /^[A-Z]/.test(name) && name !== "Buffer" && typeof (globalThis as any)[name] === "function").sort().map((name) => {
    const c = (globalThis as any)[name];
    let made: string;
    try {
      new c();
      made = "";
    } catch (error: any) {
      made = `${error.name}: ${error.message}`;
    }
    return [name, c.length, made];
  }),
};

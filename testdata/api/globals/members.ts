// The members of the classes in the global scope and of its objects.

// Symbols of the runtime's own are for its console alone.
const list = (o: any) => [...Object.getOwnPropertyNames(o), ...Object.getOwnPropertySymbols(o).map(String).filter((s) => s.startsWith("Symbol(Symbol."))].sort().join(" ");
const classes = `AbortController AbortSignal Blob BroadcastChannel ByteLengthQueuingStrategy CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent
  DOMException DecompressionStream DigestStream ErrorEvent Event EventSource EventTarget ExtendableEvent FetchEvent File FixedLengthStream FormData HTMLRewriter Headers IdentityTransformStream
  MessageChannel MessageEvent MessagePort Navigator Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming PromiseRejectionEvent ReadableByteStreamController
  ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader Request Response ScheduledEvent ServiceWorkerGlobalScope SubtleCrypto
  TailEvent TextDecoder TextDecoderStream TextEncoder TextEncoderStream TraceEvent TransformStream TransformStreamDefaultController URL URLPattern URLSearchParams WebSocket WebSocketPair
  WebSocketRequestResponsePair WorkerGlobalScope WritableStream WritableStreamDefaultController WritableStreamDefaultWriter Cache CacheStorage Storage`.split(/\s+/);

export const prototypes = {
  test: () => Object.fromEntries(classes.map((name) => {
    const c = (globalThis as any)[name];
    return [name, typeof c === "function" ? list(c.prototype) : "-"];
  })),
};
export const statics = {
  test: () => Object.fromEntries(classes.map((name) => {
    const c = (globalThis as any)[name];
    return [name, typeof c === "function" ? Object.getOwnPropertyNames(c).filter((n) => !["length", "name", "prototype", "arguments", "caller"].includes(n)).sort().join(" ") : "-"];
  })),
};
const objects = `caches navigator performance scheduler crypto origin`.split(" ");
export const instances = {
  test: () => Object.fromEntries(objects.map((name) => {
    const o = (globalThis as any)[name];
    if (o === null || typeof o !== "object") return [name, typeof o];
    return [name, [Object.prototype.toString.call(o), list(o), list(Object.getPrototypeOf(o))]];
  })),
};

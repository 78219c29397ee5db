// Functions of the global scope and of its objects.
import { outcome, outcomes, sleep } from "../entry";

declare const navigator: any;
declare const scheduler: any;
declare const performance: any;

export const beacon = { test: () => outcomes({ none: () => navigator.sendBeacon(), bad: () => navigator.sendBeacon("x"), symbol: () => navigator.sendBeacon(Symbol("x")), wrongThis: () => navigator.sendBeacon.call({}, "http://localhost:1/"), sent: () => navigator.sendBeacon("http://127.0.0.1:1/", "body") }) };
export const navigation = { test: () => ["userAgent", "language", "languages", "platform", "hardwareConcurrency", "onLine", "storage", "gpu"].map((n) => [n, typeof navigator[n], n in navigator, JSON.stringify(navigator[n])]) };
export const scheduling = { test: () => outcomes({ wait: () => scheduler.wait(1), none: () => scheduler.wait(), text: () => scheduler.wait("1"), aborted: () => scheduler.wait(1000, { signal: AbortSignal.abort() }), aborting: () => scheduler.wait(1000, { signal: AbortSignal.timeout(5) }), badSignal: () => scheduler.wait(1, { signal: {} }), options: () => scheduler.wait(1, 5), wrongThis: () => scheduler.wait.call({}, 1) }) };
export const clocks = { test: () => [performance.timeOrigin, typeof performance.now(), Number.isInteger(performance.now()), Date.now() - performance.now() < 1000, performance.now() === performance.now()] };
export const listening = {
  test: async () => {
    const seen: unknown[] = [];
    const hear = (e: any) => { seen.push([e.type, e.message, e.error?.message, e.constructor.name]); e.preventDefault(); };
    addEventListener("error", hear);
    reportError(new RangeError("mine"));
    reportError("text");
    removeEventListener("error", hear);
    addEventListener("x", () => seen.push("x"), { once: true });
    dispatchEvent(new Event("x"));
    dispatchEvent(new Event("x"));
    await sleep(1);
    return [seen, await outcome(() => (reportError as any)()), await outcome(() => (addEventListener as any)("x"))];
  },
};
export const replaced = {
  test: () => {
    const g = globalThis as any, before = g.URLSearchParams;
    g.URLSearchParams = 5;
    const during = [URLSearchParams, Object.hasOwn(g, "URLSearchParams")];
    delete g.URLSearchParams;
    const after = g.URLSearchParams === before;
    const { fetch } = g;
    g.fetch = () => "mock";
    const mocked = fetch === globalThis.fetch || (globalThis.fetch as any)();
    delete g.fetch;
    return [during, after, mocked, typeof g.fetch, "fetch" in g, "Nothing" in g, delete g.Nothing];
  },
};
export const absent = { test: () => ["window", "document", "importScripts", "XMLHttpRequest", "BroadcastChannel", "localStorage", "Worker", "SharedWorker", "Notification", "indexedDB", "requestAnimationFrame", "alert", "location", "name", "onmessage", "postMessage", "cookieStore", "ReadableStreamBYOBRequest", "CompressionStream", "WebTransport", "Storage", "Lock", "Report"].map((n) => [n, typeof (globalThis as any)[n], n in globalThis]) };

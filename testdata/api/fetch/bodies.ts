// What bodies are made of, and read as.
import { outcome, outcomes } from "../entry";

const enc = new TextEncoder();
const both = (make: () => any) => async () => { const r = new Response(make()); return [r.headers.get("content-type"), await r.text()]; };

export const sources = {
  test: () => outcomes({
    number: both(() => 1), boolean: both(() => false), null: both(() => null), undefined: both(() => undefined), object: both(() => ({})), own: both(() => ({ toString: () => "own" })), boxed: both(() => new String("boxed")), date: both(() => new Date(NaN)), symbol: both(() => Symbol("x")), bigint: both(() => 1n), function: both(() => function f() {}), buffer: both(() => enc.encode("buf").buffer), view: both(() => new DataView(enc.encode("view").buffer, 1)), words: both(() => new Uint16Array([0x6968])), blob: both(() => new Blob(["b"], { type: "T/B" })), untypedBlob: both(() => new Blob(["b"])), file: both(() => new File(["f"], "n", { type: "t/f" })), params: both(() => new URLSearchParams([["a", "é"]])), url: both(() => new URL("http://x")),
    array: both(() => [enc.encode("a"), enc.encode("b")]), texts: both(() => ["a", "b"]), numbers: both(() => [1, 2]), map: both(() => new Map([[1, 2]])), set: both(() => new Set([enc.encode("s")])), generator: both(() => (function* () { yield enc.encode("g"); })()), async: both(() => (async function* () { yield enc.encode("as"); yield enc.encode("ync"); })()), iterable: both(() => ({ *[Symbol.iterator]() { yield enc.encode("it"); } })), withText: both(() => ({ *[Symbol.iterator]() { yield enc.encode("it"); }, toString: () => "text" })), withPrimitive: both(() => ({ *[Symbol.iterator]() { yield enc.encode("it"); }, [Symbol.toPrimitive]: () => "primitive" })), asyncText: both(() => ({ async *[Symbol.asyncIterator]() { yield enc.encode("it"); }, toString: () => "text" })), failing: both(() => (async function* () { yield enc.encode("x"); throw new RangeError("mine"); })()), emptyArray: both(() => []),
    locked: () => { const s = new Response("x").body!; s.getReader(); return new Response(s); }, disturbed: async () => { const s = new Response("x").body!; await s.getReader().read(); return new Response(s); }, tee: async () => { const [a, b] = new Response("teed").body!.tee(); return [await new Response(a).text(), await new Response(b).text()]; },
  }),
};
export const readings = {
  test: () => outcomes({
    json: () => new Response('{"a":[1]}').json(), badJson: () => new Response("{").json().catch((e) => e.constructor.name), bom: () => new Response("\ufefftext").text(), bomJson: () => new Response("\ufeff1").json(), invalid: () => new Response(new Uint8Array([97, 255, 98])).text(), buffer: () => new Response("ab").arrayBuffer(), bytes: () => (new Response("ab") as any).bytes(), blob: async () => { const b = await new Response("ab", { headers: { "content-type": "X/Y; charset=z" } }).blob(); return [b.type, b.size, await b.text()]; }, blobless: async () => { const b = await new Response(new Uint8Array(2)).blob(); return [b.type, b.size]; }, nullText: () => new Response(null).text(), nullBuffer: () => new Response().arrayBuffer(), formOfText: () => new Response("x").formData(), wrongThis: () => Response.prototype.text.call({} as any),
    latin: () => new Response(new Uint8Array([233]), { headers: { "content-type": "text/plain; charset=latin1" } }).text(), twice: async () => { const r = new Response("x"); const one = r.text(); const two = outcome(() => r.text()); return [await one, await two]; }, script: async () => new Response(new ReadableStream({ start(c) { c.enqueue("text"); c.close(); } })).text(),
  }),
};
export const blobs = {
  test: () => outcomes({
    slice: async () => new Blob(["0123456789"]).slice(2, 5).text(), negative: async () => new Blob(["0123456789"]).slice(-3).text(), type: () => new Blob([], { type: "A/B" }).type, badType: () => new Blob([], { type: "é" }).type, sliceType: () => new Blob(["a"]).slice(0, 1, "X/Y").type, parts: async () => new Blob(["a", new Uint8Array([98]), new Blob(["c"]), 1 as any]).text(), notArray: () => new Blob("x" as any), size: () => new Blob(["é"]).size, stream: async () => new Response(new Blob(["s"]).stream()).text(), bytes: () => (new Blob(["ab"]) as any).bytes(), none: () => new Blob().size, endings: async () => new Blob(["a\nb"], { endings: "native" } as any).text(), set: async () => new Blob(new Set(["a"]) as any).text(),
    file: () => { const f = new File(["x"], "n/a", { type: "t/x", lastModified: 5 }); return [f.name, f.type, f.lastModified, f.size]; }, fileNone: () => new (File as any)(), fileOne: () => new (File as any)([]), fileSlice: () => new File(["abc"], "n").slice(1).constructor.name, fileDate: () => new File([], "n", { lastModified: 1.5 }).lastModified, fileName: () => new File([], 1 as any).name,
  }),
};

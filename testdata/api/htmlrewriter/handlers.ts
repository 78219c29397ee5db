// Handlers, the objects they get, and what they may do when.
import { outcome, outcomes } from "../entry";

const run = (handlers: any, html = "<p a=1>x<!--c--></p>", selector = "p") => new HTMLRewriter().on(selector, handlers).transform(new Response(html)).text();
const withElement = (fn: (e: any) => unknown, html?: string) => async () => {
  let result: unknown;
  await run({ element(e: any) { result = fn(e) } }, html);
  return result;
};
const caught = (fn: () => unknown) => { try { return fn() } catch (error) { return error } };
const stream = (...parts: (string | Uint8Array)[]) => new ReadableStream({
  start(c) { for (const p of parts) c.enqueue(typeof p === "string" ? new TextEncoder().encode(p) : p); c.close() },
});

export const arguments_ = { test: () => outcomes({
  noNew: () => (HTMLRewriter as any)(),
  none: () => (new HTMLRewriter() as any).on(),
  noHandlers: () => (new HTMLRewriter() as any).on("p"),
  nullHandlers: () => (new HTMLRewriter() as any).on("p", null),
  textHandlers: () => (new HTMLRewriter() as any).on("p", "x"),
  wrongHandler: () => new HTMLRewriter().on("p", { element: 1 } as any),
  nullHandler: () => new HTMLRewriter().on("p", { text: null } as any),
  noDocument: () => (new HTMLRewriter() as any).onDocument(),
  wrongDocument: () => new HTMLRewriter().onDocument({ end: {} } as any),
  chains: () => { const r = new HTMLRewriter(); return [r.on("p", {}) === r, r.onDocument({}) === r] },
  noResponse: () => (new HTMLRewriter() as any).transform(),
  textResponse: () => (new HTMLRewriter() as any).transform("x"),
  errorResponse: () => new HTMLRewriter().transform(Response.error()),
  wrongThis: () => (HTMLRewriter.prototype as any).on.call({}, "p", {}),
  shape: () => [Object.prototype.toString.call(new HTMLRewriter()), Object.keys(HTMLRewriter.prototype), typeof (globalThis as any).Element],
}) };

export const responses = { test: async () => {
  const empty = new Response(null);
  const given = new Response("x", { status: 201, statusText: "Made", headers: { a: "b", "content-length": "1" } });
  const out = new HTMLRewriter().transform(given);
  const used = new Response("x");
  await used.text();
  const locked = new Response("x");
  locked.body!.getReader();
  return {
    empty: new HTMLRewriter().transform(empty) === empty,
    out: [out.status, out.statusText, [...out.headers], out === given, given.bodyUsed, out.bodyUsed, await out.text(), out.bodyUsed],
    again: await outcome(() => new HTMLRewriter().transform(given)),
    used: await outcome(() => new HTMLRewriter().transform(used)),
    locked: await outcome(() => new HTMLRewriter().transform(locked)),
    url: await outcome(async () => (await new HTMLRewriter().transform(await fetch("data:text/html,<p>")).text())),
  };
} };

export const elements = { test: () => outcomes({
  members: withElement((e) => [Object.prototype.toString.call(e), Object.keys(e), Object.keys(Object.getPrototypeOf(e)), JSON.stringify(e), e.constructor.name]),
  construct: withElement((e) => caught(() => new e.constructor())),
  attributes: withElement((e) => [e.getAttribute("A"), e.getAttribute("b"), e.hasAttribute("a"), e.hasAttribute(""), caught(() => e.getAttribute("")), caught(() => e.getAttribute("x y"))]),
  badNames: withElement((e) => ["", "1", " a", "a b", "a/", "a>", "ä"].map((n) => caught(() => { e.tagName = n; return e.tagName }))),
  badAttributes: withElement((e) => ["", "a b", "a=", "a>", "a/", "é"].map((n) => caught(() => e.setAttribute(n, "x") === e))),
  missing: withElement((e) => [caught(() => e.getAttribute()), caught(() => e.setAttribute("a")), caught(() => e.before()), caught(() => e.onEndTag()), caught(() => e.onEndTag({}))]),
  conversions: withElement((e) => { e.before(1); e.before(null); e.before({ toString: () => "o" }); return caught(() => e.before("x", 1)) }),
  optionsNull: withElement((e) => [caught(() => e.before("x", null) === e), caught(() => e.before("x", { html: null }) === e)]),
  iterator: withElement((e) => {
    const i = e.attributes;
    return [Object.prototype.toString.call(i), i[Symbol.iterator]() === i, i.next(), i.next(), i.next(), Object.keys(Object.getPrototypeOf(i))];
  }),
  iteratorModified: withElement((e) => { const i = e.attributes; e.setAttribute("z", "y"); return [caught(() => i.next()), [...e.attributes]] }),
  readonly: withElement((e) => caught(() => { e.removed = true; return e.removed })),
  namespace: withElement((e) => e.namespaceURI),
  otherThis: withElement((e) => caught(() => Object.getPrototypeOf(e).remove.call({}))),
  comment: async () => { let r; await run({ comments(c: any) { r = [Object.keys(c), Object.keys(Object.getPrototypeOf(c)), JSON.stringify(c), ["-->", "a--!>", ">", "->", "ok"].map((t) => caught(() => { c.text = t; return c.text })),
    caught(() => c.before(stream("x"))), caught(() => c.replace(new Response("x")))] } }); return r },
  text: async () => { const r: unknown[] = []; await run({ text(t: any) { r.push([Object.keys(t), Object.keys(Object.getPrototypeOf(t)), JSON.stringify(t), caught(() => { t.text = "x"; return t.text })]) } }); return r },
  doctype: async () => { let r; await new HTMLRewriter().onDocument({ doctype(d: any) { r = [Object.keys(d), Object.keys(Object.getPrototypeOf(d)), JSON.stringify(d)] } }).transform(new Response("<!doctype html>")).text(); return r },
  end: async () => { let r; await new HTMLRewriter().onDocument({ end(d: any) { r = [Object.keys(d), Object.keys(Object.getPrototypeOf(d)), caught(() => d.append(stream("x")))] } }).transform(new Response("x")).text(); return r },
  endTag: withElementEnd((t) => [Object.keys(t), Object.keys(Object.getPrototypeOf(t)), JSON.stringify(t), caught(() => { t.name = ""; return t.name })]),
}) };
function withElementEnd(fn: (t: any) => unknown) {
  return async () => { let r: unknown; await run({ element(e: any) { e.onEndTag((t: any) => { r = fn(t) }) } }); return r };
}

export const validity = { test: async () => {
  const kept: any = {};
  const rewriter = new HTMLRewriter()
    .on("p", { element(e) { kept.e = e; kept.i = e.attributes; e.onEndTag((t) => { kept.t = t }) }, comments(c) { kept.c = c }, text(t) { kept.x = t } })
    .onDocument({ end(d) { kept.d = d } });
  await rewriter.transform(new Response("<p a=1>x<!--c--></p>")).text();
  const later = await outcomes({
    tagName: () => kept.e.tagName, before: () => kept.e.before("x"), badBefore: () => kept.e.before("x", 1), next: () => kept.i.next(), name: () => kept.t.name,
    text: () => kept.c.text, textNode: () => kept.x.lastInTextNode, append: () => kept.d.append("x"), set: () => { kept.e.tagName = "x" },
  });
  let during: unknown;
  await run({ async element(e: any) { await scheduler.wait(1); during = e.tagName } });
  return { later, during };
} };

export const order = { test: async () => {
  const seen: string[] = [];
  const note = (name: string) => ({ element: () => { seen.push(name + "e") }, text: (t: any) => { seen.push(name + "t" + t.text) }, comments: () => { seen.push(name + "c") } });
  await new HTMLRewriter().onDocument({ ...note("D"), end: () => { seen.push("De") } }).on("p", note("1")).on("*", note("2")).on("p b", note("3")).onDocument({ ...note("E"), end: () => { seen.push("Ee") } })
    .transform(new Response("a<p>b<b>c<!--d--></b></p>e")).text();
  const self = { prop: 1, element() { seen.push("this" + this.prop) } };
  await new HTMLRewriter().on("p", self).on("p", { async element() { seen.push("a"); await scheduler.wait(1); seen.push("b") } }).on("p", { element() { seen.push("c") } })
    .transform(new Response("<p></p><p></p>")).text();
  return seen;
} };

export const errors = { test: () => outcomes({
  thrown: () => run({ element() { throw new RangeError("r") } }),
  rejected: () => run({ async text() { throw new Error("e") } }),
  notAnError: () => run({ element() { throw "text" } }),
  atEnd: () => new HTMLRewriter().onDocument({ end() { throw new Error("end") } }).transform(new Response("x")).text(),
  tagName: () => run({ element(e: any) { e.tagName = "" } }),
  sourceFails: () => new HTMLRewriter().transform(new Response(new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("<p>")) }, pull(c) { c.error(new TypeError("source")) } }))).text(),
  notBytes: () => new HTMLRewriter().transform(new Response(new ReadableStream({ start(c) { c.enqueue("text"); c.close() } }))).text(),
  before: async () => {
    const response = new HTMLRewriter().on("b", { element() { throw new Error("late") } }).transform(new Response("<p>x</p><b>"));
    const reader = response.body!.getReader();
    return [await outcome(() => reader.read().then((r) => new TextDecoder().decode(r.value))), await outcome(() => reader.read())];
  },
  cancelled: async () => {
    let reason: unknown = "none";
    const response = new HTMLRewriter().transform(new Response(new ReadableStream({ pull(c) { c.enqueue(new TextEncoder().encode("x")) }, cancel(r) { reason = r } })));
    await response.body!.cancel(new Error("enough"));
    await scheduler.wait(20);
    return reason;
  },
}) };

export const streams = { test: () => outcomes({
  prepend: () => run({ element(e: any) { e.prepend(stream("<", "b>"), { html: true }) } }),
  escaped: () => run({ element(e: any) { e.append(stream("<", "b>")) } }),
  order: () => run({ element(e: any) { e.before(stream("1")).before("2").before(new Response("3")).after(stream("4")).after("5") } }),
  replace: () => run({ element(e: any) { e.replace(new Response("<r>"), { html: true }) } }),
  empty: () => run({ element(e: any) { e.before(new Response(null)).after(stream()) } }),
  split: () => run({ element(e: any) { e.before(stream(new Uint8Array([0xc3]), new Uint8Array([0xa4]))) } }),
  invalid: () => run({ element(e: any) { e.before(stream(new Uint8Array([0xc3, 0x28]))) } }),
  incomplete: () => run({ element(e: any) { e.before(stream(new Uint8Array([0x61, 0xc3]))) } }),
  incompleteThenMore: () => run({ element(e: any) { e.before(stream(new Uint8Array([0x61, 0xc3]))).before("b") } }),
  failing: () => run({ element(e: any) { e.before(new ReadableStream({ pull(c) { c.error(new Error("s")) } })) } }),
  twice: () => run({ element(e: any) { const s = stream("x"); e.before(s); e.after(s) } }),
  used: async () => { const r = new Response("x"); await r.text(); return run({ element(e: any) { e.before(r) } }) },
  texts: () => run({ text(t: any) { if (t.text) t.replace(stream("<y>")) } }),
  endTag: () => run({ element(e: any) { e.onEndTag((t: any) => { t.before(stream("z")).after(new Response("w")) }) } }),
  dropped: () => new HTMLRewriter().on("p", { element(e) { e.remove() } }).on("b", { element(e: any) { e.before(stream("x")) } }).transform(new Response("<p><b></b></p>y")).text(),
}) };

// Every handler lets go of output, each part of which waits for its reader: many turns of one event.
export const manyParts = { test: async () => {
  const n = 500;
  const reader = new HTMLRewriter().on("b", { element(e) { e.append("<i></i>", { html: true }) } }).transform(new Response("<b></b>".repeat(n))).body!.getReader();
  let parts = 0, length = 0;
  for (let r = await reader.read(); !r.done; r = await reader.read()) { parts++; length += r.value.length }
  return [parts, length];
} };

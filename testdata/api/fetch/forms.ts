// FormData and its two forms on the wire.
import { describe, outcome, outcomes } from "../entry";

const list = async (form: FormData) => Promise.all([...form].map(async ([name, v]: [string, any]) => [name, typeof v === "string" ? v : ["file", v.name, v.type, await v.text(), v.constructor.name]]));
const wire = async (form: FormData) => {
  const r = new Response(form), type = r.headers.get("content-type")!, boundary = type.split("boundary=")[1];
  return [type.replace(boundary, "B"), (await r.text()).replaceAll(boundary, "B")];
};
const filled = (...entries: any[][]) => { const f = new FormData(); for (const e of entries) (f.append as any)(...e); return f; };

export const written = {
  test: () => outcomes({
    empty: () => wire(filled()), texts: () => wire(filled(["a", "1"], ["b", "é"], ["a", "2"])), lines: () => wire(filled(["a\nb", "1\n2"], ['"q"', '"v"'], ["c\rd", "x\r\ny"])), file: () => wire(filled(["f", new File(["data"], "n.txt", { type: "text/x" })])), blob: () => wire(filled(["f", new Blob(["data"])])), named: () => wire(filled(["f", new Blob(["data"], { type: "t/b" }), "given"])), quotes: () => wire(filled(["f", new Blob(["d"]), 'a"b\nc'])), backslash: () => wire(filled(["f", new Blob(["d"]), "a\\b"])), backslashEnd: () => wire(filled(["f", new Blob(["d"]), "a\\"])), nameEnd: () => wire(filled(["a\\", "x"])), number: () => wire(filled([1, 2])), params: () => new URLSearchParams(filled(["a", "b c"]) as any).toString(),
  }),
};
const parsed = (body: string, type = "multipart/form-data; boundary=B") => async () => list(await new Response(body, { headers: { "content-type": type } }).formData());
const part = (headers: string, body: string) => `--B\r\n${headers}\r\n\r\n${body}\r\n`;
export const read = {
  test: () => outcomes({
    text: parsed(part('Content-Disposition: form-data; name="a"', "1") + "--B--"), file: parsed(part('Content-Disposition: form-data; name="a"; filename="n.txt"\r\nContent-Type: text/x', "data") + "--B--\r\n"), untyped: parsed(part('Content-Disposition: form-data; name="a"; filename="n"', "data") + "--B--"), emptyName: parsed(part('Content-Disposition: form-data; name=""', "1") + "--B--"), emptyFile: parsed(part('Content-Disposition: form-data; name="a"; filename=""', "") + "--B--"), noName: parsed(part("Content-Disposition: form-data", "1") + "--B--"), unquoted: parsed(part("Content-Disposition: form-data; name=a", "1") + "--B--"), other: parsed(part('Content-Disposition: attachment; name="a"', "1") + "--B--"), noHeaders: parsed("--B\r\n\r\n1\r\n--B--"), bad: parsed(part("nonsense", "1") + "--B--"), lf: parsed('--B\nContent-Disposition: form-data; name="a"\n\n1\n--B--'), truncated: parsed(part('Content-Disposition: form-data; name="a"', "1")), nothing: parsed(""), closed: parsed("--B--"), preamble: parsed("hello\r\n" + part('Content-Disposition: form-data; name="a"', "1") + "--B--"), encodedName: parsed(part('Content-Disposition: form-data; name="a%22b"; filename="c%0Ad"', "1") + "--B--"), escaped: parsed(part('Content-Disposition: form-data; name="a\\"b"', "1") + "--B--"), boundaryless: parsed("x", "multipart/form-data"), quotedBoundary: parsed(part('Content-Disposition: form-data; name="a"', "1") + "--B--", 'multipart/form-data; boundary="B"'), upper: parsed(part('content-disposition: form-data; name="a"', "1") + "--B--", "Multipart/Form-Data; Boundary=B"),
    urlencoded: parsed("a=1&b=%C3%A9+x&a=2&c", "application/x-www-form-urlencoded"), urlencodedCharset: parsed("a=1", "application/x-www-form-urlencoded; charset=UTF-8"), latin: parsed("a=1", "application/x-www-form-urlencoded; charset=latin1"), emptyForm: parsed("", "application/x-www-form-urlencoded"), plain: parsed("a=1", "text/plain"), badPercent: parsed("a=%zz&%=1", "application/x-www-form-urlencoded"),
  }),
};
export const methods = {
  test: () => {
    const f = filled(["a", "1"], ["b", "2"], ["a", "3"]);
    return outcomes({
      get: () => [f.get("a"), f.get("x"), f.getAll("a"), f.getAll("x"), f.has("a"), f.has("x")], set: () => { f.set("a", "9"); return [...f]; }, delete: () => { f.delete("a"); return [...f.keys()]; }, iterators: () => { const g = new FormData(), i = g.entries(); const first = i.next(); g.append("k", "v"); return [first, i.next(), i.next()]; }, forEach: () => { const all: unknown[] = []; filled(["x", "y"]).forEach(function (this: any, ...args: any[]) { all.push(this === 5 || String(this), args[0], args[1], args.length); }, 5); return all; }, fileNamed: async () => list(filled(["f", new File(["x"], "old"), "new"], ["g", new Blob(["y"])])), filenameOfText: () => describe(filled(["f", "text", "name"]).get("f")), none: () => (f.append as any)(), one: () => (f.append as any)("a"), notBlob: () => (f.append as any)("a", {}, "n"), construct: () => new (FormData as any)(1), call: () => (FormData as any)(), getNone: () => (f.get as any)(), symbol: () => f.append(Symbol("x") as any, "y"), tag: () => String(f), surrogates: () => [...filled(["\ud800", "\udc00"])].flat().map((s: any) => s.charCodeAt(0)),
    });
  },
};
export const roundTrip = { test: async () => [await list(await new Response(filled(["a", "1"], ["f", new File(["data\r\n--x"], "n\"q", { type: "t/x" })], ["é", "日"])).formData()), await outcome(async () => list(await new Request("http://x", { method: "POST", body: filled(["a", "1"]) }).formData()))] };

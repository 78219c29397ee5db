//# blob basics
const b = new Blob(["a", new Uint8Array([98]), new Uint16Array([99]).buffer, new Blob(["d"]), new DataView(new ArrayBuffer(1))], {type: "Text/PLAIN;Charset=UTF-8"}); return [b.size, b.type, await b.text(), await b.bytes(), await b.arrayBuffer(), String(b), b instanceof Blob]
//# blob empty
const b = new Blob(); return [b.size, b.type, await b.text(), await b.arrayBuffer(), new Blob(undefined).size, new Blob([]).size, new Blob(undefined, undefined).type]
//# blob no new
return Blob([])
//# blob null parts
return new Blob(null)
//# blob string parts
return new Blob("abc")
//# blob object parts
return new Blob({})
//# blob number parts
return new Blob(5)
//# blob iterable parts
return await new Blob(new Set(["a", "b"])).text()
//# blob generator parts
return await new Blob((function* () { yield "a"; yield new Blob(["b"]) })()).text()
//# blob uint8array as parts
return await new Blob(new Uint8Array([1, 2])).text()
//# blob String object as parts
return await new Blob(new String("xyz")).text()
//# blob odd parts
return await new Blob([1, null, undefined, true, {}, [1, 2], {toString() { return "q" }}]).text()
//# blob symbol part
return new Blob([Symbol("a")])
//# blob hole part
return await new Blob([, "x"]).text()
//# blob surrogates
return [...await new Blob(["\ud800", "\udc00", "é", "😀"]).bytes()]
//# blob options null
return new Blob(["a"], null).type
//# blob options number
return new Blob(["a"], 5)
//# blob options string
return new Blob(["a"], "x")
//# blob options function
return new Blob(["a"], () => 1).type
//# blob types
return ["", "A/B", "text/plain; charset=UTF-8", "not a type", "a/\u007f", "a/\u0080", "a/é", "a/\n", "  a/b  ", "\t", "text/plain;", 5, null, undefined, {toString() { return "O/B" }}].map((type) => new Blob([], {type}).type)
//# blob type symbol
return new Blob([], {type: Symbol("x")})
//# blob endings transparent
return await new Blob(["a\r\nb"], {endings: "transparent"}).text()
//# blob endings native
return await new Blob(["a\r\nb"], {endings: "native"}).text()
//# blob endings bad
return await new Blob(["a\r\nb"], {endings: "x"}).text()
//# blob endings null
return new Blob(["a"], {endings: null})
//# blob options order
const out = []; new Blob([{toString() { out.push("part"); return "" }}], {get type() { out.push("type"); return "" }, get endings() { out.push("endings") }}); return out
//# blob part throws
return new Blob([{toString() { throw new RangeError("x") }}])
//# blob parts snapshot
const u = new Uint8Array([97]); const b = new Blob([u]); u[0] = 98; return await b.text()
//# blob slice
const b = new Blob(["0123456789"], {type: "a/b"}); const s = (...a) => b.slice(...a).text(); return [await s(), await s(2), await s(2, 5), await s(-3), await s(-5, -2), await s(5, 2), await s(3, 100), await s(-100, 3), await s(100), await s(undefined, 3), await s(2, undefined), await s(null, 2), await s(1.9, 3.9)]
//# blob slice odd
const b = new Blob(["0123456789"], {type: "a/b"}); const s = (...a) => b.slice(...a).text(); return [await s("2", "4"), await s(NaN, 4), await s(true, 3), await s([2], {valueOf() { return 4 }})]
//# blob slice infinity
const b = new Blob(["0123456789"]); return [await b.slice(Infinity).text()]
//# blob slice -infinity
const b = new Blob(["0123456789"]); return [await b.slice(-Infinity).text()]
//# blob slice huge
const b = new Blob(["0123456789"]); return [await b.slice(0, 2**40).text()]
//# blob slice end big
const b = new Blob(["0123456789"]); return [await b.slice(0, 2**31).text()]
//# blob slice symbol
return new Blob(["a"]).slice(Symbol("a"))
//# blob slice bigint
return await new Blob(["abc"]).slice(1n).text()
//# blob slice null end
return await new Blob(["abc"]).slice(0, null).text()
//# blob slice types
const b = new Blob(["a"], {type: "a/b"}); return [b.slice().type, b.slice(0, 1).type, b.slice(0, 1, "X/Y").type, b.slice(0, 1, "bad\n").type, b.slice(0, 1, undefined).type, b.slice(0, 1, null).type, b.slice(0, 1, 5).type]
//# blob slice class
const f = new File(["abc"], "n"); const s = f.slice(1); return [s instanceof File, s instanceof Blob, s.constructor.name, s.name]
//# blob methods wrong this
return [(() => { try { Blob.prototype.size } catch (e) { return showError(e) } })(), (() => { try { return Blob.prototype.slice.call({}) } catch (e) { return showError(e) } })(), (() => { try { return Blob.prototype.text.call({}) } catch (e) { return showError(e) } })()]
//# blob text promise this
return await Blob.prototype.text.call({}).catch((e) => "rejected " + showError(e))
//# blob text utf8
return [await new Blob([new Uint8Array([0xef, 0xbb, 0xbf, 97])]).text(), await new Blob(["\ufeffabc"]).text(), await new Blob([new Uint8Array([0xff, 97])]).text()]
//# blob bytes fresh
const b = new Blob(["abc"]); const one = await b.bytes(); one[0] = 0; return [await b.text(), (await b.bytes())[0], (await b.arrayBuffer()) === (await b.arrayBuffer())]
//# blob props
const b = new Blob(["a"]); return [Object.keys(b), JSON.stringify(b), Object.prototype.toString.call(b), (() => { "use strict"; try { b.size = 5 } catch (e) { return e.name } })(), b.size]
//# blob stream
const s = new Blob(["abc"]).stream(); return [s instanceof ReadableStream, s.locked, await new Response(s).text()]
//# blob stream read
const r = new Blob(["abc"]).stream().getReader(); return [await r.read(), await r.read()]
//# blob stream empty
const r = new Blob([]).stream().getReader(); return [await r.read()]
//# blob stream twice
const b = new Blob(["abc"]); return [b.stream() === b.stream(), await new Response(b.stream()).text(), await new Response(b.stream()).text()]
//# blob stream byob
const r = new Blob(["abc"]).stream().getReader({mode: "byob"}); const one = await r.read(new Uint8Array(2)); return [one, await r.read(new Uint8Array(2)), await r.read(new Uint8Array(2))]
//# blob stream big
const r = new Blob([new Uint8Array(200000)]).stream().getReader(); let size = 0; for (;;) { const {done, value} = await r.read(); if (done) break; size += value.length } return size
//# blob stream cancel
const s = new Blob(["abc"]).stream(); await s.cancel(); return await s.getReader().read()
//# blob stream tee
const [a, b] = new Blob(["abc"]).stream().tee(); return [await new Response(a).text(), await new Response(b).text()]
//# file basics
const f = new File(["ab", new Blob(["c"])], "n.txt", {type: "T/P", lastModified: 5}); return [f.name, f.type, f.size, f.lastModified, await f.text(), String(f), f instanceof Blob, f instanceof File]
//# file no args
return new File()
//# file one arg
return new File(["a"])
//# file undefined args
return new File(undefined, undefined)
//# file null name
return new File([], null).name
//# file names
return ["", 5, undefined, "a/b", "\ud800", {toString() { return "x" }}].map((n) => new File([], n).name)
//# file name symbol
return new File([], Symbol("x"))
//# file string parts
return new File("abc", "n")
//# file null parts
return new File(null, "n")
//# file lastModified
return [0, 1.7, -5, "7", null, undefined === 1, 1e15].map((lastModified) => new File([], "n", {lastModified}).lastModified)
//# file lastModified date
return new File([], "n", {lastModified: new Date(77)}).lastModified
//# file lastModified NaN
return new File([], "n", {lastModified: NaN}).lastModified
//# file lastModified infinity
return new File([], "n", {lastModified: Infinity}).lastModified
//# file lastModified bigint
return new File([], "n", {lastModified: 5n}).lastModified
//# file lastModified default
const n = Date.now(); return [new File([], "n").lastModified >= n, new File([], "n", {lastModified: undefined}).lastModified >= n, new File([], "n", {}).lastModified >= n]
//# file options number
return new File([], "n", 5)
//# file options null
return new File([], "n", null).type
//# file endings
return new File([], "n", {endings: "native"})
//# file endings bad
return new File([], "n", {endings: "bad"})
//# file of file
const f = new File([new File(["x"], "a")], "b"); return [f.name, await f.text()]
//# file no new
return File([], "n")
//# blob subclass
class B extends Blob { constructor() { super(["x"], {type: "a/b"}); this.y = 1 } get more() { return this.size } } const b = new B(); return [b.more, b.y, b instanceof Blob, b.slice() instanceof B, await new Response(b).text(), await new Blob([b]).text()]
//# blob from body
const r = new Response("abc", {headers: {"content-type": "a/b;c=d"}}); const b = await r.blob(); return [b.type, b.size, await b.text(), b instanceof File, r.bodyUsed]
//# blob from null body
const b = await new Response(null).blob(); return [b.type, b.size]
//# blob from request
const b = await new Request("http://a", {method: "POST", body: new Uint8Array([1, 2]), headers: {"content-type": "IMAGE/png"}}).blob(); return [b.type, await b.bytes()]
//# blob types of bodies
return await Promise.all(["text/html; charset=utf-8", "TEXT/Html;Charset=\"utf-8\"", "bad", "a/b; x=\"a b\"", "a/b;;x=1", "a/b; x", "a /b", "text/plain; charset=x; charset=y", "a/b;x=\"un", "", "é/b", "text/html;x=é"].map(async (t) => { try { return (await new Response("a", {headers: {"content-type": t}}).blob()).type } catch (e) { return showError(e) } }))
//# body of blob
const types = []; for (const b of [new Blob(["a"], {type: "a/b"}), new Blob(["a"]), new File(["a"], "n", {type: "TEXT/x"}), new File(["a"], "n"), new Blob([], {type: "x/y"})]) { const r = new Response(b); types.push(r.headers.get("content-type"), await r.text()) } return types
//# body of blob with header
return new Response(new Blob(["a"], {type: "a/b"}), {headers: {"content-type": "c/d"}}).headers.get("content-type")
//# request body of blob
const r = new Request("http://a", {method: "POST", body: new Blob(["a"], {type: "a/b"})}); return [[...r.headers], await r.text(), r.bodyUsed]
//# body of blob stream
const r = new Response(new Blob(["abc"])); const rd = r.body.getReader(); return [await rd.read(), await rd.read()]
//# body of blob twice
const b = new Blob(["abc"]); return [await new Response(b).text(), await new Response(b).text()]
//# blob createObjectURL
return URL.createObjectURL(new Blob([]))
//# blob custom toStringTag
const b = new Blob(["a"]); return [b[Symbol.toStringTag], new File([], "n")[Symbol.toStringTag], new FormData()[Symbol.toStringTag]]
//# blob names
return [Blob, File].map((c) => [c.name, c.length, Object.getPrototypeOf(c.prototype).constructor.name, Object.getOwnPropertyNames(c.prototype).join()])
//# blob part throws after
const out = []; try { new Blob(["a", {toString() { throw new Error("stop") }}], {get type() { out.push("type") }}) } catch (e) { out.push(e.message) } return out
//# blob part getter type bad
return new Blob([], {get type() { throw new RangeError("t") }})
//# blob detached part
const u = new Uint8Array(2); new ReadableStream({type: "bytes", start(c) { c.enqueue(u) }}); return new Blob([u]).size
//# blob big concat
const b = new Blob([new Uint8Array(100000).fill(97), "b", new Blob(["c", "d"])]); return [b.size, await b.slice(99999).text()]
//# blob of slices
const b = new Blob(["hello world"]); return await new Blob([b.slice(6), " ", b.slice(0, 5)]).text()
//# blob copies type of class
const b = new Blob([new File(["a"], "n", {type: "x/y"})]); return [b.type, b.size]
//# blob parts changed by a part
const a = ["x", {toString() { a.push("late"); return "y" }}]; return await new Blob(a).text()
//# blob accessors are enumerable
return [Object.getOwnPropertyDescriptor(Blob.prototype, "size").enumerable, Object.getOwnPropertyDescriptor(Blob.prototype, "text").enumerable]
//# blob body surrogates
return await new Response(new Blob(["\ud800"])).text()
//# file bad parts no name
return new File(5)
//# blob slice of slice
const b = new Blob(["0123456789"]).slice(2, 8).slice(1, -1); return [b.size, await b.text(), await new Response(b).text()]
//# blob stream of slice
return await new Response(new Blob(["0123456789"]).slice(2, 5).stream()).text()
//# blob clone of body
const r = new Response(new Blob(["abc"])); const c = r.clone(); return [await r.text(), await c.text()]
//# blob read then read
const b = new Blob(["abc"]); const r = b.stream().getReader(); await r.read(); return [await b.text(), await new Response(b).text(), (await b.stream().getReader().read()).value.length]
//# blob of empty type body
const r = new Response(new Blob(["a"], {type: ""}), {headers: {}}); return [...r.headers]
//# empty mime parameter
return await Promise.all(["a/b; x=", "a/b; x=\"\"", "a/b; x=;y=1", "a/b; =1; z=2", "a/b;x=1 2", "a/b;x=a;X=b", "A/B;X=Y", "a/b;x=\"a\\\"b\"", "a/b;x=\"a\" junk;y=1"].map(async (t) => (await new Response("a", {headers: {"content-type": t}}).blob()).type))
//# slice of infinity
const b = new Blob(["0123456789"]); return [await b.slice(2, Infinity).text(), await b.slice(2, -Infinity).text(), await b.slice(NaN, NaN).text()]

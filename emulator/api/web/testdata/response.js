//# response basics
const r = new Response("hello"); return [r.status, r.statusText, r.ok, r.redirected, r.url, r.webSocket, r.cf, r.type, r.bodyUsed, [...r.headers], r.body instanceof ReadableStream, r.body === r.body]
//# response null
const r = new Response(null); return [r.body, await r.text(), r.bodyUsed, [...r.headers], new Response().body, new Response(undefined).body]
//# response number body
return await new Response(42).text()
//# response object body
return await new Response({a:1}).text()
//# response array body
return await new Response([1,2]).text()
//# response array strings body
return await new Response(["a","b"]).text()
//# response array buffers body
return await new Response([new Uint8Array([97]), new Uint8Array([98])]).text()
//# response String object
return await new Response(new String("x")).text()
//# response bool body
return await new Response(true).text()
//# response symbol body
return await new Response(Symbol("a")).text()
//# response fn body
return await new Response(() => 1).text()
//# response twice
const r = new Response("a"); await r.text(); return [r.bodyUsed, await r.text().catch(showError), await r.json().catch(showError), await r.arrayBuffer().catch(showError), await r.bytes().catch(showError), await r.blob().catch(showError), await r.formData().catch(showError)]
//# response clone used
const r = new Response("a"); await r.text(); return r.clone()
//# response clone locked
const r = new Response("a"); r.body.getReader(); return r.clone()
//# text locked
const r = new Response("a"); r.body.getReader(); return [r.bodyUsed, await r.text()]
//# text released
const r = new Response("a"); r.body.getReader().releaseLock(); return [r.bodyUsed, await r.text()]
//# text after read
const r = new Response("a"); const rd = r.body.getReader(); await rd.read(); rd.releaseLock(); return [r.bodyUsed, await r.text()]
//# body null consume twice
const r = new Response(null); return [await r.text(), await r.text(), r.bodyUsed]
//# json bom
return await new Response("\ufeff[1]").json()
//# text bom
return await new Response("\ufeffabc").text()
//# text invalid utf8
return await new Response(new Uint8Array([0x61, 0xff, 0x62])).text()
//# arrayBuffer view
return [await new Response(new Uint16Array([1,2])).arrayBuffer(), await new Response(new DataView(new ArrayBuffer(2))).bytes(), [...new Response(new Uint8Array(1)).headers]]
//# body copied
const u = new Uint8Array([97]); const r = new Response(u); u[0] = 98; return r.text()
//# blob from response
const b = await new Response("abc", {headers: {"content-type": "Text/HTML; charset=utf-8"}}).blob(); return [b.size, b.type]
//# blob no type
const b = await new Response(new Uint8Array(2)).blob(); return [b.size, b.type]
//# formdata no type
return await new Response(new Uint8Array(2)).formData()
//# formdata bad type
return await new Response("abc").formData()
//# status 199
return new Response(null, {status: 199})
//# status 600
return new Response(null, {status: 600})
//# status 101
return new Response(null, {status: 101})
//# status string
return new Response(null, {status: "404"}).status
//# status NaN
return new Response(null, {status: "abc"}).status
//# status float
return new Response(null, {status: 200.9}).status
//# status null
return new Response(null, {status: null}).status
//# status undefined
return new Response(null, {status: undefined}).status
//# status big
return new Response(null, {status: 1e12}).status
//# status bigint
return new Response(null, {status: 10n}).status
//# 204 body
return new Response("a", {status: 204})
//# 204 empty
const r = new Response("", {status: 204}); return [r.body, await r.text(), [...r.headers]]
//# 304 stream
return new Response(new ReadableStream(), {status: 304})
//# statusText
return [new Response("", {statusText: "Hi"}).statusText, new Response("", {status: 299}).statusText, new Response("", {status: 404}).statusText, new Response("", {statusText: undefined}).statusText, new Response("", {statusText: ""}).statusText]
//# statusText bad
return new Response("", {statusText: "a\nb"})
//# statusText nonlatin
return new Response("", {statusText: "☃"}).statusText
//# init string
return new Response("", "x")
//# init number
return new Response("", 5)
//# init null
return new Response("", null).status
//# init response
const r = new Response("x", {status: 404, statusText: "Q", headers: {a: "b"}, cf: {z: 1}}); const s = new Response("y", r); return [s.status, s.statusText, [...s.headers], await s.text(), s.cf]
//# init array
return new Response("", []).status
//# init fn
return new Response("", () => 1).status
//# init headers bad
return new Response("", {headers: 5})
//# init headers null
return new Response("", {headers: null})
//# init headers undefined
return [...new Response("", {headers: undefined}).headers]
//# init headers pairs
return [...new Response("", {headers: [["a", "b"]]}).headers]
//# init ct kept
return [...new Response("x", {headers: {"Content-Type": "a/b"}}).headers]
//# init webSocket null
return new Response("", {webSocket: null}).webSocket
//# init webSocket bad
return new Response("", {webSocket: {}}).webSocket
//# init webSocket status
return new Response(null, {webSocket: new WebSocketPair()[0]}).webSocket
//# init webSocket body
return new Response("x", {status: 101, webSocket: new WebSocketPair()[0]}).webSocket
//# init webSocket ok
const r = new Response(null, {status: 101, webSocket: new WebSocketPair()[0]}); return [r.status, r.statusText, r.ok, r.webSocket === r.webSocket, r.webSocket]
//# clone ws
return new Response(null, {status: 101, webSocket: new WebSocketPair()[0]}).clone()
//# encodeBody bad
return new Response("", {encodeBody: "x"})
//# cf bad
return new Response("", {cf: 5})
//# cf clone
const o = {a: {b: 1}}; const r = new Response("", {cf: o}); o.a.b = 2; return [r.cf, r.cf === r.cf]
//# cf fn
return new Response("", {cf: {a() {}}}).cf
//# json static
const r = Response.json({a: 1}); return [await r.text(), [...r.headers], r.status]
//# json static init
const r = Response.json([1], {status: 201, headers: {"x": "y"}}); return [await r.text(), [...r.headers], r.status]
//# json static ct
const r = Response.json([1], {headers: {"content-type": "a/b"}}); return [await r.text(), [...r.headers]]
//# json static undefined
return await Response.json(undefined).text()
//# json static fn
return await Response.json(() => 1).text()
//# json static none
return await Response.json().text()
//# json static 204
return Response.json({}, {status: 204})
//# json static response init
const r = Response.json([1], new Response("", {status: 404, headers: {a: "b"}})); return [r.status, [...r.headers]]
//# redirect
const r = Response.redirect("http://a.com/x y", 301); return [r.status, [...r.headers], r.body, r.statusText]
//# redirect default
return Response.redirect("http://a.com").status
//# redirect rel
return Response.redirect("/x")
//# redirect code
return Response.redirect("http://a", 200)
//# redirect noarg
return Response.redirect()
//# redirect newline
return [...Response.redirect("http://a/\n\r\u0000").headers]
//# error
const r = Response.error(); return [r.status, r.statusText, r.type, r.ok, [...r.headers], r.body]
//# error headers mutable
const r = Response.error(); r.headers.set("a", "b"); return [...r.headers]
//# clone
const r = new Response("abc", {status: 201, headers: {a: "b"}, cf: {x: 1}}); const c = r.clone(); return [await r.text(), await c.text(), c.status, [...c.headers], c.cf, c.headers === r.headers]
//# clone immutable headers
const c = Response.redirect("http://a/").clone(); c.headers.set("a", "b"); return [...c.headers]
//# new Response(redirect)
const r = Response.redirect("http://a/"); const c = new Response(r.body, r); c.headers.set("a","b"); return [...c.headers]
//# body locked stream
const s = new ReadableStream(); s.getReader(); return new Response(s)
//# body disturbed stream
const s = new ReadableStream({start(c) { c.close() }}); await s.cancel(); return new Response(s)
//# body stream string chunks
return await new Response(new ReadableStream({start(c) { c.enqueue("abc"); c.close() }})).text()
//# body stream number chunks
return await new Response(new ReadableStream({start(c) { c.enqueue(5); c.close() }})).text()
//# body stream bytes
return await new Response(new ReadableStream({start(c) { c.enqueue(new Uint8Array([97])); c.enqueue(new Uint8Array([98]).buffer); c.enqueue(new Uint16Array([99])); c.close() }})).text()
//# body stream error
return await new Response(new ReadableStream({start(c) { c.error(new RangeError("x")) }})).text()
//# body async iterable
return await new Response(chunks(new Uint8Array([97]), new Uint8Array([98]))).text()
//# body async iterable strings
return await new Response(chunks("a", "b")).text()
//# body toString object
return await new Response({toString() { return "q" }}).text()
//# body urlsearchparams
const r = new Response(new URLSearchParams("a=b c")); return [await r.text(), [...r.headers]]
//# body blob
const r = new Response(new Blob(["x"], {type: "a/b"})); return [await r.text(), [...r.headers]]
//# body formdata
const f = new FormData(); f.append("a", "b"); f.append("f", new File(["x"], "n.txt", {type: "t/p"})); f.append("q\"\n", "z\nz"); const r = new Response(f); const ct = r.headers.get("content-type"); return [ct.replace(/[0-9a-f]{32}/, "B"), (await r.text()).replaceAll(/[0-9a-f]{32}/g, "B")]
//# subclass
class R extends Response { constructor() { super("x", {status: 202}); this.extra = 1 } get more() { return this.status } }; const r = new R(); return [r.more, r.extra, r instanceof Response, await r.text(), r.clone() instanceof R]
//# arrayBuffer type
return [(await new Response("abc").arrayBuffer()), (await new Response("abc").bytes())]

//# byob read
const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1,2,3])); c.close() }}); const r = s.getReader({mode: "byob"}); const b = new Uint8Array(2); const x = await r.read(b); return [x, b.byteLength, await r.read(new Uint8Array(2)), await r.read(new Uint8Array(2))]
//# byob pull request
const s = new ReadableStream({type: "bytes", pull(c) { const v = c.byobRequest.view; v[0] = 7; c.byobRequest.respond(1) }}); const r = s.getReader({mode: "byob"}); return await r.read(new Uint8Array(4))
//# byob default reader auto
const s = new ReadableStream({type: "bytes", autoAllocateChunkSize: 8, pull(c) { const v = c.byobRequest.view; v[0] = 7; c.byobRequest.respond(1) }}); return await s.getReader().read()
//# byob no auto default reader
let q; const s = new ReadableStream({type: "bytes", pull(c) { q = c.byobRequest; c.enqueue(new Uint8Array([1])) }}); return [await s.getReader().read(), q]
//# byob empty view
const s = new ReadableStream({type: "bytes"}); return await s.getReader({mode: "byob"}).read(new Uint8Array(0))
//# byob bad view
const s = new ReadableStream({type: "bytes"}); return await s.getReader({mode: "byob"}).read(5)
//# byob noarg
const s = new ReadableStream({type: "bytes"}); return await s.getReader({mode: "byob"}).read()
//# byob arraybuffer
const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1,2,3])) }}); return await s.getReader({mode: "byob"}).read(new ArrayBuffer(2))
//# byob u16
const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1,2,3,4,5])); c.close() }}); const r = s.getReader({mode: "byob"}); return [await r.read(new Uint16Array(2)), showError(await r.read(new Uint16Array(2)).catch(e => e))]
//# byob min
const s = new ReadableStream({type: "bytes", pull(c) { c.enqueue(new Uint8Array([1])) }}); return await s.getReader({mode: "byob"}).read(new Uint8Array(4), {min: 3})
//# byob min bad
const s = new ReadableStream({type: "bytes"}); const r = s.getReader({mode: "byob"}); return [showError(await r.read(new Uint8Array(4), {min: 0}).catch(e => e)), showError(await r.read(new Uint8Array(4), {min: 5}).catch(e => e))]
//# readAtLeast
const s = new ReadableStream({type: "bytes", pull(c) { c.enqueue(new Uint8Array([1])) }}); return await s.getReader({mode: "byob"}).readAtLeast(3, new Uint8Array(4))
//# readAtLeast bad
const s = new ReadableStream({type: "bytes"}); const r = s.getReader({mode: "byob"}); return [showError(await r.readAtLeast(0, new Uint8Array(4)).catch(e => e)), showError(await r.readAtLeast(5, new Uint8Array(4)).catch(e => e))]
//# readAtLeast short
const s = new ReadableStream({type: "bytes", start(c) { c.enqueue(new Uint8Array([1])); c.close() }}); const r = s.getReader({mode: "byob"}); return [await r.readAtLeast(3, new Uint8Array(4)), await r.readAtLeast(3, new Uint8Array(4))]
//# byte enqueue bad
let c; new ReadableStream({type: "bytes", start(x) { c = x }}); return [(() => { try { c.enqueue(5) } catch (e) { return showError(e) } })(), (() => { try { c.enqueue(new Uint8Array(0)) } catch (e) { return showError(e) } })(), (() => { try { c.enqueue("a") } catch (e) { return showError(e) } })()]
//# byte enqueue detaches
let c; new ReadableStream({type: "bytes", start(x) { c = x }}); const u = new Uint8Array(3); c.enqueue(u); return u.byteLength
//# byob close pending
let c; const s = new ReadableStream({type: "bytes", start(x) { c = x }}); const r = s.getReader({mode: "byob"}); const p = r.read(new Uint8Array(3)); c.close(); c.byobRequest?.respond(0); return await p
//# byob request props
let q; const s = new ReadableStream({type: "bytes", pull(c) { q = c.byobRequest; q.respond(2) }}); const r = s.getReader({mode: "byob"}); const x = await r.read(new Uint8Array(4)); return [x, q, q.view, (() => { try { q.respond(1) } catch (e) { return showError(e) } })()]
//# byob respond 0
const s = new ReadableStream({type: "bytes", pull(c) { try { c.byobRequest.respond(0) } catch (e) { c.error(e) } }}); return await s.getReader({mode: "byob"}).read(new Uint8Array(4))
//# byob respond too much
const s = new ReadableStream({type: "bytes", pull(c) { try { c.byobRequest.respond(9) } catch (e) { c.error(e) } }}); return await s.getReader({mode: "byob"}).read(new Uint8Array(4))
//# byob respondWithNewView
const s = new ReadableStream({type: "bytes", pull(c) { const v = c.byobRequest.view; const n = new Uint8Array(v.buffer, v.byteOffset, 2); n[1] = 9; c.byobRequest.respondWithNewView(n) }}); return await s.getReader({mode: "byob"}).read(new Uint8Array(4))
//# byob native
const r = new Response("hello").body.getReader({mode: "byob"}); return [await r.read(new Uint8Array(3)), await r.read(new Uint8Array(10)), await r.read(new Uint8Array(2))]
//# native readAtLeast
const r = new Response("hello").body.getReader({mode: "byob"}); return [await r.readAtLeast(4, new Uint8Array(8)), await r.readAtLeast(4, new Uint8Array(8))]
//# native read
const s = new Response("hello").body; const r = s.getReader(); return [await r.read(), await r.read(), await r.closed, s.locked]
//# native bytes empty
const s = new Response("").body; const r = s.getReader(); return [await r.read()]
//# native cancel
const s = new Response("hello").body; await s.cancel("x"); return [await s.getReader().read()]
//# native cancel used
const r = new Response("hello"); await r.body.cancel(); return [r.bodyUsed, await r.text().catch(showError)]
//# native tee
const [a, b] = new Response("hello").body.tee(); return [await new Response(a).text(), await new Response(b).text()]
//# native tee used body
const r = new Response("hello"); r.body.tee(); return [r.bodyUsed, r.body.locked, await r.text().catch(showError)]
//# native pipeTo js
const out = []; await new Response("hello").body.pipeTo(new WritableStream({write(x) { out.push(x) }})); return out
//# native pipeThrough js
const s = new Response("hello").body.pipeThrough(new TransformStream({transform(x, c) { c.enqueue(x); c.enqueue(x) }})); return await new Response(s).text()
//# native pipeThrough its
const s = new Response("hello").body.pipeThrough(new IdentityTransformStream()); return await new Response(s).text()
//# native pipeTo its
const t = new IdentityTransformStream(); const p = new Response("hello").body.pipeTo(t.writable); return [await new Response(t.readable).text(), await p]
//# native async iter
const out = []; await each(new Response("hello").body, (x) => void out.push(x)); return out
//# native locked texts
const s = new Response("hello").body; s.getReader(); return [await (async () => s.getReader())().catch(showError), await s.cancel().catch(showError), await (async () => s.tee())().catch(showError), await s.pipeTo(new WritableStream()).catch(showError), await (async () => s.pipeThrough(new TransformStream()))().catch(showError), await (async () => s.values())().catch(showError)]
//# native reader released
const s = new Response("hello").body; const r = s.getReader(); r.releaseLock(); return [showError(await r.read().catch(e => e)), showError(await r.closed.catch(e => e)), showError(await r.cancel().catch(e => e))]
//# native byob bad
const s = new Response("hello").body; const r = s.getReader({mode: "byob"}); return [await r.read().catch(showError), await r.read(5).catch(showError), await r.read(new Uint8Array(0)).catch(showError), await r.readAtLeast(0, new Uint8Array(2)).catch(showError), await r.readAtLeast(3, new Uint8Array(2)).catch(showError)]
//# its locked writer
const t = new IdentityTransformStream(); t.writable.getWriter(); return [await (async () => t.writable.getWriter())().catch(showError), await t.writable.close().catch(showError), await t.writable.abort().catch(showError)]
//# its write after close
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.closed.catch(()=>{}); const r = t.readable.getReader(); r.read(); await w.close(); return [showError(await w.write(new Uint8Array(1)).catch(e => e)), showError(await w.close().catch(e => e))]
//# texts TextEncoderStream
const s = new ReadableStream({start(c) { c.enqueue("h\ud83d"); c.enqueue("\ude00"); c.close() }}).pipeThrough(new TextEncoderStream()); const out = []; await each(s, (x) => void out.push(x)); return out
//# texts TextDecoderStream
const s = new ReadableStream({start(c) { c.enqueue(new Uint8Array([0xe2, 0x82])); c.enqueue(new Uint8Array([0xac, 0x61])); c.close() }}).pipeThrough(new TextDecoderStream()); const out = []; await each(s, (x) => void out.push(x)); return out
//# texts decoder trailing
const s = new ReadableStream({start(c) { c.enqueue(new Uint8Array([0x61, 0xe2, 0x82])); c.close() }}).pipeThrough(new TextDecoderStream()); const out = []; await each(s, (x) => void out.push(x)); return out
//# texts decoder fatal
const s = new ReadableStream({start(c) { c.enqueue(new Uint8Array([0x61, 0xff])); c.close() }}).pipeThrough(new TextDecoderStream("utf-8", {fatal: true})); return await s.getReader().read()
//# texts decoder fatal trailing
const s = new ReadableStream({start(c) { c.enqueue(new Uint8Array([0xe2])); c.close() }}).pipeThrough(new TextDecoderStream("utf-8", {fatal: true})); return await s.getReader().read()
//# texts decoder bad chunk
const s = new ReadableStream({start(c) { c.enqueue("a"); c.close() }}).pipeThrough(new TextDecoderStream()); return await s.getReader().read()
//# texts encoder bad chunk
const s = new ReadableStream({start(c) { c.enqueue(5); c.close() }}).pipeThrough(new TextEncoderStream()); return await s.getReader().read()
//# texts encoder symbol chunk
const s = new ReadableStream({start(c) { c.enqueue(Symbol("a")); c.close() }}).pipeThrough(new TextEncoderStream()); return await s.getReader().read()
//# texts encoder empty chunk
const s = new ReadableStream({start(c) { c.enqueue(""); c.close() }}).pipeThrough(new TextEncoderStream()); return await s.getReader().read()
//# texts encoder lone end
const s = new ReadableStream({start(c) { c.enqueue("a\ud83d"); c.close() }}).pipeThrough(new TextEncoderStream()); const out = []; await each(s, (x) => void out.push(x)); return out
//# texts props
const d = new TextDecoderStream("latin1", {fatal: true, ignoreBOM: true}); return [d.encoding, d.fatal, d.ignoreBOM, new TextEncoderStream().encoding, d.readable instanceof ReadableStream, d.writable instanceof WritableStream, Object.keys(d)]
//# texts bad label
return new TextDecoderStream("nope")
//# texts latin1
const s = new ReadableStream({start(c) { c.enqueue(new Uint8Array([0xe9])); c.close() }}).pipeThrough(new TextDecoderStream("latin1")); return await s.getReader().read()
//# compress roundtrip
const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const s = new Response("hello hello").body.pipeThrough(new CompressionStream(f)).pipeThrough(new DecompressionStream(f)); out.push(await new Response(s).text()) } return out
//# compress bad format
return new CompressionStream("br")
//# compress noarg
return new CompressionStream()
//# decompress garbage
const s = new Response("not gzip at all").body.pipeThrough(new DecompressionStream("gzip")); return await new Response(s).text()
//# decompress truncated
const c = await new Response(new Response("hello hello").body.pipeThrough(new CompressionStream("gzip"))).bytes(); const s = new Response(c.slice(0, 10)).body.pipeThrough(new DecompressionStream("gzip")); return await new Response(s).text()
//# decompress trailing
const c = await new Response(new Response("hello").body.pipeThrough(new CompressionStream("gzip"))).bytes(); const t = new Uint8Array(c.length + 1); t.set(c); const s = new Response(t).body.pipeThrough(new DecompressionStream("gzip")); return await new Response(s).text()
//# decompress deflate trailing
const c = await new Response(new Response("hello").body.pipeThrough(new CompressionStream("deflate"))).bytes(); const t = new Uint8Array(c.length + 1); t.set(c); const s = new Response(t).body.pipeThrough(new DecompressionStream("deflate")); return await new Response(s).text()
//# compress writer
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); w.write(new Uint8Array([97])); w.write(new Uint8Array([98])); w.close(); const d = c.readable.pipeThrough(new DecompressionStream("gzip")); return await new Response(d).text()
//# compress writer await
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); await w.write(new Uint8Array([97])); await w.close(); return (await new Response(c.readable).bytes()).length > 15
//# compress string
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); w.closed.catch(()=>{}); return showError(await w.write("a").catch(e => e))
//# compress number
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); w.closed.catch(()=>{}); return showError(await w.write(5).catch(e => e))
//# compress props
const c = new CompressionStream("gzip"); return [c, c.readable, c.writable, Object.getOwnPropertyNames(CompressionStream.prototype), c instanceof TransformStream]

//# comp names
return [CompressionStream, DecompressionStream, TextEncoderStream, TextDecoderStream].map((c) => [c.name, c.length, Object.getPrototypeOf(c.prototype).constructor.name, Object.getOwnPropertyNames(c.prototype).join()])
//# comp construct
const t = (g) => { try { return g() } catch (e) { return showError(e) } }; const out = []; for (const C of [CompressionStream, DecompressionStream]) out.push(t(() => C("gzip")), t(() => new C()), t(() => new C("x")), t(() => new C("GZIP")), t(() => new C(undefined)), t(() => new C(null)), t(() => new C("br")), t(() => new C("brotli")), t(() => new C("zstd")), t(() => new C(Symbol("x"))), t(() => new C("gzip").readable instanceof ReadableStream), t(() => new C("deflate").writable instanceof WritableStream), t(() => new C("deflate-raw") instanceof TransformStream)); return out
//# comp round trip
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const c = await pipe("hello hello hello hello", new CompressionStream(f)); out.push(f, [...c.slice(0, f === "gzip" ? 10 : f === "deflate" ? 2 : 0)], new TextDecoder().decode(await pipe(c, new DecompressionStream(f)))) } return out
//# comp big
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const data = new Uint8Array(20000).map((_, i) => i * i); const back = await pipe(await pipe(data, new CompressionStream("gzip")), new DecompressionStream("gzip")); return [back.length, back.every((v, i) => v === data[i])]
//# comp empty
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) out.push((await pipe("", new CompressionStream(f))).length > 0, await pipe(await pipe("", new CompressionStream(f)), new DecompressionStream(f))); return out
//# comp writer
const c = new CompressionStream("deflate"); const w = c.writable.getWriter(); const p = new Response(c.readable).bytes(); await w.write(new Uint8Array([1, 2, 3])); await w.write(new Uint8Array([4]).buffer); await w.write(new Uint16Array([5])); await w.close(); return await new Response(new Response(await p).body.pipeThrough(new DecompressionStream("deflate"))).bytes()
//# comp write string
const c = new CompressionStream("deflate"); const w = c.writable.getWriter(); const p = new Response(c.readable).bytes().catch(showError); const q = w.write("x").catch(showError); return [await q, await p]
//# comp write number
const c = new CompressionStream("deflate"); const w = c.writable.getWriter(); const q = w.write(5).catch(showError); return [await q, await c.readable.getReader().read().catch(showError)]
//# decomp garbage
const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { out.push(await new Response(new Response("this is no compressed data").body.pipeThrough(new DecompressionStream(f))).text().catch(showError)) } return out
//# decomp garbage writer
const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const d = new DecompressionStream(f); const w = d.writable.getWriter(); const r = d.readable.getReader(); const read = r.read().catch(showError); const write = w.write(new TextEncoder().encode("this is no compressed data")).catch(showError); out.push(await read, await write, await w.closed.catch(showError), await r.closed.catch(showError)) } return out
//# decomp truncated
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const c = await pipe("hello hello hello hello", new CompressionStream(f)); for (const n of [1, 5, 10]) out.push(await pipe(c.slice(0, -n), new DecompressionStream(f)).catch(showError)) } return out
//# decomp truncated writer
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe("hello hello hello hello", new CompressionStream("gzip")); const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); const write = w.write(c.slice(0, -3)).catch(showError); const close = w.close().catch(showError); return [await write, await close, await w.closed.catch(showError), await new Response(d.readable).text().catch(showError)]
//# decomp empty
const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) out.push(await new Response(new Response("").body.pipeThrough(new DecompressionStream(f))).text().catch(showError)); return out
//# decomp empty writer
const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); const p = d.readable.getReader().read().catch(showError); return [await w.close().catch(showError), await p]
//# decomp trailing
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const c = await pipe("hello", new CompressionStream(f)); const more = new Uint8Array(c.length + 3); more.set(c); out.push(await pipe(more, new DecompressionStream(f)).catch(showError)) } return out
//# decomp trailing chunk
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate", "deflate-raw"]) { const c = await pipe("hello", new CompressionStream(f)); const d = new DecompressionStream(f); const w = d.writable.getWriter(); const p = new Response(d.readable).text().catch(showError); const a = await w.write(c).catch(showError); const b = await w.write(new Uint8Array([1, 2, 3])).catch(showError); out.push([a, b, await p]) } return out
//# decomp two members
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe("hello", new CompressionStream("gzip")); const two = new Uint8Array(c.length * 2); two.set(c); two.set(c, c.length); return await pipe(two, new DecompressionStream("gzip")).catch(showError)
//# decomp bad crc
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const out = []; for (const f of ["gzip", "deflate"]) { const c = await pipe("hello", new CompressionStream(f)); c[c.length - (f === "gzip" ? 6 : 1)] ^= 255; out.push(await pipe(c, new DecompressionStream(f)).catch(showError)) } return out
//# decomp bad length
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe("hello", new CompressionStream("gzip")); c[c.length - 1] ^= 255; return await pipe(c, new DecompressionStream("gzip")).catch(showError)
//# decomp byte by byte
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe("hello world", new CompressionStream("gzip")); const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); const p = new Response(d.readable).text(); for (const x of c) await w.write(new Uint8Array([x])); await w.close(); return await p
//# decomp partial output
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe("hello world", new CompressionStream("deflate-raw")); const d = new DecompressionStream("deflate-raw"); const w = d.writable.getWriter(); const r = d.readable.getReader(); w.write(c); return [await r.read()]
//# comp abort
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); const r = c.readable.getReader(); const p = r.read().catch(showError); await w.abort(new RangeError("stop")).catch(showError); return [await p, await w.closed.catch(showError)]
//# comp cancel
const c = new CompressionStream("gzip"); await c.readable.cancel(new RangeError("stop")); const w = c.writable.getWriter(); return [await w.write(new Uint8Array(5)).catch(showError)]
//# comp write before read
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); const a = await w.write(new Uint8Array([1])); const b = await w.close(); return [a, b, (await new Response(c.readable).bytes()).length > 18]
//# comp write big before read
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); const a = await w.write(new Uint8Array(60000).map((_, i) => (i * 7919 + (i >> 3) * 31 + (i * i >> 5)) & 255)); const b = await w.close(); return [a, b, (await new Response(c.readable).bytes()).length > 1000]
//# comp desiredSize
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); return [w.desiredSize, c.readable.locked, c.writable.locked, await w.ready]
//# comp byob
const c = new CompressionStream("gzip"); const r = c.readable.getReader({mode: "byob"}); const w = c.writable.getWriter(); w.write(new Uint8Array(5)); w.close(); const one = await r.read(new Uint8Array(4)); return [one]
//# comp response gzip body
const r = new Response(new Response("abc").body.pipeThrough(new CompressionStream("gzip")), {headers: {"content-encoding": "gzip"}, encodeBody: "manual"}); return [...(await r.bytes()).slice(0, 4)]
//# comp pipeTo
const c = new CompressionStream("gzip"); const d = new DecompressionStream("gzip"); const p = new Response(d.readable).text(); const q = c.readable.pipeTo(d.writable); await new Response("abc").body.pipeTo(c.writable); await q; return await p
//# decomp error twice
const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); const a = await w.write(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).catch(showError); return [a, await w.closed.catch(showError)]
//# decomp big ratio
const pipe = (b, t) => new Response(new Response(b).body.pipeThrough(t)).bytes(); const c = await pipe(new Uint8Array(2000000), new CompressionStream("gzip")); const out = await pipe(c, new DecompressionStream("gzip")); return [out.length, c.length < 10000]
//# tes basics
const s = new TextEncoderStream(); const w = s.writable.getWriter(); const p = new Response(s.readable).bytes(); await w.write("aé"); await w.write("😀"); await w.close(); return [s.encoding, [...await p]]
//# tes surrogates
const s = new TextEncoderStream(); const w = s.writable.getWriter(); const p = new Response(s.readable).bytes(); await w.write("\ud83d"); await w.write("\ude00"); await w.write("\ud83d"); await w.write("x"); await w.write("\ud83d"); await w.close(); return [...await p]
//# tes values
const s = new TextEncoderStream(); const w = s.writable.getWriter(); const p = new Response(s.readable).text(); await w.write(5); await w.write(null); await w.write(undefined); await w.write({}); await w.write(""); await w.close(); return await p
//# tes symbol
const s = new TextEncoderStream(); const w = s.writable.getWriter(); const r = s.readable.getReader(); const p = r.read().catch(showError); return [await w.write(Symbol("x")).catch(showError), await p]
//# tds basics
const s = new TextDecoderStream(); const w = s.writable.getWriter(); const out = []; const p = (async () => { const r = s.readable.getReader(); for (;;) { const {done, value} = await r.read(); if (done) return; out.push(value) } })(); await w.write(new Uint8Array([0xef, 0xbb, 0xbf, 97])); await w.write(new Uint8Array([0xf0, 0x9f])); await w.write(new Uint8Array([0x98, 0x80])); await w.write(new Uint8Array([0xff])); await w.write(new Uint8Array([0xc3])); await w.close(); await p; return [s.encoding, s.fatal, s.ignoreBOM, out]
//# tds options
const s = new TextDecoderStream("utf-16le", {fatal: true, ignoreBOM: true}); return [s.encoding, s.fatal, s.ignoreBOM]
//# tds bad label
return new TextDecoderStream("nope")
//# tds bad options
return new TextDecoderStream("utf-8", 5)
//# tds fatal
const s = new TextDecoderStream("utf-8", {fatal: true}); const w = s.writable.getWriter(); const r = s.readable.getReader(); const p = r.read().catch(showError); return [await w.write(new Uint8Array([0xff])).catch(showError), await p, await w.closed.catch(showError)]
//# tds fatal flush
const s = new TextDecoderStream("utf-8", {fatal: true}); const w = s.writable.getWriter(); const r = s.readable.getReader(); const p = r.read().catch(showError); return [await w.write(new Uint8Array([0xc3])).catch(showError), await w.close().catch(showError), await p]
//# tds values
const out = []; for (const v of ["x", 5, null, undefined, {}, new DataView(new ArrayBuffer(1)), new ArrayBuffer(1)]) { const s = new TextDecoderStream(); const w = s.writable.getWriter(); const r = s.readable.getReader(); const p = r.read().catch(showError); out.push(await w.write(v).catch(showError), await p) } return out
//# tds pipe
const r = new Response("héllo").body.pipeThrough(new TextDecoderStream()).getReader(); return [await r.read(), await r.read()]
//# tes pipe
const rs = new ReadableStream({start(c) { c.enqueue("a"); c.enqueue("b"); c.close() }}); return await new Response(rs.pipeThrough(new TextEncoderStream())).text()
//# ts identity classes
return [new TextEncoderStream() instanceof TransformStream, Object.prototype.toString.call(new TextDecoderStream()), Object.prototype.toString.call(new CompressionStream("gzip"))]
//# decomp partial output of blocks
const c = new CompressionStream("gzip"); const w = c.writable.getWriter(); const d = new DecompressionStream("gzip"); const r = c.readable.pipeThrough(d).getReader(); w.write(new TextEncoder().encode("hello")); w.close(); return [new TextDecoder().decode((await r.read()).value), (await r.read()).done]
//# decomp abort
const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); const p = new Response(d.readable).text().catch(showError); await w.write(new Uint8Array([31, 139])); await w.abort(new RangeError("stop")); return [await p, await w.closed.catch(showError)]
//# decomp cancel
const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); await w.write(new Uint8Array([31, 139])); await d.readable.cancel(new RangeError("why")); return [await w.write(new Uint8Array([8])).catch(showError)]
//# decomp source error
const s = new ReadableStream({start(c) { c.error(new RangeError("src")) }}); return await new Response(s.pipeThrough(new DecompressionStream("gzip"))).text()
//# decomp zero chunks
const d = new DecompressionStream("gzip"); const w = d.writable.getWriter(); return [await w.write(new Uint8Array(0)), await w.write(new Uint8Array([31])), await w.write(new Uint8Array(0))]
//# decomp wrong format
const z = await new Response(new Response("abc").body.pipeThrough(new CompressionStream("deflate"))).bytes(); return [await new Response(new Response(z).body.pipeThrough(new DecompressionStream("gzip"))).text().catch(showError), await new Response(new Response(z).body.pipeThrough(new DecompressionStream("deflate-raw"))).text().catch(showError)]
//# decomp header fields
const z = [31, 139, 8, 8, 0, 0, 0, 0, 0, 3, 110, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]; return [await new Response(new Response(new Uint8Array(z)).body.pipeThrough(new DecompressionStream("gzip"))).text().catch(showError), await new Response(new Response(new Uint8Array(z.slice(0, 11))).body.pipeThrough(new DecompressionStream("gzip"))).text().catch(showError)]
//# comp blob
return (await new Response(await new Response(new Blob(["abc"]).stream().pipeThrough(new CompressionStream("gzip"))).blob().then((b) => b.stream().pipeThrough(new DecompressionStream("gzip")))).text())
//# comp form
const f = new FormData(); f.append("a", "1"); const r = new Response(f); const z = r.body.pipeThrough(new CompressionStream("gzip")).pipeThrough(new DecompressionStream("gzip")); return [...await new Response(z, {headers: {"content-type": r.headers.get("content-type")}}).formData()]

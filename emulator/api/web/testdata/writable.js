//# ws basics
const s = new WritableStream(); return [s.locked, s, s.getWriter(), s.locked]
//# ws bad sink
return new WritableStream(5)
//# ws bad type
return new WritableStream({type: "x"})
//# ws start controller
let c; new WritableStream({start(x) { c = x }}); return [c, c.signal, c.signal.aborted]
//# ws write
const out = []; const s = new WritableStream({write(x, c) { out.push(x, c.constructor.name) }, close() { out.push("close") }}); const w = s.getWriter(); const a = await w.write("a"); const b = await w.close(); return [out, a, b, await w.closed, await w.ready]
//# ws write order
const out = []; const s = new WritableStream({start() { out.push("start") }, async write(x) { out.push("w" + x); await null; out.push("d" + x) }, close() { out.push("close") }}); const w = s.getWriter(); w.write(1); w.write(2); await w.close(); return out
//# ws desired closed
const s = new WritableStream(); const w = s.getWriter(); w.close(); const a = w.desiredSize; await w.closed; return [a, w.desiredSize]
//# ws desired errored
const s = new WritableStream({start(c) { c.error(1) }}); await null; const w = s.getWriter(); w.closed.catch(() => {}); w.ready.catch(() => {}); return w.desiredSize
//# ws desired released
const w = new WritableStream().getWriter(); w.releaseLock(); return w.desiredSize
//# ws write after close
const w = new WritableStream().getWriter(); w.close(); return await w.write(1)
//# ws close twice
const w = new WritableStream().getWriter(); w.close(); return await w.close()
//# ws write closed
const w = new WritableStream().getWriter(); await w.close(); return await w.write(1)
//# ws close closed
const w = new WritableStream().getWriter(); await w.close(); return await w.close()
//# ws locked
const s = new WritableStream(); s.getWriter(); return s.getWriter()
//# ws close locked
const s = new WritableStream(); s.getWriter(); return await s.close()
//# ws abort locked
const s = new WritableStream(); s.getWriter(); return await s.abort()
//# ws released
const s = new WritableStream(); const w = s.getWriter(); w.closed.catch(() => {}); w.ready.catch(()=>{}); w.releaseLock(); return [s.locked, showError(await w.write(1).catch(e => e)), showError(await w.close().catch(e => e)), showError(await w.abort().catch(e => e)), showError(await w.closed.catch(e => e)), showError(await w.ready.catch(e => e))]
//# ws sink throws
const s = new WritableStream({write() { throw new RangeError("w") }}); const w = s.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); const a = showError(await w.write(1).catch(e => e)); const b = showError(await w.write(2).catch(e => e)); return [a, b, showError(await w.closed.catch(e => e)), showError(await w.close().catch(e => e))]
//# ws abort
let why; const s = new WritableStream({abort(r) { why = r }}); const w = s.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); const v = await w.abort(new RangeError("a")); return [why.message, v, showError(await w.closed.catch(e => e)), showError(await w.write(1).catch(e => e))]
//# ws abort undefined
const s = new WritableStream(); const w = s.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); await w.abort(); return show(await w.closed.catch(e => [e]))
//# ws abort signal
let c; const s = new WritableStream({start(x) { c = x }, write() { return new Promise(() => {}) }}); const w = s.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); await null; w.write(1).catch(()=>{}); await null; w.abort("r"); return [c.signal.aborted, c.signal.reason]
//# ws close sink throws
const s = new WritableStream({close() { throw new RangeError("w") }}); const w = s.getWriter(); w.closed.catch(()=>{}); return await w.close()
//# ws start throws
return new WritableStream({start() { throw new RangeError("s") }})
//# ws start rejects
const s = new WritableStream({async start() { throw new RangeError("s") }}); const w = s.getWriter(); w.ready.catch(()=>{}); w.closed.catch(()=>{}); return await w.write(1)
//# ws writer direct
const s = new WritableStream(); return [new WritableStreamDefaultWriter(s), s.locked]
//# ws writer bad
return new WritableStreamDefaultWriter({})
//# ws new controller
return new WritableStreamDefaultController()
//# ws controller error
let c; const s = new WritableStream({start(x) { c = x }}); await null; c.error(new RangeError("e")); const w = s.getWriter(); w.ready.catch(()=>{}); w.closed.catch(()=>{}); return await w.write(1)
//# ws backpressure ready
let go; const s = new WritableStream({write() { return new Promise(r => go = r) }}); const w = s.getWriter(); await w.ready; w.write(1); const r = w.ready; let done = false; r.then(() => done = true); await null; await null; await null; const a = done; go(); await r; return [a, done]
//# ts default
const t = new TransformStream(); const w = t.writable.getWriter(); w.write("a"); w.close(); const out = []; await each(t.readable, (x) => void out.push(x)); return out
//# ts transform
const t = new TransformStream({transform(x, c) { c.enqueue(x * 2) }, flush(c) { c.enqueue("end") }}); const w = t.writable.getWriter(); w.write(1); w.write(2); w.close(); const out = []; await each(t.readable, (x) => void out.push(x)); return out
//# ts throws
const t = new TransformStream({transform(x, c) { throw new RangeError("t") }}); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); const p = w.write(1).catch(showError); return [showError(await t.readable.getReader().read().catch(e => e)), await p]
//# ts terminate
const t = new TransformStream({start(c) { c.terminate() }}); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); return [await t.readable.getReader().read(), showError(await w.write(1).catch(e => e))]
//# ts bad types
return [await (async () => new TransformStream({readableType: "x"}))().catch(showError), await (async () => new TransformStream({writableType: "x"}))().catch(showError), await (async () => new TransformStream(5))().catch(showError)]
//# ts controller
let c; new TransformStream({start(x) { c = x }}); return [c, c.desiredSize, Object.getOwnPropertyNames(Object.getPrototypeOf(c))]
//# ts error
let c; const t = new TransformStream({start(x) { c = x }}); c.error(new RangeError("z")); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); return [showError(await t.readable.getReader().read().catch(e => e)), showError(await w.write(1).catch(e => e)), (() => { try { c.enqueue(1) } catch (e) { return showError(e) } })()]
//# ts cancel readable
let why; const t = new TransformStream({cancel(r) { why = r }}); await t.readable.cancel("q"); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.ready.catch(()=>{}); return [why, show(await w.write(1).catch(e => [e]))]
//# ts abort writable
let why; const t = new TransformStream({cancel(r) { why = r }}); await t.writable.abort("q"); return [why, show(await t.readable.getReader().read().catch(e => [e]))]
//# ts backpressure
let n = 0; const t = new TransformStream({transform(x, c) { n++; c.enqueue(x) }}); const w = t.writable.getWriter(); w.write(1); w.write(2); await new Promise(r => setTimeout(r, 1)); const a = n; await t.readable.getReader().read(); return [a, w.desiredSize]
//# pipeTo
const out = []; const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2); c.close() }}); const v = await s.pipeTo(new WritableStream({write(x) { out.push(x) }, close() { out.push("c") }})); return [v, out]
//# pipeTo error
const out = []; const s = new ReadableStream({start(c) { c.error(new RangeError("e")) }}); const w = new WritableStream({abort(r) { out.push(r.message) }}); return [showError(await s.pipeTo(w).catch(e => e)), out, w.locked, s.locked]
//# pipeTo dest error
const out = []; const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2) }, cancel(r) { out.push(r.message) }}); const w = new WritableStream({write() { throw new RangeError("d") }}); return [showError(await s.pipeTo(w).catch(e => e)), out]
//# pipeTo preventClose
const out = []; const s = new ReadableStream({start(c) { c.close() }}); await s.pipeTo(new WritableStream({close() { out.push("c") }}), {preventClose: true}); return out
//# pipeTo bad
return await new ReadableStream().pipeTo(5)
//# pipeTo locked
const s = new ReadableStream(); s.getReader(); return await s.pipeTo(new WritableStream())
//# pipeTo dest locked
const w = new WritableStream(); w.getWriter(); return await new ReadableStream().pipeTo(w)
//# pipeThrough
const out = []; const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2); c.close() }}).pipeThrough(new TransformStream({transform(x, c) { c.enqueue(x + 1) }})); await each(s, (x) => void out.push(x)); return out
//# pipeThrough bad
return new ReadableStream().pipeThrough({})
//# pipeThrough noarg
return new ReadableStream().pipeThrough()
//# pipeThrough locked
const s = new ReadableStream(); s.getReader(); return s.pipeThrough(new TransformStream())
//# its
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); const p = w.write(new Uint8Array([1,2])); const r = t.readable.getReader(); const a = await r.read(); await p; const q = w.close(); return [a, await r.read(), await q]
//# its string
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.closed.catch(()=>{}); const p = w.write("abc"); return [await t.readable.getReader().read(), await p]
//# its number
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.closed.catch(()=>{}); return showError(await w.write(5).catch(e => e))
//# its empty
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); return [await w.write(new Uint8Array(0))]
//# its desired
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); return [w.desiredSize, await w.ready]
//# its hwm
const t = new IdentityTransformStream({highWaterMark: 10}); const w = t.writable.getWriter(); w.write(new Uint8Array(4)); return w.desiredSize
//# its text
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.write(new Uint8Array([97])); w.write(new Uint8Array([98])); w.close(); return await new Response(t.readable).text()
//# its abort
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.closed.catch(()=>{}); await w.abort(new RangeError("a")); return showError(await t.readable.getReader().read().catch(e => e))
//# its abort none
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.abort(); return show(await t.readable.getReader().read().catch(e => [e]))
//# its cancel
const t = new IdentityTransformStream(); await t.readable.cancel(new RangeError("c")); const w = t.writable.getWriter(); w.closed.catch(()=>{}); return show(await w.write(new Uint8Array(1)).catch(e => [e]))
//# its byob
const t = new IdentityTransformStream(); const w = t.writable.getWriter(); w.write(new Uint8Array([1,2,3])); const r = t.readable.getReader({mode: "byob"}); return [await r.read(new Uint8Array(2)), await r.read(new Uint8Array(2))]
//# fls
const t = new FixedLengthStream(3); const w = t.writable.getWriter(); w.write(new Uint8Array([97,98,99])); w.close(); return await new Response(t.readable).text()
//# fls short
const t = new FixedLengthStream(3); const w = t.writable.getWriter(); w.closed.catch(()=>{}); w.write(new Uint8Array([97])).catch(()=>{}); const p = w.close().catch(showError); return [await new Response(t.readable).text().catch(showError), await p]
//# fls long
const t = new FixedLengthStream(1); const w = t.writable.getWriter(); w.closed.catch(()=>{}); const p = w.write(new Uint8Array([97, 98])).catch(showError); return [await new Response(t.readable).text().catch(showError), await p]
//# fls bad
return [await (async () => new FixedLengthStream())().catch(showError), await (async () => new FixedLengthStream(-1))().catch(showError), await (async () => new FixedLengthStream("x"))().catch(showError), await (async () => new FixedLengthStream(5n))().then(show, showError)]

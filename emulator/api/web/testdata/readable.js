//# rs noargs
const s = new ReadableStream(); return [s.locked, s, s.getReader()]
//# rs bad source
return new ReadableStream(5)
//# rs null source
return new ReadableStream(null)
//# rs bad type
return new ReadableStream({type: "x"})
//# rs bytes size
return new ReadableStream({type: "bytes"}, {size() {}})
//# rs bad pull
return new ReadableStream({pull: 5})
//# rs bad start
return new ReadableStream({start: {}})
//# rs bad hwm
return new ReadableStream({}, {highWaterMark: -1})
//# rs nan hwm
return new ReadableStream({}, {highWaterMark: NaN})
//# rs bad size
return new ReadableStream({}, {size: 5})
//# rs autoAllocate 0
return new ReadableStream({type: "bytes", autoAllocateChunkSize: 0})
//# rs start throws
return new ReadableStream({start() { throw new RangeError("x") }})
//# rs start controller
let c; new ReadableStream({start(x) { c = x }}); return [c, c.desiredSize, c.constructor.name]
//# rs byte controller
let c; new ReadableStream({type: "bytes", start(x) { c = x }}); return [c, c.desiredSize, c.byobRequest]
//# rs byte hwm
let c; new ReadableStream({type: "bytes", start(x) { c = x }}, {highWaterMark: 10}); c.enqueue(new Uint8Array(3)); return c.desiredSize
//# enqueue close
let c; const s = new ReadableStream({start(x) { c = x }}); c.close(); try { c.enqueue(1) } catch (e) { return showError(e) }
//# close twice
let c; const s = new ReadableStream({start(x) { c = x }}); c.close(); c.close()
//# enqueue errored
let c; const s = new ReadableStream({start(x) { c = x }}); c.error(new Error("z")); c.enqueue(1)
//# close errored
let c; const s = new ReadableStream({start(x) { c = x }}); c.error(new Error("z")); c.close()
//# error twice
let c; const s = new ReadableStream({start(x) { c = x }}); c.error(new Error("z")); return c.error(1)
//# desired states
let c; const s = new ReadableStream({start(x) { c = x }}); const a = c.desiredSize; c.enqueue(1); const b = c.desiredSize; c.close(); const d = c.desiredSize; return [a,b,d, (() => {let q; new ReadableStream({start(x) {q = x}}); q.error(1); return q.desiredSize})(), (() => {let q; new ReadableStream({start(x) {q = x}}); q.close(); return q.desiredSize})()]
//# read basic
const s = new ReadableStream({start(c) { c.enqueue("a"); c.enqueue({b: 1}); c.close() }}); const r = s.getReader(); return [await r.read(), await r.read(), await r.read(), await r.closed]
//# read result keys
const s = new ReadableStream({start(c) { c.enqueue("a"); c.close() }}); const r = s.getReader(); return [Object.keys(await r.read()), Object.keys(await r.read()), Object.getPrototypeOf(await r.read()) === Object.prototype]
//# pull
let n = 0; const s = new ReadableStream({pull(c) { c.enqueue(n++); if (n === 3) c.close() }}); const out = []; const r = s.getReader(); for (let x; !(x = await r.read()).done;) out.push(x.value); return [out, n]
//# pull eager
let n = 0; const s = new ReadableStream({pull(c) { n++; c.enqueue(1) }}); await null; await null; await null; await null; await new Promise(r => setTimeout(r, 1)); return n
//# pull hwm 0
let n = 0; const s = new ReadableStream({pull(c) { n++; c.enqueue(1) }}, {highWaterMark: 0}); await new Promise(r => setTimeout(r, 1)); const a = n; await s.getReader().read(); return [a, n]
//# pull throws
const s = new ReadableStream({pull(c) { throw new RangeError("p") }}); return await s.getReader().read()
//# pull rejects
const s = new ReadableStream({async pull(c) { throw new RangeError("p") }}); return await s.getReader().read()
//# getReader locked
const s = new ReadableStream(); s.getReader(); return s.getReader()
//# getReader byob non-byte
return new ReadableStream().getReader({mode: "byob"})
//# getReader bad mode
return new ReadableStream().getReader({mode: "x"})
//# getReader bad arg
return new ReadableStream().getReader(5)
//# cancel locked
const s = new ReadableStream(); s.getReader(); return await s.cancel()
//# cancel
let why; const s = new ReadableStream({cancel(r) { why = r; return 5 }}); const v = await s.cancel("x"); return [v, why, (await s.getReader().read())]
//# cancel throws
const s = new ReadableStream({cancel(r) { throw new RangeError("c") }}); return await s.cancel("x")
//# cancel sync throw?
const s = new ReadableStream(); s.getReader(); const p = s.cancel(); return [p instanceof Promise, showError(await p.catch(e => e))]
//# reader cancel
let why; const s = new ReadableStream({cancel(r) { why = r }}); const rd = s.getReader(); await rd.cancel("y"); return [why, await rd.read(), await rd.closed]
//# reader released
const s = new ReadableStream(); const r = s.getReader(); r.releaseLock(); return [s.locked, showError(await r.read().catch(e => e)), showError(await r.closed.catch(e => e)), showError(await r.cancel().catch(e => e)), r.releaseLock()]
//# release pending reads
const s = new ReadableStream(); const r = s.getReader(); const p = r.read(); r.releaseLock(); return showError(await p.catch(e => e))
//# closed rejected on release
const s = new ReadableStream(); const r = s.getReader(); const p = r.closed; r.releaseLock(); return [showError(await p.catch(e => e)), p === r.closed]
//# closed errored
const s = new ReadableStream({start(c) { c.error(new RangeError("q")) }}); return await s.getReader().closed
//# new reader direct
const s = new ReadableStream(); return [new ReadableStreamDefaultReader(s), s.locked]
//# new reader bad
return new ReadableStreamDefaultReader(5)
//# new reader noargs
return new ReadableStreamDefaultReader()
//# new reader locked
const s = new ReadableStream(); s.getReader(); return new ReadableStreamDefaultReader(s)
//# new byob reader nonbyte
return new ReadableStreamBYOBReader(new ReadableStream())
//# new controller
return new ReadableStreamDefaultController()
//# tee
const s = new ReadableStream({start(c) { c.enqueue("a"); c.enqueue("b"); c.close() }}); const [a, b] = s.tee(); const all = async (s) => { const out = []; const r = s.getReader(); for (let x; !(x = await r.read()).done;) out.push(x.value); return out }; return [await all(a), await all(b), s.locked]
//# tee locked
const s = new ReadableStream(); s.getReader(); return s.tee()
//# tee cancel
let why; const s = new ReadableStream({cancel(r) { why = r }}); const [a, b] = s.tee(); const p = a.cancel("1"); const q = b.cancel("2"); await p; await q; return why
//# tee identity
const o = {}; const s = new ReadableStream({start(c) { c.enqueue(o); c.close() }}); const [a, b] = s.tee(); const x = await a.getReader().read(), y = await b.getReader().read(); return [x.value === o, y.value === o]
//# tee error
const s = new ReadableStream({start(c) { c.error(new RangeError("x")) }}); const [a, b] = s.tee(); return [showError(await a.getReader().read().catch(e=>e)), showError(await b.getReader().read().catch(e=>e))]
//# async iter
const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2); c.close() }}); const out = []; await each(s, (x) => void out.push(x)); return [out, s.locked]
//# async iter break
let why = "no"; const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2) }, cancel(r) { why = r }}); await each(s, (x) => false); return [why, s.locked]
//# async iter preventCancel
let why = "no"; const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2) }, cancel(r) { why = r }}); await each(s.values({preventCancel: true}), (x) => false); return [why, s.locked]
//# async iter proto
const it = new ReadableStream().values(); return [Object.prototype.toString.call(it), Object.keys(Object.getPrototypeOf(it)), typeof it[Symbol.asyncIterator], ReadableStream.prototype[Symbol.asyncIterator] === ReadableStream.prototype.values]
//# async iter locked
const s = new ReadableStream(); s.getReader(); return s.values()
//# from array
const out = []; await each(ReadableStream.from([1, Promise.resolve(2), 3]), (x) => void out.push(x)); return out
//# from bad
return ReadableStream.from(5)
//# from noarg
return ReadableStream.from()
//# from string
const out = []; await each(ReadableStream.from("ab"), (x) => void out.push(x)); return out
//# from stream
const s = new ReadableStream(); return ReadableStream.from(s) === s
//# from iter return
let ret = 0; const s = ReadableStream.from({[Symbol.iterator]() { return {next() { return {value: 1, done: false} }, return() { ret++; return {} }} }}); const r = s.getReader(); await r.read(); await r.cancel("z"); return ret
//# from hwm
let n = 0; const s = ReadableStream.from({[Symbol.iterator]() { return {next() { n++; return {value: 1, done: false} }} }}); await new Promise(r => setTimeout(r, 1)); return n
//# size fn
const s = new ReadableStream({start(c) { c.enqueue("abc"); this.d = c.desiredSize; globalThis.dd = c.desiredSize }}, {highWaterMark: 10, size(x) { return x.length }}); return globalThis.dd
//# size throws
let c; const s = new ReadableStream({start(x) { c = x }}, {size() { throw new RangeError("s") }}); try { c.enqueue(1) } catch (e) { return [showError(e), showError(await s.getReader().read().catch(e => e))] }
//# size nan
let c; const s = new ReadableStream({start(x) { c = x }}, {size() { return NaN }}); try { c.enqueue(1) } catch (e) { return [showError(e), showError(await s.getReader().read().catch(e => e))] }
//# strategies
const b = new ByteLengthQueuingStrategy({highWaterMark: 5}), c = new CountQueuingStrategy({highWaterMark: 3}); return [b.highWaterMark, b.size(new Uint8Array(4)), c.highWaterMark, c.size("abc"), b.size, c.size]
//# strategies bad
return [await (async () => new CountQueuingStrategy())().catch(showError), await (async () => new CountQueuingStrategy({}))().catch(showError), await (async () => new CountQueuingStrategy(5))().catch(showError)]
//# byte size undefined
return [new ByteLengthQueuingStrategy({highWaterMark: 1}).size(), new ByteLengthQueuingStrategy({highWaterMark: 1}).size({byteLength: 3})]

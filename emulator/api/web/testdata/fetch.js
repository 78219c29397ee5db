const seen = async (r) => { const e = JSON.parse(await r.text()); const h = Object.fromEntries(e.headers); return [r.status, r.redirected, new URL(r.url).pathname, e.method, e.body, h["content-type"], h.authorization, h["content-length"], h.cookie] };
//# get
return seen(await fetch(env.url + "/echo"))
//# post
return seen(await fetch(env.url + "/echo", {method: "POST", body: "hi"}))
//# put stream
return seen(await fetch(env.url + "/echo", {method: "PUT", body: new ReadableStream({start(c) { c.enqueue(new Uint8Array([97])); c.close() }})}))
//# fixed stream
const f = new FixedLengthStream(2); const w = f.writable.getWriter(); w.write(new Uint8Array([97,98])); w.close(); return seen(await fetch(env.url + "/echo", {method: "POST", body: f.readable}))
//# response
const r = await fetch(env.url + "/raw#frag"); return [r.status, r.statusText, r.url.replace(env.url, ""), r.redirected, r.type, r.cf, r.webSocket, r.headers.get("x-raw"), await r.text()]
//# immutable
const r = await fetch(env.url + "/raw"); r.headers.set("a", "b")
//# request object
return seen(await fetch(new Request(env.url + "/echo", {method: "POST", body: "x"}), {method: "PUT"}))
//# request used
const r = new Request(env.url + "/echo", {method: "POST", body: "x"}); await fetch(r); return [r.bodyUsed, showError(await fetch(r).catch(e => e))]
//# 404
const r = await fetch(env.url + "/raw?status=404"); return [r.status, r.statusText, r.ok]
//# head
const r = await fetch(env.url + "/raw", {method: "HEAD"}); return [r.status, r.body, await r.text()]
//# redirect get
const out = []; for (const s of [301, 302, 303, 307, 308]) out.push(await seen(await fetch(env.url + "/redirect?to=/echo&status=" + s))); return out
//# redirect post
const out = []; for (const s of [301, 302, 303, 307, 308]) out.push(await seen(await fetch(env.url + "/redirect?to=/echo&status=" + s, {method: "POST", body: "hi"}))); return out
//# redirect put
const out = []; for (const s of [301, 302, 303, 307, 308]) out.push(await seen(await fetch(env.url + "/redirect?to=/echo&status=" + s, {method: "PUT", body: "hi"}))); return out
//# redirect head
const out = []; for (const s of [302, 303]) { const r = await fetch(env.url + "/redirect?to=/echo&status=" + s, {method: "HEAD"}); out.push([r.status, r.redirected, await r.text()]) } return out
//# redirect stream 302
return seen(await fetch(env.url + "/redirect?to=/echo&status=302", {method: "POST", body: new ReadableStream({start(c) { c.enqueue(new Uint8Array([97])); c.close() }})}))
//# redirect stream 303
return seen(await fetch(env.url + "/redirect?to=/echo&status=303", {method: "POST", body: new ReadableStream({start(c) { c.enqueue(new Uint8Array([97])); c.close() }})}))
//# redirect stream 307
return seen(await fetch(env.url + "/redirect?to=/echo&status=307", {method: "POST", body: new ReadableStream({start(c) { c.enqueue(new Uint8Array([97])); c.close() }})}))
//# redirect manual
const r = await fetch(env.url + "/redirect?to=/echo&status=302", {redirect: "manual"}); return [r.status, r.headers.get("location"), r.redirected, r.type, await r.text()]
//# redirect no location
const r = await fetch(env.url + "/redirect?status=302"); return [r.status, r.redirected, await r.text()]
//# redirect bad location
return seen(await fetch(env.url + "/redirect?status=302&to=" + encodeURIComponent("http://[bad")))
//# redirect to ftp
return seen(await fetch(env.url + "/redirect?status=302&to=" + encodeURIComponent("ftp://x/")))
//# redirect to data
return seen(await fetch(env.url + "/redirect?status=302&to=" + encodeURIComponent("data:text/plain,hi")))
//# redirect auth same
return seen(await fetch(env.url + "/redirect?to=/echo&status=302", {headers: {authorization: "x", cookie: "c=d"}}))
//# redirect auth other
return seen(await fetch(env.url + "/redirect?status=302&to=" + env.other + "/echo", {headers: {authorization: "x", cookie: "c=d"}}))
//# redirect fragment
const r = await fetch(env.url + "/redirect?status=302&to=" + encodeURIComponent("/raw#q")); return r.url.replace(env.url, "")
//# redirect 300 304
const out = []; for (const s of [300, 305]) { const r = await fetch(env.url + "/redirect?to=/echo&status=" + s); out.push([r.status, r.redirected]) } return out
//# gzip
const r = await fetch(env.url + "/gzip"); return [await r.text(), r.headers.get("content-encoding"), r.headers.get("content-length")]
//# gzip manual
const r = await fetch(env.url + "/gzip", {encodeResponseBody: "manual"}); const b = await r.bytes(); return [b[0], b[1], r.headers.get("content-encoding")]
//# ftp
return await fetch("ftp://x/")
//# data
const r = await fetch("data:text/plain,hi%20there"); return [r.status, r.statusText, [...r.headers], await r.text(), r.url]
//# data base64
const r = await fetch("data:;base64,aGk="); return [r.status, [...r.headers], await r.text()]
//# data bad
return await fetch("data:nocomma")
//# data post
const r = await fetch("data:text/plain,hi", {method: "POST", body: "x"}); return [r.status, await r.text()]
//# data head
const r = await fetch("data:text/plain,hi", {method: "HEAD"}); return [r.status, await r.text()]
//# refused
return await fetch("http://127.0.0.1:1/")
//# dns
return await fetch("http://nonexistent.invalid/")
//# blob url
return await fetch("blob:xyz")
//# file url
return await fetch("file:///etc/passwd")
//# tls to http
return await fetch("https://127.0.0.1:1/")
//# noarg
return await fetch()
//# relative
return await fetch("/x")
//# bad init
return await fetch("http://a", 5)
//# null init
return seen(await fetch(env.url + "/echo", null))
//# shape
return [fetch.name, fetch.length]
//# this
const f = fetch; return showError(await (async () => f.call({}, "/x"))().catch(e => e))
//# this undefined
const f = fetch; return showError(await f("/x").catch(e => e))
//# aborted
const c = new AbortController(); c.abort(); try { await fetch("http://127.0.0.1:1", {signal: c.signal}) } catch (e) { return [e.name, e.message, e === c.signal.reason] }
//# aborted reason
const c = new AbortController(); c.abort("why"); try { await fetch("http://127.0.0.1:1", {signal: c.signal}) } catch (e) { return e }
//# abort during
const c = new AbortController(); const p = fetch(env.url + "/echo", {signal: c.signal}); c.abort(); try { await p } catch (e) { return [e.name, e.message] }
//# abort timeout signal
return seen(await fetch(env.url + "/echo", {signal: AbortSignal.timeout(5000)}))
//# abort body
const c = new AbortController(); const r = await fetch(env.url + "/raw", {signal: c.signal}); c.abort(); return showError(await r.text().catch(e => [e.name, e.message].join()))
//# cf ignored
return seen(await fetch(env.url + "/echo", {cf: {cacheTtl: 5}}))
//# host header
const e = JSON.parse(await (await fetch(env.url + "/echo", {headers: {"x-a": "1", "user-agent": "ua", "content-length": "99"}})).text()); return e.headers.filter(h => ["x-a", "user-agent", "content-length"].includes(h[0]))

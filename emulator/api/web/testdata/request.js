//# request basics
const r = new Request("http://a.com"); return [r.method, r.url, [...r.headers], r.redirect, r.fetcher, r.signal, r.signal === r.signal, r.cf, r.integrity, r.keepalive, r.cache, r.body, r.bodyUsed]
//# request fragment
return new Request("http://a.com/#x").url
//# request rel
return new Request("/x").url
//# request noarg
return new Request()
//# request undefined
return new Request(undefined)
//# request URL
return new Request(new URL("http://a/b?c")).url
//# request obj
return new Request({toString() { return "http://x/" }}).url
//# request creds
return new Request("http://u:p@a/").url
//# request scheme
return new Request("ftp://a/").url
//# methods
return ["get","Post","patch","options","TRACE", "head", "delete", "propfind", "COPY", "put"].map(m => new Request("http://a", {method: m}).method)
//# method bad
return new Request("http://a", {method: "foo"})
//# method empty
return new Request("http://a", {method: ""})
//# method null
return new Request("http://a", {method: null})
//# method undefined
return new Request("http://a", {method: undefined}).method
//# method CONNECT
return new Request("http://a", {method: "CONNECT"}).method
//# GET body
return new Request("http://a", {body: "x"})
//# HEAD body
return new Request("http://a", {method: "HEAD", body: "x"})
//# GET body null
return new Request("http://a", {body: null}).body
//# GET body empty
return new Request("http://a", {body: ""}).body
//# POST body
const r = new Request("http://a", {method: "POST", body: "x"}); return [r.body instanceof ReadableStream, [...r.headers], await r.text(), r.bodyUsed]
//# stream body no duplex
const r = new Request("http://a", {method: "POST", body: new ReadableStream({start(c){c.close()}})}); return [await r.text()]
//# redirect values
return ["follow","manual","FOLLOW"].map(m => new Request("http://a", {redirect: m}).redirect)
//# redirect error
return new Request("http://a", {redirect: "error"})
//# redirect bad
return new Request("http://a", {redirect: "x"})
//# cache
return new Request("http://a", {cache: "no-store"}).cache
//# cache default
return new Request("http://a", {cache: "default"}).cache
//# cache reload
return new Request("http://a", {cache: "reload"}).cache
//# mode
return new Request("http://a", {mode: "cors", credentials: "include", referrer: "x", referrerPolicy: "no-referrer", keepalive: true, window: null, priority: "high"}).url
//# mode prop
return ["mode" in Request.prototype, "credentials" in Request.prototype, "destination" in Request.prototype, "duplex" in Request.prototype, "referrer" in Request.prototype]
//# integrity
return new Request("http://a", {integrity: "x"})
//# signal
const c = new AbortController(); const r = new Request("http://a", {signal: c.signal}); c.abort(); return [r.signal === c.signal, r.signal.aborted]
//# signal null
return new Request("http://a", {signal: null}).signal.aborted
//# signal bad
return new Request("http://a", {signal: {}})
//# init bad
return new Request("http://a", 5)
//# init null
return new Request("http://a", null).method
//# init string
return new Request("http://a", "x").method
//# encodeResponseBody bad
return new Request("http://a", {encodeResponseBody: "x"})
//# headers bad
return new Request("http://a", {headers: 5})
//# headers null
return new Request("http://a", {headers: null})
//# cf
const o = {a: {b: 1}}; const r = new Request("http://a", {cf: o}); o.a.b = 2; return [r.cf, r.cf === r.cf]
//# from request
const r = new Request("http://a", {method: "POST", body: "x", headers: {a: "b"}, redirect: "manual", cf: {q: 1}}); const s = new Request(r); return [s.method, s.url, [...s.headers], s.redirect, s.cf, await s.text(), r.bodyUsed, showError(await r.text().catch(e => e))]
//# from request used
const r = new Request("http://a", {method: "POST", body: "x"}); await r.text(); return new Request(r)
//# from request used new body
const r = new Request("http://a", {method: "POST", body: "x"}); await r.text(); return await new Request(r, {body: "y"}).text()
//# from request GET
const r = new Request("http://a", {method: "POST", body: "x"}); return new Request(r, {method: "GET"})
//# from request headers
const r = new Request("http://a", {headers: {a: "b"}}); return [...new Request(r, {headers: {c: "d"}}).headers]
//# init request
const r = new Request("http://a", {method: "POST", body: "x", headers: {a: "b"}}); const s = new Request("http://b", r); return [s.method, s.url, [...s.headers], await s.text(), r.bodyUsed]
//# from request url
return new Request(new Request("http://a/x"), {method: "PUT"}).method
//# clone
const r = new Request("http://a", {method: "POST", body: "x", headers: {a: "b"}, cf: {z: 1}}); const c = r.clone(); return [c.method, c.url, [...c.headers], await c.text(), await r.text(), c.cf, c.signal.aborted]
//# clone used
const r = new Request("http://a", {method: "POST", body: "x"}); await r.text(); return r.clone()
//# body undefined
return new Request("http://a", {body: undefined, headers: undefined, signal: undefined, cf: undefined, redirect: undefined}).method
//# from subclass
class R extends Request { constructor(u) { super(u, {method: "PUT"}); } }; return [new R("http://x").method, new Request(new R("http://x")).method]

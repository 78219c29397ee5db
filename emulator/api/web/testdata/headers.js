//# proto chain
return [Object.getPrototypeOf(Response.prototype).constructor.name, typeof globalThis.Body, Object.getOwnPropertyNames(Object.getPrototypeOf(Response.prototype))]
//# names
return [Headers,Request,Response,Blob,File,FormData,ReadableStream,WritableStream,TransformStream,IdentityTransformStream,FixedLengthStream,ReadableStreamDefaultReader,ReadableStreamBYOBReader,WritableStreamDefaultWriter,ByteLengthQueuingStrategy,CountQueuingStrategy,TextEncoderStream,TextDecoderStream,CompressionStream,DecompressionStream,ReadableStreamDefaultController,ReadableByteStreamController,ReadableStreamBYOBRequest,WritableStreamDefaultController,TransformStreamDefaultController].map(C => [C.name, C.length, Object.getPrototypeOf(C.prototype)?.constructor.name, Object.getOwnPropertyNames(C.prototype).join(), Object.getOwnPropertyNames(C).join()])
//# descriptor
const d = Object.keys(Object.getOwnPropertyDescriptor(Response.prototype, "status")).join(), m = Object.getOwnPropertyDescriptor(Headers.prototype, "get"); return [d, m, Object.getOwnPropertyDescriptor(Headers.prototype, Symbol.toStringTag), Object.getOwnPropertyDescriptor(Response, "json")]
//# call without new
return Headers()
//# call Response without new
return Response()
//# brand get
return Headers.prototype.get.call({}, "a")
//# brand getter
return Object.getOwnPropertyDescriptor(Response.prototype, "status").get.call({})
//# brand text
return Response.prototype.text.call({})
//# brand status on proto
return Response.prototype.status
//# own
return [Reflect.ownKeys(new Response("a")), Reflect.ownKeys(new Request("http://a"))]
//# headers get noarg
return new Headers().get()
//# headers append 1
return new Headers().append("a")
//# headers bad init number
return new Headers(5)
//# headers bad init string
return new Headers("abc")
//# headers null
return [...new Headers(null)]
//# headers pair length
return new Headers([["a"]])
//# headers pair nonstring
return [...new Headers([["a", 1], ["b", undefined]])]
//# headers bad name
return new Headers({"a b": "c"})
//# headers empty name
return new Headers({"": "c"})
//# headers bad value
return new Headers({"a": "c\nd"})
//# headers bad value 0
return new Headers({"a": "c\0d"})
//# headers trim
return new Headers({"a": " \t c d \r\n"}).get("A")
//# headers unicode
return new Headers({"a": "héé☃"}).get("A")
//# headers sort
return [...new Headers([["b","1"],["a","2"],["Set-Cookie","x"],["set-cookie","y"],["A","3"],["accept","q"]])]
//# headers keys values
const h = new Headers([["b","1"],["a","2"]]); return [[...h.keys()], [...h.values()], h.entries(), h.entries().next(), Object.getPrototypeOf(Object.getPrototypeOf(h.entries())) === Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))]
//# headers forEach
const out = []; new Headers([["b","1"],["a","2"]]).forEach(function (v,k,h) { out.push([v,k,h instanceof Headers, this === undefined]) }); return out
//# headers getAll
return [new Headers([["set-cookie", "a=1"],["set-cookie","b=2"]]).getAll("set-cookie"), new Headers([["set-cookie", "a=1"],["set-cookie","b=2"]]).getSetCookie(), new Headers([["set-cookie", "a=1"],["set-cookie","b=2"]]).get("set-cookie")]
//# headers getAll other
return new Headers().getAll("x")
//# headers get missing
return [new Headers().get("x"), new Headers().has("x"), new Headers().delete("x"), new Headers().set("x", "y")]
//# headers get bad name
return new Headers().get("a b")
//# headers immutable
const h = Response.redirect("http://a/").headers; h.set("a", "b")
//# headers iterate mutate
const h = new Headers([["a","1"],["b","2"]]); const out=[]; for (const [k] of h) { out.push(k); h.delete("b"); h.append("c","3") } return out
//# headers symbol
return new Headers().get(Symbol("x"))
//# headers record with symbol
return [...new Headers({a: 1, [Symbol("q")]: 2})]
//# headers iterable custom
return [...new Headers(new Map([["a","1"]]))]
//# headers set of pairs
return [...new Headers(new Set([["a","1"]]))]
//# headers from URLSearchParams
return [...new Headers(new URLSearchParams("a=1&b=2"))]
//# headers from response headers
return [...new Headers(new Response("x").headers)]
//# headers function init
return [...new Headers(() => 1)]
//# headers nested string pairs
return [...new Headers(["ab", "cd"])]

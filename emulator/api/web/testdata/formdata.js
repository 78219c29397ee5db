//# form basics
const f = new FormData(); f.append("a", "1"); f.append("a", "2"); f.append("b", 3); return [f.get("a"), f.getAll("a"), f.get("b"), f.get("none"), f.getAll("none"), f.has("a"), f.has("z"), [...f], [...f.keys()], [...f.values()], [...f.entries()]]
//# form no new
return FormData()
//# form arg undefined
return [...new FormData(undefined)]
//# form arg null
return [...new FormData(null)]
//# form arg element
return [...new FormData({})]
//# form arity
const f = new FormData(); const t = (g) => { try { return g() } catch (e) { return showError(e) } }; return [t(() => f.append()), t(() => f.append("a")), t(() => f.set()), t(() => f.set("a")), t(() => f.get()), t(() => f.getAll()), t(() => f.has()), t(() => f.delete()), t(() => f.forEach()), t(() => f.forEach({}))]
//# form set
const f = new FormData(); f.append("a", "1"); f.append("b", "x"); f.append("a", "2"); f.set("a", "3"); f.set("c", "4"); return [...f]
//# form delete
const f = new FormData(); f.append("a", "1"); f.append("b", "x"); f.append("a", "2"); f.delete("a"); f.delete("zz"); return [[...f], f.delete("b")]
//# form conversions
const f = new FormData(); f.append("n", null); f.append("u", undefined); f.append("o", {}); f.append("t", true); f.append("arr", [1, 2]); f.append(5, "five"); f.append(null, "nul"); f.append("s", "\ud800x"); return [...f]
//# form symbol
const f = new FormData(); f.append("a", Symbol("x"))
//# form blob
const f = new FormData(); f.append("a", new Blob(["x"], {type: "t/p"})); const v = f.get("a"); return [v instanceof File, v.name, v.type, v.size, await v.text(), v === f.get("a"), v.lastModified > 0]
//# form blob filename
const f = new FormData(); f.append("a", new Blob(["x"], {type: "t/p"}), "fn.txt"); const v = f.get("a"); return [v instanceof File, v.name, v.type]
//# form file
const file = new File(["x"], "n.txt", {type: "t/p", lastModified: 7}); const f = new FormData(); f.append("a", file); const v = f.get("a"); return [v === file, v.name, v.type, v.lastModified]
//# form file filename
const file = new File(["x"], "n.txt", {type: "t/p", lastModified: 7}); const f = new FormData(); f.append("a", file, "other"); const v = f.get("a"); return [v === file, v.name, v.type, v.lastModified > 7, file.name]
//# form file filename undefined
const file = new File(["x"], "n.txt", {lastModified: 7}); const f = new FormData(); f.append("a", file, undefined); const v = f.get("a"); return [v === file, v.name]
//# form file filename null
const file = new File(["x"], "n.txt"); const f = new FormData(); f.append("a", file, null); return f.get("a").name
//# form blob filename empty
const f = new FormData(); f.append("a", new Blob(["x"]), ""); return f.get("a").name
//# form string filename
const f = new FormData(); f.append("a", "str", "name"); return [...f]
//# form set string filename
const f = new FormData(); f.set("a", "str", "name"); return [...f]
//# form string filename undefined
const f = new FormData(); f.append("a", "str", undefined); return [...f]
//# form set blob
const f = new FormData(); f.append("a", "1"); f.set("a", new Blob(["z"]), "q"); const v = f.get("a"); return [v.name, await v.text(), f.getAll("a").length]
//# form buffer value
const f = new FormData(); f.append("a", new Uint8Array([1, 2])); return f.get("a")
//# form iteration live
const f = new FormData(); f.append("a", "1"); f.append("b", "2"); const out = []; for (const [k] of f) { out.push(k); if (k === "a") f.append("c", "3") } return out
//# form iteration delete
const f = new FormData(); f.append("a", "1"); f.append("b", "2"); f.append("c", "3"); const out = []; for (const [k] of f) { out.push(k); f.delete(k) } return out
//# form forEach
const f = new FormData(); f.append("a", "1"); f.append("b", "2"); const out = []; const r = f.forEach(function (v, k, o) { out.push(v, k, o === f, this === out) }, out); return [r, out]
//# form forEach noarg
const f = new FormData(); f.append("a", "1"); const out = []; f.forEach(function () { "use strict"; out.push(this) }); return out
//# form forEach append
const f = new FormData(); f.append("a", "1"); let n = 0; f.forEach(() => { if (n++ < 5) f.append("x", "y") }); return n
//# form forEach throws
const f = new FormData(); f.append("a", "1"); f.forEach(() => { throw new RangeError("q") })
//# form iterators
const f = new FormData(); f.append("a", "1"); const i = f.entries(); return [String(i), String(f.keys()), String(f.values()), i.next(), i.next(), FormData.prototype.entries === FormData.prototype[Symbol.iterator], FormData.prototype[Symbol.iterator].name]
//# form wrong this
const t = (g) => { try { return g() } catch (e) { return showError(e) } }; return [t(() => FormData.prototype.get.call({}, "a")), t(() => FormData.prototype.entries.call(undefined))]
//# form names
return [FormData.name, FormData.length, Object.getOwnPropertyNames(FormData.prototype).join(), JSON.stringify(new FormData()), String(new FormData())]
//# form body
const f = new FormData(); f.append("a", "b"); const r = new Response(f); const ct = r.headers.get("content-type"); return [ct.replace(/[0-9a-f]{8,}/, "B"), ct.length, (await r.text()).replaceAll(/[0-9a-f]{32}/g, "B")]
//# form body empty
const r = new Response(new FormData()); return [(await r.text()).replaceAll(/[0-9a-f]{32}/g, "B")]
//# form body names
const f = new FormData(); f.append("a\"b\\c\r\n\td", "v\r\nw\nx\ry"); f.append("é", "ü"); f.append("", ""); f.append("f", new File(["x\r\ny"], "q\"\\\r\né.txt")); f.append("g", new Blob(["z"])); f.append("h", new File([], "", {type: "text/plain"})); return (await new Response(f).text()).replaceAll(/[0-9a-f]{32}/g, "B")
//# form body header given
const f = new FormData(); f.append("a", "b"); const r = new Response(f, {headers: {"content-type": "multipart/form-data"}}); return [...r.headers]
//# form round trip
const f = new FormData(); f.append("a", "1"); f.append("a", "2\r\n3"); f.append("f", new File(["x\r\n--y"], "n.txt", {type: "text/x"})); f.append("g", new Blob([new Uint8Array([0, 255, 13, 10])])); f.append("e", ""); f.append("q\"\\\n", "z"); const g = await new Response(f).formData(); const out = []; for (const [k, v] of g) out.push(k, typeof v === "string" ? v : [v.name, v.type, [...await v.bytes()]]); return out
//# form request round trip
const f = new FormData(); f.append("a", "1"); const g = await new Request("http://a", {method: "POST", body: f}).formData(); return [...g]
//# form body used
const r = new Response(new FormData()); await r.formData(); return [r.bodyUsed, await r.formData().catch(showError)]
//# form body changed after
const f = new FormData(); f.append("a", "1"); const r = new Response(f); f.append("b", "2"); return [...await r.formData()]
//# form parse urlencoded
return [...await new Response("a=1&b=2+3&c=%41%zz&d&=e&&f=g=h&%C3%A9=%F0%9F%98%80&i=%ff", {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse urlencoded charset
return [...await new Response("a=1", {headers: {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}}).formData()]
//# form parse urlencoded upper
return [...await new Response("a=1", {headers: {"content-type": "Application/X-WWW-Form-Urlencoded"}}).formData()]
//# form parse urlencoded latin
return [...await new Response("a=1", {headers: {"content-type": "application/x-www-form-urlencoded; charset=iso-8859-1"}}).formData()]
//# form parse urlencoded bom
return [...await new Response("\ufeffa=1", {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse urlencoded question
return [...await new Response("?a=1", {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse urlencoded invalid utf8
return [...await new Response(new Uint8Array([97, 61, 255, 98]), {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse urlencoded empty
return [...await new Response("", {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse searchparams
return [...await new Response(new URLSearchParams("x=1&y=é")).formData()]
//# form parse null body
return await new Response(null).formData()
//# form parse null body typed
return [...await new Response(null, {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]
//# form parse null body multipart
return [...await new Response(null, {headers: {"content-type": "multipart/form-data; boundary=x"}}).formData()]
//# form parse no boundary
return await new Response("x", {headers: {"content-type": "multipart/form-data"}}).formData()
//# form parse empty boundary
return await new Response("x", {headers: {"content-type": "multipart/form-data; boundary="}}).formData()
//# form parse empty quoted boundary
return await new Response("x", {headers: {"content-type": "multipart/form-data; boundary=\"\""}}).formData()
//# form parse bad types
return await Promise.all(["", "bad", "text/plain", "application/json", "multipart/mixed; boundary=x", "multipart/form-data;", "multipart/form-datax; boundary=x", "application/x-www-form-urlencodedx", "multipart/form-data; boundary", "é"].map(async (t) => { try { return [...await new Response("a", {headers: {"content-type": t}}).formData()] } catch (e) { return showError(e) } }))
//# form parse bad type used
const r = new Response("abc"); await r.formData().catch(() => 0); return [r.bodyUsed]
//# form parse no boundary used
const r = new Response("x", {headers: {"content-type": "multipart/form-data"}}); await r.formData().catch(() => 0); return [r.bodyUsed]
//# form parse no type used
const r = new Response(new Uint8Array(2)); await r.formData().catch(() => 0); return [r.bodyUsed]
//# form parse multipart
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const h = "Content-Disposition: form-data; name=\"a\"";
return await Promise.all([
 p(""), p("x"), p("--B--"), p("--B--\r\n"), p("--B"), p("--B\r\n"), p("\r\n--B--"), p("preamble\r\n--B\r\n" + h + "\r\n\r\nv\r\n--B--"),
 p("--B\r\n" + h + "\r\n\r\nv\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B--\r\n"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B--\r\nepilogue"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B--junk"),
 p("--B\r\n" + h + "\r\n\r\nv\r\n--B"), p("--B\r\n" + h + "\r\n\r\nv\r\n"), p("--B\r\n" + h + "\r\n\r\nv"), p("--B\r\n" + h + "\r\n\r\n"), p("--B\r\n" + h + "\r\n"), p("--B\r\n" + h),
 p("--B\r\n" + h + "\r\n\r\n\r\n--B--"), p("--B\r\n" + h + "\r\n\r\n--B--"), p("--B\r\n\r\nv\r\n--B--"), p("--B\r\nX: y\r\n\r\nv\r\n--B--"),
])
//# form parse multipart two
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
return await Promise.all([
 one("Content-Disposition: form-data; name=a"), one("Content-Disposition: form-data; name='a'"), one("content-disposition:form-data;name=\"a\""), one("CONTENT-DISPOSITION: FORM-DATA; NAME=\"a\""),
 one("Content-Disposition: form-data"), one("Content-Disposition: form-data; name=\"\""), one("Content-Disposition: form-data; name"), one("Content-Disposition: attachment; name=\"a\""),
 one("Content-Disposition: form-data; filename=\"f\""), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\""), one("Content-Disposition: form-data; name=\"a\"; filename=f"), one("Content-Disposition: form-data; name=\"a\"; filename=\"\""),
 one("Content-Disposition: form-data; filename=\"f\"; name=\"a\""), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: Text/HTML; charset=x"), one("Content-Type: a/b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\""), one("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: a/b"),
 one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: garbage"), one("Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%41"), one("Content-Disposition: form-data; name=\"a\"; filename=\"x\"; filename*=UTF-8''%41"), one("Content-Disposition: form-data; name*=UTF-8''%41"),
 one("Content-Disposition: form-data; name=\"a%22b%0D%0Ac%41\""), one("Content-Disposition: form-data; name=\"a\\\"b\\\\c\""), one("Content-Disposition: form-data; name=\"a\"; filename=\"C:\\dir\\f.txt\""), one("Content-Disposition: form-data; name=\"a\"; filename=\"a/b/f\""),
 one("Content-Disposition: form-data; name=\"é\"; filename=\"ü\""), one("Content-Disposition: form-data; name=\"a;b\""), one("Content-Disposition: form-data; name=\"a"), one("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "dg=="),
 one("Content-Disposition: form-data; name=\"a\"; name=\"b\""), one("Content-Disposition : form-data; name=\"a\""), one("Content-Disposition: form-data; name=\"a\"\r\nbad header"), one("Content-Disposition: form-data;\r\n name=\"a\""),
 one("Content-Disposition: form-data; name=\"_charset_\"", "iso-8859-1"), one("Content-Disposition: form-data; name=\"a\"", "\ufeffbom"), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"", "\ufeffbom"),
])
//# form parse multipart lf
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const h = "Content-Disposition: form-data; name=\"a\"";
return await Promise.all([
 p("--B\n" + h + "\n\nv\n--B--"), p("--B\n" + h + "\n\nv\n--B--\n"), p("--B\r\n" + h + "\n\nv\r\n--B--"), p("--B\n" + h + "\r\n\r\nv\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B--\n"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B\n" + h + "\r\n\r\nw\r\n--B--"),
 p("--B  \r\n" + h + "\r\n\r\nv\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n--Bx\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv--B\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n --B--\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B--\r\n--B\r\n" + h + "\r\n\r\nw\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B \t\r\n" + h + "\r\n\r\nw\r\n--B-- "), p("--B\r\n" + h + "\r\n\r\nv\r\n--B-"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B\r"), p("--B\r\n" + h + "\r\n\r\nv\r\n--B\r\n"), p("--B\r\n" + h + "\r\n\r\n--B\r\n" + h + "\r\n\r\nw\r\n--B--"), p("\r\n\r\n--B\r\n" + h + "\r\n\r\nv\r\n--B--"), p("--B\r\n--B\r\n" + h + "\r\n\r\nv\r\n--B--"),
])
//# form parse boundaries
const p = async (b, type) => { try { const out = []; for (const [k, v] of await new Response("--" + b + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--" + b + "--\r\n", {headers: {"content-type": type}}).formData()) out.push(k, v); return out } catch (e) { return showError(e) } };
return await Promise.all([p("B", "multipart/form-data; boundary=\"B\""), p("B", "MULTIPART/Form-Data; BOUNDARY=B"), p("B x", "multipart/form-data; boundary=\"B x\""), p("B x", "multipart/form-data; boundary=B x"), p("B", "multipart/form-data; charset=utf-8; boundary=B"), p("B", "multipart/form-data;boundary=B;charset=utf-8"), p("B", "multipart/form-data; boundary=C"), p("b", "multipart/form-data; boundary=B"), p("B", "multipart/form-data; boundary=B; boundary=C"), p("x".repeat(100), "multipart/form-data; boundary=" + "x".repeat(100)), p("'()+_,-./:=?", "multipart/form-data; boundary=\"'()+_,-./:=?\""), p("'()+_,-./:=?", "multipart/form-data; boundary='()+_,-./:=?"), p("a@b", "multipart/form-data; boundary=a@b"), p("é", "multipart/form-data; boundary=é")])
//# form file size and order
const f = new FormData(); f.append("x", new File(["1"], "1")); f.append("y", "2"); f.append("x", "3"); return [f.getAll("x").map((v) => typeof v === "string" ? v : v.name), [...f].length]
//# form file in
return (() => { const f = new FormData(); f.append("a", new File(["a"], "b.txt")); const g = f.get("a"); return [typeof g, Object.prototype.toString.call(g)] })()
//# form parsed file
const f = await new Response("--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f.txt\"\r\n\r\nv\r\n--B--", {headers: {"content-type": "multipart/form-data; boundary=B"}}).formData(); const v = f.get("a"); return [v instanceof File, v.type, v.size, v.lastModified > 0]
//# form fetch
const f = new FormData(); f.append("a", "1"); f.append("f", new File(["x"], "n")); const r = await fetch(env.url + "/echo", {method: "POST", body: f}); return [(await r.text()).replaceAll(/[0-9a-f]{32}/g, "B").match(/Content-Disp.*/)?.[0].length > 0]
//# form set order
const f = new FormData(); f.append("a", "1"); f.append("b", "2"); f.append("c", "3"); f.append("b", "4"); f.set("b", new Blob(["x"])); return [...f].map(([k, v]) => [k, typeof v])
//# form subclass
class F extends FormData { constructor() { super(); this.append("a", "b") } } return [...await new Response(new F()).formData()]
//# form parse disposition
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
return await Promise.all([
 cd("; name = \"a\""), cd(";   name=\"a\""), cd(";name=\"a\" "), cd(" ; name=\"a\""), cd(" name=\"a\""), cd("; foo=bar; name=\"a\""), cd("; foo; name=\"a\""), cd("; Name=\"a\""), cd("; xname=\"a\""), cd("; x-name=\"a\""), cd("; filename=\"x\" junk; name=\"a\""), cd("; name=\"a\"junk"), cd("; name=\"a\"; filename=\"b;c\""), cd(";\tname=\"a\""), cd("; foo=\"; name=\\\"b\\\"\"; name=\"a\""), cd("; name=\"a\"; filename=\"f\"; filename=\"g\""), cd("; name=\"a\"; filename=\"f\"; filename=\"\""), cd("; name=\"a\"; FILENAME=\"f\""), cd(", name=\"a\""), cd("; name=\"a\";"), cd(";; name=\"a\""), cd("; name=\"a\\"), cd("; name=\"a\\\\\""), cd("; name=\"a\tb\""), cd("; name=a; name=\"b\""), cd("; foo=\"bar; name=\"a\""), cd("; name=\"\"; name=\"b\""), cd("; name=\"b\"; name=\"\""),
 one("Content-Disposition:\tform-data; name=\"a\""), one("Content-Disposition:   form-data; name=\"a\"  "), one("Content-Disposition: form-datax; name=\"a\""), one("Content-Disposition: ; name=\"a\""), one("Content-Disposition:"), one("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\""), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: a/b\r\nContent-Type: c/d"), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type:"), one(": x\r\nContent-Disposition: form-data; name=\"a\""), one("X Y: z\r\nContent-Disposition: form-data; name=\"a\""), one("X:\r\nContent-Disposition: form-data; name=\"a\""), one("Content-Disposition: form-data; name=\"a\"\r\nX\u00e9: z"), one("Content-Disposition: form-data; name=\"a\"\r\nX: z\u0000y"), one("Content-Disposition: form-data; name=\"a\"\rX: z"), one("Content-Disposition: form-data; name=\"a\"\nX: z"), one("Content-Disposition: \"form-data\"; name=\"a\""),
])
//# form parse header end
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const h = "Content-Disposition: form-data; name=\"a\"";
return await Promise.all([p("--B\r\n" + h + "\r\n\nv\r\n--B--"), p("--B\r\n" + h + "\n\r\nv\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\n\nw\r\n--B--"), p("--B\r\n" + h + "\n\nv\r\n\r\nw\r\n--B--"), p("--B\n" + h + "\nX: y\n\nv\r\n\r\nw\r\n--B--"), p("--B\r\n" + h + "\r\n\r\nv\r\r\n--B--"), p("--B\r\n" + h + "\r\n\r\n\r\n\r\n--B--"), p("xx--B\r\n" + h + "\r\n\r\nv\r\n--B--"), p("--B\r" + h + "\r\n\r\nv\r\n--B--"), p("--B\r\n\r\n\r\nv\r\n--B--"), p("--B\r\n\r\n" + h + "\r\n\r\nv\r\n--B--"), p("--B-\r\n"), p("--B-"), p(new Uint8Array([255, 10])), p("--B\r\n" + h + "\r\n\r\n\u00e9\ud83d\ude00\r\n--B--")])
//# form parse invalid utf8
const enc = new TextEncoder(); const join = (...parts) => { const out = []; for (const x of parts) out.push(...(typeof x === "string" ? enc.encode(x) : x)); return new Uint8Array(out) };
const f = await new Response(join("--B\r\nContent-Disposition: form-data; name=\"a", [255], "b\"\r\n\r\nx", [254], "\r\n--B--"), {headers: {"content-type": "multipart/form-data; boundary=B"}}).formData(); return [...f]
//# form parse urlencoded percent
const p = async (s) => [...await new Response(s, {headers: {"content-type": "application/x-www-form-urlencoded"}}).formData()]; return await Promise.all(["a=%", "a=%4", "a=%4g", "a=%g4", "a=%%41", "a=%u0041", "%41=%e2%82%ac", "a=b;c=d", "a==", "=", "&", "a&a", "a=\u0000", "a=1#x", "a=%EF%BB%BFx", "a=%ed%a0%80", "a= b", "a=\r\n"].map(p))
//# form parse urlencoded charset quoted
const p = async (c) => { try { return [...await new Response("a=1", {headers: {"content-type": "application/x-www-form-urlencoded;" + c}}).formData()] } catch (e) { return showError(e) } }; return await Promise.all(["charset=\"utf-8\"", "charset=UTF8", "charset=", "charset", "charset=utf-16", "x=y", "charset='utf-8'"].map(p))
//# form empty name round trip
const f = new FormData(); f.append("", "v"); return [...await new Response(f).formData()]
//# form empty filename round trip
const f = new FormData(); f.append("a", new File(["x"], "")); return [...await new Response(f).formData()]
//# form name escapes round trip
const f = new FormData(); f.append("a\\\"b%22", new File(["x"], "c\\d\"e\n")); const [[k, v]] = await new Response(f).formData(); return [k, v.name]
//# form stream body
const f = new FormData(); f.append("a", "1"); const r = new Response(f); const type = r.headers.get("content-type"); return [...await new Response(r.body, {headers: {"content-type": type}}).formData()]
//# form body bodyUsed
const r = new Response("a=1", {headers: {"content-type": "application/x-www-form-urlencoded"}}); const p = r.formData(); return [r.bodyUsed, [...await p]]
//# form clone
const f = new FormData(); f.append("a", "1"); const r = new Response(f); const c = r.clone(); return [[...await r.formData()], [...await c.formData()]]
//# form File type of file value
const f = new FormData(); f.append("a", new File(["x"], "n", {type: "TEXT/Plain"})); return [f.get("a").type, (await new Response(f).text()).match(/Content-Type: .*/)[0]]
//# form cr in type
const f = new FormData(); f.append("a", new Blob(["x"], {type: "a\"b"})); return (await new Response(f).text()).match(/Content-Type: .*/)[0]
//# form of form
const f = new FormData(); f.append("a", new FormData()); return [...f]
//# form append result
const f = new FormData(); return [f.append("a", "b"), f.set("a", "c"), f.delete("a")]
//# form values of blobs
const f = new FormData(); f.set("a", new Blob(["12"])); return [...f.values()].map((v) => [v.name, v.size])
//# form accessor order
const out = []; const o = (n) => ({toString() { out.push(n); return n }}); const f = new FormData(); f.append(o("name"), o("value")); f.append(o("n"), new Blob([]), o("file")); return out
//# form parse disposition names
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const kind = (k) => one("Content-Disposition: " + k + "; name=\"a\"");
return await Promise.all([...["x-name", "x_name", "x1", "X", "x.y", "x*", "x'", "é", "x y", "x!", "x%", "-", "_", "1"].map((n) => cd("; " + n + "=\"b\"; name=\"a\"")), cd("; x=\"b\",; name=\"a\""), cd("; x=\"b\" \t ;name \t=\t \"a\""), cd("\t;\tname=\"a\""), cd("; name=\"a\nb\""), cd("; name=\"a\rb\""), cd("; name=\"\\a\\\"\\\\\\\\b\""), cd("; name=\"\\é\""), cd("; filename=\"\\\\\"; name=\"a\"")])
//# form parse disposition kinds
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const kind = (k) => one("Content-Disposition: " + k + "; name=\"a\"");
return await Promise.all(["form.data", "form_data", "form1", "1form", "FORM", "form/data", "form=data", "form-dataé", "é", "form data", "form\tdata", "form\"data", "form*", "form'x", "form-data=", "-", "_", "*", "form@data", "form(data)", "form!", "form%20"].map(kind))
//# form parse urlencoded charset names
const p = async (c) => { try { return [...await new Response("a=1", {headers: {"content-type": "application/x-www-form-urlencoded;" + c}}).formData()] } catch (e) { return showError(e) } }; return await Promise.all(["charset=unicode-1-1-utf-8", "charset=Unicode-1-1-UTF-8", "charset=\" utf-8\"", "charset=unicode20utf8", "charset=x-unicode20utf8", "charset=ascii", "charset=\"\""].map(p))
//# form parse part header chars
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const kind = (k) => one("Content-Disposition: " + k + "; name=\"a\"");
return await Promise.all([..."()<>@,;\\\"/[]?={} \t!#$%&'*+-.^_`|~\x7f\x01é"].map((c) => one("X" + c + "Y: z\r\nContent-Disposition: form-data; name=\"a\"").then((r) => [c, typeof r])))
//# form parse part header values
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const kind = (k) => one("Content-Disposition: " + k + "; name=\"a\"");
return await Promise.all([..."\x00\x01\x7f\xe9\t\r\n"].map((c) => one("X: a" + c + "b\r\nContent-Disposition: form-data; name=\"a\"").then((r) => [c, typeof r])))
//# form parse header folding
const p = async (body, type = "multipart/form-data; boundary=B") => { try { const out = []; for (const [k, v] of await new Response(body, {headers: {"content-type": type}}).formData()) out.push(k, typeof v === "string" ? v : [v.name, v.type, await v.text()]); return out } catch (e) { return showError(e) } };
const one = (h, v = "v") => p("--B\r\n" + h + "\r\n\r\n" + v + "\r\n--B--\r\n");
const cd = (params) => one("Content-Disposition: form-data" + params);
const kind = (k) => one("Content-Disposition: " + k + "; name=\"a\"");
return await Promise.all([one("X: a\r\n b\r\nContent-Disposition: form-data; name=\"a\""), one("X: a\r Y: b\r\nContent-Disposition: form-data; name=\"a\""), one("X: a\rContent-Disposition: form-data; name=\"a\""), one("Content-Disposition: form-data; name=\"a\"\r\rX: b"), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: \t a/b \t"), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type : a/b"), one("Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nCONTENT-TYPE:a/b"), one("Content-Disposition: form-data; name=\"a\"\r\nContent-Length: 5"), one("Content-Disposition: form-data; name=\"a\"\r\nTransfer-Encoding: chunked\r\nConnection: close")])

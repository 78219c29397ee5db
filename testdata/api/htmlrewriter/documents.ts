// What handlers are told of a document, in which parts, and what comes out of it.
import { outcome, outcomes } from "../entry";

const bytes = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
const trace = async (body: BodyInit | string[], type = "text/html") => {
  const seen: string[] = [];
  const say = (s: string) => { seen.push(s) };
  const response = new HTMLRewriter()
    .onDocument({
      doctype: (d) => say(`doctype ${JSON.stringify([d.name, d.publicId, d.systemId])}`),
      comments: (c) => say(`comment ${c.text}`),
      text: (t) => say(`text ${t.text}${t.lastInTextNode ? "|" : ""}`),
      end: () => say("end"),
    })
    .on("*", {
      element(e) {
        say(`<${e.tagName} ${JSON.stringify([...e.attributes])} ${e.namespaceURI.split("/").pop()}`);
        try { e.onEndTag((t) => say(`</${t.name} of ${e === undefined}`)) } catch (error) { say(`${error}`) }
      },
    })
    .transform(new Response(Array.isArray(body) ? chunks(body) : body, { headers: { "content-type": type } }));
  const out = await outcome(() => response.text());
  return { seen, out };
};
const chunks = (list: string[]) => new ReadableStream({
  pull(c) {
    if (list.length === 0) return c.close();
    c.enqueue(new TextEncoder().encode(list.shift()!));
  },
});
const documents = (list: Record<string, string | string[] | Uint8Array>, type?: string) => async () => {
  const all: Record<string, unknown> = {};
  for (const name of Object.keys(list)) all[name] = await trace(list[name] as any, type);
  return all;
};
const each = (...list: string[]) => documents(Object.fromEntries(list.map((s) => [s, s])));

export const tokens = { test: each(
  "<!DOCTYPE html>", `<!doctype HTML PUBLIC "a" 'b'>`, `<!DOCTYPE x SYSTEM "s">`, "<!DOCTYPE>", `<!DOCTYPE html PUBLIC>`,
  "<!-- a -->", "<!-->x", "<!--->x", "<!--a--!>x", "<!x>", "<?pi?>", "</3>x", "</>x", "<!--open", "<!--open--", "<![CDATA[x]]>",
  "a<b>c", "a < b", "1 <3", "a</ b>c", "x<", "x</", "<a href=", "<a b='", "</a", "<p>one<p>two</p>", "<div><p>a</div>b", "</x>a", "<br></br>",
  "<A B=1 B=2 c='x\"y' D=\"&amp;\" e = f / g=/>x</A >", "<a =b ==c>", "<a/b/c>", "<br/><p/>x</p>", "&amp;&lt;\r\n\0",
) };
export const rawText = { test: each(
  "<title>a<b>&amp;</b></title>x", "<script>if (1 < 2) '</b>'</script>x", "<script><!-- <script> </script> --></script>x", "<style>a>b</styl></style>",
  "<textarea><!--</textarea>-->", "<plaintext>a<b></plaintext>", "<noscript><p alt='</noscript><img>'>", "<xmp><i></xmp>", "<script/>x</script>", "<title>x",
) };
export const foreign = { test: each(
  "<svg><a/><b></svg>", "<svg><a/>x<![CDATA[<y>]]>z</svg>", "<svg><title><p></title><a/></svg>", "<math><mi><b></mi><x/></math>", "<svg></p><a/>",
  "<math><annotation-xml encoding=text/html><p></annotation-xml><x/></math>", "<svg><style><i></style></svg>", "<svg><font color=x><i>", "<svg><foreignObject><a/></foreignObject><a/></svg>",
  "<svg><div>x</div><a/></svg>", "<math><mi></mi><x/></math><y/>", "<math><mi></mi><x></x><z/></math>", "<svg><desc></desc><a/></svg>", "<svg><desc></desc><style><b/></style></svg>",
  "<svg><desc><style><b/></style></desc><style><b/></style></svg><style><b/></style>", "<svg><desc></desc><![CDATA[x]]></svg>", "<svg><desc></desc></desc><a/><svg><a/></svg><b/></svg><c/>",
  "<math><mi><svg><desc></desc><a/></svg><b/></mi><c/></math><d/>", "<svg><div></div></svg><a/>", "<svg><desc/><a/></svg>", "<svg><svg><a/></svg><a/></svg><a/>",
) };
const namespaces = async (html: string) => {
  const seen: string[] = [];
  await new HTMLRewriter().on("*", { element(e) { seen.push(`${e.tagName} ${e.namespaceURI.split("/").pop()}`) } }).transform(new Response(html)).text();
  return seen;
};
export const foreignWithoutText = { test: () => outcomes(Object.fromEntries(["<svg><a/></svg><a>", "<math><mi><b></mi><x/></math>", "<svg><desc></desc><a/></svg>",
  "<svg><title><p></title><a/></svg>", "<svg><foreignObject><a/></foreignObject><a/></svg>", "<svg><div>x</div><a/></svg>",
  "<svg><foreignObject></foreignObject><a/>", "<svg><desc><p></p></desc><a/>", "<svg><desc><p></x></desc><a/>", "<svg><desc><br></desc><a/>", "<svg><desc><p><b></p></desc><a/>", "<svg><desc><p></desc></desc><a/>",
  "<svg><desc></p></desc><a/>", "<svg><desc><p></desc></p></desc><a/>", "<svg><desc><desc></desc><a/></desc><a/>", "<svg><desc><desc></desc></desc><a/>", "<svg><desc><x-y></desc><a/>", "<svg><desc><x-y></x-y></desc><a/>",
  "<svg><desc><p></desc><a/></p><a/>", "<svg><desc></desc><p><a/>", "<svg><a><desc><p></desc></a><a/>", "<svg><desc><li></desc><a/>", "<svg><desc><i></desc><a/>", "<svg><desc><p><i></i></desc><a/>", "<svg><desc><p><p></p></p></desc><a/>",
  "<svg><desc><svg></svg></desc><a/>", "<svg><desc><svg></desc><a/>", "<svg><title><p></title></svg><svg><a/></svg><a/>", "<svg><desc><p></desc></desc></desc><a/>"].map((s) => [s, () => namespaces(s)]))) };
export const ambiguous = { test: each(
  "<select><script></script></select>", "<select><style>", "<frameset><noframes></noframes>", "<frameset><script>", "<select></select><style></style>",
  "<select><template><title>", "<select><input><style></style>",
) };
export const chunked = { test: documents({
  text: ["a", "b", "<p>c", "d</", "p>e"], tag: ["<p", " a", "=1", ">", "x", "</", "p", ">"], characters: ["\u00e4", "<b", ">\u{1d11e}"],
  comment: ["<!", "-", "- x", " --", ">y"], script: ["<script>a", "b<", "/b", "></", "scr", "ipt>c"], empty: [], lessThan: ["a<", " b", "<", "3"],
  doctype: ["<!doc", "type h", "tml>x"],
}) };
const split = (s: string, at: number) => new ReadableStream({ start(c) { c.enqueue(bytes(s.slice(0, at))); c.enqueue(bytes(s.slice(at))); c.close() } });
export const brokenCharacters = { test: async () => ({
  invalid: await trace(bytes("a\xffb")), split: await trace(split("x\xc3\xa4y", 2) as any), splitAtEnd: await trace(split("x\xc3", 1) as any),
}) };
export const encodings = { test: async () => ({
  latin: await trace(bytes("<p a=\xe4>\xfc</p>"), "text/html; charset=windows-1252"),
  quoted: await trace(bytes("\xfc"), 'text/html;charset="ISO-8859-1"'),
  unknown: await outcome(() => new HTMLRewriter().transform(new Response("x", { headers: { "content-type": "text/html; charset=nope" } }))),
  utf16: await outcome(() => new HTMLRewriter().transform(new Response("x", { headers: { "content-type": "text/html; charset=utf-16" } }))),
}) };

const rewritten = (html: string, selector: string, element: (e: Element) => unknown) =>
  new HTMLRewriter().on(selector, { element: element as any }).transform(new Response(html)).text();
export const mutations = { test: () => outcomes({
  order: () => rewritten("<p>x</p>", "p", (e) => {
    e.before("1").before("2").prepend("3").prepend("4").append("5").append("6").after("7").after("8");
  }),
  escapes: () => rewritten("<p>x</p>", "p", (e) => e.before(`<&>"'`).before("<b>&", { html: true }).before("<i>", { html: 0 } as any)),
  inner: () => rewritten("<p>a<b>c</b>d</p>e", "p", (e) => e.append("lost").setInnerContent("new").append("kept").prepend("too")),
  replaceTwice: () => rewritten("<p>a</p>e", "p", (e) => e.replace("1").replace("2").before("b").after("a")),
  remove: () => rewritten("<p>a</p>e", "p", (e) => { e.remove(); return undefined }),
  keep: () => rewritten("<p>a</p>e", "p", (e) => e.removeAndKeepContent().before("b").append("c")),
  nested: () => rewritten("<p>a<p>b</p>c</p>d</p>e", "p", (e) => e.remove()),
  void: () => rewritten("<br>x", "br", (e) => e.before("1").after("2").append("3").prepend("4").setInnerContent("5")),
  voidReplaced: () => rewritten("<br>x", "br", (e) => e.replace("1")),
  missingEnd: () => rewritten("<div><p>a</div>e", "p", (e) => e.append("!").after("?")),
  missingEndRemoved: () => rewritten("<div><p>a</div>e", "p", (e) => e.remove()),
  unclosedRemoved: () => rewritten("<p>a", "p", (e) => e.replace("x")),
  selfClosing: () => rewritten("<svg><a b=c/><a/></svg>", "a", (e) => e.setAttribute("d", "e").append("x")),
  names: () => rewritten("<A b=1 B='2' C >x</A >", "a", (e) => { e.tagName = "Z"; e.setAttribute("D", `"<&`); return e.tagName as any }),
  attributes: () => rewritten("<a b=1 b=3 c=x/>y</a>", "a", (e) => e.removeAttribute("B").setAttribute("c", "2")),
  brTag: () => rewritten("<br/><br a=b/>", "br", (e) => e.setAttribute("x", "")),
  absentAttribute: () => rewritten("<A  B>", "a", (e) => e.removeAttribute("c")),
  endTag: () => rewritten("<p>a</P>b", "p", (e) => e.onEndTag((t) => { t.before("1").before("2").after("3").after("4"); t.name = "q" })),
  endTagRemoved: () => rewritten("<p>a</P>b", "p", (e) => e.onEndTag((t) => { t.remove() })),
  endTagTwice: () => rewritten("<p>a</P>b", "p", (e) => { e.onEndTag((t) => { t.before("1") }); e.onEndTag((t) => { t.before("2") }) }),
  endTagsOfOthers: () => rewritten("<div><p>a</div>b", "*", (e) => { const n = e.tagName; e.onEndTag((t) => { t.before(n) }) }),
  endTagAndAppend: () => rewritten("<div><p>a</div>b", "*", (e) => { const n = e.tagName; e.append("+" + n); e.onEndTag((t) => { t.before(n) }) }),
  endTagOfVoid: () => rewritten("<br>", "br", (e) => e.onEndTag(() => {})),
  twoHandlers: () => new HTMLRewriter().on("p", { element(e) { e.setInnerContent("1"); e.tagName = "q" } })
    .on("p", { element(e) { e.append(e.tagName).after(String(e.removed)) } }).transform(new Response("<p>x</p>")).text(),
  removedInside: () => new HTMLRewriter().on("p", { element(e) { e.remove() } })
    .on("b", { element(e) { e.before("x").after(String(e.removed)) } }).transform(new Response("<p><b>x</b></p>y")).text(),
  comments: () => new HTMLRewriter().on("*", { comments(c) { c.before("<1>").after("2").after("3"); c.text = "<&" } }).transform(new Response("<p><!--a--><?b?></p>")).text(),
  texts: () => new HTMLRewriter().on("p", { text(t) { if (t.text) t.before("<1>").after("2").replace("<3>", { html: true }); else t.after("last") } }).transform(new Response("<p>a<b>b</b></p>c")).text(),
  ends: () => new HTMLRewriter().onDocument({ end(e) { e.append("<1>").append("2") } }).onDocument({ end(e) { e.append("<3>", { html: true }) } }).transform(new Response("x")).text(),
}) };

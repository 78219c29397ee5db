import { createElement as h, Suspense, use, useState, useMemo, useId, createContext, useContext, Fragment } from "react";
import { renderToString, renderToStaticMarkup, renderToReadableStream } from "react-dom/server";

const Theme = createContext("light");
function Item({ n }: { n: number }) {
  const [state] = useState(() => n * 2);
  const theme = useContext(Theme);
  return h("li", { className: theme, style: { color: "red", marginTop: 4 }, "data-n": n, hidden: n === 2 }, state, " <", useMemo(() => `${n}&`, [n]));
}
const list = h(Theme.Provider, { value: "dark" }, h("ul", null, [1, 2, 3].map((n) => h(Item, { n, key: n }))));

export const strings = { test: () => ({ hydratable: renderToString(list), static: renderToStaticMarkup(h(Fragment, null, h("input", { defaultValue: "a\"b", checked: true, readOnly: true }), h("div", { dangerouslySetInnerHTML: { __html: "<b>x</b>" } }), h("select", { defaultValue: "2" }, h("option", { value: 1 }, "1"), h("option", { value: 2 }, "2")))) }) };
export const streamed = {
  async test() {
    const data = new Promise<string>((resolve) => setTimeout(() => resolve("later"), 5));
    const Late = () => h("b", { id: useId() }, use(data));
    const stream = await renderToReadableStream(h("html", null, h("body", null, h(Suspense, { fallback: h("i", null, "wait") }, h(Late)))), { bootstrapScripts: ["/a.js"] });
    await stream.allReady;
    return new Response(stream).text();
  },
};
export const broken = {
  async test() {
    const Bad = () => { throw new Error("broken"); };
    const errors: string[] = [];
    const html = await new Response(await renderToReadableStream(h("div", null, h(Suspense, { fallback: "fallback" }, h(Bad))), { onError: (e: any) => { errors.push(e.message); return "digest"; } })).text();
    return { errors, fallback: html.includes("fallback"), sync: (() => { try { renderToString(h(Bad)); } catch (e: any) { return e.message; } })() };
  },
};

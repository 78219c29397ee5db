import { h } from "preact";
import { useState, useContext } from "preact/hooks";
import { createContext } from "preact";
import { renderToString, renderToStringAsync } from "preact-render-to-string";
import { render as svelte } from "svelte/server";
import * as svelteInternal from "svelte/internal/server";
import { Marked, marked } from "marked";

const Ctx = createContext("d");
const Item = ({ n }: { n: number }) => { const [s] = useState(n); return h("li", { class: useContext(Ctx), onClick: () => {} } as any, s, "<"); };
export const preacts = {
  async test() {
    const Lazy = () => { throw new Promise((r) => setTimeout(r, 1)).then(() => { done = true; }); };
    let done = false;
    const Waits = () => (done ? h("p", null, "done") : Lazy());
    return { html: renderToString(h(Ctx.Provider, { value: "c", children: [1, 2].map((n) => h(Item, { n })) } as any)), async: await renderToStringAsync(h(Waits as any, null)).catch((e: any) => String(e)), svg: renderToString(h("svg", { viewBox: "0 0 1 1" }, h("path", { strokeWidth: 2 } as any))) };
  },
};
export const sveltes = {
  test() {
    // What the compiler makes of a small component.
    function App(renderer: any, props: any) {
      const { name = "x", items = [] } = props;
      renderer.push(`<h1>Hello ${svelteInternal.escape(name)}!</h1> <!--[-->`);
      for (const item of svelteInternal.ensure_array_like(items)) renderer.push(`<li${svelteInternal.attr("title", item)}>${svelteInternal.escape(item)}</li>`);
      renderer.push(`<!--]-->`);
    }
    const out = svelte(App as any, { props: { name: "<w>", items: ["a\"b", 2] } });
    return { body: out.body, head: out.head };
  },
};
const text = "# Title *em*\n\n1. one\n2. **two** `code`\n   - nested\n\n> quote\n\n```js\nconst a = \"<b>\";\n```\n\n| a | b |\n|---|:-:|\n| 1 | [x](https://x.example \"t\") |\n\nhttps://auto.example <b>html</b> ![i](a.png) ~~no~~ \\* &amp; é😀\n\n- [ ] todo\n- [x] done\n";
export const markdown = {
  async test() {
    const own = new Marked({ gfm: true, breaks: true, async: true, walkTokens: async (t: any) => { if (t.type === "heading") t.depth++; }, renderer: { link: ({ href, text }: any) => `<a rel="x" href="${href}">${text}</a>` } as any });
    return { html: marked.parse(text), own: await own.parse(text), tokens: marked.lexer("a *b*").map((t) => t.type), inline: marked.parseInline("*a* **b**") };
  },
};

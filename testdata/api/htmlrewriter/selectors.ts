// What selectors match, and what is wrong with those that are none.
import { outcomes } from "../entry";

const PAGE = `<div id=1 class="a b"><p id=2 lang=en-US TYPE=Text><b id=3 data-x="foo bar"></b><img id=4><b id=5></b></p>` +
  `<p id=6><b id=7></b><i id=8></i><i id=9 data-x=""></i></p></div><x:y id=é>`;
const matched = async (selector: string) => {
  const ids: string[] = [];
  await new HTMLRewriter().on(selector, { element(e) { ids.push(e.getAttribute("id")!) } }).transform(new Response(PAGE)).text();
  return ids.join(" ");
};
const all = (list: string[]) => outcomes(Object.fromEntries(list.map((s) => [s, () => matched(s)])));

export const selectorsMatch = { test: () => all(["*", "P", "div b", "div > b", "div>p>b", "p:first-child b", "#\\32 , #\\38", ".a.b", ".A",
  "[lang]", "[lang|=en]", "[lang=EN-us]", "[lang=EN-us s]", `[type="text"]`, "[data-x~=bar]", "[data-x~=BAR i]", "[data-x^='foo']", "[data-x$=r]",
  "[data-x*='o b']", "[data-x^='']", "[data-x~='']", "b:nth-child(1)", "b:nth-child(odd)", "b:nth-child( EVEN )", "b:nth-of-type(2)",
  "p > :nth-child(-n+2)", "p > :nth-child(n+2)", "i:nth-of-type(2n + 1)", "p :not(b)", "p :not(b, [data-x])", "b:not(:first-child)",
  "b:not(:not(:first-child))", "x\\:y", "/* c */ i /* d */", "div > p > i:first-of-type", "*|b", "|b", "[*|lang]", "[|lang]", "p\n>\tb"]) };

export const selectorsRefused = { test: () => all(["", " ", "a,", ",a", "> a", "$", "a >", "a $", "a$", "a + b", "a ~ b", "a || b", ".", ".1", "#", "#1",
  "[", "[]", "[a", "[a=", "[a=]", "[a b]", "[a=1]", "[a=b x]", "[a=b i j]", "[a!=b]", "[n|a]", "n|a", "a:hover", "a::before", ":is(a)", ":has(a)", ":root",
  ":nth-last-child(1)", ":only-child", ":nth-child(x)", ":nth-child()", ":nth-child(2 of a)", ":not(a b)", ":not(a + b)", ":not()", ":not(::x)", "a + b :hover",
  ":", "::", ":1", "a(", "a)", "a{}", "a;", "@a", "\"a\"", "1a", "a:nth-child(1", "a:not(b", "a[b='c", "&", "a/b", "é", "-a", "--a", "-1"]) };

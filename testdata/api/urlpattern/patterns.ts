// Patterns and their normal form.
import { outcomes } from "../entry";

declare const URLPattern: any;
const names = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];

const normal = (...args: unknown[]) => {
  const p = new URLPattern(...args);
  return [...names.map((name) => p[name]), p.hasRegExpGroups ?? null].join(" | ");
};
const all = (inputs: unknown[][]) => outcomes(Object.fromEntries(inputs.map((args) => [JSON.stringify(args), () => normal(...args)])));

export const texts = {
  test: () => all([
    ["https://example.com/"], ["https://example.com"], ["https://example.com:8080/a?b#c"], ["https://user:pass@example.com/"], ["https://user@example.com"], ["http{s}?://*.example.com/books/:id"], ["*://example.com/*"], ["https://*/*"], ["data\\:foobar"], ["data:foobar"], ["https://example.com:443/"], ["http://example.com:80/x"], ["https://[::1]:8080/"], ["https://[\\:\\:1]/"], ["https://EXAMPLE.com/FOO"],
    ["/foo", "https://example.com"], ["foo", "https://example.com/a/b"], ["?q", "https://example.com/a"], ["#h", "https://example.com/a?b"], ["/foo"], ["?q"], [""], ["", "https://example.com/a?b#c"], ["https://example.com/?foo=bar"], ["https://example.com/:name?"], ["https://example.com/:name\\?x"], ["https://example.com/(a)?b"], ["https://example.com/*?b"], ["https://example.com/{a}?b"], ["https:example.com/x"], ["http://a.com/{:b.txt}?c"], ["https://{sub.}?example.com/foo"], ["https://example.com/a\\:b"], ["ftp://x/y"], ["foo://x/y"], ["foo:x"], ["https://é.com/é?é#é"], ["https://example.com/😀/:ñ"],
    ["{https}://x/"], ["(https)://x/"], [":protocol://x/"], ["https://:user:pw@x/"], ["https://a{@}b/"], ["https://x:(\\d+)/"], ["https://x/*/:a+/(b|c)*/{d}?"],
  ]),
};
export const pathnames = {
  test: () => all(["/foo", "foo", "/:a", "/:a?", "/:a*", "/:a+", "/:a/:b", "/:a:b", "/:a.:b", "/:a(\\d+)", "/(\\d+)", "/(.*)", "/*", "*", "/a*", "/{a}", "/{a}?", "/{a:b}", "/{a:b}*", "{/:a}", "{:a/}", "/:a{}?", "/([^\\/]+?)", "/[a]", "/a%20b", "/a b", "/é", "/a/../b", "/./a", "/%2e", "/a\\*b", "/a\\:b", "/**", "/*/*", "/(a)(b)", "/:a/*", "/((?:a|b))", "/:a_1", "/:ab-c", "", "/:a{-:b}", "\\/a", "{/a}b", "/:a\\.b", "/a?", "/a+", ":a", "/:a?/:b?"].map((pathname) => [{ pathname }])),
};
export const others = {
  test: () => all([
    [], [{}], [{ protocol: "https" }], [{ protocol: "https:" }], [{ protocol: "HTTPS" }], [{ protocol: "http{s}?" }], [{ protocol: "http", port: "80" }], [{ protocol: "http{s}?", port: "80" }], [{ port: "80" }], [{ port: "080" }], [{ port: "" }], [{ hostname: "*.example.com" }], [{ hostname: ":sub.example.com" }], [{ hostname: "[::1]" }], [{ hostname: "[:address]" }], [{ hostname: "ex%41mple.com" }], [{ hostname: "café.com" }], [{ hostname: "a b" }], [{ username: "a b", password: "é" }],
    [{ search: "?a=b" }], [{ search: "a=:b" }], [{ search: "??a" }], [{ hash: "#a" }], [{ pathname: "a", baseURL: "https://x/b/c" }], [{ pathname: "/a", baseURL: "https://u:p@x:81/b?c#d" }], [{ search: "a", baseURL: "https://x/b?c#d" }], [{ hash: "a", baseURL: "https://x/b?c#d" }], [{ baseURL: "https://x/b*?c+#d" }], [{ hostname: "y", baseURL: "https://x:81/b?c#d" }], [{ protocol: "data", pathname: "a b" }], [{ protocol: "data", pathname: "a/../b" }], [{ pathname: "{a}", baseURL: "https://x/b/c" }], [{ protocol: "*", pathname: "/:a" }],
  ]),
};
// What the older implementation sees in ways of its own.
export const quirks = {
  test: () => all([[{ pathname: "/:a{b}" }], [{ pathname: "{:a}b" }], [{ pathname: "{:a}{b}?" }], [{ pathname: "/:a([^\\/]+?)" }], [{ hostname: "{[\\:\\:ABCD]}" }], [{ hash: "##a" }], [{ pathname: "a", baseURL: "data:x" }], ["https://x/()"], ["https://x/((a))"], [{ pathname: "((a))" }], [{ pathname: "/\ud800" }]]),
};
export const wrong = {
  test: () => all([
    ["https://x/:"], ["https://x/("], ["https://x/(a"], ["https://x/(?a)"], ["https://x/(é)"], ["https://x/{a"], ["https://x/a}"], ["https://x/\\"], ["https://x/:a/:a"], ["https://x/(("], [{ pathname: ":" }], [{ pathname: "(" }], [{ pathname: "{a" }], [{ pathname: "a}" }], [{ pathname: "\\" }], [{ pathname: "/:a/:a" }], [{ pathname: "(a\\" }], [{ pathname: "{a{b}}" }], [{ pathname: "/([a)" }], [{ pathname: "/(a**)" }], [{ pathname: "/(?:a)" }], [{ pathname: "+" }], [{ pathname: "?a" }],
    [{ protocol: "1" }], [{ protocol: "é" }], [{ port: "x" }], [{ port: "99999" }], [{ hostname: "[x]" }], [{ hostname: "a/b" }], [{ hostname: "bad#host" }], [{ hostname: "bad|host" }], [{ baseURL: "x" }], ["/x", "y"], [{ pathname: "/x" }, "https://x"], ["https://x/", "y"],
  ]),
};

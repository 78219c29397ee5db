// What patterns match.
import { outcome, outcomes } from "../entry";

declare const URLPattern: any;
const names = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"];
const sorted = (o: any) => Object.fromEntries(Object.keys(o).sort().map((k) => [k, o[k]]));

/** found is what exec gives, without the parts that match by a wildcard alone. */
const found = (r: any) => {
  if (r === null) return null;
  const shown: Record<string, unknown> = { inputs: r.inputs };
  for (const name of names) {
    const { input, groups } = r[name];
    if (!(Object.keys(groups).join() === "0" && groups[0] === input)) shown[name] = [input, sorted(groups)];
  }
  return shown;
};
const match = (pattern: unknown[], ...inputs: unknown[][]) => outcomes(Object.fromEntries(inputs.map((args) => [JSON.stringify(args), async () => [await outcome(() => new URLPattern(...pattern).test(...args)), await outcome(() => found(new URLPattern(...pattern).exec(...args)))]])));

export const paths = {
  test: async () => [
    await match([{ pathname: "/books/:id" }], [{ pathname: "/books/1" }], [{ pathname: "/books/" }], ["https://x/books/a%20b"], ["https://x/books/1/2"], ["/books/1"], ["/books/1", "https://x/"], [{ pathname: "books/1", baseURL: "https://x/" }], [{ pathname: "/books/é" }]),
    await match([{ pathname: "/a/:b?" }], [{ pathname: "/a" }], [{ pathname: "/a/" }], [{ pathname: "/a/c" }]), await match([{ pathname: "/a/:b*" }], [{ pathname: "/a" }], [{ pathname: "/a/c/d" }]), await match([{ pathname: "/a/:b+" }], [{ pathname: "/a" }], [{ pathname: "/a/c/d" }]),
    await match([{ pathname: "/(\\d+)-(x)?" }], [{ pathname: "/12-" }], [{ pathname: "/12-x" }]), await match([{ pathname: "/:a.:b" }], [{ pathname: "/f.txt" }], [{ pathname: "/f.tar.gz" }]), await match([{ pathname: "/{a-:b}?c" }], [{ pathname: "/c" }], [{ pathname: "/a-xc" }]), await match([{ pathname: "/:ünï" }], [{ pathname: "/x" }]), await match([{ pathname: "/(?!x):a" }], [{ pathname: "/x" }]), await match([{ pathname: "/((?!admin).*)" }], [{ pathname: "/admin" }], [{ pathname: "/user" }]), await match([{ pathname: "/(?<year>\\d+)" }], [{ pathname: "/1" }]), await match([{ pathname: "/:a/((?<foo>x))" }], [{ pathname: "/1/x" }]),
  ],
};
export const hosts = {
  test: async () => [
    await match(["https://*.example.com/*"], ["https://a.example.com/"], ["https://a.b.example.com/x"], ["https://example.com/"], ["http://a.example.com/"], ["https://a.example.com/?q"], ["https://a.example.com/#h"], ["https://u:p@a.example.com/"]), await match(["http{s}?://:sub.x.com:(80|90)?/"], ["http://a.x.com/"], ["https://a.x.com:90/"], ["https://a.b.x.com/"]),
    await match([{ hostname: "xn--caf-dma.com" }], [{ hostname: "café.com" }]), await match([{ protocol: "https", port: "443" }], ["https://x/"], [{ protocol: "https", port: "443" }], [{ port: "443" }]), await match([{ port: "8(.*)" }], [{ port: "80" }], [{ protocol: "http", port: "80" }], [{ port: "x" }]), await match([{ username: "a*", password: ":p" }], ["https://ab:c@x/"], [{ username: "a" }]),
  ],
};
export const rest = {
  test: async () => [
    await match([{ search: "q=:v" }], ["https://x/?q=1"], [{ search: "?q=1" }], [{ search: "q=" }], ["https://x/?q=a%20b"]), await match([{ hash: ":h" }], ["https://x/#é"], ["https://x/"]), await match(["data\\:foo*"], ["data:foobar"], ["data:bar"]), await match([{ pathname: "/FOO" }, { ignoreCase: true }], ["https://x/foo"]), await match(["https://X/Foo", { ignoreCase: true }], ["https://x/fOO"]), await match(["/Foo", "https://x", { ignoreCase: true }], ["https://x/foo"]), await match([{ pathname: "/FOO" }], ["https://x/foo"]),
    await match([], [], [{}], ["https://x/"], ["x"], [""], ["x", "y"], [{ baseURL: "x" }], [{ baseURL: "https://x/y?z" }], [{}, "https://x/"], [{ protocol: "é" }], [{ pathname: "x" }, "https://x"], ["https://x/", undefined]),
    await match([{ pathname: "/a", baseURL: "https://x" }], ["https://x/a"], ["https://x/a?b"], [{ pathname: "/a" }], [{ pathname: "a", baseURL: "https://x" }], [{ hostname: "x", pathname: "/a" }]),
  ],
};
export const result = {
  test: () => {
    const r = new URLPattern("https://x/:a").exec("https://x/b");
    return [r, Object.keys(r), Object.keys(r.pathname), Object.keys(new URLPattern().exec({ hash: "a", pathname: "b", extra: 1 }).inputs[0])];
  },
};

// Arguments and shape.
import { outcome, outcomes } from "../entry";

declare const URLPattern: any;
const read = (...args: unknown[]) => () => {
  const p = new URLPattern(...args);
  return [p.protocol, p.hostname, p.pathname, p.search];
};

export const construct = {
  test: () => outcomes({
    undefined: read(undefined), null: read(null), number: read(1), text: read("x"), url: read(new URL("https://x/y")), array: read(["a"]), function: read(() => 1), symbol: read(Symbol("x")), object: read(new (class { pathname = "/a"; })()), coerced: read({ pathname: 1, hostname: null }), undefinedField: read({ pathname: undefined }), throws: read({ get pathname() { throw new RangeError("mine"); } }), symbolField: read({ pathname: Symbol("x") }),
    baseNull: read("https://x/", null), baseNumber: read("https://x/", 1), baseUndefined: read("https://x/", undefined), baseURL: read("/x", new URL("https://y/")), options: read("https://x/", {}), optionsThird: read("/x", "https://y", {}), optionsNull: read("/x", "https://y", null), optionsNumber: read("/x", "https://y", 1), optionsText: read("/x", "https://y", "z"), called: () => URLPattern(), onlyBase: read(undefined, "https://x/"), ignoreText: read({ pathname: "/a" }, { ignoreCase: "yes" }),
  }),
};
export const execute = {
  test: () => {
    const p = new URLPattern({ pathname: "/a" });
    return outcomes({ none: () => p.test(), null: () => p.test(null), number: () => p.test(1), url: () => p.test(new URL("https://x/a")), symbol: () => p.exec(Symbol("x")), request: () => p.test(new Request("https://x/a") as any), object: () => p.test({ pathname: "/a" }), bad: () => p.test({ protocol: 1 }), baseNull: () => p.test("/a", null), baseURL: () => p.test("/a", new URL("https://x")), baseObject: () => p.test("/a", {}), wrongThis: () => p.test.call({}, "x"), getter: () => Object.getOwnPropertyDescriptor(URLPattern.prototype, "pathname")!.get!.call({}), wrongExec: () => p.exec.call({}) });
  },
};
export const shape = {
  test: async () => {
    const p = new URLPattern();
    class Mine extends URLPattern { get pathname() { return "mine"; } }
    return [
      Object.getOwnPropertyNames(URLPattern.prototype), Object.keys(p), Object.prototype.toString.call(p), String(p), JSON.stringify(p), URLPattern.length, URLPattern.prototype.test.length, new (Mine as any)().pathname, await outcome(() => structuredClone(p)),
    ];
  },
};
export const patched = {
  test: async () => {
    const exec = RegExp.prototype.exec;
    const p = new URLPattern({ pathname: "/(x)" });
    try {
      RegExp.prototype.exec = function () { return null; };
      const none = await outcome(() => p.exec({ pathname: "/x" }));
      RegExp.prototype.exec = function () { return ["a", "b"] as any; };
      return [none, await outcome(() => p.exec({ pathname: "/x" }).pathname)];
    } finally {
      RegExp.prototype.exec = exec;
    }
  },
};

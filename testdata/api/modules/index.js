// What imports mean where nothing is bundled: a module is a file that matches a rule, by its path.
import { rejects, returned } from "./outcome.js";
import * as deep from "./lib/deep.js";
import text from "./data/text.md";
import plain from "./data/plain.txt";
import bytes from "./data/bytes.bin";
import wasm from "./data/double.wasm";
import source doubled from "./data/double.wasm";
import named from "named";
import bare from "lib/bare.js";
import common from "./lib/common.cjs";
import { Buffer } from "node:buffer";
import { ok } from "assert";

const cases = {
  kinds: () => [
    text, plain, bytes instanceof ArrayBuffer && bytes.byteLength, wasm instanceof WebAssembly.Module,
    new WebAssembly.Instance(wasm).exports.double(4), named, bare, typeof Buffer, typeof ok,
  ],
  common: () => [common.name, common.other, common.kinds, Object.keys(common)],
  relative: () => deep.all,
  same: async () => {
    const again = await import("./lib/deep.js");
    return [again === deep, (await import("lib/deep.js")) === deep, (await import("/lib/deep.js")) === deep];
  },
  commonImported: async () => Object.keys(await import("./lib/common.cjs")),
  absent: () => rejects(() => import("./absent.js")),
  absentBare: () => rejects(() => import("absent")),
  absentDeeper: () => rejects(() => import("./lib/needs_absent.js")),
  unmatched: () => rejects(() => import("./data/unmatched.json")),
  extension: () => rejects(() => import("./lib/deep")),
  directory: () => rejects(() => import("./lib")),
  outside: () => rejects(() => import("../entry.js")),
  outsideDeeper: () => rejects(() => import("./lib/needs_outside.js")),
  attributes: () => rejects(() => import("./lib/deep.js", { with: { type: "json" } })),
  source: async () => [doubled instanceof WebAssembly.Module, doubled === wasm],
  sourceLater: () => rejects(() => import.source("./data/double.wasm")),
  sourceOfScript: () => rejects(() => import.source("./lib/deep.js")),
  throwing: () => rejects(() => import("./lib/throwing.js")),
  awaiting: async () => (await import("./lib/awaiting.js")).value,
  never: () => rejects(() => import("./lib/never.js")),
  later: () => rejects(() => import("./lib/later.js")),
  requireAwaiting: () => rejects(() => import("./lib/requires_awaiting.cjs")),
  requireAbsent: () => rejects(() => import("./lib/requires_absent.cjs")),
  requireOutside: () => rejects(() => import("./lib/requires_outside.cjs")),
};

export default {
  async fetch(request) {
    const url = new URL(request.url);
    if (url.pathname === "/__cases") return Response.json(Object.keys(cases).map((name) => ({ name, slow: false })));
    return Response.json(await returned(cases[url.searchParams.get("name")]));
  },
};

// Workers that are loaded at run time (worker_loaders).
import { outcomes } from "../entry";

const main = `
import { WorkerEntrypoint } from "cloudflare:workers";
import { where } from "./lib/where.js";
import text from "note.txt";
import data from "./data.json";
let calls = 0;
export default class extends WorkerEntrypoint {
  hello(name) { return ["hello " + name, where, text, data.a]; }
  calls() { return ++calls; }
  env() { return Object.keys(this.env); }
  square(n) { return this.env.own.square(n); }
  outside() { return fetch("http://outside/"); }
  fetch(request) { return new Response("fetched " + request.url); }
  throws() { throw new RangeError("from inside"); }
}
export const plain = { one: (arg, env, ctx) => [arg, ctx.props] };
`;
const code = (more: object = {}) => ({
  compatibilityDate: "2026-01-01", mainModule: "main.js",
  modules: { "main.js": main, "lib/where.js": "export const where = 'lib'", "note.txt": { text: "note" }, "data.json": { json: { a: 1 } } }, ...more,
});

export const loaded = {
  test: (_: unknown, env: any, ctx: any) => outcomes({
    hello: () => env.LOADER.get("hello", async () => code()).getEntrypoint().hello("you"), load: () => env.LOADER.load(code()).getEntrypoint().hello("load"), fetch: async () => (await env.LOADER.load(code()).getEntrypoint().fetch("http://x/y")).text(), props: () => env.LOADER.load(code()).getEntrypoint("plain", { props: { a: 1 } }).one(5), none: () => env.LOADER.load(code()).getEntrypoint("nope").one(5),
    throws: () => env.LOADER.load(code()).getEntrypoint().throws(), env: () => env.LOADER.load(code({ env: { a: 1, b: "x" } })).getEntrypoint().env(), own: () => env.LOADER.load(code({ env: { own: ctx.exports.Own({ props: {} }) } })).getEntrypoint().square(6), nowhere: () => env.LOADER.load(code({ globalOutbound: null })).getEntrypoint().outside(), same: async () => [await env.LOADER.get("calls", () => code()).getEntrypoint().calls(), await env.LOADER.get("calls", () => code()).getEntrypoint().calls(), await env.LOADER.load(code()).getEntrypoint().calls()],
  }),
};
export const notLoaded = {
  test: (_: unknown, env: any) => outcomes({
    throws: () => env.LOADER.get("throws", () => { throw new TypeError("no code"); }).getEntrypoint().hello(), startup: () => env.LOADER.load(code({ modules: { "main.js": "throw new Error('at startup')" } })).getEntrypoint().hello().catch((e: Error) => { throw new Error(String(e.message.includes("at startup"))); }),
    noModules: () => env.LOADER.load(code({ modules: {} })), typescript: () => env.LOADER.load(code({ modules: { "main.ts": "" } })), name: () => env.LOADER.load(code({ modules: { "main.txt": "" } })), both: () => env.LOADER.load(code({ modules: { "main.js": { js: "", text: "" } } })), python: () => env.LOADER.load(code({ modules: { "main.js": "", "a.py": "" } })), date: () => env.LOADER.load(code({ compatibilityDate: "soon" })).getEntrypoint().hello(),
  }),
};

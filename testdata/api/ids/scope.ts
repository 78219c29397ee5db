// DO-ID-21, DO-RPC-2: what can be done while the module loads.
import { env, waitUntil, exports } from "cloudflare:workers";
import { Case, outcomes } from "../entry";

const bindings: any = env;
const attempts: Record<string, () => unknown> = {
  idFromName: () => String(bindings.SUBJECT.idFromName("foo")),
  newUniqueId: () => typeof bindings.SUBJECT.newUniqueId(),
  idFromString: () => typeof bindings.SUBJECT.idFromString(String(bindings.SUBJECT.idFromName("foo"))),
  get: () => bindings.SUBJECT.get(bindings.SUBJECT.idFromName("foo")),
  getByName: () => bindings.SUBJECT.getByName("foo"),
  setTimeout: () => setTimeout(() => {}, 0),
  setInterval: () => setInterval(() => {}, 1),
  clearTimeout: () => clearTimeout(5),
  fetch: () => fetch("http://localhost"),
  randomUUID: () => crypto.randomUUID(),
  getRandomValues: () => crypto.getRandomValues(new Uint8Array(1)),
  mathRandom: () => typeof Math.random(),
  dateNow: () => Date.now(),
  newDate: () => new Date().getTime(),
  performanceNow: () => performance.now(),
  waitUntil: () => (waitUntil as any)(Promise.resolve()),
  vars: () => [bindings.TEXT, bindings.NUMBER, bindings.OBJECT],
  queueMicrotask: () => queueMicrotask(() => {}),
  structuredClone: () => structuredClone({ a: 1 }),
  encoder: () => new TextEncoder().encode("a").length,
  digest: () => crypto.subtle.digest("SHA-256", new Uint8Array(1)).then((d) => d.byteLength),
  pair: () => Object.keys(new WebSocketPair()),
  request: () => new Request("http://x").url,
  response: () => new Response("x").status,
  responseText: () => new Response("x").text(),
  responseNull: () => new Response(null).status,
  responseJson: () => Response.json({}).status,
  responseError: () => Response.error().type,
  requestBody: () => new Request("http://x", { method: "POST", body: "x" }).method,
  headers: () => [...new Headers({ a: "b" })],
  stream: () => typeof new ReadableStream({}),
  transform: () => typeof new TransformStream(),
  identity: () => typeof new IdentityTransformStream(),
  blob: () => new Blob(["x"]).size,
  blobText: () => new Blob(["x"]).text(),
  formData: () => [...new FormData()],
  abort: () => new AbortController().signal.aborted,
  abortTimeout: () => AbortSignal.timeout(5).aborted,
  event: () => new Event("x").type,
  target: () => typeof new EventTarget(),
  wait: () => scheduler.wait(1),
  generateKey: () => crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, true, ["sign"]).then((k: any) => k.type),
};
const observed = await outcomes(attempts);

export const moduleScope: Case = { test: () => observed };

// DO-RPC-2
export const importedEnv: Case = {
  test: (_, env) => [bindings.TEXT === env.TEXT, bindings === env, bindings.SUBJECT === env.SUBJECT, Object.keys(bindings).sort(), "TEXT" in bindings, bindings.NOTHING === undefined],
};

// DO-RPC-50: the imported exports.
export const importedExports: Case = { test: (_, __, ctx) => [typeof exports, Object.keys((exports as any) ?? {}).filter((n) => !n.startsWith("__")).sort()] };

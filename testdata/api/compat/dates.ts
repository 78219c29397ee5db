// What compatibility dates change, on both sides: each flag's date lies between two of the
// configurations. DO-COMPAT-1, DO-COMPAT-2.
import { RpcTarget } from "cloudflare:workers";
import { ended } from "../arguments/corpus";
import { Case, describe, fresh, inside, keep, object, outcome } from "../entry";

/** called is a call by RPC, where the date has it. */
const called = (stub: any, body: (self: any) => unknown) => (typeof stub.run === "function" ? outcome(() => stub.run(keep(body))) : "no RPC");

// DO-COMPAT-2, DO-ID-51: durable_object_fetch_requires_full_url.
export const relativeURL: Case = { test: (_, env) => ended(() => fresh(env.SUBJECT).fetch("/?body=" + keep((self) => self.constructor.name))) };

// DO-COMPAT-2, DO-ARG-11: capture_async_api_throws.
export const argumentErrors = object(async ({ storage }) => ({
  get: await ended(() => storage.get()), put: await ended(() => storage.put()), list: await ended(() => storage.list(5)), delete: await ended(() => storage.delete()),
  transaction: await ended(() => storage.transaction()), setAlarm: await ended(() => storage.setAlarm("x")), getSymbol: await ended(() => storage.get(Symbol("s"))),
}));

// DO-COMPAT-2: workers_api_getters_setters_on_prototype.
export const attributes: Case = {
  test: () => [Object.hasOwn(new Request("http://x"), "url"), Object.hasOwn(new Response(""), "status"), "url" in Request.prototype],
};

// DO-COMPAT-2: url_standard.
export const urls: Case = { test: () => [new URL("http://x/a|b?c|d#e f").href, new URL("HTTP://x:80/../a").href] };

// DO-COMPAT-2, DO-RPC-14, DO-RPC-55: fetcher_no_get_put_delete, rpc.
export const stubMembers: Case = {
  test(_, env) {
    const stub = fresh(env.SUBJECT);
    return ["fetch", "get", "put", "delete", "run", "anything", "then"].map((n) => [n, typeof stub[n]]);
  },
};

// DO-COMPAT-2: unwrap_custom_thenables.
export const thenables: Case = { test: (_, env) => ended(async () => (await fresh(env.THENABLE).fetch("http://x/")).text()) };

// DO-COMPAT-2, DO-ARG-13: set_tostring_tag.
export const tags = object(({ ctx, storage, env }) => [env.SUBJECT, ctx.id, ctx, storage, storage.sql, storage.kv, new Headers()].map((o) => Object.prototype.toString.call(o)));

// DO-COMPAT-2, DO-ID-52: upper_case_all_http_methods.
export const methods: Case = {
  test: () => ["get", "post", "patch", "Patch"].map((method) => new Request("http://x", { method }).method),
};

// DO-COMPAT-2: enable_weak_ref.
export const weakReferences: Case = { test: () => [typeof (globalThis as any).WeakRef, typeof (globalThis as any).FinalizationRegistry] };

// DO-COMPAT-2: set_event_target_this.
export const listeners: Case = {
  test() {
    const target = new EventTarget();
    let self: unknown;
    target.addEventListener("x", function (this: unknown) { self = this; });
    target.dispatchEvent(new Event("x"));
    return self === target;
  },
};

// DO-COMPAT-2, DO-RPC-50: enable_ctx_exports.
export const contextExports: Case = { test: (_, __, ctx) => [typeof ctx.exports, "exports" in ctx] };

// DO-COMPAT-2, DO-SQL-22: enable_fast_jsg_struct.
export const finished = object(({ storage }) => {
  const cursor = storage.sql.exec("SELECT 1 AS a");
  return [Object.keys(cursor.next()), Object.keys(cursor.next()), Object.keys(storage.kv.list().next())];
});

// DO-COMPAT-2, DO-RPC-28: rpc_params_dup_stubs.
export const stubsAsParameters: Case = {
  async test(_, env) {
    class Target extends RpcTarget {
      hello() {
        return "hello";
      }
    }
    const stub = fresh(env.SUBJECT);
    if (typeof stub.take !== "function") return "no RPC";
    const { RpcStub } = (await import("cloudflare:workers")) as any;
    const given = new RpcStub(new Target());
    await outcome(() => stub.run(keep(() => 1), given));
    return outcome(() => given.hello());
  },
};

// DO-COMPAT-2, DO-STORAGE-35: delete_all_deletes_alarm.
export const deleteAll = object(async ({ storage }) => {
  await storage.setAlarm(Date.now() + 1e6);
  await storage.deleteAll();
  return (await storage.getAlarm()) !== null;
});

// DO-COMPAT-2, DO-WS-4, DO-WS-24, DO-WS-31: websocket_standard_binary_type,
// websocket_close_reason_byte_limit, web_socket_auto_reply_to_close.
export const sockets: Case = {
  async test() {
    const [a, b] = Object.values(new WebSocketPair()) as any[];
    const log: unknown[] = [a.binaryType];
    a.accept();
    b.accept();
    const closed = new Promise<void>((resolve) => b.addEventListener("close", (e: any) => { log.push(["b", e.code, e.reason, b.readyState]); resolve(); }));
    a.addEventListener("close", (e: any) => log.push(["a", e.code, e.reason, a.readyState]));
    log.push(await outcome(() => a.close(1000, "x".repeat(124))));
    if (a.readyState === WebSocket.READY_STATE_OPEN) a.close(1000, "done");
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return log.map((l) => describe(l));
  },
};

// DO-COMPAT-2, DO-LIFE-62, DO-LIFE-63: enhanced_error_serialization, by RPC.
export const errorsByRPC: Case = {
  test: (_, env) => called(fresh(env.SUBJECT), () => { throw Object.assign(new RangeError("m", { cause: 1 }), { name: "Mine", extra: 2 }); }),
};

// DO-COMPAT-2, DO-STORAGE-53, DO-DISK-25: enhanced_error_serialization, in storage.
export const errorsStored = object(async ({ storage }) => {
  await storage.put("e", Object.assign(new RangeError("m", { cause: 1 }), { extra: 2 }));
  return storage.get("e");
});

// DO-COMPAT-2: what an answer through fetch is, whatever the date.
export const answers: Case = { test: (_, env) => inside(fresh(env.SUBJECT), (self) => self.constructor.name) };

let evaluated: unknown;
try {
  evaluated = new Function("return 1")();
} catch (error: any) {
  evaluated = `${error.name}: ${error.message}`;
}

// DO-COMPAT-2: allow_eval_during_startup.
export const evaluation: Case = { test: () => evaluated };

/** Whether a TransformStream is the standard's, and whether its full readable side holds writers back. */
export const transformBackpressure: Case = {
  async test() {
    const { readable, writable } = new TransformStream();
    const reader = readable.getReader(), writer = writable.getWriter();
    const first = reader.read();
    const written = (chunk: string) => Promise.race([writer.write(chunk).then(() => "written"), scheduler.wait(20).then(() => "waits")]);
    return [await written("a"), typeof (await first).value, await written("b"), await written("c")];
  },
};

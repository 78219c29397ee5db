// DO-LIFE-80 and DO-LIFE-82: what ctx.facets is and how a facet starts.
import { object, outcome, outcomes, hook, inside, keep, sleep, Case } from "../entry";
import { child, put, read } from "./facets";

// DO-LIFE-82
export const members = object(({ ctx }) => ({
  own: Object.keys(ctx.facets),
  prototype: Object.getOwnPropertyNames(Object.getPrototypeOf(ctx.facets)).sort(),
  name: ctx.facets.constructor.name,
  tag: Object.prototype.toString.call(ctx.facets),
  same: ctx.facets === ctx.facets,
  lengths: ["get", "abort", "delete", "clone"].map((name) => ctx.facets[name].length),
}));

// DO-LIFE-80
export const stub = object(async (self) => {
  const facet = child(self, "a");
  return {
    name: facet.constructor.name,
    type: typeof facet,
    keys: Object.keys(facet),
    id: typeof facet.id,
    result: await facet.run(keep(() => "ran")),
    fetched: await inside(facet, () => "fetched"),
    relative: await outcome(() => facet.fetch("/path")),
    property: await outcome(() => facet.kept),
    missing: await outcome(() => facet.nothing()),
  };
});

// DO-LIFE-80: the callback runs when the facet is used first, and only if it does not run already.
export const lazy = object(async (self) => {
  const log: string[] = [];
  const get = (who: string) => self.ctx.facets.get("a", () => {
    log.push(who);
    return { class: self.ctx.exports.Child };
  });
  const [first, second] = [get("first"), get("second")];
  log.push("got");
  const call = second.run(keep(() => log.push("called")));
  log.push("sent");
  await call;
  await first.run(keep(() => 0));
  await get("third").run(keep(() => 0));
  return log;
});

// DO-LIFE-80
export const asynchronousStart = object(async (self) => {
  const facet = self.ctx.facets.get("a", async () => {
    await sleep(2);
    return { class: self.ctx.exports.Child };
  });
  const calls = await Promise.all([1, 2, 3].map((n) => facet.run(keep(({ kept }) => (kept.list ??= []).push(n) && [...kept.list]))));
  return calls;
});

// DO-LIFE-80
export const startErrors = object(async (self) => {
  const starts: Record<string, () => unknown> = {
    throws: () => { throw new TypeError("start"); },
    rejects: async () => { throw new RangeError("start"); },
    nothing: () => undefined,
    number: () => 5,
    empty: () => ({}),
    noClass: () => ({ class: undefined }),
    script: () => ({ class: class {} }),
    entrypoint: () => ({ class: self.ctx.exports.default }),
    badId: () => ({ class: self.ctx.exports.Child, id: {} }),
    broken: () => ({ class: self.ctx.exports.Broken }),
  };
  const all: Record<string, unknown> = {};
  for (const name in starts) {
    const facet = self.ctx.facets.get(name, starts[name]);
    all[name] = [
      await outcome(() => facet.run(keep(() => 1))),
      await outcome(() => facet.run(keep(() => 2))),
      await outcome(() => child(self, name).run(keep(() => "afterwards"))),
    ];
  }
  return all;
});

// DO-LIFE-80
export const startErrorsOfFetch = object(async (self) => {
  const facet = self.ctx.facets.get("a", () => { throw new TypeError("start"); });
  return outcome(() => facet.fetch("http://facet/"));
});

// DO-LIFE-80
export const argumentErrors = object((self) => {
  const f = self.ctx.facets;
  return outcomes({
    none: () => f.get(),
    noCallback: () => f.get("a"),
    badCallback: () => f.get("a", {}),
    object: () => f.get({ toString: () => "x".repeat(300) }, () => 0),
    symbol: () => f.get(Symbol("s"), () => 0),
    empty: () => f.get("", () => ({ class: self.ctx.exports.Child })).run(keep(() => 1)),
    emptyAgain: () => f.get("", () => ({ class: self.ctx.exports.Child })).run(keep(() => 1)),
    zero: () => f.get("a\0b", () => ({ class: self.ctx.exports.Child })).run(keep(() => 1)),
    abortNone: () => f.abort(),
    abortNoReason: () => f.abort("nobody"),
    deleteNone: () => f.delete(),
    deleteNobody: () => f.delete("nobody"),
    deleteEmpty: () => f.delete(""),
    cloneNone: () => f.clone(),
    cloneOne: () => f.clone("a"),
    cloneNobody: () => f.clone("nobody", "either"),
    unbound: () => (0, f.get)("a", () => 0),
  });
});

// DO-LIFE-81
export const identity = object(async (self) => {
  const body = keep(({ ctx }) => ({ text: String(ctx.id), type: typeof ctx.id, name: ctx.id.name, kind: ctx.id.constructor.name }));
  const other = self.env.SUBJECT.idFromName("other");
  const shown = async (more: object) => {
    const seen = await child(self, JSON.stringify(Object.keys(more)) + typeof (more as any).id, more).run(body);
    return { ...seen, text: seen.text === String(self.ctx.id) ? "parent's" : seen.text === String(other) ? "other's" : seen.text };
  };
  return { inherited: await shown({}), text: await shown({ id: "abc" }), id: await shown({ id: other }), number: await shown({ id: 5 }) };
});

// DO-LIFE-81
export const name = {
  async test(_: unknown, env: any) {
    return inside(env.SUBJECT.getByName("named parent"), (self) => child(self, "a").run(keep(({ ctx }) => ctx.id.name)));
  },
};

// DO-LIFE-81: each has its own memory and storage.
export const storageOfItsOwn = object(async (self) => {
  await self.storage.put("value", "parent");
  await child(self, "a").run(put("a"));
  await child(self, "b").run(put("b"));
  return [await self.storage.get("value"), await child(self, "a").run(read()), await child(self, "b").run(read()), await child(self, "c").run(read())];
});

// DO-LIFE-80: a facet can be the parent of others, by the same name.
export const nested = object(async (self) => {
  const inner = keep(async (facet) => {
    await child(facet, "a").run(put("inner"));
    return [await child(facet, "a").run(read()), await facet.storage.get("value")];
  });
  await child(self, "a").run(put("outer"));
  return child(self, "a").run(inner);
});

// DO-LIFE-80: facets run beside their parent, and it can be called by them through its own stub.
export const callsBack = object(async (self) => {
  const id = self.ctx.id;
  return child(self, "a").run(keep(({ env }) => env.SUBJECT.get(id).run(keep(() => "parent answers"))));
});

// DO-LIFE-61, DO-LIFE-80: what an exception of a facet has when it reaches the parent.
export const exceptions = object(async (self) => {
  const fail = (self: any) => { throw Object.assign(new RangeError("mine"), { code: 1 }); };
  const all: Record<string, unknown> = {};
  for (const [name, more] of Object.entries({ inherited: {}, text: { id: "abc" }, id: { id: self.env.SUBJECT.idFromName("other") } })) {
    const facet = child(self, name, more);
    await facet.run(keep(() => 0));
    all[name] = {
      call: await outcome(() => facet.run(keep(fail))),
      later: await outcome(() => facet.run(keep(async (f) => { await sleep(1); fail(f); }))),
      fetch: await outcome(() => inside(facet, fail)),
      missing: await outcome(() => facet.nothing()),
      reserved: await outcome(() => facet.alarm()),
      result: await outcome(() => facet.run(keep(() => new WeakMap()))),
    };
  }
  const twin = self.env.SUBJECT.get(self.env.SUBJECT.newUniqueId());
  all.stub = { missing: await outcome(() => twin.nothing()), call: await outcome(() => twin.run(keep(fail))) };
  all.nested = await outcome(() => child(self, "outer").run(keep((f) => child(f, "inner").run(keep(fail)))));
  return all;
});

// DO-LIFE-80
export const asynchronousErrors = object(async (self) => {
  const starts: Record<string, () => unknown> = {
    number: async () => 5,
    nothing: async () => undefined,
    empty: async () => ({}),
    thenable: () => ({ then: (ok: any) => ok({ class: self.ctx.exports.Child }) }),
  };
  const all: Record<string, unknown> = {};
  for (const name in starts) all[name] = await outcome(() => self.ctx.facets.get(name, starts[name]).run(keep(() => 1)));
  return all;
});

// DO-LIFE-20: a facet can be asked for and called while its parent is being constructed.
export const whileConstructing: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const seen: unknown[] = [];
    hook(id, {
      construct(self) {
        if (self.constructor.name !== "Subject") return;
        self.ctx.blockConcurrencyWhile(async () => void seen.push(await child(self, "a").run(keep(() => "in the constructor"))));
      },
    });
    await inside(env.SUBJECT.get(id), () => 0);
    return seen;
  },
};

// DO-LIFE-80: sockets of a facet.
export const sockets = object(async (self) => {
  const facet = self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Echo }));
  const response = await facet.fetch("http://facet/", { headers: { upgrade: "websocket" } });
  const socket = response.webSocket;
  socket.accept();
  const answer = new Promise((resolve) => socket.addEventListener("message", (e: any) => resolve(e.data)));
  socket.send("hello");
  const first = await answer;
  const closed = new Promise((resolve) => socket.addEventListener("close", (e: any) => resolve([e.code, e.reason])));
  self.ctx.facets.abort("a", new Error("over"));
  return { first, closed: await Promise.race([closed, sleep(500)]) };
});

// DO-LIFE-81 and DO-LIFE-82: how facets end.
import { fresh, inside, object, outcome, keep, sleep, Case } from "../entry";
import { child, put, read } from "./facets";

// DO-LIFE-82
export const abort = object(async (self) => {
  const facet = child(self, "a");
  await facet.run(put(1));
  await facet.run(keep(({ kept }) => void (kept.memory = 1)));
  self.ctx.facets.abort("a", new RangeError("because"));
  const next = child(self, "a");
  return {
    call: await outcome(() => facet.run(keep(() => 0))),
    fetch: await outcome(() => facet.fetch("http://facet/")),
    again: await outcome(() => facet.run(keep(() => 0))),
    memory: await next.run(keep(({ kept }) => kept)),
    value: await next.run(read()),
  };
});

// DO-LIFE-82
export const abortReasons = object(async (self) => {
  const reasons: Record<string, unknown> = {
    undefined: undefined, null: null, text: "text", number: 5, object: { a: 1 }, error: new Error("plain"), type: new TypeError("typed"),
    own: Object.assign(new Error("own"), { code: 7, retryable: true }), exception: new DOMException("dom", "AbortError"),
  };
  const all: Record<string, unknown> = {};
  for (const name in reasons) {
    const facet = child(self, name);
    await facet.run(keep(() => 0));
    all[name] = [await outcome(() => self.ctx.facets.abort(name, reasons[name])), await outcome(() => facet.run(keep(() => 0))), await outcome(() => inside(facet, () => 0))];
  }
  return all;
});

// DO-LIFE-82: calls in progress fail, and what a facet has not made durable is lost.
export const abortInProgress = object(async (self) => {
  const facet = child(self, "a");
  await facet.run(put("kept"));
  const calls = [
    outcome(() => facet.run(keep(() => sleep(1000)))),
    outcome(() => inside(facet, () => sleep(1000))),
  ];
  await sleep(5);
  self.ctx.facets.abort("a", new Error("stop"));
  return { calls: await Promise.all(calls), value: await child(self, "a").run(read()) };
});

// DO-LIFE-82: a stub that was never used belongs to whoever runs then.
export const abortUnused = object(async (self) => {
  const [used, unused] = [child(self, "a"), child(self, "a")];
  await used.run(keep(() => 0));
  self.ctx.facets.abort("a", new Error("gone"));
  return [await outcome(() => unused.run(keep(() => "fresh"))), await outcome(() => used.run(keep(() => 0))), await outcome(() => self.ctx.facets.abort("a", new Error("x")))];
});

// DO-LIFE-82
export const abortWhileStarting = object(async (self) => {
  let go: any;
  const ready = new Promise((resolve) => (go = resolve));
  const facet = self.ctx.facets.get("a", async () => {
    await ready;
    return { class: self.ctx.exports.Child };
  });
  const call = outcome(() => facet.run(keep(() => "ran")));
  await sleep(1);
  self.ctx.facets.abort("a", new Error("aborted during startup"));
  go();
  return [await call, await outcome(() => child(self, "a").run(keep(() => "fresh")))];
});

// DO-LIFE-82: facets within an aborted one end as well.
export const abortTree = object(async (self) => {
  const outer = child(self, "a");
  const inner: any = {};
  await outer.run(keep(async (facet) => {
    inner.memory = 1;
    await child(facet, "b").run(keep((b) => { b.kept.memory = 1; inner.b = b; }));
  }));
  self.ctx.facets.abort("a", new Error("all"));
  return {
    memory: await child(self, "a").run(keep((facet) => child(facet, "b").run(keep(({ kept }) => kept)))),
    old: await outcome(() => inner.b.storage.get("x")),
  };
});

// DO-LIFE-30, DO-LIFE-82: a facet that resets itself leaves its parent alone.
export const abortsItself = object(async (self) => {
  const facet = child(self, "a");
  await facet.run(put("before"));
  const call = await outcome(() => facet.run(keep(async ({ ctx, storage }) => {
    await sleep(1);
    storage.put("value", "lost");
    ctx.abort("myself");
  })));
  return { call, again: await outcome(() => facet.run(keep(() => 0))), value: await child(self, "a").run(read()) };
});

// DO-LIFE-82
export const failedCriticalSection = object(async (self) => {
  const facet = child(self, "a");
  const call = await outcome(() => facet.run(keep(({ ctx }) => ctx.blockConcurrencyWhile(async () => { throw new TypeError("section"); }))));
  return { call, again: await outcome(() => facet.run(keep(() => 0))), fresh: await outcome(() => child(self, "a").run(keep(() => "fresh"))) };
});

// DO-LIFE-30, DO-LIFE-81: facets end with their parent.
export const parentAborts: Case = {
  async test(_, env) {
    const id = env.SUBJECT.newUniqueId();
    const left: any = {};
    const call = await outcome(() => inside(env.SUBJECT.get(id), async (self) => {
      const facet = child(self, "a");
      await facet.run(put("stored"));
      await facet.run(keep((f) => { f.kept.memory = 1; left.facet = f; }));
      void outcome(() => facet.run(keep(() => sleep(1000))));
      self.ctx.abort("parent");
    }));
    return inside(env.SUBJECT.get(id), async (self) => ({
      call, value: await child(self, "a").run(read()), memory: await child(self, "a").run(keep(({ kept }) => kept)),
      old: await outcome(() => left.facet.storage.get("value")),
    }));
  },
};

// DO-LIFE-82
export const deletes = object(async (self) => {
  const facet = child(self, "a");
  await facet.run(put("gone"));
  await facet.run(keep((f) => child(f, "inner").run(put("gone too"))));
  const pending = outcome(() => facet.run(keep(() => sleep(1000))));
  await sleep(2);
  const result = self.ctx.facets.delete("a");
  return {
    result, pending: await pending,
    call: await outcome(() => facet.run(keep(() => 0))),
    fetch: await outcome(() => inside(facet, () => 0)),
    value: await child(self, "a").run(read()),
    inner: await child(self, "a").run(keep((f) => child(f, "inner").run(read()))),
  };
});

// DO-LIFE-82
export const clones = object(async (self) => {
  const src = child(self, "src");
  await src.run(put("source"));
  await src.run(keep((f) => child(f, "inner").run(put("inner source"))));
  const dst = child(self, "dst");
  await dst.run(put("old"));
  await dst.run(keep((f) => child(f, "only").run(put("old"))));
  const result = self.ctx.facets.clone("src", "dst");
  const copy = child(self, "dst");
  const all = {
    result,
    old: await outcome(() => dst.run(keep(() => 0))),
    value: await copy.run(read()),
    inner: await copy.run(keep((f) => child(f, "inner").run(read()))),
    only: await copy.run(keep((f) => child(f, "only").run(read()))),
    source: await src.run(read()),
  };
  await copy.run(put("changed"));
  return { ...all, independent: await src.run(read()) };
});

// DO-LIFE-82
export const clonesItself = object(async (self) => {
  const facet = child(self, "a");
  await facet.run(put("stays"));
  await facet.run(keep(({ kept }) => void (kept.memory = 1)));
  self.ctx.facets.clone("a", "a");
  return { old: await outcome(() => facet.run(keep(() => 0))), value: await child(self, "a").run(read()), memory: await child(self, "a").run(keep(({ kept }) => kept)) };
});

// DO-LIFE-82: a copy of what was never there is nothing.
export const clonesNothing = object(async (self) => {
  await child(self, "dst").run(put("old"));
  self.ctx.facets.clone("never", "dst");
  return child(self, "dst").run(read()).then((value: unknown) => ({ value }));
});

// DO-LIFE-81: facets stay when the instance of their parent goes, with what they are.
export const parentEvicted: Case = {
  slow: true,
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    let started = 0;
    const get = (self: any) => self.ctx.facets.get("a", () => {
      started++;
      return { class: self.ctx.exports.Child };
    });
    await stub.run(keep(async (self) => {
      self.kept.memory = 1;
      await get(self).run(put("stored"));
    }));
    await sleep(11_500);
    const seen = await stub.run(keep(async (self) => ({ parent: self.kept, value: await get(self).run(read()) })));
    return { seen, started };
  },
};

// DO-ID-40…43: stubs.
import { Case, elsewhere, fresh, inside, keep, object, outcome, outcomes } from "../entry";

// DO-ID-41, DO-ARG-13
export const stubMembers: Case = {
  async test(_, env) {
    const stub = env.SUBJECT.getByName("members");
    return {
      keys: Object.keys(stub), name: stub.name, id: String(stub.id) === String(env.SUBJECT.idFromName("members")), constructor: stub.constructor.name,
      tag: Object.prototype.toString.call(stub), types: ["fetch", "connect", "anything", "then", "get", "put", "delete", "queue", "toString", "constructor"].map((n) => [n, typeof stub[n]]),
      symbols: [typeof stub[Symbol.iterator], typeof stub[Symbol.asyncIterator], typeof stub[Symbol.dispose]], has: ["x" in stub, "fetch" in stub, Symbol.iterator in stub],
      unique: fresh(env.SUBJECT).name === undefined, awaited: (await stub) === stub, text: String(stub), same: stub.anything === stub.anything,
    };
  },
};

// DO-ARG-12
export const stubReadOnly: Case = {
  test(_, env) {
    const stub = env.SUBJECT.getByName("x");
    return outcomes({ own: () => ((stub.mine = 1), stub.mine), deleted: () => delete stub.nothing });
  },
};

let kept: any;

// DO-ID-42
export const stubOfAnotherRequest: Case = {
  async test(_, env, ctx) {
    if (!ctx.exports) return "needs ctx.exports";
    await elsewhere(ctx, ({ env }) => void (kept = env.SUBJECT.getByName("of another request")));
    return outcomes({ fetch: () => inside(kept, () => 1), rpc: () => kept.run(keep(() => 1)), name: () => kept.name, id: () => typeof String(kept.id) });
  },
};

// DO-ID-43
export const stubOfAnotherObject: Case = {
  async test(_, env) {
    await inside(fresh(env.SUBJECT), ({ env }) => void (kept = env.SUBJECT.getByName("of another object")));
    return {
      object: await inside(fresh(env.SUBJECT), () => outcomes({ fetch: () => inside(kept, () => 1), rpc: () => kept.run(keep(() => 1)), name: () => kept.name })),
      request: await outcomes({ fetch: () => inside(kept, () => 1), rpc: () => kept.run(keep(() => 1)) }),
    };
  },
};

// DO-ID-43
export const stubKeptByAnObject: Case = {
  async test(_, env) {
    const stub = fresh(env.SUBJECT);
    await inside(stub, (self) => void (self.kept.stub = self.env.SUBJECT.getByName("kept")));
    return [await inside(stub, (self) => inside(self.kept.stub, () => "by fetch")), await inside(stub, (self) => self.kept.stub.run(keep(() => "by rpc")))];
  },
};

// DO-ID-42: a stub of a request in an object.
export const stubOfARequestInAnObject: Case = {
  async test(_, env) {
    const stub = env.SUBJECT.getByName("of a request");
    return inside(fresh(env.SUBJECT), () => outcomes({ fetch: () => inside(stub, () => 1), rpc: () => stub.run(keep(() => 1)) }));
  },
};

// DO-ID-43: namespaces and ids may be shared.
export const sharedNamespace = object(async (self) => {
  kept = self.env.SUBJECT;
  const other = fresh(self.env.SUBJECT);
  return inside(other, () => inside(kept.getByName("shared"), () => "reached"));
});

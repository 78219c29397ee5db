// DO-ID-1…6, 30…36: the id object.
import { Case, describe, fresh, inside, object, outcome, outcomes } from "../entry";

// DO-ID-3, 6: ids from names are a function of Worker, class and name.
export const derivation: Case = {
  test: (_, env) =>
    Object.fromEntries(["foo", "", "héllo/日本", "a\0b", "x".repeat(2000)].map((n) => [n.length > 100 ? "long" : JSON.stringify(n), [String(env.SUBJECT.idFromName(n)), String(env.OTHER.idFromName(n))]])),
};

// DO-ID-4, 5
export const uniqueIds: Case = {
  test(_, env) {
    const [a, b] = [env.SUBJECT.newUniqueId(), env.SUBJECT.newUniqueId()];
    const text = String(a);
    return [text.length, /^[0-9a-f]{64}$/.test(text), text !== String(b), String(env.SUBJECT.idFromString(text)) === text, a.equals(env.SUBJECT.idFromString(text.toUpperCase()))];
  },
};

// DO-ID-5, 11, 12, 13
export const idFromString: Case = {
  test(_, env) {
    const id = String(env.SUBJECT.idFromName("foo"));
    const parse = (s: unknown) => () => typeof env.SUBJECT.idFromString(s).toString();
    return outcomes({
      good: parse(id), upper: () => String(env.SUBJECT.idFromString(id.toUpperCase())) === id, short: parse(id.slice(1)), long: parse(id + "0"), empty: parse(""),
      notHex: parse("g" + id.slice(1)), zeros: parse("0".repeat(64)), otherClass: parse(String(env.OTHER.idFromName("foo"))), wrongMac: parse(id.slice(0, 63) + (id[63] === "0" ? "1" : "0")),
      missing: () => env.SUBJECT.idFromString(), undefined: parse(undefined), number: parse(5), object: () => env.SUBJECT.idFromString(env.SUBJECT.idFromName("foo")).equals(env.SUBJECT.idFromName("foo")),
      symbol: parse(Symbol("x")), spaces: parse(" " + id.slice(1)),
    });
  },
};

// DO-TRAP-10, DO-ID-30, 32, 33
export const idObject: Case = {
  test(_, env) {
    const named = env.SUBJECT.idFromName("foo");
    const all = { named, empty: env.SUBJECT.idFromName(""), unique: env.SUBJECT.newUniqueId(), parsed: env.SUBJECT.idFromString(String(named)), number: env.SUBJECT.idFromName(5), nothing: env.SUBJECT.idFromName(undefined) };
    return Object.fromEntries(Object.entries(all).map(([k, id]: any) => [k, describe([
      id.name, id.jurisdiction, JSON.stringify(id), Object.keys(id), String(id) === id.toString(), `${id}`.length, id.constructor.name, Object.prototype.toString.call(id), "name" in id,
    ])]));
  },
};

// DO-ID-30: the prototype.
export const idMembers: Case = {
  test: (_, env) => Object.getOwnPropertyNames(Object.getPrototypeOf(env.SUBJECT.newUniqueId())).sort(),
};

// DO-ID-31
export const equals: Case = {
  test(_, env) {
    const id = env.SUBJECT.idFromName("foo");
    return outcomes({
      same: () => id.equals(id), sameName: () => id.equals(env.SUBJECT.idFromName("foo")), parsed: () => id.equals(env.SUBJECT.idFromString(String(id))), other: () => id.equals(env.SUBJECT.idFromName("bar")),
      otherClass: () => id.equals(env.OTHER.idFromName("foo")), text: () => id.equals(String(id)), missing: () => id.equals(), null: () => id.equals(null),
    });
  },
};

// DO-ID-34
export const idsCannotBePassed: Case = {
  test: (_, env) =>
    outcomes({
      clone: () => structuredClone(env.SUBJECT.newUniqueId()),
      rpc: () => fresh(env.SUBJECT).run(env.SUBJECT.newUniqueId()),
      put: () => inside(fresh(env.SUBJECT), ({ storage, ctx }) => storage.put("a", ctx.id)),
    }),
};

// DO-TRAP-9, DO-ID-35
export const ownId: Case = {
  async test(_, env) {
    const look = ({ ctx }: any) => [String(ctx.id), ctx.id.name];
    const named = env.SUBJECT.idFromName("own id");
    const reached = env.SUBJECT.idFromName("reached by id first");
    const parsed = env.SUBJECT.idFromString(String(reached));
    const unique = env.SUBJECT.newUniqueId();
    return {
      named: describe(await inside(env.SUBJECT.get(named), look)),
      byName: describe(await inside(env.SUBJECT.getByName("own id by name"), look)),
      first: (await inside(env.SUBJECT.get(parsed), look))[1],
      later: (await inside(env.SUBJECT.get(reached), look))[1],
      unique: (await inside(env.SUBJECT.get(unique), look))[0] === String(unique),
      uniqueName: (await inside(env.SUBJECT.get(unique), look))[1],
      same: await inside(env.SUBJECT.get(named), ({ ctx }) => ctx.id === ctx.id),
    };
  },
};

// DO-ID-35: the name is that of the first stub, whatever comes then.
export const nameOfTheFirst = object(async (self) => {
  const { env } = self;
  const id = env.SUBJECT.idFromName("by name");
  const first = await inside(env.SUBJECT.getByName("by name"), ({ ctx }) => ctx.id.name);
  const later = await inside(env.SUBJECT.get(env.SUBJECT.idFromString(String(id))), ({ ctx }) => ctx.id.name);
  return [first, later, await outcome(() => env.SUBJECT.get(self.ctx.id).name)];
});

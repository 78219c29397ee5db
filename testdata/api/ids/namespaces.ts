// DO-ID-10…19: the methods of a namespace.
import { Case, fresh, inside, outcome, outcomes } from "../entry";

// DO-ID-10, 19, DO-ARG-13
export const namespaceMembers: Case = {
  test: (_, env) => ({
    names: Object.getOwnPropertyNames(Object.getPrototypeOf(env.SUBJECT)).sort(),
    own: Object.keys(env.SUBJECT),
    tag: Object.prototype.toString.call(env.SUBJECT),
    name: env.SUBJECT.constructor.name,
    json: JSON.stringify(env.SUBJECT),
  }),
};

// DO-ID-13, 14, 16, 17, 18, DO-ARG-10
export const namespaceArguments: Case = {
  test(_, env) {
    const ns = env.SUBJECT;
    const id = ns.idFromName("x");
    const named = (s: any) => s.name;
    return outcomes({
      idFromName: () => ns.idFromName(), idFromNameSymbol: () => ns.idFromName(Symbol("x")), getByName: () => ns.getByName(), getByNameNull: () => named(ns.getByName(null)),
      getNothing: () => ns.get(), getText: () => ns.get("x"), getHex: () => ns.get(String(id)), getNull: () => ns.get(null), getStub: () => ns.get(ns.get(id)),
      getOptions: () => ns.get(id, 5), getNullOptions: () => named(ns.get(id, null)), hint: () => named(ns.get(id, { locationHint: "weur" })), anyHint: () => named(ns.get(id, { locationHint: "mars" })),
      hintNumber: () => named(ns.get(id, { locationHint: 5 })), routing: () => named(ns.get(id, { routingMode: "primary-only" })), badRouting: () => ns.get(id, { routingMode: "x" }),
      byNameRouting: () => ns.getByName("x", { routingMode: "x" }), byNameOptions: () => ns.getByName("x", 5), unique: () => typeof ns.newUniqueId("x"), uniqueNumber: () => ns.newUniqueId(5),
      uniqueNull: () => typeof ns.newUniqueId(null), uniqueEmpty: () => typeof ns.newUniqueId({}), uniqueEu: () => ns.newUniqueId({ jurisdiction: "eu" }), uniqueUndefined: () => typeof ns.newUniqueId({ jurisdiction: undefined }),
      uniqueNullJurisdiction: () => typeof ns.newUniqueId({ jurisdiction: null }), jurisdiction: () => ns.jurisdiction("eu"), jurisdictionNothing: () => named(ns.jurisdiction().get(id)),
      jurisdictionUndefined: () => ns.jurisdiction(undefined).idFromName("x").equals(id), jurisdictionNull: () => ns.jurisdiction(null).idFromName("x").equals(id), jurisdictionNumber: () => ns.jurisdiction(5),
      existing: () => typeof ns.getExisting,
    });
  },
};

// DO-ID-15
export const idOfAnotherClass: Case = {
  async test(_, env) {
    const id = env.OTHER.idFromName("foreign");
    await inside(env.SUBJECT.get(id), ({ storage }) => storage.put("a", "subject"));
    await inside(env.OTHER.get(id), ({ storage }) => storage.put("a", "other"));
    return {
      subject: await inside(env.SUBJECT.get(id), async (self) => [self.constructor.name, await self.storage.get("a"), String(self.ctx.id) === String(id)]),
      other: await inside(env.OTHER.get(id), async (self) => [self.constructor.name, await self.storage.get("a")]),
    };
  },
};

// DO-ID-3: one name, one object.
export const oneObjectPerName: Case = {
  async test(_, env) {
    await inside(env.SUBJECT.getByName("one"), ({ kept }) => void (kept.n = 1));
    return [
      await inside(env.SUBJECT.get(env.SUBJECT.idFromName("one")), ({ kept }) => kept),
      await inside(env.SUBJECT.getByName("One"), ({ kept }) => kept),
      await inside(env.OTHER.getByName("one"), ({ kept }) => kept),
      await outcome(() => inside(fresh(env.EMPTY_CLASS), () => 1)),
    ];
  },
};

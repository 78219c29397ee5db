// DO-LIFE-82: what facets may not do.
import { object, outcome, outcomes, keep } from "../entry";
import { child, put, read } from "./facets";

// DO-LIFE-82
export const longNames = object((self) => {
  const f = self.ctx.facets;
  const long = "x".repeat(257);
  return outcomes({
    get: () => f.get(long, () => 0),
    abort: () => f.abort(long, new Error("x")),
    delete: () => f.delete(long),
    cloneSrc: () => f.clone(long, "a"),
    cloneDst: () => f.clone("a", long),
    bytes: () => f.get("é".repeat(129), () => 0),
    fits: () => f.get("x".repeat(256), () => ({ class: self.ctx.exports.Child })).run(keep(() => "fits")),
  });
});

// DO-LIFE-82
export const depth = object((self) => {
  const deeper = (facet: any, left: number): any =>
    left === 0
      ? outcome(() => child(facet, "too deep"))
      : child(facet, "child").run(keep((inner) => deeper(inner, left - 1)));
  return deeper(self, 3);
});

// DO-LIFE-82: an alarm breaks the facet.
export const alarms = object(async (self) => {
  const all: Record<string, unknown> = {};
  const bodies: Record<string, (facet: any) => unknown> = {
    awaited: ({ storage }) => storage.setAlarm(Date.now() + 1e6),
    caught: async ({ storage }) => {
      try {
        await storage.setAlarm(Date.now() + 1e6);
        return "set";
      } catch (error: any) {
        return "caught: " + error.message;
      }
    },
    unawaited: ({ storage }) => void storage.setAlarm(Date.now() + 1e6),
    read: async ({ storage }) => {
      storage.setAlarm(Date.now() + 1e6);
      return storage.getAlarm();
    },
    with: ({ storage }) => {
      storage.put("value", "with an alarm");
      storage.setAlarm(Date.now() + 1e6);
    },
    undone: ({ storage }) => {
      storage.setAlarm(Date.now() + 1e6);
      storage.deleteAlarm();
    },
    deleted: ({ storage }) => storage.deleteAlarm(),
  };
  for (const name in bodies) {
    const facet = child(self, name);
    await facet.run(put("before"));
    all[name] = [await outcome(() => facet.run(keep(bodies[name]))), await outcome(() => facet.run(keep(() => 0))), await outcome(() => child(self, name).run(read()))];
  }
  return all;
});

// DO-LIFE-82
export const alarmWithoutHandler = object((self) => outcome(() => self.ctx.facets.get("a", () => ({ class: self.ctx.exports.Refusing })).fetch("http://facet/")));

// DO-ID-17…19: getExisting under its flag, with the options that get has.
import { Case, inside, outcome, outcomes } from "../entry";

// DO-ID-19
export const getExisting: Case = {
  async test(_, env, ctx) {
    const id = env.SUBJECT.idFromName("never started");
    const started = env.SUBJECT.idFromName("started");
    await inside(env.SUBJECT.get(started), ({ kept }) => void (kept.memory = 1));
    return {
      type: typeof env.SUBJECT.getExisting,
      members: Object.getOwnPropertyNames(Object.getPrototypeOf(env.SUBJECT)).sort(),
      fresh: await outcome(() => inside(env.SUBJECT.getExisting(id), ({ kept }) => kept)),
      running: await outcome(() => inside(env.SUBJECT.getExisting(started), ({ kept }) => kept)),
      stub: env.SUBJECT.getExisting(id).name,
      exported: typeof ctx.exports.Subject.getExisting,
    };
  },
};

// DO-ID-17, DO-ID-18
export const optionsOfGetExisting: Case = {
  test(_, env) {
    const ns = env.SUBJECT;
    const id = ns.idFromName("x");
    return outcomes({
      nothing: () => ns.getExisting(), text: () => ns.getExisting("x"), options: () => ns.getExisting(id, 5), hint: () => ns.getExisting(id, { locationHint: "weur" }).name,
      routing: () => ns.getExisting(id, { routingMode: "primary-only" }).name, badRouting: () => ns.getExisting(id, { routingMode: "x" }),
      noJurisdiction: () => ns.jurisdiction().getExisting(id).name, jurisdiction: () => ns.jurisdiction("eu"),
    });
  },
};

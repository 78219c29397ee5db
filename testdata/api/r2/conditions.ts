import { outcomes } from "../entry";
import { shown } from "./shown";

export const conditions = {
  async test(_: unknown, { BUCKET }: any) {
    const { etag, httpEtag } = await BUCKET.put("c", "value");
    const [past, future] = [new Date(Date.now() - 1e6), new Date(Date.now() + 1e6)];
    const get = (onlyIf: any) => async () => {
      const o = await BUCKET.get("c", { onlyIf });
      return [o.constructor.name, "body" in o, o.range ?? null];
    };
    const headers = (init: Record<string, string>) => get(new Headers(init));
    return {
      quoted: httpEtag === `"${etag}"`,
      ...(await outcomes({
        none: get({}),
        undefined: get(undefined),
        matches: get({ etagMatches: etag }),
        matchesNot: get({ etagMatches: "other" }),
        wildcard: get({ etagMatches: "*" }),
        doesNotMatch: get({ etagDoesNotMatch: "other" }),
        doesNotMatchSame: get({ etagDoesNotMatch: etag }),
        doesNotMatchAny: get({ etagDoesNotMatch: "*" }),
        quotes: get({ etagMatches: httpEtag }),
        number: get({ etagMatches: 5 }),
        before: get({ uploadedBefore: future }),
        beforePast: get({ uploadedBefore: past }),
        after: get({ uploadedAfter: past }),
        afterFuture: get({ uploadedAfter: future }),
        afterNumber: get({ uploadedAfter: future.getTime() }),
        afterText: get({ uploadedAfter: "x" }),
        seconds: get({ uploadedBefore: future, secondsGranularity: true }),
        mixed: get({ etagMatches: etag, uploadedBefore: past }),
        text: get("x"),
        ifMatch: headers({ "If-Match": httpEtag }),
        ifMatchList: headers({ "If-Match": `"a", ${httpEtag}` }),
        ifMatchWeak: headers({ "If-Match": `W/${httpEtag}` }),
        ifNoneMatchWeak: headers({ "If-None-Match": `W/${httpEtag}` }),
        ifMatchAny: headers({ "If-Match": "*" }),
        ifMatchBare: headers({ "If-Match": etag }),
        ifMatchOpen: headers({ "If-Match": `"abc` }),
        ifMatchNoComma: headers({ "If-Match": `"a" "b"` }),
        ifMatchNoCommaWeak: headers({ "If-Match": `"a" W/"b"` }),
        ifMatchNoCommaAny: headers({ "If-Match": `"a" *` }),
        ifMatchBadWeak: headers({ "If-Match": `W/b` }),
        ifNoneMatchBare: headers({ "If-None-Match": "x" }),
        ifModifiedSince: headers({ "If-Modified-Since": past.toUTCString() }),
        ifModifiedSinceFuture: headers({ "If-Modified-Since": future.toUTCString() }),
        ifUnmodifiedSince: headers({ "If-Unmodified-Since": future.toUTCString() }),
        ifUnmodifiedSincePast: headers({ "If-Unmodified-Since": past.toUTCString() }),
        emptyHeaders: headers({}),
        absent: () => BUCKET.get("absent", { onlyIf: { etagMatches: "x" } }),
      })),
    };
  },
};

export const conditionalPuts = {
  async test(_: unknown, { BUCKET }: any) {
    await BUCKET.delete("p");
    const put = (onlyIf: any, value = "v") => async () => {
      const o = await BUCKET.put("p", value, { onlyIf });
      return o && shown(o).class;
    };
    const { etag } = await BUCKET.put("q", "v");
    return outcomes({
      matchesAbsent: put({ etagMatches: "x" }),
      modifiedAbsent: put({ uploadedAfter: new Date(0) }),
      unmodifiedAbsent: put({ uploadedBefore: new Date(0) }),
      create: put({ etagDoesNotMatch: "*" }),
      createAgain: put({ etagDoesNotMatch: "*" }, "w"),
      kept: async () => (await BUCKET.get("p")).text(),
      same: put({ etagMatches: etag }, "w"),
      changed: async () => (await BUCKET.get("p")).text(),
      header: put(new Headers({ "If-Match": `"${etag}"` })),
    });
  },
};

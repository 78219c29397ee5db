import { outcomes } from "../entry";

export const ranges = {
  async test(_: unknown, { BUCKET }: any) {
    await BUCKET.put("r", "0123456789");
    const get = (range: any) => async () => {
      const o = await BUCKET.get("r", { range });
      return [o.range, o.size, await o.text()];
    };
    const header = (Range: string) => get(new Headers({ Range }));
    return outcomes({
      offset: get({ offset: 3 }),
      length: get({ length: 4 }),
      both: get({ offset: 2, length: 3 }),
      beyond: get({ offset: 8, length: 30 }),
      suffix: get({ suffix: 3 }),
      suffixLong: get({ suffix: 30 }),
      empty: get({}),
      undefined: get(undefined),
      null: get(null),
      zero: get({ length: 0 }),
      suffixZero: get({ suffix: 0 }),
      atEnd: get({ offset: 10 }),
      past: get({ offset: 11 }),
      negative: get({ offset: -1 }),
      fraction: get({ offset: 0.5 }),
      negativeLength: get({ length: -1 }),
      fractionLength: get({ length: 1.5 }),
      negativeSuffix: get({ suffix: -1 }),
      fractionSuffix: get({ suffix: 1.5 }),
      suffixAndOffset: get({ suffix: 1, offset: 1 }),
      suffixAndLength: get({ suffix: 1, length: 1 }),
      text: get("bytes=0-1"),
      nan: get({ offset: NaN }),
      header: header("bytes=2-4"),
      headerOpen: header("bytes=7-"),
      headerSuffix: header("bytes=-2"),
      headerMany: header("bytes=0-1,3-4"),
      headerUnit: header("lines=0-1"),
      headerBackwards: header("bytes=4-2"),
      headerPast: header("bytes=20-30"),
      headerSpaces: header(" Bytes = 1 - 2 "),
      headerNone: get(new Headers()),
      ofEmpty: async () => {
        await BUCKET.put("e", "");
        const o = await BUCKET.get("e", { range: { offset: 0 } });
        return [o.range, await o.text()];
      },
      head: async () => (await BUCKET.head("r")).range,
      put: async () => (await BUCKET.put("r", "1")).range,
    });
  },
};

import { outcomes } from "../entry";

const members = (o: any) => Object.getOwnPropertyNames(Object.getPrototypeOf(o)).sort();

export const rateLimits = {
  slow: true,
  async test(_: unknown, { LIMIT }: any) {
    // Windows are those of the clock: what counts is settled within one.
    const left = 60_000 - (Date.now() % 60_000);
    if (left < 5_000) await new Promise((resolve) => setTimeout(resolve, left + 10));
    const key = crypto.randomUUID();
    return outcomes({
      class: () => [LIMIT.constructor.name, members(LIMIT)],
      first: () => LIMIT.limit({ key }),
      second: () => LIMIT.limit({ key }),
      third: () => LIMIT.limit({ key }),
      other: () => LIMIT.limit({ key: key + "x" }),
      higher: () => LIMIT.limit({ key, limit: 10 }),
      ten: () => LIMIT.limit({ key, period: 10 }),
      heavy: async () => [await LIMIT.limit({ key: key + "y", delta: 5 }), await LIMIT.limit({ key: key + "y" })],
      noKey: async () => typeof (await LIMIT.limit({})).success,
      nothing: () => LIMIT.limit(),
      text: () => LIMIT.limit("x"),
      unknown: () => LIMIT.limit({ key, other: 1, more: 2 }),
      number: () => LIMIT.limit({ key: 5 }),
      limitText: () => LIMIT.limit({ key, limit: "5" }),
      periodText: () => LIMIT.limit({ key, period: "5" }),
      period: () => LIMIT.limit({ key, period: 30 }),
      zero: () => LIMIT.limit({ key, delta: 0 }),
      negative: () => LIMIT.limit({ key, delta: -1 }),
      nan: () => LIMIT.limit({ key, delta: NaN }),
      huge: () => LIMIT.limit({ key, delta: 2 ** 32 }),
    });
  },
};

export const analytics = {
  async test(_: unknown, { ANALYTICS }: any) {
    return outcomes({
      members: () => members(ANALYTICS),
      point: () => ANALYTICS.writeDataPoint({ blobs: ["a"], doubles: [1], indexes: ["i"] }),
      nothing: () => ANALYTICS.writeDataPoint(),
    });
  },
};

export const versionMetadata = {
  async test(_: unknown, { VERSION }: any) {
    return { keys: Object.keys(VERSION), id: /^[0-9a-f-]{36}$/.test(VERSION.id), tag: VERSION.tag, time: Math.abs(Date.parse(VERSION.timestamp) - Date.now()) < 3_600_000 };
  },
};

export const secretsStore = {
  async test(_: unknown, { SECRET }: any) {
    return outcomes({ class: () => SECRET.constructor.name, missing: () => SECRET.get() });
  },
};

export const hyperdrive = {
  async test(_: unknown, { DATABASE }: any) {
    const { connectionString, host, port, user, password, database } = DATABASE;
    const form = (text: string) => text.replaceAll(host, "<host>").replaceAll(String(port), "<port>");
    return { class: DATABASE.constructor.name, own: Object.keys(DATABASE), members: members(DATABASE), connectionString: form(connectionString), port: typeof port, user, password, database };
  },
};

import { serve, type Case, outcomes } from "../entry";

const values: Record<string, unknown> = {
  string: "text",
  empty: "",
  null: null,
  undefined: undefined,
  number: 1.5,
  boolean: false,
  bigint: 10n,
  symbol: Symbol("s"),
  object: {},
  date: new Date(0),
  array: [1],
  box: new String("boxed"),
  buffer: new Uint8Array([65, 66]).buffer,
  view: new Uint8Array([65, 66, 67]).subarray(1),
};

/** What put takes: primitives become strings. */
const putValues: Case = {
  test: (_, env) =>
    outcomes(
      Object.fromEntries(
        Object.keys(values).map((name) => [
          name,
          async () => {
            await env.KV.put(name, values[name]);
            return env.KV.get(name);
          },
        ]),
      ),
    ),
};

export default serve({ putValues });

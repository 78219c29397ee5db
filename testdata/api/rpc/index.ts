import { serve } from "../entry";
import * as calls from "./calls";
import * as entrypoints from "./entrypoints";
import * as errors from "./errors";
import * as lifetimes from "./lifetimes";
import * as passing from "./passing";
import * as promises from "./promises";
import * as stubs from "./stubs";

export { Subject } from "../entry";
export { Echo, Entry, Failing, Holder, Other, PlainClass, plain } from "./workers";
export { PlainObject, Server, Unbound } from "./server";

export default {
  ...serve({ ...calls, ...promises, ...stubs, ...passing, ...errors, ...entrypoints, ...lifetimes }),
  one: (arg: unknown, env: unknown, ctx: unknown) => ({ arg, env: typeof env, ctx: typeof ctx }),
  two: (a: unknown, b: unknown) => [a, b],
  none: () => "none",
  value: 5,
};

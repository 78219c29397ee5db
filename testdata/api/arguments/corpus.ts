// The corpus: every method with each of the wrong arguments, in every place, and with a wrong this.

/** values are what is tried in the place of an argument; made anew for each call. */
export const values: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  number: () => 5.5,
  negative: () => -1,
  nan: () => NaN,
  huge: () => 1e300,
  string: () => "text",
  boolean: () => true,
  object: () => ({}),
  array: () => [],
  function: () => function given() {},
  symbol: () => Symbol("s"),
  bigint: () => 7n,
  promise: () => Promise.resolve(1),
  date: () => new Date(NaN),
};

/** Place is a method with arguments that are right, of which one at a time is replaced. */
export interface Place {
  on: any;
  method: string;
  right: unknown[];
}

const wrongReceivers: Record<string, unknown> = { undefined, null: null, object: {}, number: 5 };

/** sweep tries everything on one method. Results are told by kind only: the errors matter. */
export async function sweep({ on, method, right }: Place): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  // What ends alike in one place shares a line.
  const note = (place: string, what: string, result: string) => {
    const ends = (all[place] ??= {}) as Record<string, string>;
    ends[result] = ends[result] ? `${ends[result]} ${what}` : what;
  };
  for (let n = 0; n < right.length; n++) note("count", String(n), await ended(() => on[method](...right.slice(0, n))));
  for (let at = 0; at < right.length; at++) {
    for (const name in values) {
      const args = [...right];
      args[at] = values[name]();
      note(String(at + 1), name, await ended(() => on[method](...args)));
    }
  }
  for (const name in wrongReceivers) note("this", name, await ended(() => on[method].call(wrongReceivers[name], ...right)));
  return all;
}

/** construct is sweep for a class. */
export async function construct(type: any, right: unknown[]): Promise<Record<string, unknown>> {
  const holder = { make: (...args: unknown[]) => new type(...args) };
  const { this: _, ...all } = await sweep({ on: holder, method: "make", right });
  return { ...all, called: await ended(() => type(...right)) };
}

/** ended tells how a call ended, in one line. */
export async function ended(fn: () => any): Promise<string> {
  let result: any;
  try {
    result = fn();
  } catch (error) {
    return "throws " + told(error);
  }
  if (typeof result?.then !== "function") return "returns";
  try {
    await result;
    return "resolves";
  } catch (error) {
    return "rejects " + told(error);
  }
}

function told(error: any): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message
    .replace(/[0-9a-f]{64}/g, "<id>")
    .replace(/reference = [a-z0-9]{24}/, "reference = <reference>")
    .replace(/^(\(|class|function|\w+\().* could not be cloned\.$/s, "<source> could not be cloned.");
  return `${error.name}: ${message}`;
}

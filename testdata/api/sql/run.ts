// What the cases of SQL share.
import { describe, object, outcome, type Subject } from "../entry";

/** rows runs a query and gives its rows as arrays. */
export const rows = (self: Subject, query: string, ...bindings: unknown[]) => [...self.storage.sql.exec(query, ...bindings).raw()];

/** queries runs each query in one object, in order, and says how it ended. */
export const queries = (...list: (string | [query: string, ...bindings: unknown[]])[]) =>
  object(async (self) => {
    const all: unknown[] = [];
    for (const item of list) {
      const [query, ...bindings] = typeof item === "string" ? [item] : item;
      all.push({ [query.slice(0, 80)]: await outcome(() => rows(self, query, ...bindings)) });
    }
    return all;
  });

/** shape lists what a prototype has. */
export function shape(o: any): unknown {
  const all: Record<string, unknown> = {};
  for (const name of Reflect.ownKeys(o)) {
    if (/cloudflare|kResource/.test(String(name))) continue;
    const d: any = Object.getOwnPropertyDescriptor(o, name);
    const kind = d.get ? "get" + (d.set ? " set" : "") : describe(typeof d.value);
    all[String(name)] = [kind, d.enumerable, d.configurable];
  }
  return all;
}

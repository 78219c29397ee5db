// What cases look at.
import * as fs from "node:fs";

const words = (error: any) =>
  [error?.name, error?.message, error?.code, error?.errno, error?.syscall, error?.path].map((word) => (word === undefined ? "-" : String(word))).join(" | ");

/** of is what fn returns, or the words of what it throws. */
export const of = (fn: () => unknown) => {
  try {
    return seen(fn());
  } catch (error) {
    return words(error);
  }
};

/** later is of, for a promise. */
export const later = async (fn: () => unknown) => {
  try {
    return seen(await fn());
  } catch (error) {
    return words(error);
  }
};

/** called is what fn gives the callback it gets. */
export const called = (fn: (callback: (...args: any[]) => void) => void) =>
  new Promise<unknown>((resolve) => {
    try {
      fn((...args) => resolve(args.map((arg) => (arg instanceof Error ? words(arg) : seen(arg)))));
    } catch (error) {
      resolve(["thrown", words(error)]);
    }
  });

// Descriptors differ from run to run.
const seen = (v: unknown) => (v === undefined ? "undefined" : typeof v === "bigint" ? `${v}n` : v);

export const text = (path = "/tmp/file") => of(() => fs.readFileSync(path, "latin1"));

/** touch makes files that have their own names in them. */
export const touch = (...names: string[]) => names.forEach((name) => fs.writeFileSync(`/tmp/${name}`, name));

export const list = (path = "/tmp") => fs.readdirSync(path).join(" ");

/** clear empties /tmp. */
export const clear = () => fs.readdirSync("/tmp").forEach((name) => fs.rmSync(`/tmp/${name}`, { recursive: true }));

/** each gives the answers of fn for many arguments. */
export const each = <T>(items: T[], fn: (item: T) => unknown) => items.map((item) => fn(item));

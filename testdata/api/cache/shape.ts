// What the objects look like.
import { describe, outcome } from "../entry";
import { cache } from "./common";

declare const caches: any;
const members = (o: any) => Object.getOwnPropertyNames(o).map((name) => {
  const { value, get, set, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(o, name)!;
  return [name, typeof value === "function" ? `function ${value.name} ${value.length}` : typeof value, get ? "get" : "", set ? "set" : "", writable ?? null, enumerable, configurable];
});

export const shape = {
  test: () => [
    members(caches), members(Object.getPrototypeOf(caches)), members(cache), members(Object.getPrototypeOf(cache)),
    Object.prototype.toString.call(caches), Object.prototype.toString.call(cache), caches.default === cache, typeof (globalThis as any).Cache, typeof (globalThis as any).CacheStorage,
  ],
};
export const illegal = {
  test: async () => [await outcome(() => new (globalThis as any).Cache()), await outcome(() => new (globalThis as any).CacheStorage()), await outcome(() => structuredClone(cache)), describe(Object.keys(caches))],
};

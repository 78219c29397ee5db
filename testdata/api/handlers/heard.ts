/** What handlers have seen since the last look. */
export const heard: unknown[] = [];

/** told is a result with what the handlers saw meanwhile. */
export const told = async (result: unknown) => ({ result: await result, heard: heard.splice(0) });

/** shape lists the own members of an object and of its prototypes. */
export function shape(o: any) {
  const levels: unknown[] = [];
  for (let p = o; p && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    const members = Object.entries(Object.getOwnPropertyDescriptors(p)).map(
      ([name, d]) => name + (d.enumerable ? "E" : "") + (d.writable ? "W" : "") + (d.configurable ? "C" : "") + (d.get ? "G" : ""),
    );
    levels.push([p.constructor?.name, members]);
  }
  return levels;
}

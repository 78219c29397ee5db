// Reading: to where, and from where.
import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { called, each, later, of } from "./observe";

const opened = () => {
  fs.writeFileSync("/tmp/file", "0123456789");
  return fs.openSync("/tmp/file", "r+");
};
// room is a view of part of its buffer.
const room = () => {
  const all = new Uint8Array(10).fill(46);
  return { view: all.subarray(2, 8), filled: () => String.fromCharCode(...all) };
};
const view = Symbol("view");
const withView = (args: any[], given: Uint8Array) => args.map((arg) => (arg === view ? given : arg?.buffer === view ? { ...arg, buffer: given } : arg));

const usual: any[][] = [
  [view], [view, 1], [view, 1, 2], [view, 1, 2, 5], [view, 4, 4, 0], [view, 0, 7, 0], [view, 0, 0, 0], [view, 0, 2, 100], [view, { offset: 2 }],
  [view, { position: 3 }], [view, { length: 3, position: 3 }], [view, "x"], [view, 0, 2, "x"], [view, 0, 2, -1], [view, -1], ["x"],
];

export const reading = {
  test: () =>
    each([...usual, [view, 0, 2, 3n], [view, { length: 2, position: 4n }], [view, null], [view, undefined, 2]], (args) => {
      const { view, filled } = room();
      return [of(() => (fs.readSync as any)(opened(), ...withView(args, view))), filled()];
    }),
};

export const readingMany = {
  test: () =>
    each<(v: Uint8Array) => any[]>([(v) => [[v]], (v) => [[v.subarray(0, 2), v.subarray(4)], 3], (v) => [v], () => [[]], (v) => [[v], "x"]], (args) => {
      const { view, filled } = room();
      return [of(() => (fs.readvSync as any)(opened(), ...args(view))), filled()];
    }),
};

export const readingCalledBack = {
  async test() {
    const all: unknown[] = [];
    for (const args of [[], ...usual, [{}], [{ buffer: view }], [{ buffer: view, offset: 1, length: 2 }], [view, 0, 2, null], [5]]) {
      const { view, filled } = room();
      const fd = opened();
      const answer: any = await called((callback) => (fs.read as any)(fd, ...withView(args, view), callback));
      all.push([answer.slice(0, 2), filled()]);
    }
    return all;
  },
};

export const readingByHandle = {
  async test() {
    const all: unknown[] = [];
    for (const args of [[], ...usual.slice(0, 10), [{ buffer: view, length: 2 }], [{ position: 4 }], [view, 0, null, 0], [view, 0, 2, -1]]) {
      const { view, filled } = room();
      opened();
      await using handle = await open("/tmp/file", "r+");
      all.push([await later(async () => (({ bytesRead, buffer }) => [bytesRead, buffer.length])(await (handle.read as any)(...withView(args, view)))), filled()]);
    }
    return all;
  },
};

export const encodings = {
  test() {
    fs.writeFileSync("/tmp/file", "héllo");
    const names: any[] = [undefined, null, "utf8", "hex", "latin1", "buffer", "bogus", 5, { encoding: null }, { encoding: "base64" }, { encoding: 5 }];
    return names.map((encoding) => [
      of(() => fs.readFileSync("/tmp/file", encoding)), of(() => fs.readFileSync("/dev/null", encoding)), of(() => fs.readdirSync("/dev", encoding)),
      of(() => fs.realpathSync("/dev", encoding)), of(() => String(fs.mkdtempSync("/tmp/made", encoding)).replace(/\d+$/, "N")),
      of(() => fs.opendirSync("/dev", encoding).readSync()?.name), of(() => fs.readdirSync("/dev", { encoding, withFileTypes: true } as any)[0].name),
    ]);
  },
};

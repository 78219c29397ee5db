// Opening files, and what stat says.
import * as fs from "node:fs";
import { each, of, text } from "./observe";

const fresh = () => {
  fs.rmSync("/tmp/file");
  fs.writeFileSync("/tmp/file", "hello");
};
const use = (flags: any) => {
  fresh();
  const fd = fs.openSync("/tmp/file", flags);
  const written = of(() => fs.writeSync(fd, "XY"));
  const read = of(() => {
    const buffer = Buffer.alloc(10);
    return buffer.toString("latin1", 0, fs.readSync(fd, buffer, 0, 10, 0));
  });
  fs.closeSync(fd);
  return [written, read, text()];
};
const number = (v: unknown) => (typeof v === "number" ? "descriptor" : v);

export const opening = {
  test: () =>
    Object.fromEntries(
      ["r", "r+", "rs", "sr+", "w", "w+", "wx", "xw+", "a", "a+", "ax", "as", "", "rw", 0, 1, 2, 64, 65, 128, 193, 512, 513, 1025, null, -1, 1.5].map((flags: any) => [
        String(flags),
        [of(() => use(flags)), number(of(() => fs.openSync(`/tmp/new${flags}`, flags))), number(of(() => fs.openSync(`/tmp/none${flags}/x`, flags)))],
      ]),
    ),
};

export const openingElsewhere = {
  test() {
    fs.writeFileSync("/tmp/file", "");
    const places = ["/tmp", "/bundle", "/bundle/index.js", "/bundle/new", "/bundle/new/x", "/new", "/tmp/file/x", "/tmp/file/x/y", "/dev/null", "/dev/new", "/tmp/new/"];
    return places.map((place) => ["r", "w", "a", "wx"].map((flags) => number(of(() => fs.openSync(place, flags)))));
  },
};

export const stats = {
  test() {
    fs.writeFileSync("/tmp/file", "12345");
    fs.symlinkSync("/tmp/file", "/tmp/link");
    const plain = fs.statSync("/tmp/file");
    const exact = fs.statSync("/tmp/file", { bigint: true });
    const kinds = ["/", "/tmp", "/tmp/file", "/tmp/link", "/dev/null"].map((path) => {
      const stat = fs.lstatSync(path);
      return [stat.mode, stat.isFile(), stat.isDirectory(), stat.isSymbolicLink(), stat.isCharacterDevice(), stat.isFIFO()];
    });
    return [plain, Object.keys(plain), Object.entries(exact).map(([key, value]) => [key, typeof value, typeof value === "bigint" ? String(value) : ""]), kinds];
  },
};

export const statsOfNothing = {
  test: () => [
    of(() => fs.statSync("/tmp/none")), of(() => fs.lstatSync("/tmp/none")), of(() => fs.statSync("/tmp/none", { throwIfNoEntry: false })),
    of(() => fs.fstatSync(9999)), of(() => fs.statSync("/dev/null/x")), of(() => fs.accessSync("/tmp/none")), of(() => fs.accessSync("/dev/null", 1)),
    of(() => fs.accessSync("/bundle", fs.constants.W_OK)), of(() => fs.existsSync("/tmp/none")), of(() => fs.existsSync(5 as any)), of(() => new (fs.Stats as any)()),
    of(() => fs.chmodSync("/tmp/none", 0)), of(() => fs.chownSync("/tmp/none", 1, 1)), of(() => fs.lchownSync("/tmp/none", 1, 1)), of(() => fs.fsyncSync(9999)),
    of(() => fs.fchmodSync(9999, 1)), of(() => fs.closeSync(9999)),
  ],
};

export const times = {
  test() {
    fs.writeFileSync("/tmp/file", "");
    const set = (...to: [any, any]) => of(() => (fs.utimesSync("/tmp/file", ...to), fs.statSync("/tmp/file").mtimeMs));
    const at = [set(1, 2000), set(1.5, 2.7), set("2020-01-01", "2020-01-02"), set(1n, 20n), set(new Date(5), new Date(6)), set(1, -1000), set(1, NaN), set(true, 1), set(1, null)];
    fs.writeFileSync("/tmp/file", "changed");
    const fd = fs.openSync("/tmp/file");
    return [at, fs.statSync("/tmp/file").mtimeMs, of(() => (fs.futimesSync(fd, 1, 7), fs.fstatSync(fd).mtimeMs)), of(() => fs.utimesSync("/tmp/none", 1, 1)), of(() => fs.futimesSync(9999, 1, 1))];
  },
};

export const truncation = {
  test() {
    fs.writeFileSync("/tmp/file", "0123456789");
    const to = (n?: any) => of(() => (fs.truncateSync("/tmp/file", n), text()));
    return [
      each([4, 6, -1, 1.5, 2 ** 32, 134217729], to), to(), of(() => fs.truncateSync("/tmp")), of(() => fs.truncateSync("/tmp/none")),
      of(() => fs.truncateSync("/bundle/index.js")), of(() => fs.ftruncateSync(9999)),
    ];
  },
};

export const sizes = {
  test() {
    const at = (position: any) => of(() => fs.writeSync(fs.openSync("/tmp/file", "w"), "x", position));
    return [each([134217728, 4294967295, 99999999999n, -1, 2 ** 40], at), of(() => fs.readSync(fs.openSync("/dev/zero"), Buffer.alloc(1), 0, 1, -1n))];
  },
};

export const blobs = {
  async test() {
    fs.writeFileSync("/tmp/file", "123");
    const blob = fs.openAsBlob("/tmp/file", { type: "text/plain" }) as any;
    return [blob.size, blob.type, await blob.text(), of(() => fs.openAsBlob("/tmp/none")), of(() => fs.openAsBlob("/tmp")), of(() => fs.openAsBlob("/tmp/file", { type: 1 } as any))];
  },
};

// The Web File System API.
import * as fs from "node:fs";
import { later, list, of } from "./observe";

const root = () => (navigator as any).storage.getDirectory();
const tmp = async () => (await root()).getDirectoryHandle("tmp");
const g = globalThis as any;

export const classes = {
  test: () => [
    ["StorageManager", "FileSystemHandle", "FileSystemFileHandle", "FileSystemDirectoryHandle", "FileSystemWritableFileStream"].map((name) => [
      Object.getOwnPropertyNames(g[name].prototype).sort().join(" "), g[name].length, of(() => new g[name]()), Object.prototype.toString.call(g[name].prototype),
    ]),
    String((navigator as any).storage), (navigator as any).storage === (navigator as any).storage,
  ],
};

export const handles = {
  async test() {
    const top = await root();
    const [dir, dev, bundle] = [await tmp(), await top.getDirectoryHandle("dev"), await top.getDirectoryHandle("bundle")];
    const file = (parent: any, ...args: any[]) => later(async () => ((h) => [h.kind, h.name])(await parent.getFileHandle(...args)));
    const directory = (parent: any, ...args: any[]) => later(async () => ((h) => [h.kind, h.name])(await parent.getDirectoryHandle(...args)));
    const create = true;
    return [
      [top.kind, top.name, String(top), Object.keys(top)],
      [await file(dir, "x"), await file(dir, ""), await file(dir, ".."), await file(dir, "a/b"), await file(dir, "a\\b"), await file(dir), await file(dir, 5, { create }), await file(top, "tmp"), await file(dir, "f", { create })],
      [await file(dir, "sp ace", { create }), await file(dir, "f", 5), await file(bundle, "new", { create }), await file(dev, "null", { create }), await file(dir, "f", null)],
      [await directory(dir, "x"), await directory(dir, "."), await directory(dev, "null"), await directory(bundle, "new", { create }), await directory(dir, "d", { create }), await directory(dir, "d"), await directory(dir, "f")],
      list(),
    ];
  },
};

export const removing = {
  async test() {
    const dir = await tmp();
    const bundle = await (await root()).getDirectoryHandle("bundle");
    const file = await dir.getFileHandle("f", { create: true });
    const sub = await dir.getDirectoryHandle("d", { create: true });
    await sub.getFileHandle("in", { create: true });
    const same = await dir.getFileHandle("f");
    const ids = [typeof (await file.getUniqueId()), (await file.getUniqueId()) === (await same.getUniqueId()), (await file.getUniqueId()) === (await sub.getUniqueId())];
    return [
      ids, await file.isSameEntry(same), await file.isSameEntry(sub), await later(() => file.isSameEntry(5)), await later(() => dir.removeEntry("d")), await later(() => dir.removeEntry("none")), await later(() => dir.removeEntry("")),
      await later(() => bundle.removeEntry("index.js")), await later(() => sub.remove()), await later(() => dir.remove()), await later(() => dir.resolve(file)), await later(() => sub.remove({ recursive: true })),
      await later(() => sub.remove()), await later(() => sub.getUniqueId()), await later(() => sub.getFileHandle("x")), await later(() => sub.getFileHandle("x", { create: true })), await later(() => sub.removeEntry("x")),
      await later(() => dir.removeEntry("f")), await later(() => file.getFile()), await later(() => file.createWritable()), list(),
    ];
  },
};

export const iterating = {
  async test() {
    const dir = await tmp();
    fs.mkdirSync("/tmp/d");
    fs.writeFileSync("/tmp/f", "");
    fs.symlinkSync("/tmp/f", "/tmp/link");
    fs.symlinkSync("/tmp/none", "/tmp/broken");
    fs.symlinkSync("/dev", "/tmp/dirlink");
    const seen: unknown[] = [];
    dir.forEach(function (this: unknown, ...args: any[]) {
      seen.push([args.length, args[0], args[1].name, args[2] === dir, typeof this]);
    });
    const gone = await dir.getDirectoryHandle("d");
    await gone.remove();
    const entries = [];
    for await (const [name, handle] of dir) entries.push([name, handle.kind]);
    const names = [];
    for await (const name of dir.keys()) names.push(name);
    const kinds = [];
    for await (const handle of dir.values()) kinds.push(handle.kind);
    return [
      seen, entries, names, kinds, String(dir.entries()), of(() => dir.forEach()), await later(() => gone.keys().next()), of(() => gone.forEach(() => {})),
      await later(async () => (await (await dir.getFileHandle("link")).getFile()).name), await later(() => dir.getFileHandle("broken")),
    ];
  },
};

export const writing = {
  async test() {
    const dir = await tmp();
    const file = await dir.getFileHandle("f", { create: true });
    const read = async () => fs.readFileSync("/tmp/f", "latin1");
    const steps: any[] = [
      "hello", { type: "write", position: 1, data: "EL" }, { type: "write", position: 10, data: "x" }, { type: "seek", position: 2 }, { type: "truncate", size: 8 }, { type: "seek" }, { type: "truncate" }, { type: "write" },
      { type: "write", data: null }, { type: "bogus" }, {}, new Blob(["B"]), new Uint8Array([67]), 5, { type: "write", data: new Blob(["!"]) },
    ];
    const writer = await file.createWritable();
    const answers = [];
    for (const step of steps) answers.push(await later(() => writer.write(step)));
    const before = await read();
    const locked = [await later(() => file.remove()), await later(() => dir.removeEntry("f")), await later(() => dir.removeEntry("f", { recursive: true }))];
    answers.push(await later(() => writer.seek(20)), await later(() => writer.truncate(12)), await later(() => writer.write()));
    await writer.close();
    const more = await file.createWritable({ keepExistingData: true });
    await more.write({ type: "write", position: 0, data: "kept" });
    const blob = await file.getFile();
    await more.close();
    const dropped = await file.createWritable();
    await dropped.write("dropped");
    await dropped.abort();
    return [
      answers, before, locked, await blob.text(), [blob.name, blob.type, blob.size, blob.lastModified, blob instanceof File], await read(), more instanceof WritableStream, await later(() => more.write("x")), await later(() => more.seek(1)),
      await later(() => more.truncate(1)), await later(() => more.close()), await later(() => file.remove()), list(),
    ];
  },
};

export const piping = {
  async test() {
    const file = await (await tmp()).getFileHandle("f", { create: true });
    await new Blob(["through a pipe"]).stream().pipeTo(await file.createWritable());
    const writer = await file.createWritable({ keepExistingData: true });
    const own = writer.getWriter();
    const locked = await later(() => writer.write("x"));
    await own.write("T");
    await own.close();
    return [locked, fs.readFileSync("/tmp/f", "utf8")];
  },
};

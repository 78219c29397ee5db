// Writing: of what, and where.
import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { called, each, later, of, text } from "./observe";

const plain = () => new Uint8Array([97, 98, 99, 100]);
// window shows part of its buffer.
const window = () => new Uint8Array(new Uint8Array([88, 97, 98, 99, 100, 101, 102, 103, 104, 105]).buffer, 2, 6);
const opened = () => {
  fs.writeFileSync("/tmp/file", "0123456789");
  return fs.openSync("/tmp/file", "r+");
};

const buffers: any[][] = [
  [plain()], [plain(), 1], [plain(), 1, 2], [plain(), 3, 1], [plain(), 1, 4], [plain(), 0, 5], [plain(), 2, 2, 5], [plain(), 0, 2, 3n], [plain(), -1], [plain(), 9],
  [window()], [window(), 1], [window(), 1, 2], [window(), 4, 2], [window(), { offset: 1, length: 2, position: 3 }], [plain(), { offset: 1 }], [plain(), null],
  [new DataView(new ArrayBuffer(3))], [new Uint16Array([0x4142, 0x4344]), 1],
];
const wrong: any[][] = [[5], ["abc", "x"], [plain(), "x"], [plain(), 0, "x"], [plain(), 0, 2, "x"], ["abc", null, "bogus"], ["abc", 2, "hex"]];
const strings: any[][] = [["abc"], ["abc", 2], ["616263", 2, "hex"], ["abc", null, "utf8"]];

export const writing = { test: () => each([...buffers, ...strings, ...wrong], (args) => [of(() => (fs.writeSync as any)(opened(), ...args)), text()]) };

export const writingCalledBack = {
  async test() {
    const all: unknown[] = [];
    for (const args of [...buffers, ...strings, ["abc", 1, 2, 3], ...wrong.slice(0, 1)]) {
      const fd = opened();
      const answer: any = await called((callback) => (fs.write as any)(fd, ...args, callback));
      all.push([answer.slice(0, 2), text()]);
    }
    return all;
  },
};

export const writingByHandle = {
  async test() {
    const all: unknown[] = [];
    for (const args of [...buffers, ...strings.slice(0, 2), [5]]) {
      opened();
      await using handle = await open("/tmp/file", "r+");
      all.push([await later(async () => (await (handle.write as any)(...args)).bytesWritten), text()]);
    }
    return all;
  },
};

export const writingMany = {
  test: () => each<any[]>([[[plain(), window()]], [[plain()], 4], [[plain(), "x"]], [[]], ["x"], [[plain()], "x"]], (args) => [of(() => (fs.writevSync as any)(opened(), ...args)), text()]),
};

export const wholeFiles = {
  test() {
    const write = (...args: any[]) => [of(() => (fs.writeFileSync as any)("/tmp/file", ...args)), text()];
    return [
      each<any[]>(
        [["one"], ["bytes", "hex"], ["6162", "hex"], ["b", { encoding: "buffer" }], ["", "bogus"], [5], [null], [new DataView(new ArrayBuffer(2))], [new Uint16Array([65, 66])],
          [new ArrayBuffer(2)], ["x", 5], ["x", { mode: "9" }], ["x", { flag: "r" }], ["more", { flag: "a" }], ["x", { flag: "wx" }], ["x", { flush: 1 }]],
        (args) => write(...args),
      ),
      of(() => fs.appendFileSync("/tmp/file", "!")), of(() => fs.appendFileSync("/tmp/file", "new", { flag: "w" })), text(),
      of(() => fs.writeFileSync("/bundle/new", "x")), of(() => fs.writeFileSync("/bundle/index.js", "x")), of(() => fs.writeFileSync("/tmp", "x")),
      of(() => fs.writeFileSync("/tmp/file/x", "x")), of(() => fs.writeFileSync("/tmp/none/x", "x")), of(() => fs.writeFileSync(9999, "x")), of(() => fs.writeFileSync(-1, "x")),
    ];
  },
};

export const descriptors = {
  test() {
    fs.writeFileSync("/tmp/file", "abcdef");
    const fd = fs.openSync("/tmp/file", "r+");
    const two = Buffer.alloc(2);
    const read = (...at: any[]) => (fs.readSync(fd, two, 0, 2, ...at), two.toString());
    const steps = [read(), read(0), read(), of(() => fs.writeSync(fd, "Z")), text(), fs.readFileSync(fd, "utf8"), read()];
    fs.writeFileSync(fd, "QQ");
    fs.writeFileSync(fd, "R");
    const modes = [of(() => fs.readFileSync(fs.openSync("/tmp/file", "w"))), of(() => fs.writeFileSync(fs.openSync("/tmp/file", "r"), "x")), of(() => fs.readFileSync(fs.openSync("/tmp", "r"))),
      of(() => fs.readSync(fs.openSync("/tmp", "r"), two)), of(() => fs.writeSync(fs.openSync("/tmp", "r"), "x"))];
    return [steps, text(), modes];
  },
};

export const handles = {
  async test() {
    const handle = await open("/tmp/file", "w+");
    const all = [
      await later(() => handle.writeFile("abc")), await later(() => handle.appendFile("def")), await later(() => handle.readFile("utf8")),
      await later(async () => (await handle.stat()).size), await later(() => handle.truncate(2)), await later(() => handle.readFile({ encoding: "latin1" })),
      await later(() => handle.sync()), await later(() => handle.chmod(0o600)), await later(() => handle.utimes(1, 1000)), await later(() => handle.writeFile(5 as any)),
      await later(() => (handle as any).readLines()), typeof handle.fd,
    ];
    await handle.close();
    return [all, typeof handle.fd, await later(() => handle.stat()), await later(() => handle.read()), await later(() => handle.close()), await later(() => open("/tmp/none", "r"))];
  },
};

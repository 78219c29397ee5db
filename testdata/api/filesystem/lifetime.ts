// What there is, and for how long.
import * as fs from "node:fs";
import * as promises from "node:fs/promises";
import * as path from "node:path";
import bytes from "./bytes.bin";
import hello from "./hello.txt";
import { of } from "./observe";

const atStart = { directory: process.cwd(), files: of(() => fs.readdirSync("/tmp")) };

export const exports = {
  test: () => [Object.keys(fs).sort().join(" "), Object.keys(promises).sort().join(" "), Object.keys(fs.promises).sort().join(" "), fs.constants],
};

export const roots = {
  test: () => [fs.readdirSync("/"), fs.readdirSync("/dev", { recursive: true }), fs.readdirSync("/tmp"), fs.readdirSync("/bundle").includes("index.js")],
};

// Beside these, wrangler adds files for Durable Objects.
export const modules = {
  test() {
    const all = fs.readdirSync("/bundle").filter((name) => !name.startsWith("__mf_")).sort();
    const read = (name: string) => (name === "index.js" ? "the bundle" : fs.readFileSync(`/bundle/${name}`, "latin1"));
    return [hello, new Uint8Array(bytes).join(), all.map((name) => [name, read(name), fs.statSync(`/bundle/${name}`).mode])];
  },
};

export const ofEvents = {
  async test(_: unknown, env: any) {
    fs.writeFileSync("/tmp/mine", "");
    const object = env.SUBJECT.getByName(crypto.randomUUID());
    return [atStart, await object.visit(), await object.visit(), fs.readdirSync("/tmp")];
  },
};

export const directory = {
  test() {
    const to = (where: any) => of(() => (process.chdir(where), process.cwd()));
    const visited = ["/tmp", "..", "dev", "/none", "/dev/null", "", 1, Buffer.from("/tmp"), "/tmp/../dev/", "./../tmp"].map(to);
    fs.writeFileSync("relative", "here");
    return [visited, fs.readFileSync("/tmp/relative", "utf8"), path.resolve("x"), to("/bundle")];
  },
};

export const devices = {
  test: () =>
    ["null", "zero", "full", "random"].map((name) => {
      const device = `/dev/${name}`;
      const read = () => {
        const buffer = Buffer.alloc(4, 7);
        const n = fs.readSync(fs.openSync(device, "r+"), buffer);
        return [n, name === "random" || buffer.join()];
      };
      return [
        fs.statSync(device).mode, of(read), of(() => fs.readFileSync(device).length), of(() => fs.writeFileSync(device, "x")),
        of(() => fs.writeSync(fs.openSync(device, "w"), "x")), of(() => fs.truncateSync(device)), of(() => fs.utimesSync(device, 1, 5000)),
        of(() => fs.statSync(device).mtimeMs), of(() => fs.unlinkSync(device)), of(() => fs.copyFileSync(device, `/tmp/${name}`)),
      ];
    }),
};

export const consoleDescriptors = {
  test: () => [
    of(() => fs.readSync(0, Buffer.alloc(3))), of(() => fs.readFileSync(0, "utf8")), of(() => fs.fstatSync(1).mode), of(() => fs.closeSync(1)),
    of(() => fs.writeSync(1, "shown\n")), of(() => fs.writeFileSync(2, "shown\n")), of(() => fs.ftruncateSync(1)),
  ],
};

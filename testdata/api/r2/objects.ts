import { outcomes } from "../entry";
import { clean, shown } from "./shown";

const members = (o: any) => Object.getOwnPropertyNames(Object.getPrototypeOf(o)).sort();

export const classesAndMembers = {
  async test(_: unknown, { BUCKET }: any) {
    await BUCKET.put("k", "value");
    const [head, got] = [await BUCKET.head("k"), await BUCKET.get("k")];
    const upload = await BUCKET.createMultipartUpload("m");
    await upload.abort();
    return {
      bucket: [BUCKET.constructor.name, Object.prototype.toString.call(BUCKET), Object.keys(BUCKET), members(BUCKET)],
      head: [head.constructor.name, Object.prototype.toString.call(head), Object.keys(head), members(head)],
      got: [got.constructor.name, Object.prototype.toString.call(got), Object.keys(got), members(got), Object.getPrototypeOf(got.constructor.prototype).constructor.name],
      upload: [upload.constructor.name, Object.keys(upload), members(upload)],
      checksums: [head.checksums.constructor.name, Object.keys(head.checksums), members(head.checksums), JSON.stringify(head.checksums)],
      lengths: ["head", "get", "put", "delete", "list", "createMultipartUpload", "resumeMultipartUpload"].map((m) => BUCKET[m].length),
      globals: ["R2Bucket", "R2Object", "R2ObjectBody", "R2MultipartUpload", "R2Error", "R2Objects"].map((name) => name in globalThis),
      body: [got.body instanceof ReadableStream, got.bodyUsed, await got.text(), got.bodyUsed],
    };
  },
};

export const putAndGet = {
  async test(_: unknown, { BUCKET }: any) {
    return outcomes({
      put: async () => shown(await BUCKET.put("a/b", "žluť")),
      head: async () => shown(await BUCKET.head("a/b")),
      get: async () => shown(await BUCKET.get("a/b")),
      text: async () => (await BUCKET.get("a/b")).text(),
      bytes: async () => (await BUCKET.get("a/b")).bytes(),
      arrayBuffer: async () => (await BUCKET.get("a/b")).arrayBuffer(),
      json: async () => {
        await BUCKET.put("json", '{"a":[1,null]}');
        return (await BUCKET.get("json")).json();
      },
      blob: async () => {
        const blob = await (await BUCKET.get("a/b")).blob();
        return [blob.constructor.name, blob.size, blob.type];
      },
      twice: async () => {
        const o = await BUCKET.get("a/b");
        await o.text();
        return o.text();
      },
      streamed: async () => new Response((await BUCKET.get("a/b")).body).text(),
      headAbsent: () => BUCKET.head("absent"),
      getAbsent: () => BUCKET.get("absent"),
      delete: () => BUCKET.delete("a/b"),
      deleteAgain: () => BUCKET.delete("a/b"),
      gone: () => BUCKET.get("a/b"),
    });
  },
};

export const kindsOfValues = {
  async test(_: unknown, { BUCKET }: any) {
    const stream = (n: number) => new Response("x".repeat(n)).body;
    const unsized = () => new ReadableStream({ start: (c) => (c.enqueue(new Uint8Array([1])), c.close()) });
    const { readable, writable } = new FixedLengthStream(3);
    const writer = writable.getWriter();
    void writer.write(new Uint8Array([7, 8, 9])).then(() => writer.close());
    const values: Record<string, any> = {
      text: "text", empty: "", buffer: new Uint8Array([1, 2]).buffer, view: new Uint8Array([1, 2, 3]).subarray(1), null: null,
      blob: new Blob(["blob"], { type: "text/x" }), stream: stream(5), fixed: readable, unsized: unsized(), request: new Request("http://x", { method: "POST", body: "req" }).body,
      undefined: undefined, number: 5, object: {}, boolean: true, array: [1], date: new Date(0), file: new File(["f"], "name"), params: new URLSearchParams("a=b"),
    };
    const cases: Record<string, () => unknown> = {};
    for (const [name, value] of Object.entries(values)) {
      cases[name] = async () => {
        const put = await BUCKET.put("value", value);
        return [put.size, put.httpMetadata, [...(await (await BUCKET.get("value")).bytes())].slice(0, 20)];
      };
    }
    return outcomes(cases);
  },
};

export const overwriting = {
  async test(_: unknown, { BUCKET }: any) {
    const first = await BUCKET.put("k", "one", { customMetadata: { a: "b" } });
    const second = await BUCKET.put("k", "two");
    const got = await BUCKET.get("k");
    return [first.version !== second.version, got.etag === second.etag, got.customMetadata, await got.text()];
  },
};

export const deletingMany = {
  async test(_: unknown, { BUCKET }: any) {
    await clean(BUCKET);
    for (const k of ["a", "b", "c"]) await BUCKET.put(k, k);
    await BUCKET.delete(["a", "c", "missing"]);
    return { left: (await BUCKET.list()).objects.map((o: any) => o.key), ...(await outcomes({ none: () => BUCKET.delete([]), number: () => BUCKET.delete(5), nothing: () => BUCKET.delete() })) };
  },
};

import { outcomes } from "../entry";
import { shown } from "./shown";

const size = 5 * 1024 * 1024;

export const multipart = {
  async test(_: unknown, { BUCKET }: any) {
    const upload = await BUCKET.createMultipartUpload("big", { httpMetadata: { contentType: "a/b" }, customMetadata: { x: "y" } });
    const first = new Uint8Array(size).fill(1);
    const parts: any[] = [];
    return {
      key: upload.key,
      id: [typeof upload.uploadId, upload.uploadId.length],
      ...(await outcomes({
        part: async () => {
          const part = await upload.uploadPart(1, first);
          parts.push(part);
          return [Object.keys(part), part.partNumber, part.etag.length];
        },
        second: async () => parts.push(await BUCKET.resumeMultipartUpload("big", upload.uploadId).uploadPart(2, "tail")),
        spare: async () => (await upload.uploadPart(9, "unused")).partNumber,
        notYet: () => BUCKET.head("big"),
        complete: async () => shown(await upload.complete(parts)),
        head: async () => shown(await BUCKET.head("big")),
        range: async () => {
          const o = await BUCKET.get("big", { range: { offset: size - 2 } });
          return [shown(o).class, o.range, [...(await o.bytes())]];
        },
        whole: async () => (await (await BUCKET.get("big")).arrayBuffer()).byteLength,
        again: () => upload.complete(parts),
        partAfter: () => upload.uploadPart(3, "x"),
        abortAfter: () => upload.abort(),
        still: async () => (await BUCKET.head("big")).size,
        replaced: async () => (await BUCKET.put("big", "small")).size,
      })),
    };
  },
};

export const multipartErrors = {
  async test(_: unknown, { BUCKET }: any) {
    const upload = await BUCKET.createMultipartUpload("e");
    const one = await upload.uploadPart(1, "x");
    const two = await upload.uploadPart(2, "y");
    const unknown = BUCKET.resumeMultipartUpload("e", "unknown");
    const aborted = await BUCKET.createMultipartUpload("f");
    await aborted.abort();
    const single = await BUCKET.createMultipartUpload("g");
    const part = await single.uploadPart(5, "only");
    return outcomes({
      small: () => upload.complete([one, two]),
      missing: () => upload.complete([one, { partNumber: 7, etag: "x" }]),
      etag: () => upload.complete([{ partNumber: 1, etag: "x" }]),
      twice: () => upload.complete([one, one]),
      none: async () => shown(await upload.complete([])),
      nothing: () => upload.complete(),
      wrong: () => upload.complete("x"),
      wrongPart: () => upload.complete([{}]),
      wrongNumber: () => upload.complete([{ partNumber: 0, etag: "x" }]),
      zero: () => upload.uploadPart(0, "x"),
      huge: () => upload.uploadPart(10001, "x"),
      text: () => upload.uploadPart("x", "x"),
      noValue: () => upload.uploadPart(1),
      nullValue: () => upload.uploadPart(1, null),
      number: () => upload.uploadPart(1, 5),
      unknownPart: () => unknown.uploadPart(1, "x"),
      unknownComplete: () => unknown.complete([one]),
      unknownAbort: () => unknown.abort(),
      abortedPart: () => aborted.uploadPart(1, "x"),
      abortedComplete: () => aborted.complete([]),
      abortedAgain: () => aborted.abort(),
      otherKey: () => BUCKET.resumeMultipartUpload("other", upload.uploadId).uploadPart(1, "x"),
      resumeNothing: () => BUCKET.resumeMultipartUpload("x"),
      createNothing: () => BUCKET.createMultipartUpload(),
      single: async () => shown(await single.complete([part])),
      options: async () => (await BUCKET.createMultipartUpload("o", { storageClass: "InfrequentAccess", httpMetadata: new Headers({ "content-type": "x/y" }) })).key,
    });
  },
};

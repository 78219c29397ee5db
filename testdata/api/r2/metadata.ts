import { outcomes } from "../entry";
import { shown } from "./shown";

const http = {
  contentType: "text/plain", contentLanguage: "cs", contentDisposition: "inline", contentEncoding: "identity", cacheControl: "no-store", cacheExpiry: new Date(1e12),
};

export const httpMetadata = {
  async test(_: unknown, { BUCKET }: any) {
    const put = async (options: any) => {
      const result = await BUCKET.put("m", "x", options);
      const head = await BUCKET.head("m");
      const headers = new Headers();
      head.writeHttpMetadata(headers);
      return { put: result.httpMetadata, head: head.httpMetadata, headers: [...headers], custom: [result.customMetadata, head.customMetadata] };
    };
    return outcomes({
      none: () => put(undefined),
      null: () => put(null),
      empty: () => put({}),
      all: () => put({ httpMetadata: http }),
      headers: () => put({ httpMetadata: new Headers({ "Content-Type": "a/b", "Cache-Control": "x", Expires: new Date(1e12).toUTCString(), "X-Other": "no" }) }),
      badExpires: () => put({ httpMetadata: new Headers({ Expires: "never" }) }),
      expiryNumber: () => put({ httpMetadata: { cacheExpiry: 1e12 } }),
      expiryText: () => put({ httpMetadata: { cacheExpiry: "x" } }),
      coerced: () => put({ httpMetadata: { contentType: 5, cacheControl: null } }),
      wrong: () => put({ httpMetadata: "text/plain" }),
      custom: () => put({ customMetadata: { a: "1", B: "2", "": "", ž: "ť" } }),
      customCoerced: () => put({ customMetadata: { n: 1, o: {}, u: undefined } }),
      customWrong: () => put({ customMetadata: "x" }),
      tooLong: () => put({ customMetadata: { long: "x".repeat(9000) } }),
    });
  },
};

export const checksums = {
  async test(_: unknown, { BUCKET }: any) {
    const data = new TextEncoder().encode("checked");
    const digest = async (name: string) => new Uint8Array(await crypto.subtle.digest(name, data));
    const hex = (b: Uint8Array) => [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
    const md5 = await digest("MD5");
    const put = (options: any) => async () => shown(await BUCKET.put("checked", data, options)).checksums;
    const cases: Record<string, () => unknown> = {
      md5: put({ md5 }),
      md5Hex: put({ md5: hex(md5) }),
      md5Upper: put({ md5: hex(md5).toUpperCase() }),
      md5Buffer: put({ md5: md5.buffer }),
      md5Short: put({ md5: md5.subarray(1) }),
      md5ShortHex: put({ md5: "ab" }),
      md5NoHex: put({ md5: "z".repeat(32) }),
      md5Number: put({ md5: 5 }),
      wrong: put({ md5: "0".repeat(32) }),
      two: put({ md5, sha1: "0".repeat(40) }),
      sha256Wrong: put({ sha256: "0".repeat(64) }),
      sha384Short: put({ sha384: "00" }),
    };
    for (const [field, name] of Object.entries({ sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" })) {
      const value = await digest(name);
      cases[field] = put({ [field]: value });
      cases[field + "Hex"] = put({ [field]: hex(value) });
    }
    return { ...(await outcomes(cases)), head: shown(await BUCKET.head("checked")).checksums };
  },
};

export const storageClassAndKeys = {
  async test(_: unknown, { BUCKET }: any) {
    const put = (options: any) => async () => shown(await BUCKET.put("s", "x", options));
    return outcomes({
      infrequent: put({ storageClass: "InfrequentAccess" }),
      unknown: put({ storageClass: "Cold" }),
      ssec: put({ ssecKey: "0".repeat(64) }),
      ssecBytes: put({ ssecKey: new Uint8Array(32) }),
      ssecShort: put({ ssecKey: "00" }),
      ssecShortBytes: put({ ssecKey: new Uint8Array(3) }),
      ssecUpper: put({ ssecKey: "A".repeat(64) }),
      getSsec: async () => shown(await BUCKET.get("s", { ssecKey: "0".repeat(64) })),
      getSsecShort: () => BUCKET.get("s", { ssecKey: "0" }),
    });
  },
};

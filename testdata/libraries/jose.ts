import * as jose from "jose";

const secret = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
const failed = (p: Promise<unknown>) => p.then(() => "ok", (e: any) => [e.name, e.code, e.message]);

export const hmac = {
  async test() {
    const token = await new jose.SignJWT({ a: 1 }).setProtectedHeader({ alg: "HS256" }).setIssuedAt(1700000000).setIssuer("i").setAudience("x").setExpirationTime(4000000000).sign(secret);
    const { payload, protectedHeader } = await jose.jwtVerify(token, secret, { issuer: "i", audience: "x" });
    return { token, payload, protectedHeader, tampered: await failed(jose.jwtVerify(token.slice(0, -2) + "AA", secret)), audience: await failed(jose.jwtVerify(token, secret, { audience: "y" })), decoded: jose.decodeJwt(token) };
  },
};
export const keys = {
  async test() {
    const out: Record<string, unknown> = {};
    for (const alg of ["RS256", "PS384", "ES256", "ES384", "EdDSA", "Ed25519"]) {
      const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
      const token = await new jose.SignJWT({ alg }).setProtectedHeader({ alg }).sign(privateKey);
      const pem = await jose.exportSPKI(publicKey);
      const jwk = await jose.exportJWK(publicKey);
      const again = await jose.importSPKI(pem, alg);
      const set = jose.createLocalJWKSet({ keys: [{ ...jwk, alg, kid: "k" }] });
      out[alg] = [(await jose.jwtVerify(token, again)).payload, (await jose.jwtVerify(token, set)).payload, Object.keys(jwk).sort(), (await jose.calculateJwkThumbprint(jwk)).length];
    }
    return out;
  },
};
export const encrypted = {
  async test() {
    const out: Record<string, unknown> = {};
    for (const [alg, enc] of [["dir", "A256GCM"], ["A256KW", "A128CBC-HS256"], ["A256GCMKW", "A256GCM"]]) {
      const jwe = await new jose.EncryptJWT({ s: 1 }).setProtectedHeader({ alg, enc }).encrypt(secret);
      out[alg] = (await jose.jwtDecrypt(jwe, secret)).payload;
    }
    const { publicKey, privateKey } = await jose.generateKeyPair("ECDH-ES+A128KW");
    const jwe = await new jose.CompactEncrypt(new TextEncoder().encode("x")).setProtectedHeader({ alg: "ECDH-ES+A128KW", enc: "A128GCM" }).encrypt(publicKey);
    return { ...out, ecdh: new TextDecoder().decode((await jose.compactDecrypt(jwe, privateKey)).plaintext) };
  },
};

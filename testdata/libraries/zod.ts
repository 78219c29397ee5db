import * as z from "zod";
import * as mini from "zod/mini";
import { z as z3 } from "zod/v3";

const User = z.object({
  id: z.uuid(), email: z.email(), age: z.number().int().min(0).max(150).optional(), tags: z.array(z.string().trim()).default([]),
  role: z.enum(["admin", "user"]), at: z.coerce.date(), site: z.url().nullable(), emoji: z.emoji().optional(),
  kind: z.discriminatedUnion("type", [z.object({ type: z.literal("a"), n: z.number() }), z.object({ type: z.literal("b"), s: z.string() })]),
}).strict().refine((u) => u.role !== "admin" || (u.age ?? 0) >= 18, { message: "admins are grown up", path: ["age"] });
const good = { id: "7b6f0c2e-3a1b-4c5d-8e9f-0a1b2c3d4e5f", email: "a@b.example", role: "user", at: "2026-01-02T03:04:05Z", site: null, tags: [" x "], kind: { type: "b", s: "y" }, emoji: "👍🏽" };

export const parse = {
  test: () => ({ good: User.parse(good), bad: User.safeParse({ ...good, id: 1, email: "no", age: 1.5, kind: { type: "c" }, extra: 1, emoji: "x" }).error?.issues }),
};
export const errors = {
  test() {
    const error = User.safeParse({ ...good, role: "admin", age: 3 }).error!;
    return { flat: z.flattenError(error), pretty: z.prettifyError(error), tree: z.treeifyError(error), instance: error instanceof z.ZodError, name: error.name };
  },
};
export const transforms = {
  async test() {
    const n = z.string().transform((s) => s.length).pipe(z.number().min(3));
    const later = z.string().refine(async (s) => s === "yes", "say yes");
    return { piped: n.parse("abcd"), short: n.safeParse("a").success, async: (await later.safeParseAsync("no")).error?.issues, json: z.toJSONSchema(User, { unrepresentable: "any" }) };
  },
};
export const formats = {
  test: () => Object.fromEntries(Object.entries({
    ipv4: z.ipv4(), ipv6: z.ipv6(), cidr: z.cidrv4(), base64: z.base64(), date: z.iso.date(), datetime: z.iso.datetime(), duration: z.iso.duration(), jwt: z.jwt(), cuid: z.cuid2(), e164: z.e164(), nanoid: z.nanoid(),
  }).map(([k, s]) => [k, ["1.2.3.4", "::1", "10.0.0.0/8", "aGk=", "2026-02-30", "2026-02-28", "2026-02-28T01:02:03Z", "P1DT2H", "+4915112345678"].map((v) => s.safeParse(v).success)])),
};
export const others = {
  test: () => ({
    mini: mini.safeParse(mini.object({ a: mini.string().check(mini.minLength(2)) }), { a: "x" }).error?.issues,
    v3: z3.object({ e: z3.string().emoji(), n: z3.bigint().positive() }).safeParse({ e: "😀", n: -1n }).error?.issues,
    record: z.record(z.string(), z.number()).parse({ a: 1 }), map: z.map(z.string(), z.number()).parse(new Map([["a", 1]])),
    codec: z.codec(z.string(), z.number(), { decode: Number, encode: String }).decode("42"), lazy: z.object({ get next() { return z.null(); } }).parse({ next: null }),
  }),
};

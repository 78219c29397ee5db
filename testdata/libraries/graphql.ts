import { createSchema, createYoga, createPubSub } from "graphql-yoga";
import { graphql, buildSchema, parse, print, validate, introspectionFromSchema, GraphQLError } from "graphql";

const schema = createSchema<any>({
  typeDefs: `type Query { hello(name: String = "x"): String! list(n: Int!): [Item!]! fails: String secret: String } type Item { id: ID! twice: Int } type Mutation { add(a: Int!, b: Int!): Int } type Subscription { count(to: Int!): Int }`,
  resolvers: {
    Query: { hello: (_: unknown, a: any) => `Hello ${a.name}`, list: (_: unknown, a: any) => Array.from({ length: a.n }, (_, id) => ({ id })), fails: () => { throw new GraphQLError("told", { extensions: { code: "TOLD" } }); }, secret: () => { throw new Error("hidden"); } },
    Item: { twice: async (i: any) => i.id * 2 }, Mutation: { add: (_: unknown, a: any) => a.a + a.b },
    Subscription: { count: { subscribe: async function* (_: unknown, a: any) { for (let n = 1; n <= a.to; n++) yield { count: n }; } } },
  },
});
const yoga = createYoga({ schema, logging: false, graphiql: false });
const ask = async (query: string, variables?: unknown, headers: Record<string, string> = {}) => {
  const r = await yoga.fetch("http://x.example/graphql", { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query, variables }) });
  return { status: r.status, type: r.headers.get("content-type"), body: (await r.text()).replace(/"stack":"(?:[^"\\]|\\.)*"/g, '"stack":"…"') };
};
export const queries = {
  test: async () => ({
    fields: await ask("query($n: Int!) { hello list(n: $n) { id twice __typename } }", { n: 3 }), mutation: await ask("mutation { add(a: 1, b: 2) }"), told: await ask("{ fails }"), hidden: await ask("{ secret }"), invalid: await ask("{ nope }"), syntax: await ask("{ hello("), variable: await ask("query($n: Int!) { list(n: $n) { id } }", { n: "x" }),
    get: await (await yoga.fetch("http://x.example/graphql?query=" + encodeURIComponent("{ hello(name: \"y\") }"))).text(),
  }),
};
export const subscription = { test: () => ask("subscription { count(to: 3) }", undefined, { accept: "text/event-stream" }) };
export const plain = {
  async test() {
    const s = buildSchema("type Query { a(x: [Int!]): String @deprecated } enum E { A B }");
    return { result: await graphql({ schema: s, source: "{ a(x: [1]) }", rootValue: { a: ({ x }: any) => "a" + x } }), printed: print(parse("{a(x:[1,2]){b ...F}} fragment F on T{c}")), errors: validate(s, parse("{ b }")).map((e) => [e.message, e.locations]), types: introspectionFromSchema(s).__schema.types.length, pubsub: typeof createPubSub().publish };
  },
};

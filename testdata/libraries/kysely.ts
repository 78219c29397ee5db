import { Kysely, sql, DummyDriver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type CompiledQuery } from "kysely";
import { object } from "../api/entry";

interface DB { person: { id: number; name: string; age: number | null }; pet: { id: number; owner: number; name: string } }

/** dialect runs on an object's SQL storage. */
const dialect = (storage: any) => ({
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db: any) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createDriver: () => Object.assign(new DummyDriver(), {
    acquireConnection: async () => ({
      async executeQuery(q: CompiledQuery) {
        const rows = storage.sql.exec(q.sql, ...q.parameters).toArray();
        return { rows };
      },
      streamQuery: async function* () {},
    }),
  }),
}) as any;

export const queries = object(async ({ storage }) => {
  const db = new Kysely<DB>({ dialect: dialect(storage) });
  await db.schema.createTable("person").addColumn("id", "integer", (c) => c.primaryKey()).addColumn("name", "text", (c) => c.notNull().unique()).addColumn("age", "integer").execute();
  await db.schema.createTable("pet").ifNotExists().addColumn("id", "integer", (c) => c.primaryKey()).addColumn("owner", "integer", (c) => c.references("person.id").onDelete("cascade")).addColumn("name", "text").execute();
  const inserted = await db.insertInto("person").values([{ id: 1, name: "a", age: 4 }, { id: 2, name: "b", age: null }]).returningAll().execute();
  await db.insertInto("pet").values({ id: 1, owner: 1, name: "rex" }).execute();
  return {
    inserted,
    joined: await db.selectFrom("person").leftJoin("pet", "pet.owner", "person.id").select(["person.name as person", "pet.name as pet"]).orderBy("person.id").execute(),
    cte: await db.with("old", (q) => q.selectFrom("person").where("age", "is not", null).select("id")).selectFrom("old").selectAll().execute(),
    cased: await db.selectFrom("person").select((e) => e.case().when("age", ">", 3).then("old").else("?").end().as("kind")).execute(),
    counted: await db.selectFrom("person").select((e) => [e.fn.countAll().as("n"), e.fn.max("age").as("max")]).executeTakeFirst(),
    upserted: await db.insertInto("person").values({ id: 1, name: "z", age: 1 }).onConflict((c) => c.column("id").doUpdateSet({ name: "z" })).returning("name").executeTakeFirstOrThrow(),
    raw: await sql<{ x: number }>`select ${1} + ${2} as x`.execute(db),
    compiled: db.updateTable("person").set({ age: 5 }).where((e) => e.or([e("id", "=", 1), e("name", "like", "b%")])).compile().sql,
    none: await db.selectFrom("person").selectAll().where("id", "=", 9).executeTakeFirstOrThrow().catch((e) => e.message),
  };
});

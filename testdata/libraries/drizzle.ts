import { drizzle } from "drizzle-orm/durable-sqlite";
import { migrate } from "drizzle-orm/durable-sqlite/migrator";
import { integer, sqliteTable, text, index, real, blob } from "drizzle-orm/sqlite-core";
import { and, count, desc, eq, gt, like, relations, sql, sum } from "drizzle-orm";
import { object } from "../api/entry";

const users = sqliteTable("users", { id: integer().primaryKey({ autoIncrement: true }), name: text().notNull(), at: integer({ mode: "timestamp" }).notNull(), meta: text({ mode: "json" }), active: integer({ mode: "boolean" }).default(true), score: real() }, (t) => [index("by_name").on(t.name)]);
const posts = sqliteTable("posts", { id: integer().primaryKey(), title: text().notNull(), user: integer("user_id").references(() => users.id), raw: blob({ mode: "buffer" }) });
const schema = { users, posts, usersRelations: relations(users, ({ many }) => ({ posts: many(posts) })), postsRelations: relations(posts, ({ one }) => ({ author: one(users, { fields: [posts.user], references: [users.id] }) })) };
const migrations = {
  journal: { entries: [{ idx: 0, when: 1, tag: "0000_first", breakpoints: true }, { idx: 1, when: 2, tag: "0001_second", breakpoints: true }] },
  migrations: {
    m0000: "CREATE TABLE `users` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL, `name` text NOT NULL, `at` integer NOT NULL, `meta` text, `active` integer DEFAULT true);\n--> statement-breakpoint\nCREATE INDEX `by_name` ON `users` (`name`);",
    m0001: "ALTER TABLE `users` ADD `score` real;\n--> statement-breakpoint\nCREATE TABLE `posts` (`id` integer PRIMARY KEY NOT NULL, `title` text NOT NULL, `user_id` integer REFERENCES users(id), `raw` blob);",
  },
};

export const queries = object(async ({ storage }) => {
  const db = drizzle(storage, { schema });
  await migrate(db, migrations);
  await migrate(db, migrations);
  const made = await db.insert(users).values([{ name: "ann", at: new Date(1000), meta: { a: [1] }, score: 1.5 }, { name: "bob", at: new Date(2000), active: false }]).returning();
  await db.insert(posts).values([{ id: 1, title: "one", user: 1 }, { id: 2, title: "two", user: 1 }, { id: 3, title: "three", user: 2 }]);
  await db.insert(users).values({ id: 1, name: "again", at: new Date(0) }).onConflictDoUpdate({ target: users.id, set: { name: sql`excluded.name` } });
  return {
    made,
    all: db.select().from(users).orderBy(desc(users.id)).all(),
    one: await db.query.users.findFirst({ where: eq(users.id, 1), with: { posts: { columns: { title: true }, orderBy: desc(posts.id) } } }),
    joined: await db.select({ title: posts.title, name: users.name }).from(posts).innerJoin(users, eq(posts.user, users.id)).where(and(gt(posts.id, 1), like(posts.title, "t%"))),
    grouped: await db.select({ user: posts.user, n: count(), total: sum(posts.id) }).from(posts).groupBy(posts.user),
    updated: await db.update(users).set({ active: true }).where(eq(users.id, 2)).returning({ active: users.active }),
    removed: await db.delete(posts).where(eq(posts.user, 2)).returning(),
    text: db.select().from(users).where(eq(users.name, "x")).toSQL(),
    value: db.get(sql`select count(*) as n from users`), values: db.values(sql`select 1, 'a'`),
    rolledBack: (() => { try { db.transaction((tx) => { tx.delete(users).run(); throw new Error("back"); }); } catch (e: any) { return [e.message, db.$count(users)] ; } })()?.[0],
    left: await db.$count(users),
    prepared: db.select().from(users).where(eq(users.id, sql.placeholder("id"))).prepare().get({ id: 2 }),
    refused: (() => { try { db.run(sql`insert into users (name) values (null)`); } catch (e: any) { return [e.constructor.name, e.cause?.message ?? e.message]; } })(),
  };
});

import { outcomes } from "../entry";

const form = (bookmark: unknown) => (typeof bookmark === "string" ? bookmark.replace(/[0-9a-f]/g, "h") : bookmark);

export const bookmarks = {
  async test(_: unknown, { DB }: any) {
    const session = DB.withSession();
    const before = session.getBookmark();
    await session.prepare("SELECT 1").all();
    const after = session.getBookmark();
    const next = DB.withSession(after);
    const given = next.getBookmark() === after;
    await next.prepare("SELECT 1").all();
    return { before, form: form(after), given, grows: next.getBookmark() >= after, batch: (await next.batch([next.prepare("SELECT 1 AS x")]))[0].results };
  },
};

export const constraints = {
  async test(_: unknown, { DB }: any) {
    const of = (...args: unknown[]) => async () => {
      const session = DB.withSession(...args);
      const before = session.getBookmark();
      await session.prepare("SELECT 1").run();
      return [before, form(session.getBookmark())];
    };
    return outcomes({
      none: of(),
      undefined: of(undefined),
      null: of(null),
      empty: of(""),
      space: of("  "),
      primary: of("first-primary"),
      padded: of(" first-primary "),
      unconstrained: of("first-unconstrained"),
      any: of("some-token"),
      last: of("zzzz"),
      number: of(5),
    });
  },
};
